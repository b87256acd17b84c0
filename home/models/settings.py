"""Settings of the whole publication, edited in the admin: who publishes, how to reach them, whom to call in need."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string
from wagtail.models import Page

from blog.blocks.crisis import CRISIS_BLOCKS
from delivery.kept import recording
from home.blocks import LINK_BLOCKS, SOCIAL_BLOCKS
from pages.models import BodyField
from pages.querysets import published_pages


@register_setting(icon="cog", order=100)
class PublicationSettings(BaseSiteSetting):
    """The publication's name and everything that stands on every page."""

    name = models.CharField(_("name"), max_length=80, default="Imprimatur")
    strapline = models.CharField(_("strapline"), max_length=160, blank=True)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Two or three sentences for search engines.")
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
    )
    contact_email = models.EmailField(_("contact e-mail address"), blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    footer_note = models.CharField(
        _("note at the foot of every page"),
        max_length=300,
        blank=True,
        default="This publication does not replace your clinician.",
    )
    accessibility_page = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("accessibility statement"),
        help_text=_("Linked at the foot of every page, with a way to report a problem."),
    )
    social_links = BodyField(SOCIAL_BLOCKS, blank=True, verbose_name=_("social networks"))
    crisis_lines = BodyField(CRISIS_BLOCKS, blank=True, verbose_name=_("crisis help"))

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("strapline"), FieldPanel("description"), FieldPanel("logo")],
            _("The publication"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("postal_address"), FieldPanel("footer_note")], _("Contact")
        ),
        PageChooserPanel("accessibility_page", "home.StandingPage"),
        FieldPanel("social_links"),
        FieldPanel("crisis_lines"),
    ]

    select_related = ["logo", "accessibility_page"]

    class Meta:
        verbose_name = _("publication")

    @property
    def accessibility_statement(self):
        """The page of the accessibility statement if it is public, else None."""
        page = self.accessibility_page
        return page if page is not None and page.live else None

    @cached_property
    def crisis_help(self):
        """The crisis lines as plain values with links made for them, in the editors' order."""
        return [block.value.as_dict() for block in self.crisis_lines]


@register_setting(icon="list-ul", order=110)
class MenuSettings(BaseSiteSetting):
    """The menus at the head and at the foot of every page."""

    primary = BodyField(LINK_BLOCKS, blank=True, verbose_name=_("menu at the head"))
    footer = BodyField(LINK_BLOCKS, blank=True, verbose_name=_("menu at the foot"))

    panels = [FieldPanel("primary"), FieldPanel("footer")]

    class Meta:
        verbose_name = _("menus")

    def items(self, name, request):
        """Return a menu as [{label, url, is_current}], without pages that readers may not see."""
        links = [block.value for block in getattr(self, name)]
        found = [link.as_item(request) for link in links if not link["page"] or link["page"].pk in self._visible]
        return [item for item in found if item]

    @cached_property
    def _visible(self):
        """The keys of the pages in either menu that readers may see."""
        keys = [block.value["page"].pk for block in [*self.primary, *self.footer] if block.value["page"]]
        recording.shows_rows(Page, keys)
        return set(published_pages().filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()
