"""A thousand random weeks against a clock that is read minute by minute, days on which clocks change included.

The oracle knows nothing of time zones' offsets. It walks through UTC, looks at the wall at each minute, opens a span
when the wall first shows its beginning or later, and shuts it for good when the wall first shows its end or later.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from blog.opening_hours import APPOINTMENT, CLOSED, OPEN, Hours, next_change, state_at

MINUTE = timedelta(minutes=1)
# Zones, and the days of 2026 on which their clocks change.
ZONES = {
    "America/Chicago": [date(2026, 3, 8), date(2026, 11, 1)],
    "Europe/London": [date(2026, 3, 29), date(2026, 10, 25)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],  # half an hour
    "America/Phoenix": [],
    "Asia/Kolkata": [],
}
CASES_PER_ZONE = 200


@dataclass(frozen=True)
class Span:
    day: int
    opens: time
    closes: time
    closes_next_day: bool = False
    by_appointment: bool = False
    valid_from: date | None = None
    valid_through: date | None = None

    def holds_on(self, day):
        return (self.valid_from or day) <= day <= (self.valid_through or day)


@dataclass(frozen=True)
class Closure:
    first_day: date
    last_day: date
    opens: time | None = None
    closes: time | None = None
    closes_next_day: bool = False
    by_appointment: bool = False
    reason: str = "Training"


def random_time(chance):
    # Often in the small hours, where clocks change, and at times that clocks leave out.
    hour = chance.choice([0, 1, 2, 3, chance.randrange(24), chance.randrange(24)])
    return time(hour, chance.choice([0, 15, 30, 45, chance.randrange(60)]))


def random_times(chance):
    opens, closes = random_time(chance), random_time(chance)
    return {"opens": opens, "closes": closes, "closes_next_day": closes <= opens}


def random_hours(chance, zone, around):
    def near():
        return around + timedelta(days=chance.randrange(-3, 4))

    spans = []
    for _number in range(chance.randrange(7)):
        season = {}
        if chance.random() < 0.2:
            season = {chance.choice(["valid_from", "valid_through"]): near()}
        spans.append(
            Span(chance.randrange(1, 8), **random_times(chance), by_appointment=chance.random() < 0.25, **season)
        )
    closures = []
    for _number in range(chance.choice([0, 0, 0, 1, 2])):
        first = near()
        hours = random_times(chance) if chance.random() < 0.5 else {}
        closures.append(Closure(first, first + timedelta(days=chance.randrange(2)), **hours))
    holidays = {near(): "A holiday"} if chance.random() < 0.3 else {}
    return Hours(tuple(spans), ZoneInfo(zone), lambda day: holidays.get(day, ""), tuple(closures))


def spans_of(hours, day):
    """What begins on a day, said once more and differently."""
    special = [each for each in hours.closures if each.first_day <= day and day <= each.last_day]
    if special:
        return [] if any(each.opens is None for each in special) else special
    if hours.holidays(day):
        return []
    return [
        span
        for span in hours.spans
        if span.day - 1 == day.weekday()
        and (span.valid_from is None or day >= span.valid_from)
        and (span.valid_through is None or day <= span.valid_through)
    ]


def walk(hours, first, minutes):
    """Yield (minute in UTC, state) from a moment on, by looking at the wall."""
    start = datetime.combine(first, time(), UTC)
    waiting, inside = [], []
    for number in range(-2, minutes // 1440 + 6):
        day = first + timedelta(days=number)
        for span in spans_of(hours, day):
            end_day = day + timedelta(days=1) if span.closes_next_day else day
            waiting.append((datetime.combine(day, span.opens), datetime.combine(end_day, span.closes), span))
    for number in range(minutes):
        moment = start + number * MINUTE
        wall = moment.astimezone(hours.zone).replace(tzinfo=None)
        inside += [each for each in waiting if wall >= each[0]]
        waiting = [each for each in waiting if wall < each[0]]
        inside = [each for each in inside if wall < each[1]]
        kinds = {each[2].by_appointment for each in inside}
        yield moment, OPEN if False in kinds else APPOINTMENT if kinds else CLOSED


@pytest.mark.parametrize("zone", ZONES)
def test_a_thousand_random_weeks_agree_with_a_clock_read_minute_by_minute(zone):
    chance = random.Random(f"hours of {zone}")  # noqa: S311 - no secret
    changing = ZONES[zone]
    for case in range(CASES_PER_ZONE):
        around = (
            chance.choice(changing)
            if changing and chance.random() < 0.7
            else date(2026, 1, 1) + timedelta(days=chance.randrange(400))
        )
        hours = random_hours(chance, zone, around)
        states = dict(walk(hours, around - timedelta(days=1), 3 * 1440))
        moments = list(states)
        asked = {chance.choice(moments) for _number in range(12)}
        # And around each change that the oracle saw, where mistakes live.
        edges = [b for a, b in pairwise(moments) if states[a] != states[b]]
        asked |= {each for edge in edges for each in (edge, edge - MINUTE)}
        for moment in asked & states.keys():
            assert state_at(hours, moment) == states[moment], (zone, case, moment, hours)
        _check_changes(hours, moments, states, edges, chance, (zone, case))


def _check_changes(hours, moments, states, edges, chance, where):
    for _number in range(4):
        moment = chance.choice(moments[:-1])
        expected = next((edge for edge in edges if edge > moment), None)
        change = next_change(hours, moment)
        if expected is None:
            assert change is None or change.at > moments[-1], (where, moment, hours)
        else:
            assert (change.at, change.state) == (expected, states[expected]), (where, moment, hours)
