"""The schedule: forged moments, edits after approval, and aliases of what is not public yet."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from wagtail.models import Revision

from blog.models import Article
from editorial import schedule
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route

PAST, FUTURE = -timedelta(hours=1), timedelta(days=1)


def due(revision):
    """Say of a revision that its moment has come."""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() + PAST)


def scheduled(newsroom, words):
    """Return an article that was approved with words and goes live tomorrow."""
    article = words(newsroom)
    latest = article.get_latest_revision_as_object()
    latest.go_live_at = timezone.now() + FUTURE
    latest.save_revision(user=newsroom.writer)
    article.get_workflow().start(article, newsroom.writer)
    for user in (newsroom.editor, newsroom.reviewer):
        desk.act(newsroom, user, article, "approve")
    if not article.revisions.exclude(approved_go_live_at=None).exists():
        raise AssertionError("The honest way did not work.")
    return scenes.read_again(article)


def under_embargo(newsroom):
    """Words that are approved for tomorrow, and for nobody's eyes today."""
    return scheduled(newsroom, scenes.draft)


def innocent_for_tomorrow(newsroom):
    """Harmless words that are approved for tomorrow."""
    return scheduled(newsroom, lambda room: desk.draft_by(room, title=f"Innocent {scenes.KNOWN}"))


@route("schedule", scenes.draft)
def forged_moment_and_wagtails_command(newsroom, person, page):
    due(page.get_latest_revision())
    call_command("publish_scheduled")


@route("schedule", scenes.draft)
def forged_moment_and_our_schedule(newsroom, person, page):
    due(page.get_latest_revision())
    schedule.run()


@route("schedule", scenes.draft)
def forged_moment_on_save(newsroom, person, page):
    page.save_revision(user=person, approved_go_live_at=timezone.now() + PAST)
    schedule.run()


@route("schedule", scenes.public_with_draft)
def forged_moment_on_a_public_page(newsroom, person, page):
    due(page.get_latest_revision())
    schedule.run()
    call_command("publish_scheduled")


@route("schedule", innocent_for_tomorrow)
def edit_after_the_approval(newsroom, person, page):
    scenes.write(page, person)
    for revision in page.revisions.exclude(approved_go_live_at=None):
        due(revision)
    schedule.run()


@route("schedule", innocent_for_tomorrow)
def moment_moved_to_other_words(newsroom, person, page):
    revision = scenes.write(page, person)
    page.revisions.update(approved_go_live_at=None)
    due(revision)
    schedule.run()


@route("schedule", innocent_for_tomorrow)
def scheduled_revision_overwritten(newsroom, person, page):
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    latest = page.get_latest_revision_as_object()
    latest.title, latest.go_live_at = scenes.MARKER, None
    latest.save_revision(user=revision.user, overwrite_revision=revision, approved_go_live_at=timezone.now() + PAST)
    schedule.run()


@route("schedule", innocent_for_tomorrow)
def scheduled_revision_rewritten_in_place(newsroom, person, page):
    revision = page.revisions.exclude(approved_go_live_at=None).get()
    revision.content = {**revision.content, "title": scenes.MARKER, "go_live_at": None}
    revision.approved_go_live_at = timezone.now() + PAST
    revision.save()
    schedule.run()


@route("schedule", under_embargo)
def alias_of_scheduled_words(newsroom, person, page):
    page.create_alias(update_slug="an-alias", user=person)


@route("schedule", scenes.nothing)
def alias_made_before_its_source_was_scheduled(newsroom, person, page):
    article = scenes.draft(newsroom)
    article.create_alias(update_slug="an-alias", user=person)
    latest = article.get_latest_revision_as_object()
    latest.go_live_at = timezone.now() + FUTURE
    latest.save_revision(user=newsroom.writer)
    article.get_workflow().start(article, newsroom.writer)
    for user in (newsroom.editor, newsroom.reviewer):
        desk.act(newsroom, user, article, "approve")


@route("schedule", under_embargo)
def moment_taken_away_in_the_row(newsroom, person, page):
    Article.objects.filter(pk=page.pk).update(go_live_at=None)
    Article.objects.get(pk=page.pk).save()
    Article.objects.filter(pk=page.pk).update(live=True)
