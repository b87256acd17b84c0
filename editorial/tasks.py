"""What the editorial room does in the background."""

from django_tasks import task

from editorial.checks import health


@task()
def recheck_published():
    """Check everything that is public with the rules as they are now; return how many contents would be stopped."""
    return sum(bool(checked.report.blocking) for checked in health.recheck())
