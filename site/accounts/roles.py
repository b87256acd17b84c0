"""The names of the roles. A role is a group; what it may do is set in `accounts/migrations`."""

WRITERS = "Writers"
EDITORS = "Editors"
MEDICAL_REVIEWERS = "Medical reviewers"
MANAGING_EDITORS = "Managing editors"
ADMINISTRATORS = "Administrators"
MODERATORS = "Moderators"
DISCLOSURE_REVIEWERS = "Disclosure reviewers"
CLINIC_DATA = "Clinic data"
COMMERCIAL = "Commercial"

ALL = (
    WRITERS,
    EDITORS,
    MEDICAL_REVIEWERS,
    MANAGING_EDITORS,
    ADMINISTRATORS,
    MODERATORS,
    DISCLOSURE_REVIEWERS,
    CLINIC_DATA,
    COMMERCIAL,
)


def has_role(user, role):
    """Tell whether a user is in the group of that name; one query per user and request, kept on the user."""
    if not hasattr(user, "_role_names"):
        user._role_names = set(user.groups.values_list("name", flat=True))
    return role in user._role_names
