"""Refusals that no screen caught: said in words, in place of an error page."""

from urllib.parse import urlsplit

from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import permission_denied

from editorial.refusals import PublicationRefused
from editorial.views.refused import say


class RefusalMiddleware:
    """Turns a PublicationRefused into messages in the admin, into JSON for programs, into a 403 elsewhere."""

    def __init__(self, get_response):
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request):
        """Do nothing to requests that succeed."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Answer a refusal; leave every other exception alone."""
        if not isinstance(exception, PublicationRefused):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest" or not request.accepts("text/html"):
            reasons = [{"code": refusal.code, "message": str(refusal)} for refusal in exception.refusals]
            return JsonResponse({"success": False, "refusals": reasons, "detail": str(exception)}, status=403)
        home = reverse("wagtailadmin_home")
        if not request.path.startswith(home):
            return permission_denied(request, exception)
        say(request, exception)
        return redirect(_back(request) or home)


def _back(request):
    """Return the address of the admin page that the request came from, or an empty text."""
    before = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if safe and urlsplit(before).path.startswith(reverse("wagtailadmin_home")) else ""
