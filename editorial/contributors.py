"""Who wrote any of the words that are about to be approved or published."""

from editorial.models.contribution import Contribution
from editorial.models.ledger import LedgerHead, content_label


def note(content, user, fingerprint):
    """Note that `user` saved words with this fingerprint, if they read differently than the words before."""
    rows = _about(content)
    latest = rows.order_by("-id").values_list("fingerprint", flat=True).first()
    if latest == fingerprint:
        return
    if latest is None:
        _take_over(content, fingerprint)
    Contribution.objects.create(
        content=content_label(content),
        object_id=str(content.pk),
        user=user,
        fingerprint=fingerprint,
        after=LedgerHead.objects.values_list("sequence", flat=True).first() or 0,
    )


def _take_over(content, fingerprint):
    """Note the people of a copy's earlier revisions: who wrote the original wrote these words."""
    earlier = content.revisions.exclude(user=None).order_by("user").values_list("user", flat=True).distinct()
    Contribution.objects.bulk_create(
        Contribution(content=content_label(content), object_id=str(content.pk), user_id=user, fingerprint="")
        for user in earlier
    )


def since_publication(content, public=None, before=None):
    """Return the keys of all users who changed the words since the public ones were written.

    `public`: the ledger's entry by which words are public, or None; `before`: its entry on other words, before that.
    Words that were put back after the publication end nobody's part: who wrote something else in between and finds it
    restored by a colleague has still written it. The owner of a page that was never public counts as well: a copy is
    the copier's, even before the first change.
    """
    keys = writers_since(_about(content).order_by("id"), public, before)
    owner = getattr(content, "owner_id", None)
    return keys | {owner} if owner and public is None else keys


def writers_since(rows, public=None, before=None):
    """Return the keys of the users in `rows`, a content's contributions in order, who wrote since the public words."""
    rows = list(rows)
    if public is not None:
        written = [row for row in rows if row.fingerprint == public.fingerprint and row.after < public.sequence]
        first = next((row for row in written if before is None or row.after >= before.sequence), None)
        start = first or (written[-1] if written else None)
        rows = [row for row in rows if row.pk > start.pk] if start else rows
    return {row.user_id for row in rows} - {None}


def _about(content):
    return Contribution.objects.filter(content=content_label(content), object_id=str(content.pk))
