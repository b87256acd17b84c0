"""Redirects that lead to the last address at once.

Redirects that Wagtail makes when a page moves point to the page itself and never form a chain. Those that editors type
may: a to b, b to c. A reader, and a search engine, is sent from a to c.
"""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponseRedirect

from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

REDIRECTED = (301, 302)


class StraightRedirectMiddleware(RedirectMiddleware):
    """Wagtail's, without chains. A typed circle answers 404, as if it were not there."""

    def process_response(self, request, response):
        """Redirect where there was no page; follow what is redirected itself."""
        answer = super().process_response(request, response)
        if answer is response or answer.status_code not in REDIRECTED:
            return answer
        kind = type(answer)
        target, seen = answer["Location"], {Redirect.normalise_path(request.path)}
        while following := self._next(request, target):
            if Redirect.normalise_path(target) in seen:
                return response
            seen.add(Redirect.normalise_path(target))
            target = following.link
            if not following.is_permanent:
                kind = HttpResponseRedirect
        return kind(target)

    @staticmethod
    def _next(request, target):
        """Return the redirect of an address of this site that no page has, or None."""
        parts = urlsplit(target)
        if parts.netloc or not parts.path.startswith("/"):
            return None
        following = get_redirect(request, Redirect.normalise_path(target))
        if following is None or following.link is None or _is_page(request, parts.path):
            return None
        return following


def _is_page(request, path):
    """Tell whether a page answers at an address: it goes before a redirect from there."""
    site = Site.find_for_request(request)
    try:
        site.root_page.localized.specific.route(request, [part for part in path.split("/") if part])
    except Http404:
        return False
    return True
