"use strict";
// The page is whole without this: here are only the filters, the counts and the walk from finding to finding.
const root = document.documentElement, $ = (id) => document.getElementById(id), all = (query, within = document) => [...within.querySelectorAll(query)];
root.classList.add("js", "texts");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();  // "kunju" finds "Kūnjù"

const marks = new Map();
for (const mark of all(".m")) marks.set(mark.dataset.f, [...(marks.get(mark.dataset.f) ?? []), mark]);
const words = (finding) => [finding.parentElement.querySelector("h3"), ...all(".change, li, .chinese", finding)].map((part) => part.textContent).join(" ");
const items = all(".finding")
  .map((finding) => ({ finding, ...finding.dataset, words: plain(words(finding)), marks: marks.get(finding.dataset.f) ?? [], shown: true }))
  .sort((a, b) => a.f - b.f);
const byNumber = new Map(items.map((item) => [item.f, item]));
const chips = all(".chip"), bars = all(".bar"), panel = $("panel"), hint = $("detail").firstElementChild;
let current = null, view = "texts";

// --- filters: each facet counts what the other facets let through
const states = () => new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.status));
const count = (list, key) => list.reduce((sums, item) => sums.set(item[key], (sums.get(item[key]) ?? 0) + 1), new Map());

function filter() {
  const query = plain($("query").value.trim()), kind = $("kind").value, file = $("file").value, on = states();
  const tests = {
    query: (item) => item.words.includes(query), kind: (item) => !kind || item.kind === kind,
    file: (item) => !file || item.file === file, status: (item) => on.has(item.status),
  };
  const passing = (without) => items.filter((item) => Object.entries(tests).every(([name, test]) => name === without || test(item)));
  const shown = new Set(passing());
  for (const item of items) {
    item.shown = shown.has(item);
    item.finding.hidden = !item.shown;
    for (const mark of item.marks) mark.classList.toggle("off", !item.shown);
  }
  const ofKind = passing("kind"), kinds = count(ofKind, "kind"), ofFile = passing("file"), files = count(ofFile, "file"), ofStatus = count(passing("status"), "status");
  for (const bar of bars) draw(bar, ofKind.filter((item) => item.kind === bar.dataset.kind), kinds.get(bar.dataset.kind) ?? 0, kind === bar.dataset.kind);
  for (const chip of chips) chip.lastElementChild.textContent = ofStatus.get(chip.dataset.status) ?? 0;
  label($("kind"), kinds, ofKind.length);
  label($("file"), files, ofFile.length);
  const filtered = Boolean(query || kind || file || on.size < chips.length), only = $("only").checked;
  for (const text of all(".text")) text.hidden = (file && text.dataset.file !== file) || (filtered && !files.get(text.dataset.file)) || (only && !text.querySelector(".m:not(.off)"));
  for (const row of all(".row")) row.hidden = only && !row.querySelector(".m:not(.off)");
  for (const group of all(".concept")) {
    const left = all(".finding:not([hidden])", group).length;
    group.hidden = !left;
    group.querySelector(".n").textContent = left;
  }
  $("nothing").hidden = shown.size > 0 || !items.length;
  $("clear").hidden = !filtered && !only;
  $("count").textContent = filtered ? `${shown.size} of ${items.length} findings` : `${items.length} findings`;
}

function draw(bar, list, total, pressed) {
  const svg = bar.querySelector("svg"), sums = count(list, "status");
  let at = 0;
  for (const rect of svg.children) {
    const width = (100 * (sums.get(rect.getAttribute("class")) ?? 0)) / svg.dataset.full;
    rect.setAttribute("x", at);
    rect.setAttribute("width", width);
    at += width;
  }
  bar.lastElementChild.textContent = total;
  bar.setAttribute("aria-pressed", pressed);
}

function label(select, sums, total) {
  for (const option of select.options) {
    option.dataset.name ??= option.textContent;
    option.textContent = `${option.dataset.name} (${option.value ? (sums.get(option.value) ?? 0) : total})`;
  }
}

