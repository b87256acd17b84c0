"""Every readers' page, narrow and wide, light and dark; and the admin's screens, for every role.

The pages of a test also complain by themselves, about errors on the console and requests to other hosts: see conftest.
"""

import re

import pytest

from django.urls import reverse

from accounts import roles
from blog.models import ArticleIndex, ClinicIndex
from editorial.views.timeline import timeline_url
from tests.browser.looks import NARROW, SCHEMES, every_width
from tests.browser.sample import publish_sample
from tests.factories import UserFactory
from tests.newsroom import draft_by, in_medical_review, open_newsroom

SMALLEST = 320  # CSS pixels, WCAG 2.2's reflow
NOT_OK = {"no such page": 404, "page taken down": 410}

# What is wrong with the page that is open, as a list of sentences.
FLAWS = """() => {
  const flaws = [];
  const count = (selector) => document.querySelectorAll(selector).length;
  const one = (selector) => { if (count(selector) !== 1) flaws.push(`${count(selector)} × ${selector}`); };
  for (const selector of ["h1", "main", "body > header", "body > footer", "head > title", "html[lang]"]) one(selector);
  if (!count("nav[aria-label], [role=search]")) flaws.push("no navigation");
  if (!document.title.trim()) flaws.push("no title");
  for (const image of document.images) if (!image.hasAttribute("alt")) flaws.push(`no alt: ${image.src}`);
  for (const image of document.images)
    if (image.complete && !image.naturalWidth && image.loading !== "lazy") flaws.push(`broken: ${image.src}`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) flaws.push(`id twice: ${id}`);
  return flaws;
}"""
OVERFLOW = "() => document.scrollingElement.scrollWidth - innerWidth"
IS_DARK = """() => {
  const colours = [document.body, document.documentElement].map((each) => getComputedStyle(each).backgroundColor);
  const [red, green, blue] = colours.find((colour) => !colour.endsWith(", 0)")).match(/[\\d.]+/g).map(Number);
  return red + green + blue < 3 * 128;
}"""


@pytest.fixture
def addresses(live_site, complaints):
    """The addresses of the readers' pages, by name."""
    complaints.allow(r"status of (404 .*/no-such-page|410 .*/gone-for-good)/")
    return publish_sample(UserFactory(first_name="Rhea", role=roles.MEDICAL_REVIEWERS))


@every_width
def test_readers_pages_are_sound_in_every_look(page, look, addresses):
    flaws = []
    for name, address in addresses.items():
        answer = page.goto(address)
        expected = NOT_OK.get(name, 200)
        found = [] if answer.status == expected else [f"answers {answer.status}"]
        found += page.evaluate(FLAWS)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            if page.evaluate(IS_DARK) != (scheme == "dark"):
                found.append(f"is not {scheme}")
            if (overflow := page.evaluate(OVERFLOW)) > 0:
                found.append(f"scrolls sideways by {overflow} px, {scheme}")
        flaws += [f"{name} at {look.width} px: {flaw}" for flaw in found]
    assert flaws == []
    assert page.context.cookies() == []


def test_readers_pages_fit_the_smallest_screen(new_page, addresses):
    page = new_page(viewport={"width": SMALLEST, "height": 640})
    overflows = {}
    for name, address in addresses.items():
        page.goto(address)
        overflows[name] = page.evaluate(OVERFLOW)
    assert {name: pixels for name, pixels in overflows.items() if pixels > 0} == {}


def test_the_keyboard_skips_to_the_main_text(page, addresses):
    left = []
    for name, address in addresses.items():
        page.goto(address)
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        shown = skip.inner_text() == "Skip to the main text" and skip.bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        if not shown or not page.evaluate("document.activeElement === document.querySelector('main')"):
            left.append(name)
    assert left == []


def test_the_main_text_needs_no_script(new_page, addresses):
    with_scripts, without = new_page(), new_page(java_script_enabled=False)
    different = []
    for name, address in addresses.items():
        texts = []
        for page in (with_scripts, without):
            page.goto(address)
            texts.append(re.sub(r"\s+", " ", page.locator("main").text_content()))
        if texts[0] != texts[1] or not texts[0].strip():
            different.append(name)
    assert different == []
    assert without.context.cookies() == []


def test_pages_print(page, addresses):
    for name in ("article", "clinic", "author", "topic", "standing page"):
        page.goto(addresses[name])
        page.emulate_media(media="print")
        assert page.get_by_role("heading", level=1).is_visible(), name
        assert not page.locator(".masthead__search").is_visible(), name
        assert not page.locator("nav.menu").is_visible(), name
        assert page.evaluate(OVERFLOW) <= 0, name
        assert page.pdf().startswith(b"%PDF"), name
        page.emulate_media(media="screen")


