"""Medical review: an approval that takes a valid credential, a scope and no conflict of interest."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import gate
from editorial.ledger import Signatory
from editorial.models.approval import AbstractApprovalTask
from editorial.qualifications import qualification_of
from editorial.refusals import Refusal


class MedicalReviewTask(AbstractApprovalTask):
    """Medical review, by somebody whose credential is valid, whose scope covers the subject, without a conflict."""

    is_medical = True
    kind = "medical_review"

    class Meta:
        verbose_name = gettext_lazy("medical review")
        verbose_name_plural = gettext_lazy("medical reviews")

    def applies_to(self, content):
        """Everything but what has no words on medicine, such as the page above a list."""
        return content.has_medical_words

    def refusals_for(self, user, content, found):
        """Ask for a valid credential, a scope that covers a topic of the content, and no conflict of interest."""
        reasons = super().refusals_for(user, content, found)
        if any(reason.code == "not_in_group" for reason in reasons):
            return reasons
        qualification = qualification_of(user, gate.today())
        if qualification is None:
            return [
                *reasons,
                Refusal(
                    "no_credential",
                    _(
                        "Your author profile shows no medical credential that is valid today."
                        " An editor can bring it up to date."
                    ),
                ),
            ]
        topics = content.review_topics()
        if topics is not None and not qualification.scope & topics:
            reasons.append(
                Refusal(
                    "out_of_scope",
                    _(
                        "None of the topics of this content is in your review scope."
                        " Another medical reviewer must review it."
                    ),
                )
            )
        if _conflict(qualification.parties, content.review_parties()):
            reasons.append(
                Refusal("conflict", _("You declared an interest in the organisation that this content is about."))
            )
        return reasons

    def signatory(self, user, content):
        """Write down the credential as it stands, and until when it holds."""
        signatory, details = super().signatory(user, content)
        qualification = qualification_of(user, gate.today())
        if qualification is None:
            return signatory, details
        expires = qualification.expires_on
        details = {**details, "expires_on": expires.isoformat() if expires else ""}
        return Signatory.of(user, role=signatory.role, credential=qualification.credential), details

    def faults(self, entry, content, found):
        """An approval stops counting when the credential behind it has run out before publication."""
        reasons = super().faults(entry, content, found)
        expires = entry.details.get("expires_on", "")
        if not entry.credential or (expires and date.fromisoformat(expires) < gate.today()):
            reasons.append(
                Refusal(
                    "no_credential",
                    _(
                        "The credential of %(person)s is no longer valid."
                        " Another medical reviewer must review these words."
                    )
                    % {"person": entry.person_name},
                )
            )
        return reasons

    @classmethod
    def get_description(cls):
        """What the administrator reads when choosing the type of a task."""
        return gettext_lazy("A medical reviewer with a valid credential approves, within their scope of topics.")


def _conflict(parties, others):
    """Tell whether two sets of names of organisations meet, ignoring case and parts that follow."""
    ours = {name.casefold().strip() for name in parties if name.strip()}
    theirs = {name.casefold().strip() for name in others if name.strip()}
    return any(one in other or other in one for one in ours for other in theirs)
