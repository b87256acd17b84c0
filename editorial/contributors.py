"""Who wrote any of the words that are about to be approved or published."""

from datetime import timedelta

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


def since_publication(content, public=None, before=None):
    """Return the keys of all users who changed the words since the public ones were written.

    `public`: the ledger's entry by which words are public, or None; `before`: its entry on other words, before that.
    Words that were put back after the publication end nobody's part: who wrote something else in between and finds it
    restored by a colleague has still written it. The owner of a page that was never public counts as well: a copy is
    the copier's, even before the first change.
    """
    rows = _about(content)
    if public is not None:
        # The ledger's moments are cut to milliseconds.
        until = public.at + timedelta(milliseconds=1)
        written = rows.filter(fingerprint=public.fingerprint, at__lt=until).order_by("id")
        first = written.filter(at__gt=before.at).first() if before is not None else written.first()
        start = first or written.last()
        rows = rows.filter(id__gt=start.pk) if start else rows
    keys = set(rows.exclude(user=None).values_list("user", flat=True))
    owner = getattr(content, "owner_id", None)
    return keys | {owner} if owner and public is None else keys


def _about(content):
    return Contribution.objects.filter(content=content_label(content), object_id=str(content.pk))
