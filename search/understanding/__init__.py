"""Understanding a query: what was typed becomes a `search.understood.Understood`, step by step.

`understand` does all of it; `meant` words it as it was taken. `understanding.crisis.recognise` is for whoever needs
nothing else: suggestions, and the page that says “not found”. See docs/search.md.
"""

from search.understanding.reading import meant, understand

__all__ = ["meant", "understand"]
