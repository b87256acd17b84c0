"""The timeline of a page or snippet in the admin."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page

from accounts import roles
from editorial.gated import GatedContent
from editorial.models.ledger import content_label
from editorial.timeline import chapters, entries_about

PER_PAGE = 50
DECIDING = (roles.EDITORS, roles.MANAGING_EDITORS, roles.MEDICAL_REVIEWERS, roles.DISCLOSURE_REVIEWERS)


def may_see(user, content):
    """Tell whether a person may read what happened to a content: administrators, and who may read its draft."""
    return user.is_active and (roles.has_role(user, roles.ADMINISTRATORS) or may_read_draft(user, content))


def may_read_draft(user, content):
    """Tell whether a person may read a content's draft: everyone who decides on drafts, and who may edit it."""
    if not user.is_active:
        return False
    if user.is_superuser or any(roles.has_role(user, role) for role in DECIDING):
        return True
    return _may_edit(user, content)


def _may_edit(user, content):
    if isinstance(content, Page):
        return content.permissions_for_user(user).can_edit()
    return content.snippet_viewset.permission_policy.user_has_permission(user, "change")


def timeline_url(content):
    """Return the address of a content's timeline."""
    return reverse("editorial_timeline", args=[content_label(content), content.pk])


class TimelineView(WagtailAdminTemplateMixin, TemplateView):
    """Everything the ledger holds about a content, newest first."""

    template_name = "editorial/timeline.html"
    page_title = gettext_lazy("Timeline")
    header_icon = "history"

    def dispatch(self, request, *args, content, object_id, **kwargs):
        """Find the content; 404 for what is not behind the gate, 403 for those who may not read its timeline."""
        self.content = find_content(content, object_id)
        if not may_see(request.user, self.content):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        """Name the content as colleagues know it, with the title of its draft."""
        return getattr(self.content, "draft_title", "") or str(self.content)

    def get_breadcrumbs_items(self):
        """Lead back to the editor."""
        edit = {"url": self._edit_url(), "label": self.get_page_subtitle()}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title, "sublabel": edit["label"]}]

    def get_context_data(self, **kwargs):
        """Add one page of the timeline."""
        context = super().get_context_data(**kwargs)
        paginator = WagtailPaginator(entries_about(self.content), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        may_edit = _may_edit(self.request.user, self.content)
        return {
            **context,
            "chapters": chapters(self.content, page.object_list, with_links=may_edit),
            "may_edit": may_edit,
            "page_obj": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "content": self.content,
            "edit_url": self._edit_url(),
            "is_page": isinstance(self.content, Page),
        }

    def _edit_url(self):
        if isinstance(self.content, Page):
            return reverse("wagtailadmin_pages:edit", args=[self.content.pk])
        return reverse(self.content.snippet_viewset.get_url_name("edit"), args=[self.content.pk])


def find_content(label, key):
    """Return the page or snippet behind the gate that a ledger entry names. Raises Http404."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404(_("There is no such kind of content.")) from None
    content = model._base_manager.filter(pk=key).first() if key.isdecimal() else None
    content = content.specific if isinstance(content, Page) else content
    if not isinstance(content, GatedContent) or content_label(content) != label:
        raise Http404(_("There is no such content."))
    return content
