"""Ways to keep a page from readers, and a publication in which pages of every type are kept from them.

Every hidden page has the word QUAGMIRE in its title, summary and body, so that a test finds it wherever it leaks.
"""

from django.contrib.auth.models import Group

from wagtail.models import PageViewRestriction

from home.models import HomePage, HomePagePick
from tests.factories import (
    ArticleFactory,
    AuthorFactory,
    ClinicFactory,
    SpotlightFactory,
    StandingPageFactory,
    TopicFactory,
    body,
)
from tests.project.publication import menu
from tests.publishing import unguarded

QUAGMIRE = "Quagmire"
LONELY = "Lonelytopic"  # a published topic that hidden pages alone are about


def nothing(page):
    """Hide nothing: the control, which shows that the words would be found."""


def as_draft(page):
    """Make the page one that was never published."""
    type(page).objects.filter(pk=page.pk).update(live=False, first_published_at=None, last_published_at=None)


def by_unpublishing(page):
    """Take the page offline."""
    page.unpublish()


def by_password(page):
    """Ask for a password."""
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="secret")


def by_login(page):
    """Ask for signing in."""
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def by_group(page):
    """Let one group in."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name="Editors"))


def below_a_restricted_page(page):
    """Put the page below one that asks for a password."""
    vault = HomePage.objects.get().get_children().filter(slug="vault").first()
    if vault is None:
        vault = StandingPageFactory(title=f"{QUAGMIRE} vault", slug="vault")
        by_password(vault)
    with unguarded():
        page.move(vault, pos="last-child")


WAYS = (as_draft, by_unpublishing, by_password, by_login, by_group, below_a_restricted_page)


class HalfHidden:
    """A publication of visible pages, each tied to hidden pages of every type."""

    def __init__(self, hide):
        """Make all pages, then hide half of them with `hide(page)`."""
        self.topic, self.author = TopicFactory(title="Open topic"), AuthorFactory(title="Open author")
        lonely = TopicFactory(title=LONELY)
        self.hidden_topic = self._hidden(TopicFactory)
        self.hidden_author = self._hidden(AuthorFactory)
        ties = {"authors": [self.author, self.hidden_author], "topics": [self.topic, self.hidden_topic, lonely]}
        text = body(f"{QUAGMIRE} in the body.")
        self.hidden_article = self._hidden(ArticleFactory, body=text, **ties)
        self.hidden_clinic = self._hidden(ClinicFactory, region=f"{QUAGMIRE} State", treatment=lonely)
        self.hidden_story = self._hidden(SpotlightFactory, body=text, **ties)
        # Public itself, and yet nobody sees it while its clinic is hidden.
        self.story_of_hidden = SpotlightFactory(title=f"{QUAGMIRE} story", clinic=self.hidden_clinic, **ties)
        self.hidden_standing = self._hidden(StandingPageFactory, body=text)
        ties = {"authors": [self.hidden_author, self.author], "topics": [self.hidden_topic, self.topic]}
        self.clinic = ClinicFactory(title="Open clinic", treatment=self.hidden_topic)
        self.story = SpotlightFactory(title="Open story", clinic=self.clinic, **ties)
        promotion = ("clinic_promotion", {"clinic": self.hidden_clinic.pk})
        self.article = ArticleFactory(title="Open article", body=body("Open words.", promotion), **ties)
        with unguarded():
            self._name_the_hidden()
        menu(primary=self.hidden, footer=self.hidden)
        for page in self.hidden:
            page.refresh_from_db()
            hide(page)

    def _name_the_hidden(self):
        """Let public pages point to hidden ones wherever they can."""
        self.clinic.condition_topics.create(topic=self.hidden_topic)
        self.author.expertise_topics.create(topic=self.hidden_topic)
        self.author.scope_topics.create(topic=self.hidden_topic)
        self.author.is_medical_reviewer = True
        self.author.save()
        for page in self.hidden:
            HomePagePick.objects.create(home=HomePage.objects.get(), page=page)

    @property
    def hidden(self):
        """The pages that readers must not see."""
        return [
            self.hidden_topic,
            self.hidden_author,
            self.hidden_article,
            self.hidden_story,
            self.hidden_clinic,
            self.hidden_standing,
        ]

    def addresses(self):
        """Return {place: address} of everything that could show a hidden page."""
        return {
            "the front page": "/",
            "the article listing": "/articles/",
            "the article listing by topic": f"/articles/?topic={self.topic.slug}",
            "the clinic listing": "/clinics/",
            "the spotlight listing": "/spotlights/",
            "the topic listing": "/topics/",
            "the topic hub": self.topic.url,
            "the author listing": "/authors/",
            "the author page": self.author.url,
            "the article page": self.article.url,
            "the clinic page": self.clinic.url,
            "the spotlight page": self.story.url,
            "the feed of the site": "/feed/",
            "the feed of articles": "/articles/feed/",
            "the feed of a topic": f"{self.topic.url}feed/",
            "the feed of an author": f"{self.author.url}feed/",
            "the sitemap of articles": "/sitemap-articles.xml",
            "the sitemap of clinics": "/sitemap-clinics.xml",
            "the sitemap of authors": "/sitemap-authors.xml",
            "the sitemap of topics": "/sitemap-topics.xml",
            "the sitemap of other pages": "/sitemap-pages.xml",
            "the description for programs": "/llms.txt",
            "the proof of an article": f"/proof/{self.article.pk}/",
            "the proof of a clinic": f"/proof/{self.clinic.pk}/",
            "a search for words of a body": "/search/?q=quagmire+body",
            "a search for words of a title": "/search/?q=quagmire",
            "the page of errors": "/there/is/nothing/",
        }

    def _hidden(self, factory, **fields):
        number = factory._meta.model.__name__
        return factory(
            title=f"{QUAGMIRE} {number}", slug=f"{QUAGMIRE}-{number}".lower(), summary=f"{QUAGMIRE}.", **fields
        )
