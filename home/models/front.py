"""The front page: the editors' picks and the latest."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from modelcluster.fields import ParentalKey
from wagtail.admin.panels import MultipleChooserPanel
from wagtail.models import Orderable, Page

from blog.models import Article, ClinicSpotlight, PageTopic, Topic
from home.structured import front_page
from pages.cards import cards_of
from pages.models import PublicationPage
from pages.querysets import PublicationQuerySet

LATEST = 6
SPOTLIGHTS = 3


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

    def get_picks(self):
        """Return the picked pages that readers may see, in the editors' order."""
        keys = [pick.page_id for pick in self.picks.all()]
        found = PublicationQuerySet(Page).published().in_bulk(keys) if keys else {}
        return [found[key] for key in keys if key in found]

    def get_context(self, request, *args, **kwargs):
        """Add the lead, the picks, the latest articles, clinic spotlights and the topics that have pages."""
        context = super().get_context(request, *args, **kwargs)
        picks = self.get_picks()
        latest = list(
            Article.objects.published()
            .exclude(pk__in=[page.pk for page in picks])
            .defer("body")
            .newest_first()[: LATEST + (not picks)]
        )
        spotlights = list(ClinicSpotlight.objects.published().defer("body").newest_first()[:SPOTLIGHTS])
        cards = cards_of([*picks, *latest, *spotlights])
        front, spots = cards[: len(cards) - len(spotlights)], cards[len(cards) - len(spotlights) :]
        picked = max(len(picks), 1)
        context["lead"] = front[0] if front else None
        context["picks"] = front[1:picked]
        context["latest"] = front[picked:]
        context["spotlights"] = spots
        context["topics"] = self.get_topics()
        return context

    def get_structured_data(self, graph, context):
        """Describe the site, how it is searched, and who publishes it."""
        return front_page(graph, self)

    def get_topics(self):
        """Return the published topics that have at least one published page, by title."""
        used = PageTopic.objects.filter(page__in=PublicationQuerySet(Page).published().values("pk")).values("topic")
        return Topic.objects.published().filter(pk__in=used).defer("introduction").order_by("title")

    def get_feed(self, request):
        """The feed of the site."""
        return self.get_url(request) + "feed/", self.title


class HomePagePick(Orderable):
    """A page that the editors put on the front page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="+", verbose_name=_("page"))

    class Meta(Orderable.Meta):
        verbose_name = _("pick")
        verbose_name_plural = _("picks")

    def __str__(self):
        return str(self.page)
