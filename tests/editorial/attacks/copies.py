"""Copies, aliases, translations and moves: words that arrive somewhere by another way than writing."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wagtail.actions import action_registry
from wagtail.models import Locale, Page, Revision, WorkflowPage

from blog.models import Article, ArticleIndex
from editorial import schedule
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER


@route("copies", scenes.public)
def copy_with_its_state_in_the_admin(newsroom, person, page):
    data = {
        "new_title": MARKER,
        "new_slug": "a-copy",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    newsroom.client(person).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)


@route("copies", scenes.public_with_draft)
def copy_with_its_state_in_code(newsroom, person, page):
    page.copy(keep_live=True, update_attrs={"title": MARKER, "slug": "a-copy"}, user=person)


@route("copies", scenes.public_with_draft)
def copy_of_the_tree_with_its_state(newsroom, person, page):
    index = ArticleIndex.objects.get()
    attributes = {"title": MARKER, "slug": "another-index"}
    index.copy(recursive=True, keep_live=True, update_attrs=attributes, user=person)


@route("copies", scenes.public_with_draft)
def copy_and_its_old_schedule(newsroom, person, page):
    copy = page.copy(copy_revisions=True, keep_live=False, update_attrs={"slug": "a-copy"}, user=person)
    Revision.objects.filter(object_id=str(copy.pk)).update(approved_go_live_at=timezone.now() - timedelta(hours=1))
    schedule.run()


@route("copies", scenes.draft)
def alias_of_a_draft(newsroom, person, page):
    alias = page.create_alias(update_slug="an-alias", user=person)
    alias.live = True
    alias.save()


@route("copies", scenes.public)
def alias_with_other_words(newsroom, person, page):
    alias = page.create_alias(update_slug="an-alias", user=person)
    alias.title = alias.draft_title = MARKER
    alias.save()


@route("copies", scenes.public)
def alias_in_the_admin_then_edited(newsroom, person, page):
    client = newsroom.client(person)
    data = {"new_title": "A", "new_slug": "an-alias", "new_parent_page": page.get_parent().pk, "alias": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    alias = Article.objects.filter(slug="an-alias").first() or page.create_alias(update_slug="an-alias", user=person)
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    desk.post_edit(client, alias, "publish", title=MARKER)


@route("copies", scenes.public)
def converted_alias_in_code(newsroom, person, page):
    alias = page.create_alias(update_slug="an-alias", user=person)
    action_registry.get_action_class(Page, "convert_alias")(alias, user=person).execute(skip_permission_checks=True)
    alias = Article.objects.get(pk=alias.pk)
    alias.title = MARKER
    alias.save_revision(user=person).publish(user=person, skip_permission_checks=True)


@route("copies", scenes.draft)
def draft_that_calls_itself_an_alias(newsroom, person, page):
    other = scenes.public(newsroom)
    page.alias_of = other
    page.live = True
    page.save()


@route("copies", scenes.public, takes_down=True)
def public_page_that_calls_itself_an_alias(newsroom, person, page):
    page.alias_of = scenes.draft(newsroom)
    page.title = page.draft_title = MARKER
    page.save()


@route("copies", scenes.public_with_draft)
def translation(newsroom, person, page):
    locale = Locale.objects.create(language_code="fr")
    translated = page.copy_for_translation(locale, copy_parents=True)
    translated.title = MARKER
    translated.live = True
    translated.save()
    translated.save_revision(user=person).publish(user=person, skip_permission_checks=True)


@route("copies", scenes.draft)
def move_where_no_workflow_is(newsroom, person, page):
    place = another_index()
    WorkflowPage.objects.exclude(page=page.get_parent()).delete()
    page.move(place, pos="last-child")
    Article.objects.get(pk=page.pk).get_latest_revision().publish(user=person, skip_permission_checks=True)


@route("copies", scenes.submitted)
def move_where_an_editor_is_enough(newsroom, person, page):
    page.move(another_index(), pos="last-child")
    page = Article.objects.get(pk=page.pk)
    page.current_workflow_state.cancel(user=person)
    page.get_workflow().start(page, person)
    desk.act(newsroom, newsroom.editor, page, "approve")


@route("copies", scenes.draft, takes_down=True)
def page_replaced_in_the_tree(newsroom, person, page):
    """Give a draft the address of a public page, and let the public page's row step aside."""
    other = scenes.public(newsroom)
    other.move(another_index(), pos="last-child")
    Page.objects.filter(pk=page.pk).update(slug=other.slug, url_path=other.url_path)


def another_index():
    """Return a draft of a second listing of articles, below the front page, where one editor is enough."""
    front = ArticleIndex.objects.get().get_parent()
    return front.add_child(instance=ArticleIndex(title="Elsewhere", slug="elsewhere", summary="E.", live=False))
