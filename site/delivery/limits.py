"""What of the work that Django must do is done at once, and what has to wait: slow work gives way to fast work.

Stands between finished pages, which need none of this, and Django. Two limits:

* At once: each kind of work has so many places in a worker. A search takes long, so it has few; a page has more;
  whoever is signed in has places of their own. Who finds no place within a moment is told to try again, by a page that
  costs nothing.
* For one client: so many searches a minute. The client's network address is kept in memory for as long as it counts,
  and nowhere else.
"""

import threading
from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from time import monotonic

from django.conf import settings
from django.template.loader import render_to_string

PAGE, SLOW, SIGNED_IN, UNLIMITED = "page", "slow", "signed in", "unlimited"
# For each kind of work: how many requests are worked on at once, how many more may wait, and for how many seconds.
# All together leave one of the 32 threads that a worker is started with, so that a finished page always finds one.
PLACES, QUEUE, PATIENCE = (
    {PAGE: 4, SLOW: 2, SIGNED_IN: 4},
    {PAGE: 6, SLOW: 5, SIGNED_IN: 10},
    {PAGE: 4, SLOW: 2, SIGNED_IN: 15},
)
THREADS = 1 + sum(PLACES.values()) + sum(QUEUE.values())
ALWAYS = ("/health/", "/static/", "/media/")
SLOW_PATH, SUGGESTIONS = "/search/", "/search/suggestions/"
# Of one client, which may be a hospital. Whoever types asks for suggestions at every pause.
SEARCHES, SUGGESTED, A_MINUTE = 60, 600, 60.0
MOST_CLIENTS = 20_000
RETRY_AFTER = 10  # seconds
IPV6_NETWORK = 64  # bits: what one household or server has


@dataclass
class Bucket:
    """How many requests a client has left, and when that was reckoned (`time.monotonic` seconds)."""

    left: float
    at: float


class Clients:
    """Counts requests of clients: `most` at once, and as many again within `seconds`."""

    def __init__(self, most, seconds):
        self.most, self.seconds = most, seconds
        self._buckets = OrderedDict()
        self._lock = threading.Lock()

    def takes(self, client):
        """Whether a client may have one more; counts it."""
        now = monotonic()
        with self._lock:
            bucket = self._buckets.pop(client, None) or Bucket(self.most, now)
            bucket.left = min(self.most, bucket.left + (now - bucket.at) * self.most / self.seconds)
            bucket.at = now
            self._buckets[client] = bucket
            while len(self._buckets) > MOST_CLIENTS:
                self._buckets.popitem(last=False)
            if bucket.left < 1:
                return False
            bucket.left -= 1
            return True


class Limits:
    """A WSGI application that lets requests through to another one as there is room."""

    def __init__(self, application):
        self.application = application
        self.places = {kind: threading.BoundedSemaphore(number) for kind, number in PLACES.items()}
        self.queues = {kind: threading.BoundedSemaphore(number) for kind, number in QUEUE.items()}
        self.searches, self.suggestions = Clients(SEARCHES, A_MINUTE), Clients(SUGGESTED, A_MINUTE)
        self.session = settings.SESSION_COOKIE_NAME + "="
        self.trusts_proxy = bool(getattr(settings, "SECURE_PROXY_SSL_HEADER", None))

    def __call__(self, environ, start_response):
        """Pass a request on, or answer that it is too much."""
        kind = self.kind_of(environ)
        if kind == UNLIMITED:
            return self.application(environ, start_response)
        if not self._may_search(environ):
            return _refusal("429 Too Many Requests", "429.html", start_response)
        with self._place(kind) as is_free:
            if not is_free:
                return _refusal("503 Service Unavailable", "503.html", start_response)
            return self.application(environ, start_response)

    def _may_search(self, environ):
        """Whether a client may search once more, whoever they say they are: anybody can send a cookie."""
        path = environ.get("PATH_INFO", "/")
        if not path.startswith(SLOW_PATH):
            return True
        counted = self.suggestions if path.startswith(SUGGESTIONS) else self.searches
        return counted.takes(client_of(environ, self.trusts_proxy))

    def kind_of(self, environ):
        """Return what kind of work a request is."""
        path = environ.get("PATH_INFO", "/")
        if path.startswith(ALWAYS):
            return UNLIMITED
        if self.session in environ.get("HTTP_COOKIE", ""):
            return SIGNED_IN
        return SLOW if path.startswith(SLOW_PATH) else PAGE

    @contextmanager
    def _place(self, kind):
        is_free = self.places[kind].acquire(blocking=False)
        if not is_free and self.queues[kind].acquire(blocking=False):
            try:
                is_free = self.places[kind].acquire(timeout=PATIENCE[kind])
            finally:
                self.queues[kind].release()
        try:
            yield is_free
        finally:
            if is_free:
                self.places[kind].release()


def client_of(environ, trusts_proxy):
    """Return the network that a request came from: an IPv4 address, or the first half of an IPv6 address.

    `trusts_proxy`: whether a proxy of ours says in X-Forwarded-For who asked; the last name in it is the proxy's, those
    before it are the client's own words.
    """
    text = environ.get("REMOTE_ADDR", "")
    if trusts_proxy and (forwarded := environ.get("HTTP_X_FORWARDED_FOR", "")):
        text = forwarded.rpartition(",")[2].strip()
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return text
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(IPv6Address(int(address) >> IPV6_NETWORK << IPV6_NETWORK))
    return str(IPv4Address(address))


def _refusal(status, template, start_response):
    body = render_to_string(template).encode()
    start_response(
        status,
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Retry-After", str(RETRY_AFTER)),
            ("Cache-Control", "no-store"),
        ],
    )
    return [body]
