"""Who wrote any of the words that are about to be approved or published."""

from editorial.models.contribution import Contribution
from editorial.models.ledger import content_label


def note(content, user, fingerprint):
    """Note that `user` saved words with this fingerprint, if they read differently than the words before."""
    rows = _about(content)
    latest = rows.order_by("-id").values_list("fingerprint", flat=True).first()
    if latest == fingerprint:
        return
    Contribution.objects.create(
        content=content_label(content), object_id=str(content.pk), user=user, fingerprint=fingerprint
    )


def since_publication(content, live_fingerprint):
    """Return the keys of all users who changed the words since the public ones were written.

    `live_fingerprint`: of what is public, or an empty text. The owner of a page that was never public counts as well:
    a copy is the copier's, even before the first change.
    """
    rows = _about(content)
    if live_fingerprint:
        last = rows.filter(fingerprint=live_fingerprint).order_by("-id").values_list("id", flat=True).first()
        rows = rows.filter(id__gt=last) if last else rows
    keys = set(rows.exclude(user=None).values_list("user", flat=True))
    owner = getattr(content, "owner_id", None)
    return keys | {owner} if owner and not live_fingerprint else keys


def _about(content):
    return Contribution.objects.filter(content=content_label(content), object_id=str(content.pk))
