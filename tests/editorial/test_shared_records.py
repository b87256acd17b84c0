"""Pictures and references are approved with the pages that show them, and do not change behind those."""

import pytest

from django.db import DatabaseError, transaction
from django.urls import reverse

from wagtail.models import ReferenceIndex

from accounts import roles
from blog.models import Article, Reference
from editorial.fingerprint import fingerprint
from editorial.refusals import PublicationRefused
from tests.factories import ArticleFactory, PictureFactory, ReferenceFactory, UserFactory, body
from tests.publishing import put_live

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference():
    return ReferenceFactory(title="A trial of willows")


@pytest.fixture
def picture():
    return PictureFactory(credit="Drawn by Ana")


def citing(reference, **fields):
    """Return an article that cites the reference, known to the reference index as it is after a request."""
    article = ArticleFactory(body=body(("references", {"references": [reference.pk]})), **fields)
    ReferenceIndex.create_or_update_for_object(article)
    return article


def illustrated(picture, **fields):
    article = ArticleFactory(picture=picture, **fields)
    ReferenceIndex.create_or_update_for_object(article)
    return article


def test_the_words_of_a_cited_reference_are_part_of_the_fingerprint(reference):
    article = citing(reference, live=False)
    before = fingerprint(article)
    reference.title = "A trial of oaks"
    reference.save()
    assert fingerprint(Article.objects.get(pk=article.pk)) != before


def test_a_retraction_shows_at_once_and_asks_for_no_approval(client, reference):
    article = citing(reference)
    reference.is_retracted = True
    reference.save()
    assert "Retracted" in client.get(article.url).text


@pytest.mark.parametrize("field", ["credit", "description", "long_description", "title", "source_url"])
def test_the_words_of_a_picture_are_part_of_the_fingerprint(picture, field):
    article = illustrated(picture, live=False)
    before = fingerprint(article)
    setattr(picture, field, "https://example.org/other")
    picture.save()
    assert fingerprint(Article.objects.get(pk=article.pk)) != before


def test_a_reference_on_a_public_page_does_not_change(reference):
    article = citing(reference)
    reference.title = "A trial that sells something"
    with pytest.raises(PublicationRefused, match=f"“{article.title}”"):
        reference.save()
    with pytest.raises(PublicationRefused):
        reference.delete()


def test_a_reference_that_only_drafts_cite_changes_and_goes(reference):
    citing(reference, live=False)
    reference.title = "A better title"
    reference.save()
    assert Reference.objects.get(pk=reference.pk).title == "A better title"
    reference.delete()


@pytest.mark.parametrize("make", [citing, illustrated], ids=["reference", "picture"])
def test_the_database_refuses_what_python_did_not_see(reference, picture, make):
    record = reference if make is citing else picture
    make(record)
    for statement in (
        lambda rows: rows.update(title="Other words"),
        lambda rows: rows._raw_delete(rows.db),
    ):
        with pytest.raises(DatabaseError, match="refused by the gate"), transaction.atomic():
            statement(type(record).objects.filter(pk=record.pk))
    type(record).objects.filter(pk=record.pk).update(**{"accessed_on" if make is citing else "focal_point_x": None})


def test_the_form_of_a_reference_says_why_at_the_field_and_keeps_what_was_typed(client, reference):
    article = citing(reference)
    client.force_login(UserFactory(role=roles.EDITORS))
    url = reverse("wagtailsnippets_blog_reference:edit", args=[reference.pk])
    typed = {"title": "Typed with care", "study_type": reference.study_type, "key": reference.key, "doi": reference.doi}
    answer = client.post(url, typed)
    assert answer.status_code == 200
    assert "Typed with care" in answer.text
    assert f"“{article.title}”" in answer.text
    assert "corrected copy" in answer.text
    reference.refresh_from_db()
    assert reference.title == "A trial of willows"


def test_the_form_of_a_picture_says_why(client, picture):
    illustrated(picture)
    client.force_login(UserFactory(role=roles.EDITORS))
    url = reverse("wagtailimages:edit", args=[picture.pk])
    typed = {"title": picture.title, "description": "Typed with care", "collection": picture.collection_id}
    answer = client.post(url, {**typed, "credit": picture.credit, "licence": picture.licence, "consent": "nobody"})
    assert answer.status_code == 200
    assert "Typed with care" in answer.text
    assert "This picture is shown on public pages" in answer.text


def test_a_refusal_that_no_screen_catches_is_said_in_words(client, reference):
    citing(reference)
    client.force_login(UserFactory(role=roles.EDITORS))
    url = reverse("wagtailsnippets_blog_reference:delete", args=[reference.pk])
    answer = client.post(url, HTTP_REFERER=f"http://testserver{url}", follow=True)
    assert "This reference is shown on public pages" in answer.text
    answer = client.post(url, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert (answer.status_code, answer.json()["refusals"][0]["code"]) == (403, "in_use")


def test_a_page_whose_reference_changed_past_the_guard_is_found(reference):
    from editorial import triggers, verification  # noqa: PLC0415 - used here only

    citing(reference)
    triggers.drop()
    Reference.objects.filter(pk=reference.pk).update(title="Other words")
    triggers.create()
    assert "words" in {problem.code for problem in verification.verify()}


def test_a_public_copy_can_cite_a_corrected_reference(reference):
    article = citing(reference)
    other = ReferenceFactory(title="A trial of willows, with its right year")
    draft = ArticleFactory(live=False, body=body(("references", {"references": [other.pk]})))
    assert put_live(draft).live
    assert Article.objects.get(pk=article.pk).live
