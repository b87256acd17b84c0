"""A small publication for the tests: `grow(n)` makes n of everything, tied together wherever it may be."""

import json
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from wagtail.images.models import Filter
from wagtail.models import Site

from blog import models as blog
from home.models import HomePage, HomePagePick, MenuSettings
from pictures import renditions
from pictures.models import PictureRendition
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
from tests.publishing import unguarded


@contextmanager
def shared_data(django_db_blocker):
    """Keep what is made inside for as long as the context lasts, and take it back afterwards: for module fixtures."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def picture_with_sizes(**fields):
    """Return a picture whose sizes are there already, so that no page has to make one."""
    picture = PictureFactory(**fields)
    sizes = (*renditions.CARD, *renditions.HERO, *renditions.PORTRAIT)
    PictureRendition.objects.bulk_create(
        PictureRendition(
            image=picture,
            filter_spec=spec,
            focal_point_key=Filter(spec).get_cache_key(picture),
            file="images/made.webp",
            width=320,
            height=200,
        )
        for spec in renditions.specs(*sizes)
    )
    return picture


class Publication:
    """The pages of a grown publication by kind, and the addresses that readers can open in it."""

    def __init__(self):
        """Start empty."""
        self.topics, self.authors, self.articles, self.standing = [], [], [], []
        self.clinics, self.stories = [], []

    def grow(self, number):
        """Make pages until there are `number` of each kind, and tie the first of each kind to all others."""
        for n in range(len(self.articles), number):
            self.topics.append(TopicFactory(picture=picture_with_sizes()))
            self.authors.append(AuthorFactory(picture=picture_with_sizes(), is_medical_reviewer=n % 2))
            self.clinics.append(ClinicFactory(picture=picture_with_sizes(), title=f"Common clinic {n}"))
            story = {"clinic": self.clinics[-1], "commercial_status": "sponsored"}
            self.stories.append(SpotlightFactory(picture=picture_with_sizes(), title=f"Common story {n}", **story))
            self.articles.append(ArticleFactory(picture=picture_with_sizes(), title=f"Common article {n}"))
            self.standing.append(StandingPageFactory(picture=picture_with_sizes(), title=f"Common page {n}"))
        with unguarded():
            self._tie_stories()
            self._tie_author(self.authors[0])
            self._tie_clinic(self.clinics[0])
            self._fill_body(self.articles[0])
            self._fill_front_page()
        return self

    def addresses(self):
        """Return {what a reader would call it: address}."""
        topic, author = self.topics[0], self.authors[0]
        return {
            "home": "/",
            "article": self.articles[0].url,
            "article listing": "/articles/",
            "article listing by kind": "/articles/?kind=explainer",
            "article listing by topic": f"/articles/?topic={topic.slug}",
            "clinic": self.clinics[0].url,
            "clinic spotlight": self.stories[0].url,
            "spotlight listing": "/spotlights/",
            "clinic listing": "/clinics/",
            "clinic listing by state": "/clinics/?state=KS",
            "author profile": author.url,
            "author listing": "/authors/",
            "topic hub": topic.url,
            "topic listing": "/topics/",
            "standing page": self.standing[0].url,
            "search results": "/search/?q=common",
            "feed of the site": "/feed/",
            "feed of articles": "/articles/feed/",
            "feed of a topic": f"{topic.url}feed/",
            "feed of an author": f"{author.url}feed/",
            "sitemaps": "/sitemap.xml",
            "sitemap of articles": "/sitemap-articles.xml",
            "sitemap of other pages": "/sitemap-pages.xml",
            "sitemap of news": "/sitemap-news.xml",
            "description for programs": "/llms.txt",
            "proof": f"/proof/{self.articles[0].pk}/",
            "proof as JSON": f"/proof/{self.articles[0].pk}.json",
            "page not found": "/articles/there-is-no-such-article/",
        }

    def _tie_stories(self):
        blog.PageAuthor.objects.all().delete()
        blog.PageTopic.objects.all().delete()
        stories = [*self.articles, *self.stories]
        blog.PageAuthor.objects.bulk_create(
            blog.PageAuthor(page=page, author=author) for page in stories for author in self.authors
        )
        blog.PageTopic.objects.bulk_create(
            blog.PageTopic(page=page, topic=topic) for page in stories for topic in self.topics
        )

    def _tie_author(self, author):
        author.expertise_topics.all().delete()
        author.scope_topics.all().delete()
        author.credentials.all().delete()
        for topic in self.topics:
            blog.AuthorExpertise.objects.create(profile=author, topic=topic)
            blog.AuthorReviewScope.objects.create(profile=author, topic=topic)
            blog.AuthorCredential.objects.create(profile=author, degree="MD", authority="A board")

    def _tie_clinic(self, clinic):
        clinic.treatments.all().delete()
        clinic.condition_topics.all().delete()
        clinic.price_list.all().delete()
        for topic in self.topics:
            blog.ClinicTreatment.objects.create(clinic=clinic, treatment=topic, route="nasal", setting="clinic")
            blog.ClinicCondition.objects.create(clinic=clinic, topic=topic)
            blog.ClinicPrice.objects.create(clinic=clinic, item="Session", amount_from=100, as_of=timezone.localdate())

    def _fill_body(self, article):
        references = [ReferenceFactory().pk for _topic in self.topics]
        article.body = body(
            *(("heading", {"text": topic.title, "level": "h2"}) for topic in self.topics),
            *(("clinic_promotion", {"clinic": page.pk}) for page in (*self.clinics, *self.stories)),
            *(("image", {"image": {"image": page.picture_id, "alt_text": "A picture"}}) for page in self.articles),
            ("references", {"references": references}),
        )
        article.save()

    def _fill_front_page(self):
        front = HomePage.objects.get()
        front.picks.all().delete()
        for page in self.articles[:3]:
            HomePagePick.objects.create(home=front, page=page)
        menu(primary=self.standing, footer=self.standing)


def menu(**menus):
    """Write the menus of the site: menu(primary=[page, …])."""
    settings = MenuSettings.for_site(Site.objects.get(is_default_site=True))
    for name, pages in menus.items():
        items = [{"page": page.pk, "url": "", "label": ""} for page in pages]
        setattr(settings, name, json.dumps([{"type": "link", "value": item} for item in items]))
    settings.save()
