"""Retraction Watch data: loaded whole, twice without effect, in any encoding, and told to those whom it concerns."""

import csv
from datetime import date

import pytest

from django.core import mail
from django.core.management import CommandError, call_command

from blog.models import ContentFlag, Reference, RetractedPaper
from blog.models.retraction import standing_of
from blog.retractions import FileRefusedError, load
from tests import newsroom as desk
from tests.factories import ArticleFactory, ReferenceFactory, UserFactory, body

pytestmark = pytest.mark.django_db
COLUMNS = [
    "Record ID",
    "Title",
    "Subject",
    "Institution",
    "Journal",
    "Publisher",
    "Country",
    "Author",
    "URLS",
    "ArticleType",
    "RetractionDate",
    "RetractionDOI",
    "RetractionPubMedID",
    "OriginalPaperDate",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
    "Paywalled",
    "Notes",
]
# The three papers on MDMA that Psychopharmacology retracted in August 2024.
MDMA = ("10.1007/s00213-019-05249-5", "10.1007/s00213-020-05548-2", "10.1007/s00213-020-05710-w")


def row(number, doi, nature="Retraction", **fields):
    return {
        "Record ID": str(number),
        "Title": f"Paper {number}",
        "RetractionDate": "8/10/2024 0:00",
        "OriginalPaperDOI": doi,
        "OriginalPaperPubMedID": "0",
        "RetractionNature": nature,
        "Reason": "+Misconduct by Author;+Unreliable Results;",
        **fields,
    }


