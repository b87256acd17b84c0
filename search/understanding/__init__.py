"""Understanding a query: what was typed becomes a `search.understood.Understood`, step by step.

`understand` does all of it. `understanding.crisis.recognise` is for whoever needs nothing else: suggestions, and the
page that says “not found”. See docs/search.md.
"""
