"""The ledger: entries are chained, and neither Python nor SQL changes what is written."""

import threading

import pytest

from django.db import DatabaseError, connection, transaction

from editorial import ledger
from editorial.ledger import Event, Signatory
from editorial.models import LedgerEntry, LedgerHead
from editorial.models.ledger import AppendOnlyError
from tests.factories import ArticleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return ArticleFactory(live=False)


def write(article, **fields):
    return ledger.append(Event.APPROVED, article, "f" * 64, **fields)


def test_each_entry_holds_the_hash_of_the_one_before(article):
    first, second = write(article), write(article)
    assert second.previous_hash == first.hash
    assert second.sequence == first.sequence + 1
    assert list(ledger.verify_chain()) == []


def test_people_are_kept_as_they_stood(article):
    user = UserFactory(first_name="Edda", last_name="Then")
    entry = write(article, by=Signatory.of(user, role="Editors", credential="MD"))
    user.last_name = "Now"
    user.save()
    entry.refresh_from_db()
    assert (entry.person_name, entry.role, entry.credential) == ("Edda Then", "Editors", "MD")


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: LedgerEntry.objects.update(comment="x"),
        lambda entry: LedgerEntry.objects.all().delete(),
        lambda entry: LedgerEntry.objects.bulk_update([entry], ["comment"]),
        lambda entry: LedgerEntry.objects.bulk_create([LedgerEntry(sequence=99)]),
    ],
    ids=["save", "delete", "update", "delete all", "bulk update", "bulk create"],
)
def test_the_orm_changes_nothing_that_is_written(article, change):
    with pytest.raises(AppendOnlyError):
        change(write(article))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE editorial_ledgerentry SET comment = 'other'",
        "UPDATE editorial_ledgerentry SET sequence = sequence + 1000",
        "DELETE FROM editorial_ledgerentry",
    ],
)
def test_sql_changes_nothing_that_is_written(article, statement):
    write(article)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_hash_covers_comments_without_showing_them(article):
    entry = write(article, comment="Between us.")
    assert "Between us." not in str(entry.as_dict())
    entry.comment = "Between others."
    assert entry.compute_hash() != entry.hash


def test_a_ledger_cut_off_at_its_end_does_not_fit_its_head(article):
    write(article)
    LedgerHead.objects.update(sequence=1)
    assert "does not end" in [fault.message for fault in ledger.verify_chain()][-1]


def test_what_broken_unicode_says_is_kept_and_hashed(article):
    write(article, comment="\u202e right to left, a\u0301, 🜁")
    assert list(ledger.verify_chain()) == []


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_keep_one_unbroken_chain():
    article = ArticleFactory(live=False)
    before, failures = LedgerEntry.objects.count(), []

    def write_some():
        try:
            for _turn in range(5):
                write(article)
        except Exception as failure:  # noqa: BLE001 - a failure of any kind must reach the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write_some) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert LedgerEntry.objects.count() == before + 20
    assert list(ledger.verify_chain()) == []


def test_two_comments_of_the_same_words_look_different_from_outside(article):
    first, second = write(article, comment="No."), write(article, comment="No.")
    assert first.as_dict()["comment_sha256"] != second.as_dict()["comment_sha256"]
    assert len(write(article).as_dict()["comment_sha256"]) == 64  # not even that there is none
