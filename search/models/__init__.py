"""The tables of search."""

from search.models.counts import ResultClick, SearchCount
from search.models.document import Document, DocumentFacet, Facet, IndexRun
from search.models.promotion import Promotion
from search.models.suggestion import Suggestion
from search.models.synonym import Synonym
from search.models.version import DataVersion
from search.models.vocabulary import VocabularyWord

__all__ = [
    "DataVersion",
    "Document",
    "DocumentFacet",
    "Facet",
    "IndexRun",
    "Promotion",
    "ResultClick",
    "SearchCount",
    "Suggestion",
    "Synonym",
    "VocabularyWord",
]
