"""`manage.py export_ledger`: writes the whole ledger as JSON lines, for keeping elsewhere and for the verifier."""

import json
import os
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from editorial.models import LedgerEntry
from editorial.models.ledger import GENESIS


class Command(BaseCommand):
    """One entry a line, oldest first; comments only as digests."""

    help = "Write the ledger as JSON lines. tools/verify_proofs.py checks the chain without a database."

    def add_arguments(self, parser):
        """Offer the head alone, and a file."""
        parser.add_argument(
            "--head", action="store_true", help="Write only sequence:hash of the last entry, to be noted elsewhere."
        )
        parser.add_argument("--output", type=Path, help="Write to this file, all or nothing, not to standard output.")

    def handle(self, *, head, output, **options):
        """Write every entry, or the head."""
        lines = [_head()] if head else _lines()
        if output is None:
            for line in lines:
                self.stdout.write(line)
        else:
            _replace(output, lines)


def _lines():
    for entry in LedgerEntry.objects.order_by("sequence").iterator(chunk_size=500):
        yield json.dumps(entry.as_dict(), ensure_ascii=False, sort_keys=True)


def _head():
    last = LedgerEntry.objects.order_by("sequence").last()
    return f"{last.sequence}:{last.hash}" if last else f"0:{GENESIS}"


def _replace(path, lines):
    """Write a file beside the old one and put it in its place: whoever reads finds the old or the new one, whole."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            try:
                file.writelines(f"{line}\n" for line in lines)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise CommandError(f"The ledger could not be written to {path}: {error.strerror}.") from error
