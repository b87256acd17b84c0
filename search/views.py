"""The search page, what is suggested while a reader types, and the count of opened results."""

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from editorial.feedback.protection import comes_from_us, posted
from search import counting, suggesting
from search.results import Asked, results_of

NEVER_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@require_safe
def results(request):
    """Answer with the published pages of any type that answer `?q=`, best first, and what was understood of it."""
    asked = Asked.read(request.GET)
    was_typed = bool(asked.typed)
    understood, found, context = results_of(asked, request)
    query = context["query"]
    context |= {
        "meta": {
            "title": _("Search: %(query)s") % {"query": query} if query else _("Search"),
            "description": _("Search everything we have published about treatments, conditions, clinics and people."),
            "robots": "noindex",
        },
        "breadcrumbs": [{"title": _("Home"), "url": "/"}, {"title": _("Search"), "url": ""}],
        "notice": _("Please type at least one word.") if was_typed and not query else "",
    }
    if query and asked.is_first_look and counting.is_countable(request):
        counting.count_search(understood, found.total)
    if query and found.hits:
        context["clicks_token"] = counting.token_of(understood, found.hits)
    return TemplateResponse(request, "search/results.html", context)


@require_safe
def suggestions(request):
    """Answer with what the beginning of a query in `?q=` may become: {"html": options of a list, "count": number}.

    Words that speak of a crisis are answered with help and nothing else.
    """
    context = suggesting.suggestions_for(request.GET.get("q", ""))
    html = render_to_string("search/suggestions.html", context, request) if context["count"] else ""
    return JsonResponse(
        {"html": html, "count": context["count"], "is_crisis": context["is_crisis"]}, headers=NEVER_KEPT
    )


@csrf_exempt  # there is no session that a forged request could use; the token says what may be counted
@require_POST
def opened(request):
    """Count that a result was opened: `token` of the results and the key of the `page`."""
    data = posted(request)
    if data is not None and comes_from_us(request):
        number = data.get("page", "")
        if number.isascii() and number.isdigit() and len(number) < 12:
            counting.count_click(data.get("token", "")[:4000], int(number))
    return HttpResponse(status=204, headers=NEVER_KEPT)
