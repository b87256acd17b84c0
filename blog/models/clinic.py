"""Clinics: a set of checked facts, no story. Stories about them are spotlights (`blog.models.clinic_spotlight`).

Longer than a sitting because the facts of a clinic are one model; its tables stand in `blog.models.clinic_facts`, how
long a check holds in `blog.clinic_checks`, which clinics readers see in `blog.models.clinic_queryset`, the editor's
tabs in `blog.clinic_panels`.
"""

import json
from functools import partial
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.models import Page
from wagtail.search import index

from blog import clinic_choices as choices
from blog import clinic_search, clinic_structured, hours_in_words
from blog.bylines import topics_of
from blog.clinic_checks import CheckedGroups, Group, State, check_of, columns
from blog.clinic_fields import ChoiceListField, phone_validator
from blog.clinic_forms import ClinicForm
from blog.clinic_panels import clinic_tabs
from blog.clinic_permissions import ClinicPermissionTester
from blog.holidays_observed import holiday_name
from blog.models.clinic_proposal import ClinicProposal
from blog.models.clinic_queryset import ClinicManager
from blog.models.topic import Topic
from blog.opening_hours import Hours, local_day, no_holidays
from delivery.kept import recording
from pages.cards import cards_of
from pages.errors import PageMissing
from pages.models import PublicationPage
from pages.querysets import hides_from_readers

CONFIRMED_DAYS = 180
COORDINATE = {"max_digits": 8, "decimal_places": 5, "null": True, "blank": True}


