"""A finished page in the forms in which it is sent, and which of them somebody asked for."""

import gzip
import hashlib
import time
from dataclasses import dataclass, field
from functools import lru_cache

import brotli

from delivery import cdn
from delivery.kept.drops import Seen

QUICK, BEST = 5, 11  # of 11: while a reader waits, and afterwards
QUICK_GZIP, BEST_GZIP = 5, 9
LEAST_BYTES = 500  # below it an answer fits into one packet anyway
BROTLI, GZIP, IDENTITY = "br", "gzip", ""
# Headers that belong to one connection, or that are written anew here.
DROPPED_HEADERS = frozenset(
    ("connection", "content-encoding", "content-length", "date", "etag", "keep-alive", "server", "transfer-encoding")
)
OWN_HEADERS = frozenset(("age", "cache-control", "cache-status", "vary"))
# Browsers ask each time, and are answered in a packet; copies on the way may help out while it is asked, or when
# nothing answers here.
CACHE_CONTROL = "public, max-age=0, stale-while-revalidate=30, stale-if-error=86400"
HIT, MADE = "imprimatur; hit", "imprimatur; fwd=miss; stored"


@dataclass
class Entry:
    """A finished page.

    `headers`: list of (name, value) that all forms share. `forms`: {encoding: bytes}; "" is for a text that is not
    compressed, which larger ones have no form of. `digest`: of the text. `tags`: what it showed; `as_of`: how much of
    the log was known when it was rendered. `until`, `gone_at`: seconds since 1970 from which it shows something else,
    and from which it must not be shown; `gone_at` may be None. `is_best`: compressed as well as can be.
    """

    headers: list
    forms: dict
    digest: str
    tags: frozenset
    as_of: Seen
    until: float
    gone_at: float | None = None
    is_best: bool = False
    made_at: float = field(default_factory=time.time)
    hits: int = 0
    sent: dict = field(default_factory=dict)

    @property
    def size(self):
        """How many bytes of memory it takes, about."""
        return sum(map(len, self.forms.values())) + sum(map(len, self.tags)) + 100 * len(self.tags) + 2_000

    def is_fresh(self, now):
        """Whether it shows what it would show if it were rendered now; `now` in seconds since 1970."""
        return now < self.until

    def may_help_out(self, now):
        """Whether it may be shown when no other can be made."""
        return self.gone_at is None or now < self.gone_at

    def text(self):
        """Return the text as bytes."""
        if IDENTITY in self.forms:
            return self.forms[IDENTITY]
        return gzip.decompress(self.forms[GZIP]) if GZIP in self.forms else brotli.decompress(self.forms[BROTLI])

    def form(self, encoding):
        """Return (headers, body) in an encoding; what it has no form of is made from another."""
        found = self.sent.get(encoding)
        if found is None:
            found = self._sent(encoding)
            if encoding in self.forms:
                self.sent[encoding] = found
        return found

    def _sent(self, encoding):
        body = self.forms.get(encoding)
        if body is None:
            encoding, body = IDENTITY, self.text()
        tag = f'"{self.digest}-{encoding}"' if encoding else f'"{self.digest}"'
        headers = [*self.headers, ("ETag", tag), ("Content-Length", str(len(body)))]
        if encoding:
            headers.append(("Content-Encoding", encoding))
        return headers, body

    def matches(self, if_none_match):
        """Whether a browser's If-None-Match names this text, in whatever form it was sent."""
        return self.digest in if_none_match or if_none_match.strip() == "*"


def finished(headers, text, record):
    """Return the Entry for an answer's headers and text (bytes) and the Record of its rendering; quickly compressed."""
    kept = [(name, value) for name, value in headers if name.lower() not in DROPPED_HEADERS | OWN_HEADERS]
    kept += [("Cache-Control", CACHE_CONTROL), ("Vary", "Accept-Encoding"), *cdn.headers_of(record.tags)]
    return Entry(
        headers=kept,
        forms=_compressed(text, QUICK, QUICK_GZIP),
        digest=hashlib.sha256(text).hexdigest()[:24],
        tags=frozenset(record.tags),
        as_of=record.as_of,
        until=record.until.timestamp(),
        gone_at=record.gone_at.timestamp() if record.gone_at else None,
    )


def compress_well(entry):
    """Replace the forms of an entry by the smallest there are; takes a tenth of a second, mostly without the GIL."""
    if not entry.is_best:
        entry.forms, entry.sent = _compressed(entry.text(), BEST, BEST_GZIP), {}
        entry.is_best = True


def _compressed(text, brotli_quality, gzip_level):
    if len(text) < LEAST_BYTES:
        return {IDENTITY: text}
    return {
        BROTLI: brotli.compress(text, quality=brotli_quality),
        GZIP: gzip.compress(text, compresslevel=gzip_level, mtime=0),
    }


@lru_cache(maxsize=1024)
def best_encoding(accepted):
    """Return the encoding to send for an Accept-Encoding header: “br”, “gzip” or "" for none (RFC 9110, 12.5.3)."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _separator, parameters = part.strip().partition(";")
        weights[name.strip()] = _weight(parameters)
    for encoding in (BROTLI, GZIP):
        if weights.get(encoding, weights.get("*", 0)) > 0:
            return encoding
    return IDENTITY


def _weight(parameters):
    name, _separator, value = parameters.replace(" ", "").partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
