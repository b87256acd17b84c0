"""What each role may open and do in the admin, over HTTP. The tables are the matrix; each cell is a test.

W writer, E editor, R medical reviewer, M managing editor, A administrator, O moderator (of readers' comments),
D disclosure reviewer, C clinic data, B commercial ("business").
"""

import pytest

from django.contrib.auth.models import Group
from django.db import transaction
from django.urls import reverse

from wagtail.documents import get_document_model
from wagtail.models import Site, Workflow

from accounts import roles
from blog.models import (
    Article,
    ArticleIndex,
    AuthorIndex,
    ClinicIndex,
    ClinicProposal,
    ContentFlag,
    SafetyInformation,
    SpotlightIndex,
    TopicIndex,
)
from editorial.models import Feedback, RuleTerm
from home.models import HomePage
from tests import central
from tests import newsroom as desk
from tests.factories import (
    ArticleFactory,
    ClinicFactory,
    PictureFactory,
    ReferenceFactory,
    SpotlightFactory,
    StandingPageFactory,
    UserFactory,
)
from tests.publishing import put_live

pytestmark = pytest.mark.any_database

LETTERS = {
    "W": roles.WRITERS,
    "E": roles.EDITORS,
    "R": roles.MEDICAL_REVIEWERS,
    "M": roles.MANAGING_EDITORS,
    "A": roles.ADMINISTRATORS,
    "O": roles.MODERATORS,
    "D": roles.DISCLOSURE_REVIEWERS,
    "C": roles.CLINIC_DATA,
    "B": roles.COMMERCIAL,
}

CENTRAL = ("regulatorystatus", "harmreduction", "urgenthelp", "volatilefact")

