/* Suggestions are fetched, script and all, when somebody goes to a search field. Without script the form is a form. */
addEventListener("focusin", async ({ target }) => {
  const script = target.closest?.("[data-suggest]")?.dataset.suggest;
  if (script) (await import(script)).suggestFor(target);
});
