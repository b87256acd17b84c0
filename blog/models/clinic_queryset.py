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
        """Clinics with a licence valid on a day (default: today), whose address was checked not too long ago."""
        today = today or timezone.localdate()
        licensed = ClinicLicence.objects.filter(valid_until__gte=today).values("clinic")
        oldest = today - timedelta(days=INTERVALS[Group.IDENTITY].hidden)
        return self.filter(pk__in=licensed, identity_checked_on__gte=oldest)

    def listed(self):
        """Clinics that readers see today: published and in order (`published` asks for both, see below)."""
        return self.published()


ClinicManager = PageManager.from_queryset(ClinicQuerySet)
