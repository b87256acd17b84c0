"""`manage.py load_demonstration`: fills an empty publication with demonstration content."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from home.demonstration import loader

WIDTH = 30


class Command(BaseCommand):
    """Loads the demonstration content once; does nothing where it is there."""

    help = "Load the demonstration content: people, articles, clinics, topics, pictures. Does nothing if it is there."

    def handle(self, **options):
        """Load, with a bar on a terminal and one line a section elsewhere."""
        if loader.is_loaded():
            self.stdout.write("The demonstration content is there.")
            return
        settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # nobody asked for these mails
        self.shown = ""
        loader.load(self.show)

    def show(self, done, total, label):
        """Show how far loading has come."""
        if sys.stdout.isatty():
            filled = WIDTH * done // total
            self.stdout.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total} {label:<20}", ending="")
            if done == total:
                self.stdout.write("")
        elif label != self.shown:
            self.stdout.write(f"{done}/{total} {label}")
        self.shown = label
