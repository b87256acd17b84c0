"""The names in a Markdown file, looked up in this site's own pages and references."""

from django.utils.text import slugify

from blog.models import (
    AuthorProfile,
    Clinic,
    ClinicSpotlight,
    HarmReduction,
    Reference,
    SafetyInformation,
    Topic,
    VolatileFact,
)
from blog.models.reference import plain_doi

PAGES = {"topic": Topic, "author": AuthorProfile, "clinic": Clinic, "spotlight": ClinicSpotlight}


class LibraryResolver:
    """Turns names into keys of the database; None for what is not there."""

    def page(self, kind, slug):
        """Return the key of a topic, author or clinic by its slug."""
        model = PAGES.get(kind)
        return model.objects.filter(slug=slug).values_list("pk", flat=True).first() if model else None

    def reference(self, name):
        """Return the key of a reference by its short name, or by `doi:…` or `pmid:…`."""
        kind, _colon, value = name.partition(":")
        if kind == "doi":
            found = Reference.objects.filter(doi=plain_doi(value))
        elif kind == "pmid":
            found = Reference.objects.filter(pmid=value)
        else:
            found = Reference.objects.filter(key=name)
        return found.values_list("pk", flat=True).first()

    def safety(self, slug):
        """Return the key of the safety information of a treatment by its slug."""
        found = SafetyInformation.objects.filter(treatment__slug=slug)
        return found.values_list("pk", flat=True).first()

    def harm_reduction(self, slug):
        """Return the key of the harm-reduction information of a treatment by its slug."""
        found = HarmReduction.objects.filter(treatment__slug=slug)
        return found.values_list("pk", flat=True).first()

    def fact(self, slug):
        """Return the key of a fact that runs out, by its name as it would stand in an address."""
        names = VolatileFact.objects.values_list("pk", "name")
        return next((key for key, name in names if slugify(name) == slug), None)
