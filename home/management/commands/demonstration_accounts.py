"""`manage.py demonstration_accounts`: shows whom to sign in as."""

from django.core.management.base import BaseCommand

from home.demonstration.accounts import ACCOUNTS, PASSWORD


class Command(BaseCommand):
    """Prints the accounts of the demonstration as a table."""

    help = "Print the accounts of the demonstration with their roles and the password."

    def handle(self, **options):
        """Print one line for each account."""
        shown = [account for account in ACCOUNTS if account.shown]
        title, email = (max(len(getattr(account, name)) for account in shown) + 2 for name in ("title", "email"))
        for account in shown:
            self.stdout.write(f"  {account.title:<{title}}{account.email:<{email}}{PASSWORD}")
