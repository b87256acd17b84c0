"""How many pages the index has and in how many of them a word stands: what rarity is reckoned by.

Asked of the full-text index itself, which knows, and remembered for a while where the answer costs something: common
words are asked for often, and their rarity changes slowly.
"""

from dataclasses import dataclass
from math import log

from django.core.cache import cache
from django.db import connection
from django.db.models import Avg, Count

from search.engine.fulltext import dialect
from search.models import Document

REMEMBERED = 600  # seconds
TYPED = 1.0  # what each word says beside its rarity: the subject of the publication stands on all pages, and was typed
COMMON = 500  # pages; rarer words are counted each time, within microseconds


@dataclass(frozen=True)
class Statistics:
    """`documents`: the pages of the index; `words`: how many a page has on average."""

    documents: int
    words: float


def statistics():
    """Return the Statistics of the index, at most ten minutes old."""
    counted = cache.get("search.statistics")
    if counted is None:
        found = Document.objects.aggregate(documents=Count("pk"), words=Avg("words"))
        counted = Statistics(found["documents"], max(float(found["words"] or 0), 1.0))
        cache.set("search.statistics", counted, REMEMBERED)
    return counted


def frequencies(stems):
    """Return {stem: the number of pages that have it} for single stems: one query, whatever their number."""
    stems = sorted(set(stems))
    keys = {f"search.frequency.{stem}": stem for stem in stems}
    known = {keys[key]: count for key, count in cache.get_many(keys).items()}
    unknown = [stem for stem in stems if stem not in known]
    if unknown:
        counted = _count(unknown)
        known |= counted
        cache.set_many(
            {f"search.frequency.{stem}": count for stem, count in counted.items() if count > COMMON}, REMEMBERED
        )
    return known


def _count(stems):
    sql = dialect()
    counts = [sql.count(sql.row(stem)) for stem in stems]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(f"SELECT {number}, ({count})" for number, (count, _params) in enumerate(counts)),
            [param for _count, params in counts for param in params],
        )
        return {stems[number]: count for number, count in cursor.fetchall()}


def rarity(frequency, documents):
    """Return the inverse document frequency, never negative (Lucene's form of Robertson and Sparck Jones)."""
    documents = max(documents, frequency)
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def rarities(plan, documents):
    """Return {term: how much it says} for the terms of a Plan. A phrase is as rare as its rarest word."""
    words = frequencies(word for term in plan.wanted for row, _weight in term.ways for word in row.split())
    return {
        term: TYPED + rarity(max(min(words[word] for word in row.split()) for row, _weight in term.ways), documents)
        for term in plan.wanted
    }
