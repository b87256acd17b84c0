"""The box in which editors try a query and see step by step how it is answered."""

from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.query import LONGEST
from search.reports.access import OnlyReaders
from search.reports.explaining import explain


class ExplainView(OnlyReaders, WagtailAdminTemplateMixin, TemplateView):
    """Answers `?q=` for editors. What they try is not counted."""

    template_name = "search/admin/explain.html"
    page_title = gettext_lazy("Try a query")
    header_icon = "search"
    index_url = reverse_lazy("search_explain")

    def get_breadcrumbs_items(self):
        """Stand below nothing but the start."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        """Explain what was typed."""
        typed = self.request.GET.get("q", "")[: LONGEST * 2]
        context = super().get_context_data(**kwargs) | {"typed": typed}
        if typed.strip():
            context |= explain(typed, correct=self.request.GET.get("exact") != "1")
            context["part_names"] = part_names()
        return context


def part_names():
    """Return {name of a part of the score: what it says}."""
    return {
        "words": _("How often, and where, the words stand on the page"),
        "section": _("A part of the page that holds the words"),
        "near": _("The words stand near each other"),
        "title": _("The words stand in the title"),
        "named": _("The page is called what was asked for"),
        "factor": _("Kind of page, review, and how much of the query it covers: the rest is multiplied by it"),
    }
