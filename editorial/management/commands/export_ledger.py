"""`manage.py export_ledger`: writes the whole ledger as JSON lines, for keeping elsewhere and for the verifier."""

import json

from django.core.management.base import BaseCommand

from editorial.models import LedgerEntry


class Command(BaseCommand):
    """One entry a line, oldest first; comments only as digests."""

    help = (
        "Write the ledger as JSON lines to standard output. tools/verify_proofs.py checks the chain without a database."
    )

    def handle(self, **options):
        """Write every entry."""
        for entry in LedgerEntry.objects.order_by("sequence").iterator(chunk_size=500):
            self.stdout.write(json.dumps(entry.as_dict(), ensure_ascii=False, sort_keys=True))
