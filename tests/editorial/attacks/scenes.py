"""Where a route starts: the newsroom's people, and a page in some state."""

from django.contrib.auth import get_user_model

from wagtail.models import Page

from accounts import roles
from blog.models import Article
from editorial import installation, triggers
from tests import newsroom as desk
from tests.factories import ArticleFactory, ClinicFactory, UserFactory, body

# Words that nobody approved, and words that every page here has: what a reader searches for.
MARKER = "quokkaword"
KNOWN = "zinnia"

PEOPLE = ("writer", "editor", "reviewer", "managing_editor", "disclosure_reviewer", "superuser")


def open_newsroom():
    """Return the newsroom, with a superuser and a disclosure reviewer, and everything public adopted by the ledger."""
    newsroom = desk.open_newsroom()
    newsroom.superuser = UserFactory(email="root@example.org", first_name="Root", is_superuser=True)
    newsroom.disclosure_reviewer = UserFactory(
        email="dora@example.org", first_name="Dora", role=roles.DISCLOSURE_REVIEWERS
    )
    settle()
    return newsroom


def settle():
    """Enter all that is public as installed, so that verification has nothing to say of what factories made."""
    installation.adopt("Made public by the tests.")


def public(newsroom):
    """An article that is public, without a word that was not approved."""
    article = ArticleFactory(
        title=f"About {KNOWN}s",
        slug="about-zinnias",
        owner=newsroom.writer,
        authors=[newsroom.author],
        topics=[newsroom.topic],
        body=body(f"A calm {KNOWN} text."),
    )
    revision = article.save_revision(user=newsroom.writer)
    Page.objects.filter(pk=article.pk).update(live_revision=revision)
    settle()
    return Article.objects.get(pk=article.pk)


def public_with_draft(newsroom):
    """A public article with a later draft that nobody approved."""
    article = public(newsroom)
    write(article, newsroom.writer)
    return read_again(article)


def write(article, user=None):
    """Save a draft with the marker and return its revision."""
    latest = article.get_latest_revision_as_object()
    latest.title, latest.summary = f"Rewritten {MARKER} {KNOWN}", f"Rewritten {MARKER}"
    latest.body = latest._meta.get_field("body").to_python(body(f"Rewritten {MARKER} {KNOWN}"))
    latest.go_live_at = None
    return latest.save_revision(user=user)


def draft(newsroom, writer=None):
    """A draft that was never public and is full of words that nobody approved."""
    return desk.draft_by(
        newsroom,
        writer,
        title=f"{MARKER} {KNOWN}",
        slug="a-draft",
        summary=f"{MARKER} summary",
        body=body(f"{MARKER} {KNOWN} body"),
    )


def submitted(newsroom, writer=None, article=None):
    """A draft with the marker that waits for an editor; submitted as scripts do, for writers who have no form."""
    article = article or draft(newsroom, writer)
    article.get_workflow().start(article, article.owner)
    return read_again(article)


def approved_by_editor(newsroom):
    """A draft with the marker that waits for the medical reviewer."""
    article = submitted(newsroom)
    desk.act(newsroom, newsroom.editor, article, "approve")
    return read_again(article)


def innocent_in_medical_review(newsroom):
    """A draft without the marker that an editor approved."""
    article = desk.draft_by(newsroom, title=f"Innocent {KNOWN}", body=body(f"A calm {KNOWN} text."))
    submitted(newsroom, article=article)
    desk.act(newsroom, newsroom.editor, article, "approve")
    return read_again(article)


def innocent_submitted(newsroom):
    """A draft without the marker that waits for an editor."""
    article = desk.draft_by(newsroom, title=f"Innocent {KNOWN}", body=body(f"A calm {KNOWN} text."))
    return submitted(newsroom, article=article)


def public_clinic(newsroom):
    """A public clinic."""
    clinic = ClinicFactory(title=f"Clinic {KNOWN}", treatment=newsroom.topic)
    settle()
    return clinic


def nothing(newsroom):
    """No page; the route makes its own."""
    return


def read_again(page):
    """Return a page as the database has it."""
    return type(page)._base_manager.get(pk=page.pk)


def person(newsroom, name):
    """Return one of PEOPLE, read again: nothing is remembered on the user."""
    return get_user_model().objects.get(pk=getattr(newsroom, name).pk)


def without_guards():
    """Drop the database's triggers."""
    triggers.drop()
