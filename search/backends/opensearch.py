"""`search.backends.opensearch`: Wagtail's search on an OpenSearch server, for publications that outgrow one database.

Finds what the backends of the databases find; needs the package opensearch-py (see `search.backends.choice`).
"""

from wagtail.search.backends import opensearch3 as stock

from search.backends.documents import ALL, INDEX_SETTINGS, FoldedMapping, query_for
from search.backends.queries import understood


class Mapping(FoldedMapping, stock.OpenSearch3Mapping):
    """Folded words, English stems."""


class Compiler(stock.OpenSearch3SearchQueryCompiler):
    """Searches all words of an object, or those of `fields`; boosted fields come first."""

    mapping_class = Mapping
    DEFAULT_OPERATOR = "and"

    def get_inner_query(self):
        """Return what is searched for, without the filters."""
        fields = [field.field_name for field in self.remapped_fields]
        boosted = [(field.field_name, field.boost) for field in self.remapped_fields if field.field_name != ALL]
        return query_for(understood(self.query), fields if self.fields else [ALL], boosted)


class AutocompleteCompiler(stock.OpenSearch3AutocompleteQueryCompiler):
    """Searches for words as they are typed, without stems."""

    mapping_class = Mapping
    DEFAULT_OPERATOR = "and"

    def get_inner_query(self):
        """Return what is searched for, without the filters."""
        return query_for(understood(self.query), self.remapped_fields or ["_edgengrams"])


class SearchBackend(stock.OpenSearch3SearchBackend):
    """The backend for WAGTAILSEARCH_BACKENDS."""

    mapping_class = Mapping
    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    settings = INDEX_SETTINGS
