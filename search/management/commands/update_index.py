"""`manage.py update_index`: Wagtail's index as ever, then the readers' index, then the words for the spelling."""

from time import monotonic

from django.utils.translation import gettext as _

from wagtail.search.management.commands.update_index import Command as WagtailCommand

from search.index import vocabulary
from search.index.walk import walk
from search.understanding import spelling

SECONDS_BETWEEN_LINES = 2


class Command(WagtailCommand):
    """Rebuilds both indexes without downtime; the readers' one goes on where an interrupted run stopped."""

    def add_arguments(self, parser):
        """Add what concerns the readers' index."""
        super().add_arguments(parser)
        parser.add_argument("--readers", action="store_true", help=_("Only the readers' index."))
        parser.add_argument("--restart", action="store_true", help=_("Start over, even if a run was interrupted."))

    def handle(self, **options):
        """Run, with a line of progress every two seconds."""
        self.verbosity = options["verbosity"]
        if not options["readers"]:
            super().handle(**options)
        if options["schema_only"]:
            return
        said, run = monotonic(), None
        for run, left in walk(restart=options["restart"]):
            if monotonic() - said > SECONDS_BETWEEN_LINES:
                self.write(f"readers: {run.indexed} pages indexed, {left} to come")
                said = monotonic()
        self.write(f"readers: indexed {run.indexed} pages")
        counts = vocabulary.counts()
        number = spelling.rebuild(counts)
        self.write(f"readers: {number} words in the vocabulary")
