"""Crisis lines: for the text with urgent help, and for the publication's settings."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks

COUNTRIES = [
    ("US", _("United States")),
    ("GB", _("United Kingdom")),
    ("IE", _("Ireland")),
    ("CA", _("Canada")),
    ("AU", _("Australia")),
    ("NZ", _("New Zealand")),
    ("EU", _("European Union")),
    ("INT", _("Anywhere else")),
]


class CrisisLineValue(blocks.StructValue):
    """A crisis line with its links."""

    def as_dict(self):
        """Return plain values for templates, with `phone_href` and `country_name`."""
        phone = self.get("phone") or ""
        digits = "".join(character for character in phone if character.isdigit() or character == "+")
        return {
            **dict(self),
            "country_name": dict(COUNTRIES).get(self.get("country"), ""),
            "phone_href": f"tel:{digits}" if digits else "",
        }


class CrisisLineBlock(blocks.StructBlock):
    """Whom to call, text or write to in one country."""

    country = blocks.ChoiceBlock(label=_("Country"), choices=COUNTRIES)
    name = blocks.CharBlock(label=_("Name"), max_length=100)
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=30)
    text_line = blocks.CharBlock(
        label=_("Text message"), required=False, max_length=80, help_text=_("As readers see it: “Text 988”.")
    )
    chat_url = blocks.URLBlock(label=_("Address of the chat"), required=False)
    url = blocks.URLBlock(label=_("Address of the website"), required=False)
    emergency = blocks.CharBlock(label=_("Emergency number"), required=False, max_length=10)
    note = blocks.CharBlock(label=_("Note"), required=False, max_length=200)

    class Meta:
        icon = "help"
        label = _("Crisis line")
        label_format = "{country}: {name}"
        value_class = CrisisLineValue


CRISIS_BLOCKS = [("line", CrisisLineBlock())]
