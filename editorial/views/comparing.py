"""From a task to Wagtail's comparison of two versions, for people who may only see the pages that they review."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views import View

from wagtail.admin import messages
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.models import Page

from editorial.desk.comparison import basis_for


class GatedRevisionsCompareView(RevisionsCompareView):
    """Wagtail's comparison for all who may open the page: it asks for a right to some page, which reviewers lack."""

    def dispatch(self, request, *args, **kwargs):
        """Leave the question to `get_object`, which asks whether this page may be opened."""
        return super(RevisionsCompareView, self).dispatch(request, *args, **kwargs)


class CompareView(View):
    """Finds what the person approved last, and leads to the comparison with the latest draft."""

    def get(self, request, page_id):
        """Redirect, with a sentence where there is something else to see than the person expects."""
        page = get_object_or_404(Page.objects.filter(depth__gt=1), pk=page_id).specific
        if not page.permissions_for_user(request.user).can_edit():
            raise PermissionDenied
        basis = basis_for(page, request.user)
        if basis.is_gone and basis.revision:
            messages.info(
                request,
                _("The version that you approved last is no longer kept. This compares with the public words."),
            )
        if basis.revision is None:
            messages.info(request, _missing(basis))
            return redirect("wagtailadmin_pages:edit", page.pk)
        return redirect("wagtailadmin_pages:revisions_compare", page.pk, basis.revision, "latest")


def _missing(basis):
    if basis.is_gone:
        return _("The version that you approved last is no longer kept, and nothing is public. Please read all of it.")
    return _("There is nothing to compare with: you have not approved this page before, and it is not public.")
