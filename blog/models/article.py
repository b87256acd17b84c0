"""Articles and their listing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.search import index

from blog import structured
from blog.blocks import BODY_BLOCKS
from blog.contents import reading_time, word_count
from blog.facets import article_kind_facet, topic_facet
from blog.feeds import page_feed
from blog.models.related import pins_panel
from blog.models.story import StoryMixin
from delivery.kept import recording
from pages.models import BodyField, ListingMixin, PublicationPage
from pages.search_document import FacetValue


class Article(StoryMixin, PublicationPage):
    """A piece of writing on the subject of the publication."""

    class Kind(models.TextChoices):
        """What a reader may expect of the piece; opinion and personal story are labelled and are not evidence."""

        EXPLAINER = "explainer", _("Explainer")
        EVIDENCE_REVIEW = "evidence_review", _("Evidence review")
        NEWS = "news", _("News")
        GUIDE = "guide", _("Guide")
        OPINION = "opinion", _("Opinion")
        PERSONAL_STORY = "personal_story", _("Personal story")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.EXPLAINER, db_index=True)
    body = BodyField(BODY_BLOCKS, verbose_name=_("body"))
    words = models.PositiveIntegerField(default=0, editable=False)

    kind_label = _("Article")
    search_kind = "article"
    review_months = 12
    card_dated = True
    card_deferred = ("body",)
    sitemap_section = "articles"
    template = "blog/article.html"
    page_description = _("An explainer, evidence review, guide, news item, opinion or personal story.")

    parent_page_types = ["blog.ArticleIndex"]
    subpage_types = []

    content_panels = [
        *PublicationPage.content_panels,
        FieldPanel("kind"),
        MultipleChooserPanel("page_authors", chooser_field_name="author", label=_("author"), heading=_("Authors")),
        MultipleChooserPanel("page_topics", chooser_field_name="topic", label=_("topic"), heading=_("Topics")),
        FieldPanel("body"),
        pins_panel(),
    ]
    search_fields = [*PublicationPage.search_fields, index.SearchField("body"), index.FilterField("kind")]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @property
    def card_kind(self):
        """The article's kind."""
        return self.get_kind_display()

    @property
    def reading_time(self):
        """Minutes to read the article."""
        return reading_time(self.words or word_count(self.body))

    def card(self):
        """Add the authors and the reading time."""
        card = super().card()
        card.authors = self.card_authors
        card.reading_time = reading_time(self.words)
        return card

    def get_search_document(self):
        """Say what sort of article it is."""
        document = super().get_search_document()
        document.genre = self.kind
        document.facets["article"] = [FacetValue(self.kind, self.get_kind_display())]
        return document

    def get_structured_data(self, graph, context):
        """Describe the article; news says so."""
        kind = "NewsArticle" if self.kind == self.Kind.NEWS else "Article"
        return structured.story(graph, context, self, kind, timeRequired=f"PT{self.reading_time}M")

    def save(self, *args, **kwargs):
        """Count the words whenever the body is saved, so that listings need not read bodies."""
        fields = kwargs.get("update_fields")
        if "body" not in self.get_deferred_fields() and (fields is None or "body" in fields):
            self.words = word_count(self.body)
            if fields is not None:
                kwargs["update_fields"] = {*fields, "words"}
        return super().save(*args, **kwargs)


class ArticleIndex(RoutablePageMixin, ListingMixin, PublicationPage):
    """All articles, newest first, narrowed by kind and topic."""

    has_medical_words = False
    template = "blog/article_index.html"
    page_description = _("Lists all articles. There is one of it.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.Article"]

    class Meta:
        verbose_name = _("article index")
        verbose_name_plural = _("article indexes")

    def get_listed(self, request):
        """List the published articles below this page."""
        recording.shows_list("article")
        return Article.objects.published().child_of(self).defer("body").newest_first()

    def get_facets(self):
        """Narrow by kind and by topic."""
        return [article_kind_facet(Article), topic_facet(Article)]

    def get_route_paths(self):
        """Say that the feed has an address too: it is redirected with the page when that moves."""
        return [*super().get_route_paths(), "/feed/"]

    def get_feed(self, request):
        """The feed of all articles."""
        return self.get_url(request) + self.reverse_subpage("feed"), self.title

    @path("feed/", name="feed")
    def feed(self, request):
        """Answer with the Atom feed of articles."""
        return page_feed(request, self, self.get_listed(request))
