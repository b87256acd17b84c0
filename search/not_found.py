"""The page for addresses that lead nowhere: an address may be a search, and may be one by somebody in danger."""

import re
from urllib.parse import unquote

from pages import views
from search.understanding import crisis
from search.understood import Understood


def page_not_found(request, exception):
    """Answer 404 as `pages.views.page_not_found` does; help comes first where the address speaks of a crisis."""
    words = re.sub(r"[\W_]+", " ", unquote(request.path)).strip()
    recognised = crisis.recognise(words)
    understood = Understood(words, words, crisis=recognised) if recognised else None
    return views.page_not_found(request, exception, understood=understood)
