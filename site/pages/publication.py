"""The abstract page that every page type of a publication inherits."""

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import CommentPanel, FieldPanel, InlinePanel, MultiFieldPanel, PublishingPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from delivery.kept import recording
from editorial.gated import GatedPage
from pages import meta
from pages.cards import Card
from pages.querysets import PublicationManager
from pages.search_document import FacetValue, SearchDocument

SUMMARY_LENGTH = 220


class PublicationPage(GatedPage, Page):
    """A page of the publication: the fields readers see on every type, its panels, its card and its metadata.

    Classes below say what they are through these attributes:

    * `kind_label`: what a card calls the page; a model with a kind of its own overrides `card_kind`.
    * `review_months`: after how many months the words must be looked at again; None for never.
    * `card_dated`: whether its date helps to choose it in a list; it does for news, not for people and topics.
    * `card_deferred`: fields that a card does not need, left in the database by listings.
    * `commercial_label`: what readers are told first where somebody paid for the page; "" where nobody did.
    * `search_kind`: the kind of page by which searches are narrowed; types that readers take for one have the same.
    * `social_type`: what Open Graph calls it; a page of type “article” has dates and authors.
    * `sitemap_section`: the sitemap that it stands in.
    * `kept_parameters`: parameters of its address that it reads, and whose answers may be kept.
    """

    summary = models.CharField(
        _("summary"),
        max_length=SUMMARY_LENGTH,
        help_text=_("One or two sentences that say what the reader will learn. Shown in lists, feeds and searches."),
    )
    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("picture"),
    )
    social_title = models.CharField(
        _("title in social networks"),
        max_length=110,
        blank=True,
        help_text=_("Only if it should differ from the page's title."),
    )
    is_demo = models.BooleanField(
        _("demonstration content"),
        default=False,
        help_text=_("Marks the page as fictional: readers see a notice, search engines are asked to leave it out."),
    )

    objects = PublicationManager()

    kind_label = _("Page")
    card_dated = False
    card_deferred = ()
    commercial_label = ""
    search_kind = "page"
    social_type = "website"
    sitemap_section = "pages"
    kept_parameters = ()

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary", widget=AdminAutoHeightTextInput),
        FieldPanel("picture"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("social_title")], _("For social networks")),
    ]
    settings_panels = [
        PublishingPanel(),
        FieldPanel("is_demo"),
        InlinePanel(
            "corrections",
            label=_("correction"),
            heading=_("Corrections"),
            help_text=_("When public words were wrong, say so here in the same draft that puts them right."),
        ),
        CommentPanel(),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.FilterField("first_published_at"),
        index.FilterField("is_demo"),
    ]

    class Meta:
        abstract = True

    @property
    def record(self):
        """The publication record, or None for a page that was never published."""
        if not hasattr(self, "_record"):
            self._record = getattr(self, "publication_record", None)
        return self._record

    @property
    def review(self):
        """The record of the last medical review if there was one and the page may show it, else None."""
        return self.record if self.record and self.record.last_reviewed and not self.is_demo else None

    @property
    def review_overdue_since(self):
        """The day on which the review was due, if it has passed; None otherwise.

        Demonstration pages are never said to be reviewed, and emergency publications have a term of their own.
        """
        record = self.record if self.review_months and not self.is_demo else None
        return record.review_due if record and record.is_overdue and not record.emergency_until else None

    @property
    def is_long_overdue(self):
        """Whether the review is overdue for so long that search engines are asked to leave the page out."""
        since = self.review_overdue_since
        return since is not None and (timezone.localdate() - since).days > self.overdue_noindex_days

    @property
    def updated_on(self):
        """The day of the last publication if it differs from the first, else None."""
        if not self.first_published_at or not self.last_published_at:
            return None
        changed = self.last_published_at.date() > self.first_published_at.date()
        return self.last_published_at.date() if changed else None

    @property
    def card_kind(self):
        """What a card calls this page."""
        return self.kind_label

    def card(self):
        """Return what a listing shows of this page. Types add to it; none may query here (see `pages.cards`)."""
        return Card(
            page=self,
            title=self.title,
            summary=self.summary,
            kind=self.card_kind,
            picture=self.picture if self.picture_id else None,
            date=self.first_published_at if self.card_dated else None,
            reviewed_on=self.review.last_reviewed if self.review else None,
            is_demo=self.is_demo,
        )

    def get_search_document(self):
        """Return what the search may know of the page, None for one that is not to be found. Types add to it.

        Only what readers see today belongs in it. The page may ask the database: it does so once, when it is indexed.
        """
        return SearchDocument(
            kind=self.search_kind,
            title=self.title,
            summary=self.summary,
            facets={"kind": [FacetValue(self.search_kind, str(self.kind_label))]},
            commercial_label=str(self.commercial_label),
        )

    def get_public_title(self, publisher):
        """What machines are told that the page is called; `publisher`: the Publisher of the site."""
        return self.title

    def get_meta_title(self, publisher):
        """The title for the browser's tab and for search results."""
        return self.seo_title or self.get_public_title(publisher)

    def get_meta_description(self):
        """The sentence for search results: the editor's own, or the summary."""
        return meta.description_of(self)

    @property
    def robots(self):
        """What search engines are asked to do with the page: an empty text for nothing special."""
        return "noindex" if self.is_demo or self.is_long_overdue else ""

    def get_feed(self, request):
        """Return (address, title) of the feed that belongs to the page, or ("", "")."""
        return "", ""

    @cached_property
    def breadcrumb_pages(self):
        """The ancestors of the page from the front page down, without the tree's root."""
        return list(self.get_ancestors().filter(depth__gt=1).only("title", "url_path", "depth", "path"))

    def delivery_lists(self):
        """Return {tag of a list that the page stands in: what decides its place there}; types add to it.

        A list shows its members' rows too, so that what a member is called need not be among it, unless the list goes
        by title.
        """
        reviewed = self.record.last_reviewed if self.record else None
        return {
            recording.list_tag("page"): f"{self.first_published_at}|{reviewed}|{self.is_demo}",
            recording.list_tag(self._meta.model_name): f"{self.first_published_at}|{self.title}",
            recording.list_tag("changed"): str(self.last_published_at),
        }

    def get_context(self, request, *args, **kwargs):
        """Add breadcrumbs and metadata to the template's context."""
        context = super().get_context(request, *args, **kwargs)
        crumbs = [{"title": page.title, "url": page.get_url(request)} for page in self.breadcrumb_pages]
        context["breadcrumbs"] = [*crumbs, {"title": self.title, "url": ""}]
        context["meta"] = self.get_meta(request)
        return context

    def get_meta(self, request):
        """Return what stands in the head of the page for machines; see `pages.meta`."""
        return meta.page_meta(self, request)

    def get_structured_data(self, graph, context):
        """Return what the page says in JSON-LD: a list of nodes; see `pages.structured`."""
        return [graph.page(self, "WebPage")]
