"""Page types: where they may stand, and what they bring to the editor and to the reader."""

import pytest

from django.template.loader import get_template

from wagtail.models import Page, get_page_models

from blog import models as blog
from home import models as home
from home.models import HomePage
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)
from tests.publishing import unguarded

TREE = {
    Page: {home.HomePage, Page},  # Wagtail leaves its own page in; it cannot be made
    home.HomePage: {
        blog.ArticleIndex,
        blog.ClinicIndex,
        blog.SpotlightIndex,
        blog.AuthorIndex,
        blog.TopicIndex,
        home.StandingPage,
    },
    blog.ArticleIndex: {blog.Article},
    blog.ClinicIndex: {blog.Clinic},
    blog.SpotlightIndex: {blog.ClinicSpotlight},
    blog.AuthorIndex: {blog.AuthorProfile},
    blog.TopicIndex: {blog.Topic},
    home.StandingPage: {home.StandingPage},
    blog.Article: set(),
    blog.Clinic: set(),
    blog.ClinicSpotlight: set(),
    blog.AuthorProfile: set(),
    blog.Topic: set(),
}
ONE_OF_A_KIND = {
    home.HomePage,
    blog.ArticleIndex,
    blog.ClinicIndex,
    blog.SpotlightIndex,
    blog.AuthorIndex,
    blog.TopicIndex,
}
FACTORIES = (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
)


@pytest.mark.parametrize("model", TREE, ids=lambda model: model.__name__)
def test_a_page_type_takes_only_its_own_children(model):
    assert set(model.allowed_subpage_models()) == TREE[model]


def test_the_tree_names_every_page_type():
    assert set(get_page_models()) == set(TREE)


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(ONE_OF_A_KIND, key=str), ids=lambda model: model.__name__)
def test_there_is_one_of_it(model):
    page = model.objects.get()
    assert not model.can_create_at(page.get_parent())


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_there_may_be_many_of_it(factory):
    page = factory()
    assert type(page).can_create_at(page.get_parent())


@pytest.mark.django_db
@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory._meta.model.__name__)
def test_a_page_is_rendered_with_its_own_template_and_metadata(client, factory):
    page = factory(title="A title & more", search_description="", summary="A summary.")
    response = client.get(page.url)
    assert page.template in [template.name for template in response.templates]
    assert get_template(page.template)
    meta = response.context["meta"]
    assert meta["title"] == "A title & more"
    assert meta["description"] == "A summary."
    assert meta["canonical"] == page.full_url
    assert "A title &amp; more" in response.text


@pytest.mark.django_db
def test_the_way_to_a_page_is_shown_from_the_front_page_down(client):
    crumbs = client.get(ArticleFactory(title="The article").url).context["breadcrumbs"]
    assert [(crumb["title"], crumb["url"]) for crumb in crumbs] == [
        ("Home", "/"),
        ("Articles", "/articles/"),
        ("The article", ""),
    ]


@pytest.mark.django_db
def test_words_for_search_engines_replace_title_and_summary(client):
    page = ArticleFactory(seo_title="For engines", search_description="Found by engines.", summary="x" * 220)
    meta = client.get(page.url).context["meta"]
    assert (meta["title"], meta["description"]) == ("For engines", "Found by engines.")
    page = ArticleFactory(summary="word " * 44)
    assert len(client.get(page.url).context["meta"]["description"]) <= 160


@pytest.mark.django_db
def test_an_article_counts_its_words_when_its_body_is_saved():
    page = ArticleFactory()
    assert page.words == 5
    page = blog.Article.objects.defer("body").get(pk=page.pk)
    page.title = "Another title"
    with unguarded():
        page.save()
    assert blog.Article.objects.get(pk=page.pk).words == 5


@pytest.mark.django_db
def test_related_pages_share_topics_first_and_then_are_the_newest():
    sleep, pain = TopicFactory(), TopicFactory()
    article = ArticleFactory(topics=[sleep, pain])
    one = ArticleFactory(topics=[sleep])
    two = ArticleFactory(topics=[sleep, pain])
    older, newer = ArticleFactory(), ArticleFactory()
    assert list(article.get_related()) == [two, one, newer]
    assert older not in article.get_related()


@pytest.mark.django_db
def test_the_front_page_leads_with_the_first_pick_and_repeats_none(client):
    articles = [ArticleFactory(title=f"Article {number}") for number in range(9)]
    front = HomePage.objects.get()
    with unguarded():
        for order, page in enumerate((articles[2], articles[0])):
            home.HomePagePick.objects.create(home=front, page=page, sort_order=order)
    context = client.get("/").context
    assert context["lead"].title == "Article 2"
    assert [card.title for card in context["picks"]] == ["Article 0"]
    assert [card.title for card in context["latest"]] == [f"Article {number}" for number in (8, 7, 6, 5, 4, 3)]


@pytest.mark.django_db
def test_a_front_page_without_picks_leads_with_the_latest(client):
    for number in range(9):
        ArticleFactory(title=f"Article {number}")
    context = client.get("/").context
    assert context["lead"].title == "Article 8"
    assert [card.title for card in context["latest"]] == [f"Article {number}" for number in (7, 6, 5, 4, 3, 2)]
