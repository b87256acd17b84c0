"""Editors see every page as readers will, before it is saved and before it is published."""

import pytest

from wagtail.models import Site, get_page_models

from blog import models as blog
from home import models as home
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)

pytestmark = pytest.mark.django_db

MADE_BY = {
    blog.Article: ArticleFactory,
    blog.AuthorProfile: AuthorFactory,
    blog.Clinic: ClinicFactory,
    blog.ClinicSpotlight: SpotlightFactory,
    blog.Topic: TopicFactory,
    home.StandingPage: StandingPageFactory,
}
TYPES = [model for model in get_page_models() if model.__module__.startswith(("blog", "home"))]


@pytest.fixture(params=TYPES, ids=lambda model: model.__name__)
def page(request):
    """A page of each type: a draft where there may be many of it."""
    factory = MADE_BY.get(request.param)
    return factory(live=False, title="A draft in the making") if factory else request.param.objects.get()


def preview(page, mode=""):
    response = page.make_preview_request(preview_mode=mode)
    response.render()
    return response


def test_every_mode_of_preview_shows_the_page(page):
    assert page.preview_modes
    for mode, _label in page.preview_modes:
        response = preview(page, mode)
        assert response.status_code == 200
        assert words_of(page) in response.text


def words_of(page):
    """Return something that readers see of a page. The front page is called by the publication's name."""
    return home.PublicationSettings.for_site(Site.objects.get()).name if isinstance(page, home.HomePage) else page.title


def test_a_change_that_is_not_saved_is_previewed(page):
    page.title = page.seo_title = "Words that are not saved"
    assert "Words that are not saved" in preview(page).text


@pytest.mark.parametrize("model", MADE_BY, ids=lambda model: model.__name__)
def test_a_page_that_was_never_saved_is_previewed(model):
    parent = MADE_BY[model]._index.objects.get()
    page = model(title="A new page", slug="a-new-page", summary="New.")
    if hasattr(page, "body"):
        page.body = body("First words.", ("heading", {"text": "A heading", "level": "h2"}))
    page.path = parent._get_children_path_interval(parent.path)[0]
    page.depth = parent.depth + 1
    page.set_url_path(parent)
    assert "A new page" in preview(page).text


def test_a_draft_shows_its_authors_and_topics_before_they_are_saved():
    author, topic = AuthorFactory(title="Mara Example"), TopicFactory(title="Ketamine")
    page = ArticleFactory(live=False)
    page.page_authors = [blog.PageAuthor(author=author)]
    page.page_topics = [blog.PageTopic(topic=topic)]
    text = preview(page).text
    assert "Mara Example" in text
    assert "Ketamine" in text


def test_a_draft_of_a_clinic_shows_its_treatments_before_they_are_saved():
    topic = TopicFactory(title="Esketamine")
    page = ClinicFactory(live=False)
    page.treatments = [blog.ClinicTreatment(treatment=topic, route="nasal", setting="clinic")]
    page.condition_topics = [blog.ClinicCondition(topic=topic)]
    text = preview(page).text
    assert text.count("Esketamine") >= 2
    assert "Nasal spray" in text
