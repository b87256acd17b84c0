"""Errors whose message is written for the reader."""

from django.http import Http404


class PageMissing(Http404):
    """A 404 whose message is shown on the error page. Give it one plain sentence, translated, without private data."""
