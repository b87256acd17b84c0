"""Clinic spotlights: the story of a clinic, and who paid for it. The facts are the clinic's own page."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)
from wagtail.search import index

from blog import clinic_choices as choices
from blog import clinic_structured
from blog.blocks import BODY_BLOCKS
from blog.models.clinic import Clinic
from blog.models.related import pins_panel
from blog.models.story import StoryMixin
from delivery.kept import recording
from pages.cards import prepares_cards
from pages.errors import PageMissing
from pages.models import BodyField, ListingMixin, PublicationPage
from pages.querysets import hides_from_readers

Status = choices.CommercialStatus


class ClinicSpotlight(StoryMixin, PublicationPage):
    """A story about a clinic, labelled for what it is."""

    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="spotlights", verbose_name=_("clinic"))
    commercial_status = models.CharField(
        _("who pays"),
        max_length=20,
        choices=Status,
        help_text=_("Readers see the label before the title. It is written by the platform."),
    )
    sponsor_name = models.CharField(_("paid by"), max_length=150, blank=True)
    sponsor_saw_text = models.BooleanField(
        _("who paid saw the text before publication"), default=False, help_text=_("Readers are told.")
    )
    contract_reference = models.CharField(
        _("contract"), max_length=120, blank=True, help_text=_("Between colleagues; readers never see it.")
    )
    paid_from = models.DateField(_("paid from"), null=True, blank=True)
    paid_until = models.DateField(
        _("paid until"), null=True, blank=True, help_text=_("The page is taken down the day after.")
    )
    body = BodyField(BODY_BLOCKS, verbose_name=_("story"), blank=True)

    # Set by the role “Commercial”, never shown, so no word of the page.
    fingerprint_exclude = ("contract_reference",)

    has_checked_facts = True
    kind_label = _("Clinic spotlight")
    search_kind = "spotlight"
    review_months = 3
    card_dated = True
    card_deferred = ("body",)
    sitemap_section = "spotlights"
    template = "blog/clinic_spotlight.html"
    page_description = _("A story about a clinic. The facts come from the clinic's own page.")

    parent_page_types = ["blog.SpotlightIndex"]
    subpage_types = []

    content_panels = [
        *PublicationPage.content_panels,
        PageChooserPanel("clinic", "blog.Clinic"),
        MultipleChooserPanel("page_authors", chooser_field_name="author", label=_("author"), heading=_("Authors")),
        MultipleChooserPanel("page_topics", chooser_field_name="topic", label=_("topic"), heading=_("Topics")),
        FieldPanel("body"),
        pins_panel(),
    ]
    money_panels = [
        MultiFieldPanel(
            [
                FieldPanel("commercial_status"),
                FieldPanel("sponsor_name"),
                FieldPanel("sponsor_saw_text"),
                FieldRowPanel([FieldPanel("paid_from"), FieldPanel("paid_until")]),
            ],
            _("Who pays"),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Story")),
            ObjectList(money_panels, heading=_("Who pays")),
            ObjectList(PublicationPage.promote_panels, heading=_("Promote")),
            ObjectList(PublicationPage.settings_panels, heading=_("Settings")),
        ]
    )
    search_fields = [
        *PublicationPage.search_fields,
        index.SearchField("body"),
        index.SearchField("clinic_words"),
    ]

    class Meta:
        verbose_name = _("clinic spotlight")
        verbose_name_plural = _("clinic spotlights")

    def clean(self):
        """Refuse a paid time that ends before it begins."""
        super().clean()
        if self.paid_from and self.paid_until and self.paid_until < self.paid_from:
            raise ValidationError({"paid_until": _("The last day is before the first.")})

    @property
    def known_clinic(self):
        """The clinic, or None for a draft that names none yet."""
        return self.clinic if self.clinic_id else None

    @property
    def clinic_words(self):
        """The clinic's name and place, by which searches find its story."""
        clinic = self.known_clinic
        return f"{clinic.title} {clinic.place}" if clinic else ""

    @property
    def has_commercial_relationship(self):
        """Whether somebody paid for the page, or pays us, or did: then a disclosure review is asked for."""
        return self.commercial_status != Status.EDITORIAL or bool(self.known_clinic and self.clinic.commercial_label)

    def review_parties(self):
        """The clinic, who pays, and who leads it: nobody with an interest in them may review."""
        own = frozenset({self.sponsor_name} - {""})
        return own | (self.clinic.review_parties() if self.known_clinic else frozenset())

    @property
    def commercial_label(self):
        """The label that readers see first, made from who pays; it cannot be typed. Empty where nobody does.

        A story that nobody paid for, about a clinic that pays us, carries the clinic's label.
        """
        clinic = self.known_clinic
        name = clinic.title if clinic else ""
        if self.commercial_status == Status.SPONSORED:
            return gettext("Advertisement, paid by %(sponsor)s") % {"sponsor": self.sponsor_name or name}
        if self.commercial_status == Status.AFFILIATE:
            return gettext("We may earn money from %(clinic)s") % {"clinic": name}
        return clinic.commercial_label if clinic else ""

    @property
    def disclosures(self):
        """What readers are told about money, as sentences; made here, never typed."""
        if not self.commercial_label:
            return []
        sponsor = self.sponsor_name or (self.clinic.title if self.known_clinic else "")
        said = {
            Status.SPONSORED: gettext("%(sponsor)s paid for this page.") % {"sponsor": sponsor},
            Status.AFFILIATE: gettext("We may earn money when you book with this clinic."),
        }.get(self.commercial_status, gettext("Nobody paid for this story. The clinic pays us, or paid us, elsewhere."))
        saw = (
            gettext("Who paid saw the text before publication, and could correct errors of fact only.")
            if self.sponsor_saw_text
            else gettext("Who paid did not see the text before publication.")
        )
        rest = [saw] if self.commercial_status == Status.SPONSORED or self.sponsor_saw_text else []
        return [said, *rest, gettext("Our staff wrote it and checked the facts. Money buys no say in our articles.")]

    @cached_property
    def shown_clinic(self):
        """The clinic if readers may see it today, else None."""
        return Clinic.objects.listed().filter(pk=self.clinic_id).first() if self.clinic_id else None

    def delivery_lists(self):
        """Add the clinic's stories."""
        lists = super().delivery_lists()
        place = lists[recording.list_tag(self._meta.model_name)]
        return lists | ({recording.list_tag("clinic", self.clinic_id): place} if self.clinic_id else {})

    def serve(self, request, *args, **kwargs):
        """Answer with the story; while its clinic is not listed, say so. See `Clinic.serve` for why it is a 404."""
        if not self.withdrawn_answer and (self.shown_clinic is None or self.is_paid_time_over):
            raise PageMissing(gettext("This clinic is not listed at present, so we do not show its story."))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        """Add the clinic for the box of facts; a preview shows it even where readers could not see it."""
        context = super().get_context(request, *args, **kwargs)
        context["clinic"] = self.shown_clinic or (self.known_clinic if getattr(request, "is_preview", False) else None)
        return context

    def get_search_document(self):
        """Add the clinic's name and place, and the last paid day."""
        document = super().get_search_document()
        if self.known_clinic:
            document.keywords += [self.clinic.title, self.clinic.place]
        document.fresh_until = self.paid_until
        return document

    def get_structured_data(self, graph, context):
        """Describe the story, who paid for it, and the clinic that it is about."""
        return clinic_structured.spotlight(graph, context, self)

    def card(self):
        """Add the commercial label, the place and the authors."""
        card = super().card()
        card.label, card.authors = self.commercial_label, self.card_authors
        card.place = self.clinic.place if self.known_clinic else ""
        return card

    @property
    def is_paid_time_over(self):
        """Whether the last paid day has passed."""
        return self.paid_until is not None and self.paid_until < timezone.localdate()