# Address (a view's name and what its arguments are taken from) and who may open it.
VIEWS = [
    # The desk
    ("wagtailadmin_home", (), "WERMAODCB"),
    ("wagtailadmin_account", (), "WERMAODCB"),
    # Pages
    ("wagtailadmin_explore", ("articles",), "WEMC"),  # C is led to the clinics instead
    ("articles:index", (), "WEMC"),
    ("clinics:index", (), "WEMC"),
    ("authors:index", (), "WEMC"),
    ("topics:index", (), "WEMC"),
    ("wagtailadmin_pages:search", (), "WEMC"),
    ("wagtailadmin_pages:add", ("blog", "article", "articles"), "WEM"),
    ("wagtailadmin_pages:add", ("blog", "clinicspotlight", "spotlights"), "WEM"),
    ("wagtailadmin_pages:add", ("blog", "clinic", "clinics"), "MC"),
    ("spotlights:index", (), "WEMC"),
    ("wagtailadmin_pages:add", ("blog", "authorprofile", "authors"), "WEM"),
    ("wagtailadmin_pages:add", ("blog", "topic", "topics"), "WEM"),
    ("wagtailadmin_pages:add", ("home", "standingpage", "front"), "WEM"),
    ("wagtailadmin_pages:edit", ("front",), "EM"),
    ("wagtailadmin_pages:edit", ("standing_page",), "EM"),
    ("wagtailadmin_pages:edit", ("writers_draft",), "WEM"),
    ("wagtailadmin_pages:edit", ("others_draft",), "EM"),
    ("wagtailadmin_pages:edit", ("published_article",), "EM"),
    ("wagtailadmin_pages:edit", ("published_clinic",), "MC"),
    ("wagtailadmin_pages:edit", ("published_story",), "EM"),
    ("blog_commercial", (), "B"),
    ("blog_commercial_edit", ("clinic", "published_clinic"), "B"),
    ("blog_commercial_edit", ("spotlight", "published_story"), "B"),
    ("wagtailadmin_pages:edit", ("in_editor_approval",), "WEM"),
    ("wagtailadmin_pages:edit", ("in_medical_review",), "WERM"),
    ("wagtailadmin_pages:edit", ("others_in_medical_review",), "ERM"),
    ("wagtailadmin_pages:history", ("writers_draft",), "WEM"),
    ("wagtailadmin_pages:history", ("others_draft",), "EM"),
    ("wagtailadmin_pages:view_draft", ("writers_draft",), "WEM"),
    ("wagtailadmin_pages:view_draft", ("others_draft",), "EM"),
    ("wagtailadmin_pages:copy", ("writers_draft",), "WEM"),
    ("wagtailadmin_pages:copy", ("others_draft",), "EM"),
    ("wagtailadmin_pages:move", ("writers_draft",), "WEM"),
    ("wagtailadmin_pages:move", ("others_draft",), "EM"),
    ("wagtailadmin_pages:move", ("published_article",), "M"),
    ("wagtailadmin_pages:delete", ("writers_draft",), "WEM"),
    ("wagtailadmin_pages:delete", ("others_draft",), "EM"),
    ("wagtailadmin_pages:delete", ("published_article",), "M"),
    ("wagtailadmin_pages:unpublish", ("published_article",), "ERMAD"),
    ("editorial_withdraw", ("published_article",), "ERMAD"),
    ("editorial_public_pages", (), "ERMAD"),
    ("editorial_emergency", ("writers_draft",), "M"),
    ("editorial_compare", ("in_editor_approval",), "WEM"),
    ("editorial_compare", ("in_medical_review",), "WERM"),
    ("wagtailadmin_pages:revisions_compare", ("in_medical_review", "earliest", "latest"), "WERM"),
    ("wagtailadmin_pages:revisions_compare", ("others_draft", "earliest", "latest"), "EM"),
    ("wagtailadmin_pages:set_privacy", ("published_article",), "M"),
    # Tasks
    ("wagtailadmin_pages:workflow_action", ("in_editor_approval", "approve", "task"), "EM"),
    ("wagtailadmin_pages:workflow_action", ("in_editor_approval", "reject", "task"), "EM"),
    ("wagtailadmin_pages:workflow_action", ("in_medical_review", "approve", "task"), "R"),
    ("wagtailadmin_pages:workflow_action", ("in_medical_review", "reject", "task"), "R"),
    # Sources
    ("wagtailsnippets_blog_reference:list", (), "WERM"),
    ("wagtailsnippets_blog_reference:add", (), "WERM"),
    ("wagtailsnippets_blog_reference:edit", ("reference",), "WERM"),
    ("wagtailsnippets_blog_reference:delete", ("reference",), "EM"),
    ("wagtailsnippets_blog_safetyinformation:list", (), "WERM"),
    ("wagtailsnippets_blog_safetyinformation:add", (), "ER"),
    ("wagtailsnippets_blog_safetyinformation:edit", ("safety",), "ER"),
    ("wagtailsnippets_blog_safetyinformation:delete", ("safety",), ""),
    ("wagtailsnippets_blog_reference:paste", (), "WERM"),
    ("wagtailsnippets_blog_reference:import", (), "WERM"),
    ("wagtailsnippets_blog_reference:uses", ("reference",), "WERM"),
    # Central texts: medically owned
    *(
        (f"wagtailsnippets_blog_{model}:{view}", arguments, letters)
        for model in CENTRAL
        for view, arguments, letters in (
            ("list", (), "WERM"),
            ("add", (), "ER"),
            ("edit", (model,), "ER"),
            ("delete", (model,), ""),
        )
    ),
    # Checks
    ("editorial_checks", (), "WERMAODCB"),
    ("editorial_check", ("C4",), "WERMAODCB"),
    ("editorial_checks_panel", ("wagtailcore.page", "writers_draft"), "WERMD"),
    ("editorial_checks_panel", ("wagtailcore.page", "others_draft"), "ERMD"),
    ("rule_terms:index", (), "ERM"),
    ("rule_terms:add", (), "ERM"),
    ("rule_terms:edit", ("term_of_language",), "EM"),
    ("rule_terms:delete", ("term_of_language",), "EM"),
    ("rule_terms:edit", ("term_of_medicine",), "R"),
    ("rule_terms:delete", ("term_of_medicine",), "R"),
    ("rule_numbers:index", (), "ERM"),
    ("rule_numbers:add", (), "ERM"),
    ("editorial_health", (), "ERMAD"),
    ("blog_flags", (), "ERMAD"),
    ("blog_resolve_flag", ("flag",), "ERM"),
    ("blog_expiring", (), "ERMAD"),
    # What readers write
    ("editorial_feedback", (), "ERM"),
    ("editorial_feedback_detail", ("feedback",), "ERM"),
    ("editorial_helpful", (), "ERM"),
    ("blog_proposals", (), "MC"),
    ("blog_proposal", ("proposal",), "MC"),
    # Pictures and documents
    ("wagtailimages:index", (), "WEMAC"),
    ("wagtailimages:add", (), "WEMAC"),
    ("wagtailimages:edit", ("writers_picture",), "WEMA"),
    ("wagtailimages:edit", ("others_picture",), "EMA"),
    ("wagtailimages:delete", ("others_picture",), "EMA"),
    ("wagtaildocs:index", (), "WEMA"),
    ("wagtaildocs:add", (), "WEMA"),
    ("wagtaildocs:edit", ("others_document",), "EMA"),
    # People, settings and what else belongs to the administrator
    ("wagtailusers_users:index", (), "A"),
    ("wagtailusers_users:add", (), "A"),
    ("wagtailusers_users:edit", ("someone",), "A"),
    ("wagtailusers_users:delete", ("someone",), "A"),
    ("wagtailusers_groups:index", (), "A"),
    ("wagtailusers_groups:add", (), "A"),
    ("wagtailusers_groups:edit", ("group",), "A"),
    ("wagtailadmin_collections:index", (), "A"),
    ("wagtailadmin_collections:add", (), "A"),
    ("wagtailadmin_workflows:index", (), "A"),
    ("wagtailadmin_workflows:edit", ("workflow",), "A"),
    ("wagtailadmin_workflows:task_index", (), "A"),
    ("wagtailsettings:edit", ("home", "publicationsettings", "site"), "A"),
    ("wagtailsettings:edit", ("home", "menusettings", "site"), "MA"),
    ("wagtailredirects:index", (), "MA"),
    ("wagtailredirects:add", (), "MA"),
    # Reports
    ("wagtailadmin_reports:workflow", (), "WEMC"),
    ("wagtailadmin_reports:workflow_tasks", (), "WEMC"),
    ("wagtailadmin_reports:aging_pages", (), "WEMC"),
    ("wagtailadmin_reports:locked_pages", (), "EM"),
    ("wagtailadmin_reports:page_types_usage", (), "WEMC"),
]


