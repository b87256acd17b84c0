"""A publication's words, for tests that need no database."""

from types import SimpleNamespace

import pytest

from search.understanding import reading, spelling
from search.understanding.synonyms import Thesaurus
from search.understanding.vocabulary import Vocabulary
from tests.search.understanding.rows import house_rows

# {pages: words on so many}
COUNTS = {
    40: "ketamine depression",
    20: "side effects take treatment therapy trial",
    9: "clinic infusion trials anxiety high esketamine psilocybin",
    4: "talk bladder pressure blood city psychosis",
    2: "living oklahoma quillfeather escitalopram",
}
WORDS = {word: count for count, words in COUNTS.items() for word in words.split()}


@pytest.fixture
def publication(monkeypatch):
    """The house's synonyms and a small vocabulary, whatever the tables hold."""
    thesaurus = Thesaurus(house_rows())
    words = Vocabulary(WORDS, thesaurus.vocabulary, {"ketamine": "ketamine"})
    monkeypatch.setattr(reading, "thesaurus", lambda: thesaurus)
    for module in (reading, spelling):
        monkeypatch.setattr(module, "vocabulary", lambda: words)
    return SimpleNamespace(thesaurus=thesaurus, vocabulary=words)
