"""What the daily command does about clinics: paid time that is over, and notices before facts run out.

Nothing here hides a clinic: the calendar does (`blog.models.clinic_queryset`), whether or not the command runs.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import roles
from blog.models import Clinic, ClinicSpotlight
from editorial import withdrawal
from editorial.models import PublicationRecord
from editorial.people import tell_group

NOTICE_DAYS = (30, 7, 0)


@dataclass(frozen=True)
class PaidTimeOver:
    """A story is to be taken down because nobody pays for it any more."""

    story: ClinicSpotlight

    def __str__(self):
        return f"take down “{self.story.title}”: the paid time is over"

    def take(self):
        """Take it down for good: it comes back through its workflow only."""
        with transaction.atomic():
            withdrawal.withdraw(self.story, None, _("The paid time is over."), PublicationRecord.Answer.GONE)


@dataclass(frozen=True)
class CheckDue:
    """The people who keep clinics' data are to be told that something must be checked."""

    clinic: Clinic
    days: int

    def __str__(self):
        return f"tell clinic data about “{self.clinic.title}”: {self.days} days until the next check"

    def take(self):
        """Tell them, with the state that readers see."""
        text = (
            _("The next check is due on %(day)s.") % {"day": date_format(self.clinic.next_check, "j F Y")}
            if self.clinic.is_in_order
            else _("Readers do not see this clinic: no licence is valid any more, or its address is unchecked.")
        )
        tell_group(
            roles.CLINIC_DATA, _("Clinic to check: “%(title)s”") % {"title": self.clinic.title}, text, self.clinic
        )


def due(today):
    """Return what is due on a day: stories whose paid time is over, notices 30, 7 and 0 days before a check is."""
    over = ClinicSpotlight.objects.filter(live=True, paid_until__lt=today).order_by("paid_until")
    days = {today + timedelta(days=number): number for number in NOTICE_DAYS}
    checks = Clinic.objects.filter(live=True, next_check__in=days).order_by("next_check", "title")
    return [
        *(PaidTimeOver(story) for story in over),
        *(CheckDue(clinic, days[clinic.next_check]) for clinic in checks),
        *(CheckDue(clinic, -1) for clinic in _newly_unlisted(today)),
    ]


def _newly_unlisted(today):
    """Clinics that readers saw yesterday and do not see today."""
    seen = Clinic.objects.filter(live=True).in_order(today - timedelta(days=1)).values("pk")
    still = Clinic.objects.in_order(today).values("pk")
    return Clinic.objects.filter(live=True, pk__in=seen).exclude(pk__in=still).order_by("title")
