"""Telling people of what cannot wait. Mails hold no word of a reader's: they may speak of somebody's health."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import roles
from editorial.people import tell_group

TOLD = (roles.MEDICAL_REVIEWERS, roles.MANAGING_EDITORS)


def tell_if_urgent(feedback, page):
    """Mail the medical reviewers and the managing editors about a report that is urgent."""
    if not feedback.is_urgent:
        return
    title = {"title": page.title}
    if feedback.in_crisis:
        subject = _("A reader may be in danger: “%(title)s”") % title
        text = _(
            "A reader's words speak of a crisis. They were shown the crisis lines. Please read them within the hour."
        )
    else:
        subject = _("Safety report: “%(title)s”") % title
        text = _(
            "A reader says that something on this page could harm somebody. If it is so, the page must be taken down"
            " within four hours."
        )
    for group in TOLD:
        tell_group(group, subject, text, path=reverse("editorial_feedback_detail", args=[feedback.pk]))
