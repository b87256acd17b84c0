"""The engine: answers what was understood of a query with pages of the readers' index, best first.

`search(understood)` is all that other parts need; `found` has the plain data that it returns.
"""

from dataclasses import replace

from django.db.models.expressions import RawSQL

from pages.querysets import published_pages
from search.engine import paid, scoring, snippets
from search.engine.candidates import RANKED, candidates
from search.engine.found import Found, Hit
from search.engine.fulltext import dialect
from search.engine.narrowing import chosen_of, narrow
from search.engine.plan import plan_of
from search.engine.statistics import rarities, statistics
from search.models import Document

PER_PAGE = 10
# Up to so many terms a page with all of them comes before any that lacks one. Of a whole question a page may have every
# word by chance, so there the score decides, in which what is missing counts heavily.
ALL_WORDS_FIRST = 3
SCORED_FIELDS = (
    *("page", "kind", "genre", "title_stems", "keyword_stems", "heading_stems", "summary_stems", "body_stems", "words"),
    *("last_reviewed", "review_due", "commercial_label"),
)
SHOWN_FIELDS = ("page", "kind", "title", "summary", "sections", "commercial_label")


def search(understood, *, facets=None, sort="relevance", page=1, per_page=PER_PAGE, without_kinds=()):
    """Return the Found for an `Understood`.

    `facets`: {name: value} of those in use, see `search.engine.narrowing`; unknown ones are passed over. `sort`:
    “relevance”, or “date” for the latest first publication first. `page` counts from 1; beyond the last there are no
    hits.
    `without_kinds`: kinds of pages that must not be found.
    """
    plan = plan_of(understood)
    found = Found(page=max(page, 1), per_page=per_page)
    if not (plan.wanted or plan.kinds):
        return found
    counted = statistics()
    public = _public(without_kinds)
    chosen = candidates(plan, public, counted.documents)
    full_keys = set(chosen.full)
    keys, found.facets = narrow([*chosen.full, *chosen.partial], chosen_of(facets), public)
    found.total, found.full = len(keys), sum(key in full_keys for key in keys)
    found.is_more = chosen.is_more
    says = rarities(plan, counted.documents)
    if sort == "date" or not plan.wanted:
        keys, scored = _by_date(keys), {}
    else:
        keys, scored = _by_score(keys, full_keys, plan, says, counted)
    start = (found.page - 1) * per_page
    found.hits = _hits(keys[start : start + per_page], scored, full_keys, snippets.Marker(plan, says))
    return found


def keys_of_kind(understood, kind):
    """Return the keys of the pages of one kind that have all that was asked for, a bounded number of them."""
    plan = plan_of(replace(understood, place=None, kinds=(kind,)))
    found = candidates(plan, published_pages(), statistics().documents).full
    rows = Document.objects.filter(pk__in=RawSQL(*dialect().keys(found)), kind=kind)  # noqa: S611 - made of parameters
    return set(rows.values_list("pk", flat=True))


def _public(without_kinds):
    pages = published_pages()
    if without_kinds:
        pages = pages.exclude(pk__in=Document.objects.filter(kind__in=without_kinds).values("pk"))
    return pages


def _by_date(keys):
    rows = Document.objects.filter(pk__in=RawSQL(*dialect().keys(keys)))  # noqa: S611 - made of parameters
    return list(rows.order_by("-first_published", "-pk").values_list("pk", flat=True))


def _by_score(keys, full, plan, says, counted):
    """Return the keys in order and {key: Scored} of those that were ranked. `full`: keys of pages with all words."""
    first = keys[:RANKED]
    rows = Document.objects.filter(pk__in=first).only(*SCORED_FIELDS)
    ranked = scoring.ranked(rows, plan, says, counted)
    if len(plan.required) <= ALL_WORDS_FIRST:
        ranked.sort(key=lambda each: each.document.pk not in full)
    ranked = paid.in_their_place(ranked)
    return [*(each.document.pk for each in ranked), *keys[RANKED:]], {each.document.pk: each for each in ranked}


def _hits(keys, scored, full, marker):
    rows = Document.objects.only(*SHOWN_FIELDS).in_bulk(keys)
    hits = []
    for key in keys:
        if key not in rows:  # withdrawn since it was found
            continue
        row, score = rows[key], scored.get(key)
        section = score.section if score else None
        snippet, place = snippets.snippet_of(row, section, marker)
        shown = row.sections[place] if place is not None else {"anchor": "", "heading": ""}
        hits.append(
            Hit(
                page_id=key,
                kind=row.kind,
                title=snippets.title_of(row, marker),
                snippet=snippet,
                anchor=shown["anchor"],
                heading=shown["heading"],
                is_partial=key not in full,
                commercial_label=row.commercial_label,
                score=score.score if score else 0.0,
                parts=score.parts if score else {},
            )
        )
    return hits
