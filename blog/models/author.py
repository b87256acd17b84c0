"""Author profiles: who writes and who reviews, with credentials and conflicts of interest."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog import crisis, search_texts, structured
from blog.models.hub import HubMixin
from delivery.kept import recording
from editorial.models import PublicationRecord
from pages import meta
from pages.cards import cards_of
from pages.models import PublicationPage
from pages.pagination import page_numbers, page_of
from pages.querysets import published_pages, without_demonstrations
from pages.structured import item_list

# Below the story: see `blog.bylines`, which loads profiles for many pages at once.


class AuthorProfile(HubMixin, PublicationPage):
    """A person who writes or reviews. Readers see who they are, what they may judge, and who pays them."""

    role_line = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("As readers see it: “Psychiatrist and medical reviewer”.")
    )
    biography = RichTextField(_("biography"), features=["bold", "italic", "link"], max_length=3000)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="author_profile",
        verbose_name=_("signs in as"),
        help_text=_("The person's own account, if there is one."),
    )
    is_medical_reviewer = models.BooleanField(_("reviews medically"), default=False)

    kind_label = _("Author")
    search_kind = "author"
    review_months = 12
    card_deferred = ("biography",)
    social_type = "profile"
    sitemap_section = "authors"
    kept_parameters = ("page", "reviewed")
    template = "blog/author_profile.html"
    page_description = _("A writer or medical reviewer, with credentials and conflicts of interest.")

    parent_page_types = ["blog.AuthorIndex"]
    subpage_types = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("role_line"),
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        FieldPanel("picture", heading=_("Portrait")),
        FieldPanel("biography"),
        InlinePanel("credentials", label=_("credential"), heading=_("Credentials")),
        MultipleChooserPanel("expertise_topics", chooser_field_name="topic", label=_("topic"), heading=_("Expertise")),
        InlinePanel("interests", label=_("statement"), heading=_("Conflicts of interest")),
        InlinePanel("links", label=_("link"), heading=_("Links")),
        MultiFieldPanel([FieldPanel("is_medical_reviewer"), FieldPanel("user")], _("Work for the publication")),
        MultipleChooserPanel(
            "scope_topics", chooser_field_name="topic", label=_("topic"), heading=_("May review medically")
        ),
    ]
    search_fields = [
        *PublicationPage.search_fields,
        index.SearchField("role_line"),
        index.SearchField("biography"),
        index.RelatedFields("credentials", [index.SearchField("degree")]),
    ]

    class Meta:
        verbose_name = _("author profile")
        verbose_name_plural = _("author profiles")

    @property
    def portrait(self):
        """The person's picture, or None."""
        return self.picture

    @cached_property
    def expertise(self):
        """The published topics the person knows about."""
        return _published_topics(self.expertise_topics)

    @property
    def review_scope(self):
        """The published topics the person may review."""
        return _published_topics(self.scope_topics)

    @property
    def conflicts_of_interest(self):
        """The dated statements, newest first."""
        return sorted(self.interests.all(), key=lambda interest: interest.declared_on, reverse=True)

    @property
    def credential_today(self):
        """The degrees that are valid today, with their authority, on one line."""
        valid = [credential for credential in self.credentials.all() if not credential.is_expired]
        return "; ".join(f"{c.degree}, {c.authority}" if c.authority else c.degree for c in valid)

    def get_context(self, request, *args, **kwargs):
        """Load what is shown in several places, and add urgent help where the biography speaks of a crisis."""
        if self.pk:
            models.prefetch_related_objects([self], "credentials", "interests", "links")
        context = super().get_context(request, *args, **kwargs)
        if context["reviewed"] and context["reviewed"].number > 1:
            meta.narrowed(context["meta"])
        crisis.add_help(context, self, self.biography)
        return context

    def get_search_document(self):
        """Add who the person is."""
        return search_texts.person(super().get_search_document(), self)

    def get_structured_data(self, graph, context):
        """Describe the person."""
        return structured.profile(graph, context, self)

    def get_pages(self):
        """Return the published pages this person wrote, newest first."""
        recording.shows_list("author", self.pk)
        return published_pages().filter(page_authors__author=self.pk).newest_first()

    def get_reviewed(self):
        """Return the published pages whose present words this person approved as medical reviewer, latest review first.

        From the publication records, which the approvals make; a page that may not say that it was reviewed (a
        demonstration, an emergency publication) is not among them.
        """
        if not self.user_id:
            return published_pages().none()
        recording.shows_list("page")
        approved = PublicationRecord.objects.reviewed_by(self.user_id)
        approved = approved.filter(last_reviewed__isnull=False, emergency_until=None)
        pages = without_demonstrations(published_pages().filter(publication_record__in=approved))
        return pages.order_by("-publication_record__last_reviewed", "-pk")

    def get_listing(self, request):
        """Add the reviewed pages, which are paged on their own: `?reviewed=2`."""
        listing = super().get_listing(request)
        listing["reviewed"] = reviewed = None
        if self.is_medical_reviewer:
            listing["reviewed"] = reviewed = page_of(self.get_reviewed(), request.GET.get("reviewed"), self.per_page)
            listing["reviewed_numbers"] = page_numbers(reviewed)
            reviewed.object_list = cards_of(reviewed.object_list)
            written = request.GET.get("page")
            listing["reviewed_query"] = listing["query_string"] + (
                f"page={listing['page_obj'].number}&" if written else ""
            )
            if reviewed.number > 1:
                listing["query_string"] += f"reviewed={reviewed.number}&"
        return listing


