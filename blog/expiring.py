"""What has a last day: facts that run out and statuses to be looked up again. Which pages use them; telling people."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.models import Page

from accounts import roles
from blog.flags import people_of, public_page_keys, put
from blog.models import RegulatoryStatus, VolatileFact
from blog.models.regulatory import pages_showing
from editorial import gate
from editorial.models import PublicationRecord
from editorial.people import tell, tell_group

MARKS = (30, 7, 0)
EXPIRED = -1
LAST_DAYS = {VolatileFact: "valid_until", RegulatoryStatus: "review_due"}


@dataclass(frozen=True)
class Reminder:
    """A text of which people are to be told: `mark` is 30, 7 or 0 days, or -1 for expired."""

    text: VolatileFact | RegulatoryStatus
    mark: int
    days: int

    def __str__(self):
        return sentence(self)

    @transaction.atomic
    def take(self):
        """Tell people, once."""
        take(self)


def last_day(text):
    """Return the day after which a text is no longer known to be true."""
    return getattr(text, LAST_DAYS[type(text)])


def due(today=None):
    """Return the Reminders that are due on a day (default: today), the earliest first. Each mark is told once."""
    today = today or timezone.localdate()
    horizon = today + timedelta(days=max(MARKS))
    found = []
    for model, field in LAST_DAYS.items():
        for text in model.objects.filter(live=True, **{f"{field}__lte": horizon}):
            days = (last_day(text) - today).days
            mark = EXPIRED if days < 0 else min(each for each in MARKS if days <= each)
            if text.reminded is None or text.reminded > mark:
                found.append(Reminder(text, mark, days))
    return sorted(found, key=lambda each: (each.days, str(each.text)))


def take(reminder):
    """Tell those who keep the text, the managing editors and the people of each page; flag pages of an expired fact."""
    text = reminder.text
    pages = pages_using([text])[text]
    subject, words = (
        sentence(reminder),
        _("Bring it up to date under Sources. Pages that use it: %(pages)s")
        % {"pages": ", ".join(page.title for page in pages) or _("none")},
    )
    records = PublicationRecord.objects.in_bulk([page.pk for page in pages], field_name="page_id")
    keys = keepers(text).union(*(people_of(page, records.get(page.pk)) for page in pages))
    path = reverse(text.snippet_viewset.get_url_name("edit"), args=[text.pk])
    tell(keys, subject, words, path=path)
    tell_group(roles.MANAGING_EDITORS, subject, words, path=path, leave_out=keys)
    if reminder.mark == EXPIRED and isinstance(text, VolatileFact):
        put(pages, "G8", f"fact:{text.pk}:{text.valid_until.isoformat()}", subject, told=True)
    # Not a word of the text: readers see nothing of it, so it does not pass the gate.
    type(text).objects.filter(pk=text.pk).update(reminded=reminder.mark)


def keepers(text):
    """Return the keys of the accounts that answer for a text: who wrote the public words, and who approved them."""
    entry = gate.public_entry(text)
    if entry is None:
        return set()
    keys = {writer["key"] for writer in entry.details.get("writers", ())}
    sequences = [approval["sequence"] for approval in entry.details.get("approvals", ())]
    signed = type(entry).objects.filter(sequence__in=sequences).exclude(person="").values_list("person", flat=True)
    return {int(key) for key in keys | set(signed)}


def sentence(reminder):
    """Say when a text runs out."""
    words = {"name": reminder.text, "day": date_format(last_day(reminder.text), "j F Y")}
    if isinstance(reminder.text, RegulatoryStatus):
        if reminder.mark == EXPIRED:
            return _("The status “%(name)s” was to be looked up again by %(day)s") % words
        if reminder.days == 0:
            return _("The status “%(name)s” is to be looked up again today") % words
        return _("The status “%(name)s” is to be looked up again by %(day)s") % words
    if reminder.mark == EXPIRED:
        return _("The fact “%(name)s” ran out on %(day)s") % words
    if reminder.days == 0:
        return _("The fact “%(name)s” runs out today") % words
    return _("The fact “%(name)s” runs out on %(day)s") % words


def pages_using(texts):
    """Return {text: its public pages by title}, in a number of queries that does not grow with them."""
    facts = [text for text in texts if isinstance(text, VolatileFact)]
    rows = [text for text in texts if isinstance(text, RegulatoryStatus)]
    keys = public_page_keys({fact.pk for fact in facts}, VolatileFact) if facts else {}
    pages = Page.objects.in_bulk({page for found in keys.values() for page in found})
    by_fact = {key: sorted((pages[page] for page in found), key=str) for key, found in keys.items()}
    by_row = pages_showing(rows) if rows else {}
    return {text: (by_fact if isinstance(text, VolatileFact) else by_row).get(text.pk, []) for text in (*facts, *rows)}
