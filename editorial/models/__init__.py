"""What the workflow establishes about pages."""

from editorial.models.record import PublicationRecord

__all__ = ["PublicationRecord"]
