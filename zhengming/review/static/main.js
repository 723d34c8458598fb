// Brings the parts together: what the reader chooses, decides and takes back. A decision is shown as made only when the server has it on the disk.
import { $, el, NAMES, plural, visible } from "./dom.js";
import * as api from "./api.js";
import * as article from "./article.js";
import * as card from "./card.js";
import * as filters from "./filters.js";
import * as past from "./history.js";
import * as keys from "./keys.js";
import * as list from "./list.js";

let version = 0, queue = Promise.resolve();

const say = (sentence, mark = "") => { $("saved").className = mark; $("saved").replaceChildren(...el("p", {}, sentence).childNodes); };

/** A narrow window shows the list or the finding; there the browser's Back goes from the finding to the list. */
function pane(name) {
  const was = document.body.dataset.pane;
  document.body.dataset.pane = name;
  if (name === "finding" && was === "list" && !$("list").offsetParent) history.pushState(name, "");
  else if (name === "list" && was === "finding" && history.state) history.back();
}
const paneOfHistory = () => { document.body.dataset.pane = history.state ?? "list"; };

async function start() {
  paneOfHistory();
  const answer = await api.get("start");
  version = answer.version;
  $("command").textContent = answer.command;
  $("decisions-file").textContent = answer.decisions;
  $("state-list").replaceChildren(...Object.entries(answer.states).flatMap(([state, meaning]) => [el("dt", {}, el("span", { class: `badge ${state}` }, NAMES[state])), el("dd", {}, meaning)]));
  filters.start(answer.texts, answer.kinds, (wanted) => attempt(() => show(wanted)));
  progress(answer.progress);
  await show(filters.filter());
  $("list").focus();
  requestAnimationFrame(() => setTimeout(() => performance.mark("rows")));  // painted: what bench/review.py waits for
  api.watch(catchUp);
}

/** Show what a filter lets through, and its first undecided finding. */
async function show(wanted) {
  const answer = await list.load(wanted);
  if (!answer) return;
  filters.count(answer.facets, answer.findings);
  $("nothing").hidden = answer.findings > 0 || !answer.total;
  if (answer.first === null) {
    card.clear(answer.total ? "No finding is chosen." : "Nothing was found in these texts.");
    return;
  }
  await choose(answer.first);
}

/** Choose the finding on a line of the list. */
async function choose(at, { open = false } = {}) {
  const row = await list.lineAt(at);
  if (!row || row.id === undefined) return;
  list.choose(at);
  if (open) pane("finding");
  await showFinding(row.id);
}

async function showFinding(id) {
  const finding = await api.get(`findings/${id}`, list.wanted());
  card.show(finding);
  await article.show(finding);
}

const showAgain = async () => { if (card.card()) await showFinding(card.card().id); };

/** Choose a finding by its number, be it in the list or not. */
async function goTo(id, open = true) {
  const finding = await api.get(`findings/${id}`, list.wanted());
  if (finding.at !== null) await list.lineAt(finding.at);
  list.choose(finding.at);
  if (open) pane("finding");
  card.show(finding);
  await article.show(finding);
}

async function step(by) {
  const from = list.chosenLine();
  const next = await list.findingFrom(from === null ? 0 : from + by, by);
  if (next !== null) await choose(next);
}

async function nextOpen(by = 1) {
  const answer = await api.get("next", { ...list.wanted(), from: list.chosenLine() ?? 0, by });
  if (answer.at !== null) await choose(answer.at);
  else say("Nothing is left to decide here.");
}

async function decide(verdict, text = null) {
  const finding = card.card();
  if (!finding) return;
  await save("decide", { findings: [finding.id], verdict, text, scope: card.chosenScope(), note: card.note() }, (answer) => {
    const state = answer.changed[finding.id]?.state ?? finding.state;
    return `${NAMES[state]}: ${list.describe({ ...finding, ...answer.changed[finding.id] })}`;
  }, () => { card.settled(true); return goOn(finding.action === "auto"); });
}

