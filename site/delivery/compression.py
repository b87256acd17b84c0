"""Compresses what Django answers; static files are compressed when they are collected (WhiteNoise)."""

import brotli

from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from delivery.kept.recording import RECORD

LEAST_BYTES = 500  # below it an answer fits into one packet anyway
QUALITY = 5  # of 11: an answer that is for one request only is worth a few milliseconds
TEXTS = ("text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml", "image/svg+xml")


class CompressionMiddleware(GZipMiddleware):
    """Brotli for readers; for whoever sends cookies Django's gzip.

    Django pads its gzip by chance, because the length of a compressed page can give away a secret within it (BREACH).
    A page for somebody without cookies holds none, so it needs no padding.
    """

    def process_response(self, request, response):
        """Return the response, compressed where the browser can read it."""
        if not _is_text(response) or _is_kept(request):
            return response
        if request.COOKIES or response.streaming or response.cookies or not _takes_brotli(request):
            return super().process_response(request, response)
        patch_vary_headers(response, ("Accept-Encoding",))
        if len(response.content) < LEAST_BYTES:
            return response
        response.content = brotli.compress(response.content, quality=QUALITY)
        response.headers["Content-Encoding"] = "br"
        response.headers["Content-Length"] = str(len(response.content))
        tag = response.get("ETag", "")
        if tag.startswith('"'):  # the bytes are others, what they mean is the same
            response.headers["ETag"] = f"W/{tag}"
        return response


def _is_text(response):
    return not response.has_header("Content-Encoding") and response.get("Content-Type", "").startswith(TEXTS)


def _is_kept(request):
    """Whether the answer is kept by the layer in front of Django, which compresses it itself, and better."""
    record = request.environ.get(RECORD) if hasattr(request, "environ") else None
    return record is not None and record.may_keep


def _takes_brotli(request):
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _separator, quality = part.strip().partition(";")
        if name.strip().lower() == "br":
            return quality.replace(" ", "").lower() not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
