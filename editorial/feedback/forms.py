"""Forms for readers: every error in words, beside its field; nothing that was typed is lost."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.feedback.protection import new_token, read_token
from editorial.models.feedback import ANSWERS, EMAIL_KEPT_DAYS, REPORTS, TEXT_LENGTH

# What no keyboard types: control signs, what stands where a text could not be decoded, halves of signs.
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd\ufffe\uffff\ud800-\udfff]")


class ReaderText(forms.CharField):
    """Text from a reader, in Unicode's composed form, with the line ends of the house."""

    def __init__(self, *, max_length, rows=0, **kwargs):
        """Take the longest length; with `rows`, a field for several lines."""
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, **kwargs)
        self.error_messages["required"] = kwargs.get("error_messages", {}).get(
            "required", gettext_lazy("Please fill this in.")
        )

    def to_python(self, value):
        """Refuse what cannot be read, in words."""
        text = unicodedata.normalize("NFC", super().to_python((value or "").replace("\r\n", "\n")))
        if UNREADABLE.search(text):
            raise ValidationError(_("Part of this text arrived as signs that nobody can read. Please type it again."))
        return text

    def run_validators(self, value):
        """Say by how much a text is too long."""
        if len(value) > self.max_length:
            raise ValidationError(
                _("This is %(length)s characters long. Please shorten it to %(most)s.")
                % {"length": f"{len(value):,}", "most": f"{self.max_length:,}"}
            )
        super().run_validators(value)


class ReaderEmail(forms.EmailField):
    """An e-mail address that somebody may leave."""

    def __init__(self, **kwargs):
        """Set what browsers need to help with it."""
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}))
        super().__init__(**kwargs)
        self.error_messages["invalid"] = gettext_lazy(
            "This does not look like an e-mail address: it needs a name, an @ and a domain, as in name@example.org."
        )
        self.error_messages["required"] = gettext_lazy("Please give an e-mail address.")


class ReaderForm(forms.Form):
    """What all forms for readers have: a signed token, and a field that people do not see.

    `subject` ties the token to what the form is about. `is_trap` is true where the unseen field was filled in.
    """

    token = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(required=False, label=gettext_lazy("Leave this empty"), widget=forms.TextInput)

    hidden_from_people = "homepage"

    def __init__(self, data=None, *, subject, **kwargs):
        """Give a fresh form a token, and one that came back a new one where its own does not count any more."""
        self.subject = subject
        self.read = read_token(str((data or {}).get("token", ""))[:500], subject) if data is not None else None
        if data is not None and not self.read.is_ours:
            data = data.copy()
            data["token"] = new_token(subject)
        super().__init__(data, initial={"token": new_token(subject), **kwargs.pop("initial", {})}, **kwargs)

    @property
    def visible(self):
        """The fields that people fill in."""
        return [field for field in self.visible_fields() if field.name != self.hidden_from_people]

    @property
    def is_trap(self):
        """Whether a program filled in what people do not see."""
        return bool(self.data.get(self.hidden_from_people))

    def clean(self):
        """Ask for a token of ours, neither too young nor too old."""
        cleaned = super().clean()
        if self.read.is_too_old:
            raise ValidationError(_("This page was open for more than a day. Please check your words and send again."))
        if not self.read.is_ours:
            raise ValidationError(_("We could not tell that this came from our own form. Please send it again."))
        if self.read.is_too_young:
            raise ValidationError(_("That was very quick. Please look it over and send it again."))
        return cleaned


class AnswerForm(forms.Form):
    """Yes or no. It stands on pages that caches keep, so it has no token of its own."""

    answer = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in ANSWERS])
    fingerprint = forms.CharField(required=False, max_length=64)


class WordsForm(ReaderForm):
    """Words after a yes or no."""

    text = ReaderText(
        label=gettext_lazy("What helped, or what was missing? (optional)"),
        help_text=gettext_lazy("Please write nothing about your own health: we cannot give medical advice here."),
        max_length=TEXT_LENGTH // 2,
        rows=4,
        error_messages={"required": gettext_lazy("Please write a few words, or just leave this page.")},
    )


class ReportForm(ReaderForm):
    """What is wrong with a page."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it about?"),
        choices=[(kind.value, kind.label) for kind in REPORTS],
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Please choose what it is about."),
            "invalid_choice": gettext_lazy("Please choose one of these."),
        },
    )
    text = ReaderText(
        label=gettext_lazy("What did you find?"),
        help_text=gettext_lazy(
            "The sentence or the link, and what is wrong with it. Please write nothing about your own health: we cannot"
            " give medical advice here."
        ),
        max_length=TEXT_LENGTH,
        rows=6,
        error_messages={"required": gettext_lazy("Please say what you found, so that we can find it too.")},
    )
    email = ReaderEmail(
        label=gettext_lazy("E-mail address (optional)"),
        required=False,
        help_text=format_lazy(
            gettext_lazy("Only if you want an answer. We delete it {days} days after your report is closed."),
            days=EMAIL_KEPT_DAYS,
        ),
    )
    fingerprint = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