def cells():
    """Yield (view, arguments, role, may) with a name for each cell of the table above."""
    for view, arguments, letters in VIEWS:
        for letter, role in LETTERS.items():
            may = letter in letters
            words = [role.replace(" ", "-"), "may" if may else "may-not", view, *arguments]
            yield pytest.param(view, arguments, role, may, id="_".join(words))


@pytest.fixture(scope="module")
def staff(django_db_setup, django_db_blocker):
    """A newsroom and things of everybody's, made once for this file; the tests only look at them."""
    with django_db_blocker.unblock(), transaction.atomic():
        room = desk.open_newsroom()
        room.things = _things(room)
        for person in room.by_role.values():
            room.client(person)  # signed in here: a session that a test made would go with the test
        yield room
        transaction.set_rollback(True)


def _things(room):
    others = {"writer": room.other_writer, "authors": []}
    in_editor_approval = desk.in_editor_approval(room)
    in_medical_review = desk.in_medical_review(room)
    clinic = ClinicFactory(treatment=room.topic)
    public = ArticleFactory(owner=room.other_writer, topics=[room.topic])
    return {
        "front": HomePage.objects.get(),
        "articles": ArticleIndex.objects.get(),
        "clinics": ClinicIndex.objects.get(),
        "spotlights": SpotlightIndex.objects.get(),
        "authors": AuthorIndex.objects.get(),
        "topics": TopicIndex.objects.get(),
        "standing_page": StandingPageFactory(),
        "writers_draft": desk.draft_by(room),
        "others_draft": desk.draft_by(room, **others),
        "published_article": public,
        "published_clinic": clinic,
        "published_story": SpotlightFactory(clinic=clinic),
        "in_editor_approval": in_editor_approval,
        "in_medical_review": in_medical_review,
        "others_in_medical_review": desk.in_medical_review(room, **others),
        "reference": ReferenceFactory(),
        "safety": put_live(
            SafetyInformation.objects.create(
                title="Safety", treatment=room.topic, topics="[]", as_of="2026-01-01", live=False
            )
        ),
        "regulatorystatus": central.status_of(room.topic),
        "harmreduction": central.harm_reduction_for(room.topic),
        "urgenthelp": central.urgent_help(),
        "volatilefact": central.fact(),
        "term_of_language": RuleTerm.objects.create(list_name="promises", text="wonder cure"),
        "term_of_medicine": RuleTerm.objects.create(list_name="crisis_words", text="giving up on life"),
        "flag": ContentFlag.objects.create(
            page=public, code="C8", subject="10.1000/1", message="A paper was retracted."
        ),
        "feedback": Feedback.objects.create(page=public, kind="typo", text="A slip.", nonce="1"),
        "proposal": ClinicProposal.objects.create(clinic=clinic, kind="correction", group="hours", nonce="1"),
        "writers_picture": PictureFactory(uploaded_by_user=room.writer),
        "others_picture": PictureFactory(uploaded_by_user=room.other_writer),
        "others_document": get_document_model().objects.create(
            title="A document", file="documents/none.txt", uploaded_by_user=room.other_writer
        ),
        "someone": UserFactory(),
        "group": Group.objects.get(name=roles.MODERATORS),
        "site": Site.objects.get(is_default_site=True),
        "workflow": Workflow.objects.get(name="Editor"),
    }


