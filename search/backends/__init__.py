"""Wagtail's own search, of the admin, its choosers and the API, as this house wants it; see docs/search.md.

Readers' search has an index of its own, since this one holds drafts.
"""
