"""Blocks of the publication's settings and menus."""

from django.utils.translation import gettext_lazy as _

from wagtail import blocks


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


SOCIAL_BLOCKS = [("link", SocialLinkBlock())]
LINK_BLOCKS = [("link", MenuLinkBlock())]
