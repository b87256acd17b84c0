"""Understanding a query: what was typed becomes a `search.understood.Understood`, step by step.

`understanding.crisis.recognise` is for whoever needs nothing else: suggestions, and the page that says “not found”.
"""
