"""Keeps the publication record in step with what goes live."""

from django.utils import timezone

from wagtail.signals import page_published

from editorial.models import PublicationRecord


def note_publication(sender, instance, **kwargs):
    """Write the moment of publication. Wagtail sends the signal for a scheduled page too, which is not live yet."""
    if not instance.live:
        return
    PublicationRecord.objects.update_or_create(page_id=instance.pk, defaults={"published_at": timezone.now()})


def connect():
    """Connect the receivers; called once, when the room is ready."""
    page_published.connect(note_publication, dispatch_uid="editorial.note_publication")
