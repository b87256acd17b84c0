/* Keeps the line on a clinic's opening hours true while the page is open, or when it comes from a cache: shows the
   statement that holds now from those that the server wrote ahead, and marks today. It knows nothing of hours itself. */
const box = document.querySelector("[data-hours]");
const states = JSON.parse(box.dataset.hours);
const show = () => {
  const now = Date.now() / 1000;
  const [, state, text, day] = states.findLast(([from]) => from <= now) ?? states[0];
  box.hidden = !text;
  box.className = `open-state open-state--${state}`;
  const line = box.querySelector(".open-state__text");
  if (line.textContent !== text) line.textContent = text;
  box.querySelector(".open-state__as-of").hidden = true;
  for (const row of document.querySelectorAll(".hours [data-day]")) {
    if (Number(row.dataset.day) === day) row.setAttribute("aria-current", "date");
    else row.removeAttribute("aria-current");
  }
};
show();
setInterval(show, 20000);
document.addEventListener("visibilitychange", show);
