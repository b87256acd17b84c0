"""The log of what changed, written in the transaction that makes the change: neither is there without the other."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Drop(models.Model):
    """Kept pages that showed one of `tags` are no longer right.

    `order`: the number of the transaction on PostgreSQL, where rows become visible in another order than they were
    written; the row's own number on SQLite, where one transaction writes at a time. `tags`: texts, one a line.
    """

    order = models.BigIntegerField(_("order"), db_index=True)
    tags = models.TextField(_("tags"))
    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("dropped pages")
        verbose_name_plural = _("dropped pages")

    def __str__(self):
        """The tags in a line."""
        return self.tags.replace("\n", " ")


class Standing(models.Model):
    """The lists that a public page stood in when it was last published, to tell which change when it is again.

    `lists`: {tag: what decides the page's place in that list}, texts both.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    lists = models.JSONField(_("lists"), default=dict)

    class Meta:
        default_permissions = ()
        verbose_name = _("standing in lists")
        verbose_name_plural = _("standings in lists")

    def __str__(self):
        """The page and its lists."""
        return f"{self.page_id}: {', '.join(sorted(self.lists))}"
