"""The accounts of the demonstration. They exist only where demonstration content was loaded."""

from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts import roles

PASSWORD = "publish-with-care"  # noqa: S105 - printed at every start of the demonstration, worth nothing elsewhere


@dataclass(frozen=True)
class Account:
    """Someone to sign in as."""

    title: str
    email: str
    first_name: str
    last_name: str
    role: str
    shown: bool = True


ACCOUNTS = (
    Account("Writer", "mara.quillfeather@example.org", "Mara", "Quillfeather", roles.WRITERS),
    Account("Second writer", "theo.brandwick@example.org", "Theo", "Brandwick", roles.WRITERS),
    Account("Editor", "jonah.ferris@example.org", "Jonah", "Ferris", roles.EDITORS),
    Account("Medical reviewer", "ines.calloway-reed@example.org", "Ines", "Calloway-Reed", roles.MEDICAL_REVIEWERS),
    Account("Managing editor", "ottilie.sandgate@example.org", "Ottilie", "Sandgate", roles.MANAGING_EDITORS),
    Account("Disclosure reviewer", "ruth.abernathy@example.org", "Ruth", "Abernathy", roles.DISCLOSURE_REVIEWERS),
    Account("Clinic data", "cleo.marchetti@example.org", "Cleo", "Marchetti", roles.CLINIC_DATA),
    Account("Second pair of eyes for clinics", "ivo.lindqvist@example.org", "Ivo", "Lindqvist", roles.CLINIC_DATA),
    Account("Commercial", "bea.tallow@example.org", "Bea", "Tallow", roles.COMMERCIAL),
    Account("Administrator", "admin@example.org", "Ada", "Winterbourne", roles.ADMINISTRATORS),
    Account("", "samuel.pike-oyelaran@example.org", "Samuel", "Pike-Oyelaran", roles.MEDICAL_REVIEWERS, shown=False),
    Account("", "priya.harrowgate@example.org", "Priya", "Harrowgate", roles.MEDICAL_REVIEWERS, shown=False),
)


def make():
    """Make the accounts that are missing, each in its role's group."""
    for account in ACCOUNTS:
        model = get_user_model()
        if model.objects.filter(email=account.email).exists():
            continue
        user = model.objects.create_user(
            account.email, PASSWORD, first_name=account.first_name, last_name=account.last_name
        )
        user.groups.add(Group.objects.get(name=account.role))


def in_role(role, position=0):
    """Return the user at a position among the demonstration accounts of a role."""
    emails = [account.email for account in ACCOUNTS if account.role == role]
    return get_user_model().objects.get(email=emails[position])
