"""What was written or published cannot be changed without notice: a thousand random single changes, each found."""

from datetime import date

import pytest

from django.db import IntegrityError, connection, transaction

from blog.models import Article, ClinicPrice, SafetyInformation
from editorial import installation, ledger, triggers, verification
from editorial.models import GatePass, LedgerHead
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.tampering import Tamperer, rows
from tests.factories import ClinicFactory, PictureFactory, SpotlightFactory
from tests.publishing import put_live

pytestmark = pytest.mark.django_db

# Of the ledger, and as many of content. Digests are made in Python: a second database tells whether its values read
# the same, for which a sample will do.
CHANGES = 500 if connection.vendor == "sqlite" else 100


@pytest.fixture
def publication():
    """A publication with some history and one page of each kind, unguarded, where verification finds nothing."""
    newsroom = scenes.open_newsroom()
    for number in range(3):
        article = desk.draft_by(newsroom, title=f"Article {number}", picture=PictureFactory())
        scenes.submitted(newsroom, article=article)
        for user in (newsroom.editor, newsroom.reviewer):
            desk.act(newsroom, user, article, "approve")
    clinic = ClinicFactory(live=False, treatment=newsroom.topic)
    ClinicPrice.objects.create(clinic=clinic, item="Session", amount_from=450, as_of=date(2026, 1, 1))
    SpotlightFactory(clinic=put_live(clinic), authors=[newsroom.author], topics=[newsroom.topic])
    safety = SafetyInformation.objects.create(
        title="Safety",
        treatment=newsroom.topic,
        as_of=date(2026, 1, 1),
        topics=[("item", {"topic": "driving", "text": "<p>Do not drive.</p>"})],
        live=False,
    )
    put_live(safety)
    scenes.settle()
    triggers.drop()
    assert Article.objects.live().count() == 3
    assert faults() == []
    return newsroom


def faults():
    """Return what verification finds, apart from the triggers, which are dropped here."""
    return [problem for problem in verification.verify() if problem.code != "guard"]


class UndoneError(Exception):
    """Raised to take a change back."""


def tried(change, found):
    """Make a change, ask what is found, take the change back; return (what was changed, what was found).

    A change that the database itself refuses is no change.
    """
    what, seen = "", None
    try:
        with transaction.atomic():
            what = change()
            seen = found() if what else None
            raise UndoneError
    except (UndoneError, IntegrityError):
        return what, seen


def missed(change, found, times):
    """Return the changes of `times` that were made and not found."""
    done, unseen = 0, []
    while done < times:
        what, seen = tried(change, found)
        if seen is None:
            continue
        done += 1
        if not seen:
            unseen.append(what)
    return unseen


def test_every_change_of_the_ledger_is_found(publication):
    assert missed(Tamperer(seed=1).ledger, lambda: list(ledger.verify_chain()), CHANGES) == []


def test_verification_reports_a_changed_ledger(publication):
    assert missed(Tamperer(seed=2).ledger, faults, 25) == []


def test_every_change_of_public_content_is_found(publication):
    def content_faults():
        return [
            problem for content in installation.live_contents() for problem in verification._content_problems(content)
        ]

    assert missed(Tamperer(seed=3).content, content_faults, CHANGES) == []


def test_verification_reports_changed_content(publication):
    assert missed(Tamperer(seed=4).content, faults, 25) == []


def test_a_head_that_was_moved_along_with_a_truncation_leaves_public_pages_without_an_entry(publication):
    """Whoever shortens the chain and the head takes the publications away that public pages stand on."""
    last = rows(ledger.LedgerEntry).order_by("-sequence")
    keys = [entry.pk for entry in last[: last.count() // 2]]
    rows(ledger.LedgerEntry).filter(pk__in=keys).delete()
    end = rows(ledger.LedgerEntry).order_by("-sequence").first()
    LedgerHead.objects.update(sequence=end.sequence, hash=end.hash)
    assert list(ledger.verify_chain()) == []
    assert {problem.code for problem in faults()} & {"no_entry", "words"}


def test_a_gate_that_stands_open_is_found(publication):
    GatePass.objects.create(content="wagtailcore.page", object_id="1")
    assert [problem.code for problem in faults()] == ["pass"]
    with pytest.raises(IntegrityError), transaction.atomic():  # and the database does not let it stay
        connection.check_constraints()
    GatePass.objects.all().delete()


def test_missing_guards_are_found(publication):
    assert {problem.code for problem in verification.verify()} == {"guard"}
    triggers.create()
    assert list(verification.verify()) == []
