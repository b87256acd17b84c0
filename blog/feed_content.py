"""The whole text of pages for feeds: what readers of the page see, in HTML that stands on its own.

A text is kept for some minutes and made anew as soon as anything is published or withdrawn, because every text may show
parts of other contents: the number of the ledger's last entry belongs to its name. So does the day, because the
calendar hides things at midnight, such as a clinic whose licence ran out.
"""

from django.core.cache import cache
from django.db.models import Max
from django.template.loader import render_to_string
from django.utils import timezone

from blog import bodies, crisis
from blog.citations import number
from blog.contents import contents_list
from blog.feed_html import standing_alone
from editorial.models import LedgerEntry

SECONDS = 300  # for what changes outside of the ledger, such as a retraction


def contents_of(pages, request):
    """Return {key of a page: HTML} of pages of their specific types."""
    last = LedgerEntry.objects.aggregate(last=Max("sequence"))["last"]
    names = {page.pk: f"feed-content:{request.get_host()}:{last}:{timezone.localdate()}:{page.pk}" for page in pages}
    kept = cache.get_many(names.values())
    missing = {names[page.pk]: content_of(page, request) for page in pages if names[page.pk] not in kept}
    cache.set_many(missing, SECONDS)
    kept |= missing
    return {key: kept[name] for key, name in names.items()}


def content_of(page, request):
    """Return the text of one page."""
    body = getattr(page, "body", None)
    context = {"page": page, "address": page.get_full_url(request)}
    if body is not None:
        bodies.prepare(body)
        contents_list(body)
        context["references"] = number(body)
        crisis.add_help(context, page, body)
    return standing_alone(render_to_string("blog/feed_entry.html", context, request), context["address"])
