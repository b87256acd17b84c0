"""Why something may not be published or approved, in the words of the person who reads it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """One reason. `code` is stable and for programs; `message` says what is missing and who can give it."""

    code: str
    message: str

    def __str__(self):
        return str(self.message)


class PublicationRefused(Exception):  # noqa: N818 - named for what happened, not for a fault
    """Words that the right people have not approved were about to become public.

    `editorial.middleware` turns one that no screen catches into messages.
    """

    def __init__(self, refusals):
        """Take the list of Refusal objects; there is at least one."""
        self.refusals = list(refusals)
        super().__init__(" ".join(str(refusal) for refusal in self.refusals))


class ApprovalRefused(PublicationRefused):
    """Someone was about to approve who may not, or words that they have not seen."""
