"""Finding the publication's own topics in a sentence, by their names and synonyms."""

import re
from functools import lru_cache


def names_in(text, document, kind):
    """Return the slugs of the topics of a kind ("treatments" or "conditions") that a text names, in its order."""
    vocabulary = (document.facts.get("vocabulary") or {}).get(kind) or ()
    pairs = tuple((name, each["slug"]) for each in vocabulary for name in each["names"])
    if not pairs:
        return []
    slugs = dict(pairs)
    found = (slugs[match.group().lower()] for match in _pattern(tuple(slugs)).finditer(text))
    return list(dict.fromkeys(found))


@lru_cache(maxsize=16)
def _pattern(names):
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)
