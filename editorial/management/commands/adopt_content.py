"""`manage.py adopt_content --reason "…"`: enters public content that the ledger does not know in its present words."""

from django.core.management.base import BaseCommand, CommandError

from editorial import installation


class Command(BaseCommand):
    """For a site that moves to Imprimatur, and after a release that changes what counts as content.

    It is not an approval. Every entry says so and carries the reason; proofs show it.
    """

    help = "Enter public content in the ledger as it stands, with a reason. This is not an approval, and it shows."

    def add_arguments(self, parser):
        """Ask for the reason."""
        parser.add_argument("--reason", required=True)

    def handle(self, *, reason, **options):
        """Adopt, and say how many."""
        if len(reason.split()) < 3:
            raise CommandError("Give the reason as a sentence; it stays in the ledger for good.")
        self.stdout.write(f"{installation.adopt(reason)} contents were entered in their present words.")