def address(staff, view, names):
    """Return the address of a view for the things of these names; other words go into the address as they are."""
    arguments = [staff.things[name].pk if name in staff.things else name for name in names]
    if "task" in arguments:
        page = Article.objects.get(pk=arguments[0])
        arguments[arguments.index("task")] = page.current_workflow_task_state.pk
    return reverse(view, args=arguments)


def opens(answer, url):
    """Tell whether an answer lets someone in: 200, or a redirect that stays within what was asked for.

    A refusal is 403, or a redirect to the dashboard or to signing in.
    """
    if answer.status_code == 200:
        return True
    if answer.status_code == 302:
        refused = {reverse("wagtailadmin_home"), reverse("wagtailadmin_login")}
        return answer.url.split("?")[0] not in refused
    if answer.status_code == 403:
        return False
    raise AssertionError(f"{url} answers {answer.status_code}, which says neither yes nor no")


@pytest.mark.parametrize(("view", "arguments", "role", "may"), list(cells()))
def test_a_role_opens_what_it_may_and_nothing_else(db, staff, view, arguments, role, may):
    url = address(staff, view, arguments)
    answer = staff.client(staff.by_role[role]).get(url)
    assert opens(answer, url) is may


@pytest.mark.parametrize(
    ("view", "arguments"), [pytest.param(*row[:2], id="_".join([row[0], *row[1]])) for row in VIEWS]
)
def test_nobody_opens_anything_without_signing_in(db, staff, client, view, arguments):
    url = address(staff, view, arguments)
    answer = client.get(url)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("wagtailadmin_login"))


@pytest.mark.parametrize("role", roles.ALL)
def test_the_site_history_names_no_page_to_those_who_do_not_see_pages(db, staff, role):
    answer = staff.client(staff.by_role[role]).get(reverse("wagtailadmin_reports:site_history"))
    shown = staff.things["writers_draft"].title in answer.content.decode()
    assert shown is (role in {roles.WRITERS, roles.EDITORS, roles.MANAGING_EDITORS})
