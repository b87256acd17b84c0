"""Which pages may answer a query, at a bounded cost however often its words occur.

A common word never makes the database rank every page that has it. Of the pages with all words the newest five thousand
are counted; where there are more than can be ranked, those with the words in title, other names, keywords or headings
come first, then the newest. Where few pages have all words, the newest few thousand of each word are put side by side,
and those with the rarest words together are taken.
"""

# ruff: noqa: S608 - put together are names of tables and placeholders; what readers send is a parameter

from collections import defaultdict
from dataclasses import dataclass, field
from heapq import nlargest

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from search.engine.fulltext import dialect, has
from search.engine.statistics import rarities
from search.models import Document, DocumentFacet

MOST = 5_000  # pages with all words that are counted
MOST_QUOTED = 2_000  # pages whose text is read for words in quotation marks
RANKED = 100
IN_HEAD = 200
FEW = 20  # pages with all words; where there are fewer, pages that lack one follow
OF_A_WORD = 3_000
HEADS_OF_A_WORD = 300
COMPARED = 100
SAYS_SOMETHING = 0.1  # the least weight of a term whose pages are looked at for its sake
HEAD_COUNTS = 0.5
HUBS = ("topic",)


@dataclass
class Candidates:
    """Keys of pages in the order in which they are to be ranked: with all words, and without one of them."""

    full: list[int] = field(default_factory=list)
    partial: list[int] = field(default_factory=list)
    is_more: bool = False


def candidates(plan, public, documents):
    """Return the Candidates of a Plan. `public`: the queryset of pages that readers may see; `documents`: their number.

    Three queries at most where all words are on many pages, three more where they are on few.
    """
    if not plan.wanted:
        return Candidates(full=_of_kind(plan, public))
    found = _full(plan, public)
    if len(found.full) > RANKED:
        found.full = _heads_first(plan, public, found)[:MOST]
    if len(found.full) < FEW and (len(plan.wanted) > 1 or not plan.required):
        found.partial = _partial(plan, public, set(found.full), documents)
    return found


def _of_kind(plan, public):
    rows = Document.objects.filter(Q(kind__in=plan.kinds) | Q(genre__in=plan.kinds)).values("pk")
    return list(public.filter(pk__in=rows).order_by("-pk").values_list("pk", flat=True)[:MOST])


def _full(plan, public):
    sql = dialect()
    asked = _asked(sql, plan)
    if plan.quoted:
        with connection.cursor() as cursor:
            cursor.execute(*sql.match(asked, MOST_QUOTED))
            keys = [key for (key,) in cursor.fetchall()]
        exact = Q(*[("search_document__folded__contains", f" {words} ") for words in plan.quoted])
        pages = public.filter(exact, pk__in=RawSQL(*sql.keys(keys)))  # noqa: S611 - made of parameters
        return Candidates(_newest(pages), is_more=len(keys) == MOST_QUOTED)
    full = _newest(public.filter(pk__in=RawSQL(*sql.match(asked, MOST + 1))))  # noqa: S611 - likewise
    return Candidates(full[:MOST], is_more=len(full) > MOST)


def _newest(pages):
    return list(pages.order_by("-pk").values_list("pk", flat=True))


def _asked(sql, plan):
    """Return the expression for pages that have all that must be there, and nothing that may not."""
    return sql.without(sql.all_of([has(term) for term in plan.required]), [sql.row(stems) for stems in plan.excluded])


def _heads_first(plan, public, found):
    """Return the keys with those first that have the words where a page says what it is about."""
    sql = dialect()
    asked = _asked(sql, plan)
    each = [has(term) for term in plan.required]
    lists = [
        sql.match_title(asked, sql.all_of(each), IN_HEAD),
        sql.match_head(asked, sql.all_of(each), IN_HEAD),
        sql.match_head(asked, sql.any_of(each), IN_HEAD),
    ]
    tiers = [_named(plan), *_lists(lists if len(each) > 1 else lists[:2])]
    full, chosen = set(found.full), {}
    for tier in tiers:
        chosen |= dict.fromkeys(tier)
    older = [key for key in chosen if key not in full]
    if older and found.is_more and not plan.quoted:
        full |= set(public.filter(pk__in=older).values_list("pk", flat=True))
    first = [key for key in chosen if key in full]
    return first + [key for key in found.full if key not in chosen]


def _named(plan):
    """Return the keys of pages with exactly this title, and of the hubs with the words in a name."""
    keys = {" ".join(row for row, _weight in way) for way in zip(*(term.ways[:1] for term in plan.whole), strict=True)}
    keys |= {" ".join(term.ways[0][0] for term in plan.required)}
    # By their keys: asked in one statement, planners expect many hubs, and would rather read the names of all pages.
    hub_keys = DocumentFacet.objects.filter(facet__name="kind", facet__value__in=HUBS).values_list(
        "document", flat=True
    )
    in_names = Q(pk__in=RawSQL(*dialect().keys(list(hub_keys))))  # noqa: S611 - made of parameters
    for term in plan.required:
        in_a_name = Q()
        for row, _weight in term.ways:
            in_a_name |= Q(title_stems__contains=row.removesuffix("*"))
        in_names &= in_a_name
    # Two questions with an index each, and no order: with one, SQLite walks through all pages from the newest.
    titled = Document.objects.filter(title_key__in=keys).values_list("pk", flat=True)[:IN_HEAD]
    hubs = Document.objects.filter(in_names).values_list("pk", flat=True)
    return sorted({*titled, *hubs}, reverse=True)[:IN_HEAD]


def _partial(plan, public, full, documents):
    """Return the keys of pages that lack a word, those with the rarest words together first."""
    sql = dialect()
    excluded = [sql.row(stems) for stems in plan.excluded]
    quoted = [has(term) for term in plan.wanted if term.exact]
    terms = [term for term in plan.wanted if term.weight >= SAYS_SOMETHING] or list(plan.wanted)
    lists = []
    for term in terms:
        asked = sql.without(sql.all_of([has(term), *quoted]), excluded)
        lists += [sql.match(asked, OF_A_WORD), sql.match_head(asked, has(term), HEADS_OF_A_WORD)]
    says, value = rarities(plan, documents), defaultdict(float)
    for number, keys in enumerate(_lists(lists)):
        term = terms[number // 2]
        worth = says[term] * term.weight * (HEAD_COUNTS if number % 2 else 1)
        for key in keys:
            value[key] += worth
    best = nlargest(COMPARED, ((worth, key) for key, worth in value.items() if key not in full))
    pages = public.filter(pk__in=[key for _worth, key in best])
    for words in plan.quoted:
        pages = pages.filter(search_document__folded__contains=f" {words} ")
    seen = set(pages.values_list("pk", flat=True))
    return [key for _worth, key in best if key in seen]


def _lists(queries):
    """Return the keys that each query yields, as lists, newest first; they go to the database as one statement."""
    lists = [[] for _query in queries]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT {number}, id FROM ({query}) AS l{number}" for number, (query, _p) in enumerate(queries)
            ),
            [param for _query, params in queries for param in params],
        )
        for number, key in cursor.fetchall():
            lists[number].append(key)
    return [sorted(keys, reverse=True) for keys in lists]
