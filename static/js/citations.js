/* Opens the source of a citation beside its number. Without it, or with a modifier key, the number leads to the list. */
{
  const note = document.getElementById("citation-note");
  if (note?.showPopover) {
    note.hidden = false;
    const [title, text, more, close] = ["title", "text", "list", "close"].map((part) => note.querySelector(`[data-${part}]`));
    let opener;

    const place = () => {
      const mark = opener.getBoundingClientRect();
      const room = document.documentElement.clientWidth;
      const left = Math.max(8, Math.min(mark.left - 24, room - note.offsetWidth - 8));
      const below = mark.bottom + 8;
      const fits = below + note.offsetHeight < innerHeight || mark.top < note.offsetHeight + 8;
      note.style.left = `${left + scrollX}px`;
      note.style.top = `${(fits ? below : mark.top - note.offsetHeight - 8) + scrollY}px`;
    };

    const open = (link, source) => {
      opener = link;
      title.textContent = link.getAttribute("aria-label");
      text.replaceChildren(...[...source.cloneNode(true).childNodes].filter(
        (child) => !child.classList?.contains("references__back")));
      more.href = link.hash;
      note.showPopover();
      place();
      link.setAttribute("aria-expanded", "true");
      note.focus({ preventScroll: true });
    };

    for (const link of document.querySelectorAll("a.citation[href^='#ref-']")) {
      const source = document.getElementById(link.hash.slice(1));
      if (!source) continue;
      link.setAttribute("aria-haspopup", "dialog");
      link.setAttribute("aria-expanded", "false");
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        if (note.matches(":popover-open") && opener === link) note.hidePopover();
        else open(link, source);
      });
    }
    close.addEventListener("click", () => note.hidePopover());
    more.addEventListener("click", () => note.hidePopover());
    note.addEventListener("toggle", (event) => {
      if (event.newState === "open" || !opener) return;
      opener.setAttribute("aria-expanded", "false");
      const inside = note.contains(document.activeElement) || document.activeElement === document.body;
      if (inside && location.hash !== more.hash) opener.focus({ preventScroll: true });
    });
    /* Tab leaves at the end, as from any dialog that does not hold the reader. */
    note.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !note.contains(event.relatedTarget)) note.hidePopover();
    });
    addEventListener("resize", () => { if (note.matches(":popover-open")) place(); });
  }
}
