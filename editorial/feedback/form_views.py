"""The way of every form for readers: shown, refused in words with all that was typed, or taken once and answered.

A room above makes a form of its own with a subclass of `ReaderFormView`.
"""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from editorial.feedback.protection import comes_from_us, may_send, posted

PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow"}


def refusal_of(request, limit):
    """Return (status, sentence) why a form is not taken, whatever it says; (200, "") where nothing is against it."""
    if posted(request) is None:
        return 413, _("That is too much text for this form. Please shorten it and send it again.")
    if not comes_from_us(request):
        return 403, _(
            "We could not tell that this came from our own page. Please send it again; if that does not help, write to"
            " us by e-mail."
        )
    if not may_send(request, limit):
        return 429, _("Many messages came from your network within an hour. Please try again later.")
    return 200, ""


class ReaderFormView(View):
    """Shows a ReaderForm and takes it. Subclasses set the attributes and the four methods below.

    `limit`: the name of its limit (`protection.LIMITS`).
    """

    form_class = template_name = limit = None

    @classmethod
    def as_view(cls, **kwargs):
        """Return the view. There is no session that a forged form could use; `refusal_of` asks where it comes from."""
        return csrf_exempt(super().as_view(**kwargs))

    def get_subject(self):
        """Return what ties the form's token to what it is about."""
        raise NotImplementedError

    def keep(self, form):
        """Keep what a valid form says, once for each nonce, and return the address to go on to."""
        raise NotImplementedError

    def get_title(self):
        """Return the title of the page."""
        raise NotImplementedError

    def get_thanks(self, form):
        """Return the address to go on to where a program filled in the form, and nothing is kept."""
        raise NotImplementedError

    def get_initial(self):
        """Return what the form starts with."""
        return {}

    def get_context(self):
        """Return what the template needs beside the form."""
        return {}

    def get_form(self, data=None):
        """Return the form."""
        return self.form_class(data, subject=self.get_subject(), initial=self.get_initial())

    def get(self, request, *args, **kwargs):
        """Show the empty form."""
        return self.show(self.get_form())

    def post(self, request, *args, **kwargs):
        """Take the form, or show it again with the reasons."""
        status, sentence = refusal_of(request, self.limit)
        if status == 413:
            return self.show(self.get_form(), status, sentence)
        form = self.get_form(request.POST)
        if sentence:
            return self.show(form, status, sentence)
        if form.is_trap:
            return self.go(self.get_thanks(form))
        if not form.is_valid():
            return self.show(form, 422)
        return self.go(self.keep(form))

    def show(self, form, status=200, sentence=""):
        """Return the page with the form. `sentence`: why it was not taken."""
        title = self.get_title()
        has_errors = bool(sentence or (form.is_bound and form.errors))
        meta = {
            "title": _("Error: %(title)s") % {"title": title} if has_errors else title,
            "robots": "noindex, nofollow",
        }
        context = {"form": form, "title": title, "meta": meta, "sentence": sentence, **self.get_context()}
        return TemplateResponse(self.request, self.template_name, context, status=status, headers=PRIVATE)

    def go(self, address):
        """Lead on with GET, so that loading the next page again sends nothing again."""
        return HttpResponseRedirect(address, status=303, headers=PRIVATE)
