"""What is suggested while a reader types: names of topics, people and clinics first, then titles.

Each answer takes a fixed number of queries with a bound on their rows, however many pages there are.
"""

from dataclasses import dataclass

from django.db import connection

from pages.querysets import published_pages
from places import folding
from search.models.suggestion import LONGEST_KEY, Suggestion

SHORTEST = 2  # letters; one alone begins half of all words
MOST = 8
OF_A_GROUP = 30  # rows that are looked at of each group
MOST_WORDS_OF_A_TITLE = 12
NAMED_KINDS = ("topic", "author", "clinic")
FIELDS = ("label", "key", "group", "document__title", "document__commercial_label")
LAST = "\U0010ffff"  # sorts behind everything that a key can go on with


@dataclass(frozen=True)
class Suggested:
    """A page that a reader may mean. `label`: its name or title, or another name of it; `kind`: in words.

    `title`: what the page is called, where the label is another name; else "". `commercial_label`: who pays for it,
    where somebody does.
    """

    page: object
    label: str
    kind: str
    title: str = ""
    commercial_label: str = ""


def write(names):
    """Bring the suggestions of pages up to date. `names`: {key of the page: (kind, [title, other names …])}."""
    Suggestion.objects.filter(document__in=names).delete()
    Suggestion.objects.bulk_create(
        [row for key, (kind, labels) in names.items() for label in labels for row in _rows(key, kind, label)],
        batch_size=1000,
    )


def _rows(page, kind, label):
    words = [word.key for word in folding.words(label)][:MOST_WORDS_OF_A_TITLE]
    groups = Suggestion.Group
    for start in range(len(words)):
        key = " ".join(words[start:])[:LONGEST_KEY]
        group = groups.WITHIN if start else groups.NAME if kind in NAMED_KINDS else groups.TITLE
        yield Suggestion(document_id=page, label=label[:255], key=key, group=group)


def suggest(typed):
    """Return up to eight Suggested for the beginning of a query, the best first: at most five queries.

    A page stands once, under the label that fits best.
    """
    beginning = " ".join(word.key for word in folding.words(typed))[:LONGEST_KEY]
    if len(beginning) < SHORTEST:
        return []
    first = {}
    for row in _beginning_with(beginning):
        first.setdefault(row.document_id, row)
    public = {page.pk: page for page in published_pages().filter(pk__in=first)}
    rows = [row for key, row in first.items() if key in public][:MOST]
    return [_suggested(public[row.document_id], row) for row in rows]


def _suggested(page, row):
    kind = str(page.cached_content_type.model_class().kind_label)
    document = row.document
    title = document.title if row.label != document.title else ""
    return Suggested(page, row.label, kind, title, document.commercial_label)


def _beginning_with(beginning):
    """Yield a bounded number of suggestions whose key begins so, group after group, the shortest of each first."""
    if connection.vendor == "postgresql":
        matching = Suggestion.objects.filter(key__startswith=beginning)
    else:  # SQLite's LIKE knows no index
        matching = Suggestion.objects.filter(key__gte=beginning, key__lt=beginning + LAST)
    matching = matching.select_related("document").only(*FIELDS).order_by("key", "pk")
    found = 0
    for group in Suggestion.Group:
        if found < 2 * MOST:
            rows = matching.filter(group=group)[:OF_A_GROUP]
            found += len(rows)
            yield from sorted(rows, key=lambda row: _order(row, beginning))


def _order(row, beginning):
    """What is typed in full first, then titles before other names, then the shortest."""
    return row.key != beginning, row.label != row.document.title, len(row.key), row.label
