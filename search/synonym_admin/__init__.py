"""Synonyms and vocabulary in the admin: lists, forms, and files that go out and come in."""
