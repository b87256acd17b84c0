"""`manage.py load_retractions FILE`: loads Crossref's Retraction Watch CSV and holds our references against it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from blog import retractions

SHOWN = 20


class Command(BaseCommand):
    """Run on each working day with the newest file. Running it twice changes nothing."""

    help = "Load the Retraction Watch data (CSV), mark our references, and flag public pages that cite such papers."

    def add_arguments(self, parser):
        """Ask for the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--force", action="store_true", help="Also remove records when the file is much shorter than the last one."
        )

    def handle(self, *, file, force, **options):
        """Load, and say what changed."""
        try:
            outcome = retractions.load(file, progress=self._progress, force=force)
        except OSError as error:
            raise CommandError(f"The file {file} cannot be read: {error.strerror or error}.") from error
        except retractions.FileRefusedError as error:
            raise CommandError(str(error)) from error
        for sentence in outcome.bad[:SHOWN]:
            self.stderr.write(sentence)
        if len(outcome.bad) > SHOWN:
            self.stderr.write(f"… and {len(outcome.bad) - SHOWN} more.")
        self.stdout.write(
            f"{outcome.read} records read: {outcome.added} new, {outcome.changed} changed, {outcome.removed} removed,"
            f" {len(outcome.bad)} unreadable."
        )
        for reference in outcome.marked:
            self.stdout.write(f"Retracted: {reference}")
        for reference in outcome.cleared:
            self.stdout.write(f"No longer retracted: {reference}")
        self.stdout.write(f"{outcome.flagged} flags on public pages.")

    def _progress(self, count):
        self.stdout.write(f"{count} records …")
        self.stdout.flush()
