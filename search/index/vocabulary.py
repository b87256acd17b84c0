"""The words of the index, for whoever keeps a vocabulary of the publication, such as the spelling correction."""

from collections import Counter

from places.folding import WORD
from search.models import Document

AT_ONCE = 500
_keepers = []


def keeps_words(function):
    """Register `function(counts)`, which takes an iterable of (word, number of public pages that have it).

    Words come as written, each form by itself. The function is a generator of how many it has read so far; it is run to
    its end by `manage.py update_index`, once all pages are indexed.
    """
    _keepers.append(function)
    return function


def keepers():
    """Return the registered functions."""
    return list(_keepers)


def counts():
    """Return [(word, number of public pages that have it)] of the whole index, the most frequent first."""
    counted = Counter()
    rows = Document.objects.values_list("title", "summary", "sections")
    for title, summary, sections in rows.iterator(chunk_size=AT_ONCE):
        words = {*WORD.findall(title), *WORD.findall(summary)}
        for section in sections:
            words.update(WORD.findall(section["heading"]), WORD.findall(section["text"]))
        counted.update(words)
    return counted.most_common()
