"""What readers get when the database does not answer: a designed page that says so, not an error."""

import logging

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 60


class ServiceUnavailableMiddleware:
    """Answers 503 with a time to try again when a request fails because the database is out of reach or locked."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Turn a database that is out of reach into the 503 page; leave every other exception alone."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("Database out of reach while answering %s: %s", request.path, exception)
        return service_unavailable()


def service_unavailable():
    """Return the 503 page. It needs no database, and caches may not keep it."""
    return HttpResponse(
        render_to_string("503.html"),
        status=503,
        headers={"Retry-After": str(RETRY_AFTER_SECONDS), "Cache-Control": "no-store"},
    )


class PrivateAnswersMiddleware:
    """Asks every copy on the way to leave out what is answered to somebody who is signed in, or about to be."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        """Pass the request on; mark its answer."""
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            control = response.get("Cache-Control", "")
            if "immutable" not in control and "no-store" not in control:
                response["Cache-Control"] = "private, no-store"
        return response
