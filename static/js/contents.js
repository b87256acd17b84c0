/* Marks in the contents list which part the reader is in, and opens the list where there is room. Without it: a list. */
{
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
    const above = new Set();
    let current;
    const mark = () => {
      let link;
      for (const [target, candidate] of links) if (above.has(target)) link = candidate;
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      current = link;
      if (link && wide.matches && list.scrollHeight > list.clientHeight) {
        list.scrollTop = link.offsetTop - list.clientHeight / 2;
      }
    };
    /* A part begins when its heading has passed the upper third of the window. */
    const observer = new IntersectionObserver((entries) => {
      for (const { target, boundingClientRect, rootBounds, isIntersecting } of entries) {
        const passed = isIntersecting || boundingClientRect.top < (rootBounds?.top ?? 0);
        above[passed ? "add" : "delete"](target);
      }
      mark();
    }, { rootMargin: "0px 0px -66% 0px" });
    for (const target of links.keys()) observer.observe(target);
    list.addEventListener("click", (event) => {
      if (!wide.matches && event.target.closest("a")) list.open = false;
    });
  }
}
