"""Who may change which rules: editors, except the lists and thresholds of medicine, which are medical reviewers'."""

from django.contrib.auth import get_user_model

from wagtail.permission_policies.base import BasePermissionPolicy

from accounts import roles
from editorial.checks.rules import numbers

EDITING = (roles.EDITORS, roles.MANAGING_EDITORS)
MEDICAL = (roles.MEDICAL_REVIEWERS,)
_medical_lists = set()


def reserve_for_medicine(*names):
    """Say that lists belong to checks of medicine; a room calls it for its own."""
    _medical_lists.update(names)


def owners_of_list(name):
    """Return the names of the roles that may change a list."""
    return MEDICAL if name in _medical_lists else EDITING


def owners_of_number(name):
    """Return the names of the roles that may set a threshold."""
    return MEDICAL if any(each.name == name and each.code.startswith("M") for each in numbers()) else EDITING


def may_change(user, owners):
    """Tell whether a person has one of the roles."""
    return user.is_active and any(roles.has_role(user, role) for role in owners)


class RulePolicy(BasePermissionPolicy):
    """Lets in who may change any rules; which ones, the forms ask."""

    def user_has_permission(self, user, action):
        """Tell whether the person sees the screens."""
        return may_change(user, (*EDITING, *MEDICAL))

    def users_with_any_permission(self, actions):
        """Return the people of these roles."""
        return get_user_model().objects.filter(is_active=True, groups__name__in=(*EDITING, *MEDICAL)).distinct()

    def user_has_permission_for_instance(self, user, action, instance):
        """Ask the list or threshold who owns it."""
        return may_change(user, instance.owners)