async function acceptGroup(number = card.card()?.group.number) {
  if (number === undefined) return;
  const finding = card.card(), own = finding?.group.number === number;  // the scope and the note of the card are no word on another group
  await save("decide", { group: number, filter: list.wanted(), verdict: "accept", text: null, scope: own ? card.chosenScope() : "place", note: own ? card.note() : "" },
    (answer) => `Accepted: ${plural(answer.findings, "finding")}`, () => { if (own) card.settled(false); return goOn(finding?.action === "auto"); });
}

/** Take decisions back, and show what they were made on: with `there` go to it. */
const undo = (decisions, there = false) => save("undo", { decisions }, ({ undone, first }) => `Taken back: ${plural(undone, "decision")}${first.by && ` by ${first.by}`} (${NAMES[first.state]}: ${visible(first.found) || "(nothing)"})`,
  ({ first }) => (there && first.finding !== null ? goTo(first.finding, false) : showAgain()));

async function undoLast() {
  const { decisions } = await api.get("latest");
  return decisions.length ? undo(decisions, true) : say("There is nothing of yours to take back.");
}

/** Send a decision, wait until it is on the disk, then show it; `then` moves on or back. */
async function save(path, body, sentence, then) {
  if (!api.connected()) { say("Not saved: no connection", "bad"); return; }
  say("Saving…");
  let answer;
  try {
    answer = await api.post(path, body);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    say(`Not saved: ${error.message}`, "bad");
    return;
  }
  version = answer.version;
  list.restate(answer.changed);
  article.restate(answer.changed);
  progress(answer.progress);
  const back = () => { $("list").focus(); attempt(() => undo(answer.decisions, true)); };
  say([el("b", {}, "Saved"), el("span", {}, sentence(answer)), path === "decide" && el("button", { type: "button", class: "plain undo-last", onclick: back }, "Undo ", el("kbd", {}, "z"))], "good");
  await then(answer);
  await Promise.all([list.refresh(), past.refresh()]);
}

/** The next to decide; `near`: whoever decides what is mended unasked goes on among it, for what waits may stand far above. */
async function goOn(near) {
  const from = list.chosenLine();
  const answer = from === null ? { at: null } : await api.get("next", { ...list.wanted(), from, by: 1, near: near ? 1 : "" });
  if (answer.at !== null && answer.at !== from) await choose(answer.at);
  else await showAgain();
}

function progress({ wanted, open, states }) {
  const done = wanted - open, share = wanted ? done / wanted : 1;
  $("bar").style.transform = `scaleX(${share})`;
  $("progress").setAttribute("aria-valuemax", Math.max(wanted, 1));
  $("progress").setAttribute("aria-valuenow", wanted ? done : 1);
  $("progress").setAttribute("aria-valuetext", `${done} of ${wanted} decided`);
  document.title = open ? `${open.toLocaleString("en")} to decide · Zhengming review` : "Zhengming review";
  $("left").textContent = open ? `${open.toLocaleString("en")} of ${wanted.toLocaleString("en")} to decide` : wanted ? "All decided" : "Nothing waits for you";
  if (states.conflict) $("left").textContent += `, ${plural(states.conflict, "conflict")}`;
  const parts = Object.entries(states).filter(([, count]) => count).map(([state, count]) => `${count.toLocaleString("en")} ${NAMES[state].toLowerCase()}`);
  $("finish-state").textContent = (open ? `${plural(open, "finding")} still ${open === 1 ? "waits" : "wait"} for a decision and will stay as they are in the text. ` : "Everything is decided. ") + `Now: ${parts.join(", ")}.`;
}

/** Somebody else decided (another window, another program): show it. */
async function catchUp(now) {
  if (now === version) return;
  await attempt(async () => {
    if (now <= version) return;
    version = now;
    progress((await api.get("start")).progress);
    await Promise.all([list.refresh(), article.refresh(), past.refresh()]);
    if (card.card()) card.show(await api.get(`findings/${card.card().id}`, list.wanted()));  // the text stays where the reader has scrolled it
  });
}

/** Run an action of the reader when those before it are done: who types ahead meets the findings one after the other. A refusal is told, not thrown. */
function attempt(action) {
  const run = async () => {
    try {
      await action();
    } catch (error) {
      if (!(error instanceof api.Refused)) throw error;
      if (api.connected()) say(error.message, "bad");
    }
  };
  queue = queue.then(run, run);
  return queue;
}

