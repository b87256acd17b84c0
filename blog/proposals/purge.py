"""What is forgotten of proposals: whoever wrote, thirty days after the decision."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from blog.models import ClinicProposal
from editorial.models.feedback import EMAIL_KEPT_DAYS

PERSONAL = ("name", "role", "phone", "email")


@dataclass(frozen=True)
class ForgetPeople:
    """Names and addresses in proposals that were decided for long enough; contacts stay as long as they are."""

    number: int
    today: object

    def __str__(self):
        return _("forget %(number)d people who sent proposals") % {"number": self.number}

    def take(self):
        """Empty the columns; the proposal and its decision stay."""
        _decided(self.today).update(**dict.fromkeys(PERSONAL, ""))


def due(today):
    """Return the steps that are due on a day."""
    number = _decided(today).count()
    return [ForgetPeople(number, today)] if number else []


def _decided(today):
    kinds, states = ClinicProposal.Kind, ClinicProposal.State
    decided = ClinicProposal.objects.filter(decided_at__date__lte=today - timedelta(days=EMAIL_KEPT_DAYS))
    without_contacts = decided.exclude(kind=kinds.CLAIM, state=states.ACCEPTED)
    return without_contacts.exclude(**dict.fromkeys(PERSONAL, ""))
