"""Puts pages into the readers' index and takes them out. The cost of a page does not depend on the others."""

from django.db import models, transaction

from editorial.models import PublicationRecord
from pages.publication import PublicationPage
from pages.querysets import published_pages
from search.index.rows import row_of
from search.models import Document, DocumentFacet, Facet

AT_ONCE = 100
KEPT = [field.name for field in Document._meta.concrete_fields if not field.primary_key]


def index_pages(keys):
    """Bring the rows of pages up to date; return how many of them stand in the index now.

    What readers may not see, or does not want to be found, is taken out. A batch is a transaction of its own.
    """
    keys = list(keys)
    return sum(_index_batch(keys[start : start + AT_ONCE]) for start in range(0, len(keys), AT_ONCE))


def remove_pages(keys):
    """Take pages out of the index, by key."""
    Document.objects.filter(page__in=keys).delete()


@transaction.atomic
def _index_batch(keys):
    pages = [page for page in published_pages().filter(pk__in=keys).specific() if isinstance(page, PublicationPage)]
    models.prefetch_related_objects(pages, "locale")
    records = {record.page_id: record for record in PublicationRecord.objects.filter(page__in=pages)}
    found = []
    for page in pages:
        page._record = records.get(page.pk)
        said = page.get_search_document()
        if said is not None:
            found.append((page, said))
    remove_pages(set(keys) - {page.pk for page, _said in found})
    Document.objects.bulk_create(
        [row_of(page, said) for page, said in found],
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=KEPT,
    )
    _write_facets({page.pk: said.facets for page, said in found})
    return len(found)


def _write_facets(chosen):
    """Write which facets documents have. `chosen`: {key of the page: {name: [(value, label)]}}."""
    labels = {
        (name, value): label[:255]
        for facets in chosen.values()
        for name, choices in facets.items()
        for value, label in choices
    }
    known = _facets(labels)
    wanted = {
        (key, known[name, value])
        for key, facets in chosen.items()
        for name, choices in facets.items()
        for value, _label in choices
    }
    there = {
        (document, facet): key
        for key, document, facet in DocumentFacet.objects.filter(document__in=chosen).values_list(
            "pk", "document_id", "facet_id"
        )
    }
    DocumentFacet.objects.filter(pk__in=[key for pair, key in there.items() if pair not in wanted]).delete()
    DocumentFacet.objects.bulk_create(
        (DocumentFacet(document_id=document, facet_id=facet) for document, facet in sorted(wanted - there.keys())),
        ignore_conflicts=True,
    )


def _facets(labels):
    """Return {(name, value): key}, and see that each is there under its present label."""
    names = {name for name, _value in labels}
    values = {value for _name, value in labels}
    asked = Facet.objects.filter(name__in=names, value__in=values)
    known = {(facet.name, facet.value): facet for facet in asked}
    if any(pair not in known or known[pair].label != label for pair, label in labels.items()):
        Facet.objects.bulk_create(
            [Facet(name=name, value=value, label=label) for (name, value), label in sorted(labels.items())],
            update_conflicts=True,
            unique_fields=["name", "value"],
            update_fields=["label"],
        )
        known = {(facet.name, facet.value): facet for facet in asked.all()}
    return {pair: facet.pk for pair, facet in known.items()}
