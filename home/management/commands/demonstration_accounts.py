"""`manage.py demonstration_accounts`: shows whom to sign in as."""

from django.core.management.base import BaseCommand

from home.demonstration.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """Prints the accounts of the demonstration as a table."""

    help = "Print the accounts of the demonstration with their roles and the password."

    def handle(self, **options):
        """Print one line for each account."""
        for account in ACCOUNTS:
            if account.shown:
                self.stdout.write(f"  {account.title:<21}{account.email:<36}{PASSWORD}")
