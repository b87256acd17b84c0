"""What is forgotten of searches, and when: rare queries after a month, all numbers after a year and a month.

It runs with `manage.py review_dates` every day.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.translation import ngettext

from search.counting import CRISIS, FEWEST
from search.models import ResultClick, SearchCount

KEPT_DAYS = 400  # so that this November can be held against the last
RARE_DAYS = 30


@dataclass(frozen=True)
class ForgetSearches:
    """Numbers that are old, and those of queries that stayed rare."""

    number: int
    today: object

    def __str__(self):
        said = ngettext("forget %(count)d count of searches", "forget %(count)d counts of searches", self.number)
        return said % {"count": self.number}

    def take(self):
        """Delete them, in one transaction."""
        with transaction.atomic():
            for rows in _doomed(self.today):
                rows.delete()


def due(today):
    """Return the step that is due on a day, none where there is nothing to forget."""
    number = sum(rows.count() for rows in _doomed(today))
    return [ForgetSearches(number, today)] if number else []


def _doomed(today):
    """Return the rows to delete, in order: clicks first, because they are rare where their searches are."""
    totals = SearchCount.objects.exclude(query=CRISIS).values("query").annotate(total=Sum("searches")).order_by()
    rare = totals.filter(total__lt=FEWEST).values("query")
    old = Q(day__lt=today - timedelta(days=KEPT_DAYS))
    stayed_rare = Q(day__lt=today - timedelta(days=RARE_DAYS), query__in=rare)
    return [model.objects.filter(old | stayed_rare) for model in (ResultClick, SearchCount)]
