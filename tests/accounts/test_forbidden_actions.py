"""What the roles may not do, tried by posting the forms that their screens do not offer."""

import pytest

from django.contrib.auth.models import Group
from django.urls import reverse

from wagtail.models import Page

from accounts import roles
from blog.models import Article, ArticleIndex
from tests import newsroom as desk
from tests.factories import ArticleFactory, PictureFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

WITHOUT_PUBLISHING = [roles.WRITERS, roles.EDITORS, roles.MEDICAL_REVIEWERS, roles.ADMINISTRATORS, roles.MODERATORS]
no_publishers = pytest.mark.parametrize("role", WITHOUT_PUBLISHING)


def latest_title(page):
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object().title


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def bulk(client, action, *pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    return client.post(f"{url}?" + "&".join(f"id={page.pk}" for page in pages), {"include_descendants": "on"})


# Publishing


@pytest.mark.parametrize(
    ("role", "page"),
    [
        (roles.WRITERS, "draft"),
        (roles.EDITORS, "draft"),
        (roles.EDITORS, "in_editor_approval"),
        (roles.MEDICAL_REVIEWERS, "in_medical_review"),
    ],
)
def test_the_editor_offers_no_publish_button(room, role, page):
    make = {
        "draft": desk.draft_by,
        "in_editor_approval": desk.in_editor_approval,
        "in_medical_review": desk.in_medical_review,
    }[page]
    answer = room.client(room.by_role[role]).get(reverse("wagtailadmin_pages:edit", args=[make(room).pk]))
    assert answer.status_code == 200
    assert "action-publish" not in answer.content.decode()


@pytest.mark.parametrize("role", [roles.WRITERS, roles.EDITORS])
def test_the_form_of_a_new_page_offers_no_publish_button(room, role):
    url = reverse("wagtailadmin_pages:add", args=["blog", "article", ArticleIndex.objects.get().pk])
    assert "action-publish" not in room.client(room.by_role[role]).get(url).content.decode()


@no_publishers
@pytest.mark.parametrize("make", [desk.draft_by, desk.in_editor_approval, desk.in_medical_review])
def test_posting_publish_to_a_page_publishes_nothing(room, role, make):
    article = make(room)
    desk.post_edit(room.client(room.by_role[role]), article, "publish", title="Published past everybody")
    assert not is_live(article)


@no_publishers
def test_posting_publish_with_a_new_page_publishes_nothing(room, role):
    client = room.client(room.by_role[role])
    desk.post_new(client, "publish", author=room.author, topic=room.topic)
    assert not Article.objects.live().exists()


@no_publishers
def test_bulk_publishing_publishes_nothing(room, role):
    draft = desk.draft_by(room)
    bulk(room.client(room.by_role[role]), "publish", draft, ArticleIndex.objects.get())
    assert not is_live(draft)


@no_publishers
def test_changes_to_a_public_page_reach_no_reader_past_the_workflow(room, role, client):
    article = ArticleFactory(owner=room.writer, title="As it was approved", topics=[room.topic])
    desk.post_edit(room.client(room.by_role[role]), article, "publish", title="As nobody approved")
    assert "As it was approved" in client.get(article.url).content.decode()


@no_publishers
def test_a_copy_is_not_published(room, role):
    article = ArticleFactory(owner=room.writer, title="An original", topics=[room.topic])
    room.client(room.by_role[role]).post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]),
        {
            "new_title": "A copy",
            "new_slug": "a-copy",
            "new_parent_page": ArticleIndex.objects.get().pk,
            "copy_subpages": "on",
            "publish_copies": "on",
        },
    )
    assert not Article.objects.live().filter(slug="a-copy").exists()


# Taking away what is public


@no_publishers
@pytest.mark.parametrize("action", ["unpublish", "delete", "bulk unpublish", "bulk delete"])
def test_a_public_page_stays(room, role, action):
    article = ArticleFactory(owner=room.writer, topics=[room.topic])
    client = room.client(room.by_role[role])
    if action.startswith("bulk "):
        bulk(client, action.removeprefix("bulk "), article)
    else:
        client.post(reverse(f"wagtailadmin_pages:{action}", args=[article.pk]))
    assert is_live(article)


@no_publishers
def test_a_public_page_is_not_hidden_from_readers(room, role):
    article = ArticleFactory(owner=room.writer, topics=[room.topic])
    url = reverse("wagtailadmin_pages:set_privacy", args=[article.pk])
    room.client(room.by_role[role]).post(url, {"restriction_type": "login", "password": "", "groups": []})
    assert not article.get_view_restrictions().exists()


# Writing


def test_a_writer_saves_an_own_draft(room):
    draft = desk.draft_by(room)
    desk.post_edit(room.client(room.writer), draft, title="Written anew")
    assert latest_title(draft) == "Written anew"


def test_a_writer_makes_a_draft_and_submits_it(room):
    desk.post_new(room.client(room.writer), "submit", author=room.author, topic=room.topic, title="A first try")
    article = Article.objects.get(title="A first try")
    assert (article.live, article.owner, article.workflow_in_progress) == (False, room.writer, True)


def test_an_editor_saves_the_draft_of_a_writer(room):
    draft = desk.draft_by(room)
    desk.post_edit(room.client(room.editor), draft, title="Edited")
    assert latest_title(draft) == "Edited"


@pytest.mark.parametrize("role", [roles.WRITERS, roles.MEDICAL_REVIEWERS, roles.ADMINISTRATORS, roles.MODERATORS])
def test_the_draft_of_another_writer_cannot_be_changed(room, role):
    draft = desk.draft_by(room, writer=room.other_writer, title="In Otto's words")
    desk.post_edit(room.client(room.by_role[role]), draft, title="In other words")
    assert latest_title(draft) == "In Otto's words"