class Clinic(CheckedGroups, PublicationPage):
    """A clinic: who answers for it, what it offers, where, for how much, and when somebody last looked.

    Its name is the page's title. The link to Wagtail's page has a name of its own, because stories have a `clinic`.
    """

    page_ptr = models.OneToOneField(
        Page, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_clinic"
    )
    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("One on each line. Texts that use one of them must point here.")
    )
    street = models.CharField(_("street"), max_length=200)
    city = models.CharField(_("town"), max_length=100)
    region = models.CharField(_("state or region"), max_length=100, blank=True, db_index=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=choices.COUNTRIES, default="US")
    latitude = models.DecimalField(
        _("latitude"),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees north of the equator, such as 37.69."),
        **COORDINATE,
    )
    longitude = models.DecimalField(
        _("longitude"),
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees east of Greenwich; west is negative, such as -97.33."),
        **COORDINATE,
    )
    geo_precision = models.CharField(
        _("how exact"), max_length=10, choices=choices.GeoPrecision, default=choices.GeoPrecision.TOWN
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
    medical_director_name = models.CharField(_("medical director"), max_length=150, blank=True)
    medical_director_credential = models.CharField(_("credential of the medical director"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40, choices=choices.time_zones, default="America/Chicago")
    closed_on_holidays = models.BooleanField(_("closed on public holidays"), null=True, blank=True)
    emergency_equipment = models.BooleanField(_("emergency equipment on site"), null=True, blank=True)
    exclusions = models.TextField(
        _("whom it does not treat"), blank=True, help_text=_("One reason on each line, in the clinic's own terms.")
    )
    insurance_plans = models.TextField(_("insurance accepted"), blank=True, help_text=_("One on each line."))
    insurance_as_of = models.DateField(_("insurance as of"), null=True, blank=True)
    telehealth = models.CharField(
        _("by video"), max_length=20, choices=choices.Telehealth, default=choices.Telehealth.NONE
    )
    states_served = models.TextField(
        _("states served by video"), blank=True, help_text=_("One on each line, by postal code: KS.")
    )
    accepting_new_patients = models.BooleanField(_("takes new patients"), null=True, blank=True)
    accessibility = ChoiceListField(_("accessibility"), choices=choices.ACCESSIBILITY, blank=True)
    languages = ChoiceListField(_("languages"), choices=choices.LANGUAGES, blank=True)
    commercial_relationship = models.CharField(
        _("commercial relationship"),
        max_length=20,
        choices=choices.CommercialRelationship,
        default=choices.CommercialRelationship.NONE,
    )
    confirmed_on = models.DateField(
        _("the clinic confirmed these facts on"),
        null=True,
        blank=True,
        help_text=_("Only when the clinic's named contact did. Readers see it for half a year."),
    )
    # The first day on which a check is stale or a licence runs out, kept for lists in the admin.
    next_check = models.DateField(_("next check due"), null=True, blank=True, editable=False, db_index=True)

    objects = ClinicManager()

    base_form_class = ClinicForm
    edit_handler = clinic_tabs(PublicationPage)
    has_checked_facts = True
    kind_label = _("Clinic")
    search_kind = "clinic"
    review_months = 3
    sitemap_section = "clinics"
    template = "blog/clinic.html"
    page_description = _("A clinic's checked facts. Its story, if there is one, is a clinic spotlight.")

    parent_page_types = ["blog.ClinicIndex"]
    subpage_types = []

    search_fields = [
        *PublicationPage.search_fields,
        index.SearchField("other_names"),
        index.SearchField("city"),
        index.SearchField("region"),
        index.SearchField("region_name"),
        index.FilterField("region"),
    ]

    class Meta:
        verbose_name = _("clinic")
        verbose_name_plural = _("clinics")

    # Who sees it, and who may change it

    @cached_property
    def is_in_order(self):
        """Whether readers may see it today: its licences are valid, and the address was checked not too long ago."""
        licences = self.licence_list.all()
        licensed = bool(licences) and not any(licence.is_expired for licence in licences)
        return licensed and self.check_of(Group.IDENTITY).is_shown

    def delivery_lists(self):
        """Add the topics that it offers or accepts; every fact may decide where a directory lists it."""
        topics = {offer.treatment_id for offer in self.treatments.all()}
        topics |= {link.topic_id for link in self.condition_topics.all()}
        names = [self._meta.model_name, *(f"topic:{key}" for key in topics)]
        return super().delivery_lists() | {recording.list_tag(name): str(self.last_published_at) for name in names}

    def serve(self, request, *args, **kwargs):
        """Answer with the page, or say that the clinic is not listed at present.

        404, not 410: a licence may be renewed tomorrow, and "gone for good" would make search engines forget the
        address. Not 503 either: nobody promises that it comes back.
        """
        if not self.withdrawn_answer and not self.is_in_order:
            raise PageMissing(
                gettext("This clinic is not listed at present: we could not confirm its licence in time.")
            )
        return super().serve(request, *args, **kwargs)

    def permissions_for_user(self, user):
        """Those who keep clinics' data change them."""
        return ClinicPermissionTester(user, self)

    def review_parties(self):
        """The clinic and who leads it: nobody with an interest in them may review."""
        return frozenset({self.title, self.legal_name, self.medical_director_name} - {""})

    def clean(self):
        """Refuse a second clinic of the same name in the same town, and spans that overlap."""
        super().clean()
        twins = Clinic.objects.filter(title__iexact=self.title, city__iexact=self.city).exclude(pk=self.pk)
        if self.title and self.city and twins.filter(alias_of=None).exists() and not self.alias_of_id:
            raise ValidationError({"title": _("There is a clinic of this name in this town already.")})
        spans = list(self.openings.all())
        for number, span in enumerate(spans):
            for other in spans[number + 1 :]:
                if None not in (span.day, span.opens, span.closes, other.day, other.opens, other.closes) and (
                    span.overlaps(other)
                ):
                    raise ValidationError(
                        gettext("Opening hours overlap: %(one)s and %(other)s.") % {"one": span, "other": other}
                    )
        closures = list(self.closures.all())
        for number, closure in enumerate(closures):
            for other in closures[number + 1 :]:
                if None not in (closure.first_day, closure.last_day, other.first_day, other.last_day) and (
                    closure.clashes(other)
                ):
                    raise ValidationError(
                        gettext("Two exceptions give overlapping hours for one day: %(one)s and %(other)s.")
                        % {"one": closure, "other": other}
                    )

    def save(self, *args, **kwargs):
        """Note when the next check is due, so that lists need not read the facts."""
        self.next_check = self.find_next_check()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "next_check"}
        return super().save(*args, **kwargs)

    # Checks

    def check_of(self, group, today=None):
        """Return the Check of one group of facts on a day (default: today)."""
        source, checked_on, checked_by = (getattr(self, name) for name in columns(group))
        valid_until = self.valid_until if group == Group.LICENCES else None
        return check_of(group, source, checked_on, checked_by, today or timezone.localdate(), valid_until)

    @cached_property
    def checks(self):
        """{group: Check} as of today."""
        return {group.value: self.check_of(group) for group in Group}

    @property
    def valid_until(self):
        """The last day on which all licences are valid, or None without licences."""
        days = [licence.valid_until for licence in self.licence_list.all() if licence.valid_until]
        return min(days, default=None)

    def find_next_check(self):
        """Return the first day on which a check is stale or a licence ran out; None where something has no check."""
        days = [self.check_of(group).expires_on for group in Group if self.has_facts(group)]
        return None if None in days else min(days)

    def has_facts(self, group):
        """Whether there is anything of a group to be checked; prices and insurance a clinic may leave out."""
        if group == Group.PRICES:
            return bool(self.price_list.all())
        return group != Group.INSURANCE or bool(self.insurance_plans)

    @property
    def is_verified(self):
        """Whether no check is stale today: what readers find under “verified”."""
        return all(self.check_of(group).state == State.CURRENT for group in Group if self.has_facts(group))

    @property
    def contact(self):
        """The claim of whoever speaks for the clinic, or None. For colleagues only."""
        return ClinicProposal.objects.contacts().filter(clinic_id=self.pk).first() if self.pk else None

    @property
    def confirmation_shown(self):
        """Whether readers are told that the clinic itself confirmed the facts: not when that is long ago."""
        return self.confirmed_on is not None and (timezone.localdate() - self.confirmed_on).days <= CONFIRMED_DAYS

    # Facts in words

    @property
    def commercial_label(self):
        """The label that readers see first; it is made by us and cannot be typed. Empty where nobody pays."""
        return choices.commercial_label(self.commercial_relationship)

    @property
    def is_named_by_service(self):
        """Whether readers are told of services only, not of medicines: the law of the clinic's country asks for it."""
        return self.country in choices.NO_MEDICINES_IN_PUBLIC

    @property
    def names(self):
        """The names under which texts may speak of it."""
        return [name for name in (self.title, self.legal_name, *lines(self.other_names)) if name]

    @property
    def country_name(self):
        """The country in words."""
        return self.get_country_display()

    @property
    def region_name(self):
        """The state in words where it is given by its postal code: "KS" is "Kansas" to readers."""
        return choices.region_name(self.country, self.region)

    @property
    def place(self):
        """Town and state in words."""
        return ", ".join(part for part in (self.city, self.region_name) if part)

    @property
    def phone_display(self):
        """The telephone number as it is written in its country, or an empty text."""
        return choices.phone_display(self.phone)

    @property
    def phone_href(self):
        """The telephone number as a link, or an empty text."""
        return f"tel:{self.phone}" if self.phone else ""

    @property
    def insurance(self):
        """The accepted insurance plans as a list."""
        return lines(self.insurance_plans)

    @property
    def exclusion_list(self):
        """Whom the clinic does not treat, as a list."""
        return lines(self.exclusions)

    @property
    def states_served_names(self):
        """The states served by video, in words."""
        return [choices.region_name(self.country, state) for state in lines(self.states_served)]

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
        """This week as seven rows: {day, number, is_today, spans: [ClinicOpening]}, Monday first.

        Spans of other seasons are left out. Today is the clinic's, by its own calendar.
        """
        today = local_day(self.hours, timezone.now())
        spans = {}
        for opening in sorted(self.openings.all(), key=lambda opening: opening.opens):
            if opening.holds_on(today):
                spans.setdefault(opening.day, []).append(opening)
        return [
            {"day": label, "number": day, "is_today": day == today.isoweekday(), "spans": spans.get(day, [])}
            for day, label in choices.Day.choices
        ]

    @cached_property
    def hours(self):
        """When it is open, as `blog.opening_hours` takes it."""
        return Hours(
            tuple(self.openings.all()),
            ZoneInfo(self.time_zone),
            self._holidays if self.closed_on_holidays else no_holidays,
            tuple(self.closures.all()),
        )

    @property
    def _holidays(self):
        return partial(holiday_name, self.country, self.region)

    @cached_property
    def open_state(self):
        """What holds now, as `hours_in_words.Statement`; None without hours, or where nobody checked them for long."""
        if not self.checks[Group.HOURS].is_shown:
            return None
        now = timezone.now()
        recording.shown_until(hours_in_words.changes_at(self.hours, now))
        return hours_in_words.statement(self.hours, now)

    @property
    def open_timeline(self):
        """What will hold from when, as JSON for the script of the page."""
        return json.dumps(
            hours_in_words.timeline(self.hours, timezone.now()), ensure_ascii=False, separators=(",", ":")
        )

    @cached_property
    def hours_notices(self):
        """The days to come on which the usual hours do not hold, as `hours_in_words.Notice`."""
        unknown = self._holidays if self.closed_on_holidays is None else no_holidays
        return hours_in_words.notices(self.hours, local_day(self.hours, timezone.now()), unknown)

    @cached_property
    def treatments_offered(self):
        """The treatments in order, each with its `topic`: None where readers may not see it, which leaves the label.

        Where medicines may not be advertised to the public there is no topic either: its title is a medicine's name.
        """
        offers = list(self.treatments.all())
        shown = [] if self.is_named_by_service else offers
        topics = Topic.objects.published().defer("introduction").in_bulk([offer.treatment_id for offer in shown])
        for offer in offers:
            offer.topic = topics.get(offer.treatment_id)
        return [offer for offer in offers if offer.topic or offer.label]

    @property
    def shows_certification(self):
        """Whether there is anything to say on certification for esketamine spray, whose name may be forbidden here."""
        return not self.is_named_by_service and any(
            offer.rems_certified is not None for offer in self.treatments_offered
        )

    @cached_property
    def conditions(self):
        """The published topics of the conditions treated."""
        return topics_of(self.condition_topics.all())

    @property
    def prices(self):
        """The prices that are young enough to be shown, if the group is."""
        if not self.checks[Group.PRICES].is_shown:
            return []
        today = timezone.localdate()
        return [price for price in self.price_list.all() if price.is_known_on(today)]

    @property
    def licences(self):
        """The licences that are valid today."""
        return [licence for licence in self.licence_list.all() if not licence.is_expired]

    def get_spotlights(self):
        """Return the published stories about the clinic, newest first."""
        recording.shows_list("clinic", self.pk)
        return self.spotlights.model.objects.published().filter(clinic=self.pk).defer("body").newest_first()

    def get_context(self, request, *args, **kwargs):
        """Add the cards of the stories about it."""
        context = super().get_context(request, *args, **kwargs)
        context["spotlights"] = cards_of(self.get_spotlights())
        return context

    def get_search_document(self):
        """Add the facts that readers see today."""
        return clinic_search.facts(super().get_search_document(), self)

    def get_structured_data(self, graph, context):
        """Describe the page and the clinic."""
        return clinic_structured.facts(graph, self)

    def card(self):
        """Add the commercial label and the place."""
        card = super().card()
        card.label, card.place = self.commercial_label, self.place
        return card


def lines(text):
    """Return the lines of a text that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


@hides_from_readers(Clinic)
def _unlisted(private):
    """Clinics that are public but not in order today."""
    in_order = Clinic.objects.get_queryset().in_order()
    return Clinic.objects.filter(live=True).exclude(pk__in=in_order.values("pk")).values("pk")
