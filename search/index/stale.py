"""Rows that the calendar makes wrong: the daily command writes them anew."""

from dataclasses import dataclass

from search.index.writing import index_pages
from search.models import Document

AT_ONCE = 500


@dataclass(frozen=True)
class RowsOutdated:
    """Rows with facts that readers do not see any more, such as prices that nobody checked in time."""

    keys: tuple[int, ...]

    def __str__(self):
        return f"index {len(self.keys)} pages again: some of their facts are too old to be shown"

    def take(self):
        """Write the rows anew."""
        index_pages(self.keys)


def due(today):
    """Return what is due on a day: rows in portions, those that have been wrong for longest first."""
    rows = Document.objects.filter(fresh_until__lt=today).order_by("fresh_until", "pk")
    keys = list(rows.values_list("pk", flat=True))
    return [RowsOutdated(tuple(keys[start : start + AT_ONCE])) for start in range(0, len(keys), AT_ONCE)]
