"""The ledger: what was decided and published, in order, each row holding the hash of the row before it."""

import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _

GENESIS = "0" * 64


class AppendOnlyError(Exception):
    """Somebody tried to change or delete what is written."""


class LedgerQuerySet(models.QuerySet):
    """Reads only."""

    def about(self, content):
        """Entries about one page or snippet, oldest first."""
        return self.filter(content=content_label(content), object_id=str(content.pk)).order_by("sequence")

    def update(self, **kwargs):
        """Refuse."""
        raise AppendOnlyError("The ledger is append-only: entries are never changed.")

    def delete(self):
        """Refuse."""
        raise AppendOnlyError("The ledger is append-only: entries are never deleted.")

    def bulk_update(self, objs, fields, batch_size=None):
        """Refuse."""
        raise AppendOnlyError("The ledger is append-only: entries are never changed.")

    def bulk_create(self, objs, *args, **kwargs):
        """Refuse: entries are chained, so they are written one at a time."""
        raise AppendOnlyError("Write to the ledger with editorial.ledger.append().")


class LedgerEntry(models.Model):
    """One decision or publication. Names, credentials and titles are kept as they stood; nothing here is a foreign key.

    `content` and `object_id` name the page or snippet ("wagtailcore.page", "12") in a way that survives the deletion of
    the content and a move to another database.
    """

    class Event(models.TextChoices):
        """What happened."""

        INSTALLED = "installed", _("Came with the installation")
        SUBMITTED = "submitted", _("Submitted")
        APPROVED = "approved", _("Approved")
        CHANGES_REQUESTED = "changes_requested", _("Changes requested")
        SCHEDULED = "scheduled", _("Scheduled")
        UNSCHEDULED = "unscheduled", _("Taken off the schedule")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CORRECTED = "corrected", _("Corrected")
        EMERGENCY = "emergency", _("Emergency publication")
        WAIVED = "waived", _("Finding waived")
        REOPENED = "reopened", _("Finding opened again")
        ALARM = "alarm", _("Alarm")

    sequence = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(_("at"))
    event = models.CharField(_("event"), max_length=20, choices=Event)
    content = models.CharField(max_length=100)
    object_id = models.CharField(max_length=64)
    content_type = models.CharField(_("type"), max_length=100)
    title = models.CharField(_("title"), max_length=255)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, blank=True)
    revision = models.BigIntegerField(_("revision"), null=True)
    task = models.BigIntegerField(null=True)
    task_name = models.CharField(_("task"), max_length=255, blank=True)
    person = models.CharField(max_length=64, blank=True)
    person_name = models.CharField(_("person"), max_length=255, blank=True)
    role = models.CharField(_("role"), max_length=150, blank=True)
    credential = models.CharField(_("credential"), max_length=500, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    comment_salt = models.CharField(max_length=32, blank=True)
    details = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    objects = LedgerQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["sequence"]
        indexes = [
            models.Index(fields=["content", "object_id", "sequence"], name="ledger_about_content"),
            models.Index(fields=["event", "at"], name="ledger_event_at"),
        ]
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")

    def __str__(self):
        return f"{self.sequence}: {self.get_event_display()} – {self.title}"

    def save(self, *args, **kwargs):
        """Write a new entry; refuse to write an entry again."""
        if not self._state.adding:
            raise AppendOnlyError("The ledger is append-only: entries are never changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args, **kwargs):
        """Refuse."""
        raise AppendOnlyError("The ledger is append-only: entries are never deleted.")

    def as_dict(self):
        """Return the entry as it is published in proofs: everything that is hashed, and the hash."""
        return {**self.hashed(), "hash": self.hash}

    def hashed(self):
        """Return the part of the entry that its hash covers, as plain JSON values.

        Comments are between colleagues: the hash covers a salted digest, so that a proof can be public without them,
        and neither a short one nor that there is one can be guessed from it.
        """
        return {
            "sequence": self.sequence,
            "at": self.at.isoformat(timespec="microseconds"),
            "event": self.event,
            "content": self.content,
            "object_id": self.object_id,
            "content_type": self.content_type,
            "title": self.title,
            "fingerprint": self.fingerprint,
            "revision": self.revision,
            "task": self.task,
            "task_name": self.task_name,
            "person": self.person,
            "person_name": self.person_name,
            "role": self.role,
            "credential": self.credential,
            "comment_sha256": text_digest(self.comment_salt + self.comment),
            "details": self.details,
            "previous_hash": self.previous_hash,
        }

    def compute_hash(self):
        """Return the hash that the entry should have."""
        return hash_of(self.hashed())


def hash_of(entry):
    """Return the SHA-256 of an entry's plain values: JSON with sorted keys, no spaces, UTF-8."""
    return text_digest(json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def text_digest(text):
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits; an empty text for an empty text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else ""


def content_label(content):
    """Return the stable name of the table that a content or model starts from: "wagtailcore.page" for every page."""
    parents = content._meta.get_parent_list()
    return parents[-1]._meta.label_lower if parents else content._meta.label_lower


class LedgerHead(models.Model):
    """The one row that writers lock, so that concurrent writers keep one unbroken chain."""

    is_unseen = True  # by readers; see delivery.kept.recording

    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("head of the ledger")
        verbose_name_plural = _("head of the ledger")

    def __str__(self):
        return f"{self.sequence}: {self.hash}"
