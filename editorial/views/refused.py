"""Saying in the admin why something was refused."""

from django.shortcuts import redirect

from wagtail.admin import messages

from editorial.refusals import PublicationRefused


def say(request, refused):
    """Put every reason of a PublicationRefused before the person as a message."""
    for refusal in refused.refusals:
        messages.error(request, str(refusal))


class RefusalsAsMessages:
    """For Wagtail's views of workflow actions: a refusal becomes messages on the screen the person came from."""

    def post(self, request, *args, **kwargs):
        """Decide, or say why not."""
        try:
            return super().post(request, *args, **kwargs)
        except PublicationRefused as refused:
            say(request, refused)
            return redirect(self.redirect_url)
