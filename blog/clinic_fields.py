"""Fields for a clinic's facts."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

phone_validator = RegexValidator(
    r"^\+[1-9]\d{6,14}$", _("Write the number with its country code and without spaces: +13165550142.")
)


class ChoiceListField(models.JSONField):
    """Several of a fixed set of choices, kept as a JSON list in the order of the choices.

    The choices stay out of migrations: a new one needs no change of the table.
    """

    def __init__(self, *args, **kwargs):
        """Take `choices` away from Django, which would let a single value in only."""
        self.options = kwargs.pop("choices", [])
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        """Offer one checkbox for each choice."""
        return forms.MultipleChoiceField(
            choices=self.options,
            required=not self.blank,
            label=self.verbose_name.capitalize(),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )

    def validate(self, value, model_instance):
        """Refuse a value that is not among the choices."""
        super().validate(value, model_instance)
        unknown = set(value or []) - {option for option, _label in self.options}
        if unknown:
            raise ValidationError(_("Unknown choice: %(values)s."), params={"values": ", ".join(sorted(unknown))})
