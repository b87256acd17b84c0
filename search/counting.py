"""Counting searches and opened results: numbers a day, without persons, cookies or rare words.

Only what a browser asked for as a page is counted, and a failure to count is no reason to fail. What may stand for a
person (addresses, long numbers, whole letters) is never kept. Rare queries are forgotten after a month; see
`search.forgetting`.
"""

import logging
import re

from django.core import signing
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from places import folding
from search.models.counts import LONGEST_QUERY, ResultClick, SearchCount

log = logging.getLogger(__name__)
FEWEST = 5  # searches within the days that are shown; below, a query might be somebody's own
CRISIS = ""
SALT = "imprimatur.search-results"
TOKEN_HOURS = 12
PERSONAL = re.compile(r"@|\d{6,}|\d[\d\s().-]{7,}\d")


def query_of(cleaned):
    """Return what is counted for a query: its folded words; None for what is not kept."""
    words = " ".join(word.key for word in folding.words(cleaned))
    return words if words and len(words) <= LONGEST_QUERY and not PERSONAL.search(cleaned) else None


def is_countable(request):
    """Whether a browser asked, to show a page to somebody: not a program, not a page fetched in advance."""
    return request.headers.get("Sec-Fetch-Mode") == "navigate" and not request.headers.get("Sec-Purpose")


def count_search(understood, total):
    """Count a search that found `total` pages. Of a query that speaks of a crisis nothing but the number is kept."""
    query = CRISIS if understood.crisis else query_of(understood.cleaned)
    if query is not None:
        _add(SearchCount, {"query": query}, searches=1, without_result=int(not total and query != CRISIS))


def token_of(understood, hits):
    """Return what lets a click on one of the pages found be counted for this query; "" where none is to be."""
    query = None if understood.crisis else query_of(understood.cleaned)
    return signing.dumps([query, [hit.page_id for hit in hits]], salt=SALT, compress=True) if query and hits else ""


def count_click(token, page_id):
    """Count that a result was opened. Tokens that are not ours, or old, and pages that were not found do nothing."""
    try:
        query, found = signing.loads(token, salt=SALT, max_age=TOKEN_HOURS * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return
    if page_id in found:
        _add(ResultClick, {"query": query, "page_id": page_id}, clicks=1)
        _add(SearchCount, {"query": query}, clicks=1)


def _add(model, what, **numbers):
    """Add to today's numbers. A database that cannot write loses a count and nothing else."""
    what = {**what, "day": timezone.localdate()}
    more = {name: F(name) + number for name, number in numbers.items()}
    try:
        with transaction.atomic():
            if model.objects.filter(**what).update(**more):
                return
            model.objects.create(**what, **numbers)
    except IntegrityError:  # another reader's search made the row, or the page is gone
        with transaction.atomic():
            model.objects.filter(**what).update(**more)
    except DatabaseError:
        log.warning("A search could not be counted.", exc_info=True)
