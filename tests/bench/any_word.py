"""What the readers' search is held against: BM25 over whole pages, any word will do, as a plain search engine has it.

S. Robertson and H. Zaragoza, "The probabilistic relevance framework: BM25 and beyond", Foundations and Trends in
Information Retrieval 3(4), 2009, with the usual k1 and b. It has the same stems, so that only what is understood of a
query, and the parts of a page, make the difference.
"""

from collections import Counter
from math import log

from search.index.words import stems
from search.models import Document

K1, B = 1.2, 0.75


class AnyWord:
    """All pages of the index as bags of stems."""

    def __init__(self):
        """Read the index."""
        rows = Document.objects.select_related("page")
        self.bags = {row.page.url.strip("/"): Counter(stems(_text(row))) for row in rows}
        self.lengths = {address: sum(bag.values()) for address, bag in self.bags.items()}
        self.usual = sum(self.lengths.values()) / max(len(self.lengths), 1)
        self.pages_with = Counter(stem for bag in self.bags.values() for stem in bag)

    def ask(self, query):
        """Return the addresses of the pages with any of the words, best first."""
        asked = dict.fromkeys(stems(query))
        scores = {address: self._score(asked, address) for address in self.bags}
        return [address for address, score in sorted(scores.items(), key=lambda each: -each[1]) if score > 0]

    def _score(self, asked, address):
        bag, length = self.bags[address], self.lengths[address] / self.usual
        return sum(
            self._rarity(stem) * bag[stem] * (K1 + 1) / (bag[stem] + K1 * (1 - B + B * length))
            for stem in asked
            if stem in bag
        )

    def _rarity(self, stem):
        having = self.pages_with[stem]
        return log(1 + (len(self.bags) - having + 0.5) / (having + 0.5))


def _text(row):
    parts = [f"{section['heading']} {section['text']}" for section in row.sections]
    return " ".join([row.title, row.summary, *parts])
