"""References come in from CSL-JSON with all that a citation needs."""

from datetime import date

import pytest

from blog.models import Reference
from blog.references import csl
from home.demonstration import files

ITEM = {
    "id": "anand2023",
    "type": "article-journal",
    "title": "Ketamine versus ECT",
    "author": [{"family": "Anand", "given": "A"}, {"family": "Mathew", "given": "SJ"}, {"literal": "The ELEKT-D Team"}],
    "note": "et al.",
    "container-title": "N Engl J Med",
    "issued": {"date-parts": [[2023, 5, 24]]},
    "volume": 388,
    "issue": "25",
    "page": "2315-2325",
    "DOI": "10.1056/NEJMoa2302399",
    "PMID": "37224232",
    "URL": "https://example.org/",
    "accessed": {"date-parts": [[2026, 11]]},
    "custom": {"study_type": "rct", "retracted": True},
}


def test_every_field_finds_its_place():
    assert csl.fields_of(ITEM) == {
        "key": "anand2023",
        "study_type": "rct",
        "authors_text": "Anand A, Mathew SJ, The ELEKT-D Team, et al",
        "title": "Ketamine versus ECT",
        "journal": "N Engl J Med",
        "year": 2023,
        "volume": "388",
        "issue": "25",
        "pages": "2315–2325",
        "doi": "10.1056/nejmoa2302399",
        "pmid": "37224232",
        "pmcid": "",
        "url": "https://example.org/",
        "accessed_on": date(2026, 11, 1),
        "is_retracted": True,
    }


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"issued": None}, "year", None),
        ({"issued": {"date-parts": [[]]}}, "year", None),
        ({"issued": {"literal": "forthcoming"}}, "year", None),
        ({"issued": {"date-parts": [["2019"]]}}, "year", 2019),
        ({"container-title": None, "publisher": "FDA"}, "journal", "FDA"),
        ({"author": [{"family": "Anand"}], "note": ""}, "authors_text", "Anand"),
        ({"author": []}, "authors_text", "et al"),
        ({"accessed": None}, "accessed_on", None),
        ({"accessed": "2026-11-23"}, "accessed_on", date(2026, 11, 23)),
        ({"accessed": {"date-parts": [["2026", "11", "23"]]}}, "accessed_on", date(2026, 11, 23)),
        ({"DOI": "https://doi.org/10.1000/ABC"}, "doi", "10.1000/abc"),
        ({"custom": None}, "study_type", ""),
    ],
)
def test_what_is_missing_or_written_otherwise(changes, name, value):
    assert csl.fields_of(ITEM | changes)[name] == value


@pytest.mark.django_db
def test_a_source_that_says_nothing_of_a_retraction_leaves_the_mark():
    csl.load([ITEM])
    csl.load([ITEM | {"custom": {"study_type": "rct"}}])
    assert Reference.objects.get().is_retracted
    csl.load([ITEM | {"custom": {"retracted": False}}])
    assert not Reference.objects.get().is_retracted


@pytest.mark.django_db
def test_loading_twice_renews_and_does_not_double():
    assert csl.load([ITEM]) == 1
    csl.load([ITEM | {"title": "Another title"}])
    assert [reference.title for reference in Reference.objects.all()] == ["Another title"]


def test_the_references_of_the_demonstration_are_complete():
    fields = [csl.fields_of(item) for item in files.one("references.json")]
    assert len({item["key"] for item in fields}) == len(fields)
    for item in fields:
        Reference(**item).clean_fields()
        assert item["doi"] or item["pmid"] or item["url"], item["key"]
