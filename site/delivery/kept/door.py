"""The WSGI layer in front of Django: answers with finished pages, and keeps what Django finishes.

A page in memory is answered without Django, without a query and without a lock. Everything else goes on to Django: a
reader who is signed in, previews, forms, addresses nobody vouched for.
"""

from io import BytesIO, StringIO
from time import time

from django.conf import settings

from delivery.kept.entries import HIT, MADE, best_encoding, finished
from delivery.kept.keys import key_of
from delivery.kept.recording import RECORD, Record, recording

NOT_MODIFIED = ("cache-control", "content-location", "date", "etag", "expires", "vary", "link")  # RFC 9110, 15.4.5
OLD = (("Cache-Status", 'imprimatur; hit; detail="The database does not answer; this page may be old."'),)
FRESH = (("Cache-Status", HIT),)
NEW = (("Cache-Status", MADE),)
TEXTS = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml")
TEXTS += ("application/rss+xml", "application/feed+json", "application/opensearchdescription+xml")


class Door:
    """Answers requests, with `kept` (see `delivery.kept.house`) in front of a WSGI application."""

    def __init__(self, application, kept):
        self.application, self.kept = application, kept
        self.entries = kept.shelf.entries
        self.watcher = kept.watcher
        self.trusts_proxy = bool(getattr(settings, "SECURE_PROXY_SSL_HEADER", None))
        self.private = (settings.SESSION_COOKIE_NAME + "=", settings.CSRF_COOKIE_NAME + "=", "messages=")
        kept.render = self.render_again

    def __call__(self, environ, start_response):
        """Answer a request."""
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"} or "HTTP_AUTHORIZATION" in environ or self._is_private(environ):
            return self.application(environ, start_response)
        key = key_of(environ, self.trusts_proxy)
        if key is None:
            return self.application(environ, start_response)
        entry = self.entries.get(key)
        if entry is None or time() >= entry.until:
            return self._find(key, environ, start_response)
        entry.hits += 1
        self.kept.shelf.asked(key)
        return self._answer(entry, environ, start_response, OLD if self.watcher.is_blind else FRESH)

    def _is_private(self, environ):
        cookies = environ.get("HTTP_COOKIE")
        return bool(cookies) and any(name in cookies for name in self.private)

    def _find(self, key, environ, start_response):
        """Answer what is not in memory: from disk, or from Django, one renderer an address."""
        self.kept.start()
        entry = self._on_disk(key)
        if entry is not None:
            return self._answer(entry, environ, start_response, OLD if self.watcher.is_blind else FRESH)
        with self.kept.turns.of(key, lambda: self._now(key) is not None):
            entry = self._now(key)
            if entry is not None:  # made while this request waited for its turn
                return self._answer(entry, environ, start_response, FRESH)
            return self._from_django(key, environ, start_response)

    def _now(self, key):
        entry = self.entries.get(key)
        return entry if entry is not None and time() < entry.until else self._on_disk(key)

    def _on_disk(self, key):
        entry = self.kept.store.get(key)
        if entry is None or not entry.is_fresh(time()) or not self.kept.shelf.put(key, entry):
            return None
        return entry

    def _from_django(self, key, environ, start_response):
        answer = _Answer()
        entry, body = self._rendered(key, environ, answer)
        if entry is not None:
            return self._answer(entry, environ, start_response, NEW)
        if answer.code == 503 and (old := self._old(key)) is not None:
            getattr(body, "close", lambda: None)()
            return self._answer(old, environ, start_response, OLD)
        return answer.passed_on(body, start_response)

    def _rendered(self, key, environ, answer):
        """Have Django answer; return (the Entry that was made of it, None) or (None, the body to pass on)."""
        record = Record(self.watcher.seen) if self.watcher.seen is not None else None
        if record is None or environ["REQUEST_METHOD"] != "GET":
            return None, self.application(environ, answer)
        environ = {**environ, "QUERY_STRING": key.query, RECORD: record}
        for condition in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"):
            environ.pop(condition, None)  # the whole text is wanted; the reader's own question is answered from it
        with recording(record):
            body = self.application(environ, answer)
        if not (record.may_keep and answer.may_be_kept()):
            return None, body
        try:
            text = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        entry = finished(answer.headers, text, record)
        if self.kept.shelf.put(key, entry):
            self.kept.keeper.finish(key, entry)
        return entry, None

    def _old(self, key):
        """Return a page that may help out while no other can be made, or None."""
        entry = self.entries.get(key) or self.kept.store.get(key)
        return entry if entry is not None and entry.may_help_out(time()) else None

    def _answer(self, entry, environ, start_response, status):
        headers, body = entry.form(best_encoding(environ.get("HTTP_ACCEPT_ENCODING", "")))
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked:
            is_known = entry.matches(asked)
        else:
            since = environ.get("HTTP_IF_MODIFIED_SINCE")
            is_known = since is not None and ("Last-Modified", since) in headers
        if is_known:
            start_response(
                "304 Not Modified", [*(pair for pair in headers if pair[0].lower() in NOT_MODIFIED), *status]
            )
            return []
        start_response("200 OK", [*headers, *status])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def render_again(self, key):
        """Make a page that was dropped, before a reader asks; return whether there is one now."""
        scheme, host, path, query = key
        name, _separator, port = host.rpartition(":") if host.rsplit(":", 1)[-1].isdigit() else (host, "", "")
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "SERVER_NAME": name,
            "SERVER_PORT": port or ("443" if scheme == "https" else "80"),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": host,
            "HTTP_X_FORWARDED_PROTO": scheme,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        entry, body = self._rendered(key, environ, _Answer())
        getattr(body, "close", lambda: None)()
        return entry is not None


class _Answer:
    """Stands in for a server's `start_response` until it is known what to do with the answer."""

    def __init__(self):
        self.status, self.headers, self.extra = "500 Internal Server Error", [], ()

    def __call__(self, status, headers, *extra):
        self.status, self.headers, self.extra = status, headers, extra

    @property
    def code(self):
        return int(self.status[:3])

    def may_be_kept(self):
        """Whether it is a page for everybody: found, text, without a cookie, not forbidden to be kept."""
        found = {name.lower(): value for name, value in self.headers}
        varies = {part.strip().lower() for part in found.get("vary", "").split(",") if part.strip()}
        control = found.get("cache-control", "").lower()
        return (
            self.code == 200
            and "set-cookie" not in found
            and "content-encoding" not in found
            and found.get("content-type", "").startswith(TEXTS)
            and varies <= {"accept-encoding", "cookie"}
            and "no-store" not in control
            and "private" not in control
        )

    def passed_on(self, body, start_response):
        """Give the answer to the server after all."""
        start_response(self.status, self.headers, *self.extra)
        return body
