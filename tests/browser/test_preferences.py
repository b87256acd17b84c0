"""Pages for people who choose their own colours, zoom to 400 %, want no motion, or use the keyboard alone."""

import pytest

from accounts import roles
from tests.browser.sample import publish_sample
from tests.browser.states import publish_states
from tests.factories import UserFactory

# 1280 × 1024 pixels at 400 %: WCAG 2.2, 1.4.10.
ZOOMED = {"width": 320, "height": 256}
STOPS = 45  # of the Tab key on a page: menu, search, filters, map, contents and the first of the text
PAGES = ("home", "article", "clinic", "clinic listing", "search with results", "report an error", "claim a clinic")

# Where the focus is, and what somebody sees of it there: null at the end of the page, else {name, …}.
FOCUS = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const outlined = (each) => {
    const style = each && getComputedStyle(each);
    return Boolean(style) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const boxes = [...element.getClientRects()].filter((box) => box.width && box.height);
  const seen = boxes.some((box) => {
    for (const [across, down] of [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]]) {
      const [x, y] = [box.left + box.width * across, box.top + box.height * down];
      const top = x >= 0 && y >= 0 && x < innerWidth && y < innerHeight && document.elementFromPoint(x, y);
      if (top && (element.contains(top) || top.contains(element))) return true;
    }
    return false;
  });
  return {
    name: `${element.tagName.toLowerCase()} “${(element.innerText ?? element.textContent).trim().slice(0, 40)}”`,
    outlined: outlined(element) || outlined(element.closest(".card")),
    marker: element.matches(".marker"),
    seen,
  };
}"""
# Controls without an edge: where colours are the reader's, a background shows nothing.
EDGELESS = """() => [...document.querySelectorAll("button, .button, input, select, textarea")]
  .filter((each) => each.checkVisibility() && !["hidden", "radio", "checkbox"].includes(each.type))
  .filter((each) => !["Top", "Right", "Bottom", "Left"].some((side) => {
    const style = getComputedStyle(each);
    return parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none";
  }))
  .map((each) => each.outerHTML.slice(0, 90))"""
MOVING = """() => [...document.querySelectorAll("*")].filter((each) => {
  const style = getComputedStyle(each);
  const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
  return times.some((time) => parseFloat(time) > 0) || style.scrollBehavior === "smooth";
}).map((each) => each.outerHTML.slice(0, 60))"""


@pytest.fixture
def addresses(live_site):
    """The addresses of PAGES, by name."""
    known = publish_sample(UserFactory(role=roles.MEDICAL_REVIEWERS)) | publish_states()
    return {name: known[name] for name in PAGES}


def stops(page):
    """Press Tab as often as STOPS; yield what somebody sees of the focus each time."""
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            return
        yield focus


def test_the_focus_is_never_hidden_at_400_per_cent(new_page, addresses):
    page = new_page(viewport=ZOOMED)
    hidden = {}
    for name, address in addresses.items():
        page.goto(address)
        found = list(stops(page))
        assert len(found) > 10, name
        if lost := [focus["name"] for focus in found if not focus["seen"]]:
            hidden[name] = lost
    assert hidden == {}


def test_with_colours_of_ones_own_controls_have_edges_and_the_focus_shows(new_page, addresses):
    page = new_page(forced_colors="active", color_scheme="dark")
    faults = {}
    for name, address in addresses.items():
        page.goto(address)
        faults[name] = page.evaluate(EDGELESS)
        faults[name] += [focus["name"] for focus in stops(page) if not (focus["outlined"] or focus["marker"])]
    assert {name: found for name, found in faults.items() if found} == {}


def test_nothing_moves_for_those_who_want_no_motion(new_page, addresses):
    page = new_page(reduced_motion="reduce")
    moving = {}
    for name, address in addresses.items():
        page.goto(address)
        moving[name] = page.evaluate(MOVING)
    assert {name: found for name, found in moving.items() if found} == {}
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING), "the test sees motion where there is some"
