"""Parts of pages that are dear to make and stand on several: kept in this worker's memory with what they show.

A page that is made again takes the parts that nothing happened to. Only renderings under a record use them: where no
log is read, nobody drops what changes.
"""

import sys
import time
from dataclasses import dataclass

from delivery.kept.drops import Seen
from delivery.kept.keys import Key
from delivery.kept.recording import Record, current, recording
from delivery.kept.shelf import Shelf

MEMORY = 16 << 20  # bytes
shelf = Shelf(MEMORY)


@dataclass
class Part:
    """What was made (`value`), what it shows (`tags`), how much of the log was known then, and until when it holds."""

    value: object
    tags: frozenset
    as_of: Seen
    until: object

    @property
    def size(self):
        """How many bytes it takes, about."""
        return sys.getsizeof(self.value) + 100 * len(self.tags) + 500


def part(name, make):
    """Return what `make()` returns, or returned when it was asked for under this name; it must be the same for all."""
    record = current()
    if record is None or record.as_of is None:
        return make()
    key = Key("part", "", name, "")
    found = shelf.entries.get(key)
    if found is None or found.until.timestamp() <= time.time():
        inner = Record(record.as_of)
        with recording(inner):
            value = make()
        found = Part(value, frozenset(inner.tags), inner.as_of, inner.until)
        if inner.gone_at is None:
            shelf.put(key, found)
        elif record.gone_at is None or inner.gone_at < record.gone_at:
            record.gone_at = inner.gone_at
    shelf.asked(key)
    record.tags |= found.tags
    record.until = min(record.until, found.until)
    return found.value
