"""`manage.py recheck`: checks everything that is public with the rules and facts of today."""

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from editorial.checks import health

EVERY = 50


class Command(BaseCommand):
    """Run every night, and after data of the checks were loaded. Nothing is taken down: findings are reported."""

    help = "Check all published content again and bring the report on its health in step."

    def add_arguments(self, parser):
        """Offer a dry run."""
        parser.add_argument("--dry-run", action="store_true", help="Say what is found; note nothing.")

    def handle(self, *, dry_run, **options):
        """Check, and name what would be stopped; progress goes to the error stream."""
        number = stopped = 0
        for number, checked in enumerate(health.recheck(dry_run=dry_run), 1):
            if checked.report.blocking:
                stopped += 1
                codes = ", ".join(sorted({finding.code for finding in checked.report.blocking}))
                new = " (new)" if checked.is_worse else ""
                self.stdout.write(f"{checked.content}: {codes}{new}")
            if number % EVERY == 0:
                self.stderr.write(f"{number} checked")
        sentence = ngettext("%(number)d content checked", "%(number)d contents checked", number) % {"number": number}
        self.stdout.write(f"{sentence}, {stopped} with findings that would stop them.")
