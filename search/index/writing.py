"""Puts pages into the readers' index and takes them out. The cost of a page does not depend on the others."""

from django.db import models, transaction

from editorial.models import PublicationRecord
from pages.publication import PublicationPage
from pages.querysets import published_pages
from search import suggestions
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
    suggestions.write({page.pk: (said.kind, [said.title, *said.names]) for page, said in found})
    return len(found)


def _write_facets(chosen):
    """Write which facets documents have. `chosen`: {key of the page: {name: [FacetValue]}}."""
    wanted = {(key, name, value) for key, facets in chosen.items() for name in facets for value in facets[name]}
    known = _facets({(name, value.value): value for _key, name, value in wanted})
    wanted = {(key, known[name, value.value]) for key, name, value in wanted}
    rows = DocumentFacet.objects.filter(document__in=chosen)
    there = {(document, facet): key for key, document, facet in rows.values_list("pk", "document_id", "facet_id")}
    DocumentFacet.objects.filter(pk__in=[key for pair, key in there.items() if pair not in wanted]).delete()
    DocumentFacet.objects.bulk_create(
        (DocumentFacet(document_id=document, facet_id=facet) for document, facet in sorted(wanted - there.keys())),
        ignore_conflicts=True,
    )


def _facets(values):
    """Return {(name, value): key} of facets, and see that each is there as it is called today."""
    names, texts = {name for name, _text in values}, {text for _name, text in values}
    asked = Facet.objects.filter(name__in=names, value__in=texts)
    known = {(facet.name, facet.value): facet for facet in asked}
    changed = [pair for pair, value in values.items() if not _is_same(known.get(pair), value)]
    if changed:
        Facet.objects.bulk_create(
            [
                Facet(name=name, value=text, label=values[name, text].label[:255], page_id=values[name, text].page)
                for name, text in sorted(changed)
            ],
            update_conflicts=True,
            unique_fields=["name", "value"],
            update_fields=["label", "page"],
        )
        known = {(facet.name, facet.value): facet for facet in asked.all()}
    return {pair: facet.pk for pair, facet in known.items()}


def _is_same(facet, value):
    return facet is not None and (facet.label, facet.page_id) == (value.label[:255], value.page)
