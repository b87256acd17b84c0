"""How long what we checked of a clinic holds: groups of facts, each with a source, a day, a person and an expiry.

A fact is a promise with a date. Within its interval it stands as it is; after it readers are told since when nobody
looked; after a second interval it is not shown at all. The days are the house's (EDITORIAL: clinics 90 days, prices 6
months); licences hold until the day they say themselves.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """The facts that somebody checks in one go."""

    IDENTITY = "identity", _("Name and address")
    HOURS = "hours", _("Opening hours")
    LICENCES = "licences", _("Licences")
    TREATMENTS = "treatments", _("Treatments")
    PRICES = "prices", _("Prices")
    INSURANCE = "insurance", _("Insurance")
    ACCESS = "access", _("Access and languages")


class State(models.TextChoices):
    """What a check is worth today."""

    CURRENT = "current", _("Checked")
    STALE = "stale", _("Not checked lately")
    HIDDEN = "hidden", _("Not shown: too old")
    MISSING = "missing", _("Never checked")


@dataclass(frozen=True)
class Interval:
    """After how many days a check is stale, and after how many what it stood for is hidden."""

    stale: int
    hidden: int


SIX_MONTHS = 183
USUAL = Interval(90, 180)
# Licences are in it for the day on which somebody looked; whether they hold is their own date.
INTERVALS = dict.fromkeys(Group, USUAL) | {Group.PRICES: Interval(SIX_MONTHS, SIX_MONTHS)}


@dataclass(frozen=True)
class Check:
    """One group of facts: who checked it when, with what, and what that is worth on a day."""

    group: Group
    source: str
    checked_on: date | None
    checked_by: str
    expires_on: date | None
    state: State

    @property
    def label(self):
        """The group in words."""
        return self.group.label

    @property
    def is_shown(self):
        """Whether readers see the facts."""
        return self.state in (State.CURRENT, State.STALE)

    @property
    def is_stale(self):
        """Whether readers are told that nobody looked lately."""
        return self.state == State.STALE


def check_of(group, source, checked_on, checked_by, today, valid_until=None):
    """Return the Check of a group on a day. `valid_until`: the day through which it holds whatever the interval."""
    interval = INTERVALS[group]
    if checked_on is None:
        return Check(group, source, None, checked_by, None, State.MISSING)
    expires = checked_on + timedelta(days=interval.stale)
    age = (today - checked_on).days
    state = State.STALE if age > interval.stale else State.CURRENT
    if age > interval.hidden:
        state = State.HIDDEN
    if group == Group.LICENCES and valid_until is not None:
        expires = min(expires, valid_until)
    return Check(group, source, checked_on, checked_by, expires, state)


class CheckedGroups(models.Model):
    """The columns `<group>_source`, `<group>_checked_on` and `<group>_checked_by` of every group."""

    class Meta:
        abstract = True


def columns(group):
    """Return the names of a group's columns: source, day, person."""
    return f"{group}_source", f"{group}_checked_on", f"{group}_checked_by"


def _add_columns():
    for group in Group:
        source, day, person = columns(group)
        CheckedGroups.add_to_class(
            source,
            models.CharField(
                _("source"),
                max_length=300,
                blank=True,
                help_text=_("Where it stands: a register's address, a letter, who said so on the telephone."),
            ),
        )
        CheckedGroups.add_to_class(day, models.DateField(_("checked on"), null=True, blank=True))
        CheckedGroups.add_to_class(person, models.CharField(_("checked by"), max_length=255, blank=True))


_add_columns()
