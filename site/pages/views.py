"""Views that belong to no page: what a reader sees when an address leads nowhere."""

from django.db import InterfaceError, OperationalError
from django.template.response import TemplateResponse

from delivery.middleware import service_unavailable
from pages.errors import PageMissing


def page_not_found(request, exception, **context):
    """Answer 404 with the designed page, and with the exception's sentence where it was written for readers.

    `context`: what else the page is to show; see `search.not_found`.

    The page shows menus and crisis lines. Where the database that has them is out of reach, the answer is 503; the
    middleware that sees to that elsewhere does not see error pages.
    """
    message = str(exception) if isinstance(exception, PageMissing) else ""
    response = TemplateResponse(request, "404.html", {"exception_message": message, **context}, status=404)
    try:
        return response.render()
    except (InterfaceError, OperationalError):
        return service_unavailable()
