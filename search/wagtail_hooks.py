"""What the search room adds to the admin."""

from django.urls import path

from wagtail import hooks

from search.synonym_admin.views import ExportView, ImportView
from search.synonym_admin.viewsets import SearchWordsGroup


@hooks.register("register_admin_viewset")
def search_words():
    """Offer synonyms and vocabulary to those who may see them."""
    return SearchWordsGroup()


@hooks.register("register_admin_urls")
def search_addresses():
    """Add the ways of synonyms out and in."""
    return [
        path("search/synonyms/export/", ExportView.as_view(), name="search_synonyms_export"),
        path("search/synonyms/import/", ImportView.as_view(), name="search_synonyms_import"),
    ]
