"""Columns of the desk's reports."""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.tables import Column
from wagtail.models import Page


class ContentColumn(Column):
    """The title of a page or snippet, with a link to it in the admin for those who have pages there."""

    cell_template_name = "editorial/content_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        """Add the link. `may_open` on the row lets somebody in who sees only what they review."""
        context = super().get_cell_context_data(instance, parent_context)
        content = self.get_value(instance)
        url = ""
        if isinstance(content, Page):
            opens = getattr(instance, "may_open", False) or _has_pages(parent_context)
            url = reverse("wagtailadmin_pages:edit", args=[content.pk]) if opens else ""
        elif content is not None and hasattr(content, "snippet_viewset"):
            url = reverse(content.snippet_viewset.get_url_name("edit"), args=[content.pk])
        title = getattr(content, "draft_title", "") or str(content)
        return {**context, "link": url, "title": title}


def _has_pages(parent_context):
    user = parent_context["request"].user
    if not hasattr(user, "_has_pages"):
        user._has_pages = user_has_any_page_permission(user)
    return user._has_pages


class TextColumn(Column):
    """Words, or a day; a dash for nothing."""

    empty_value_display = "–"

    def get_value(self, instance):
        """Write days as people do."""
        value = super().get_value(instance)
        if isinstance(value, date) and not isinstance(value, datetime):
            return date_format(value, "j F Y")
        return "" if value is None else value


class DueColumn(TextColumn):
    """When a task is due, and that it is late."""

    cell_template_name = "editorial/due_cell.html"

    def get_value(self, instance):
        """Return the day."""
        return date_format(timezone.localtime(instance.due_at), "j F Y") if instance.due_at else _("no date")
