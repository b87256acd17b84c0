"""`manage.py purge_feedback`: forgets readers' e-mail addresses and single answers when their time is over."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from editorial.feedback import purge


class Command(BaseCommand):
    """`manage.py review_dates` does the same once a day; this is for doing it at once."""

    help = "Forget readers' e-mail addresses and single answers when their time is over."

    def handle(self, **options):
        """Take the steps that are due."""
        for step in purge.due(timezone.localdate()):
            self.stdout.write(str(step))
            step.take()
