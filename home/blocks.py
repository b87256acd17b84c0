"""Blocks of the publication's settings and menus."""

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


class SocialLinkBlock(blocks.StructBlock):
    """The publication's page in a social network."""

    label = blocks.CharBlock(label=_("Network"), max_length=40)
    url = blocks.URLBlock(label=_("Address"))

    class Meta:
        icon = "link"
        label = _("Social network")
        label_format = "{label}"


class MenuLinkValue(blocks.StructValue):
    """An entry of a menu."""

    def as_item(self, request):
        """Return {label, url, is_current}, or None for an entry without an address. `page` must be published."""
        page = self.get("page")
        url = page.get_url(request) if page else self.get("url")
        if not url:
            return None
        path = request.path if request else ""
        current = bool(path) and (path == url or (url != "/" and path.startswith(url)))
        return {"label": self.get("label") or page.title, "url": url, "is_current": current}


class MenuLinkBlock(blocks.StructBlock):
    """A link to a page of ours, or to any address."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Or address"), required=False, max_length=200, help_text=_("Such as /search/ or https://example.org/.")
    )
    label = blocks.CharBlock(label=_("Label"), required=False, max_length=40, help_text=_("Empty: the page's title."))

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label} {page}"
        value_class = MenuLinkValue


CRISIS_BLOCKS = [("line", CrisisLineBlock())]
SOCIAL_BLOCKS = [("link", SocialLinkBlock())]
LINK_BLOCKS = [("link", MenuLinkBlock())]
