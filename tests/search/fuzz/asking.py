"""Where people type what they look for, and how a string gets there as a browser or a rude program would send it."""

import json
from time import perf_counter
from urllib.parse import quote

from django.urls import reverse

PUBLIC = ("/search/?q={}", "/search/?q=ketamine+{}&exact=1", "/search/suggestions/?q={}")
ADMIN = (
    ("wagtailadmin_pages:search", "q"),
    ("wagtailadmin_pages:search_results", "q"),
    ("wagtailadmin_choose_page_search", "q"),
    ("wagtailimages:index_results", "q"),
    ("wagtailimages_chooser:choose_results", "q"),
    ("wagtaildocs_chooser:choose_results", "q"),
    ("wagtailsnippets_blog_reference:list_results", "q"),
    ("wagtailsnippetchoosers_blog_reference:choose_results", "q"),
    ("wagtailsnippetchoosers_blog_regulatorystatus:choose_results", "q"),
    ("articles:index_results", "q"),
    ("wagtailredirects:index_results", "q"),
    ("wagtailadmin_api:pages:listing", "search"),
    ("search_explain", "q"),
    ("search_searched_results", "words"),
    ("search_synonyms:index_results", "q"),
    ("search_promotions:index_results", "q"),
)
RAW = ("<b class=fuzz", "<script>fuzz", '" onfocus=fuzz', "<img src=x onerror=fuzz")


def addresses():
    """Return the addresses of public search, admin search and choosers, with {} for what is typed."""
    return [*PUBLIC, *(f"{reverse(name)}?{parameter}={{}}" for name, parameter in ADMIN)]


def asked(client, address, typed):
    """Send a string to an address; return the answer and the seconds it took."""
    url = address.format(quote(typed, safe="", errors="surrogatepass"))
    started = perf_counter()
    answer = client.get(url)
    return answer, perf_counter() - started


def injected(answer):
    """Return the HTML of ours that came back as it was sent, or None. Modal windows send theirs within JSON."""
    text = answer.text
    if answer.headers["Content-Type"].startswith("application/json"):
        content = json.loads(text)
        text = content.get("html", "") if isinstance(content, dict) else ""
    return next((raw for raw in RAW if raw in text), None)
