"""Bringing references in from the formats that libraries and reference managers write."""
