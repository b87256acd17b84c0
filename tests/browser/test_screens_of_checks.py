"""The screens of the checks, narrow and wide, light and dark: no barrier that axe finds, nothing too wide."""

from datetime import timedelta

import pytest

from django.urls import reverse
from django.utils import timezone

from accounts import roles
from blog import flags
from editorial.checks import health
from editorial.models import RuleTerm
from tests.browser.admin import Editor, Findings
from tests.browser.axe import violations
from tests.browser.looks import every_width
from tests.central import fact, status_of
from tests.factories import ArticleFactory, body
from tests.newsroom import draft_by, open_newsroom
from tests.sound import SUMMARY, TITLE, make_sources, sound_blocks

OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"
TRIED = "The results are stunning. It is a miracle for everyone."

pytestmark = pytest.mark.checked


@pytest.fixture
def newsroom(live_site):
    return open_newsroom()


@pytest.fixture
def addresses(newsroom):
    """{name of a screen: (address, whose)}, with something on each."""
    sources = make_sources(newsroom.topic)
    soon = timezone.localdate() + timedelta(days=7)
    page = ArticleFactory(title=TITLE, summary=SUMMARY, owner=newsroom.writer, body=body(*sound_blocks(sources)))
    fact(valid_until=soon)
    status_of(newsroom.topic, other_use="sleep", review_due=soon)
    flag = flags.put(
        [page], "C8", "record:1", "“A trial of the spray” was retracted on 10 August 2024. Read it again."
    )[0]
    list(health.recheck())
    draft = draft_by(
        newsroom, title="A draft with trouble", body=body("It is a miracle. Testimonials prove it. It is amazing.")
    )
    term = RuleTerm.objects.create(list_name="praise", change="add", text="stunning", note="Say how much.")
    reference = "wagtailsnippets_blog_reference"
    named = {
        "editor": ("wagtailadmin_pages:edit", [draft.pk], roles.EDITORS),
        "dashboard": ("wagtailadmin_home", [], roles.MANAGING_EDITORS),
        "rules": ("rule_terms:index", [], roles.MANAGING_EDITORS),
        "rule": ("rule_terms:edit", [term.pk], roles.MANAGING_EDITORS),
        "health": ("editorial_health", [], roles.MANAGING_EDITORS),
        "facts that expire": ("blog_expiring", [], roles.MANAGING_EDITORS),
        "flags": ("blog_flags", [], roles.MEDICAL_REVIEWERS),
        "flag": ("blog_resolve_flag", [flag.pk], roles.MEDICAL_REVIEWERS),
        "checks": ("editorial_checks", [], roles.WRITERS),
        "check": ("editorial_check", ["C1"], roles.WRITERS),
        "references": (f"{reference}:list", [], roles.WRITERS),
        "reference": (f"{reference}:edit", [sources["trial"].pk], roles.EDITORS),
        "paste": (f"{reference}:paste", [], roles.EDITORS),
        "import": (f"{reference}:import", [], roles.EDITORS),
        "where used": (f"{reference}:uses", [sources["trial"].pk], roles.EDITORS),
        "emergency": ("editorial_emergency", [draft.pk], roles.MANAGING_EDITORS),
        "timeline": ("editorial_timeline", ["wagtailcore.page", page.pk], roles.EDITORS),
    }
    return {name: (reverse(view, args=keys), role) for name, (view, keys, role) in named.items()}


@every_width
def test_the_screens_have_no_barriers(new_page, sign_in, newsroom, look, addresses):
    flaws, pages = (
        [],
        {role: sign_in(new_page(), newsroom.by_role[role]) for role in {r for _a, r in addresses.values()}},
    )
    for name, (address, role) in addresses.items():
        page, root = pages[role], "main"
        assert page.goto(address).status == 200, name
        page.locator("main h1, main h2").first.wait_for(state="attached")
        if name == "editor":
            Editor(page)
            Findings(page).open().panel.locator(".findings__answer summary").first.click()
            root = '[data-side-panel="findings"]'  # the form around it is Wagtail's
        if name == "rule":
            page.locator("[name=try_text]").fill(TRIED)
            page.get_by_role("button", name="Try it without saving").click()
            page.get_by_role("heading", name="What would be found").wait_for()
            assert "stunning" in page.locator("main mark").all_inner_texts()
        found = violations(page, root)
        if (overflow := page.evaluate(OVERFLOW)) > 0:
            found.append(f"scrolls sideways by {overflow} px")
        flaws += [f"{name}: {flaw}" for flaw in found]
    assert flaws == []
