"""The two forms on a clinic for people from outside."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from blog.proposals import facts
from editorial.feedback.forms import ReaderEmail, ReaderForm, ReaderText
from editorial.models.feedback import EMAIL_KEPT_DAYS

FREE_MAIL = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "aol.com"}
    | {"gmx.de", "gmx.net", "web.de", "proton.me", "protonmail.com", "mail.com"}
)


def _choices():
    return [("", _("Choose a fact")), *facts.choices()]


class CorrectionForm(ReaderForm):
    """What is wrong, what it should say, and how they know. Nobody has to say who they are."""

    fact = forms.ChoiceField(
        label=gettext_lazy("Which fact is wrong?"),
        choices=_choices,
        error_messages={
            "required": gettext_lazy("Please choose which fact it is about."),
            "invalid_choice": gettext_lazy("Please choose one of these."),
        },
    )
    should_say = ReaderText(
        label=gettext_lazy("What should it say?"),
        max_length=1000,
        rows=3,
        error_messages={"required": gettext_lazy("Please write what it should say.")},
    )
    source = ReaderText(
        label=gettext_lazy("How do you know?"),
        help_text=gettext_lazy(
            "Something that we can check: a page of the clinic's website, a register, “I telephoned on Tuesday”. Please"
            " write nothing about your own health."
        ),
        max_length=1000,
        rows=3,
        error_messages={"required": gettext_lazy("Please say how you know: we show only what we could check.")},
    )
    email = ReaderEmail(
        label=gettext_lazy("E-mail address (optional)"),
        required=False,
        help_text=format_lazy(
            gettext_lazy("Only if we may ask you something. We delete it {days} days after your proposal is decided."),
            days=EMAIL_KEPT_DAYS,
        ),
    )


def _domain(address):
    """Return the domain of a website or of an e-mail address, without "www."."""
    host = address.rpartition("@")[2] if "@" in address else urlsplit(address).hostname or ""
    return host.lower().removeprefix("www.")


class ClaimForm(ReaderForm):
    """Who speaks for the clinic, and how we make sure of it."""

    name = ReaderText(
        label=gettext_lazy("Your name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Please give your name.")},
    )
    role = ReaderText(
        label=gettext_lazy("What you do at the clinic"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": gettext_lazy("Please say what you do at the clinic.")},
    )
    email = ReaderEmail(label=gettext_lazy("Your work e-mail address"))
    phone = ReaderText(
        label=gettext_lazy("How can we reach you through the clinic's own telephone number?"),
        help_text=gettext_lazy(
            "We call the number on this page, not one that you give us: an extension, a name to ask for, good times."
        ),
        max_length=300,
        rows=2,
        error_messages={"required": gettext_lazy("Please say how we reach you by telephone.")},
    )

    def __init__(self, *args, clinic, **kwargs):
        """Know whose domain the address should have."""
        super().__init__(*args, **kwargs)
        self.domain = _domain(clinic.website) if clinic.website else ""
        self.fields["email"].help_text = (
            _("At the clinic's own domain, %(domain)s. We use it for nothing else than questions about these facts.")
            % {"domain": self.domain}
            if self.domain
            else _("At the clinic's own domain. We use it for nothing else than questions about these facts.")
        )

    def clean_email(self):
        """Ask for the clinic's own domain, or one below or above it."""
        email = self.cleaned_data["email"]
        theirs = _domain(email)
        if self.domain:
            fits = theirs == self.domain or theirs.endswith(f".{self.domain}") or self.domain.endswith(f".{theirs}")
            # "com" is above every domain, and nobody's.
            if not fits or "." not in theirs:
                raise ValidationError(
                    _("This address is not at %(domain)s. Please use one at the clinic's own domain, or write to us.")
                    % {"domain": self.domain}
                )
        elif theirs in FREE_MAIL:
            raise ValidationError(_("Please use an address at the clinic's own domain."))
        return email
