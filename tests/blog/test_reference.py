"""A reference as readers see it: in Vancouver style, with links, and never as markup of its own."""

import pytest

from django.core.exceptions import ValidationError

from blog.models import Reference
from tests.project.markup import tags

FULL = {
    "authors_text": "Anand A, Mathew SJ, et al.",
    "title": "Ketamine versus ECT.",
    "journal": "N Engl J Med.",
    "year": 2023,
    "volume": "388",
    "issue": "25",
    "pages": "2315–2325",
    "doi": "10.1056/nejmoa2302399",
    "pmid": "37224232",
}


def test_a_citation_in_vancouver_style():
    html = Reference(**FULL).citation_html
    assert html.startswith("Anand A, Mathew SJ, et al. Ketamine versus ECT. N Engl J Med. 2023;388(25):2315–2325. <a ")
    assert [link["href"] for link in tags(html, "a")] == [
        "https://doi.org/10.1056/nejmoa2302399",
        "https://pubmed.ncbi.nlm.nih.gov/37224232/",
    ]
    assert all("noopener" in link["rel"] for link in tags(html, "a"))


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"journal": "JAMA", "year": 2023}, "JAMA. 2023"),
        ({"journal": "JAMA"}, "JAMA"),
        ({"year": 2023, "volume": "3"}, "2023;3"),
        ({"year": 2023, "pages": "e12"}, "2023;e12"),
        ({"volume": "3", "issue": "1"}, "3(1)"),
        ({"issue": "1"}, ""),
        ({}, ""),
    ],
)
def test_parts_that_are_missing_leave_no_marks_behind(fields, where):
    assert Reference(**fields).where == where


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Does it work?", "Does it work? JAMA. "), ("It works!", "It works! JAMA. "), ("It works.", "It works. JAMA. ")],
)
def test_a_sentence_ends_once(title, expected):
    assert Reference(title=title, journal="JAMA").citation_html == expected


@pytest.mark.parametrize("name", ["authors_text", "title", "journal", "volume", "issue", "pages", "doi", "pmid", "url"])
def test_a_field_is_shown_as_text(name):
    hostile = '"><script>alert(1)</script>'
    html = Reference(**{"volume": "1", name: hostile}).citation_html
    assert "<script" not in html
    assert '">&' not in html.replace('rel="noopener">', "")


def test_an_address_that_is_no_web_address_is_no_link():
    assert tags(Reference(title="T", url="javascript:alert(1)").citation_html, "a") == []


def test_an_address_counts_only_where_no_identifier_leads_to_the_source():
    assert [link["href"] for link in tags(Reference(title="T", url="https://example.org/").citation_html, "a")] == [
        "https://example.org/"
    ]
    assert len(tags(Reference(**FULL, url="https://example.org/").citation_html, "a")) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "written", ["10.1000/ABC", " https://doi.org/10.1000/abc ", "doi:10.1000/abc", "DOI: 10.1000/abc"]
)
def test_a_doi_is_kept_in_one_form(written):
    reference = Reference(doi=written)
    reference.clean()
    assert reference.doi == "10.1000/abc"


@pytest.mark.parametrize(
    ("name", "value"),
    [("doi", "11.1000/abc"), ("doi", "10.1000"), ("pmid", "0123"), ("pmid", "12a"), ("pmid", "123456789")],
)
def test_an_identifier_of_the_wrong_form_is_refused(name, value):
    with pytest.raises(ValidationError) as caught:
        Reference(key="a", title="T", study_type="rct", **{name: value}).clean_fields()
    assert set(caught.value.message_dict) == {name}
