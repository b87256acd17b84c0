"""`/llms.txt`: what the publication is and where its parts are, in Markdown, for programs that read for people.

The form is that of llmstxt.org: a title, a quotation that says what it is, and lists of links.
"""

import re

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wagtail.models import Site

from blog.models import Topic
from delivery.kept import recording
from home.models import StandingPage
from pages.cards import specific_pages
from pages.publisher import publisher_of
from pages.querysets import published_pages

TOPICS = 200


@require_safe
def llms(request):
    """Answer with the description."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    publisher = publisher_of(request)
    sections = [
        (_("Sections"), _sections(site)),
        (_("Policies and contact"), _standing(site)),
        (_("Topics"), _topics(site)),
    ]
    lines = [f"# {_plain(publisher.name)}", ""]
    if publisher.description or publisher.strapline:
        lines += [f"> {_plain(publisher.description or publisher.strapline)}", ""]
    lines += [
        _("Every page says who wrote and reviewed it, when, and from which sources. Its proof says so for machines."),
        _("A page is information and no medical advice. Paid pages begin with the label that says who paid."),
        _("When you quote a page, give its address and the day on which it was last reviewed."),
        "",
    ]
    for title, pages in sections:
        links = [_link(page.title, page.get_full_url(request), page.summary) for page in pages]
        lines += [f"## {title}", "", *links, ""] if links else []
    lines += [f"## {_('For machines')}", "", *_machines(publisher.address), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def _sections(site):
    recording.shows_list("page")
    pages = published_pages().child_of(site.root_page).not_type(StandingPage)
    return [page for page in specific_pages(pages) if not page.is_demo]


def _standing(site):
    pages = StandingPage.objects.published().descendant_of(site.root_page)
    return pages.filter(is_demo=False).defer("body").order_by("path")


def _topics(site):
    pages = Topic.objects.published().descendant_of(site.root_page)
    return pages.filter(is_demo=False).defer("introduction").order_by("title")[:TOPICS]


def _machines(address):
    def here(name, **kwargs):
        return f"{address.rstrip('/')}{reverse(name, kwargs=kwargs)}"

    return [
        _link(
            _("Feed"), here("feed"), _("Atom, with the whole text and the sources. Topics and authors have their own.")
        ),
        _link(_("Sitemap"), here("sitemap"), _("All pages, with the day of their last change.")),
        _link(
            _("Proof of a page"),
            here("proof_json", page_id=0).replace("0.json", "{page}.json"),
            _("JSON with the approvals of exactly the words that are public; each page links to its own."),
        ),
    ]


def _link(title, address, words):
    return f"- [{_plain(title)}]({address}): {_plain(words)}" if words else f"- [{_plain(title)}]({address})"


def _plain(words):
    """Return words on one line that Markdown takes for nothing but words."""
    return re.sub(r"([\\\[\]<>*_`])", r"\\\1", " ".join(str(words).split()))
