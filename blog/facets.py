"""The facets of the blog's listings."""

from django.utils.translation import gettext as _

from blog.models.topic import Topic
from delivery.kept import recording
from pages.facets import Facet, Option


def article_kind_facet(article):
    """Narrow articles by kind. `article`: the Article model."""
    options = [Option(value, str(label)) for value, label in article.Kind.choices]
    return Facet("kind", _("Kind"), options, lambda articles, kind: articles.filter(kind=kind))


def topic_facet(model):
    """Narrow pages by a topic that at least one published page of `model` has, named by the topic's slug."""
    recording.shows_list("topic")
    recording.shows_list(model._meta.model_name)
    used = Topic.objects.published().filter(tagged__page__in=model.objects.published().values("pk")).distinct()
    options = [Option(slug, title) for slug, title in used.order_by("title").values_list("slug", "title")]
    return Facet("topic", _("Topic"), options, lambda pages, slug: pages.filter(page_topics__topic__slug=slug))
