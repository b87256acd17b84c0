"""What readers say about a page: whether it helped, and what is wrong with it. No name, no address of a machine."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page

EMAIL_KEPT_DAYS = 30
TEXT_LENGTH = 2000


class Kind(models.TextChoices):
    """What it is about. The order is that of the form; answers to “Was this helpful?” come last."""

    FACTUAL = "factual", _("Something is wrong")
    OUTDATED = "outdated", _("Something is out of date")
    SAFETY = "safety", _("Something could harm somebody")
    LINK = "link", _("A link does not work")
    TYPO = "typo", _("A slip of spelling or grammar")
    ACCESSIBILITY = "accessibility", _("I cannot read or use the page")
    YES = "yes", _("It helped")
    NO = "no", _("It did not help")


ANSWERS = (Kind.YES, Kind.NO)
REPORTS = tuple(kind for kind in Kind if kind not in ANSWERS)
# Service levels (EDITORIAL 4): a dangerous error is off the page within four hours, a factual one is mended within five
# days. Words of somebody in a crisis are read within the hour.
SERVICE = {
    Kind.SAFETY: timedelta(hours=4),
    Kind.FACTUAL: timedelta(days=5),
    Kind.OUTDATED: timedelta(days=5),
    Kind.ACCESSIBILITY: timedelta(days=5),
    Kind.LINK: timedelta(days=5),
    Kind.TYPO: timedelta(days=10),
    Kind.NO: timedelta(days=10),
    Kind.YES: timedelta(days=10),
}
IN_CRISIS = timedelta(hours=1)


class State(models.TextChoices):
    """How far somebody is with it."""

    NEW = "new", _("New")
    IN_WORK = "in_work", _("In work")
    FIXED = "fixed", _("Fixed")
    DECLINED = "declined", _("Declined")


OPEN = (State.NEW, State.IN_WORK)


class FeedbackQuerySet(models.QuerySet):
    """Questions that the desk asks."""

    def to_read(self):
        """What somebody must read: reports, and answers with words."""
        return self.exclude(kind__in=ANSWERS, text="")

    def open(self):
        """What nobody has dealt with yet."""
        return self.filter(state__in=OPEN)

    def most_urgent_first(self):
        """By due time; the key breaks ties."""
        return self.order_by("due_at", "pk")


class Feedback(models.Model):
    """One report, or one answer to “Was this helpful?”.

    `fingerprint`: the words that were read, or "" where the form did not say, or named words that were never public.
    `nonce`: from the form's token, so that sending it twice keeps it once. `history`: [{"at", "by", "state", "note",
    "assignee"}], oldest first.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="feedback", verbose_name=_("page"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    text = models.TextField(_("words"), blank=True, max_length=TEXT_LENGTH)
    email = models.EmailField(_("e-mail address"), blank=True)
    fingerprint = models.CharField(_("fingerprint of the words that were read"), max_length=64, blank=True)
    nonce = models.CharField(max_length=32, unique=True)
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    due_at = models.DateTimeField(_("due"), db_index=True)
    in_crisis = models.BooleanField(_("words of a crisis"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.NEW)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("taken on by"),
    )
    note = models.TextField(_("what was done"), blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    history = models.JSONField(default=list, blank=True)

    objects = FeedbackQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="feedback_open")]
        verbose_name = _("word from a reader")
        verbose_name_plural = _("words from readers")

    def __str__(self):
        return f"{self.get_kind_display()}: {self.page_id}"

    def save(self, *args, **kwargs):
        """Set when it is due, once."""
        if self.due_at is None:
            service = SERVICE[self.kind]
            self.due_at = self.created_at + (min(service, IN_CRISIS) if self.in_crisis else service)
        super().save(*args, **kwargs)

    @property
    def is_urgent(self):
        """Whether it cannot wait for the next day."""
        return self.in_crisis or self.kind == Kind.SAFETY

    @property
    def is_open(self):
        """Whether somebody still has to deal with it."""
        return self.state in OPEN

    @property
    def is_overdue(self):
        """Whether it should have been dealt with by now."""
        return self.is_open and self.due_at < timezone.now()

    def decide(self, user, state, note, assignee):
        """Keep what somebody decided, with their name and the time."""
        now = timezone.now()
        self.state, self.note, self.assignee = state, note, assignee
        self.closed_at = None if state in OPEN else self.closed_at or now
        self.history = [
            *self.history,
            {
                "at": now.isoformat(timespec="seconds"),
                "by": str(user),
                "state": str(state),
                "note": note,
                "assignee": str(assignee) if assignee else "",
            },
        ]
        self.save()


class HelpfulCount(models.Model):
    """How many readers of a page said in a month that it helped, and that it did not: what is left of old answers."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    month = models.DateField(_("month"), help_text=_("Its first day."))
    yes = models.PositiveIntegerField(_("helped"), default=0)
    no = models.PositiveIntegerField(_("did not help"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "month"], name="helpful_once_a_month")]
        verbose_name = _("answers of a month")
        verbose_name_plural = _("answers by month")

    def __str__(self):
        return f"{self.page_id} {self.month:%Y-%m}: {self.yes} / {self.no}"
