"""Automatic checks of drafts: a registry in the manner of Django's system checks."""

from editorial.checks.registry import Finding, Severity, check, registered, run

__all__ = ["Finding", "Severity", "check", "registered", "run"]
