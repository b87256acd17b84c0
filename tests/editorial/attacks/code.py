"""Python in a shell, a script or a package: every way Django and Wagtail know to write a row."""

from io import StringIO
from unittest import mock

from django.core import serializers
from django.core.management import call_command, get_commands
from django.db import models

from wagtail.actions import action_registry
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from blog.models import Article, ArticleIndex
from editorial.actions import GatedPublishPageRevisionAction
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER


def new_article(**fields):
    """Return an article that is not saved."""
    return Article(**{"title": MARKER, "slug": "by-code", "summary": MARKER, "live": True, **fields})


@route("code", scenes.draft)
def revision_publish(newsroom, person, page):
    page.get_latest_revision().publish(user=person)


@route("code", scenes.public_with_draft)
def revision_publish_without_checks(newsroom, person, page):
    page.get_latest_revision().publish(user=person, skip_permission_checks=True)


@route("code", scenes.draft)
def page_publish_without_a_user(newsroom, person, page):
    page.publish(page.get_latest_revision(), skip_permission_checks=True)


@route("code", scenes.draft)
def save_live(newsroom, person, page):
    page.live = True
    page.save()


@route("code", scenes.public)
def save_other_words(newsroom, person, page):
    page.title = MARKER
    page.save()


@route("code", scenes.public)
def save_one_field(newsroom, person, page):
    page.title = MARKER
    page.save(update_fields=["title"])


@route("code", scenes.draft)
def save_the_state_only(newsroom, person, page):
    page.live = True
    page.save(update_fields=["live"])


@route("code", scenes.public)
def save_a_field_and_say_another(newsroom, person, page):
    """Set the approved words in memory, keep the others in the row, and save the state only."""
    approved = page.title
    Page.objects.filter(pk=page.pk).update(live=False)
    Page.objects.filter(pk=page.pk).update(title=MARKER, draft_title=MARKER)
    page.title, page.live = approved, True
    page.save(update_fields=["live"])


@route("code", scenes.public)
def save_unguarded_fields_and_words(newsroom, person, page):
    page.title = MARKER
    page.save(update_fields=["latest_revision", "seal", "draft_title"])
    page.save(update_fields=["draft_title", "title"])


@route("code", scenes.draft)
def save_as_a_plain_page(newsroom, person, page):
    plain = Page.objects.get(pk=page.pk)
    plain.live = True
    plain.save()


@route("code", scenes.public)
def save_other_words_as_a_plain_page(newsroom, person, page):
    plain = Page.objects.get(pk=page.pk)
    plain.title = MARKER
    plain.save()


@route("code", scenes.draft)
def save_past_the_mixin(newsroom, person, page):
    page.live = True
    models.Model.save(page)


@route("code", scenes.public)
def save_other_words_past_the_mixin(newsroom, person, page):
    page.title = page.summary = MARKER
    models.Model.save(page)


@route("code", scenes.public)
def save_base_raw(newsroom, person, page):
    page.summary = MARKER
    page.save_base(raw=True)


@route("code", scenes.draft)
def queryset_update_live(newsroom, person, page):
    Article.objects.filter(pk=page.pk).update(live=True)


@route("code", scenes.public)
def queryset_update_words(newsroom, person, page):
    Page.objects.filter(pk=page.pk).update(title=MARKER)


@route("code", scenes.public)
def queryset_update_own_words(newsroom, person, page):
    Article.objects.filter(pk=page.pk).update(summary=MARKER)


@route("code", scenes.public, takes_down=True)
def down_changed_and_up_again(newsroom, person, page):
    Page.objects.filter(pk=page.pk).update(live=False)
    Page.objects.filter(pk=page.pk).update(title=MARKER)
    Page.objects.filter(pk=page.pk).update(live=True)


@route("code", scenes.public)
def bulk_update(newsroom, person, page):
    page.title = page.summary = MARKER
    Article.objects.bulk_update([page], ["title", "summary"])


@route("code", scenes.nothing)
def bulk_create(newsroom, person, page):
    index = ArticleIndex.objects.get()
    page = new_article(depth=index.depth + 1, path=f"{index.path}0001", locale=index.locale, draft_title=MARKER)
    page.set_url_path(index)
    values = {field.attname: getattr(page, field.attname) for field in Page._meta.local_fields}
    (made,) = Page.objects.bulk_create([Page(**values | {"content_type": page.cached_content_type})])
    page.page_ptr_id = page.pk = made.pk
    page.save_base(raw=True)


@route("code", scenes.nothing)
def add_child_live(newsroom, person, page):
    ArticleIndex.objects.get().add_child(instance=new_article(owner=person))


@route("code", scenes.nothing)
def add_child_live_and_publish(newsroom, person, page):
    index = ArticleIndex.objects.get()
    page = index.add_child(instance=new_article(owner=person))
    page.live = True
    page.save(clean=False)


@route("code", scenes.draft)
def action_of_the_registry(newsroom, person, page):
    revision = page.get_latest_revision()
    for model in (Page, Article):
        try:
            action_registry.get_action_class(model, "publish")(revision, user=person).execute(
                skip_permission_checks=True
            )
        except Exception:  # noqa: BLE001, S112 - an attacker does not mind
            continue


@route("code", scenes.draft)
def wagtails_own_action(newsroom, person, page):
    PublishPageRevisionAction(page.get_latest_revision(), user=person).execute(skip_permission_checks=True)


@route("code", scenes.draft)
def action_without_its_check(newsroom, person, page):
    action = GatedPublishPageRevisionAction(page.get_latest_revision(), user=person)
    action._publish_revision(action.revision, action.object, user=person, changed=True, log_action=True)


@route("code", scenes.public)
def action_whose_words_change_after_the_check(newsroom, person, page):
    action = GatedPublishPageRevisionAction(page.get_latest_revision(), user=person)
    action.check(skip_permission_checks=True)
    action.object.title = MARKER
    with mock.patch.object(action, "check"):
        action.execute()


@route("code", scenes.draft)
def loaddata(newsroom, person, page):
    page.live = True
    text = serializers.serialize(
        "json", [Page(**{f.attname: getattr(page, f.attname) for f in Page._meta.fields}), page]
    )
    for record in serializers.deserialize("json", text):
        record.save()


@route("code", scenes.public_with_draft)
def every_command_that_needs_no_argument(newsroom, person, page):
    scheduled = {"publish_scheduled", "publish_scheduled_pages"}
    ours = {
        name for name, app in get_commands().items() if app.startswith(("wagtail", "editorial", "home", "delivery"))
    }
    for name in sorted((ours | scheduled) - {"load_demonstration"}):
        try:
            call_command(name, interactive=False, stdout=StringIO(), stderr=StringIO())
        except (Exception, SystemExit):  # noqa: BLE001, S112 - most want arguments
            continue


@route("code", scenes.public_with_draft)
def queryset_first_and_save(newsroom, person, page):
    latest = page.get_latest_revision_as_object()
    latest.save()


@route("code", scenes.public_with_draft)
def page_with_deferred_words(newsroom, person, page):
    light = Article.objects.defer("body", "summary").get(pk=page.pk)
    light.title = MARKER
    light.save()
