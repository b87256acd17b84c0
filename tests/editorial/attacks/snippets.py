"""Safety information, which stands on many public pages."""

from datetime import date

from django.db import connection, models
from django.urls import reverse

from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from blog.models import Article, SafetyInformation
from tests.editorial.attacks import scenes
from tests.editorial.attacks.registry import route
from tests.editorial.attacks.scenes import KNOWN, MARKER
from tests.factories import ArticleFactory, body
from tests.publishing import put_live


def on_a_public_article(newsroom):
    """Public safety information, on a public article."""
    made = put_live(safety_draft(newsroom, f"Calm {KNOWN}"))
    ArticleFactory(
        title=f"About {KNOWN}s",
        topics=[newsroom.topic],
        body=body(("safety_information", {"safety": made.pk})),
    )
    made.save_revision(user=newsroom.writer)
    scenes.settle()
    return SafetyInformation.objects.get(pk=made.pk)


def safety_draft(newsroom, words=MARKER):
    """Safety information that is not public."""
    made = SafetyInformation(
        title=words,
        treatment=newsroom.topic,
        introduction=f"<p>{words}</p>",
        as_of=date(2026, 1, 1),
        live=False,
        topics=[("item", {"topic": "driving", "text": f"<p>{words}</p>"})],
    )
    made.save()
    return made


def draft_on_a_public_article(newsroom):
    """Safety information that is not public, on a public article."""
    made = safety_draft(newsroom)
    made.save_revision(user=newsroom.writer)
    ArticleFactory(
        title=f"About {KNOWN}s", topics=[newsroom.topic], body=body(("safety_information", {"safety": made.pk}))
    )
    scenes.settle()
    return made


def form(safety, **changes):
    """Return what the editor of safety information posts."""
    topics = [("item", {"topic": "driving", "text": rich_text(f"<p>{MARKER}</p>", features=["bold", "link"])})]
    fields = {
        "title": safety.title,
        "treatment": safety.treatment_id,
        "introduction": rich_text(f"<p>{MARKER}</p>", features=["bold", "italic", "link"]),
        "as_of": "2026-01-01",
        "go_live_at": "",
        "expire_at": "",
        "topics": streamfield(topics),
    }
    return nested_form_data({**fields, **changes})


@route("snippets", on_a_public_article, typed=True)
def publish_button_of_a_snippet(newsroom, person, page):
    url = reverse(type(page).snippet_viewset.get_url_name("edit"), args=[page.pk])
    newsroom.client(person).post(url, {**form(page, title=MARKER), "action-publish": "1"})


@route("snippets", draft_on_a_public_article)
def bulk_publish_and_buttons_of_a_draft(newsroom, person, page):
    url = reverse(type(page).snippet_viewset.get_url_name("edit"), args=[page.pk])
    newsroom.client(person).post(url, {**form(page), "action-publish": "1"})


@route("snippets", on_a_public_article)
def create_and_publish_a_snippet(newsroom, person, page):
    url = reverse(type(page).snippet_viewset.get_url_name("add"))
    newsroom.client(person).post(url, {**form(page, title=MARKER), "action-publish": "1"})
    made = SafetyInformation.objects.filter(title=MARKER).first()
    article = Article.objects.get()
    article.body = article._meta.get_field("body").to_python(body(("safety_information", {"safety": made.pk})))
    article.save()


@route("snippets", on_a_public_article)
def snippet_saved(newsroom, person, page):
    page.title = page.introduction = MARKER
    page.save()


@route("snippets", draft_on_a_public_article)
def snippet_saved_live(newsroom, person, page):
    page.live = True
    page.save()


@route("snippets", draft_on_a_public_article)
def snippet_revision_published(newsroom, person, page):
    page.get_latest_revision().publish(user=person, skip_permission_checks=True)


@route("snippets", draft_on_a_public_article)
def snippet_approved_by_its_writer(newsroom, person, page):
    page.save_revision(user=person)
    page.get_workflow().start(page, person)
    for _task in range(2):
        state = SafetyInformation.objects.get(pk=page.pk).current_workflow_task_state.specific
        state.task.specific.on_action(state, person, "approve")


@route("snippets", on_a_public_article)
def snippet_updated(newsroom, person, page):
    SafetyInformation.objects.filter(pk=page.pk).update(introduction=MARKER)


@route("snippets", draft_on_a_public_article)
def snippet_updated_live(newsroom, person, page):
    SafetyInformation.objects.filter(pk=page.pk).update(live=True)


@route("snippets", draft_on_a_public_article)
def snippet_saved_past_the_mixin(newsroom, person, page):
    page.live = True
    models.Model.save(page)


@route("snippets", on_a_public_article)
def snippet_created_live(newsroom, person, page):
    copy = SafetyInformation.objects.get(pk=page.pk)
    copy.title = copy.introduction = MARKER
    SafetyInformation.objects.bulk_create([copy], update_conflicts=True, unique_fields=["id"], update_fields=["title"])


@route("snippets", on_a_public_article)
def snippet_replaced(newsroom, person, page):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE blog_safetyinformation SET introduction = %s WHERE id = %s", [MARKER, page.pk])
