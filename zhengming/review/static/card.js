// The chosen finding: what it stands for, why, what else it could be, and the decision.
import { $, ACTIONS, el, NAMES, visible } from "./dom.js";

export const SCOPES = { place: "this place", document: "this text", everywhere: "everywhere" };
const box = $("card");
let shown = null, scope = "place", editing = false;
let act = {};

/** `actions`: decide(verdict, text), group(), undo(decision), step(by), back(). */
export const listen = (actions) => { act = actions; };
export const card = () => shown;
export const isEditing = () => editing;
export const chosenScope = () => scope;
export const note = () => $("note")?.value.trim() ?? "";

export function clear(sentence) {
  shown = null;
  editing = false;
  box.className = "";
  box.replaceChildren(el("p", { class: "soft empty" }, sentence));
}

/** Show a finding; its own decision, if it has one, with the way back. */
export function show(finding) {
  const same = shown?.id === finding.id, draft = same && editing ? $("own").value : null, noted = same ? note() : "";
  const verdict = box.contains(document.activeElement) ? document.activeElement.dataset.verdict : null;
  shown = finding;
  editing = false;
  box.className = finding.state;
  if (!same) { scope = "place"; box.scrollTop = 0; }
  box.replaceChildren(
    el("header", {},
      el("button", { type: "button", class: "back", onclick: () => act.back() }, "‹ List"),
      el("span", { class: "badge" }, NAMES[finding.state]), el("span", { class: "kind", title: finding.meaning }, finding.kind),
      el("span", { class: "grow" }),
      el("button", { type: "button", "aria-label": "Previous finding", title: "Previous finding (k)", onclick: () => act.step(-1) }, "↑"),
      el("button", { type: "button", "aria-label": "Next finding", title: "Next finding (j)", onclick: () => act.step(1) }, "↓")),
    el("div", { class: "scroll" },
      el("h2", { id: "what" }, el("del", {}, visible(finding.found) || "(nothing)"), el("span", { class: "arrow", "aria-label": "becomes" }, " → "), el("ins", {}, finding.to === null ? "no suggestion" : visible(finding.to) || "(delete)")),
      chinese(finding), sentence(finding), decided(finding),
      el("div", { id: "editor" }), facts(finding)),
    bar(finding),
  );
  if (noted) $("note").value = noted;
  if (verdict) box.querySelector(`[data-verdict=${verdict}]`).focus();  // who decides by Tab and Enter goes on with the next finding
  if (draft !== null) edit(draft);
}

function chinese(finding) {
  if (!finding.zh) return null;
  const other = finding.traditional && finding.traditional !== finding.zh;
  return el("p", { class: "chinese" }, el("span", { class: "zh", lang: "zh-Hans", title: "simplified" }, finding.zh), other && el("span", { class: "zh hant", lang: "zh-Hant", title: "traditional" }, finding.traditional),
    el("span", { class: "pinyin", lang: "zh-Latn" }, finding.pinyin ?? ""));
}

const sentence = (finding) => el("blockquote", { cite: "" }, finding.before, el("mark", {}, finding.found ? visible(finding.found) : "‸"), finding.after);

function decided(finding) {
  return finding.decisions.map((decision) => {
    const who = [decision.by && `by ${decision.by}`, when(decision.at), SCOPES[decision.scope]].filter(Boolean).join(", ");
    return el("p", { class: `decided ${decision.state}` }, el("span", {}, el("b", {}, NAMES[decision.state]), ` ${who}`),
      el("button", { type: "button", onclick: () => act.undo([decision.id]) }, "Take back"), decision.text !== null && el("span", { class: "words" }, visible(decision.text) || "(delete)"), decision.note && el("q", {}, decision.note));
  });
}

export const when = (at) => {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
};

/** The other readings and suggestions, numbered for the keys 1 to 9. */
export function choices(finding = shown) {
  const seen = new Set([finding.found, finding.suggestion]);
  const all = [...finding.suggestions.slice(1), ...finding.rivals].filter((choice) => choice.text !== null && !seen.has(choice.text) && seen.add(choice.text));
  return all.slice(0, 9);
}

