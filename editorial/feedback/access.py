"""Who reads what readers write, and decides about it."""

from accounts import roles

TRIAGING = (roles.EDITORS, roles.MEDICAL_REVIEWERS, roles.MANAGING_EDITORS)


def may_triage(user):
    """Tell whether a person reads and closes readers' reports."""
    return user.is_active and (user.is_superuser or any(roles.has_role(user, role) for role in TRIAGING))
