"""Keeping the promise of review dates: reminders, a notice, then no index, then off the site."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import roles
from editorial import gate, withdrawal
from editorial.models import PublicationRecord
from editorial.people import tell, tell_group

REMIND_DAYS_BEFORE = (30, 7, 0)


@dataclass(frozen=True)
class Step:
    """One thing that is due: `action` is remind, withdraw or end_emergency; `days` until the review, negative after."""

    action: str
    page: object
    days: int
    record: object


_further = []


def offer_steps(find):
    """Register a function that takes a day and returns what a room above has to do by then.

    What it returns says what it is (`str`) and does it (`take()`, in a transaction of its own).
    """
    _further.append(find)
    return find


def further_steps(today=None):
    """Yield what the rooms above have to do on a day (default: today)."""
    for find in _further:
        yield from find(today or timezone.localdate())


def due_steps(today=None):
    """Yield every Step that is due on a day (default: today), pages with the oldest dates first."""
    today = today or timezone.localdate()
    records = PublicationRecord.objects.filter(page__live=True).select_related("page")
    horizon = today + timedelta(days=max(REMIND_DAYS_BEFORE))
    for record in records.filter(review_due__lte=horizon).order_by("review_due", "pk"):
        days = (record.review_due - today).days
        page = record.page.specific
        if -days > page.overdue_withdraw_days:
            yield Step("withdraw", page, days, record)
        elif _reminder_due(record, days):
            yield Step("remind", page, days, record)
    for record in records.filter(emergency_until__lt=timezone.now()).order_by("emergency_until"):
        yield Step("end_emergency", record.page.specific, 0, record)


def take(step):
    """Do what a step says, in a transaction of its own."""
    with transaction.atomic():
        if step.action == "remind":
            _remind(step)
        elif step.action == "withdraw":
            withdrawal.withdraw(step.page, None, str(_(withdrawal.OVERDUE)))
        else:
            _end_emergency(step)


def _reminder_due(record, days):
    passed = [mark for mark in REMIND_DAYS_BEFORE if days <= mark]
    return bool(passed) and (record.reminded is None or record.reminded > min(passed))


def _remind(step):
    when = (
        _("The review is due in %(days)d days.") % {"days": step.days}
        if step.days > 0
        else _("The review is due today.")
        if step.days == 0
        else _("The review has been overdue for %(days)d days.") % {"days": -step.days}
    )
    keys = [step.page.owner_id, step.record.editor_id, step.record.reviewer_id]
    subject = _("Review due: “%(title)s”") % {"title": step.page.title}
    tell(keys, subject, when, step.page)
    tell_group(roles.MANAGING_EDITORS, subject, when, step.page)
    mark = min(mark for mark in REMIND_DAYS_BEFORE if step.days <= mark)
    PublicationRecord.objects.filter(pk=step.record.pk).update(reminded=mark)


def _end_emergency(step):
    if gate.standing(step.page).is_clear:
        step.record.emergency_until = None
        step.record.save(update_fields=["emergency_until"])  # saved, not updated: kept pages hear of it
        return
    reason = _("The time of the emergency publication is over, and the approvals were not given.")
    withdrawal.withdraw(step.page, None, reason)
