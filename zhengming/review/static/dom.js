// Elements are built from text nodes only: whatever a text or a glossary holds, it is never read as markup.
export const $ = (id) => document.getElementById(id);

/** An element with properties and children; strings become text, null and false are left out, dash-ed properties are attributes. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name === "class") element.className = value;
    else if (name === "role" || name === "for" || name.includes("-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** A short text with its line ends, and its blanks where it has nothing else, made visible. */
export function visible(text) {
  if (text && /^\s+$/.test(text) && !text.includes("\n")) return text.length === 1 ? "(a space)" : `(${text.length} spaces)`;
  return text.replaceAll("\r", "").replace(/\s*\n\s*/g, "⏎");
}

export const NAMES = { open: "To decide", auto: "Automatic", note: "Note", accepted: "Accepted", replaced: "Own words", rejected: "Rejected", unsure: "Unsure", conflict: "Conflict" };
export const ACTIONS = { auto: "mended unasked", review: "asks a person", note: "shown only" };
export const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
