"""What pages with a body, authors and topics have in common."""

from django.apps import apps
from django.utils.functional import cached_property

from blog import bodies, crisis, search_texts, structured
from blog.bylines import published_authors, published_topics
from blog.citations import number
from blog.contents import contents_list
from blog.models.related import related_to
from delivery.kept import recording
from pages.cards import cards_of


class StoryMixin:
    """Authors, topics, contents list, references and related pages of a page with a `body`."""

    requires_medical_review = True
    social_type = "article"

    def review_topics(self):
        """A medical reviewer's scope must meet one of the page's topics."""
        return frozenset(link.topic_id for link in self.page_topics.all())

    def delivery_lists(self):
        """Add the topics and the authors; what stands next to it depends on them and on its kind."""
        lists = super().delivery_lists()
        topics = sorted(link.topic_id for link in self.page_topics.all())
        authors = sorted(byline.author_id for byline in self.page_authors.all())
        place = f"{self.first_published_at}|{getattr(self, 'kind', '')}|{topics}|{authors}"
        names = [self._meta.model_name, *(f"topic:{key}" for key in topics), *(f"author:{key}" for key in authors)]
        return lists | {recording.list_tag(name): place for name in names}

    @cached_property
    def authors(self):
        """The published profiles of the authors, in order."""
        return published_authors(self)

    @cached_property
    def topics(self):
        """The published topics, in order."""
        return published_topics(self)

    @property
    def related_types(self):
        """The types of page to read next, the own one first; advertising last, where there is nothing else."""
        names = ("blog.Article", "blog.Topic", "blog.ClinicSpotlight")
        others = (apps.get_model(name) for name in names)
        return [type(self), *(model for model in others if model is not type(self))]

    def get_related(self):
        """Return what to read next, see `related_to`: empty only where nothing else is published."""
        return related_to(self, self.topics, self.authors, self.related_types)

    def get_meta(self, request):
        """Add the authors and the topics."""
        return {
            **super().get_meta(request),
            "author_urls": [author.get_full_url(request) for author in self.authors],
            "section": self.topics[0].title if self.topics else "",
            "tags": [topic.title for topic in self.topics],
        }

    def get_search_document(self):
        """Add the text, the authors and the topics with their other names."""
        return search_texts.story(super().get_search_document(), self)

    def get_structured_data(self, graph, context):
        """Describe the story, its sources and who reviewed it."""
        return structured.story(graph, context, self, "Article")

    def get_context(self, request, *args, **kwargs):
        """Add contents, references and related pages."""
        context = super().get_context(request, *args, **kwargs)
        bodies.prepare(self.body)
        context["contents"] = contents_list(self.body)
        context["references"] = number(self.body)
        crisis.add_help(context, self, self.body)
        context["related"] = cards_of(self.get_related())
        return context
