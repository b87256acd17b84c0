"""The finished pages in this worker's memory: bounded by size, the longest unasked goes first."""

import threading
from collections import OrderedDict, deque
from time import monotonic

REMEMBERED = 900  # seconds for which what was dropped is known, longer than any rendering takes
QUERIES_SHARE = 0.25  # of the memory that addresses with parameters may take: there is no end of them


class Shelf:
    """{address: Entry} with an index by tags.

    `entries` may be read without the lock; everything that changes it takes the lock.
    """

    def __init__(self, most_bytes):
        self.most_bytes = most_bytes
        self.entries = OrderedDict()
        self.by_tag = {}
        self.bytes = self.query_bytes = 0
        self.recent = deque()  # (when, Dropped)
        self._lock = threading.Lock()

    def put(self, key, entry):
        """Keep an entry, unless what it showed was dropped while it was made; return whether it is kept."""
        size = entry.size
        if size > self.most_bytes // 4:
            return False
        with self._lock:
            if self.was_dropped(entry):
                return False
            self._take(key)
            self.entries[key] = entry
            self.bytes += size
            self.query_bytes += size if key.query else 0
            entry.kept_size = size
            for tag in entry.tags:
                self.by_tag.setdefault(tag, set()).add(key)
            self._make_room()
        return True

    def was_dropped(self, entry):
        """Whether something that the entry shows was dropped since it was rendered, as far as is remembered."""
        return any(
            not entry.as_of.knows(dropped) and ("*" in dropped.tags or not entry.tags.isdisjoint(dropped.tags))
            for _when, dropped in self.recent
        )

    def drop(self, dropped):
        """Drop what a row of the log names; return {address: Entry} of what went."""
        with self._lock:
            now = monotonic()
            while self.recent and self.recent[0][0] < now - REMEMBERED:
                self.recent.popleft()
            self.recent.append((now, dropped))
            if "*" in dropped.tags:
                keys = list(self.entries)
            else:
                keys = {key for tag in dropped.tags for key in self.by_tag.get(tag, ())}
            gone = {}
            for key in keys:
                entry = self.entries[key]
                if not entry.as_of.knows(dropped):
                    gone[key] = entry
                    self._take(key)
            return gone

    def forget(self, key):
        """Take one entry away."""
        with self._lock:
            self._take(key)

    def forget_all(self):
        """Take all away."""
        with self._lock:
            self.entries.clear()
            self.by_tag.clear()
            self.bytes = self.query_bytes = 0

    def asked(self, key):
        """Note that an entry was asked for, so that others go before it."""
        try:
            self.entries.move_to_end(key)
        except KeyError:  # dropped in this very moment
            return

    def _make_room(self):
        while self.query_bytes > self.most_bytes * QUERIES_SHARE:
            self._take(next(key for key in self.entries if key.query))
        while self.bytes > self.most_bytes:
            self._take(next(iter(self.entries)))

    def _take(self, key):
        entry = self.entries.pop(key, None)
        if entry is None:
            return
        self.bytes -= entry.kept_size
        self.query_bytes -= entry.kept_size if key.query else 0
        for tag in entry.tags:
            keys = self.by_tag.get(tag)
            if keys is not None:
                keys.discard(key)
                if not keys:
                    del self.by_tag[tag]
