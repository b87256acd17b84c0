"""Standing pages: about, editorial policy, privacy, contact, accessibility."""

from django.utils.translation import gettext_lazy as _

from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from blog import bodies, crisis, search_texts
from blog.blocks import STANDING_BLOCKS
from blog.citations import number
from blog.contents import contents_list
from pages.models import BodyField, PublicationPage


class StandingPage(PublicationPage):
    """A page about the publication itself."""

    body = BodyField(STANDING_BLOCKS, verbose_name=_("body"))

    kind_label = _("About us")
    search_kind = "about"
    review_months = 24
    card_deferred = ("body",)
    template = "home/standing_page.html"
    page_description = _("A page about the publication itself, such as the editorial policy.")

    parent_page_types = ["home.HomePage", "home.StandingPage"]
    subpage_types = ["home.StandingPage"]

    content_panels = [*PublicationPage.content_panels, FieldPanel("body")]
    search_fields = [*PublicationPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

    def get_context(self, request, *args, **kwargs):
        """Add the list of contents and the references."""
        context = super().get_context(request, *args, **kwargs)
        bodies.prepare(self.body)
        context["contents"] = contents_list(self.body)
        context["references"] = number(self.body)
        crisis.add_help(context, self, self.body)
        return context

    def get_search_document(self):
        """Add the text."""
        document = super().get_search_document()
        document.sections = search_texts.sections_of(self.body)
        return document
