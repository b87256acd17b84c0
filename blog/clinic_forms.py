"""The editor's form for a clinic: “checked today” at a click, and the name of who checked from the account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.forms.pages import WagtailAdminPageForm

from blog.clinic_checks import Group, columns
from editorial.ledger import public_name


def today_field(group):
    """Return the name of the box "I checked this today" of a group."""
    return f"{group}_checked_today"


def _box():
    return forms.BooleanField(
        required=False,
        label=gettext_lazy("I checked these facts against the source today"),
        help_text=gettext_lazy("Puts today and your name down."),
    )


# One box for each group; a class body cannot be written in a loop.
_Boxes = type(WagtailAdminPageForm)(
    "_Boxes", (WagtailAdminPageForm,), {"__module__": __name__, **{today_field(group): _box() for group in Group}}
)


class ClinicForm(_Boxes):
    """Writes down who checked a group of facts, and when."""

    def clean(self):
        """Turn boxes into days, and put the person's name to every day that changed."""
        cleaned = super().clean()
        today = timezone.localdate()
        for group in Group:
            _source, day, person = columns(group)
            if day not in self.fields:
                continue
            if cleaned.get(today_field(group)):
                cleaned[day] = today
            checked_on = cleaned.get(day)
            if checked_on and checked_on > today:
                self.add_error(day, ValidationError(_("This day is still to come.")))
            if checked_on != self.initial.get(day):
                setattr(self.instance, person, public_name(self.for_user) if checked_on and self.for_user else "")
        self._check_confirmation(cleaned.get("confirmed_on"), today)
        return cleaned

    def _check_confirmation(self, day, today):
        """Let only a clinic with a contact have confirmed anything, and not in the days to come."""
        if day is None or "confirmed_on" not in self.fields or day == self.initial.get("confirmed_on"):
            return
        if day > today:
            self.add_error("confirmed_on", ValidationError(_("This day is still to come.")))
        elif self.instance.contact is None:
            message = _("Nobody speaks for this clinic yet. Accept a claim first.")
            self.add_error("confirmed_on", ValidationError(message))