def test_a_search_is_typed_and_opened(page, addresses):
    page.goto("/")
    box = page.get_by_role("search").locator("input[type=search]").first
    box.fill("first visit")
    box.press("Enter")
    page.get_by_role("main").get_by_role("link", name="What happens during a first visit").first.click()
    page.wait_for_url(f"**{addresses['article']}")


# The admin


@every_width
def test_the_form_to_sign_in_fits_and_says_when_it_refuses(page, look, live_site):
    user = UserFactory(role=roles.WRITERS)
    answer = page.goto("/admin/")
    assert answer.status == 200
    assert page.evaluate(OVERFLOW) <= 0
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    page.locator(".messages .error").wait_for()


@pytest.fixture
def newsroom(live_site):
    return open_newsroom()


SCREENS = {
    roles.WRITERS: ["dashboard", "explorer", "draft", "new article", "articles", "pictures", "sources"],
    roles.EDITORS: ["dashboard", "explorer", "draft", "in medical review", "clinics", "sources", "workflow report"],
    roles.MEDICAL_REVIEWERS: ["dashboard", "in medical review", "sources", "public pages", "taking down"],
    roles.MANAGING_EDITORS: [
        *("dashboard", "explorer", "draft", "authors", "redirects", "menus", "emergency", "timeline"),
        *("waiting report", "review due report", "incomplete report", "ledger report"),
    ],
    roles.ADMINISTRATORS: ["dashboard", "people", "roles", "settings", "menus", "redirects", "workflows", "pictures"],
    roles.MODERATORS: ["dashboard", "account"],
    roles.DISCLOSURE_REVIEWERS: ["dashboard", "public pages", "waiting report"],
    roles.CLINIC_DATA: ["dashboard", "clinics", "new clinic", "pictures"],
    roles.COMMERCIAL: ["dashboard", "account", "commercial"],
}


@pytest.mark.parametrize("role", roles.ALL)
def test_the_admin_opens_for_each_role_without_complaint(new_page, sign_in, newsroom, role):
    draft, in_review = draft_by(newsroom), in_medical_review(newsroom)
    addresses = {
        "dashboard": reverse("wagtailadmin_home"),
        "account": reverse("wagtailadmin_account"),
        "explorer": reverse("wagtailadmin_explore", args=[ArticleIndex.objects.get().pk]),
        "draft": reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        "in medical review": reverse("wagtailadmin_pages:edit", args=[in_review.pk]),
        "new article": reverse("wagtailadmin_pages:add", args=["blog", "article", ArticleIndex.objects.get().pk]),
        "articles": reverse("articles:index"),
        "clinics": reverse("clinics:index"),
        "new clinic": reverse("wagtailadmin_pages:add", args=["blog", "clinic", ClinicIndex.objects.get().pk]),
        "commercial": reverse("blog_commercial"),
        "authors": reverse("authors:index"),
        "pictures": reverse("wagtailimages:index"),
        "sources": reverse("wagtailsnippets_blog_reference:list"),
        "workflow report": reverse("wagtailadmin_reports:workflow"),
        "redirects": reverse("wagtailredirects:index"),
        "people": reverse("wagtailusers_users:index"),
        "roles": reverse("wagtailusers_groups:index"),
        "settings": reverse("wagtailsettings:edit", args=["home", "publicationsettings"]),
        "menus": reverse("wagtailsettings:edit", args=["home", "menusettings"]),
        "workflows": reverse("wagtailadmin_workflows:index"),
        "public pages": reverse("editorial_public_pages"),
        "taking down": reverse("editorial_withdraw", args=[ArticleIndex.objects.get().pk]),
        "emergency": reverse("editorial_emergency", args=[draft.pk]),
        "timeline": timeline_url(draft),
        "waiting report": reverse("editorial_waiting"),
        "review due report": reverse("editorial_review_due"),
        "incomplete report": reverse("editorial_incomplete"),
        "ledger report": reverse("editorial_ledger"),
    }
    page = sign_in(new_page(), newsroom.by_role[role])
    for name in SCREENS[role]:
        answer = page.goto(addresses[name])
        assert (answer.status, page.url.split("?")[0].endswith("/login/")) == (200, False), name
        page.locator("main h1, main h2").first.wait_for(state="attached")
        page.wait_for_load_state("load")
        if name in {"draft", "in medical review", "new article"}:
            page.get_by_role("button", name="Insert a block").first.wait_for()
    page.set_viewport_size({"width": NARROW.width, "height": NARROW.height})
    page.goto(addresses["dashboard"])
    assert page.evaluate(OVERFLOW) <= 0
    assert page.get_by_role("heading", level=1).count() == 1
