"""The tables of a clinic's facts: openings, exceptions from them, treatments, conditions, prices, licences.

The values that fields may take stand in `blog.clinic_choices`.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from blog import clinic_choices as choices
from blog.clinic_checks import SIX_MONTHS

CLINIC = "blog.Clinic"
DAYS_OF_A_YEAR = 366


def _check_span(span):
    """Raise ValidationError for a span that ends before it begins, or lasts longer than a day."""
    if span.opens is None or span.closes is None:
        return
    if span.closes <= span.opens and not span.closes_next_day:
        raise ValidationError(
            {"closes": _("It closes before it opens. If it closes after midnight, tick “closes after midnight”.")}
        )
    if span.closes_next_day and span.closes > span.opens:
        raise ValidationError({"closes_next_day": _("A span cannot be longer than a day.")})


class ClinicOpening(Orderable):
    """One span of time in which the clinic is open on one day of the week; a day may have several."""

    clinic = ParentalKey(CLINIC, on_delete=models.CASCADE, related_name="openings")
    day = models.PositiveSmallIntegerField(_("day"), choices=choices.Day)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    closes_next_day = models.BooleanField(_("closes after midnight"), default=False)
    valid_from = models.DateField(_("from"), null=True, blank=True, help_text=_("Only for hours of a season."))
    valid_through = models.DateField(_("through"), null=True, blank=True)
    by_appointment = models.BooleanField(_("by appointment only"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes"), FieldPanel("closes_next_day")]),
        FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_through"), FieldPanel("by_appointment")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("opening")
        verbose_name_plural = _("openings")

    def __str__(self):
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"

    def clean(self):
        """Refuse spans that end before they begin."""
        super().clean()
        _check_span(self)
        if self.valid_from and self.valid_through and self.valid_through < self.valid_from:
            raise ValidationError({"valid_through": _("The last day is before the first.")})

    def holds_on(self, day):
        """Whether the span is one of a day's: season included, weekday not asked."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_through is None or day <= self.valid_through
        )

    @property
    def minutes(self):
        """The span as minutes of the week, from Monday's midnight: (start, end); the end may lie past Sunday."""
        start = (self.day - 1) * 1440 + self.opens.hour * 60 + self.opens.minute
        end = (self.day - 1) * 1440 + self.closes.hour * 60 + self.closes.minute
        return start, end + (1440 if self.closes_next_day else 0)

    def overlaps(self, other):
        """Whether two spans share a minute in some week, the week being a circle."""
        seasons = (
            self.valid_through is None or other.valid_from is None or other.valid_from <= self.valid_through
        ) and (other.valid_through is None or self.valid_from is None or self.valid_from <= other.valid_through)
        (start, end), (others_start, others_end) = self.minutes, other.minutes
        return seasons and any(
            start + shift < others_end and others_start < end + shift for shift in (-7 * 1440, 0, 7 * 1440)
        )


