"""What the search room adds to the admin."""

from django.urls import path

from wagtail import hooks

from search.reports.explain_view import ExplainView
from search.reports.menu import SearchGroup
from search.reports.views import OpenedReport, SearchedReport
from search.synonym_admin.views import ExportView, ImportView


@hooks.register("register_admin_viewset")
def search_group():
    """Offer promotions, synonyms and vocabulary to those who may see them, beside the reports."""
    return SearchGroup()


@hooks.register("register_admin_urls")
def search_addresses():
    """Add the reports, the box to try a query in, and the ways of synonyms out and in."""
    addresses = [
        path("search/try/", ExplainView.as_view(), name="search_explain"),
        path("search/synonyms/export/", ExportView.as_view(), name="search_synonyms_export"),
        path("search/synonyms/import/", ImportView.as_view(), name="search_synonyms_import"),
    ]
    for where, view in (("searched", SearchedReport), ("opened", OpenedReport)):
        addresses += [
            path(f"search/{where}/", view.as_view(), name=view.index_url_name),
            path(f"search/{where}/results/", view.as_view(results_only=True), name=view.index_results_url_name),
        ]
    return addresses
