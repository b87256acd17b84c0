"""The site behind its door, asked as a server asks it."""

import gzip
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

import brotli

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from delivery.kept.door import Door


@dataclass
class Answered:
    """An answer: `status` as a number, `headers` by lower-case name, `body` as sent, `text` as read."""

    status: int
    headers: dict
    body: bytes
    text: str = field(init=False)

    def __post_init__(self):
        encoding = self.headers.get("content-encoding")
        if not self.body:
            encoding = None  # the answer to HEAD
        plain = {"br": brotli.decompress, "gzip": gzip.decompress}.get(encoding, bytes)(self.body)
        self.text = plain.decode("utf-8", "replace")

    @property
    def cache_status(self):
        """What the answer says of itself; "" for one that Django gave."""
        return self.headers.get("cache-status", "")

    @property
    def is_hit(self):
        """Whether it was ready."""
        return self.cache_status.startswith("imprimatur; hit")


class Reader:
    """Asks a Door. `house`: what it keeps; `look()`: what the watcher does four times a second."""

    def __init__(self, house, application=None):
        self.house = house
        house.start = lambda: None  # no threads: each test says what happens when
        self.door = Door(application or get_wsgi_application(), house)

    def get(self, path="/", method="GET", encoding="br, gzip", **headers):
        """Return the Answered for a path with its query. `headers`: as in the environment, "HTTP_COOKIE" and so on."""
        return self._ask(self.door, path, method, encoding, headers)

    def past_the_door(self, path):
        """Return what Django answers, as if nothing were kept."""
        return self._ask(self.door.application, path, "GET", "identity", {})

    def _ask(self, application, path, method, encoding, headers):
        path, _separator, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "testserver",
            "HTTP_ACCEPT_ENCODING": encoding,
            "REMOTE_ADDR": "203.0.113.9",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
            **headers,
        }
        said = []
        body = application(environ, lambda status, pairs, *_rest: said.extend([int(status[:3]), pairs]))
        content = b"".join(body)
        getattr(body, "close", lambda: None)()
        return Answered(said[0], {name.lower(): value for name, value in said[1]}, content)

    def look(self):
        """Do what the threads do: read the log, then compress, write and render again."""
        self.house.watcher.look()
        self.house.keeper.work()


@contextmanager
def one_connection():
    """Let requests within a test's transaction leave its connection open, as Django's test client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)
