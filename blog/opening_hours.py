"""When a clinic is open: pure functions over its spans, exceptions and public holidays, in its own time zone.

A span belongs to the day on which it begins, also when it ends after midnight. So a holiday takes away the spans that
begin on it, and the one that began the evening before still ends when it says.

Clocks that change: a span begins and ends when the clock on the clinic's wall first shows its time. A time that the
clock leaves out in spring counts as the moment at which it jumps; of an hour that comes twice in autumn the first one
counts. `tests/blog/test_opening_hours_cases.py` holds this against a clock that is read minute by minute.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

OPEN, APPOINTMENT, CLOSED = "open", "appointment", "closed"
# How many days ahead a change is looked for, in steps: nearly always it is within the week.
LOOK_AHEAD = (8, 62, 400)


def no_holidays(day):
    """Say that no day is a public holiday."""
    return ""


@dataclass(frozen=True)
class Hours:
    """When a clinic is open.

    `spans`: objects with day (1 is Monday), opens, closes (times), closes_next_day, by_appointment and
    `holds_on(date)`. `closures`: objects with first_day, last_day, reason, and opens (None: closed), closes,
    closes_next_day, by_appointment. `holidays`: date -> name of the public holiday on which it is closed, or "".
    """

    spans: tuple
    zone: ZoneInfo
    holidays: Callable = no_holidays
    closures: tuple = ()

    @property
    def are_known(self):
        """Whether there is anything to say."""
        return bool(self.spans or self.closures)


@dataclass(frozen=True)
class Interval:
    """An uninterrupted stretch of time, in UTC; its end no longer belongs to it."""

    start: datetime
    end: datetime
    by_appointment: bool

    def holds(self, moment):
        """Whether a moment lies in it."""
        return self.start <= moment < self.end


@dataclass(frozen=True)
class Plan:
    """What holds on one day: the spans that begin on it, and the reason where they are not the usual ones."""

    day: date
    spans: tuple
    reason: str = ""
    is_unusual: bool = False


@dataclass(frozen=True)
class Change:
    """The next change: when, in UTC, and what comes then. `interval`: the stretch that begins, if one does."""

    at: datetime
    state: str
    interval: Interval | None = None


def plan_of(hours, day):
    """Return the Plan of a day: an exception of the clinic counts before a holiday, a holiday before the week."""
    exceptions = [each for each in hours.closures if each.first_day <= day <= each.last_day]
    shut = next((each for each in exceptions if each.opens is None), None)
    if shut is not None:
        return Plan(day, (), shut.reason, is_unusual=True)
    if exceptions:
        return Plan(day, tuple(exceptions), exceptions[0].reason, is_unusual=True)
    holiday = hours.holidays(day)
    if holiday:
        return Plan(day, (), holiday, is_unusual=True)
    return Plan(day, tuple(each for each in hours.spans if each.day == day.isoweekday() and each.holds_on(day)))


def intervals(hours, first, last):
    """Return the Intervals that begin on the days from `first` to `last`, by their start."""
    found = [
        interval
        for number in range((last - first).days + 1)
        for interval in _of_day(hours, plan_of(hours, first + timedelta(days=number)))
    ]
    return sorted(found, key=lambda interval: (interval.start, interval.end))


def state_at(hours, moment):
    """Return OPEN, APPOINTMENT (open to those with one) or CLOSED at a moment."""
    today = local_day(hours, moment)
    return _state(intervals(hours, today - timedelta(days=1), today), moment)


def is_open(hours, moment):
    """Tell whether anybody may walk in at a moment (an aware datetime)."""
    return state_at(hours, moment) == OPEN


def next_change(hours, moment):
    """Return the next Change after a moment, or None where nothing changes within a year."""
    today = local_day(hours, moment)
    for days in LOOK_AHEAD:
        found = intervals(hours, today - timedelta(days=1), today + timedelta(days=days))
        # A span of the day after the last one may begin where one of ours ends, so the last day is not looked at.
        limit = instant(hours.zone, today + timedelta(days=days), datetime.min.time())
        now = _state(found, moment)
        for boundary in sorted({edge for each in found for edge in (each.start, each.end)}):
            if boundary <= moment or boundary >= limit:
                continue
            then = _state(found, boundary)
            if then != now:
                return Change(boundary, then, _longest(found, boundary, then))
    return None


def local_day(hours, moment):
    """Return the day that the calendar on the clinic's wall shows."""
    return moment.astimezone(hours.zone).date()


def instant(zone, day, clock):
    """Return when the clock of a zone first shows a time on a day, in UTC; where it is left out, when it jumps."""
    wall = datetime.combine(day, clock)
    found = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) == wall:
        return found
    return _jump(zone, wall.replace(tzinfo=zone, fold=1).astimezone(UTC), found)


def _jump(zone, before, after):
    """Return the moment between two at which the offset of a zone changes, to the second."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after


def _of_day(hours, plan):
    for span in plan.spans:
        start = instant(hours.zone, plan.day, span.opens)
        end = instant(hours.zone, plan.day + timedelta(days=bool(span.closes_next_day)), span.closes)
        if start < end:
            yield Interval(start, end, span.by_appointment)


def _state(found, moment):
    holding = [each for each in found if each.holds(moment)]
    if any(not each.by_appointment for each in holding):
        return OPEN
    return APPOINTMENT if holding else CLOSED


def _longest(found, moment, state):
    """Return the interval that holds at a moment and brings about a state, the one that ends last."""
    fitting = [each for each in found if each.holds(moment) and each.by_appointment == (state == APPOINTMENT)]
    return max(fitting, key=lambda each: each.end, default=None)
