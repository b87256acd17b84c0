"""Turns the names that the demonstration's files use into keys of the database."""

from functools import cached_property

from wagtail.models import Page

from blog.models import Article, AuthorProfile, ClinicSpotlight, Reference, SafetyInformation, Topic

KINDS = {"article": Article, "author": AuthorProfile, "clinic": ClinicSpotlight, "topic": Topic, "any": Page}


class Resolver:
    """Looks names up; remembers references, which are asked for often."""

    @cached_property
    def _references(self):
        return dict(Reference.objects.values_list("key", "pk"))

    def page(self, kind, slug):
        """Return the key of the page of a kind (article, author, clinic, topic, any) with a slug, or None."""
        model = KINDS.get(kind)
        return model.objects.filter(slug=slug).values_list("pk", flat=True).first() if model else None

    def reference(self, key):
        """Return the key of a reference, or None."""
        return self._references.get(key)

    def safety(self, slug):
        """Return the key of a treatment's safety information, or None."""
        return SafetyInformation.objects.filter(treatment__slug=slug).values_list("pk", flat=True).first()
