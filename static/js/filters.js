/* Escape closes the panel of a filter, as people expect of anything that opens. */
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details.filter[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
});
