"""`manage.py review_dates`: reminds people of reviews, and takes pages down whose review is overdue for too long."""

import logging

from django.core.management.base import BaseCommand, CommandError

from editorial import review_dates

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run once a day. `--dry-run` says what would be done and does nothing."""

    help = "Send reminders of reviews that are due, take down pages that are overdue, end emergency publications."

    def add_arguments(self, parser):
        """Offer a dry run."""
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done; do nothing.")

    def handle(self, *, dry_run, **options):
        """Do every step on its own; exits with an error when one failed, after the others were done."""
        failed = 0
        for step in review_dates.due_steps():
            self.stdout.write(f"{step.action}: {step.page.title} ({step.days} days)")
            if dry_run:
                continue
            try:
                review_dates.take(step)
            except Exception:
                logger.exception("The review date of page %s could not be dealt with.", step.page.pk)
                failed += 1
        if failed:
            raise CommandError(f"{failed} steps failed, see the log.")
