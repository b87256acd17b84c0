"""The accessibility checker that Wagtail brings along for its own checks, pointed at the admin's screens.

axe-core is part of Wagtail's scripts and not exposed by them; webpack hands it to whoever joins its list of chunks.
"""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Found by Wagtail's own screens too, whatever stands in them.
WAGTAILS = ["region", "landmark-one-main", "landmark-unique", "page-has-heading-one", "aria-allowed-role"]

LOAD = """() => new Promise((resolve, reject) => {
  if (window.axe) return resolve();
  const chunks = Object.keys(window).find((name) => name.startsWith("webpackChunk"));
  window[chunks].push([["axe-for-tests"], {}, (require) => {
    for (const [key, module] of Object.entries(require.m)) {
      if (!/axe\\.run|axeFunction/.test(module.toString())) continue;
      const found = require(key);
      const axe = found.default?.run ? found.default : found;
      if (axe.run) { window.axe = axe; return resolve(); }
    }
    reject(new Error("Wagtail's scripts have no axe-core."));
  }]);
})"""

RUN = """async ([root, tags, without]) => {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const context = { include: [root], exclude: [["#w-minimap-toggle"]] }; // Wagtail's own, there at some widths only
  const found = await axe.run(context, { runOnly: { type: "tag", values: tags }, rules });
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}"""


def violations(page, root="main"):
    """Return what axe finds wrong below an element of the page that is open, as "rule: places"."""
    page.evaluate(LOAD)
    return page.evaluate(RUN, [root, TAGS, WAGTAILS])
