"""Imports references from a file of RIS, BibTeX or CSL-JSON."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from blog.references import formats


class Command(BaseCommand):
    """Says of every entry what became of it. Known sources stay as they are; faulty ones are left out."""

    help = "Import references from a RIS, BibTeX or CSL-JSON file. Known sources stay as they are."

    def add_arguments(self, parser):
        """Take the file."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be imported.")

    def handle(self, *args, file, dry_run, **options):
        """Read, say, save."""
        try:
            entries = formats.read(file.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, formats.UnreadableFile) as error:
            raise CommandError(f"{file}: {error}") from error
        for entry in entries:
            reasons = f" ({'; '.join(map(str, entry.problems))})" if entry.problems else ""
            self.stdout.write(f"{entry.state}: {entry.place}. {entry.reference}{reasons}")
        with transaction.atomic():
            saved = [] if dry_run else formats.save(entries)
        counts = {state: sum(entry.state == state for entry in entries) for state in ("new", "known", "faulty")}
        self.stdout.write(f"{len(saved)} saved; {counts['known']} known, {counts['faulty']} faulty.")
        if counts["faulty"]:
            raise CommandError("Some entries cannot come in; what is wrong with each stands above.")
