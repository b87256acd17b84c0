"""Pages that list other pages."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from pages import meta, structured
from pages.cards import cards_of
from pages.facets import Facet, FacetSet, Option
from pages.pagination import PER_PAGE, page_numbers, page_of


def page_type_facet(*labels):
    """Return a facet that narrows pages of several types to one. `labels`: models such as "blog.Article"."""
    models = [apps.get_model(label) for label in labels]
    options = [Option(model._meta.model_name, str(model._meta.verbose_name_plural).capitalize()) for model in models]
    types = {model._meta.model_name: model for model in models}
    return Facet(
        "type",
        _("Type"),
        options,
        lambda pages, value: pages.filter(content_type=ContentType.objects.get_for_model(types[value])),
    )


class ListingMixin:
    """A page that lists other pages as cards, split into pages and narrowed by facets.

    Give `get_listed(request)` (a queryset of pages) and, if the list can be narrowed, `get_facets()`.
    """

    per_page = PER_PAGE
    kept_parameters = ("page",)

    def get_listed(self, request):
        """Return the queryset of listed pages, in order."""
        raise NotImplementedError

    def get_facets(self):
        """Return the list of facets; none by default."""
        return []

    def get_listing(self, request):
        """Return the context of the listing for one request."""
        facets = FacetSet(self.get_facets(), request)
        page = page_of(facets.narrow(self.get_listed(request)), request.GET.get("page"), self.per_page)
        numbers = page_numbers(page)
        context = facets.context()
        page.object_list = self.get_cards(page, context["active_filters"])
        return {**context, "page_obj": page, "pages": numbers}

    def get_cards(self, page, active_filters):
        """Return the cards of one page of the list. A type that shows something else there makes none."""
        return cards_of(page.object_list)

    def get_context(self, request, *args, **kwargs):
        """Add the listing. A narrowed list is not for search engines to keep; a further page of the whole list is."""
        context = super().get_context(request, *args, **kwargs)
        context |= self.get_listing(request)
        if context["active_filters"]:
            meta.narrowed(context["meta"])
        else:
            meta.further_page(context["meta"], context["page_obj"].number)
        return context

    def get_structured_data(self, graph, context):
        """Say that it is a list, and what stands on this page of it."""
        return [graph.page(self, "CollectionPage", mainEntity=structured.listed(graph, context))]
