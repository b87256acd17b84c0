"""References come in from RIS, BibTeX and CSL-JSON: new ones, and no source twice."""

import json
from io import StringIO

import pytest

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from blog.models import Reference
from blog.references import bibtex, formats, ris
from blog.references.names import authors_line, turned
from tests.factories import ReferenceFactory, UserFactory

RIS = """TY  - JOUR
AU  - Anand, Amit
AU  - Mathew, Sanjay J.
AU  - Zarate, Carlos A., Jr.
TI  - Ketamine versus ECT for nonpsychotic
  treatment-resistant major depression
JO  - N Engl J Med
PY  - 2023/06/22
VL  - 388
IS  - 25
SP  - 2315
EP  - 2325
DO  - https://doi.org/10.1056/NEJMoa2302399
AN  - 37224232
AB  - An abstract.
ER  -

TY  - RPRT
A1  - Food and Drug Administration
T1  - A warning
PB  - FDA
Y1  - 2023
UR  - https://example.org/warning
ER  -
"""
BIBTEX = r"""
@string{nejm = "N Engl J Med"}
@comment{not an entry}
@article{anand2023,
  author = {Anand, Amit and M{\"u}ller, J{\"o}rg and {The ELEKT-D Team} and others},
  title = {{Ketamine} versus {ECT}: 50\% of {\o}ne},
  journal = nejm # { and more},
  year = 2023, volume = "388", number = {25}, pages = {2315--2325},
  doi = {10.1056/NEJMoa2302399}
}
@misc{warning, title = "A warning", organization = {FDA}, year = {2023}, url = {https://example.org/warning}}
"""
CSL = json.dumps(
    [
        {
            "id": "anand2023",
            "title": "Ketamine versus ECT",
            "DOI": "10.1056/NEJMoa2302399",
            "issued": {"date-parts": [[2023]]},
        },
        {"id": "other", "title": "Another", "issued": {"date-parts": [[2020]]}},
    ]
)


def test_ris_is_read():
    (paper, _problems), (report, _others) = ris.read(RIS)
    assert {
        name: paper[name] for name in ("authors_text", "title", "journal", "year", "pages", "pmid", "abstract")
    } == {
        "authors_text": "Anand A, Mathew SJ, Zarate CA Jr",
        "title": "Ketamine versus ECT for nonpsychotic treatment-resistant major depression",
        "journal": "N Engl J Med",
        "year": 2023,
        "pages": "2315–2325",
        "pmid": "37224232",
        "abstract": "An abstract.",
    }
    assert (report["authors_text"], report["journal"]) == ("Food and Drug Administration", "FDA")


def test_bibtex_is_read():
    (paper, _problems), (notice, _others) = bibtex.read(BIBTEX)
    assert paper == {
        "key": "anand2023",
        "authors_text": "Anand A, Müller J, The ELEKT-D Team, et al",
        "title": "Ketamine versus ECT: 50% of øne",
        "journal": "N Engl J Med and more",
        "year": 2023,
        "volume": "388",
        "issue": "25",
        "pages": "2315–2325",
        "doi": "10.1056/NEJMoa2302399",
        "pmid": "",
        "pmcid": "",
        "url": "",
        "abstract": "",
    }
    assert (notice["title"], notice["journal"]) == ("A warning", "FDA")


def test_an_entry_without_an_end_is_faulty():
    assert bibtex.read("@article{a, title = {Never") == [({}, ["The entry has no end."])]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Zarate, Carlos A., Jr.", "Zarate CA Jr"),
        ("Zarate CA", "Zarate CA"),
        ("Carlos Zarate", "Zarate C"),
        ("van der Berg, Jan-Willem", "van der Berg JW"),
        ("Food and Drug Administration", "Food and Drug Administration"),
        ("The ELEKT-D Group", "The ELEKT-D Group"),
    ],
)
def test_names_are_written_in_one_style(name, expected):
    assert turned(name) == expected


def test_six_authors_are_named():
    assert authors_line(list("ABCDEF")) == "A, B, C, D, E, F"
    assert authors_line(list("ABCDEFG")) == "A, B, C, D, E, F, et al"


