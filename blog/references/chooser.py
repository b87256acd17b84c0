"""Choosing a reference: found by author, title, journal, year, DOI, PMID, PMCID, NCT number or key."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenView,
)

SEARCHED = ("authors_text", "title", "journal", "doi", "pmid", "pmcid", "nct", "key")
MOST_WORDS, LONGEST_WORD = 12, 100  # each word is looked for in every column; databases refuse thousands


class ReferenceFilterForm(BaseFilterForm):
    """One field for everything; each word must stand somewhere in the record."""

    q = forms.CharField(
        label=_("Search term"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Author, title, year, DOI, PMID or key")}),
    )

    def filter(self, objects):
        """Keep what has every word."""
        query = self.cleaned_data.get("q")
        if query:
            self.is_searching, self.search_query = True, query
        return search(objects, query)


def search(references, query):
    """Return the references in which each word of a query stands; of a very long query, each of the first twelve."""
    for word in [word[:LONGEST_WORD] for word in dict.fromkeys((query or "").split())][:MOST_WORDS]:
        wanted = Q()
        for name in SEARCHED:
            wanted |= Q(**{f"{name}__icontains": word})
        if word.isdecimal() and len(word) == 4:
            wanted |= Q(year=int(word))
        references = references.filter(wanted)
    return references


class _Choosing:
    """What the list and its first page have in common."""

    filter_form_class = ReferenceFilterForm

    def get_object_list(self):
        """Offer what has not been replaced by a corrected copy."""
        return super().get_object_list().filter(replaced_by=None)

    @property
    def columns(self):
        """Add what tells similar sources apart."""
        return [*super().columns, Column("journal", label=_("Journal")), Column("year", label=_("Year"))]


class ReferenceChooseView(_Choosing, ChooseView):
    """The dialog."""


class ReferenceChooseResultsView(_Choosing, ChooseResultsView):
    """The dialog's list."""


class ReferenceChosenView(SnippetChosenView):
    """The answer to the editor."""

    def get_chosen_response_data(self, item):
        """Add the words that stand for the citation in the editor."""
        return {**super().get_chosen_response_data(item), "label": item.label}


class ReferenceChooserViewSet(SnippetChooserViewSet):
    """For blocks and for citations."""

    choose_view_class = ReferenceChooseView
    choose_results_view_class = ReferenceChooseResultsView
    chosen_view_class = ReferenceChosenView
