"""Which facts of a clinic a reader can name in a form, what they say now, and how a text becomes a value.

A fact that is one text maps to its field: accepting a proposal fills it in. Tables (hours, prices, licences,
treatments) do not: what should be said stands beside the draft, and a person writes it down.
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from blog.clinic_checks import Group
from blog.models import Clinic

FIELDS = {
    Group.IDENTITY: (
        "title",
        "street",
        "postal_code",
        "city",
        "phone",
        "email",
        "website",
        "medical_director_name",
        "medical_director_credential",
    ),
    Group.HOURS: (),
    Group.TREATMENTS: ("exclusions",),
    Group.PRICES: (),
    Group.INSURANCE: ("insurance_plans",),
    Group.LICENCES: (),
    Group.ACCESS: ("states_served",),
}
NATIONAL = {"US": ("1", 10), "CA": ("1", 10)}
NOT_DIGITS = re.compile(r"\D")


def choices():
    """Return the choices of the form, in groups: [(group, [("identity.street", "Street"), …]), …]."""
    return [
        (
            str(group.label),
            [
                *((f"{group}.{name}", _label(name)) for name in names),
                (f"{group}.", _("Something else about: %(facts)s") % {"facts": str(group.label).lower()}),
            ],
        )
        for group, names in FIELDS.items()
    ]


def split(choice):
    """Return (group, field) of a choice: "identity.street" is ("identity", "street"), "hours." is ("hours", "")."""
    group, _dot, field = choice.partition(".")
    return group, field


def says_now(clinic, field):
    """Return what the public page says of a field, or ""."""
    return str(getattr(clinic, field)) if field else ""


def value_of(clinic, field, text):
    """Return a proposed text as the field's value. Raises ValidationError where it cannot be one."""
    text = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    if field == "phone":
        text = _international(clinic.country, text)
    column = Clinic._meta.get_field(field)
    if "\n" in text and column.max_length:
        raise ValidationError(_("This fact is one line."))
    return column.clean(text, clinic)


def _label(name):
    if name == "title":
        return _("Name of the clinic")
    label = str(Clinic._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _international(country, text):
    """Return a telephone number with its country code where it is plain which one: "(316) 555-0142" in the US."""
    digits = NOT_DIGITS.sub("", text)
    if text.startswith("+"):
        return f"+{digits}"
    code, length = NATIONAL.get(country, ("", 0))
    if code and len(digits) == length:
        return f"+{code}{digits}"
    return f"+{digits}" if code and digits.startswith(code) and len(digits) == length + 1 else text
