"""Which clinics readers see: said once, by date, so that a licence that runs out at midnight takes nobody to notice."""

from datetime import timedelta

from django.utils import timezone

from wagtail.models import PageManager

from blog.clinic_checks import INTERVALS, Group
from blog.models.clinic_facts import ClinicLicence
from pages.querysets import PublicationQuerySet


class ClinicQuerySet(PublicationQuerySet):
    """Clinics asked for in a publication's words."""

    def in_order(self, today=None):
        """Clinics whose licences are all valid on a day (default: today), with an address checked not too long ago.

        One that ran out hides the clinic even beside another: what it stood for may not be offered any more.
        """
        today = today or timezone.localdate()
        licences = ClinicLicence.objects.order_by()
        expired = licences.filter(valid_until__lt=today).values("clinic")
        oldest = today - timedelta(days=INTERVALS[Group.IDENTITY].hidden)
        licensed = self.filter(pk__in=licences.values("clinic"), identity_checked_on__gte=oldest)
        return licensed.exclude(pk__in=expired)

    def listed(self):
        """Clinics that readers see today: published and in order (`published` asks for both, see below)."""
        return self.published()


ClinicManager = PageManager.from_queryset(ClinicQuerySet)
