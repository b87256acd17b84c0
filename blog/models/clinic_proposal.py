"""Proposals about a clinic from outside: a correction of a fact, or a claim by the clinic itself. Nothing is public."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.clinic_checks import Group

SERVICE_DAYS = 5  # working days (EDITORIAL: other factual errors)
SATURDAY = 5


class ProposalQuerySet(models.QuerySet):
    """Questions that those who keep clinics' data ask."""

    def open(self):
        """What nobody has decided yet."""
        return self.filter(state__in=ClinicProposal.OPEN)

    def contacts(self):
        """Claims that were accepted and have not ended, the latest first."""
        accepted = self.filter(kind=ClinicProposal.Kind.CLAIM, state=ClinicProposal.State.ACCEPTED)
        return accepted.order_by("-decided_at")


class ClinicProposal(models.Model):
    """One proposal. What it says changes nothing by itself: accepting one opens a draft, which goes its usual way.

    `field`: the name of the clinic's field that it maps to, or "". `nonce`: from the form, so that sending it twice
    keeps it once. `history`: [{"at", "by", "state", "note"}], oldest first. A claim that was accepted names a contact
    for colleagues; it gives no right to anything.
    """

    class Kind(models.TextChoices):
        """What is asked for."""

        CORRECTION = "correction", _("Correction")
        CLAIM = "claim", _("Claim")

    class State(models.TextChoices):
        """How far it is."""

        NEW = "new", _("New")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Ended")

    OPEN = (State.NEW,)

    clinic = models.ForeignKey("blog.Clinic", on_delete=models.CASCADE, related_name="+", verbose_name=_("clinic"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    group = models.CharField(_("facts"), max_length=20, choices=Group, blank=True)
    field = models.CharField(_("fact"), max_length=40, blank=True)
    says_now = models.TextField(_("what it says now"), blank=True)
    should_say = models.TextField(_("what it should say"), blank=True)
    source = models.TextField(_("how they know"), blank=True)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role at the clinic"), max_length=150, blank=True)
    phone = models.CharField(_("how to verify by telephone"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    fingerprint = models.CharField(_("fingerprint of the words that were read"), max_length=64, blank=True)
    nonce = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    due_on = models.DateField(_("due"), db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NEW)
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    history = models.JSONField(default=list, blank=True)

    objects = ProposalQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["state", "due_on"], name="proposal_open")]
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.clinic_id}"

    def save(self, *args, **kwargs):
        """Set when it is due, once."""
        if self.due_on is None:
            self.due_on = working_days_after(timezone.localtime(self.created_at).date(), SERVICE_DAYS)
        super().save(*args, **kwargs)

    @property
    def is_open(self):
        """Whether somebody still has to decide."""
        return self.state in self.OPEN

    @property
    def is_overdue(self):
        """Whether it should have been decided by now."""
        return self.is_open and self.due_on < timezone.localdate()

    @property
    def is_contact(self):
        """Whether it is a claim that was accepted and has not ended."""
        return self.kind == self.Kind.CLAIM and self.state == self.State.ACCEPTED

    @property
    def fact(self):
        """The fact that it is about, in words."""
        if not self.field:
            return self.get_group_display()
        name = str(self._meta.get_field("clinic").remote_field.model._meta.get_field(self.field).verbose_name)
        return f"{self.get_group_display()}: {name}"

    def decide(self, user, state, reason):
        """Keep what somebody decided, with their name and the time."""
        now = timezone.now()
        self.state, self.reason, self.decided_by, self.decided_at = state, reason, user, now
        entry = {"at": now.isoformat(timespec="seconds"), "by": str(user), "state": str(state), "note": reason}
        self.history = [*self.history, entry]
        self.save()


def working_days_after(day, number):
    """Return the day that lies so many working days (Monday to Friday) after a day."""
    while number:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day
