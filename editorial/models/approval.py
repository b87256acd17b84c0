"""Approvals by people: the task types that our workflows are made of.

Each decides three times whether somebody may approve: when it offers the action, when the action is taken, and when
the gate counts the approval. The first two ask `refusals_for`, the third `faults`, which reads what the ledger wrote
down then.
"""

from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.models import AbstractGroupApprovalTask, Page, TaskState

from editorial import gate, ledger, standings
from editorial.fingerprint import fingerprint
from editorial.ledger import Event, Signatory
from editorial.models.task_states import ApprovalTaskState
from editorial.refusals import ApprovalRefused, Refusal
from editorial.submission import note_submission


class AbstractApprovalTask(AbstractGroupApprovalTask):
    """An approval by a member of the groups who did not write any of the words."""

    task_state_class = ApprovalTaskState
    asks_a_person = True
    is_medical = False
    kind = "approval"

    due_days = models.PositiveSmallIntegerField(
        gettext_lazy("days to decide"),
        default=3,
        help_text=gettext_lazy("After so many days the task counts as overdue and people are reminded."),
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "due_days"]

    class Meta:
        abstract = True

    def applies_to(self, content):
        """Whether this content needs the task."""
        return True

    def who_can(self):
        """Return who may give the approval, for sentences: "Editors or Managing editors"."""
        return get_text_list([group.name for group in self.groups.order_by("name")], _("or"))

    def start(self, workflow_state, user=None):
        """Ask for the approval; skip where it does not apply; take over one that was given for exactly these words."""
        task_state = super().start(workflow_state, user=user)
        content = task_state.revision.as_object()
        note_submission(workflow_state, user, content, fingerprint(content), task_state.revision)
        found = gate.standing(content)
        task_state.fingerprint = found.fingerprint
        task_state.due_at = timezone.now() + timedelta(days=self.due_days)
        task_state.save(update_fields=["fingerprint", "due_at"])
        given = found.approvals.get(self.pk)
        if not self.applies_to(content):
            task_state.status = TaskState.STATUS_SKIPPED
            task_state.finished_at = timezone.now()
            task_state.save(update_fields=["status", "finished_at"])
        elif given is not None and not self.faults(given, content, found):
            comment = _("%(person)s approved exactly these words on %(day)s.") % {
                "person": given.person_name,
                "day": given.at.date().isoformat(),
            }
            task_state.approve(user=None, update=False, comment=comment)
        return task_state

    def refusals_for(self, user, content, found):
        """Return why this user may not approve `content` as it stands (`found`: its Standing); empty if they may."""
        if not self._user_in_groups(user):
            return [
                Refusal(
                    "not_in_group",
                    _("“%(task)s” is given by %(who)s.") % {"task": self.name, "who": self.who_can()},
                )
            ]
        reasons = []
        if user.pk in found.writers:
            reasons.append(
                Refusal(
                    "own_words",
                    _(
                        "You wrote some of these words since they were last public,"
                        " so somebody else must approve them: %(who)s."
                    )
                    % {"who": self.who_can()},
                )
            )
        if any(entry.person == str(user.pk) for task, entry in found.approvals.items() if task != self.pk):
            reasons.append(
                Refusal(
                    "same_person",
                    _("You gave another approval of these words. Each approval must come from another person."),
                )
            )
        return [*reasons, *(refusal for refusal in found.refusals if refusal.code == "checks")]

    def signatory(self, user, content):
        """Return the Signatory for an approval by this user, with what the gate will want to know in its details."""
        names = list(self.groups.filter(user=user).order_by("name").values_list("name", flat=True))
        return Signatory.of(user, role=names[0] if names else ""), {"groups": names, "kind": self.kind}

    def faults(self, entry, content, found):
        """Return why an approval in the ledger does not count today; empty if it does."""
        if entry.person and entry.person in {str(key) for key in found.writers}:
            return [
                Refusal(
                    "own_words",
                    _("%(person)s approved “%(task)s” and wrote some of the words. Somebody else must approve.")
                    % {"person": entry.person_name, "task": self.name},
                )
            ]
        if not set(entry.details.get("groups", [])) & set(self.groups.values_list("name", flat=True)):
            return [
                Refusal(
                    "not_in_group",
                    _("%(person)s approved “%(task)s” without being one of %(who)s.")
                    % {"person": entry.person_name, "task": self.name, "who": self.who_can()},
                )
            ]
        return []

    def get_actions(self, obj, user):
        """Offer to ask for changes to everyone in the groups, and to approve to those who may."""
        if not self._user_in_groups(user):
            return []
        actions = [("reject", _("Request changes"), True)]
        latest = latest_content(obj)
        if not self.refusals_for(user, latest, gate.standing(latest)):
            actions += [("approve", _("Approve"), False), ("approve", _("Approve with comment"), True)]
        return actions

    @transaction.atomic
    def on_action(self, task_state, user, action_name, seen=None, **kwargs):
        """Approve or ask for changes, bound to the words as they stand.

        `seen`: the fingerprint of the words that the person had before them; by default those that the task started
        with. Raises ApprovalRefused, with reasons, for somebody who may not, and for words that changed meanwhile.
        """
        state = ApprovalTaskState.objects.select_for_update().get(pk=task_state.pk)
        if state.status != TaskState.STATUS_IN_PROGRESS:
            raise ApprovalRefused([_decided(state)])
        revision = state.workflow_state.content_object.get_latest_revision()
        content = revision.as_object()
        found = gate.standing(content)
        if action_name == "approve":
            self._approve(state, user, revision, content, found, seen, kwargs.get("comment", ""))
        elif action_name == "reject":
            self._request_changes(state, user, revision, content, found, kwargs.get("comment", ""))

    def _approve(self, state, user, revision, content, found, seen, comment):
        if found.fingerprint != (seen or state.fingerprint):
            raise ApprovalRefused(
                [Refusal("changed", _("The text changed after you opened it. Please read it again, then approve."))]
            )
        reasons = self.refusals_for(user, content, found)
        if reasons:
            raise ApprovalRefused(reasons)
        signatory, details = self.signatory(user, content)
        ledger.append(
            Event.APPROVED,
            content,
            found.fingerprint,
            by=signatory,
            revision=revision,
            task=self,
            comment=comment,
            details=details,
        )
        state.fingerprint, state.revision = found.fingerprint, revision
        state.approve(user=user, comment=comment)

    def _request_changes(self, state, user, revision, content, found, comment):
        if not self._user_in_groups(user):
            raise ApprovalRefused(self.refusals_for(user, content, found))
        signatory, details = self.signatory(user, content)
        ledger.append(
            Event.CHANGES_REQUESTED,
            content,
            found.fingerprint,
            by=signatory,
            revision=revision,
            task=self,
            comment=comment,
            details=details,
        )
        state.reject(user=user, comment=comment)

    def user_can_access_editor(self, obj, user):
        """Let those open the editor who may decide; being an administrator is not enough."""
        return self._user_in_groups(user)

    def locked_for_user(self, obj, user):
        """Keep everyone out of a text under review but those who review it."""
        return not self._user_in_groups(user)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """List what this person may decide, without what they wrote themselves."""
        if not self._user_in_groups(user):
            return TaskState.objects.none()
        states = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        keys = keys_of(states)
        writers = standings.writers(keys.values())
        return states.exclude(pk__in=[state for state, key in keys.items() if user.pk in writers[key]])


def latest_content(content):
    """Return a content as its latest revision has it, of its specific type."""
    content = content.specific if isinstance(content, Page) else content
    return content.get_latest_revision_as_object()


def keys_of(task_states):
    """Return {key of the task's state: pair by which the ledger knows its content}, without loading the contents."""
    rows = task_states.values_list("pk", "workflow_state__base_content_type", "workflow_state__object_id")
    return {
        state: (ContentType.objects.get_for_id(content_type).model_class()._meta.label_lower, object_id)
        for state, content_type, object_id in rows
    }


def _decided(state):
    who = state.finished_by.get_full_name() if state.finished_by else _("Somebody else")
    return Refusal(
        "decided",
        _("%(person)s decided on this task before you: %(status)s.")
        % {"person": who, "status": state.get_status_display().lower()},
    )
