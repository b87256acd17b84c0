"""The whole text of pages for feeds: what readers of the page see, in HTML that stands on its own."""

from functools import partial

from django.template.loader import render_to_string

from blog import bodies, crisis
from blog.citations import number
from blog.contents import contents_list
from blog.feed_html import standing_alone
from delivery.kept.parts import part


def contents_of(pages, request):
    """Return {key of a page: HTML} of pages of their specific types."""
    host = request.get_host()
    return {page.pk: part(f"feed:{host}:{page.pk}", partial(content_of, page, request)) for page in pages}


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
