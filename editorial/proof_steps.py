"""A proof in the words of a reader: people, steps and what happened when."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import roles
from editorial.ledger import Event

SHOWN = 20

WHAT = {
    "approval": gettext_lazy("Edited and approved by"),
    "medical_review": gettext_lazy("Medically reviewed by"),
    "disclosure": gettext_lazy("Statement on who paid checked by"),
    "verification": gettext_lazy("Facts held against their sources by"),
}
ROLE = {
    roles.WRITERS: gettext_lazy("writer"),
    roles.EDITORS: gettext_lazy("editor"),
    roles.MANAGING_EDITORS: gettext_lazy("managing editor"),
    roles.MEDICAL_REVIEWERS: gettext_lazy("medical reviewer"),
    roles.DISCLOSURE_REVIEWERS: gettext_lazy("disclosure reviewer"),
    roles.CLINIC_DATA: gettext_lazy("clinic data"),
}
HAPPENED = {
    Event.INSTALLED: gettext_lazy("Came with the installation of this site"),
    Event.PUBLISHED: gettext_lazy("Published"),
    Event.EMERGENCY: gettext_lazy("Published in an emergency"),
    Event.WITHDRAWN: gettext_lazy("Taken down"),
    Event.CORRECTED: gettext_lazy("Corrected"),
}


@dataclass(frozen=True)
class Person:
    """Somebody as readers may see them. `url`: of the public profile, if there is one."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Step:
    """One approval. `person` is None for the automatic checks."""

    what: str
    at: datetime
    person: Person | None = None
    role: str = ""
    credential: str = ""


@dataclass(frozen=True)
class Happening:
    """Something that readers could notice of the page."""

    what: str
    at: datetime
    fingerprint: str


def writers_of(proof, profiles):
    """Return a Person for everybody who wrote some of the words."""
    return [_person(writer["key"], writer["name"], profiles) for writer in proof.writers]


def steps_of(proof, profiles):
    """Return a Step for every approval behind the public words, in the order in which they were given."""
    return [
        Step(
            what=WHAT.get(entry.details.get("kind"), entry.task_name),
            at=entry.at,
            person=_person(entry.person, entry.person_name, profiles),
            role=ROLE.get(entry.role, entry.role),
            credential=entry.credential,
        )
        if entry.person
        else Step(what=_("Automatic checks"), at=entry.at)
        for entry in proof.approvals
    ]


def history_of(proof):
    """Return the latest happenings, newest first."""
    return [Happening(HAPPENED[entry.event], entry.at, entry.fingerprint) for entry in proof.history[:SHOWN]]


def notices_of(proof):
    """Return {"day": a date, "text"} for every correction, newest first."""
    return [{"day": date.fromisoformat(notice["date"]), "text": notice["text"]} for notice in proof.notices]


def _person(key, name, profiles):
    """Name somebody as they stood then; their profile may have another name by now."""
    return Person(name, profiles[key].url if key in profiles else "")
