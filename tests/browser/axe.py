"""axe-core, the accessibility checker, pointed at pages that are open. What is vendored, and its licence: vendor/."""

from pathlib import Path

SOURCE = (Path(__file__).resolve().parent / "vendor" / "axe-4.14.1.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Found by Wagtail's own screens too, whatever stands in them.
WAGTAILS = ["region", "landmark-one-main", "landmark-unique", "page-has-heading-one", "aria-allowed-role"]
# Wagtail's own button beside the editor; it comes and goes with the width of the panel.
WAGTAILS_ELEMENTS = ["#w-minimap-toggle"]

# In the dark only colours differ: these are looked at again.
OF_COLOURS = ["color-contrast", "link-in-text-block"]

RUN = """async ([root, only, without, elements]) => {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const context = { include: [root], exclude: elements.map((each) => [each]) };
  const found = await axe.run(context, { runOnly: only, rules });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""
# A colour on its way from one scheme to the other would be measured half-way.
AT_ONCE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""


def violations(page, root="main"):
    """Return what axe finds wrong below an element of an admin screen that is open, as "rule: places"."""
    return _in_both_schemes(page, root, WAGTAILS, WAGTAILS_ELEMENTS)


def barriers(page):
    """Return what axe finds wrong on a readers' page that is open, as "rule: places": everything counts."""
    return _in_both_schemes(page, "html", [], [])


def _in_both_schemes(page, root, without, elements):
    page.wait_for_load_state("load")  # with its style sheets
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(SOURCE)  # not a script element: the page's own policy may forbid those
    page.evaluate(AT_ONCE)
    found = page.evaluate(RUN, [root, {"type": "tag", "values": TAGS}, without, elements])
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    dark = page.evaluate(RUN, [root, {"type": "rule", "values": OF_COLOURS}, [], elements])
    page.emulate_media(color_scheme="light")
    return found + [f"dark: {each}" for each in dark]
