"""`manage.py expiring_facts`: tells people of facts that run out in 30, 7 and 0 days, or have run out."""

import logging

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from blog import expiring

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run once a day. `--dry-run` says what would be done and does nothing."""

    help = "Tell people of facts that run out soon, and flag the public pages that use one that has run out."

    def add_arguments(self, parser):
        """Offer a dry run."""
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done; do nothing.")

    def handle(self, *, dry_run, **options):
        """Do every step on its own; exits with an error when one failed, after the others were done."""
        failed = 0
        for reminder in expiring.due():
            self.stdout.write(expiring.sentence(reminder))
            if dry_run:
                continue
            try:
                with transaction.atomic():
                    expiring.take(reminder)
            except Exception:
                logger.exception("People could not be told of fact %s.", reminder.fact.pk)
                failed += 1
        if failed:
            raise CommandError(f"{failed} reminders failed, see the log.")
