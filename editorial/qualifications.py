"""What a person may judge. The room that keeps profiles says so through this registry; no profile, no qualification."""

from dataclasses import dataclass, field
from datetime import date

_readers = []


@dataclass(frozen=True)
class Qualification:
    """A person's standing as a medical reviewer on one day.

    `credential`: in words, as readers may see it; `expires_on`: the last day on which all of it holds, None for always;
    `scope`: keys of the topics the person may review; `parties`: names of organisations the person has an interest in.
    """

    credential: str
    expires_on: date | None = None
    scope: frozenset = field(default_factory=frozenset)
    parties: frozenset = field(default_factory=frozenset)


def reads_qualifications(function):
    """Register `function(user, on)`, which returns the person's Qualification on a day, or None."""
    _readers.append(function)
    return function


def qualification_of(user, on):
    """Return the Qualification of a user on a day, or None for a person who is no medical reviewer on that day."""
    for reader in _readers:
        found = reader(user, on)
        if found is not None:
            return found
    return None
