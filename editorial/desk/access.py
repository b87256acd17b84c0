"""Who may read the desk's reports."""

from accounts import roles

READERS = (
    roles.EDITORS,
    roles.MEDICAL_REVIEWERS,
    roles.DISCLOSURE_REVIEWERS,
    roles.MANAGING_EDITORS,
    roles.ADMINISTRATORS,
)


def reads_reports(user):
    """Tell whether a person may read the reports: those who decide or answer for the publication, not writers."""
    return user.is_active and (user.is_superuser or any(roles.has_role(user, role) for role in READERS))
