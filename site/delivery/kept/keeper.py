"""Work on finished pages that no reader waits for: compressing them well, writing them to disk, making them again."""

import logging
import queue
import threading
from time import time

from requests import RequestException

from django.db import close_old_connections

from wagtail.contrib.frontend_cache.utils import get_backends

from delivery import cdn
from delivery.kept.entries import compress_well

logger = logging.getLogger(__name__)

MOST_WAITING = 2_000
SWEEP_EVERY = 1.0  # seconds between looks for pages whose time has come
HOT_FROM = 2  # requests since it was rendered, from which a page is made again before it is asked for
CLAIM = 10.0  # seconds
PATIENCE = (1, 5, 15)  # seconds between attempts to tell a content delivery network


class Keeper:
    """Takes jobs for a thread of its own. `kept`: see `delivery.kept.house`."""

    def __init__(self, kept):
        self.kept = kept
        self._jobs = queue.Queue(MOST_WAITING)
        self._stop = threading.Event()

    def finish(self, key, entry):
        """Have an entry compressed well and written to disk."""
        self._add(("finish", key, entry))

    def again(self, gone):
        """Have those of some dropped pages made again that were asked for often. `gone`: {address: Entry}."""
        hot = sorted(((entry.hits, key) for key, entry in gone.items() if entry.hits >= HOT_FROM), reverse=True)
        for hits, key in hot:
            self._add(("again", key, hits))

    def tell_networks(self, tags, keys):
        """Have content delivery networks told, where there are any: of tags and of addresses."""
        if tags and get_backends():
            self._add(("tell", tags, [str(key) for key in keys]))

    def _add(self, job):
        try:
            self._jobs.put_nowait(job)
        except queue.Full:  # a page that is not made ahead is made when it is asked for
            logger.warning("More finished pages wait to be kept than can be; some are left out")

    def work(self):
        """Do what waits; return how many jobs that were."""
        done = 0
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return done
            self._do(job)
            done += 1

    def sweep(self):
        """Drop pages whose time has come, and make those again that were asked for often."""
        now = time()
        gone = {key: entry for key, entry in list(self.kept.shelf.entries.items()) if not entry.is_fresh(now)}
        self.kept.files.remove(self.kept.store.expired(now))
        if gone and not self.kept.watcher.is_blind:  # without a database the old page is better than none
            for key in gone:
                self.kept.shelf.forget(key)  # else one that is no page any more would be tried each second
            self.again(gone)

    def _do(self, job):
        kind, key, what = job
        try:
            if kind == "finish":
                self._finish(key, what)
            elif kind == "tell":
                self._tell(key, what)
            elif not self._is_there(key) and self.kept.store.claim(key, CLAIM):
                try:
                    self.kept.render(key)
                    entry = self.kept.shelf.entries.get(key)
                    if entry is not None:
                        entry.hits = what // 2  # one that nobody asks for any more cools down
                finally:
                    self.kept.store.release(key)
        except Exception:
            logger.exception("A finished page could not be kept: %s", key)

    def _finish(self, key, entry):
        compress_well(entry)
        if self.kept.shelf.entries.get(key) is entry and self.kept.store.put(key, entry):
            self.kept.files.put(key, entry)

    def _tell(self, tags, addresses):
        for wait in PATIENCE:
            try:
                cdn.tell(tags, addresses)
            except (OSError, RequestException) as error:
                logger.warning("The content delivery network cannot be told, again in %d seconds: %s", wait, error)
                self._stop.wait(wait)
            else:
                return
        logger.error("The content delivery network was not told of %s", ", ".join(sorted(tags)[:10]))

    def _is_there(self, key):
        entry = self.kept.shelf.entries.get(key) or self.kept.store.get(key)
        return entry is not None and entry.is_fresh(time())

    def run(self):
        """Do what comes until `stop`; for a thread of its own."""
        while not self._stop.is_set():
            try:
                self._do(self._jobs.get(timeout=SWEEP_EVERY))
            except queue.Empty:
                self.sweep()
            close_old_connections()

    def start(self):
        """Begin, in a thread that ends with the process."""
        threading.Thread(target=self.run, name="delivery-keeper", daemon=True).start()

    def stop(self):
        """End the thread after the job that it does."""
        self._stop.set()
