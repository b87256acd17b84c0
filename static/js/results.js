/* Says that a result was opened, as a number: no cookie goes along, and nothing about the reader. */
const list = document.querySelector("[data-opened]");
list?.addEventListener("click", ({ target }) => {
  const page = target.closest("a") && target.closest("[data-page]")?.dataset.page;
  if (page) navigator.sendBeacon(list.dataset.opened, new URLSearchParams({ token: list.dataset.token, page }));
});
