"""The health of what is public: which live words the checks would stop today. They are reported, never taken down."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from editorial import installation
from editorial.checks.current import current_rules
from editorial.checks.registry import Severity
from editorial.checks.running import check_content
from editorial.models.check_run import ContentHealth
from editorial.models.ledger import content_label


@dataclass(frozen=True)
class Checked:
    """One public content and its Report; `is_worse`: more blocks now than when it was looked at last."""

    content: object
    report: object
    is_worse: bool


def recheck(contents=None, *, dry_run=False):
    """Check every live content (or `contents`) with the rules of today; yield a Checked for each.

    The table is brought in step, and what is no longer public leaves it, unless `dry_run`.
    """
    rules = current_rules()
    before = {(each.content, each.object_id): each for each in ContentHealth.objects.all()}
    seen = set()
    for content in contents if contents is not None else installation.live_contents():
        key = content_label(content), str(content.pk)
        seen.add(key)
        report = check_content(content, rules=rules)
        known = before.get(key)
        if not dry_run:
            _note(key, content, report, known)
        yield Checked(content, report, len(report.blocking) > (known.blocking if known else 0))
    if contents is None and not dry_run:
        gone = [each.pk for key, each in before.items() if key not in seen]
        ContentHealth.objects.filter(pk__in=gone).delete()


@transaction.atomic
def _note(key, content, report, known):
    counts = report.counts()
    blocked = bool(report.blocking)
    since = (known.since if known and known.since else timezone.now()) if blocked else None
    ContentHealth.objects.update_or_create(
        content=key[0],
        object_id=key[1],
        defaults={
            "kind": type(content)._meta.label_lower,
            "title": str(content)[:255],
            "fingerprint": report.fingerprint,
            "rules": report.rules,
            "hard": counts[Severity.HARD],
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "hints": counts[Severity.HINT],
            "findings": [finding.as_dict() for finding in report.open],
            "since": since,
            "checked_at": timezone.now(),
        },
    )