class SpotlightIndex(ListingMixin, PublicationPage):
    """All clinic spotlights, newest first."""

    has_medical_words = False
    template = "blog/spotlight_index.html"
    page_description = _("Lists all clinic spotlights. There is one of it.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.ClinicSpotlight"]

    class Meta:
        verbose_name = _("spotlight index")
        verbose_name_plural = _("spotlight indexes")

    def get_listed(self, request):
        """List the published spotlights below this page."""
        recording.shows_list("clinicspotlight")
        return ClinicSpotlight.objects.published().child_of(self).defer("body").newest_first()


@hides_from_readers(ClinicSpotlight)
def _without_clinic(private):
    """Stories of clinics that readers do not see today, and those whose paid time is over."""
    clinics = Clinic.objects.filter(live=True).exclude(private).in_order().values("pk")
    stories = ClinicSpotlight.objects.filter(live=True)
    over = stories.filter(paid_until__lt=timezone.localdate())
    return (stories.exclude(clinic__in=clinics) | over).values("pk")


@prepares_cards
def attach_clinics(pages):
    """Load the clinics of all spotlights of a listing at once."""
    spotlights = [page for page in pages if isinstance(page, ClinicSpotlight)]
    clinics = Clinic.objects.in_bulk({page.clinic_id for page in spotlights} - {None})
    for page in spotlights:
        if page.clinic_id in clinics:
            page.clinic = clinics[page.clinic_id]
