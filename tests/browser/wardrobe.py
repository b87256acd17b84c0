"""Whether a page that is open has the style sheet that its parts need."""

import re
from functools import cache

from django.conf import settings

from delivery.static_files import STYLE

FOLDER = settings.ROOT / "static" / "css"
NO_SELECTOR = re.compile(r"/\*.*?\*/|url\([^)]*\)|\{[^{}]*\}", re.DOTALL)
CLASS = re.compile(r"\.([a-z][\w-]*)")
WORN = """() => ({
  classes: [...new Set([...document.querySelectorAll("[class]")].flatMap((each) => [...each.classList]))],
  sheets: [...document.querySelectorAll("link[rel=stylesheet]")].map((each) => each.href.split("/").pop()),
})"""


def missing_styles(page):
    """Return the classes of the page that is open which only style sheets know that it does not load."""
    worn = page.evaluate(WORN)
    loaded = {part for sheet in worn["sheets"] for part in _parts(sheet)}
    known = set().union(*(_classes(part) for part in loaded))
    elsewhere = set().union(*(_classes(path.name) for path in FOLDER.glob("*.css") if path.name not in loaded))
    blocks = {each.partition("__")[0] for each in known}
    return sorted(set(worn["classes"]) & elsewhere - known - blocks)


@cache
def _parts(sheet):
    return {sheet, *(match["name"] for match in STYLE.finditer((FOLDER / sheet).read_text()))}


@cache
def _classes(name):
    return frozenset(CLASS.findall(NO_SELECTOR.sub(" ", (FOLDER / name).read_text())))
