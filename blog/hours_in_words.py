"""What readers are told of opening hours: “Open now, closes at 5 pm”, and what changes in the next two weeks.

A page may lie in a cache for hours, so a statement carries its time, and the page also gets the statements that will
follow, each with the moment from which it holds: a script that knows nothing of hours or languages shows the right one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from blog import opening_hours
from blog.opening_hours import APPOINTMENT, CLOSED, OPEN, intervals, next_change, plan_of, state_at

DAYS_AHEAD = 7  # of statements for the script
NOTICE_DAYS = 14  # of holidays
CLOSURE_DAYS = 60  # of exceptions of the clinic itself


@dataclass(frozen=True)
class Statement:
    """What holds at a moment. `state`: OPEN, APPOINTMENT or CLOSED; `day`: 1 is Monday, by the clinic's calendar."""

    state: str
    text: str
    day: int
    moment: datetime

    @property
    def as_of(self):
        """The moment by the clinic's clock, in words: “Tuesday 24 November, 9:12 am”."""
        return _("%(day)s, %(time)s") % {"day": date_format(self.moment, "l j F"), "time": clock(self.moment.time())}


def statement(hours, moment):
    """Return the Statement for a moment, or None for a clinic without hours."""
    if not hours.are_known:
        return None
    local = moment.astimezone(hours.zone)
    state = state_at(hours, moment)
    text = {OPEN: _open_words, APPOINTMENT: _appointment_words, CLOSED: _closed_words}[state](hours, moment)
    return Statement(state, text, local.isoweekday(), local)


def timeline(hours, moment, days=DAYS_AHEAD):
    """Return [[seconds since 1970, state, text, day of the week], …]: each holds until the next one's moment.

    The last has an empty text: what comes after it is not known, and the reader is told nothing.
    """
    today = opening_hours.local_day(hours, moment)
    end = opening_hours.instant(hours.zone, today + timedelta(days=days), time.min)
    around = intervals(hours, today - timedelta(days=1), today + timedelta(days=days))
    edges = {edge for each in around for edge in (each.start, each.end)}
    edges |= {opening_hours.instant(hours.zone, today + timedelta(days=n), time.min) for n in range(1, days)}
    found = []
    for edge in [moment, *sorted(edge for edge in edges if moment < edge < end)]:
        said = statement(hours, edge)
        if not found or found[-1][1:] != [said.state, said.text, said.day]:
            found.append([int(edge.timestamp()), said.state, said.text, said.day])
    return [*found, [int(end.timestamp()), "", "", 0]]


def changes_at(hours, moment):
    """Return the moment (aware) from which the statement of `moment` does not hold any more."""
    local_midnight = opening_hours.local_day(hours, moment) + timedelta(days=1)
    tomorrow = opening_hours.instant(hours.zone, local_midnight, time.min)
    change = next_change(hours, moment) if hours.are_known else None
    return min(tomorrow, change.at) if change else tomorrow


@dataclass(frozen=True)
class Notice:
    """A day, or several, on which the usual hours do not hold. `text` says what does.

    `spans`: the hours then, if any; `is_certain`: whether that is known. By appointment only is nothing for machines.
    """

    first: date
    last: date
    text: str
    reason: str
    spans: tuple = ()
    is_certain: bool = True

    @property
    def days(self):
        """The day or days in words: “Thursday 26 November”, “24 December to 1 January”."""
        if self.first == self.last:
            return date_format(self.first, "l j F")
        return _("%(first)s to %(last)s") % {
            "first": date_format(self.first, "j F"),
            "last": date_format(self.last, "j F"),
        }


def notices(hours, today, known_holidays=opening_hours.no_holidays):
    """Return the Notices from a day on: holidays within two weeks, the clinic's own exceptions within sixty days.

    `known_holidays`: date -> name, for a clinic of which nobody knows whether it closes; readers are told to ask.
    """
    found = [
        Notice(
            max(each.first_day, today),
            each.last_day,
            _exception_words(each),
            each.reason,
            (each,) if each.opens is not None else (),
            not each.by_appointment,
        )
        for each in hours.closures
        if each.last_day >= today and each.first_day <= today + timedelta(days=CLOSURE_DAYS)
    ]
    for number in range(NOTICE_DAYS + 1):
        day = today + timedelta(days=number)
        plan, holiday = plan_of(hours, day), known_holidays(day)
        if plan.is_unusual and not any(each.first_day <= day <= each.last_day for each in hours.closures):
            found.append(Notice(day, day, _("Closed"), plan.reason))
        elif holiday and plan.spans and not plan.is_unusual:
            words = _("Public holiday; ask whether the clinic is open")
            found.append(Notice(day, day, words, holiday, plan.spans, is_certain=False))
    return sorted(found, key=lambda notice: (notice.first, notice.last))


