// The filters; each one counts what the others let through. They stand in the address, so a reload keeps them.
import { $, ACTIONS, el, NAMES } from "./dom.js";

const FACETS = ["state", "kind", "action", "file"], TITLES = { state: "All states", kind: "All kinds", action: "All actions", file: "All texts" };
const names = { state: NAMES, action: ACTIONS, kind: {}, file: {} };

/** Fill the choices once; `change` is called with the filter whenever the reader changes it. */
export function start(texts, kinds, change) {
  names.file = Object.fromEntries(texts.map((name, index) => [index, name]));
  const values = { state: Object.keys(NAMES), action: Object.keys(ACTIONS), kind: kinds, file: texts.map((_, index) => String(index)) };
  const address = new URLSearchParams(location.search);
  for (const facet of FACETS) {
    $(facet).replaceChildren(el("option", { value: "" }, TITLES[facet]), ...values[facet].map((value) => el("option", { value }, label(facet, value))));
    $(facet).value = values[facet].includes(address.get(facet)) ? address.get(facet) : "";
    $(facet).addEventListener("change", () => changed(change));
  }
  $("file").hidden = texts.length < 2;
  $("query").value = address.get("query") ?? "";
  let typed;
  $("query").addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(() => changed(change), 150); });
  $("tools").addEventListener("submit", (event) => { event.preventDefault(); changed(change); });
  const clear = () => { $("tools").reset(); for (const facet of FACETS) $(facet).value = ""; $("query").value = ""; changed(change); $("list").focus(); };
  $("clear").addEventListener("click", clear);
  $("clear-too").addEventListener("click", clear);
  const more = $("more-filters");
  more.addEventListener("click", () => unfold(!$("tools").classList.contains("open")));
}

/** A narrow window folds the filters away. */
function unfold(now) {
  $("tools").classList.toggle("open", now);
  $("more-filters").setAttribute("aria-expanded", String(now));
}

/** Go to the filters. */
export function open() {
  unfold(true);
  $("state").focus();
}

function label(facet, value) {
  const name = names[facet][value] ?? value;
  return facet === "action" ? `${value}: ${name}` : name;
}

export const filter = () => ({ query: $("query").value.trim(), ...Object.fromEntries(FACETS.map((facet) => [facet, $(facet).value])) });

function changed(change) {
  const given = Object.entries(filter()).filter(([, value]) => value), query = new URLSearchParams(given).toString();
  history.replaceState(history.state, "", (query ? "?" + query : location.pathname) + location.hash);
  change(filter());
}

/** The counts beside the choices; what nothing has is left out unless it is chosen. */
export function count(facets, findings) {
  let any = Boolean($("query").value);
  for (const facet of FACETS) {
    const counts = facets[facet], sum = Object.values(counts).reduce((a, b) => a + b, 0);
    for (const option of $(facet).options) {
      if (!option.value) { option.textContent = `${TITLES[facet]} (${sum.toLocaleString("en")})`; continue; }
      const number = counts[option.value] ?? 0;
      option.textContent = `${label(facet, option.value)} (${number.toLocaleString("en")})`;
      option.hidden = !number && !option.selected;
    }
    any ||= Boolean($(facet).value);
    $(facet).classList.toggle("on", Boolean($(facet).value));
  }
  $("clear").hidden = !any;
  $("count").textContent = `${findings.toLocaleString("en")} shown`;
}
