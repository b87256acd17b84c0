"""The factories make what they say."""

import pytest

from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    SpotlightFactory,
    TopicFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_pages_come_out_published_and_searchable(client):
    topic = TopicFactory(title="Ketamine")
    author = AuthorFactory(title="Mara Example")
    article = ArticleFactory(authors=[author], topics=[topic], picture=PictureFactory())
    clinic = ClinicFactory(treatment=topic)
    assert client.get(article.url).status_code == 200
    assert client.get(clinic.url).status_code == 200
    assert client.get(SpotlightFactory(clinic=clinic).url).status_code == 200
    assert UserFactory(role="Writers").groups.get().name == "Writers"
