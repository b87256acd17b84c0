/* Suggestions below a search field: an editable combobox with a list, after the ARIA Authoring Practices. Arrow keys go
   through the list while the cursor stays in the field, Enter opens what is chosen or sends the form, Escape closes. */
const WAIT = 120, SHORTEST = 2, known = new Map(), fields = new WeakSet();
let lists = 0, styles;

/* The list's own style sheet, which no page needs before: resolves when it is there. */
const styled = (href) => new Promise((ready) => {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: ready, onerror: ready });
  document.head.append(link);
});

export function suggestFor(field) {
  if (field.type !== "search" || fields.has(field)) return;
  fields.add(field);
  const style = (styles ??= styled(field.form.dataset.style));
  const { form } = field, id = `suggestions-${++lists}`;
  const list = Object.assign(document.createElement("ul"), { id, className: "suggestions", hidden: true });
  const status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.label);
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) field.setAttribute(name, value);

  let timer, request, chosen = -1;
  const options = () => list.querySelectorAll("[role=option]");
  const choose = (number) => {
    chosen = number;
    options().forEach((option, each) => option.setAttribute("aria-selected", each === number));
    const option = options()[number];
    option ? field.setAttribute("aria-activedescendant", option.id) : field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(timer);
    request?.abort();
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const show = ({ html, count }) => {
    list.innerHTML = html;
    options().forEach((option, number) => { option.id = `${id}-${number}`; });
    list.hidden = !count;
    field.setAttribute("aria-expanded", String(Boolean(count)));
    status.textContent = count ? form.dataset.count.replace("{n}", count) : form.dataset.none;
    choose(-1);
  };
  const go = (option) => { const { url } = option.dataset; close(); location.assign(url); };
  const ask = async () => {
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return close();
    request?.abort();
    request = new AbortController();
    try {
      if (!known.has(typed)) {
        const answer = await fetch(`${form.dataset.url}?q=${encodeURIComponent(typed)}`, { signal: request.signal, credentials: "omit" });
        if (!answer.ok) return close();
        known.set(typed, await answer.json());
      }
      await style;
      if (document.activeElement === field && field.value.trim() === typed) show(known.get(typed));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    const { key, altKey } = event, { length } = options();
    if ((key === "ArrowDown" || key === "ArrowUp") && list.hidden) ask();
    else if (key === "ArrowDown" && !altKey) choose(chosen + 1 < length ? chosen + 1 : -1);
    else if (key === "ArrowUp" && !altKey) choose(chosen < 0 ? length - 1 : chosen - 1);
    else if (key === "ArrowUp" || (key === "Escape" && !list.hidden)) close();
    else if (key === "Enter" && chosen >= 0) go(options()[chosen]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());  // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });
  if (field.value === field.defaultValue) return;
  ask();  // letters that were typed while this script was on its way
}
