"""Automatic checks of drafts: a registry in the manner of Django's system checks."""

from editorial.checks.registry import Check, Finding, Hit, Severity, check, get, registered, run

__all__ = ["Check", "Finding", "Hit", "Severity", "check", "get", "registered", "run"]
