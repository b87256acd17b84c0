"""The search page."""

from urllib.parse import urlencode

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from pages.cards import cards_of
from pages.pagination import page_numbers, page_of
from pages.querysets import published_pages
from search.query import clean

PER_PAGE = 10


def results(request):
    """Answer with the published pages of any type that hold the words of `?q=`, best first."""
    typed = request.GET.get("q", "")
    query = clean(typed)
    context = {
        "query": query,
        "meta": {
            "title": _("Search: %(query)s") % {"query": query} if query else _("Search"),
            "description": _("Search everything we have published about treatments, conditions, clinics and people."),
            "robots": "noindex",
        },
        "breadcrumbs": [{"title": _("Home"), "url": "/"}, {"title": _("Search"), "url": ""}],
        "notice": _("Please type at least one word.") if typed and not query else "",
    }
    if query:
        found = published_pages().search(query.replace('"', " "), operator="and")
        page = page_of(found, request.GET.get("page"), PER_PAGE)
        numbers = page_numbers(page)
        page.object_list = cards_of(page.object_list)
        context |= {
            "page_obj": page,
            "pages": numbers,
            "total": page.paginator.count,
            "query_string": f"{urlencode({'q': query})}&",
        }
    return TemplateResponse(request, "search/results.html", context)
