"""All that belongs to the finished pages of one worker, put together from the settings."""

import logging
import threading

from django.conf import settings

from delivery.kept.files import Files
from delivery.kept.identity import release
from delivery.kept.keeper import Keeper
from delivery.kept.shelf import Shelf
from delivery.kept.store import Store
from delivery.kept.turns import Turns
from delivery.kept.watching import Watcher

logger = logging.getLogger(__name__)


class House:
    """`shelf`, `store`, `files`, `turns`, `keeper`, `watcher`: see the modules of these names.

    `render(key)` makes a page; the Door sets it.
    """

    def __init__(self, folder, *, memory_bytes, disk_bytes, files_folder=None, using="default"):
        self.shelf = Shelf(memory_bytes)
        self.store = Store(folder, disk_bytes, release())
        self.files = Files(files_folder)
        self.turns = Turns(self.store)
        self.keeper = Keeper(self)
        self.watcher = Watcher(self.shelf, self.store, self._dropped, using)
        self.render = lambda key: False
        self._started = False
        self._starting = threading.Lock()

    def start(self):
        """Begin to watch and to keep, once; a worker does so with its first request, after it was forked."""
        if self._started:
            return
        with self._starting:
            if not self._started:
                self._started = True
                self.store.remove_of_other_releases()
                self.watcher.start()
                self.keeper.start()

    def stop(self):
        """End the threads."""
        self.watcher.stop()
        self.keeper.stop()
        self._started = False

    def _dropped(self, new, keys, hot):
        self.files.remove(keys)
        self.keeper.tell_networks(frozenset().union(*(dropped.tags for dropped in new)), keys)
        self.keeper.again(hot)
        if keys:
            logger.info("%d finished pages dropped, %d of them in this worker's memory", len(keys), len(hot))


def from_settings():
    """Return the House that the settings describe."""
    return House(
        settings.DELIVERY_FOLDER,
        memory_bytes=settings.DELIVERY_MEMORY,
        disk_bytes=settings.DELIVERY_DISK,
        files_folder=settings.DELIVERY_FILES,
        using=settings.DELIVERY_DATABASE,
    )
