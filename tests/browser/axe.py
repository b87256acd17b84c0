"""axe-core, the accessibility checker, pointed at pages that are open. What is vendored, and its licence: vendor/."""

from pathlib import Path

SOURCE = (Path(__file__).resolve().parent / "vendor" / "axe-4.14.1.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Found by Wagtail's own screens too, whatever stands in them.
WAGTAILS = ["region", "landmark-one-main", "landmark-unique", "page-has-heading-one", "aria-allowed-role"]
# Wagtail's own button beside the editor; it comes and goes with the width of the panel.
WAGTAILS_ELEMENTS = ["#w-minimap-toggle"]

RUN = """async ([root, tags, without, elements]) => {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const context = { include: [root], exclude: elements.map((each) => [each]) };
  const found = await axe.run(context, { runOnly: { type: "tag", values: tags }, rules });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def violations(page, root="main"):
    """Return what axe finds wrong below an element of an admin screen that is open, as "rule: places"."""
    return _run(page, root, WAGTAILS, WAGTAILS_ELEMENTS)


def barriers(page):
    """Return what axe finds wrong on a readers' page that is open, as "rule: places": everything counts."""
    return _run(page, "html", [], [])


def _run(page, root, without, elements):
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(SOURCE)  # not a script element: the page's own policy may forbid those
    return page.evaluate(RUN, [root, TAGS, without, elements])
