"""`manage.py publish_scheduled`: as in Wagtail, but each revision on its own and through the gate."""

from django.core.management.base import CommandError

from wagtail.management.commands.publish_scheduled import Command as WagtailCommand

from editorial import schedule


class Command(WagtailCommand):
    """Publishes what is due and takes off what has expired; says what it did. `--dryrun` only lists."""

    def handle(self, *args, **options):
        """Run; exits with an error when something failed, after everything else was done."""
        if options["dryrun"]:
            super().handle(*args, **options)
            return
        outcome = schedule.run()
        for label, titles in (
            ("Published", outcome.published),
            ("Taken off", outcome.expired),
            ("Refused and unscheduled", outcome.refused),
        ):
            for title in titles:
                self.stdout.write(f"{label}: {title}")
        if outcome.failed:
            raise CommandError(f"Failed, see the log: {'; '.join(outcome.failed)}")
