"""The accounts room, and Wagtail's user management."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The user model and the roles."""

    default = True
    name = "accounts"
    verbose_name = _("Accounts")


class ImprimaturUsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for users and groups."""

    user_viewset = "accounts.viewsets.UserViewSet"
