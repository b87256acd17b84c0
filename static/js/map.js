/* A marker of the map and its clinics in the list light up together. Map and list work without. */
{
  const cards = document.querySelectorAll("[data-town]");
  const markers = document.querySelectorAll("a.marker");
  const towns = (marker) => new URL(marker.href.baseVal, location).searchParams.get("town").split(",");
  const light = (town, on) => {
    for (const card of cards) if (town.includes(card.dataset.town)) card.classList.toggle("is-lit", on);
    for (const marker of markers) if (towns(marker).some((each) => town.includes(each))) marker.classList.toggle("is-lit", on);
  };
  const watch = (element, town) => {
    for (const name of ["pointerenter", "focusin"]) element.addEventListener(name, () => light(town, true));
    for (const name of ["pointerleave", "focusout"]) element.addEventListener(name, () => light(town, false));
  };
  for (const marker of markers) watch(marker, towns(marker));
  for (const card of cards) watch(card, [card.dataset.town]);
}