class ClinicClosure(Orderable):
    """Days on which the usual hours do not hold: closed, or open at other hours. One row for each span of such days."""

    clinic = ParentalKey(CLINIC, on_delete=models.CASCADE, related_name="closures")
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), help_text=_("The same as the first for a single day."))
    reason = models.CharField(
        _("reason"), max_length=120, blank=True, help_text=_("Readers see it: “Staff training”, “Christmas Eve”.")
    )
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Leave both times empty for closed."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    closes_next_day = models.BooleanField(_("closes after midnight"), default=False)
    by_appointment = models.BooleanField(_("by appointment only"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day"), FieldPanel("reason")]),
        FieldRowPanel(
            [FieldPanel("opens"), FieldPanel("closes"), FieldPanel("closes_next_day"), FieldPanel("by_appointment")]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exception from the opening hours")
        verbose_name_plural = _("exceptions from the opening hours")

    def __str__(self):
        return f"{self.first_day:%Y-%m-%d} – {self.last_day:%Y-%m-%d}"

    def clean(self):
        """Refuse days and hours that end before they begin, half of the hours, and exceptions longer than a year."""
        super().clean()
        if self.first_day and self.last_day:
            if self.last_day < self.first_day:
                raise ValidationError({"last_day": _("The last day is before the first.")})
            if (self.last_day - self.first_day).days > DAYS_OF_A_YEAR:
                raise ValidationError({"last_day": _("That is more than a year. Change the opening hours instead.")})
        if (self.opens is None) != (self.closes is None):
            missing = "closes" if self.closes is None else "opens"
            raise ValidationError({missing: _("Give both times, or neither for closed.")})
        if self.opens is not None:
            _check_span(self)

    @property
    def minutes(self):
        """The hours as minutes of the first day: (start, end); the end may lie past midnight."""
        start, end = (each.hour * 60 + each.minute for each in (self.opens, self.closes))
        return start, end + (1440 if self.closes_next_day else 0)

    def clashes(self, other):
        """Whether two exceptions with hours say different things of one day."""
        if None in (self.opens, other.opens) or self.last_day < other.first_day or other.last_day < self.first_day:
            return False
        (start, end), (others_start, others_end) = self.minutes, other.minutes
        return start < others_end and others_start < end


class ClinicTreatment(Orderable):
    """A treatment the clinic offers: what, by which route, where, and how it is watched."""

    clinic = ParentalKey(CLINIC, on_delete=models.CASCADE, related_name="treatments")
    treatment = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("treatment"))
    label = models.CharField(_("as the clinic calls it"), max_length=120, blank=True)
    route = models.CharField(_("route"), max_length=20, choices=choices.Route)
    setting = models.CharField(_("setting"), max_length=20, choices=choices.Setting)
    monitoring_minutes = models.PositiveSmallIntegerField(_("minutes of monitoring"), null=True, blank=True)
    monitoring = models.CharField(
        _("how patients are watched"), max_length=200, blank=True, help_text=_("Who is there, and what is measured.")
    )
    rems_certified = models.BooleanField(
        _("certified for Spravato (REMS)"), null=True, blank=True, help_text=_("Unknown where it does not apply.")
    )
    rems_checked_on = models.DateField(_("certification checked on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("treatment"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("route"), FieldPanel("setting")]),
        FieldRowPanel([FieldPanel("monitoring_minutes"), FieldPanel("monitoring")]),
        FieldRowPanel([FieldPanel("rems_certified"), FieldPanel("rems_checked_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")

    def __str__(self):
        return self.label or str(self.treatment)


class ClinicCondition(Orderable):
    """A condition the clinic treats."""

    clinic = ParentalKey(CLINIC, on_delete=models.CASCADE, related_name="condition_topics")
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("condition"))

    class Meta(Orderable.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self):
        return str(self.topic)


class ClinicPrice(Orderable):
    """A price with its day."""

    clinic = ParentalKey(CLINIC, on_delete=models.CASCADE, related_name="price_list")
    item = models.CharField(_("for"), max_length=150)
    amount_from = models.DecimalField(_("from"), max_digits=8, decimal_places=2)
    amount_to = models.DecimalField(_("to"), max_digits=8, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=choices.CURRENCIES, default="USD")
    unit = models.CharField(_("per"), max_length=60, blank=True, help_text=_("Such as “session”."))
    as_of = models.DateField(
        _("as of"),
        null=True,
        blank=True,
        help_text=_("Readers see a price for six months after this day, and never without one."),
    )

    panels = [
        FieldPanel("item"),
        FieldRowPanel([FieldPanel("amount_from"), FieldPanel("amount_to"), FieldPanel("currency")]),
        FieldRowPanel([FieldPanel("unit"), FieldPanel("as_of")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("price")
        verbose_name_plural = _("prices")

    def __str__(self):
        return f"{self.item}: {self.amount_text}"

    def clean(self):
        """Refuse ranges that end before they begin."""
        super().clean()
        if self.amount_from is not None and self.amount_to is not None and self.amount_to < self.amount_from:
            raise ValidationError({"amount_to": _("The upper amount is less than the lower.")})

    @property
    def amount_text(self):
        """The amount or range with its currency: "$450", "$400 to $600"."""
        amounts = [choices.money(self.amount_from, self.currency)]
        if self.amount_to and self.amount_to != self.amount_from:
            amounts.append(choices.money(self.amount_to, self.currency))
        return gettext(" to ").join(amounts)

    def is_known_on(self, day):
        """Whether the price is young enough to be shown."""
        return self.as_of is not None and day - self.as_of <= timedelta(days=SIX_MONTHS)


class ClinicLicence(Orderable):
    """A licence of the house or of a prescriber, and until when it holds."""

    clinic = ParentalKey(CLINIC, on_delete=models.CASCADE, related_name="licence_list")
    kind = models.CharField(_("kind"), max_length=20, choices=choices.LicenceKind)
    number = models.CharField(_("number"), max_length=60)
    authority = models.CharField(_("issued by"), max_length=200)
    region = models.CharField(_("state or region"), max_length=100, blank=True)
    valid_until = models.DateField(
        _("valid until"),
        db_index=True,
        help_text=_("The last valid day. On the day after, readers no longer see the clinic."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    evidence_url = models.URLField(_("entry in the register"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("authority"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("valid_until"), FieldPanel("checked_on")]),
        FieldPanel("evidence_url"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self):
        return f"{self.get_kind_display()} {self.number}"

    @property
    def is_expired(self):
        """Whether the last valid day has passed."""
        return self.valid_until < timezone.localdate()
