"""What is suggested while a reader types: names and titles, from each of their words on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from search.models.document import Document

LONGEST_KEY = 80  # characters; nobody types more before choosing


class Suggestion(models.Model):
    """A beginning that leads to a page. A title of five words has up to five rows.

    `label`: the name or title as it is shown. `key`: its folded words from one of them on. `group`: what it is; the
    lower stands first.
    """

    class Group(models.IntegerChoices):
        """Names are few and short; titles are many."""

        NAME = 0, _("Name of a topic, a person, a clinic")
        TITLE = 1, _("Beginning of a title")
        WITHIN = 2, _("Later word of a name or title")

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="suggestions")
    label = models.CharField(max_length=255)
    key = models.CharField(max_length=LONGEST_KEY)
    group = models.PositiveSmallIntegerField(choices=Group.choices)

    class Meta:
        # The operator class lets PostgreSQL find beginnings by the index, whatever the language of its texts is.
        indexes = [
            models.Index(
                fields=["group", "key"], opclasses=["int2_ops", "varchar_pattern_ops"], name="search_suggestion_key"
            )
        ]
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")

    def __str__(self):
        return self.key
