"""What is forgotten, and when: e-mail addresses a month after a case is closed, single answers after three months.

It runs with `manage.py review_dates` every day, and on its own as `manage.py purge_feedback`.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Feedback, HelpfulCount
from editorial.models.feedback import ANSWERS, EMAIL_KEPT_DAYS, Kind

ANSWERS_KEPT_DAYS = 90
EMAIL_KEPT_AT_MOST_DAYS = 365  # also of a case that nobody closed


@dataclass(frozen=True)
class ForgetAddresses:
    """E-mail addresses of cases that are closed for long enough, or of any that are too old."""

    number: int
    today: object

    def __str__(self):
        return _("forget %(number)d e-mail addresses of readers") % {"number": self.number}

    def take(self):
        """Empty the column; the reports stay."""
        _addresses(self.today).update(email="")


@dataclass(frozen=True)
class CountAnswers:
    """Old answers without words, which become a number for each page and month."""

    number: int
    today: object

    def __str__(self):
        return _("count %(number)d answers to “Was this helpful?” and forget them one by one") % {"number": self.number}

    def take(self):
        """Add them to the counts and delete them, in one transaction."""
        with transaction.atomic():
            keys = []
            for key, page, kind, created in _answers(self.today).values_list("pk", "page", "kind", "created_at"):
                month = timezone.localtime(created).date().replace(day=1)
                count, _made = HelpfulCount.objects.get_or_create(page_id=page, month=month)
                column = "yes" if kind == Kind.YES else "no"
                HelpfulCount.objects.filter(pk=count.pk).update(**{column: F(column) + 1})
                keys.append(key)
            Feedback.objects.filter(pk__in=keys).delete()


def due(today):
    """Return the steps that are due on a day, none where there is nothing to forget."""
    steps = (ForgetAddresses(_addresses(today).count(), today), CountAnswers(_answers(today).count(), today))
    return [step for step in steps if step.number]


def _addresses(today):
    kept = Feedback.objects.exclude(email="")
    closed = kept.filter(closed_at__date__lte=today - timedelta(days=EMAIL_KEPT_DAYS))
    return closed | kept.filter(created_at__date__lte=today - timedelta(days=EMAIL_KEPT_AT_MOST_DAYS))


def _answers(today):
    oldest = today - timedelta(days=ANSWERS_KEPT_DAYS)
    return Feedback.objects.filter(kind__in=ANSWERS, text="", created_at__date__lt=oldest)
