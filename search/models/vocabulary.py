"""The publication's own words, against which spelling is corrected."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VocabularyWord(models.Model):
    """A word of the published pages. Written by `search.understanding.spelling`; editors may only block one."""

    word = models.CharField(_("word"), max_length=60)
    folded = models.CharField(_("as compared"), max_length=60, unique=True)
    documents = models.PositiveIntegerField(_("pages"), default=0, help_text=_("How many public pages have it."))
    is_term = models.BooleanField(
        _("name of a topic"), default=False, help_text=_("Drugs, conditions and other topics are offered first.")
    )
    is_blocked = models.BooleanField(
        _("never offered"), default=False, help_text=_("For words that are themselves misspelt on some page.")
    )

    class Meta:
        verbose_name = _("word of the vocabulary")
        verbose_name_plural = _("vocabulary")
        ordering = ["folded"]

    def __str__(self):
        return self.word
