"""The numbers behind the reports. No query is shown that was not searched often enough to be nobody's own."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, Sum
from django.utils import timezone

from wagtail.models import Page

from search.counting import CRISIS, FEWEST
from search.models import ResultClick, SearchCount

MOST = 1000  # rows


@dataclass(frozen=True)
class Searched:
    """A query with its numbers over some days."""

    query: str
    searches: int
    without_result: int
    clicks: int

    @property
    def opened(self):
        """Opened results for each hundred searches, as “63 %”; more than one can be opened."""
        return f"{100 * self.clicks / self.searches:.0f} %"


@dataclass(frozen=True)
class Opened:
    """A page and how often it was opened from the results of a query."""

    query: str
    page_id: int
    title: str
    clicks: int


def searched(days, *, without_result=False, words=""):
    """Return the queries of the last `days` days as a list of Searched, the most frequent first; one query.

    `without_result`: only those that found nothing, those first that failed most readers. `words`: part of the query.
    """
    rows = (
        _since(SearchCount, days)
        .values("query")
        .annotate(searches=Sum("searches"), without_result=Sum("without_result"), clicks=Sum("clicks"))
        .filter(searches__gte=FEWEST)
    )
    if words:
        rows = rows.filter(query__contains=words)
    if without_result:
        rows = rows.filter(without_result__gt=0).order_by("-without_result", "query")
    else:
        rows = rows.order_by("-searches", "query")
    return [Searched(**row) for row in rows[:MOST]]


def opened(days):
    """Return what was opened in the last `days` days as a list of Opened, the most often first; two queries."""
    often = (
        _since(SearchCount, days)
        .values("query")
        .annotate(total=Sum("searches"))
        .filter(total__gte=FEWEST)
        .values("query")
    )
    rows = list(
        _since(ResultClick, days)
        .filter(query__in=often)
        .values("query", "page")
        .annotate(clicks=Sum("clicks"))
        .order_by("-clicks", "query", "page")[:MOST]
    )
    titles = dict(Page.objects.filter(pk__in={row["page"] for row in rows}).values_list("pk", "title"))
    return [Opened(row["query"], row["page"], titles[row["page"]], row["clicks"]) for row in rows]


def totals(days):
    """Return {"searches", "without_result", "clicks", "crisis"} of the last `days` days, rare queries too."""
    plain = Q(query__gt=CRISIS)
    crisis = Sum("searches", filter=Q(query=CRISIS), default=0)
    sums = {name: Sum(name, filter=plain, default=0) for name in ("searches", "without_result", "clicks")}
    # What is of the same name as a column comes last: it would stand for the column from there on.
    return _since(SearchCount, days, with_crisis=True).aggregate(crisis=crisis, **sums)


def _since(model, days, *, with_crisis=False):
    rows = model.objects.filter(day__gt=timezone.localdate() - timedelta(days=days)).order_by()
    return rows if with_crisis else rows.exclude(query=CRISIS)
