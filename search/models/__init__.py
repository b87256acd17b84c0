"""Models of the search room."""

from search.models.synonym import Synonym
from search.models.version import DataVersion
from search.models.vocabulary import VocabularyWord

__all__ = ["DataVersion", "Synonym", "VocabularyWord"]
