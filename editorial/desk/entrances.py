"""Ways from a page to its desk views: buttons in Wagtail's menus of a page."""

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from wagtail.admin.widgets.button import Button

from accounts import roles
from editorial import withdrawal


def buttons_for(page, user, next_url=None):
    """Yield the buttons on a page that this person may press."""
    if page.live and page.depth > 1 and withdrawal.may_withdraw(user):
        yield Button(
            _("Take down"), url=_address("editorial_withdraw", page, next_url), icon_name="no-view", priority=60
        )
    if page.has_unpublished_changes and page.depth > 1 and roles.has_role(user, roles.MANAGING_EDITORS):
        yield Button(
            _("Emergency publication"),
            url=_address("editorial_emergency", page, None),
            icon_name="warning",
            priority=80,
        )


def _address(name, page, next_url):
    url = reverse(name, args=[page.pk])
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url
