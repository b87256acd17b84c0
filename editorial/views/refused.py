"""Saying in the admin why something was refused."""

from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wagtail.admin import messages

from editorial.refusals import PublicationRefused

TOLD = 10  # findings that are said as messages; the panel of the editor has all


def say(request, refused, draft_is_saved=False):
    """Put the reasons of a PublicationRefused before the person as messages: at most TOLD of the checks' findings.

    `draft_is_saved`: the person came with a form whose words are kept, and should hear it.
    """
    found = [refusal for refusal in refused.refusals if refusal.code == "checks"]
    for refusal in [*(each for each in refused.refusals if each.code != "checks"), *found[:TOLD]]:
        messages.error(request, str(refusal))
    if found:
        messages.warning(request, " ".join(_where_to_look(len(found) - TOLD, draft_is_saved)))


def _where_to_look(left, draft_is_saved):
    if left > 0:
        yield ngettext("There is %(count)d more.", "There are %(count)d more.", left) % {"count": left}
    if draft_is_saved:
        yield _("Your draft is saved.")
    yield _("In the editor, the panel “Editorial checks” shows what stops it, where, and how to mend it.")


class RefusalsAsMessages:
    """For Wagtail's views of workflow actions: a refusal becomes messages on the screen the person came from."""

    def post(self, request, *args, **kwargs):
        """Decide, or say why not."""
        try:
            return super().post(request, *args, **kwargs)
        except PublicationRefused as refused:
            say(request, refused)
            return redirect(self.redirect_url)
