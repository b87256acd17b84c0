"""What texts have in common that are kept once and shown on many pages: a workflow, drafts, revisions, a day."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from editorial.gated import GatedContent

RICH = ["bold", "italic", "link"]


class CentralText(GatedContent, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, index.Indexed):
    """A snippet behind the gate. Pages name it by its key; its words have a fingerprint and approvals of their own."""

    as_of = models.DateField(_("as of"), help_text=_("The day on which the text was last held against its sources."))

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="%(app_label)s_%(class)s")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="%(app_label)s_%(class)s",
        for_concrete_model=False,
    )

    requires_medical_review = True
    # Plain fields whose words readers read within a text: the checks read them as such.
    spoken_fields = ()

    class Meta:
        abstract = True

    @property
    def revisions(self):
        """The revisions of this text."""
        return self._revisions

    def review_topics(self):
        """Return None: any medical reviewer may review what is about no treatment, such as help lines and rules."""