def _published_topics(links):
    keys = [link.topic_id for link in links.all()]
    model = AuthorExpertise.topic.field.related_model
    recording.shows_rows(model, keys)
    topics = model.objects.published().defer("introduction").in_bulk(keys) if keys else {}
    return [topics[key] for key in keys if key in topics]


class AuthorCredential(Orderable):
    """A degree or licence, who vouches for it, and until when."""

    profile = ParentalKey(AuthorProfile, on_delete=models.CASCADE, related_name="credentials")
    degree = models.CharField(_("degree or licence"), max_length=150)
    authority = models.CharField(_("issued by"), max_length=200, blank=True)
    licence_number = models.CharField(_("number"), max_length=60, blank=True)
    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True, help_text=_("Empty: does not expire."))

    panels = [
        FieldPanel("degree"),
        FieldPanel("authority"),
        FieldPanel("licence_number"),
        FieldPanel("verified_on"),
        FieldPanel("expires_on"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("credential")
        verbose_name_plural = _("credentials")

    def __str__(self):
        return self.degree

    @property
    def is_expired(self):
        """Whether the last valid day has passed."""
        return self.expires_on is not None and self.expires_on < timezone.localdate()

    def is_valid(self, on):
        """Whether the credential holds on a day: it was verified by then, and its last valid day has not passed."""
        verified = self.verified_on is not None and self.verified_on <= on
        return verified and (self.expires_on is None or self.expires_on >= on)


class AuthorExpertise(Orderable):
    """A topic that the person knows about."""

    profile = ParentalKey(AuthorProfile, on_delete=models.CASCADE, related_name="expertise_topics")
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        verbose_name = _("expertise")
        verbose_name_plural = _("expertise")

    def __str__(self):
        return str(self.topic)


class AuthorReviewScope(Orderable):
    """A topic that the person may review medically."""

    profile = ParentalKey(AuthorProfile, on_delete=models.CASCADE, related_name="scope_topics")
    topic = models.ForeignKey("blog.Topic", on_delete=models.PROTECT, related_name="+", verbose_name=_("topic"))

    class Meta(Orderable.Meta):
        verbose_name = _("review scope")
        verbose_name_plural = _("review scopes")

    def __str__(self):
        return str(self.topic)


class AuthorInterest(Orderable):
    """A statement on conflicts of interest, with its day. “None declared” is a statement too."""

    profile = ParentalKey(AuthorProfile, on_delete=models.CASCADE, related_name="interests")
    statement = models.CharField(_("statement"), max_length=300)
    party = models.CharField(
        _("organisation"),
        max_length=150,
        blank=True,
        help_text=_("The clinic or company, if it is one: the person may then not review pages about it."),
    )
    declared_on = models.DateField(_("declared on"), default=timezone.localdate)

    panels = [FieldPanel("statement"), FieldPanel("party"), FieldPanel("declared_on")]

    class Meta(Orderable.Meta):
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")

    def __str__(self):
        return self.statement


class AuthorLink(Orderable):
    """A link to the person elsewhere."""

    profile = ParentalKey(AuthorProfile, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=80)
    url = models.URLField(_("address"))

    panels = [FieldPanel("label"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.label


class AuthorIndex(PublicationPage):
    """All writers and reviewers."""

    has_medical_words = False
    template = "blog/author_index.html"
    page_description = _("Lists all writers and medical reviewers. There is one of it.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.AuthorProfile"]

    class Meta:
        verbose_name = _("author index")
        verbose_name_plural = _("author indexes")

    def get_context(self, request, *args, **kwargs):
        """Add the profiles in two groups."""
        context = super().get_context(request, *args, **kwargs)
        recording.shows_list("authorprofile")
        profiles = list(
            AuthorProfile.objects.published()
            .child_of(self)
            .defer("biography")
            .select_related("picture")
            .prefetch_related("picture__renditions", "credentials")
            .order_by("title")
        )
        context["reviewers"] = [profile for profile in profiles if profile.is_medical_reviewer]
        context["writers"] = [profile for profile in profiles if not profile.is_medical_reviewer]
        return context

    def get_structured_data(self, graph, context):
        """Describe the list of people, in the order of the page."""
        people = [(page.title, graph.address_of(page)) for page in [*context["writers"], *context["reviewers"]]]
        return [graph.page(self, "CollectionPage", mainEntity=item_list(people))]
