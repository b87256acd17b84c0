"""`manage.py delivery status|warm|purge`: what finished pages there are; makes them ahead; throws them away."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application
from django.db import Error
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from wagtail.models import Page

from delivery.kept import drops, house
from delivery.kept.door import Door
from delivery.kept.keys import Key
from delivery.kept.recording import EVERYTHING
from delivery.models import Drop

EVERY = 25  # pages between two lines of progress


class Command(BaseCommand):
    """Status, warming and purging of finished pages."""

    help = "Shows the finished pages of this machine (status), makes them ahead (warm), drops them everywhere (purge)."

    def add_arguments(self, parser):
        """Add what is to be done."""
        parser.add_argument("what", choices=["status", "warm", "purge"])

    def handle(self, *args, what, **options):
        """Do it."""
        try:
            getattr(self, f"_{what}")()
        except Error as error:
            raise CommandError(_("The database does not answer: %(error)s") % {"error": error}) from error

    def _status(self):
        kept = house.from_settings()
        numbers = kept.store.numbers()
        self.stdout.write(
            _("%(pages)d finished pages, %(size)s, in %(path)s")
            % {"pages": numbers["pages"], "size": filesizeformat(numbers["bytes"]), "path": kept.store.path}
        )
        if kept.store.trouble:
            self.stdout.write(_("They cannot be read or written: %(trouble)s") % {"trouble": kept.store.trouble})
        if numbers["seen_at"]:
            ago = timezone.now().timestamp() - numbers["seen_at"]
            self.stdout.write(
                _("The log of changes was last read into them %(seconds)d seconds ago.") % {"seconds": ago}
            )
        else:
            self.stdout.write(_("No worker has read the log of changes into them yet."))
        rows = Drop.objects.count()
        self.stdout.write(_("%(rows)d rows in the log of changes.") % {"rows": rows})

    def _warm(self):
        kept = house.from_settings()
        kept.watcher.look()
        door = Door(get_wsgi_application(), kept)
        keys = list(_addresses())
        made = 0
        for number, key in enumerate(keys, start=1):
            entry = kept.store.get(key)
            if entry is None or not entry.is_fresh(timezone.now().timestamp()):
                made += door.render_again(key)
                kept.keeper.work()
                kept.shelf.forget(key)
            if number % EVERY == 0 or number == len(keys):
                self.stdout.write(f"{number}/{len(keys)}")
        self.stdout.write(
            _("%(made)d pages made, %(there)d were there or are not kept.") % {"made": made, "there": len(keys) - made}
        )

    def _purge(self):
        drops.write({EVERYTHING})
        self.stdout.write(_("All finished pages are dropped; workers notice within a second."))


def _addresses():
    """Yield the Key of every public page, as readers ask for it."""
    parts = urlsplit(settings.BASE_URL)
    for page in Page.objects.live().public().filter(depth__gt=1).order_by("path").iterator():
        url = page.get_url()
        if url:
            yield Key(parts.scheme, parts.netloc, urlsplit(url).path, "")