api.onConnection((there) => {
  $("lost").hidden = there;
  $("lost").textContent = there ? "" : "No connection to zhengming on this computer. Every decision marked as saved is safe; nothing can be decided now. If the program was closed, run “zhengming review” again.";
  document.body.classList.toggle("frozen", !there);
  card.freeze(!there);
  if (there) say("Connected again.", "good");
  else say("");
});

list.listen((at) => attempt(() => choose(at, { open: true })), (group) => attempt(() => acceptGroup(group)));
article.listen((id) => attempt(() => goTo(id)));
past.listen((decisions) => attempt(() => undo(decisions)), (id) => attempt(() => goTo(id)));
card.listen({
  decide: (verdict, text) => attempt(() => decide(verdict, text)), group: (number) => attempt(() => acceptGroup(number)), undo: (decisions) => attempt(() => undo(decisions)),
  step: (by) => attempt(() => step(by)), back: () => { pane("list"); $("list").focus(); },
});
keys.listen({
  j: [() => step(1), "next finding", "ArrowDown"], k: [() => step(-1), "previous finding", "ArrowUp"], n: [() => nextOpen(1), "next undecided"], p: [() => nextOpen(-1), "previous undecided"],
  a: [() => decide("accept"), "accept"], r: [() => decide("reject"), "reject"], e: [() => { pane("finding"); card.edit(); }, "edit: your own words (Enter saves, Esc cancels)"], u: [() => decide("unsure"), "unsure: set aside"],
  A: [() => acceptGroup(), "accept the whole group"], "1–9": [(key) => pick(Number(key)), "put one of the other readings"], s: [() => say(`Decide for ${card.cycleScope()}`), "scope: this place, this text, everywhere"],
  m: [() => { pane("finding"); $("note").focus(); }, "write a note (Enter leaves it)"], z: [undoLast, "take your last decision back"], h: [() => past.open(), "history: take back any decision"],
  v: [() => article.nextSide(), "text: changes, input, result", null, true], "/": [() => { pane("list"); $("query").focus(); }, "search", null, true], f: [() => { pane("list"); filters.open(); }, "filters", null, true], l: [() => { pane("list"); $("list").focus(); }, "to the list", null, true],
  "?": [() => $("keys").showModal(), "these keys", null, true], Escape: [() => { pane("list"); $("list").focus(); }, "back to the list; closes what is open", null, true],
}, attempt);

function pick(number) {
  const choice = card.card() && card.choices()[number - 1];
  return choice ? decide("replace", choice.text) : null;
}

for (const dialog of document.querySelectorAll("dialog")) {
  dialog.querySelector(".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
}
$("open-history").addEventListener("click", () => attempt(() => past.open()));
$("open-finish").addEventListener("click", () => $("finish").showModal());
$("open-keys").addEventListener("click", () => $("keys").showModal());
$("list").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !card.card()) return;
  pane("finding");
  if (!$("list").offsetParent) $("card").focus();  // a narrow window shows one of the two
});
$("skip").addEventListener("click", (event) => { event.preventDefault(); $("list").focus(); });  // the part after # is the token's
$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText($("command").textContent);
    $("copied").textContent = "Copied.";
  } catch {
    getSelection().selectAllChildren($("command"));
    $("copied").textContent = "Marked: copy it with Ctrl+C.";
  }
});

addEventListener("beforeunload", (event) => { if (card.unsaved()) event.preventDefault(); });
addEventListener("popstate", () => {
  paneOfHistory();
  if (!$("tools").contains(document.activeElement)) $("list").focus();  // who went back to search, or to filter, is writing already
});

queue = start().catch((error) => {
  if (!(error instanceof api.Refused)) throw error;
  api.watch(() => location.reload());  // once what was in the way is mended: a decisions file that git left with a conflict in it
  if (!api.connected()) return;
  $("lost").textContent = `The review cannot be shown: ${error.message}`;
  $("lost").hidden = false;
});
