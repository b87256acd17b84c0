"""The front page: the editors' picks, the latest, what there is by topic, and where clinics are found."""

from django.db import models
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.models import Orderable, Page

from blog.models import Article, ArticleIndex, ClinicIndex, ClinicSpotlight, PageTopic, Topic
from delivery.kept import recording
from home.structured import front_page
from pages.cards import cards_of
from pages.models import PublicationPage
from pages.publisher import publisher_of
from pages.querysets import published_pages

LATEST = 6
SPOTLIGHTS = 3
SECTIONS, IN_SECTION = 3, 3


class HomePage(PublicationPage):
    """The front page. The first pick leads; whatever is not picked follows by date."""

    template = "home/home_page.html"
    page_description = _("The front page. There is one of it.")
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "blog.ArticleIndex",
        "blog.ClinicIndex",
        "blog.SpotlightIndex",
        "blog.AuthorIndex",
        "blog.TopicIndex",
        "home.StandingPage",
    ]

    content_panels = [
        *PublicationPage.content_panels,
        MultipleChooserPanel(
            "picks",
            chooser_field_name="page",
            label=_("pick"),
            heading=_("Editors' picks"),
            help_text=_("The first one leads the front page."),
        ),
    ]

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def get_public_title(self, publisher):
        """The name of the publication: nobody is told of a page called “Home”."""
        return publisher.name or self.title

    def get_picks(self):
        """Return the picked pages that readers may see, in the editors' order."""
        keys = [pick.page_id for pick in self.picks.all()]
        recording.shows_rows(Page, keys)
        found = published_pages().in_bulk(keys) if keys else {}
        return [found[key] for key in keys if key in found]

    def get_context(self, request, *args, **kwargs):
        """Add the lead, the picks, the latest articles, sections by topic, spotlights, topics, and the directory.

        No page stands in two of them. Pictures, authors and records are loaded for all cards at once.
        """
        context = super().get_context(request, *args, **kwargs)
        for name in ("article", "clinicspotlight", "topic", "articleindex", "clinicindex"):
            recording.shows_list(name)
        picks = self.get_picks()
        chosen = [page.pk for page in picks]
        latest = list(
            Article.objects.published().exclude(pk__in=chosen).defer("body").newest_first()[: LATEST + (not picks)]
        )
        topics = list(self.get_topics())
        sections = self._sections(topics, [page.pk for page in (*picks, *latest)])
        spotlights = list(
            ClinicSpotlight.objects.published().exclude(pk__in=chosen).defer("body").newest_first()[:SPOTLIGHTS]
        )
        in_sections = [page for _topic, pages in sections for page in pages]
        made = cards_of([*picks, *latest, *in_sections, *spotlights])
        cards = {card.page.pk: card for card in made}
        front = [cards[page.pk] for page in (*picks, *latest)]
        picked = max(len(picks), 1)
        context["lead"] = front[0] if front else None
        context["picks"] = front[1:picked]
        context["latest"] = front[picked:]
        context["sections"] = [
            {"topic": topic, "cards": [cards[page.pk] for page in pages]} for topic, pages in sections
        ]
        context["spotlights"] = [cards[page.pk] for page in spotlights]
        context["topics"] = topics
        indexes = published_pages().child_of(self).type(ArticleIndex, ClinicIndex)
        by_type = {page.cached_content_type.model_class(): page for page in indexes}
        context["articles"], context["directory"] = by_type.get(ArticleIndex), by_type.get(ClinicIndex)
        return context

    def _sections(self, topics, shown):
        """Return [(topic, its newest articles)] of those topics that have most articles beside those `shown` already.

        A topic makes a section with two articles or more. An article that several topics share stands under one.
        """
        topic = {"partition_by": F("page_topics__topic")}
        articles = (
            Article.objects.published()
            .exclude(pk__in=shown)
            .filter(page_topics__topic__in=[topic.pk for topic in topics])
            .defer("body")
            .annotate(
                section=F("page_topics__topic"),
                total=Window(Count("pk"), **topic),
                place=Window(RowNumber(), order_by=[F("first_published_at").desc(), F("pk").desc()], **topic),
            )
            .filter(total__gte=2, place__lte=IN_SECTION * SECTIONS)
            .order_by("-total", "section", "place")[: IN_SECTION * SECTIONS * 2 * SECTIONS]
        )
        of_topic = {}
        for article in articles:
            of_topic.setdefault(article.section, []).append(article)
        by_key, sections, used = {topic.pk: topic for topic in topics}, [], set()
        for key, pages in sorted(of_topic.items(), key=lambda pair: (-pair[1][0].total, by_key[pair[0]].title)):
            free = [page for page in pages if page.pk not in used][:IN_SECTION]
            if len(free) > 1 and len(sections) < SECTIONS:
                used.update(page.pk for page in free)
                sections.append((by_key[key], free))
        return sections

    def get_search_document(self):
        """The front page is where a search starts, not what it finds."""
        return

    def get_structured_data(self, graph, context):
        """Describe the site, how it is searched, and who publishes it."""
        return front_page(graph, self)

    def get_topics(self):
        """Return the published topics that have at least one published page, by title."""
        used = PageTopic.objects.filter(page__in=published_pages().values("pk")).values("topic")
        return Topic.objects.published().filter(pk__in=used).defer("introduction").order_by("title")

    def get_feed(self, request):
        """The feed of the site."""
        publisher = publisher_of(request)
        return self.get_url(request) + "feed/", publisher.name or self.title


class HomePagePick(Orderable):
    """A page that the editors put on the front page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("page"))

    class Meta(Orderable.Meta):
        verbose_name = _("pick")
        verbose_name_plural = _("picks")

    def __str__(self):
        return str(self.page)
