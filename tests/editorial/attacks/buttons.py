"""Buttons and forms of the admin, and its interfaces for programs."""

from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from wagtail.models import APIToken

from blog.models import ArticleIndex
from tests import newsroom as desk
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import MARKER


def bulk(newsroom, person, action, *pages, **data):
    """Post a bulk action on pages."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    query = "&".join(f"id={page.pk}" for page in pages)
    return newsroom.client(person).post(f"{url}?{query}", data)


@route("buttons", scenes.public, typed=True)
def publish_button_on_a_public_page(newsroom, person, page):
    desk.post_edit(newsroom.client(person), page, "publish", title=MARKER, paragraph=MARKER)


@route("buttons", scenes.draft)
def publish_button_on_a_draft(newsroom, person, page):
    desk.post_edit(newsroom.client(person), page, "publish", title=MARKER)


@route("buttons", scenes.nothing, typed=True)
def create_and_publish(newsroom, person, page):
    desk.post_new(
        newsroom.client(person),
        "publish",
        author=newsroom.author,
        topic=newsroom.topic,
        title=MARKER,
        paragraph=MARKER,
    )


@route("buttons", scenes.public)
def publish_by_autosave_request(newsroom, person, page):
    data = {**desk.article_form(page, title=MARKER), "action-publish": "1"}
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    newsroom.client(person).post(url, data, headers={"accept": "application/json"})


@route("buttons", scenes.draft)
def bulk_publish(newsroom, person, page):
    bulk(newsroom, person, "publish", page)


@route("buttons", scenes.draft)
def bulk_publish_with_descendants(newsroom, person, page):
    bulk(newsroom, person, "publish", ArticleIndex.objects.get(), include_descendants="on")


@route("buttons", scenes.public, typed=True)
def new_address_of_a_public_page(newsroom, person, page):
    desk.post_edit(newsroom.client(person), page, "publish", slug=MARKER)


@route("buttons", scenes.public_with_draft)
def revert_to_words_nobody_approved_and_publish(newsroom, person, page):
    revision = page.get_latest_revision()
    page.save_revision(user=newsroom.writer)  # the public words again, so that the others are old
    data = {**desk.article_form(revision.as_object()), "revision": revision.pk, "action-publish": "1"}
    newsroom.client(person).post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)


@route("buttons", scenes.draft)
def schedule_into_the_past(newsroom, person, page):
    moment = (timezone.now() - timezone.timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    desk.post_edit(newsroom.client(person), page, "publish", go_live_at=moment)


@route("buttons", scenes.public_with_draft, takes_down=True)
def unpublish_and_publish(newsroom, person, page):
    reason = {"reason": "To be put up again at once.", "answer": "503"}
    newsroom.client(person).post(reverse("editorial_withdraw", args=[page.pk]), reason)
    desk.post_edit(newsroom.client(person), page, "publish")
    bulk(newsroom, person, "publish", page)


@route("buttons", scenes.public_with_draft)
def lock_unlock_and_publish(newsroom, person, page):
    for name in ("wagtailadmin_pages:lock", "wagtailadmin_pages:unlock"):
        newsroom.client(person).post(reverse(name, args=[page.pk]))
    desk.post_edit(newsroom.client(person), page, "publish")


@route("buttons", scenes.public_with_draft, takes_down=True)
def hide_show_and_publish(newsroom, person, page):
    url = reverse("wagtailadmin_pages:set_privacy", args=[page.pk])
    for kind in ("login", "none"):
        newsroom.client(person).post(url, {"restriction_type": kind, "password": "", "groups": []})
    desk.post_edit(newsroom.client(person), page, "publish")


@route("buttons", scenes.draft)
def admin_interface_publish(newsroom, person, page):
    for action in ("publish", "copy", "revert_to_page_revision"):
        url = f"/admin/api/main/pages/{page.pk}/action/{action}/"
        data = {"keep_live": True, "destination_page_id": page.get_parent().pk, "slug": f"copy-{action}"}
        revision = {"revision_id": page.get_latest_revision().pk}
        newsroom.client(person).post(url, {**data, **revision}, content_type="application/json")


@route("buttons", scenes.public_with_draft)
def interface_v3_publish(newsroom, person, page):
    for action in ("publish", "copy", "create_alias"):
        call_v3("post", person, f"/interface/pages/{page.pk}/actions/{action}/", {})


@route("buttons", scenes.public)
def interface_v3_edit_and_publish(newsroom, person, page):
    data = {"title": MARKER, "summary": MARKER, "meta": {"type": "blog.Article", "action": "publish"}}
    call_v3("patch", person, f"/interface/pages/{page.pk}/", data)


@route("buttons", scenes.nothing)
def interface_v3_create_and_publish(newsroom, person, page):
    meta = {"type": "blog.Article", "parent_id": ArticleIndex.objects.get().pk, "action": "publish"}
    data = {"title": MARKER, "slug": "by-program", "summary": MARKER, "kind": "explainer", "body": [], "meta": meta}
    call_v3("post", person, "/interface/pages/", data)


def call_v3(method, person, url, data):
    """Send JSON with a person's token to Wagtail's API v3, which the product does not mount."""
    _token, secret = APIToken.create_token(user=person, name="attack")
    headers = {"authorization": f"Bearer {secret}"}
    with override_settings(ROOT_URLCONF="tests.editorial.attacks.urls_v3"):
        send = getattr(Client(raise_request_exception=False), method)
        return send(url, data, content_type="application/json", headers=headers)