function facts(finding) {
  const others = choices(finding).map((choice, index) => el("li", {}, el("button", { type: "button", class: "choice", title: `Put this (${index + 1})`, onclick: once(() => act.decide("replace", choice.text)) },
    el("kbd", {}, index + 1), " ", visible(choice.text) || "(delete)"), choice.zh && [" ", el("span", { lang: "zh-Hans" }, choice.zh)], " ", el("small", {}, percent(choice.score))));
  const reasons = finding.evidence.map((reason) => el("li", {}, reason.detail, " ", el("small", {}, reason.kind)));
  const rows = [
    ["Why", reasons.length ? el("ul", {}, reasons) : null],
    ["Or else", others.length ? el("ul", {}, others) : null],
    ["Kind", [finding.kind, " ", el("small", {}, finding.meaning)]],
    ["Action", [finding.action, " ", el("small", {}, ACTIONS[finding.action])]],
    ["Confidence", [el("meter", { min: 0, max: 1, value: finding.confidence, "aria-label": "Confidence" }), " ", percent(finding.confidence)]],
    ["Place", [finding.name, " ", el("small", {}, `line ${finding.line}, column ${finding.column}`)]],
    ["Concept", finding.concept],
  ];
  return el("dl", {}, rows.filter(([, value]) => value).map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

const percent = (score) => `${Math.round(score * 100)} %`;

/** Only the first click of a double one: the second would meet the next finding. */
const once = (action) => (event) => { if (event.detail < 2) action(); };

function bar(finding) {
  const radio = (name) => el("label", { class: "scope" }, el("input", { type: "radio", name: "scope", value: name, checked: name === scope, onchange: () => { scope = name; } }), el("span", {}, SCOPES[name]));
  const button = (name, key, verdict, extra = {}) => el("button", { type: "button", class: verdict, "data-verdict": verdict, "aria-describedby": "what", onclick: once(() => (verdict === "edit" ? edit() : act.decide(verdict))), ...extra }, name, " ", el("kbd", {}, key));
  const nothing = finding.suggestion === null, group = finding.group;
  return el("footer", { class: "decide" },
    el("fieldset", { class: "scopes" }, el("legend", {}, "Decide for", " ", el("kbd", {}, "s")), ...Object.keys(SCOPES).map(radio)),
    el("label", { class: "note-line" }, el("span", { class: "sr" }, "Note"), el("input", { id: "note", type: "text", maxLength: 2000, placeholder: "Note (m)", autocomplete: "off", value: "" })),
    el("div", { class: "verdicts" },
      button("Accept", "a", "accept", nothing ? { disabled: true, title: "There is no suggestion; use Edit" } : {}), button("Reject", "r", "reject"), button("Edit", "e", "edit"), button("Unsure", "u", "unsure")),
    group.open > 1 && el("button", { type: "button", class: "group", onclick: once(() => act.group(finding.group.number)) }, `Accept all ${group.open.toLocaleString("en")} of this group `, el("kbd", {}, "A")));
}

export function cycleScope() {
  const names = Object.keys(SCOPES);
  scope = names[(names.indexOf(scope) + 1) % names.length];
  const radio = box.querySelector(`input[value=${scope}]`);
  if (radio) radio.checked = true;
  return SCOPES[scope];
}

/** Open the field for the person's own words. */
export function edit(draft = null) {
  if (!shown) return;
  editing = true;
  const field = el("textarea", { id: "own", rows: 2, "aria-label": "Your own words", spellcheck: true, value: draft ?? shown.to ?? shown.suggestion ?? shown.found });
  const save = () => {
    field.blur();
    $("list").focus();  // the words stay where they are until they are saved, and keys decide again
    act.decide("replace", field.value);
  };
  const cancel = () => { editing = false; $("editor").replaceChildren(); box.querySelector("[data-verdict=edit]").focus(); };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); cancel(); }
  });
  $("editor").replaceChildren(el("label", { class: "own" }, el("span", {}, "Your own words"), field),
    el("div", { class: "row" }, el("button", { type: "button", class: "strong", onclick: save }, "Save ", el("kbd", {}, "Enter")), el("button", { type: "button", onclick: cancel }, "Cancel ", el("kbd", {}, "Esc"))));
  field.focus();
  field.select();
}

/** What was written is saved: the fields may close. */
export function settled() {
  editing = false;
  if ($("note")) $("note").value = "";
}

/** While there is no connection nothing can be decided. */
export function freeze(frozen) {
  for (const control of box.querySelectorAll("[data-verdict], .group, .choice, .decided button")) {
    if (frozen) { control.dataset.was ??= control.disabled ? "1" : ""; control.disabled = true; }
    else if (control.dataset.was !== undefined) { control.disabled = control.dataset.was === "1"; delete control.dataset.was; }
  }
}
