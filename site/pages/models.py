"""The public names of the pages room. It has abstract models only, so no tables and no migrations of its own."""

from pages.fields import BodyField
from pages.listing import ListingMixin
from pages.publication import PublicationPage

__all__ = ["BodyField", "ListingMixin", "PublicationPage"]
