/* Marks in the contents list where the reader is, and opens the list where there is room for it. The page works without. */
const list = document.querySelector(".contents details");
if (list) {
  const wide = matchMedia("(min-width: 64rem)");
  const settle = () => { list.open = wide.matches; };
  wide.addEventListener("change", settle);
  settle();

  const links = new Map();
  for (const link of list.querySelectorAll("a")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  let current;
  const mark = () => {
    let link;
    for (const [target, candidate] of links) if (target.getBoundingClientRect().top < innerHeight * 0.3) link = candidate;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    current = link;
  };
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; mark(); });
  }, { passive: true });
}

/* One line of help for details that open as panels: Escape closes them, as people expect. */
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details.filter[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
