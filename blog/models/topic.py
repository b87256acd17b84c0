"""Topics: conditions, treatments and themes, each with a hub page that lists everything about it."""

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from blog import bodies, crisis, search_texts, structured, topic_hub
from blog.blocks import TOPIC_BLOCKS
from blog.citations import number
from blog.contents import contents_list
from blog.models.hub import HubMixin
from delivery.kept import recording
from pages.models import BodyField, PublicationPage
from pages.querysets import PublicationQuerySet, published_pages
from pages.structured import item_list, listed


class Topic(HubMixin, PublicationPage):
    """A hub page: what a condition, treatment or theme is, and everything published about it."""

    class Kind(models.TextChoices):
        """What sort of thing the topic is."""

        CONDITION = "condition", _("Condition")
        TREATMENT = "treatment", _("Treatment")
        THEME = "theme", _("Theme")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.THEME)
    synonyms = models.TextField(
        _("other names"), blank=True, help_text=_("One on each line. Readers see them, and searches find them.")
    )
    introduction = BodyField(TOPIC_BLOCKS, verbose_name=_("introduction"), blank=True)

    kind_label = _("Topic")
    search_kind = "topic"
    review_months = 24
    card_deferred = ("introduction",)
    sitemap_section = "topics"
    template = "blog/topic.html"
    page_description = _("A condition, a treatment or a theme, with everything published about it.")

    parent_page_types = ["blog.TopicIndex"]
    subpage_types = []

    content_panels = [
        *PublicationPage.content_panels,
        FieldPanel("kind"),
        FieldPanel("synonyms"),
        FieldPanel("introduction"),
    ]
    search_fields = [
        *PublicationPage.search_fields,
        index.SearchField("synonyms"),
        index.SearchField("introduction"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    @property
    def card_kind(self):
        """Condition, treatment or theme."""
        return self.get_kind_display()

    @property
    def synonyms_text(self):
        """The other names on one line, separated by commas."""
        return ", ".join(line.strip() for line in self.synonyms.splitlines() if line.strip())

    def get_pages(self):
        """Return the published pages of any type about this topic, newest first."""
        recording.shows_list("topic", self.pk)
        return published_pages().filter(page_topics__topic=self.pk).newest_first()

    def get_listed(self, request):
        """List everything about the topic; about a treatment nothing that is only an opinion or one person's story."""
        if self.kind != self.Kind.TREATMENT:
            return self.get_pages()
        views = apps.get_model("blog.Article").objects.filter(kind__in=topic_hub.NO_EVIDENCE)
        return self.get_pages().exclude(pk__in=views.values("pk"))

    def get_cards(self, page, active_filters):
        """Make no cards for the first page of the whole list: the hub stands there."""
        return [] if self._is_hub(page, active_filters) else super().get_cards(page, active_filters)

    def _is_hub(self, page, active_filters):
        return not active_filters and page.number == 1

    def get_context(self, request, *args, **kwargs):
        """Add the central texts and their references, and the hub's parts: on the first page of the whole list."""
        context = super().get_context(request, *args, **kwargs)
        context["is_hub"] = self._is_hub(context["page_obj"], context["active_filters"])
        blocks = topic_hub.central_blocks(self) if context["is_hub"] else []
        body = [*self.introduction, *blocks] if context["is_hub"] else []
        bodies.prepare(body)
        headings = contents_list(body)
        context["central"] = blocks
        context["references"] = number(body)
        context["hub"] = topic_hub.hub(self) if context["is_hub"] else {}
        context["contents"] = topic_hub.contents(headings, context["hub"], blocks) if context["is_hub"] else []
        crisis.add_help(context, self, self.introduction)
        return context

    def get_search_document(self):
        """Add the other names, the introduction, and the central texts that the hub shows."""
        return search_texts.hub(super().get_search_document(), self)

    def get_structured_data(self, graph, context):
        """Describe the list, what it is about, and the sources of its introduction."""
        more = {
            "about": structured.topic(graph, self),
            "mainEntity": self._hub_list(graph, context["hub"]) if context["is_hub"] else listed(graph, context),
            "citation": [structured.source(reference) for reference in context["references"]],
        }
        return [graph.page(self, "CollectionPage", **more)]

    def _hub_list(self, graph, hub):
        cards = [card for group in hub["groups"] for card in group["cards"]] + hub["spotlights"]
        return item_list((card.title, graph.address_of(card.page)) for card in cards)


class TopicIndex(PublicationPage):
    """All topics, by kind."""

    has_medical_words = False
    template = "blog/topic_index.html"
    page_description = _("Lists all topics. There is one of it.")
    max_count = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["blog.Topic"]

    class Meta:
        verbose_name = _("topic index")
        verbose_name_plural = _("topic indexes")

    def get_context(self, request, *args, **kwargs):
        """Add the topics in groups, each with the number of its published pages."""
        context = super().get_context(request, *args, **kwargs)
        for name in ("topic", "article", "clinicspotlight"):
            recording.shows_list(name)
        topics = list(Topic.objects.published().defer("introduction").order_by("title"))
        counts = dict(
            PublicationQuerySet(Page)
            .published()
            .filter(page_topics__topic__in=[topic.pk for topic in topics])
            .values_list("page_topics__topic")
            .annotate(models.Count("pk"))
        )
        for topic in topics:
            topic.page_count = counts.get(topic.pk, 0)
        labels = [
            (Topic.Kind.CONDITION, _("Conditions")),
            (Topic.Kind.TREATMENT, _("Treatments")),
            (Topic.Kind.THEME, _("Themes")),
        ]
        groups = [{"label": label, "topics": [t for t in topics if t.kind == kind]} for kind, label in labels]
        context["groups"] = [group for group in groups if group["topics"]]
        return context

    def get_structured_data(self, graph, context):
        """Describe the list of topics, in the order of the page."""
        topics = (topic for group in context["groups"] for topic in group["topics"])
        items = item_list((topic.title, graph.address_of(topic)) for topic in topics)
        return [graph.page(self, "CollectionPage", mainEntity=items)]
