"""The words of the index as they are written, for the vocabulary that spelling is corrected to."""

from collections import Counter

from places.folding import WORD
from search.models import Document

AT_ONCE = 500


def counts():
    """Return [(word, number of public pages that have it)] of the whole index, the most frequent first."""
    counted = Counter()
    rows = Document.objects.values_list("title", "summary", "sections")
    for row in rows.iterator(chunk_size=AT_ONCE):
        counted.update(_words(*row))
    return counted.most_common()


def words_of(page_id):
    """Return the words of one page of the index as a set; empty where it is not there."""
    row = Document.objects.filter(pk=page_id).values_list("title", "summary", "sections").first()
    return _words(*row) if row else set()


def _words(title, summary, sections):
    words = {*WORD.findall(title), *WORD.findall(summary)}
    for section in sections:
        words.update(WORD.findall(section["heading"]), WORD.findall(section["text"]))
    return words
