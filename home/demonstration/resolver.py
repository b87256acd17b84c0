"""Turns the names that the demonstration's files use into keys of the database."""

from functools import cached_property

from wagtail.models import Page

from blog.markdown.library import LibraryResolver
from blog.models import Article, AuthorProfile, Clinic, ClinicSpotlight, Reference, Topic

KINDS = {
    "article": Article,
    "author": AuthorProfile,
    "clinic": Clinic,
    "spotlight": ClinicSpotlight,
    "topic": Topic,
    "any": Page,
}


class Resolver(LibraryResolver):
    """Looks names up, articles and standing pages too; remembers references, which are asked for often."""

    @cached_property
    def _references(self):
        known = Reference.objects.values_list("key", "doi", "pk")
        names = {f"doi:{doi}": pk for _key, doi, pk in known if doi}
        return names | {key: pk for key, _doi, pk in known}

    def page(self, kind, slug):
        """Return the key of the page of a kind (article, author, clinic, topic, any) with a slug, or None."""
        model = KINDS.get(kind)
        return model.objects.filter(slug=slug).values_list("pk", flat=True).first() if model else None

    def reference(self, key):
        """Return the key of a reference by its own key or by "doi:" and its DOI, or None."""
        name = key.lower() if key.lower().startswith("doi:") else key
        return self._references.get(name)
