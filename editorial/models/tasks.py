"""The approvals that any member of a group may give: by an editor, and on disclosure."""

from django.utils.translation import gettext_lazy

from editorial.models.approval import AbstractApprovalTask


class ApprovalTask(AbstractApprovalTask):
    """Approval by an editor."""

    class Meta:
        verbose_name = gettext_lazy("approval by a second pair of eyes")
        verbose_name_plural = gettext_lazy("approvals by a second pair of eyes")

    @classmethod
    def get_description(cls):
        """What the administrator reads when choosing the type of a task."""
        return gettext_lazy("A member of the groups approves who wrote none of the words.")


class VerificationTask(AbstractApprovalTask):
    """Verification of checked facts by a second person, against their sources."""

    kind = "verification"

    class Meta:
        verbose_name = gettext_lazy("verification of facts")
        verbose_name_plural = gettext_lazy("verifications of facts")

    def applies_to(self, content):
        """Only where there are facts to hold against sources."""
        return content.has_checked_facts

    @classmethod
    def get_description(cls):
        """What the administrator reads when choosing the type of a task."""
        return gettext_lazy(
            "A member of the groups holds the facts against their sources, who did not write them down."
        )


class DisclosureTask(AbstractApprovalTask):
    """Disclosure review: only for content with a commercial relationship."""

    kind = "disclosure"

    class Meta:
        verbose_name = gettext_lazy("disclosure review")
        verbose_name_plural = gettext_lazy("disclosure reviews")

    def applies_to(self, content):
        """Only where somebody paid, or might."""
        return content.has_commercial_relationship

    @classmethod
    def get_description(cls):
        """What the administrator reads when choosing the type of a task."""
        return gettext_lazy("A member of the groups confirms that readers are told who paid. Skipped where nobody did.")
