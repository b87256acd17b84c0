"""One record for each source; where it is used; and how a corrected copy takes its place."""

import pytest

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.citations import citation
from blog.models import Article, Reference
from blog.references import uses
from blog.references.chooser import search
from editorial.refusals import PublicationRefused
from tests.factories import ArticleFactory, ReferenceFactory, UserFactory, body

pytestmark = pytest.mark.django_db


def address(name, *args):
    return reverse(Reference.snippet_viewset.get_url_name(name), args=args)


def cites(reference, **fields):
    return ArticleFactory(body=body(f"It works{citation(reference)}."), **fields)


def lists(reference, **fields):
    return ArticleFactory(body=body(("references", {"references": [reference.pk]})), **fields)


@pytest.fixture
def editor():
    return UserFactory(role="Editors")


@pytest.fixture
def client(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"doi": "10.1000/ABC"}, "doi"),
        ({"pmid": "123"}, "pmid"),
        ({"pmcid": "PMC5"}, "pmcid"),
        ({"nct": "NCT06809595", "study_type": "register"}, "nct"),
        ({"title": "À trial, of: SOMETHING!", "year": 2020}, "title"),
    ],
)
def test_a_source_is_entered_once_and_the_message_leads_to_it(fields, name):
    first = ReferenceFactory(
        doi="10.1000/abc",
        pmid="123",
        pmcid="PMC5",
        nct="NCT06809595",
        study_type="register",
        title="A trial of something",
        year=2020,
    )
    with pytest.raises(ValidationError) as caught:
        Reference(**{"key": "b", "title": "B", "study_type": "rct", **fields}).full_clean()
    assert list(caught.value.message_dict) == [name]
    assert f'href="{address("edit", first.pk)}"' in caught.value.message_dict[name][0]


def test_the_form_forgives_how_identifiers_are_written():
    form = Reference.snippet_viewset.add_view.view_initkwargs["panel"].get_form_class()(
        {
            "key": "b",
            "title": "B",
            "study_type": "rct",
            "doi": "https://doi.org/10.1000/ABC",
            "pmcid": "pmc5",
            "nct": "nct06809595",
        }
    )
    assert form.is_valid(), form.errors
    assert (form.instance.doi, form.instance.pmcid, form.instance.nct) == ("10.1000/abc", "PMC5", "NCT06809595")


@pytest.mark.parametrize(
    "fields",
    [
        {"nct": "NCT06809595", "title": "A paper on the same trial"},
        {"title": "Reply", "year": 2020, "doi": "10.1000/other"},
        {"title": "Another title", "year": 2020},
        {"title": "Reply", "year": 2021},
    ],
)
def test_what_only_looks_alike_comes_in(fields):
    ReferenceFactory(doi="10.1000/abc", nct="NCT06809595", study_type="register", title="Reply", year=2020)
    Reference(**{"key": "b", "study_type": "rct", **fields}).full_clean()


def test_the_library_is_searched_by_everything_that_names_a_source():
    wanted = ReferenceFactory(
        key="zarate2006x",
        authors_text="Zarate CA",
        title="A randomized trial",
        year=2006,
        doi="10.1001/a",
        pmid="16894061",
    )
    ReferenceFactory(authors_text="Smith J", title="Another", year=2006)
    for query in ("zarate", "zarate 2006", "randomized", "10.1001/a", "16894061", "zarate2006x"):
        assert list(search(Reference.objects.all(), query)) == [wanted], query


def test_the_dialog_answers_with_the_label_and_leaves_out_what_was_replaced(client):
    old = ReferenceFactory(authors_text="Zarate CA Jr", year=2006)
    copy = uses.correct(old)
    base = "wagtailsnippetchoosers_blog_reference"
    listed = client.get(reverse(f"{base}:choose_results")).context["results"].object_list
    assert [each.pk for each in listed] == [copy.pk]
    answer = client.get(reverse(f"{base}:chosen", args=[copy.pk])).json()
    assert (answer["result"]["id"], answer["result"]["label"]) == (str(copy.pk), "Zarate 2006")


def test_where_used_knows_public_pages_and_drafts(editor):
    reference = ReferenceFactory()
    public, draft = cites(reference, title="A"), lists(reference, title="B", live=False)
    changed = ArticleFactory(title="C")
    changed.body = body(f"Now{citation(reference)}.")
    changed.save_revision(user=editor)
    assert [(use.content.pk, use.is_public, use.in_draft) for use in uses.uses_of(reference)] == [
        (public.pk, True, True),
        (draft.pk, False, True),
        (changed.pk, False, True),
    ]


def test_looking_for_drafts_does_not_ask_for_each(editor):
    reference = ReferenceFactory()
    asked = []
    for _round in range(2):
        for _number in range(4):
            article = ArticleFactory()
            article.body = body(f"Now{citation(reference)}.")
            article.save_revision(user=editor)
        with CaptureQueriesContext(connection) as queries:
            uses.uses_of(reference)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_public_source_is_corrected_by_a_copy_in_a_new_draft(client, editor):
    old = ReferenceFactory(title="A trial of somthing")
    page = cites(old)
    old.title = "A trial of something"
    with pytest.raises(PublicationRefused):
        old.save()
    old.refresh_from_db()

    answer = client.post(address("correct", old.pk))
    copy = Reference.objects.get(replaces=old)
    assert answer.url == address("edit", copy.pk)
    copy.title = "A trial of something"
    copy.full_clean()
    copy.save()
    assert "1 page still cites the record that it replaces" in client.get(answer.url).content.decode()
    assert page.title in client.get(address("uses", copy.pk)).content.decode()

    client.post(address("adopt", copy.pk), {"content": f"blog.article:{page.pk}"})
    page = Article.objects.get(pk=page.pk)
    assert citation(old) in page.body[0].value.source  # readers see what was approved
    assert page.live
    draft = page.get_latest_revision()
    assert draft.user == editor
    assert citation(copy) in draft.as_object().body[0].value.source
    assert [(use.is_public, use.in_draft) for use in uses.uses_of(old)] == [(True, False)]
    assert client.post(address("correct", old.pk)).url == address("edit", copy.pk)  # there is one copy


def test_a_copy_takes_its_place_in_lists_too(editor):
    old, other = ReferenceFactory(), ReferenceFactory()
    page = ArticleFactory(body=body(f"One{citation(other)}.", ("references", {"references": [old.pk, other.pk]})))
    copy = uses.correct(old)
    draft = uses.use_copy(page, copy, editor).as_object()
    assert [each.pk for each in draft.body[1].value["references"]] == [copy.pk, other.pk]
    assert citation(other) in draft.body[0].value.source


def test_nobody_saves_a_draft_of_a_page_that_they_may_not_edit():
    old = ReferenceFactory()
    page = cites(old)
    with pytest.raises(PermissionDenied):
        uses.use_copy(page, uses.correct(old), UserFactory(role="Moderators"))
    assert page.get_latest_revision() is None


def test_readers_never_see_what_is_for_the_newsroom():
    reference = ReferenceFactory(abstract="Only for us", notes="Also for us", nct="NCT06809595")
    html = Client().get(cites(reference).url).content.decode()
    assert "for us" not in html
    assert "https://clinicaltrials.gov/study/NCT06809595" in html
