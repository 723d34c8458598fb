// The whole text beside the finding: passages are fetched around it, further ones as the reader scrolls, so that a text of any length opens at once.
import { $, el, NAMES, visible } from "./dom.js";
import { get } from "./api.js";

const AROUND = 30, MORE = 40;
const box = $("passages"), sides = ["changes", "input", "result"];

let text = null, first = 0, last = 0, total = 0, busy = false, current = null, marks = new Map();
let onMark = () => {};

export const listen = (mark) => { onMark = mark; };

/** Bring a finding into sight, and its text if another one is shown. */
export async function show(finding) {
  if (text !== finding.text || !marks.has(finding.id)) await open(finding);
  for (const mark of marks.get(current) ?? []) mark.classList.remove("current");
  current = finding.id;
  const found = marks.get(current) ?? [];
  for (const mark of found) mark.classList.add("current");
  const place = found[0];
  if (!place) return;
  const at = place.getBoundingClientRect(), within = box.getBoundingClientRect();
  if (at.top < within.top + 40 || at.bottom > within.bottom - 40) box.scrollTop += at.top - within.top - box.clientHeight / 3;
}

async function open(finding) {
  const from = Math.max(0, finding.passage - AROUND);
  const answer = await get(`texts/${finding.text}`, { at: from, count: AROUND * 2 });
  text = finding.text;
  total = answer.total;
  first = from;
  last = from + answer.passages.length;
  marks = new Map();
  $("article-name").textContent = answer.name;
  box.replaceChildren(...answer.passages.map(passage));
  box.scrollTop = 0;
}

/** What decisions have changed in the text that is shown. */
export function restate(changed) {
  for (const [id, now] of Object.entries(changed)) for (const mark of marks.get(Number(id)) ?? []) fill(mark, { ...mark.finding, ...now });
}

/** Fetch the text anew where it stands: something changed behind our back. */
export async function refresh() {
  if (text === null) return;
  const answer = await get(`texts/${text}`, { at: first, count: last - first }), top = box.scrollTop;
  marks = new Map();
  box.replaceChildren(...answer.passages.map(passage));
  for (const mark of marks.get(current) ?? []) mark.classList.add("current");
  box.scrollTop = top;
}

function passage(given) {
  const pieces = given.parts.map((part) => (typeof part === "string" ? part : mark(part)));
  return el("p", { "data-line": given.line }, ...pieces);
}

function mark(part) {
  const link = el("span", { role: "button", tabIndex: -1 });  // a button would not break across lines
  fill(link, part);
  link.addEventListener("click", () => onMark(link.finding.id));
  link.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); onMark(link.finding.id); } });
  marks.set(part.id, [...(marks.get(part.id) ?? []), link]);
  return link;
}

// What was there and what stands there now; the style shows one, the other or both.
function fill(link, part) {
  const changed = part.now !== null, hot = link.classList.contains("current"), blank = part.was !== "" && !part.was.trim();
  link.finding = part;
  link.className = `m ${part.state}${changed ? " changed" : ""}${part.was === "" ? " gap" : ""}${blank ? " blank" : ""}${hot ? " current" : ""}`;
  link.title = `${NAMES[part.state]}: ${visible(part.was) || "(nothing)"}${changed ? " → " + (visible(part.now) || "(delete)") : ""}`;
  if (part.was.trim()) link.removeAttribute("aria-label");
  else link.setAttribute("aria-label", link.title);  // a gap has no words to be called by
  link.replaceChildren(el("span", { class: "was" }, part.was), ...(changed ? [el("span", { class: "now" }, part.now)] : []));
}

async function extend(up) {
  if (busy || text === null || (up ? first === 0 : last >= total)) return;
  busy = true;
  const from = up ? Math.max(0, first - MORE) : last, count = up ? first - from : MORE, mine = text;
  try {
    const answer = await get(`texts/${text}`, { at: from, count });
    if (mine !== text) return;
    const fresh = answer.passages.map(passage), before = box.scrollHeight;
    if (up) { box.prepend(...fresh); box.scrollTop += box.scrollHeight - before; first = from; }
    else { box.append(...fresh); last = from + fresh.length; }
  } catch { /* the banner says that the connection is lost */ } finally { busy = false; }
}

box.addEventListener("scroll", () => {
  if (box.scrollTop < 600) extend(true);
  if (box.scrollHeight - box.scrollTop - box.clientHeight < 900) extend(false);
}, { passive: true });

/** changes: both; input: what was there; result: what will stand there. */
function side(name) {
  box.dataset.show = name;
  for (const button of document.querySelectorAll("[data-show]")) if (button !== box) button.setAttribute("aria-pressed", button.dataset.show === name);
}
export const nextSide = () => side(sides[(sides.indexOf(box.dataset.show) + 1) % sides.length]);
for (const button of document.querySelectorAll("button[data-show]")) button.addEventListener("click", () => side(button.dataset.show));
side("changes");
