"""`manage.py site_address`: tells Wagtail's site record under which address the site is reached."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from wagtail.models import Site


class Command(BaseCommand):
    """Takes the address from BASE_URL, so that feeds, mails and the sitemap name the right one."""

    help = "Set the default site's host name and port from BASE_URL."

    def handle(self, **options):
        """Write host and port if they differ."""
        address = urlsplit(settings.BASE_URL)
        port = address.port or (443 if address.scheme == "https" else 80)
        site = Site.objects.get(is_default_site=True)
        if (site.hostname, site.port) != (address.hostname, port):
            site.hostname, site.port = address.hostname, port
            site.save()
        self.stdout.write(f"The site's address is {site.root_url}.")