@pytest.mark.django_db
@pytest.mark.parametrize("text", [RIS, BIBTEX, CSL])
def test_what_is_known_stays_as_it_is(text):
    known = ReferenceFactory(doi="10.1056/nejmoa2302399", title="As it was")
    entries = formats.read(text)
    assert [(entry.state, entry.known) for entry in entries] == [("known", known), ("new", None)]
    assert len(formats.save(entries)) == 1
    assert [entry.state for entry in formats.read(text)] == ["known", "known"]
    known.refresh_from_db()
    assert known.title == "As it was"


@pytest.mark.django_db
def test_the_same_source_twice_in_a_file_comes_in_once():
    entries = formats.read(RIS + RIS)
    assert [entry.state for entry in entries] == ["new", "new", "known", "known"]


@pytest.mark.django_db
def test_a_faulty_entry_says_why():
    (entry,) = formats.read(json.dumps([{"id": "a", "title": "", "DOI": "nonsense"}]))
    assert entry.state == "faulty"
    assert "DOI" in " ".join(entry.problems)
    assert any("title" in problem for problem in entry.problems)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "Dear editor", "[]", "[1", "{", "@"])
def test_what_is_no_file_of_references_is_refused_in_words(text):
    with pytest.raises(formats.UnreadableFile, match=r"\w"):
        formats.read(text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["{}", "[1, null]", "TY  -", "TY  - JOUR", "@article{a, title = {Never"])
def test_an_entry_that_is_none_is_faulty(text):
    assert {entry.state for entry in formats.read(text)} == {"faulty"}


@pytest.mark.django_db
def test_the_command_imports_and_says_what_happened(tmp_path):
    file, out = tmp_path / "references.ris", StringIO()
    file.write_text(RIS)
    call_command("import_references", file, "--dry-run", stdout=out)
    assert Reference.objects.count() == 0
    call_command("import_references", file, stdout=out)
    assert out.getvalue().splitlines()[-1] == "2 saved; 0 known, 0 faulty."
    assert Reference.objects.get(doi="10.1056/nejmoa2302399").key == "anand2023"
    with pytest.raises(CommandError):
        call_command("import_references", tmp_path / "missing.ris", stdout=out)


@pytest.fixture
def client(db):
    client = Client()
    client.force_login(UserFactory(role="Editors"))
    return client


def address(name, *args):
    return reverse(Reference.snippet_viewset.get_url_name(name), args=args)


def test_a_file_is_shown_before_it_is_imported(client):
    file = SimpleUploadedFile("references.bib", BIBTEX.encode())
    answer = client.post(address("import"), {"file": file})
    assert answer.context["counts"] == {"new": 2, "known": 0, "faulty": 0}
    assert Reference.objects.count() == 0
    text = answer.context["form"].initial["text"]
    assert client.post(address("import"), {"text": text, "confirm": "1"}).status_code == 302
    assert Reference.objects.count() == 2


@pytest.mark.parametrize("content", [b"", b"Dear editor", b"\xff\xfe\x00", b"@article{" + b"x" * 1_000_001])
def test_a_file_that_cannot_be_read_is_refused_in_the_form(client, content):
    answer = client.post(address("import"), {"file": SimpleUploadedFile("a.bib", content)})
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_a_pasted_citation_fills_the_form(client):
    pasted = "Feder A, Rutter SB. A trial. Am J Psychiatry. 2021;178(2):193-202. doi:10.1176/appi.ajp.2020.20050596"
    answer = client.post(address("paste"), {"text": pasted}, follow=True)
    form = answer.context["form"]
    assert (form["title"].value(), form["key"].value()) == ("A trial", "feder2021")
    assert form["doi"].value() == "10.1176/appi.ajp.2020.20050596"


def test_what_could_not_be_read_is_said(client):
    answer = client.post(address("paste"), {"text": "doi:10.1000/abc"}, follow=True)
    assert "please fill it in: authors, title, journal or publisher, year" in answer.content.decode()


def test_a_known_source_is_not_entered_again(client):
    known = ReferenceFactory(doi="10.1000/abc")
    answer = client.post(address("paste"), {"text": "https://doi.org/10.1000/ABC"})
    assert f'href="{address("edit", known.pk)}"' in answer.content.decode()
    assert answer.status_code == 200


@pytest.mark.parametrize("name", ["paste", "import"])
def test_only_who_may_add_references_may_bring_them_in(db, name):
    client = Client()
    client.force_login(UserFactory(role="Moderators"))
    assert client.get(address(name)).status_code != 200
