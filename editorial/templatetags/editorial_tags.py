"""What the reader's templates show of the workflow."""

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("editorial/emergency_mark.html", takes_context=True)
def emergency_mark(context):
    """Mark a page that went live in an emergency, for colleagues who are signed in.

    Readers have no session, so for them nothing is asked: neither the database nor the session, on which a cache would
    have to tell visitors apart.
    """
    page, request = context.get("page"), context.get("request")
    record = getattr(page, "record", None) if _is_colleague(request) and not _is_preview(request) else None
    return {"until": record.emergency_until if record else None}


def _is_preview(request):
    return getattr(request, "is_preview", False)


def _is_colleague(request):
    if settings.SESSION_COOKIE_NAME not in getattr(request, "COOKIES", {}):
        return False
    return request.user.is_active and request.user.has_perm("wagtailadmin.access_admin")
