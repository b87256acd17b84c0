"""Clinic spotlights: a clinic's facts in structured fields, and its story.

Longer than a sitting because the facts of a clinic are one model with five small tables; the values that fields may
take stand in `blog.clinic_choices`, the listing in `blog.models.clinic_index`.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.models import Orderable
from wagtail.search import index

from blog import clinic_choices as choices
from blog import clinic_structured
from blog.blocks import BODY_BLOCKS
from blog.bylines import topics_of
from blog.clinic_fields import ChoiceListField, phone_validator
from blog.models.story import StoryMixin
from blog.models.topic import Topic
from pages.models import BodyField, PublicationPage


class ClinicSpotlight(StoryMixin, PublicationPage):
    """A clinic: what it offers, where, for how much, who answers for it, and who paid for the page."""

    clinic_name = models.CharField(_("name of the clinic"), max_length=150)
    street = models.CharField(_("street"), max_length=200)
    city = models.CharField(_("town"), max_length=100)
    region = models.CharField(_("state or region"), max_length=100, blank=True, db_index=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=choices.COUNTRIES, default="US")
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north of the equator, such as 37.69."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east of Greenwich; west is negative, such as -97.33."),
    )
    phone = models.CharField(
        _("telephone"),
        max_length=16,
        blank=True,
        validators=[phone_validator],
        help_text=_("With country code: +13165550142."),
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=choices.time_zones, default="America/Chicago")
    telehealth = models.CharField(
        _("by video"), max_length=20, choices=choices.Telehealth, default=choices.Telehealth.NONE
    )
    accepting_new_patients = models.BooleanField(_("takes new patients"), null=True, blank=True)
    emergency_equipment = models.BooleanField(_("emergency equipment on site"), null=True, blank=True)
    insurance_plans = models.TextField(_("insurance accepted"), blank=True, help_text=_("One on each line."))
    insurance_as_of = models.DateField(_("insurance as of"), null=True, blank=True)
    accessibility = ChoiceListField(_("accessibility"), choices=choices.ACCESSIBILITY, blank=True)
    languages = ChoiceListField(_("languages"), choices=choices.LANGUAGES, blank=True)
    medical_director_name = models.CharField(_("medical director"), max_length=150, blank=True)
    medical_director_credential = models.CharField(_("credential of the medical director"), max_length=200, blank=True)
    commercial_relationship = models.CharField(
        _("commercial relationship"), max_length=20, choices=choices.CommercialRelationship
    )
    sponsor_name = models.CharField(_("paid by"), max_length=150, blank=True)
    disclosure = models.TextField(
        _("disclosure"), blank=True, help_text=_("What the clinic paid for, and whether it saw the text before.")
    )
    body = BodyField(BODY_BLOCKS, verbose_name=_("story"), blank=True)

    kind_label = _("Clinic spotlight")
    review_months = 3
    card_dated = True
    card_deferred = ("body",)
    sitemap_section = "clinics"
    template = "blog/clinic_spotlight.html"
    page_description = _("A clinic's checked facts and its story.")

    parent_page_types = ["blog.ClinicIndex"]
    subpage_types = []

    content_panels = [
        *PublicationPage.content_panels,
        MultipleChooserPanel("page_authors", chooser_field_name="author", label=_("author"), heading=_("Authors")),
        MultipleChooserPanel("page_topics", chooser_field_name="topic", label=_("topic"), heading=_("Topics")),
        FieldPanel("body"),
    ]
    facts_panels = [
        FieldPanel("clinic_name"),
        MultiFieldPanel(
            [
                FieldPanel("commercial_relationship"),
                FieldPanel("sponsor_name"),
                FieldPanel("disclosure"),
            ],
            _("Who pays"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldRowPanel([FieldPanel("region"), FieldPanel("country")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            _("Where"),
        ),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], _("Contact")),
        MultiFieldPanel([FieldPanel("time_zone"), InlinePanel("openings", label=_("opening"))], _("Opening hours")),
        InlinePanel("treatments", label=_("treatment"), heading=_("Treatments")),
        MultipleChooserPanel(
            "condition_topics", chooser_field_name="topic", label=_("condition"), heading=_("Conditions treated")
        ),
        MultiFieldPanel(
            [
                InlinePanel("price_list", label=_("price")),
                FieldPanel("insurance_plans"),
                FieldPanel("insurance_as_of"),
            ],
            _("Prices and insurance"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("telehealth"),
                FieldPanel("accepting_new_patients"),
                FieldPanel("emergency_equipment"),
                FieldPanel("accessibility"),
                FieldPanel("languages"),
            ],
            _("Care and access"),
        ),
        MultiFieldPanel(
            [FieldPanel("medical_director_name"), FieldPanel("medical_director_credential")], _("Who answers for it")
        ),
        InlinePanel("licence_list", label=_("licence"), heading=_("Licences")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Story")),
            ObjectList(facts_panels, heading=_("Facts")),
            ObjectList(PublicationPage.promote_panels, heading=_("Promote")),
            ObjectList(PublicationPage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *PublicationPage.search_fields,
        index.SearchField("clinic_name"),
        index.SearchField("city"),
        index.SearchField("region"),
        index.SearchField("body"),
        index.FilterField("region"),
    ]

    class Meta:
        verbose_name = _("clinic spotlight")
        verbose_name_plural = _("clinic spotlights")

    @property
    def has_commercial_relationship(self):
        """Whether somebody paid for the page, or might: then a disclosure review is asked for."""
        return self.commercial_relationship != choices.CommercialRelationship.NONE

    def review_parties(self):
        """The clinic, who pays, and who leads it: nobody with an interest in them may review."""
        return frozenset({self.clinic_name, self.sponsor_name, self.medical_director_name} - {""})

    @property
    def country_name(self):
        """The country in words."""
        return self.get_country_display()

    @property
    def region_name(self):
        """The state in words where it is given by its postal code: "KS" is "Kansas" to readers."""
        return choices.region_name(self.country, self.region)

    @property
    def phone_display(self):
        """The telephone number as it is written in its country, or an empty text."""
        return choices.phone_display(self.phone)

    @property
    def phone_href(self):
        """The telephone number as a link, or an empty text."""
        return f"tel:{self.phone}" if self.phone else ""

    @property
    def commercial_label(self):
        """The label that readers see first, made from the facts; it cannot be typed. Empty where nobody paid."""
        if self.commercial_relationship == choices.CommercialRelationship.SPONSORED:
            return gettext("Advertisement, paid by %(sponsor)s") % {"sponsor": self.sponsor_name or self.clinic_name}
        if self.commercial_relationship == choices.CommercialRelationship.AFFILIATE:
            return gettext("We may earn money from %(clinic)s") % {"clinic": self.clinic_name}
        return ""

    @property
    def insurance(self):
        """The accepted insurance plans as a list."""
        return [line.strip() for line in self.insurance_plans.splitlines() if line.strip()]

    @property
    def accessibility_labels(self):
        """The accessibility features in words."""
        return choices.labels(choices.ACCESSIBILITY, self.accessibility)

    @property
    def language_names(self):
        """The languages in words."""
        return choices.labels(choices.LANGUAGES, self.languages)

    @cached_property
    def opening_hours_table(self):
        """The week as seven rows: {day, spans: [{opens, closes, by_appointment}]}, Monday first."""
        spans = {}
        for opening in sorted(self.openings.all(), key=lambda opening: opening.opens):
            spans.setdefault(opening.day, []).append(opening)
        return [{"day": label, "spans": spans.get(day, [])} for day, label in choices.Day.choices]

    @cached_property
    def treatments_offered(self):
        """The treatments in order, each with its `topic`: None where readers may not see it, which leaves the label."""
        offers = list(self.treatments.all())
        topics = Topic.objects.published().defer("introduction").in_bulk([offer.treatment_id for offer in offers])
        for offer in offers:
            offer.topic = topics.get(offer.treatment_id)
        return [offer for offer in offers if offer.topic or offer.label]

    @cached_property
    def conditions(self):
        """The published topics of the conditions treated."""
        return topics_of(self.condition_topics.all())

    @property
    def prices(self):
        """The price list."""
        return self.price_list.all()

    @property
    def licences(self):
        """The licences."""
        return self.licence_list.all()

    def get_structured_data(self, graph, context):
        """Describe the spotlight and the clinic."""
        return clinic_structured.spotlight(graph, context, self)

    def card(self):
        """Add the commercial label, the place and the authors."""
        card = super().card()
        card.label = self.commercial_label
        card.place = ", ".join(part for part in (self.city, self.region_name) if part)
        card.authors = self.card_authors
        return card


class ClinicOpening(Orderable):
    """One span of time in which the clinic is open on one day of the week."""

    clinic = ParentalKey(ClinicSpotlight, on_delete=models.CASCADE, related_name="openings")
    day = models.PositiveSmallIntegerField(_("day"), choices=choices.Day)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    by_appointment = models.BooleanField(_("by appointment only"), default=False)

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("opens"), FieldPanel("closes")]),
        FieldPanel("by_appointment"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("opening")
        verbose_name_plural = _("openings")

    def __str__(self):
        return f"{self.get_day_display()} {self.opens:%H:%M}–{self.closes:%H:%M}"


class ClinicTreatment(Orderable):
    """A treatment the clinic offers: what, by which route, where, and how it is watched."""

    clinic = ParentalKey(ClinicSpotlight, on_delete=models.CASCADE, related_name="treatments")
    treatment = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("treatment"))
    label = models.CharField(_("as the clinic calls it"), max_length=120, blank=True)
    route = models.CharField(_("route"), max_length=20, choices=choices.Route)
    setting = models.CharField(_("setting"), max_length=20, choices=choices.Setting)
    monitoring_minutes = models.PositiveSmallIntegerField(_("minutes of monitoring"), null=True, blank=True)
    rems_certified = models.BooleanField(
        _("certified for Spravato (REMS)"), null=True, blank=True, help_text=_("Unknown where it does not apply.")
    )
    rems_checked_on = models.DateField(_("certification checked on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("treatment"), FieldPanel("label")]),
        FieldRowPanel([FieldPanel("route"), FieldPanel("setting"), FieldPanel("monitoring_minutes")]),
        FieldRowPanel([FieldPanel("rems_certified"), FieldPanel("rems_checked_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("treatment")
        verbose_name_plural = _("treatments")

    def __str__(self):
        return self.label or str(self.treatment)


class ClinicCondition(Orderable):
    """A condition the clinic treats."""

    clinic = ParentalKey(ClinicSpotlight, on_delete=models.CASCADE, related_name="condition_topics")
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("condition"))

    class Meta(Orderable.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def __str__(self):
        return str(self.topic)


class ClinicPrice(Orderable):
    """A price with its day."""

    clinic = ParentalKey(ClinicSpotlight, on_delete=models.CASCADE, related_name="price_list")
    item = models.CharField(_("for"), max_length=150)
    amount_from = models.DecimalField(_("from"), max_digits=8, decimal_places=2)
    amount_to = models.DecimalField(_("to"), max_digits=8, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=choices.CURRENCIES, default="USD")
    unit = models.CharField(_("per"), max_length=60, blank=True, help_text=_("Such as “session”."))
    as_of = models.DateField(_("as of"))

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

    @property
    def amount_text(self):
        """The amount or range with its currency: "$450", "$400 to $600"."""
        amounts = [choices.money(self.amount_from, self.currency)]
        if self.amount_to and self.amount_to != self.amount_from:
            amounts.append(choices.money(self.amount_to, self.currency))
        return gettext(" to ").join(amounts)


class ClinicLicence(Orderable):
    """A licence of the house or of a prescriber, and until when it holds."""

    clinic = ParentalKey(ClinicSpotlight, on_delete=models.CASCADE, related_name="licence_list")
    kind = models.CharField(_("kind"), max_length=20, choices=choices.LicenceKind)
    number = models.CharField(_("number"), max_length=60)
    authority = models.CharField(_("issued by"), max_length=200)
    region = models.CharField(_("state or region"), max_length=100, blank=True)
    valid_until = models.DateField(_("valid until"), db_index=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("number")]),
        FieldRowPanel([FieldPanel("authority"), FieldPanel("region")]),
        FieldRowPanel([FieldPanel("valid_until"), FieldPanel("checked_on")]),
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
