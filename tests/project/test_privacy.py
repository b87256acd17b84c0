"""Reading leaves no trace: no cookie, and no request to anybody but us."""

import re

import pytest

from django.conf import settings
from django.core.cache import cache
from django.test import Client

from tests.project.markup import tags
from tests.project.publication import Publication, shared_data

pytestmark = pytest.mark.django_db

LOADING = {  # tags that make a browser load something, and the attributes that say what
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "use": ("href", "xlink:href"),
}
LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "preconnect",
    "dns-prefetch",
    "prefetch",
    "apple-touch-icon",
    "manifest",
}


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """{what: what a reader gets}, of every kind of page."""
    with shared_data(django_db_blocker):
        publication = Publication().grow(3)
        cache.clear()
        return {what: Client().get(address) for what, address in publication.addresses().items()}


def loaded(response):
    """Return the addresses that a browser would load by itself."""
    found = [
        part.split()[0]
        for tag, names in LOADING.items()
        for attrs in tags(response, tag)
        for name in names
        for part in attrs.get(name, "").split(",")
        if part.strip()
    ]
    links = [link["href"] for link in tags(response, "link") if LOADING_LINKS & set(link.get("rel", "").split())]
    return found + links


def test_no_page_sets_a_cookie(answers):
    assert [what for what, answer in answers.items() if answer.cookies or answer.has_header("Set-Cookie")] == []


def test_no_page_depends_on_a_cookie(answers):
    assert [what for what, answer in answers.items() if "cookie" in answer.headers.get("Vary", "").lower()] == []


def test_a_page_loads_from_our_own_host_only(answers):
    pages = {what: loaded(answer) for what, answer in answers.items() if "html" in answer["Content-Type"]}
    assert len(pages) > 10
    assert all(pages.values())
    strangers = {
        what: [a for a in found if not a.startswith("/") or a.startswith("//")] for what, found in pages.items()
    }
    assert {what: found for what, found in strangers.items() if found} == {}


def test_a_page_sends_forms_to_our_own_host_only(answers):
    for what, answer in answers.items():
        if "html" in answer["Content-Type"]:
            assert all(form["action"].startswith("/") for form in tags(answer, "form")), what


def test_a_page_has_no_script_or_style_of_its_own(answers):
    for what, answer in answers.items():
        if "html" in answer["Content-Type"]:
            assert all(
                "src" in script or script["type"] == "application/ld+json" for script in tags(answer, "script")
            ), what
            assert not [tag for tag in tags(answer) if any(name.startswith("on") for name in tag)], what


def test_style_sheets_and_scripts_name_no_other_host():
    files = [path for path in (settings.ROOT / "static").rglob("*") if path.suffix in {".css", ".js"}]
    assert files
    for path in files:
        words = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"""(?:url\(|import\s+|from\s+|fetch\()\s*["']?(?:https?:)?//""", words), path
