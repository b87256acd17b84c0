"""A small publication that is public: a page of every kind, every block in a body, and more than one listing page."""

from wagtail.models import Site

from blog.models import Article, SafetyInformation
from editorial import withdrawal
from editorial.models import PublicationRecord
from home.models import HomePage, HomePagePick, MenuSettings
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)
from tests.newsroom import make_reviewer
from tests.publishing import put_live, unguarded

FURTHER_ARTICLES = 13  # with the first one: more than a listing shows at once


def publish_sample(reviewer):
    """Publish the sample; return the addresses of its pages by name."""
    topic = TopicFactory(title="Esketamine", synonyms="S-ketamine\nSpray")
    condition = TopicFactory(title="Treatment-resistant depression", kind="condition")
    picture = PictureFactory(description="A calm sea", file__width=1600, file__height=900)
    author = AuthorFactory(title="Wanda Example", picture=picture)
    make_reviewer(reviewer, topic)
    clinic = ClinicFactory(title="A clinic by the river", treatment=topic, picture=picture)
    story = SpotlightFactory(
        title="A morning by the river",
        clinic=clinic,
        commercial_status="sponsored",
        sponsor_name="River Holdings",
        authors=[author],
        topics=[topic],
        picture=picture,
    )
    ReferenceFactory.create_batch(3)
    put_live(
        SafetyInformation.objects.create(
            title="Esketamine: safety",
            treatment=topic,
            introduction="<p>What to know before.</p>",
            topics=body(("item", {"topic": "driving", "text": "<p>Do not drive until you slept.</p>"})),
            as_of="2026-01-01",
            live=False,
        )
    )
    articles = [ArticleFactory(authors=[author], topics=[topic]) for _ in range(FURTHER_ARTICLES)]
    article = ArticleFactory(
        title="What happens during a first visit to the clinic",
        authors=[author],
        topics=[topic, condition],
        picture=picture,
        body=every_block(),
    )
    standing = StandingPageFactory(title="Editorial policy", slug="editorial-policy")
    with unguarded():
        HomePagePick.objects.create(home=HomePage.objects.get(), page=article.page_ptr, sort_order=0)
        HomePagePick.objects.create(home=HomePage.objects.get(), page=articles[0].page_ptr, sort_order=1)
    make_menus(standing)
    withdrawn = ArticleFactory(title="An article that was wrong", slug="gone-for-good")
    withdrawal.withdraw(withdrawn, None, "A number is wrong.", PublicationRecord.Answer.GONE)
    return {
        "home": "/",
        "article listing": "/articles/",
        "second page of a listing": "/articles/?page=2",
        "article": article.url,
        "clinic": clinic.url,
        "clinic spotlight": story.url,
        "spotlight listing": "/spotlights/",
        "clinic listing": "/clinics/",
        "author": author.url,
        "author list": "/authors/",
        "topic": topic.url,
        "topic list": "/topics/",
        "search": "/search/",
        "search with results": "/search/?q=visit",
        "search without results": "/search/?q=nothingofthekind",
        "standing page": standing.url,
        "no such page": "/no-such-page/",
        "proof": f"/proof/{article.pk}/",
        "page taken down": withdrawn.url,
    }


def every_block():
    """Return a body with every block that an article may have, filled as the block's preview is."""
    blocks = Article.body.field.stream_block.child_blocks
    return body(*((name, block.get_prep_value(block.get_preview_value())) for name, block in blocks.items()))


def make_menus(page):
    """Fill the menus at the head and at the foot."""
    links = [("/articles/", "Articles"), ("/clinics/", "Clinics"), ("/topics/", "Topics"), ("/authors/", "Authors")]
    entries = [{"page": None, "url": url, "label": label} for url, label in links]
    entries.append({"page": page.pk, "url": "", "label": ""})
    menu = body(*(("link", entry) for entry in entries))
    settings = MenuSettings.for_site(Site.objects.get(is_default_site=True))
    settings.primary = settings.footer = menu
    settings.save()
