"""The registry of checks. A check is a function that takes a content and yields findings."""

from dataclasses import asdict, dataclass
from enum import StrEnum

_checks = []


class Severity(StrEnum):
    """How much a finding weighs: hard blocks always, error blocks unless waived, warning and hint inform."""

    HARD = "hard"
    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """What a check says about a draft: where, how bad, and how to mend it."""

    code: str
    severity: Severity
    message: str
    block_id: str = ""
    hint: str = ""

    @property
    def blocks(self):
        """Whether the draft may not be submitted with it."""
        return self.severity in (Severity.HARD, Severity.ERROR)

    def as_dict(self):
        """Return the finding as plain JSON values."""
        return {key: str(value) for key, value in asdict(self).items()}


def check(function):
    """Register a check: `function(content)` yields Finding objects."""
    _checks.append(function)
    return function


def registered():
    """Return the registered checks in order."""
    return tuple(_checks)


def run(content):
    """Return the findings of all checks on a page or snippet, in the order of the checks."""
    return [finding for function in _checks for finding in function(content)]
