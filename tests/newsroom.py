"""A newsroom for tests: someone in every role, a topic, and a way to do in the admin's forms what they do there.

The medical reviewer is what the publication demands of one: a published profile tied to the account, a credential that
is valid, and a review scope that holds the topic. Nothing here reaches into how the workflow decides; it posts forms.
"""

from copy import copy
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Model
from django.test import Client
from django.urls import reverse

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from accounts import roles
from blog.models import Article, ArticleIndex, AuthorCredential, AuthorProfile, AuthorReviewScope, Topic
from tests.factories import ArticleFactory, AuthorFactory, TopicFactory, UserFactory
from tests.publishing import put_live

FEATURES = ["bold", "italic", "superscript", "subscript", "link", "ul", "ol"]


@dataclass
class Newsroom:
    """The people, the topic they write about and the profile that the writer writes under."""

    writer: object
    other_writer: object
    editor: object
    reviewer: object
    managing_editor: object
    administrator: object
    moderator: object
    discloser: object
    clinic_data: object
    other_clinic_data: object
    commercial: object
    topic: Topic
    author: AuthorProfile
    clients: dict = field(default_factory=dict)

    @property
    def by_role(self):
        """One person for each role."""
        return {
            roles.WRITERS: self.writer,
            roles.EDITORS: self.editor,
            roles.MEDICAL_REVIEWERS: self.reviewer,
            roles.MANAGING_EDITORS: self.managing_editor,
            roles.ADMINISTRATORS: self.administrator,
            roles.MODERATORS: self.moderator,
            roles.DISCLOSURE_REVIEWERS: self.discloser,
            roles.CLINIC_DATA: self.clinic_data,
            roles.COMMERCIAL: self.commercial,
        }

    def read_again(self):
        """Return the same newsroom with everyone read again and nobody signed in: nothing is left of another test."""
        fresh = copy(self)
        fresh.clients = {}
        for name, value in vars(self).items():
            if isinstance(value, Model):
                setattr(fresh, name, type(value)._base_manager.get(pk=value.pk))
        return fresh

    def client(self, user):
        """Return a signed-in test client, the same at every call."""
        if user.pk not in self.clients:
            self.clients[user.pk] = Client()
            self.clients[user.pk].force_login(user)
        return self.clients[user.pk]


def open_newsroom():
    """Make and return a newsroom."""
    topic = TopicFactory(title="Esketamine")
    people = {
        "writer": ("Wanda", roles.WRITERS),
        "other_writer": ("Otto", roles.WRITERS),
        "editor": ("Edda", roles.EDITORS),
        "reviewer": ("Rhea", roles.MEDICAL_REVIEWERS),
        "managing_editor": ("Magnus", roles.MANAGING_EDITORS),
        "administrator": ("Ada", roles.ADMINISTRATORS),
        "moderator": ("Mo", roles.MODERATORS),
        "discloser": ("Dilys", roles.DISCLOSURE_REVIEWERS),
        "clinic_data": ("Cleo", roles.CLINIC_DATA),
        "other_clinic_data": ("Clive", roles.CLINIC_DATA),
        "commercial": ("Bea", roles.COMMERCIAL),
    }
    users = {
        key: UserFactory(email=f"{name.lower()}@example.org", first_name=name, role=role)
        for key, (name, role) in people.items()
    }
    author = AuthorFactory(title="Wanda Example", user=users["writer"])
    make_reviewer(users["reviewer"], topic)
    return Newsroom(topic=topic, author=author, **users)


def make_reviewer(user, *topics):
    """Give a user the published profile of a medical reviewer whose scope are the topics; return the profile."""
    profile = AuthorFactory(title=str(user), user=user, is_medical_reviewer=True, role_line="Psychiatrist", live=False)
    AuthorCredential.objects.create(
        profile=profile,
        degree="MD",
        authority="A medical board",
        licence_number="M1",
        verified_on=date(2026, 1, 15),
        expires_on=date(2099, 1, 1),
    )
    for topic in topics:
        AuthorReviewScope.objects.create(profile=profile, topic=topic)
    return put_live(profile)


def draft_by(newsroom, writer=None, **fields):
    """Return an article that `writer` (default: the newsroom's) keeps as a draft, about the newsroom's topic."""
    writer = writer or newsroom.writer
    article = ArticleFactory(
        **{
            "owner": writer,
            "live": False,
            "first_published_at": None,
            "last_published_at": None,
            "authors": [newsroom.author],
            "topics": [newsroom.topic],
            **fields,
        }
    )
    article.save_revision(user=writer)
    return article


def article_form(article=None, *, author=None, topic=None, paragraph="Words of a body.", **changes):
    """Return what the article's editor posts, without an action. `changes` replace fields: `title="…"`."""
    authors, topics = (article.page_authors.all(), article.page_topics.all()) if article else ((), ())
    author_rows = [{"id": row.pk, "author": row.author_id} for row in authors] or (
        [{"author": author.pk}] if author else []
    )
    topic_rows = [{"id": row.pk, "topic": row.topic_id} for row in topics] or ([{"topic": topic.pk}] if topic else [])
    fields = {
        "title": article.title if article else "A new article",
        "slug": article.slug if article else "a-new-article",
        "summary": article.summary if article else "One sentence that says what this new article is about.",
        "kind": "explainer",
        "picture": "",
        "seo_title": "",
        "search_description": "",
        "social_title": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield([("paragraph", rich_text(f"<p>{paragraph}</p>", features=FEATURES))]),
        "page_authors": inline_formset(author_rows, initial=len(authors)),
        "page_topics": inline_formset(topic_rows, initial=len(topics)),
        "related_pins": inline_formset([]),
        "corrections": inline_formset([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **changes})


def post_edit(client, article, action="", **changes):
    """Post the article's editor; `action` is the button: "submit", "publish", or nothing for a saved draft."""
    article = Article.objects.get(pk=article.pk).get_latest_revision_as_object()
    data = article_form(article, **changes)
    if action:
        data[f"action-{action}"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), data)


def post_new(client, action="", **changes):
    """Post the form for a new article."""
    data = article_form(**changes)
    if action:
        data[f"action-{action}"] = "1"
    url = reverse("wagtailadmin_pages:add", args=["blog", "article", ArticleIndex.objects.get().pk])
    return client.post(url, data)


def submit(newsroom, article, by=None, **changes):
    """Submit an article to its workflow through the editor. `changes`: as for `article_form`."""
    answer = post_edit(newsroom.client(by or newsroom.writer), article, "submit", **changes)
    state = Article.objects.get(pk=article.pk).current_workflow_state
    if answer.status_code != 302 or not state:
        raise AssertionError(f"The article was not submitted: {answer.status_code}")
    return state


def act(newsroom, user, article, action, comment=""):
    """Take an action of the task that the article is in, such as "approve" or "reject"; return the response."""
    page = Article.objects.get(pk=article.pk)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, page.current_workflow_task_state.pk])
    return newsroom.client(user).post(url, {"comment": comment})


def in_editor_approval(newsroom, **fields):
    """Return an article that waits for an editor."""
    article = draft_by(newsroom, **fields)
    submit(newsroom, article, by=article.owner)
    return article


def in_medical_review(newsroom, **fields):
    """Return an article that an editor approved and that waits for a medical reviewer."""
    article = in_editor_approval(newsroom, **fields)
    act(newsroom, newsroom.editor, article, "approve")
    return article
