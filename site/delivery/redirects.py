"""Redirects that lead to the last address at once.

Redirects that Wagtail makes when a page moves point to the page itself and never form a chain. Those that editors type
may: a to b, b to c. A reader, and a search engine, is sent from a to c.

When a page is renamed or moved, Wagtail redirects from the old addresses of the public pages below it. A page below it
that was taken down has an answer to give as well, so its old address leads there too.
"""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponseRedirect

from wagtail.contrib.redirects.middleware import RedirectMiddleware, get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

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


def after_new_slug(sender, instance, instance_before, **kwargs):
    """Redirect from where withdrawn pages below a renamed page were."""
    redirect_withdrawn(instance, instance_before.url_path)


def after_move(sender, instance, url_path_before, url_path_after, **kwargs):
    """Redirect from where withdrawn pages below a moved page were."""
    if url_path_before != url_path_after:
        redirect_withdrawn(instance, url_path_before)


def redirect_withdrawn(page, url_path_before):
    """Make redirects to the pages below `page` that were public once and are not now. Public ones are Wagtail's."""
    page = Page.objects.get(pk=page.pk)
    below = page.get_descendants().filter(live=False, first_published_at__isnull=False)
    moved = {each.pk: url_path_before + each.url_path.removeprefix(page.url_path) for each in below}
    if not moved:
        return
    redirects = []
    for site in Site.objects.select_related("root_page"):
        root = site.root_page.url_path
        if root == page.url_path or not page.url_path.startswith(root):
            continue
        for key, path in moved.items():
            if path.startswith(root):
                old_path = Redirect.normalise_path(f"/{path.removeprefix(root)}")
                redirects.append(
                    Redirect(old_path=old_path, site=site, redirect_page_id=key, automatically_created=True)
                )
    old_paths = [redirect.old_path for redirect in redirects]
    Redirect.objects.filter(automatically_created=True, old_path__in=old_paths).delete()
    Redirect.objects.bulk_create(redirects, ignore_conflicts=True)