@pytest.mark.parametrize("role", [roles.MEDICAL_REVIEWERS, roles.ADMINISTRATORS, roles.MODERATORS])
def test_who_does_not_write_makes_no_page(room, role):
    desk.post_new(room.client(room.by_role[role]), author=room.author, topic=room.topic)
    assert not Article.objects.exists()


def test_a_writer_does_not_delete_the_draft_of_another(room):
    draft = desk.draft_by(room, writer=room.other_writer)
    room.client(room.writer).post(reverse("wagtailadmin_pages:delete", args=[draft.pk]))
    bulk(room.client(room.writer), "delete", draft)
    assert Article.objects.filter(pk=draft.pk).exists()


# Deciding


@pytest.mark.parametrize("role", [roles.WRITERS, roles.MEDICAL_REVIEWERS, roles.ADMINISTRATORS, roles.MODERATORS])
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_only_editors_decide_in_editor_approval(room, role, action):
    article = desk.in_editor_approval(room)
    before = article.current_workflow_task_state.pk
    desk.act(room, room.by_role[role], article, action)
    state = Article.objects.get(pk=article.pk).current_workflow_task_state
    assert (state.pk, state.status) == (before, "in_progress")


@pytest.mark.parametrize(
    "role", [roles.WRITERS, roles.EDITORS, roles.MANAGING_EDITORS, roles.ADMINISTRATORS, roles.MODERATORS]
)
@pytest.mark.parametrize("action", ["approve", "reject"])
def test_only_medical_reviewers_decide_in_medical_review(room, role, action):
    article = desk.in_medical_review(room)
    before = Article.objects.get(pk=article.pk).current_workflow_task_state.pk
    desk.act(room, room.by_role[role], article, action)
    state = Article.objects.get(pk=article.pk).current_workflow_task_state
    assert (state.pk, state.status, is_live(article)) == (before, "in_progress", False)


def test_an_editor_and_then_a_medical_reviewer_publish(room, client):
    article = desk.in_editor_approval(room)
    assert client.get(article.url).status_code == 404
    desk.act(room, room.editor, article, "approve")
    assert client.get(article.url).status_code == 404
    desk.act(room, room.reviewer, article, "approve")
    assert client.get(article.url).status_code == 200


def test_a_medical_reviewer_sends_back_with_a_comment(room):
    article = desk.in_medical_review(room)
    desk.act(room, room.reviewer, article, "reject", "The dose is wrong.")
    state = Article.objects.get(pk=article.pk).current_workflow_state
    assert (state.status, state.current_task_state.comment) == ("needs_changes", "The dose is wrong.")


# People and settings


def user_form(user, **changes):
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        "password1": "",
        "password2": "",
        **changes,
    }


def test_an_administrator_changes_a_person(room):
    someone = UserFactory()
    url = reverse("wagtailusers_users:edit", args=[someone.pk])
    answer = room.client(room.administrator).post(url, user_form(someone, last_name="Renamed"))
    someone.refresh_from_db()
    assert (answer.status_code, someone.last_name) == (302, "Renamed")


def test_an_administrator_makes_nobody_a_superuser(room):
    someone = UserFactory()
    url = reverse("wagtailusers_users:edit", args=[someone.pk])
    room.client(room.administrator).post(url, user_form(someone, is_superuser="on"))
    someone.refresh_from_db()
    assert not someone.is_superuser


def test_an_administrator_adds_a_person_with_a_role_but_no_superuser(room):
    data = user_form(
        UserFactory.build(email="new@example.org"),
        password1="quite-a-long-secret",
        password2="quite-a-long-secret",
        groups=[Group.objects.get(name=roles.WRITERS).pk],
        is_superuser="on",
    )
    room.client(room.administrator).post(reverse("wagtailusers_users:add"), data)
    made = type(room.writer).objects.get(email="new@example.org")
    assert ([group.name for group in made.groups.all()], made.is_superuser) == ([roles.WRITERS], False)


def test_an_administrator_does_not_take_over_a_superuser(room):
    superuser = UserFactory(is_superuser=True)
    url = reverse("wagtailusers_users:edit", args=[superuser.pk])
    room.client(room.administrator).post(url, user_form(superuser, email="taken@example.org"))
    superuser.refresh_from_db()
    assert superuser.email != "taken@example.org"


def test_a_superuser_makes_a_superuser(room):
    someone, superuser = UserFactory(), UserFactory(is_superuser=True)
    room.client(superuser).post(
        reverse("wagtailusers_users:edit", args=[someone.pk]), user_form(someone, is_superuser="on")
    )
    someone.refresh_from_db()
    assert someone.is_superuser


@pytest.mark.parametrize("role", roles.ALL)
def test_nobody_gives_themselves_a_role(room, role):
    user = room.by_role[role]
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    groups = {str(group) for group in user.groups.all()}
    data = user_form(user, groups=[group.pk for group in Group.objects.all()], is_superuser="on")
    room.client(user).post(url, data)
    user.refresh_from_db()
    assert {str(group) for group in user.groups.all()} == groups
    assert not user.is_superuser


NO_PAGES = {roles.MODERATORS, roles.DISCLOSURE_REVIEWERS, roles.COMMERCIAL}


@pytest.mark.parametrize("role", roles.ALL)
def test_pictures_can_be_chosen_by_those_who_work_with_pages(room, role):
    picture = PictureFactory(title="A picture to choose")
    answer = room.client(room.by_role[role]).get(reverse("wagtailimages_chooser:choose"))
    assert (picture.title in answer.content.decode()) is (role not in NO_PAGES)
