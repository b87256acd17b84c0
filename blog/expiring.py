"""Facts that run out: which pages use them, and telling people in time."""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Page

from accounts import roles
from blog.flags import people_of, public_page_keys, put
from blog.models import VolatileFact
from editorial.models import PublicationRecord
from editorial.people import tell, tell_group

MARKS = (30, 7, 0)
EXPIRED = -1


@dataclass(frozen=True)
class Reminder:
    """A fact of which people are to be told: `mark` is 30, 7 or 0 days, or -1 for expired."""

    fact: VolatileFact
    mark: int
    days: int


def due(today=None):
    """Return the Reminders that are due on a day (default: today), the earliest first. Each mark is told once."""
    today = today or timezone.localdate()
    found = []
    for fact in VolatileFact.objects.filter(live=True, valid_until__lte=today + timedelta(days=max(MARKS))):
        days = (fact.valid_until - today).days
        mark = EXPIRED if days < 0 else min(each for each in MARKS if days <= each)
        if fact.reminded is None or fact.reminded > mark:
            found.append(Reminder(fact, mark, days))
    return sorted(found, key=lambda each: (each.days, each.fact.name))


def take(reminder):
    """Tell the managing editors and the people of each page that uses the fact; flag the pages of an expired one."""
    fact = reminder.fact
    pages = pages_using([fact]).get(fact.pk, [])
    subject, text = (
        sentence(reminder),
        _("Bring it up to date under Sources. Pages that use it: %(pages)s")
        % {"pages": ", ".join(page.title for page in pages) or _("none")},
    )
    records = PublicationRecord.objects.in_bulk([page.pk for page in pages], field_name="page_id")
    keys = set().union(*(people_of(page, records.get(page.pk)) for page in pages))
    path = fact.snippet_viewset.get_url_name("edit")
    tell(keys, subject, text, path=_address(path, fact))
    tell_group(roles.MANAGING_EDITORS, subject, text, path=_address(path, fact), leave_out=keys)
    if reminder.mark == EXPIRED:
        put(pages, "G8", f"fact:{fact.pk}:{fact.valid_until.isoformat()}", subject, told=True)
    # Not a word of the fact: readers see nothing of it, so it does not pass the gate.
    VolatileFact.objects.filter(pk=fact.pk).update(reminded=reminder.mark)


def sentence(reminder):
    """Say when a fact runs out."""
    words = {"name": reminder.fact.name, "day": date_format(reminder.fact.valid_until, "j F Y")}
    if reminder.mark == EXPIRED:
        return _("The fact “%(name)s” ran out on %(day)s") % words
    if reminder.days == 0:
        return _("The fact “%(name)s” runs out today") % words
    return _("The fact “%(name)s” runs out on %(day)s") % words


def pages_using(facts):
    """Return {key of a fact: its public pages}, in a number of queries that does not grow."""
    keys = public_page_keys({fact.pk for fact in facts}, VolatileFact)
    pages = Page.objects.in_bulk({page for found in keys.values() for page in found})
    return {key: sorted((pages[page] for page in found), key=str) for key, found in keys.items()}


def _address(name, fact):
    return reverse(name, args=[fact.pk])
