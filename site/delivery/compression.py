"""Compresses what Django answers; static files are compressed when they are collected (WhiteNoise)."""

import hashlib

import brotli

from django.core.cache import cache
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

LEAST_BYTES = 500  # below it an answer fits into one packet anyway
# Of 11. The best takes a tenth of a second for a long article and saves an eighth of its bytes: right for what is kept.
QUALITY, BEST_QUALITY = 5, 11
SECONDS_KEPT = 3600
TEXTS = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """Brotli for readers; for whoever sends cookies Django's gzip.

    Django pads its gzip by chance, because the length of a compressed page can give away a secret within it (BREACH).
    A page for somebody without cookies holds none, so it needs no padding.
    """

    def process_response(self, request, response):
        """Return the response, compressed where the browser can read it."""
        if not _is_text(response):
            return response
        if request.COOKIES or response.streaming or response.cookies or not _takes_brotli(request):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) < LEAST_BYTES:
            return response
        response.content = _compressed(request, response.content)
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Length"] = str(len(response.content))
        tag = response.get("ETag", "")
        if tag.startswith('"'):  # the bytes are others, what they mean is the same
            response.headers["ETag"] = f"W/{tag}"
        return response


def _compressed(request, content):
    """Return the content in Brotli. A page of its own is compressed best and kept; lists by question are endless."""
    if request.META.get("QUERY_STRING"):
        return brotli.compress(content, quality=QUALITY)
    name = f"brotli:{hashlib.sha256(content).hexdigest()}"
    return cache.get_or_set(name, lambda: brotli.compress(content, quality=BEST_QUALITY), SECONDS_KEPT)


def _is_text(response):
    return not response.has_header("Content-Encoding") and response.get("Content-Type", "").startswith(TEXTS)


def _takes_brotli(request):
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _separator, quality = part.strip().partition(";")
        if name.strip().lower() == "br":
            return quality.replace(" ", "").lower() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
