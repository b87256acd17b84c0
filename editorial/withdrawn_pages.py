"""What readers get at the address of a page that was taken down.

Hooked in where Wagtail finds the page and would answer 404 because it is not live (`Page.route`): only requests for
pages that are not public cost the query for the record, view restrictions are asked as for any page, and it holds in
every environment, which an error handler would not.
"""

from django.http import Http404
from django.template.response import TemplateResponse

from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.url_routing import RouteResult

from editorial.models import PublicationRecord

Answer = PublicationRecord.Answer

# A day: within it, what was wrong with a page is to be mended. Crawlers come back then; readers are told in words.
RETRY_AFTER_SECONDS = 24 * 60 * 60


def answer_for(page):
    """Return 410 or 503 for a page that was taken down and has not come back, None for any other page."""
    if page.live:
        return None
    keys = [page.pk, *([page.alias_of_id] if page.alias_of_id else [])]  # an alias goes down with its source
    records = PublicationRecord.objects.filter(page__in=keys, page__live=False, withdrawn_at__isnull=False)
    answer = records.order_by("-withdrawn_at").values_list("withdrawn_answer", flat=True).first()
    return Answer(answer) if answer else None


def respond(request, answer):
    """Return the designed page for 410 or 503. Why the page was taken down is between colleagues."""
    response = TemplateResponse(request, "withdrawn.html", {"gone": answer == Answer.GONE}, status=int(answer))
    response["Cache-Control"] = "no-store"
    if answer == Answer.CHECKED_AGAIN:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


class AnswersWhenWithdrawn:
    """A page that answers on its address after it was taken down. Stands before Wagtail's classes among the bases."""

    withdrawn_answer = None  # set while a request is routed to a page that was taken down

    def route(self, request, path_components):
        """Find the page as Wagtail does; also one that was taken down, unless editors redirected its address."""
        if path_components or self.live:
            return super().route(request, path_components)
        self.withdrawn_answer = answer_for(self)
        if self.withdrawn_answer is None or get_redirect(request, Redirect.normalise_path(request.path)):
            raise Http404
        return RouteResult(self)

    def serve(self, request, *args, **kwargs):
        """Answer with the page, or with the page that says it was taken down."""
        if self.withdrawn_answer:
            return respond(request, self.withdrawn_answer)
        return super().serve(request, *args, **kwargs)
