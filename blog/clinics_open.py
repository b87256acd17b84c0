"""Which clinics of a list are open at a moment, for the directory."""

from collections import defaultdict
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from blog.clinic_checks import INTERVALS, Group
from blog.holidays_observed import holiday_name
from blog.models.clinic_facts import ClinicClosure, ClinicOpening
from blog.opening_hours import Hours, is_open, local_day, no_holidays

TWO_DAYS = timedelta(days=2)
FIELDS = ("pk", "country", "region", "time_zone", "closed_on_holidays", "hours_checked_on")


def open_now(clinics, moment):
    """Return the keys of those clinics of a queryset into which anybody may walk at a moment, with three queries.

    Hours that nobody checked for so long that readers do not see them open no clinic.
    """
    rows = {row["pk"]: row for row in clinics.values(*FIELDS)}
    spans, closures = defaultdict(list), defaultdict(list)
    for span in ClinicOpening.objects.filter(clinic__in=rows, by_appointment=False):
        spans[span.clinic_id].append(span)
    # A day more on either side: the clinic's calendar may be one ahead of ours, or behind.
    for closure in ClinicClosure.objects.filter(clinic__in=rows, last_day__gte=moment.date() - TWO_DAYS):
        closures[closure.clinic_id].append(closure)
    return {key for key, row in rows.items() if _is_open(row, spans[key], closures[key], moment)}


def _is_open(row, spans, closures, moment):
    if not (spans or closures) or row["hours_checked_on"] is None:
        return False
    zone = ZoneInfo(row["time_zone"])
    holidays = partial(holiday_name, row["country"], row["region"]) if row["closed_on_holidays"] else no_holidays
    hours = Hours(tuple(spans), zone, holidays, tuple(closures))
    age = (local_day(hours, moment) - row["hours_checked_on"]).days
    return age <= INTERVALS[Group.HOURS].hidden and is_open(hours, moment)
