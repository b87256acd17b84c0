"""Views that belong to no page: what a reader sees when an address leads nowhere."""

from django.template.response import TemplateResponse

from pages.errors import PageMissing


def page_not_found(request, exception):
    """Answer 404 with the designed page, and with the exception's sentence where it was written for readers."""
    message = str(exception) if isinstance(exception, PageMissing) else ""
    response = TemplateResponse(request, "404.html", {"exception_message": message}, status=404)
    return response.render()
