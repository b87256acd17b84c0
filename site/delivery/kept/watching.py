"""Every worker reads the log of what changed four times a second, and drops what it names from memory and disk."""

import logging
import threading
from time import monotonic, time

from django.db import Error, close_old_connections, connections
from django.dispatch import Signal

from delivery.kept import drops, parts
from delivery.kept.identity import database_identity

logger = logging.getLogger(__name__)

# Sent in every worker with the tags of what changed, before pages are dropped and made again: for whoever remembers
# something that pages show.
changed = Signal()

INTERVAL = 0.25  # seconds
FORGET_EVERY = 3_600.0  # seconds
QUIET_FOR = 3.0  # seconds without an answer from the database, after which readers are told
OLDEST = drops.KEPT_FOR.total_seconds() / 2  # the log goes back further than a store that may be caught up


class Watcher:
    """Reads the log into a Shelf and a Store. `dropped(new, keys, hot)` is called with rows of the log,
    the addresses that went, and what of them was in memory.

    `seen`: how much of the log is known, None until the database answered for the first time. `looked_at`: when it
    last answered, in `time.monotonic` seconds.
    """

    def __init__(self, shelf, store, dropped, using="default"):
        self.shelf, self.store, self.dropped, self.using = shelf, store, dropped, using
        self.seen = None
        self._unwritten = []  # what could not be dropped from the disk yet
        self.looked_at = monotonic()
        self._forgot_at = -FORGET_EVERY
        self._wake, self._stop = threading.Event(), threading.Event()
        self._looking = threading.Lock()

    @property
    def is_blind(self):
        """Whether the database has not answered for some seconds."""
        return monotonic() - self.looked_at > QUIET_FOR

    def look(self):
        """Read what is new in the log and drop what it names. Raises database errors."""
        with self._looking:
            if self.seen is None:
                self._begin()
            new, seen = drops.read(self.seen, self.using)
            if new or self._unwritten:
                self._drop(new, seen)
            self.seen = seen
            self.looked_at = monotonic()

    def _begin(self):
        """Find out how far the pages on disk are behind; what cannot be caught up is thrown away."""
        present = drops.present(self.using)
        stored = self.store.seen() if self.store.belongs_to(database_identity(self.using)) else None
        if stored and time() - stored[1] < OLDEST and stored[0].horizon <= present.horizon:
            self.seen = stored[0]
        else:
            self.store.clear()
            self.seen = present
            self.store.drop([], present)

    def _drop(self, new, seen):
        if new:
            changed.send(type(self), tags=frozenset().union(*(dropped.tags for dropped in new)))
        hot = {}
        for dropped in new:
            parts.shelf.drop(dropped)
            hot |= self.shelf.drop(dropped)
        self._unwritten += new
        gone = self.store.drop(self._unwritten, seen)
        if gone is not None:
            self._unwritten = []
        self.dropped(new, {*(gone or ()), *hot}, hot)

    def run(self):
        """Look until `stop`; for a thread of its own."""
        while not self._stop.is_set():
            try:
                self.look()
            except Error as error:
                if not self.is_blind:
                    logger.warning("The log of changes cannot be read: %s", error)
                connections[self.using].close()
            except Exception:
                logger.exception("The log of changes cannot be read")
            self._forget()
            self._wake.wait(INTERVAL)
            self._wake.clear()
        close_old_connections()

    def _forget(self):
        """Take old rows out of the log, now and then; it does no harm that every worker does."""
        if monotonic() - self._forgot_at > FORGET_EVERY and not self.is_blind:
            self._forgot_at = monotonic()
            try:
                drops.forget()
            except Error as error:
                logger.warning("Old rows of the log of changes cannot be deleted: %s", error)

    def start(self):
        """Begin to look, in a thread that ends with the process."""
        drops.listeners.append(self._wake.set)
        threading.Thread(target=self.run, name="delivery-watcher", daemon=True).start()

    def stop(self):
        """End the thread."""
        self._stop.set()
        self._wake.set()
        if self._wake.set in drops.listeners:
            drops.listeners.remove(self._wake.set)
