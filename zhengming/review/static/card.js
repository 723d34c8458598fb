// The chosen finding: what it stands for, why, what else it could be, and the decision. Its fields and buttons stand in index.html and are the same for every
// finding: whoever types or tabs there while something is shown anew (another reviewer decided) goes on in the same place.
import { $, ACTIONS, el, NAMES, visible } from "./dom.js";

export const SCOPES = { place: "this place", document: "this text", everywhere: "everywhere" };
const box = $("card"), part = (css) => box.querySelector(css);
const drafts = new Map();  // by finding: the note and own words that are written and not saved
let shown = null, frozen = false, act = {};

/** `actions`: decide(verdict, text), group(number), undo(decisions), step(by), back(). */
export const listen = (actions) => { act = actions; };
export const card = () => shown;
export const chosenScope = () => part("[name=scope]:checked").value;
export const note = () => $("note").value.trim();

export function clear(sentence) {
  keep();
  shown = null;
  box.className = "none";
  $("no-finding").textContent = sentence;
}

/** Show a finding; its own decision, if it has one, with the way back. */
export function show(finding) {
  const same = shown?.id === finding.id, held = box.contains(document.activeElement);
  if (!same) keep();
  shown = finding;
  box.className = finding.state;
  part(".badge").textContent = NAMES[finding.state];
  part(".kind").textContent = finding.kind;
  part(".kind").title = finding.meaning;
  $("what").replaceChildren(el("del", {}, visible(finding.found) || "(nothing)"), el("span", { class: "arrow", "aria-label": "becomes" }, " → "), el("ins", {}, visible(finding.to) || "(delete)"));
  $("about").replaceChildren(...[chinese(finding), sentence(finding), ...decided(finding)].filter(Boolean));
  part("dl").replaceChildren(...facts(finding));
  part(".group").hidden = finding.group.open < 2;
  part(".group").replaceChildren(`Accept all ${finding.group.open.toLocaleString("en")} of this group `, el("kbd", {}, "A"));
  freeze(frozen);
  if (!same) begin();
  const at = document.activeElement;
  const left = at.disabled || at.hidden || (at.name === "scope" && !same);  // arrows go through the findings again and choose no scope for the next one
  if (held && (left || !box.contains(at))) $("what").focus();  // the button that was pressed may be gone
}

/** What is written about the finding shown, kept until it is chosen again: a click elsewhere must not cost words. */
function keep() {
  if (!shown) return;
  const own = $("own"), words = own && own.value !== own.defaultValue ? own.value : null;
  if (words === null && !note()) drafts.delete(shown.id);
  else drafts.set(shown.id, { words, note: $("note").value });
}

/** The fields as another finding meets them. */
function begin() {
  const draft = drafts.get(shown.id);
  part("[name=scope]").checked = true;
  box.scrollTop = part(".scroll").scrollTop = 0;
  $("note").value = draft?.note ?? "";
  close();
  if (draft && draft.words !== null) open(draft.words);
}

/** Whether words are written that nothing else holds. */
export function unsaved() {
  keep();
  return drafts.size > 0;
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
  const all = [...finding.suggestions.slice(1), ...finding.rivals].filter((choice) => !seen.has(choice.text) && seen.add(choice.text));
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
  return rows.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]);
}

const percent = (score) => `${Math.round(score * 100)} %`;

/** Only the first click of a double one: the second would meet the next finding. */
const once = (action) => (event) => { if (event.detail < 2) action(); };

export function cycleScope() {
  const radios = [...box.querySelectorAll("[name=scope]")], next = radios[(radios.findIndex((radio) => radio.checked) + 1) % radios.length];
  next.checked = true;
  return SCOPES[next.value];
}

/** Open the field for the person's own words, or go on in it. */
export function edit() {
  if (!shown) return;
  const fresh = !$("own");
  if (fresh) open();
  $("own").focus();
  if (fresh) $("own").select();
}

function open(draft = null) {
  const words = shown.to;
  const field = el("textarea", { id: "own", rows: 2, "aria-label": "Your own words", spellcheck: true, defaultValue: words, value: draft ?? words });
  const save = () => {
    field.blur();
    $("list").focus();  // the words stay where they are until they are saved, and keys decide again
    act.decide("replace", field.value);
  };
  const cancel = () => { close(); part("[data-verdict=edit]").focus(); };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.keyCode !== 229) { event.preventDefault(); save(); }
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); cancel(); }
  });
  $("editor").replaceChildren(el("label", { class: "own" }, el("span", {}, "Your own words"), field),
    el("div", { class: "row" }, el("button", { type: "button", class: "strong", onclick: save }, "Save ", el("kbd", {}, "Enter")), el("button", { type: "button", onclick: cancel }, "Cancel ", el("kbd", {}, "Esc"))));
}

const close = () => $("editor").replaceChildren();

/** The note is saved, and the person's own words, if they were what was decided. */
export function settled(words) {
  $("note").value = "";
  if (words) close();
}

/** While there is no connection nothing can be decided. */
export function freeze(now) {
  frozen = now;
  for (const control of box.querySelectorAll("[data-verdict], .group, .choice, .decided button")) control.disabled = frozen;
}

part(".scopes").append(...Object.entries(SCOPES).map(([name, meaning]) => el("label", { class: "scope" }, el("input", { type: "radio", name: "scope", value: name, checked: name === "place" }), el("span", {}, meaning))));
part(".back").addEventListener("click", () => act.back());
part(".group").addEventListener("click", once(() => act.group(shown.group.number)));
for (const button of box.querySelectorAll("[data-step]")) button.addEventListener("click", () => act.step(Number(button.dataset.step)));
for (const button of box.querySelectorAll("[data-verdict]")) button.addEventListener("click", once(() => (button.dataset.verdict === "edit" ? edit() : act.decide(button.dataset.verdict))));
