"""The list below a search field: help in a crisis before anything else, then pages, then what was perhaps meant."""

from search import suggestions
from search.understanding import crisis
from search.understanding.reading import meant, understand

LONGEST = 100  # characters that are read; a longer query is not completed any more


def suggestions_for(typed):
    """Return the context of `search/suggestions.html`: `is_crisis`, `suggested`, `corrected` and their `count`."""
    typed = typed[:LONGEST]
    if crisis.recognise(typed):
        return {"is_crisis": True, "suggested": [], "corrected": "", "count": 1}
    suggested = suggestions.suggest(typed)
    corrected = ""
    if not suggested:
        corrected = _meant(typed)
        suggested = suggestions.suggest(corrected) if corrected else []
    count = len(suggested) + bool(corrected)
    return {"is_crisis": False, "suggested": suggested, "corrected": corrected, "count": count}


def _meant(typed):
    understood = understand(typed)
    return meant(understood) if understood.corrections else ""
