"""Urgent help: whom to call, country by country. One text, shown wherever a page has the block."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.panels import FieldPanel, PublishingPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from blog.blocks.crisis import CRISIS_BLOCKS
from blog.models.central import RICH, CentralText
from pages.models import BodyField


class UrgentHelp(CentralText):
    """The words and lines of the block with urgent help. There is one; without it the settings' lines are shown."""

    title = models.CharField(gettext_lazy("title"), max_length=120, default=gettext_lazy("If you need help now"))
    introduction = RichTextField(gettext_lazy("text above the lines"), features=RICH, blank=True)
    lines = BodyField(CRISIS_BLOCKS, verbose_name=gettext_lazy("lines"))

    panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("lines"),
        FieldPanel("as_of"),
        PublishingPanel(),
    ]
    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.SearchField("introduction")]

    class Meta:
        verbose_name = gettext_lazy("urgent help")
        verbose_name_plural = gettext_lazy("urgent help")

    def __str__(self):
        return self.title

    def review_topics(self):
        """Help at once belongs to no treatment: every medical reviewer may review it."""
        return

    def clean(self):
        """Keep it the only one: readers in need see the same help on every page."""
        super().clean()
        if type(self)._base_manager.exclude(pk=self.pk).exists():
            raise ValidationError(_("There is a text with urgent help already. Edit that one."))

    @property
    def plain_lines(self):
        """The lines as plain values with links made for them, in the editors' order."""
        return [block.value.as_dict() for block in self.lines]
