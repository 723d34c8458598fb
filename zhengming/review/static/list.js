// The findings under their concepts. Only the lines in sight exist: 50,000 of them scroll like fifty. All lines are equally high, so a line's place is a product.
import { $, el, NAMES, visible } from "./dom.js";
import { get } from "./api.js";

const PAGE = 100, MARGIN = 6;
const box = $("list"), canvas = $("canvas");

let filter = {}, total = 0, findings = 0, height = 0, pages = new Map(), drawn = new Map(), chosen = null, waiting = 0, generation = 0;
let onChoose = () => {}, onGroup = () => {};

export const listen = (choose, group) => { onChoose = choose; onGroup = group; };
export const chosenLine = () => chosen;
export const wanted = () => filter;

/** Show what a filter lets through; the answer holds the counts. */
export async function load(newFilter) {
  const mine = ++generation;
  const answer = await get("list", { ...newFilter, at: 0, count: PAGE, fresh: 1 });
  if (mine !== generation) return null;
  filter = newFilter;
  total = answer.lines;
  findings = answer.findings;
  pages = new Map([[0, answer.rows]]);
  chosen = null;
  box.scrollTop = 0;
  measure();
  draw(true);
  return answer;
}

/** Ask anew for the pages in sight: their states have changed, their order has not. */
export async function refresh() {
  const [first, last] = range(), mine = generation;
  const shown = new Set();
  for (let line = first; line < last; line += PAGE) shown.add(Math.floor(line / PAGE));
  if (last > first) shown.add(Math.floor((last - 1) / PAGE));
  for (const page of [...pages.keys()]) if (!shown.has(page)) pages.delete(page);
  await Promise.all([...shown].map((page) => fetchPage(page)));
  if (mine === generation) draw(true);
}

async function fetchPage(page) {
  const mine = generation;
  const answer = await get("list", { ...filter, at: page * PAGE, count: PAGE });
  if (mine === generation) pages.set(page, answer.rows);
}

/** The line at a number, fetched if need be; null beyond the ends. */
export async function lineAt(at) {
  if (at < 0 || at >= total) return null;
  const page = Math.floor(at / PAGE);
  if (!pages.has(page)) await fetchPage(page);
  return pages.get(page)?.[at % PAGE] ?? null;
}

/** The line of the nearest finding from a line on, in one direction; null if there is none. */
export async function findingFrom(at, by) {
  for (let line = at; line >= 0 && line < total; line += by) {
    const row = await lineAt(line);
    if (row && row.id !== undefined) return line;
  }
  return null;
}

/** Mark a line as the chosen one and bring it into sight. */
export function choose(at) {
  chosen = at;
  if (at !== null) {
    const top = at * height, head = Math.max(0, top - height);
    if (head < box.scrollTop) box.scrollTop = head;
    else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height * 2 - box.clientHeight;
  }
  draw(true);
}

/** Put another state on lines that are loaded, before the server is asked for the rest. */
export function restate(changed) {
  for (const rows of pages.values()) for (const row of rows) if (row.id !== undefined && changed[row.id]) Object.assign(row, changed[row.id]);
  draw(true);
}

function range() {
  const first = Math.max(0, Math.floor(box.scrollTop / height) - MARGIN);
  return [first, Math.min(total, Math.ceil((box.scrollTop + box.clientHeight) / height) + MARGIN)];
}

function measure() {
  height = parseFloat(getComputedStyle(canvas).lineHeight);
  canvas.style.height = `${total * height}px`;
}

function draw(anew = false) {
  const [first, last] = range();
  for (const [line, node] of drawn) {
    if (anew || line < first || line >= last || node.dataset.waits) { node.remove(); drawn.delete(line); }
  }
  const fresh = [];
  for (let line = first; line < last; line++) {
    if (drawn.has(line)) continue;
    const row = pages.get(Math.floor(line / PAGE))?.[line % PAGE];
    const node = row === undefined ? el("div", { class: "line waits", role: "presentation", "data-waits": "1" }) : row.id === undefined ? head(row) : finding(row, line);
    node.style.transform = `translateY(${line * height}px)`;
    drawn.set(line, node);
    fresh.push(node);
    if (row === undefined) ask(Math.floor(line / PAGE));
  }
  canvas.append(...fresh);
  const active = chosen !== null && drawn.get(chosen);
  if (active) box.setAttribute("aria-activedescendant", active.id);
  else box.removeAttribute("aria-activedescendant");
}

const asked = new Set();
function ask(page) {
  if (asked.has(page)) return;
  asked.add(page);
  clearTimeout(waiting);
  waiting = setTimeout(async () => {  // a fast scroll passes many pages: only those still in sight are fetched
    const [first, last] = range(), mine = [...asked].filter((number) => (number + 1) * PAGE > first && number * PAGE < last && !pages.has(number));
    asked.clear();
    try {
      await Promise.all(mine.map(fetchPage));
    } catch { return; }
    draw();
  }, 30);
}

function head(row) {
  const chinese = row.zh ? [el("span", { class: "zh", lang: "zh-Hans" }, row.zh), " ", el("small", { lang: "zh-Latn" }, row.pinyin ?? "")] : el("small", {}, row.kind ?? "");
  const name = [el("span", {}, chinese), el("b", {}, visible(row.title) || "(nothing)")];
  const button = row.open > 0 && el("button", { type: "button", tabIndex: -1, class: "group-accept", "aria-hidden": "true", title: "Accept the whole group (A)" }, row.open > 1 ? `Accept ${row.open}` : "Accept");
  if (button) button.addEventListener("click", (event) => { event.stopPropagation(); if (event.detail < 2) { box.focus(); onGroup(row.group); } });
  const times = row.count > 1 ? el("span", { class: "times" }, `×${row.count.toLocaleString("en")}`) : "";
  return el("div", { class: "line head", role: "presentation" }, el("span", { class: "name" }, ...name), times, button);
}

function finding(row, line) {
  const change = el("span", { class: "change" }, el("del", {}, visible(row.found) || "‸"), " → ", el("ins", {}, visible(row.to) || "(delete)"));
  const node = el(
    "div", { class: `line finding ${row.state}`, role: "option", id: `line-${row.id}`, "aria-selected": line === chosen, "aria-setsize": findings, "aria-posinset": row.nth },
    el("span", { class: "state", title: NAMES[row.state] }, el("span", { class: "sign", "aria-hidden": "true" }), el("span", { class: "sr" }, NAMES[row.state] + ": ")),
    change, el("small", { class: "snippet" }, el("span", { class: "before" }, visible(row.before)), el("mark", {}, visible(row.found) || "‸"), visible(row.after)),
    el("small", { class: "place" }, el("span", {}, row.name), `:${row.line}`),
  );
  node.addEventListener("click", () => onChoose(line));
  return node;
}

box.addEventListener("scroll", () => draw(), { passive: true });
new ResizeObserver(() => { if (height) { measure(); draw(true); } }).observe(box);
export const describe = (row) => `${visible(row.found) || "(nothing)"} → ${visible(row.to) || "(delete)"}`;
