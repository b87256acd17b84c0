"""Models behind the gate: pages and snippets whose words reach readers only with their approvals.

`GatedContent` is for any model with Wagtail's revisions, drafts and workflow; `GatedPage` adds what only pages can do.
Both stand before Wagtail's classes among the bases.
"""

from django.db import models, transaction

from wagtail.models import Page, TaskState

from editorial import contributors, gate, routes
from editorial.actions import GatedPublishPageRevisionAction, GatedPublishRevisionAction
from editorial.content_fields import content_fields, content_relations
from editorial.fingerprint import fingerprint, row_digest
from editorial.models import LedgerEntry
from editorial.permissions import GatedPagePermissionTester
from editorial.withdrawn_pages import AnswersWhenWithdrawn


class GatedContent(models.Model):
    """Refuses to go live, or to change while live, without an approval of exactly these words by every task.

    `seal` is the digest of the row's words when they went through; it is checked each time a page is served.
    """

    seal = models.CharField(max_length=64, blank=True, editable=False)

    publish_action_class = GatedPublishRevisionAction
    requires_medical_review = False
    has_medical_words = True
    has_commercial_relationship = False
    has_checked_facts = False
    review_months = None
    overdue_noindex_days = 30
    overdue_withdraw_days = 90

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save; what is live, or is about to be, passes the gate first. Raises PublicationRefused."""
        if not self.live or not self._touches_words(kwargs.get("update_fields")):
            return super().save(*args, **kwargs)
        if self._state.adding:
            return self._save_new(*args, **kwargs)
        return self._save_live(*args, **kwargs)

    def review_topics(self):
        """Return the keys of the topics that a medical reviewer's scope must meet; None where any scope will do."""
        return frozenset()

    def review_parties(self):
        """Return the names of the organisations that this content is about, for conflicts of interest."""
        return frozenset()

    def correction_notices(self):
        """Return the corrections that readers are told of, oldest first: [{"date": "2026-05-03", "text": "…"}]."""
        return []

    def delete(self, *args, **kwargs):
        """Delete; what was public is entered in the ledger as withdrawn first."""
        routes.note_gone(self)
        return super().delete(*args, **kwargs)

    def _touches_words(self, update_fields):
        return update_fields is None or bool(({"live"} | self._words()) & set(update_fields))

    def _words(self):
        """Return the names of all that the fingerprint covers."""
        words = {field.name for field in content_fields(type(self))}
        words |= {field.name for field in self._meta.many_to_many}
        return words | {relation.get_accessor_name() for relation in content_relations(type(self))}

    def _save_new(self, *args, **kwargs):
        """Save a new content as a draft, whatever it says: nothing can have been approved before it existed."""
        self.live = False
        self.live_revision = None
        return super().save(*args, **kwargs)

    def _save_live(self, *args, **kwargs):
        current, public = fingerprint(self), gate.live_fingerprint(self)
        if current != public:
            gate.require(self, current)
        if kwargs.get("update_fields") is not None:
            # All words or none: the row may hold others than those in memory, which are what was approved.
            kwargs["update_fields"] = {*kwargs["update_fields"], "seal", *self._words()}
        with gate.opened_for(self):
            if current != public:
                gate.record_publication(self, current, details={"route": "save"})
            self.seal = row_digest(self)
            return super().save(*args, **kwargs)

    @transaction.atomic
    def save_revision(self, user=None, overwrite_revision=None, **kwargs):
        """Save a draft and note who wrote. A revision that was submitted or decided on is never rewritten in place."""
        if overwrite_revision is not None and is_evidence(overwrite_revision):
            overwrite_revision = None
        revision = super().save_revision(user=user, overwrite_revision=overwrite_revision, **kwargs)
        contributors.note(self, user, fingerprint(self))
        return revision

    def publish(
        self,
        revision,
        user=None,
        changed=True,
        log_action=True,
        previous_revision=None,
        skip_permission_checks=False,
    ):
        """Publish a revision through the gate. Raises PublicationRefused."""
        return self.publish_action_class(
            revision, user=user, changed=changed, log_action=log_action, previous_revision=previous_revision
        ).execute(skip_permission_checks=skip_permission_checks)


class GatedPage(AnswersWhenWithdrawn, GatedContent):
    """A page behind the gate."""

    publish_action_class = GatedPublishPageRevisionAction

    class Meta:
        abstract = True

    def permissions_for_user(self, user):
        """Nobody publishes by a button: the workflow does."""
        return GatedPagePermissionTester(user, self)

    def _save_new(self, *args, **kwargs):
        """Save a new page as a draft; an alias of public words goes live after that, unless its place asks for more."""
        wanted = self.live
        result = super()._save_new(*args, **kwargs)
        if wanted and self.alias_of_id and routes.alias_is_covered(self, self.alias_of.specific):
            self.live = True
            self._save_alias(clean=False)
        return result

    def _save_live(self, *args, **kwargs):
        """An alias follows its source; where it may not, it goes offline rather than stopping the source."""
        if not self.alias_of_id:
            return super()._save_live(*args, **kwargs)
        if not routes.alias_is_covered(self, self.alias_of.specific):
            self.live = False
            return Page.save(self, *args, **kwargs)
        return self._save_alias(*args, **kwargs)

    def _save_alias(self, *args, **kwargs):
        current = fingerprint(self)
        with gate.opened_for(self):
            if current != gate.live_fingerprint(self):
                # With the slug, a proof can show that these are the source's words: the address is all that differs.
                details = {"alias_of": str(self.alias_of_id), "source_slug": self.alias_of.slug}
                gate.record_publication(self, current, details=details)
            self.seal = row_digest(self)
            return super(GatedContent, self).save(*args, **kwargs)

    def correction_notices(self):
        """The page's own corrections."""
        return [correction.as_notice() for correction in self.corrections.all()]

    def update_aliases(self, *args, **kwargs):
        """Let aliases follow what is public, and nothing else: a page that is only scheduled has no public words."""
        if self.live:
            super().update_aliases(*args, **kwargs)

    @transaction.atomic
    def delete(self, *args, **kwargs):
        """Take the page and everything below it off the site, then delete."""
        if type(self) is self.specific_class:
            public = self.get_descendants(inclusive=True).filter(live=True)
            for page in public.specific():
                routes.note_gone(page)
            public.update(live=False)
            self.live = False
        return super().delete(*args, **kwargs)


def is_evidence(revision):
    """Tell whether a revision was submitted, decided on or published: then it stays as it is."""
    if TaskState.objects.filter(revision=revision).exists():
        return True
    return LedgerEntry.objects.filter(
        content=revision.base_content_type.model_class()._meta.label_lower,
        object_id=revision.object_id,
        revision=revision.pk,
    ).exists()