def write(path, rows, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def mdma(tmp_path):
    return write(tmp_path / "retractions.csv", [row(n + 1, doi) for n, doi in enumerate(MDMA)])


def cited_by(reference, **fields):
    return ArticleFactory(body=body(("references", {"references": [reference.pk]})), **fields)


def test_papers_are_loaded_with_what_is_known_of_them(mdma):
    outcome = load(mdma)
    assert (outcome.read, outcome.added, outcome.bad) == (3, 3, [])
    paper = RetractedPaper.objects.get(doi=MDMA[0])
    assert (paper.nature, paper.date, paper.pmid) == ("retraction", date(2024, 8, 10), "")
    assert paper.reasons == "Misconduct by Author; Unreliable Results"


def test_loading_twice_changes_nothing(mdma):
    load(mdma)
    again = load(mdma)
    assert (again.read, again.added, again.changed, again.removed) == (3, 0, 0, 0)
    assert RetractedPaper.objects.count() == 3


def test_a_changed_record_is_changed_and_one_that_vanished_is_removed(tmp_path, mdma):
    load(mdma)
    newer = [row(1, MDMA[0], Reason="+Plagiarism;"), row(2, MDMA[1]), row(4, "10.1000/new")]
    outcome = load(write(tmp_path / "newer.csv", newer))
    assert (outcome.added, outcome.changed, outcome.removed) == (1, 1, 1)
    assert not RetractedPaper.objects.filter(doi=MDMA[2]).exists()
    assert RetractedPaper.objects.get(record_id=1).reasons == "Plagiarism"


def test_a_file_that_was_cut_off_removes_nothing(tmp_path, mdma):
    load(mdma)
    short = write(tmp_path / "short.csv", [row(1, MDMA[0])])
    with pytest.raises(FileRefusedError):
        load(short)
    assert RetractedPaper.objects.count() == 3
    assert load(short, force=True).removed == 2


def test_bad_rows_are_reported_and_the_others_kept(tmp_path):
    rows = [
        row("x", MDMA[0]),
        row(2, MDMA[1], nature="Celebration"),
        row(3, MDMA[2], RetractionDate="31/31/2024 0:00"),
        row(4, "unavailable", Title=""),
        row(5, f"https://doi.org/{MDMA[0].upper()}"),
        row(5, MDMA[1]),
    ]
    outcome = load(write(tmp_path / "bad.csv", rows))
    assert len(outcome.bad) == 5
    assert list(RetractedPaper.objects.values_list("record_id", "doi")) == [(5, MDMA[0])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_is_read(tmp_path, encoding):
    load(write(tmp_path / "file.csv", [row(1, MDMA[0], Title="Müller’s trial")], encoding))
    assert RetractedPaper.objects.get().title == "Müller’s trial"


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(CommandError, match="lacks the columns"):
        call_command("load_retractions", path)


BROKEN = {
    "empty": b"",
    "head only": ",".join(COLUMNS).encode(),
    "web page": b"<!doctype html>\n<title>Sign in</title>\n<p>Please sign in, then go on.\n",
    "archive": b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xff\r\x00\r\n\x80",
    "half of UTF-16": b"\xff\xfeR\x00e\x00\x00",
    "other columns": "Record ID,Title\n1,M\xfcller\n".encode("latin-1"),
    "no row that can be read": (",".join(COLUMNS) + "\nx,y\nz\n").encode(),
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_in_words_and_changes_nothing(tmp_path, mdma, content):
    load(mdma)
    before = list(RetractedPaper.objects.values())
    path = tmp_path / "broken.csv"
    path.write_bytes(content)
    for arguments in ((path,), (path, "--force")):
        with pytest.raises(CommandError, match="Nothing was changed"):
            call_command("load_retractions", *arguments)
    assert list(RetractedPaper.objects.values()) == before


def test_a_file_that_was_cut_off_adds_nothing_either(tmp_path, mdma):
    load(mdma)
    cut = write(tmp_path / "cut.csv", [row(8, "10.1000/new"), row(9, "10.1000/newer")])
    with pytest.raises(CommandError, match="Is it whole"):
        call_command("load_retractions", cut)
    assert not RetractedPaper.objects.filter(doi="10.1000/new").exists()


def test_progress_is_told(tmp_path, capsys):
    path = write(tmp_path / "many.csv", [row(n, f"10.1000/paper{n}") for n in range(1, 20_002)])
    call_command("load_retractions", path)
    said = capsys.readouterr().out
    assert "10000 records …" in said
    assert "20000 records …" in said
    assert "20001 records read: 20001 new" in said


def test_a_file_that_is_not_there_is_said_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_retractions", tmp_path / "none.csv")


def test_readers_see_it_at_once_and_people_are_told(mdma, client, django_capture_on_commit_callbacks):
    room = desk.open_newsroom()
    reference = ReferenceFactory(doi=MDMA[0])
    article = cited_by(reference, owner=room.writer)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_retractions", mdma)
    reference.refresh_from_db()
    assert reference.is_retracted
    assert "Retracted" in client.get(article.url).text
    flag = ContentFlag.objects.get()
    assert (flag.page_id, flag.code, flag.resolved_at) == (article.pk, "C8", None)
    assert "10 August 2024" in flag.message
    assert {address for each in mail.outbox for address in each.to} == {room.writer.email, room.managing_editor.email}


def test_a_flag_is_raised_once(mdma):
    cited_by(ReferenceFactory(doi=MDMA[0]))
    load(mdma)
    ContentFlag.objects.get().resolve(UserFactory(), "Said in the text that it was retracted.")
    assert load(mdma).flagged == 0
    assert ContentFlag.objects.count() == 1


def test_drafts_are_not_flagged_and_pmids_match_too(tmp_path):
    reference = ReferenceFactory(doi="", pmid="12345678")
    cited_by(reference, live=False)
    load(write(tmp_path / "pmid.csv", [row(1, "", OriginalPaperPubMedID="12345678")]))
    reference.refresh_from_db()
    assert reference.is_retracted
    assert not ContentFlag.objects.exists()


def test_a_concern_flags_and_does_not_mark(tmp_path):
    reference = ReferenceFactory(doi=MDMA[0])
    cited_by(reference)
    load(write(tmp_path / "concern.csv", [row(1, MDMA[0], nature="Expression of concern")]))
    reference.refresh_from_db()
    assert not reference.is_retracted
    assert "expression of concern" in ContentFlag.objects.get().message


def test_a_reinstated_paper_is_unmarked_and_its_flag_settled(tmp_path, mdma):
    reference = ReferenceFactory(doi=MDMA[0])
    cited_by(reference)
    load(mdma)
    rows = [row(n + 1, doi) for n, doi in enumerate(MDMA)]
    rows.append(row(9, MDMA[0], nature="Reinstatement", RetractionDate="1/2/2025 0:00"))
    load(write(tmp_path / "again.csv", rows))
    reference.refresh_from_db()
    assert not reference.is_retracted
    assert ContentFlag.objects.get().note == "The paper was reinstated."


def test_a_record_that_vanished_takes_its_mark_back_but_not_one_set_by_hand(tmp_path, mdma):
    by_record, by_hand = ReferenceFactory(doi=MDMA[0]), ReferenceFactory(is_retracted=True)
    load(mdma)
    load(write(tmp_path / "without.csv", [row(2, MDMA[1]), row(3, MDMA[2])]), force=True)
    by_record.refresh_from_db()
    by_hand.refresh_from_db()
    assert (by_record.is_retracted, by_hand.is_retracted) == (False, True)


def test_the_gravest_standing_counts():
    papers = [
        RetractedPaper(record_id=number, nature=nature, date=date(2020 + number, 1, 1))
        for number, nature in enumerate(["concern", "retraction", "correction"])
    ]
    assert standing_of(papers).nature == "retraction"
    assert standing_of([*papers, RetractedPaper(record_id=9, nature="reinstatement", date=date(2030, 1, 1))]) is None
    assert standing_of([]) is None


def test_matching_takes_a_number_of_queries_that_does_not_grow(tmp_path, django_assert_max_num_queries):
    path = write(tmp_path / "many.csv", [row(n, f"10.1000/paper{n}") for n in range(1, 1500)])
    load(path)
    Reference.objects.all().delete()
    for number in range(30):
        ReferenceFactory(doi=f"10.2000/{number}")
    with django_assert_max_num_queries(12):
        load(path)
