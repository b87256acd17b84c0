"""`manage.py review_dates`: reminds people of what is to be looked at again, and takes down what nobody looked at."""

import logging
from functools import partial

from django.core.management.base import BaseCommand, CommandError

from editorial import review_dates

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Run once a day. `--dry-run` says what would be done and does nothing."""

    help = (
        "Send reminders of reviews that are due and of facts that run out, take down pages that are overdue,"
        " end emergency publications."
    )

    def add_arguments(self, parser):
        """Offer a dry run."""
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done; do nothing.")

    def handle(self, *, dry_run, **options):
        """Do every step on its own; exits with an error when one failed, after the others were done."""
        failed = 0
        for said, take in _work():
            self.stdout.write(said)
            if dry_run:
                continue
            try:
                take()
            except Exception:
                logger.exception("This could not be done: %s", said)
                failed += 1
        if failed:
            raise CommandError(f"{failed} steps failed, see the log.")


def _work():
    """Yield (what is to be done in words, a function that does it)."""
    for step in review_dates.due_steps():
        yield f"{step.action}: {step.page.title} ({step.days} days)", partial(review_dates.take, step)
    for step in review_dates.further_steps():
        yield str(step), step.take
