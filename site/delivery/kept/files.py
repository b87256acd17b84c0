"""Finished pages as files, for a proxy that sends them without asking the site.

Below the folder: `pages/<host>/<path>/index.html`, with `.br` and `.gz` beside it. The files are there exactly while
the page is kept, the plain one last and gone first, because proxies look for it. Only HTML under an address without
parameters; what runs out at some minute of the day is left to the site, which looks at the clock.
"""

import logging
import os
import re
import tempfile
from contextlib import suppress
from pathlib import Path

from django.conf import settings

logger = logging.getLogger(__name__)

HOST = re.compile(r"[a-z0-9.-]+(:\d+)?")
PATH = re.compile(r"/(?:[a-z0-9_-]+/)*")
SUFFIXES = {"br": ".br", "gzip": ".gz", "": ""}


class Files:
    """`folder`: where the files go, None for a site that has no such proxy."""

    def __init__(self, folder):
        self.folder = Path(folder) / "pages" if folder else None

    def put(self, key, entry):
        """Write a page's files, if it is one for the proxy."""
        target = self._target(key)
        if target is None or not _is_html(entry):
            return
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            forms = {"": entry.text(), **entry.forms}
            for encoding in ("br", "gzip", ""):
                if encoding in forms:
                    _write(target.with_name(target.name + SUFFIXES[encoding]), forms[encoding])
        except OSError as error:
            logger.warning("A finished page cannot be written for the proxy: %s", error)
            self.remove([key])

    def remove(self, keys):
        """Remove the files of pages."""
        for key in keys:
            target = self._target(key)
            if target is None:
                continue
            for suffix in ("", ".gz", ".br"):
                with suppress(FileNotFoundError):
                    target.with_name(target.name + suffix).unlink()

    def clear(self):
        """Remove all."""
        if self.folder and self.folder.exists():
            for path in self.folder.rglob("index.html*"):
                with suppress(FileNotFoundError):
                    path.unlink()

    def _target(self, key):
        """Return the path of the plain file, None for an address that is not the proxy's."""
        expected = "https" if settings.BASE_URL.startswith("https:") else "http"
        if not self.folder or key.query or key.scheme != expected:
            return None
        if not HOST.fullmatch(key.host) or ".." in key.host or not PATH.fullmatch(key.path):
            return None
        return self.folder / key.host / key.path.strip("/") / "index.html"


def _is_html(entry):
    return any(name.lower() == "content-type" and value.startswith("text/html") for name, value in entry.headers)


def _write(path, content):
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)
