// Every decision, the latest first; any of them can be taken back, not only the last.
import { $, el, NAMES, visible } from "./dom.js";
import { get } from "./api.js";
import { SCOPES, when } from "./card.js";

const PAGE = 100;
let onUndo = () => {}, onGo = () => {}, shown = 0;

export const listen = (undo, go) => { onUndo = undo; onGo = go; };

export async function open() {
  shown = 0;
  await fill(false);
  if (!$("history").open) $("history").showModal();
}

/** The list anew, if it is open. */
export const refresh = () => ($("history").open ? fill(false) : null);

async function fill(older) {
  const answer = await get("history", { at: older ? shown : 0, count: older ? PAGE : Math.max(PAGE, shown) });
  const rows = answer.decisions.map(line), held = document.activeElement.closest("#decisions li")?.dataset.decision;
  if (older) $("decisions").append(...rows);
  else $("decisions").replaceChildren(...(rows.length ? rows : [el("li", { class: "soft" }, "Nothing is decided yet.")]));
  shown = (older ? shown : 0) + rows.length;
  $("older").hidden = shown >= answer.total;
  (older ? rows[0] : held && rows.find((row) => row.dataset.decision === held))?.focus();  // the button that was pressed is gone
}

function line(decision) {
  const what = [el("del", {}, visible(decision.found) || "(nothing)"), decision.to !== null && [" → ", el("ins", {}, visible(decision.to) || "(delete)")]];
  const go = decision.finding !== null && el("button", { type: "button", class: "plain", title: "Show it", onclick: () => { $("history").close(); onGo(decision.finding); } }, what);
  const back = decision.undone ? el("small", {}, "taken back") : el("button", { type: "button", class: "undo", "aria-label": `Take back: ${visible(decision.found)}, ${decision.place}`, onclick: () => onUndo([decision.id]) }, "Take back");
  return el("li", { tabIndex: -1, class: `${decision.state}${decision.undone ? " undone" : ""}`, "data-decision": decision.id },
    el("span", { class: "badge" }, NAMES[decision.state]), el("span", { class: "what" }, go || what, decision.note && el("q", {}, decision.note)),
    el("small", {}, [decision.place, SCOPES[decision.scope], decision.by, when(decision.at)].filter(Boolean).join(" · ")), back);
}

$("older").addEventListener("click", () => fill(true));