def clock(moment):
    """Write a time as people say it: "noon", "5 pm", "8:30 am"."""
    if (moment.hour, moment.minute) == (12, 0):
        return _("noon")
    if (moment.hour, moment.minute) == (0, 0):
        return _("midnight")
    hour = moment.hour % 12 or 12
    half = _("am") if moment.hour < 12 else _("pm")
    return f"{hour} {half}" if not moment.minute else f"{hour}:{moment.minute:02} {half}"


def _exception_words(closure):
    if closure.opens is None:
        return _("Closed")
    times = {"opens": clock(closure.opens), "closes": clock(closure.closes)}
    return (
        _("By appointment %(opens)s to %(closes)s") if closure.by_appointment else _("Open %(opens)s to %(closes)s")
    ) % (times)


def _open_words(hours, moment):
    change = next_change(hours, moment)
    if change is None:
        return _("Open day and night")
    if change.state == APPOINTMENT:
        return _("Open now until %(time)s, then by appointment") % {"time": _clock_of(hours, change.at)}
    return _("Open now, closes %(time)s") % {"time": _until(hours, moment, change.at)}


def _appointment_words(hours, moment):
    change = next_change(hours, moment)
    if change is None:
        return _("By appointment, day and night")
    if change.state == OPEN:
        return _("By appointment until %(time)s, then open to all") % {"time": _clock_of(hours, change.at)}
    today = opening_hours.local_day(hours, moment)
    holding = [
        each
        for each in intervals(hours, today - timedelta(days=1), today)
        if each.by_appointment and each.holds(moment)
    ]
    return _appointment(hours, moment, min(each.start for each in holding), change.at)


def _closed_words(hours, moment):
    change = next_change(hours, moment)
    today = opening_hours.local_day(hours, moment)
    plan = plan_of(hours, today)
    opens_today = change is not None and opening_hours.local_day(hours, change.at) == today
    if change is not None and change.state == APPOINTMENT and opens_today:
        return _appointment(hours, moment, change.at, change.interval.end)
    if plan.is_unusual and not plan.spans and not opens_today:
        closed = _("Closed today: %(reason)s") % {"reason": plan.reason} if plan.reason else _("Closed today")
        return _("%(closed)s. %(then)s") % {"closed": closed, "then": _then(hours, moment, change)}
    if change is None:
        return _("Closed; no day is known on which it opens")
    if change.state == APPOINTMENT:
        return _("%(closed)s. %(then)s") % {"closed": _("Closed"), "then": _then(hours, moment, change)}
    return _("Closed, opens %(time)s") % {"time": _until(hours, moment, change.at)}


def _then(hours, moment, change):
    if change is None:
        return _("No day is known on which it opens")
    if change.state == APPOINTMENT:
        return _appointment(hours, moment, change.at, change.interval.end)
    return _("Opens %(time)s") % {"time": _until(hours, moment, change.at)}


def _appointment(hours, moment, start, end):
    """Return “By appointment today 9 am to noon”, or with another day."""
    opens, closes = (each.astimezone(hours.zone) for each in (start, end))
    return _("By appointment %(day)s %(opens)s to %(closes)s") % {
        "day": _day(hours, moment, start) or _("today"),
        "opens": clock(opens.time()),
        "closes": clock(closes.time()),
    }


def _clock_of(hours, when):
    return clock(when.astimezone(hours.zone).time())


def _until(hours, moment, when):
    """Return a later moment as seen from one: "at 5 pm", "tomorrow at 8:30 am", "Monday at 9 am"."""
    local = when.astimezone(hours.zone)
    clock_time = _("at %(time)s") % {"time": clock(local.time())}
    # Who asks in the evening when a place closes at 1 am does not think of it as tomorrow.
    late = local.hour < 6 and when - moment < timedelta(hours=18) and state_at(hours, moment) == OPEN
    day = "" if late else _day(hours, moment, when)
    return f"{day} {clock_time}" if day else clock_time


def _day(hours, moment, when):
    """Return the day of a later moment in words, "" for today."""
    today, day = (opening_hours.local_day(hours, each) for each in (moment, when))
    days = (day - today).days
    if days <= 0:
        return ""
    if days == 1:
        return _("tomorrow")
    return date_format(day, "l") if days < 7 else _("on %(day)s") % {"day": date_format(day, "j F")}
