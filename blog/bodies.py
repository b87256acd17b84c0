"""Loads what the blocks of a body show for all of them at once; a block on its own would ask once for each."""

from django.db.models import prefetch_related_objects

from wagtail.models import Page

from blog.blocks.central import published_rows
from delivery.kept import recording
from pages.cards import specific_pages
from pages.querysets import published_pages


def prepare(body):
    """Load the sizes of a body's pictures, and note which of its promoted clinics readers may see."""
    pictures = [block.value["image"] for block in body if block.block_type == "image"]
    prefetch_related_objects([picture for picture in pictures if picture], "renditions")
    promotions = [block.value for block in body if block.block_type == "clinic_promotion"]
    keys = [value["clinic"].pk for value in promotions if value["clinic"]]
    recording.shows_rows(Page, keys)
    visible = {page.pk: page for page in specific_pages(published_pages().filter(pk__in=keys))} if keys else {}
    prefetch_related_objects([page for page in visible.values() if hasattr(page, "clinic_id")], "clinic")
    for value in promotions:
        value.loaded = visible.get(value["clinic"].pk) if value["clinic"] else None
    _prepare_status([block.value for block in body if block.block_type == "regulatory_status"])


def _prepare_status(values):
    """Load the rows of all tables of regulatory status at once."""
    topics = [value["treatment"] for value in values if value["treatment"]]
    if len(topics) > 1:
        rows = published_rows(type(topics[0]), {topic.pk for topic in topics})
        for value in values:
            value.candidates = rows
