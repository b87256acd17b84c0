/* “Use my location”: asks the browser, fetches where all clinics of the list are, and measures here. The position is
   neither sent nor kept; the only request is the same for everybody. */
{
  const box = document.querySelector("[data-near-me]");
  const RADII = [10, 25, 50, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 8000, 13000, 21000];
  const ENOUGH = 3, MOST = 12, KM = { mi: 1.609344, km: 1 }, EARTH = 6371.0088;
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const distance = ([a, b], [c, d]) => {
    const half = Math.sin(radians(c - a) / 2) ** 2 + Math.cos(radians(a)) * Math.cos(radians(c)) * Math.sin(radians(d - b) / 2) ** 2;
    return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, half)));
  };
  const element = (name, text, className = "") => Object.assign(document.createElement(name), { textContent: text, className });

  if (box && navigator.geolocation) {
    const data = box.dataset, answer = box.querySelector(".nearest");
    const say = (text) => answer.replaceChildren(element("p", text, "nearest__said"));
    const unit = () => document.getElementById("unit").value;
    const number = (value) => value.toLocaleString(document.documentElement.lang);
    const row = (clinic) => {
      const item = element("li", ""), link = element("a", clinic.name), far = clinic.far;
      link.href = clinic.url;
      if (clinic.label) item.append(element("p", clinic.label, "advert"));
      const away = far < 1 ? 1 : Math.round(far < 100 ? far : Math.round(far / 10) * 10);
      item.append(link, element("span", `${clinic.town}, ${data[unit() === "mi" ? "awayMi" : "awayKm"].replace("{n}", number(away))}`, "muted"));
      return item;
    };
    const show = (here, clinics) => {
      const per = KM[unit()];
      const near = clinics.map((clinic) => ({ ...clinic, far: distance(here, clinic.at) / per })).sort((a, b) => a.far - b.far);
      const radius = RADII.find((each) => each >= document.getElementById("radius").value && near.filter((clinic) => clinic.far <= each).length >= Math.min(ENOUGH, near.length));
      const within = near.filter((clinic) => clinic.far <= radius);
      say(near.length ? data[unit() === "mi" ? "withinMi" : "withinKm"].replace("{count}", number(within.length)).replace("{n}", number(radius)) : data.none);
      const list = element("ol", "", "nearest__list");
      list.setAttribute("role", "list");
      list.append(...within.slice(0, MOST).map(row));
      if (within.length) answer.append(list);
    };
    const measure = async (position) => {
      try {
        const { clinics } = await (await fetch(data.positions, { credentials: "omit" })).json();
        show([position.coords.latitude, position.coords.longitude], clinics);
      } catch {
        say(data.failed);
      }
    };
    box.hidden = false;
    box.querySelector("button").addEventListener("click", () => {
      say(data.asking);
      navigator.geolocation.getCurrentPosition(measure, () => say(data.refused), { timeout: 15000, maximumAge: 600000 });
    });
  }
}