// --- the chosen finding
function choose(item, { block = "center", focus = false } = {}) {
  for (const mark of current?.marks ?? []) mark.classList.remove("current");
  if (current && current !== item) current.finding.open = false;
  current = item;
  $("close").hidden = !item;
  history.replaceState(null, "", item ? "#f" + item.f : "#");
  if (!item) {
    panel.removeAttribute("class");
    $("chosen").replaceChildren("No finding chosen");
    $("detail").replaceChildren(hint);
    return;
  }
  const part = (name) => item.finding.querySelector(name).cloneNode(true);
  panel.className = item.status;
  $("chosen").replaceChildren(part(".state"), part(".kind"));
  $("detail").replaceChildren(part(".change"), part(".card"));
  panel.scrollTop = 0;
  for (const mark of item.marks) mark.classList.add("current");
  if (view === "texts") item.marks[0]?.closest(".text").setAttribute("open", "");
  else item.finding.open = item.finding.parentElement.open = true;
  const place = view === "texts" ? item.marks[0] : item.finding.firstElementChild;
  place?.scrollIntoView({ block });
  if (focus) place?.focus({ preventScroll: true });
}

// From the chosen finding, or from the first one on the screen.
function step(by) {
  const list = items.filter((item) => item.shown);
  if (view === "concepts") list.sort((a, b) => (a.finding.compareDocumentPosition(b.finding) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  if (!list.length) return;
  const place = (item) => (view === "texts" ? item.marks[0] : item.finding)?.getBoundingClientRect().top ?? 0;
  const after = (item) => (current ? Number(item.f) > Number(current.f) : place(item) > $("tools").getBoundingClientRect().bottom);
  let at = list.indexOf(current);
  if (at < 0) at = list.findIndex(after) - (by > 0 ? 1 : 0);
  choose(list[(at + by + list.length) % list.length], { focus: true });
}

function show(name) {
  view = name;
  root.classList.remove("texts", "concepts");
  root.classList.add(name);
  for (const button of all("[data-view]")) button.setAttribute("aria-pressed", button.dataset.view === name);
  if (current) choose(current);
}

// --- what the reader does
const press = (button, on) => button.setAttribute("aria-pressed", on);
for (const button of all("[data-view]")) button.addEventListener("click", () => show(button.dataset.view));
for (const chip of chips) chip.addEventListener("click", () => { press(chip, chip.getAttribute("aria-pressed") !== "true"); filter(); });
for (const bar of bars) bar.addEventListener("click", () => { $("kind").value = $("kind").value === bar.dataset.kind ? "" : bar.dataset.kind; filter(); });
for (const name of ["kind", "file", "only"]) $(name).addEventListener("input", filter);
let typed;
$("query").addEventListener("input", () => { clearTimeout(typed); typed = setTimeout(filter, 120); });  // a corpus of thousands must not stall the typing
$("tools").addEventListener("submit", (event) => event.preventDefault());
$("clear").addEventListener("click", () => { $("tools").reset(); for (const chip of chips) press(chip, true); filter(); });
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));
$("close").addEventListener("click", () => choose(null));

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) return;
  event.preventDefault();
  const item = byNumber.get(link.hash.slice(2));
  if (link.closest(".card")) show("texts");
  choose(item, { block: link.classList.contains("m") ? "nearest" : "center" });
});
const hover = (on) => (event) => { for (const mark of byNumber.get(event.target.closest?.(".m:not(.off)")?.dataset.f)?.marks ?? []) mark.classList.toggle("hot", on); };
document.addEventListener("mouseover", hover(true));
document.addEventListener("mouseout", hover(false));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input[type=search], select");
  if (event.key === "Escape") return typing ? event.target.blur() : choose(null);
  if (typing) return;
  const act = { n: () => step(1), ArrowRight: () => step(1), p: () => step(-1), ArrowLeft: () => step(-1), "/": () => $("query").focus() }[event.key];
  if (act) { event.preventDefault(); act(); }
});

new ResizeObserver(() => root.style.setProperty("--bar", getComputedStyle($("tools")).position === "sticky" ? $("tools").offsetHeight + "px" : "0px")).observe($("tools"));
filter();
const linked = byNumber.get(location.hash.replace(/^#[fm]/, ""));
if (linked) choose(linked);
