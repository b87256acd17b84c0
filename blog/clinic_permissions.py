"""Who may change a clinic's facts: the people who keep them, and managing editors, who propose."""

from accounts import roles
from editorial.permissions import GatedPagePermissionTester

KEEPERS = (roles.CLINIC_DATA, roles.MANAGING_EDITORS)


def keeps_clinics(user):
    """Tell whether a person may write down a clinic's facts."""
    return user.is_active and (user.is_superuser or any(roles.has_role(user, role) for role in KEEPERS))


class ClinicPermissionTester(GatedPagePermissionTester):
    """The gate's tester; writers and editors, who may change other pages, change a clinic only while they review it."""

    def can_edit(self):
        """Keepers of clinics, and whoever the page waits for in its workflow."""
        if not super().can_edit():
            return False
        task = self.page.current_workflow_task
        return keeps_clinics(self.user) or bool(task and task.user_can_access_editor(self.page, self.user))


class ClinicIndexPermissionTester(GatedPagePermissionTester):
    """The gate's tester; only keepers of clinics add one."""

    def can_add_subpage(self):
        """Keepers of clinics."""
        return keeps_clinics(self.user) and super().can_add_subpage()
