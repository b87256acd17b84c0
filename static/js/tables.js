/* A table is a stop for the keyboard, and says that it goes on, only where it is wider than its place. */
{
  const measure = (box) => {
    const wider = box.scrollWidth > box.clientWidth + 1;
    box.toggleAttribute("data-wider", wider);
    if (wider) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const watcher = new ResizeObserver((entries) => entries.forEach(({ target }) => measure(target.closest(".scroller"))));
  for (const box of document.querySelectorAll(".scroller")) {
    watcher.observe(box); /* which measures at once, when the browser has laid out the page anyway */
    if (box.firstElementChild) watcher.observe(box.firstElementChild);
  }
}
