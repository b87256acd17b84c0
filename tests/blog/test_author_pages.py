"""An author's page shows what they wrote, and what they really reviewed."""

import pytest

from editorial.models import PublicationRecord
from tests.factories import ArticleFactory, AuthorFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    return AuthorFactory(title="Rhea Example", is_medical_reviewer=True, user=UserFactory())


def reviewed_by(profile, on="2026-05-01", **kwargs):
    """Return a public article that carries the medical approval of the profile's account."""
    page = ArticleFactory(**kwargs)
    PublicationRecord.objects.filter(page=page.pk).update(
        reviewer=profile.user, reviewer_name=profile.title, last_reviewed=on
    )
    return page


def titles(listing):
    return [card.title for card in listing.object_list]


def test_what_was_written_and_what_was_reviewed_are_listed_apart(client, reviewer):
    ArticleFactory(title="Written", authors=[reviewer])
    reviewed_by(reviewer, title="Reviewed first", on="2026-05-01")
    reviewed_by(reviewer, title="Reviewed last", on="2026-06-01")
    context = client.get(reviewer.url).context
    assert titles(context["page_obj"]) == ["Written"]
    assert titles(context["reviewed"]) == ["Reviewed last", "Reviewed first"]


def test_only_real_approvals_of_public_pages_count_as_reviews(client, reviewer):
    reviewed_by(reviewer, title="A demonstration", is_demo=True)
    reviewed_by(AuthorFactory(user=UserFactory()), title="Reviewed by another")
    page = reviewed_by(reviewer, title="In an emergency")
    PublicationRecord.objects.filter(page=page.pk).update(emergency_until="2099-01-01T00:00Z")
    response = client.get(reviewer.url)
    assert titles(response.context["reviewed"]) == []
    assert "No public page yet" in response.text


def test_each_list_has_pages_of_its_own(client, reviewer):
    for number in range(13):
        ArticleFactory(authors=[reviewer])
        reviewed_by(reviewer, title=f"Reviewed {number}")
    response = client.get(f"{reviewer.url}?page=2&reviewed=2")
    assert len(titles(response.context["page_obj"])) == len(titles(response.context["reviewed"])) == 1
    assert 'href="?reviewed=2&amp;page=1"' in response.text
    assert 'href="?page=2&amp;reviewed=1#reviewed"' in response.text
    assert response.context["meta"]["robots"] == "noindex, follow"
    assert client.get(f"{reviewer.url}?reviewed=3").status_code == 404


def test_who_does_not_review_has_no_list_of_reviews(client):
    response = client.get(AuthorFactory().url)
    assert response.context["reviewed"] is None
    assert "Reviewed by" not in response.text
