"""A publication's words, for tests that need no database."""

from types import SimpleNamespace

import pytest

from search.understanding import reading, spelling
from search.understanding.synonyms import Thesaurus
from search.understanding.vocabulary import Vocabulary
from tests.search.understanding.rows import house_rows

WORDS = {
    "ketamine": 40, "depression": 30, "side": 20, "effects": 20, "psilocybin": 8, "psychosis": 3, "city": 5, "take": 20,
    "talk": 4, "clinic": 9, "bladder": 6, "infusion": 9, "therapy": 12, "treatment": 20, "escitalopram": 1, "quillfeather": 2,
    "trial": 15, "trials": 9, "living": 3, "oklahoma": 2, "anxiety": 9, "pressure": 4, "blood": 6, "high": 9, "esketamine": 9,
}  # fmt: skip


@pytest.fixture
def publication(monkeypatch):
    """The house's synonyms and a small vocabulary, whatever the tables hold."""
    thesaurus = Thesaurus(house_rows())
    words = Vocabulary(WORDS, thesaurus.vocabulary, {"ketamine": "ketamine"})
    monkeypatch.setattr(reading, "thesaurus", lambda: thesaurus)
    for module in (reading, spelling):
        monkeypatch.setattr(module, "vocabulary", lambda: words)
    return SimpleNamespace(thesaurus=thesaurus, vocabulary=words)
