// One table of keys: it acts, and it is what the list of keys shows.
import { $, el } from "./dom.js";

const MOVES = new Set(["j", "k", "n", "p", "ArrowDown", "ArrowUp"]);
const FIELDS = new Set(["m", "e"]);  // they open a field, perhaps only after a decision is saved: what is typed until then is for it
const SHOWN = { ArrowDown: "↓", ArrowUp: "↑", Escape: "Esc" };

let ahead = null;  // the words that wait for a field

async function fill(action) {
  try {
    await action();
  } finally {
    const words = ahead, field = document.activeElement;
    ahead = null;
    if (words && field.matches("#note, #own")) field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
  }
}

/** `table`: key -> [action, what it does, another key, at once?]. `attempt` runs an action after those before it and tells the reader of a refusal. */
export function listen(table, attempt) {
  const actions = new Map();
  for (const [key, [action, , other, atOnce]] of Object.entries(table)) {
    const act = atOnce ? action : FIELDS.has(key) ? () => { ahead = ""; attempt(() => fill(action)); } : (pressed) => attempt(() => action(pressed));
    for (const each of key === "1–9" ? "123456789" : [key]) actions.set(each, act);
    if (other) actions.set(other, act);
  }
  $("key-list").replaceChildren(...Object.entries(table).flatMap(([key, [, what, other]]) => [
    el("dt", {}, el("kbd", {}, SHOWN[key] ?? key), other ? [" ", el("kbd", {}, SHOWN[other])] : ""), el("dd", {}, what)]));

  // A cookie, for it is the browser's storage that does not belong to a port: the next review has another one.
  $("keys-on").checked = !document.cookie.includes("single-keys=off");
  $("keys-on").addEventListener("change", () => { document.cookie = `single-keys=${$("keys-on").checked ? "on" : "off"}; max-age=31536000; samesite=strict`; });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229 || document.querySelector("dialog[open]")) return;
    const field = event.target.matches("input:not([type=radio]), textarea, select");
    if (field) {
      if (event.key === "Escape" || (event.key === "Enter" && event.target.id === "note")) { event.preventDefault(); event.target.blur(); $("list").focus(); }
      return;
    }
    if (ahead !== null) {
      event.preventDefault();
      if (event.key === "Backspace") ahead = ahead.slice(0, -1);
      else if (event.key.length === 1 && !event.repeat) ahead += event.key;
      return;
    }
    const arrows = event.key.startsWith("Arrow");
    if (arrows && (event.target.type === "radio" || event.target.closest("#passages"))) return;  // arrows choose a scope and scroll the text
    if (event.key.length === 1 && !"?/".includes(event.key) && !$("keys-on").checked) return;
    const action = actions.get(event.key);
    if (!action) return;
    event.preventDefault();
    if (event.repeat && !MOVES.has(event.key)) return;  // a key held down must not decide about whatever comes
    action(event.key);
  });
}
