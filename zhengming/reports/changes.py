"""What changed, by whom and why: for a reader who does not review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from normalize.fixing.decisions import Ruling
from normalize.text.document import Document
from zhengming import counted
from zhengming.checking import Checked, status_of
from zhengming.reports.legend import DECIDED
from zhengming.reports.sheet import Entry, Piece, Section, Sheet, Style, plain

UNASKED = "Zhengming, unasked"
_AROUND = 40  # characters


def changes(results: Sequence[Checked]) -> Sheet:
    """The changes of each text, like ones together; then what people kept as it was or left open."""
    states = Counter(status_of(row) for result in results for row in result.rows)
    words = [counted(states["applied"], "change was made", "changes were made"), counted(states["open"], "place waits for a person", "places wait for a person")]
    if states["rejected"]:
        words.append(counted(states["rejected"], "place was kept as it is by a decision", "places were kept as they are by a decision"))
    made = (f"{counted(len(results), 'text')}: {'; '.join(words)}.", "Every other byte of the texts is as it was. The whole list with its reasons is in report.html.")
    told = [section for result in results if _is_told(result) for section in _text(result)]
    return Sheet("What changed", made, (*told, *_untouched([result.source.name for result in results if not _is_told(result)])))


def _is_told(result: Checked) -> bool:
    """Whether a text was changed, or somebody decided something about it."""
    return any(row["state"] == "applied" for row in result.rows) or any(result.rulings)


def _untouched(names: Sequence[str]) -> Iterator[Section]:
    """The texts of which there is nothing to tell, under one heading: of forty texts half may be such."""
    if names:
        yield Section(f"Nothing was changed ({len(names)})", entries=tuple(Entry((plain(name),)) for name in names))


def _text(result: Checked) -> Iterator[Section]:
    decided = list(zip(result.rows, result.rulings, strict=True))
    changed = [(row, ruling) for row, ruling in decided if row["state"] == "applied"]
    yield Section(result.source.name, words="" if changed else "Nothing was changed.")
    for by in sorted({_who(row) for row, _ in changed}, key=lambda name: (name != UNASKED, name)):
        own = [(row, ruling) for row, ruling in changed if _who(row) == by]
        yield Section(f"Changed by {by} ({len(own)})", 3, entries=tuple(_grouped(result, own)))
    for state, heading in (("rejected", "Kept as it is"), ("open", "Left open")):
        kept = [(row, ruling) for row, ruling in decided if row["state"] == state and ruling is not None]
        if kept:
            yield Section(f"{heading} ({len(kept)})", 3, entries=tuple(_grouped(result, kept)))


def _who(row: dict[str, Any]) -> str:
    return UNASKED if row["decided_by"] in (None, "auto") else str(row["decided_by"])


def _grouped(result: Checked, decided: Sequence[tuple[dict[str, Any], Ruling | None]]) -> Iterator[Entry]:
    """Like changes as one entry, in the order of the text; spacing goes by its reason, words also by what became of them."""
    groups: dict[tuple[str, ...], list[tuple[dict[str, Any], Ruling | None]]] = {}
    for row, ruling in decided:
        spacing = not row["found"].strip() and not (row["after"] or "").strip()
        words = () if spacing else (*(" ".join((row[key] or "").split()) for key in ("found", "after")), row["zh"] or "")
        groups.setdefault((*words, _why(row), row["note"], row["decided_by"] or ""), []).append((row, ruling))
    for group in groups.values():
        (row, ruling), lines = group[0], Counter(row["line"] for row, _ in group)
        where = ("line " if len(lines) == 1 else "lines ") + ", ".join(f"{line}{f' (×{count})' if count > 1 else ''}" for line, count in sorted(lines.items()))
        if row["found"].strip() or (row["after"] or "").strip():
            head, below = _quoted(result, row), _reason(row, ruling)
        else:
            head, below = (plain(f"{_why(row)[:1].upper()}{_why(row)[1:]}"),), _note(row, ruling)
        yield Entry((*head, (Style.SOFT, f" · {where}")), (below,) if below else ())


def _quoted(result: Checked, row: dict[str, Any]) -> tuple[Piece, ...]:
    """The words around a change with it in their middle; what was kept or left open is only shown."""
    before, after = around(result.document, row["start"], row["start"] + len(row["before"]), _AROUND)
    if row["state"] != "applied":
        return plain(before), (Style.FOUND, row["found"]), plain(after)
    gap = plain(" ") if row["found"] and row["after"] else plain("")
    return plain(before), (Style.OLD, row["before"]), gap, (Style.NEW, row["after"]), plain(after)


def around(document: Document, start: int, end: int, width: int) -> tuple[str, str]:
    """The words before and after a stretch, in its paragraph as it is read, at most `width` characters each."""
    text, (start, end) = document.flow.text, document.flow.read(start, end)
    before, after = text[max(0, start - width) : start].rpartition("\n")[2], text[end : end + width].partition("\n")[0].rstrip("\r")
    if len(before) == width:
        before = "… " + from_a_word(before)
    if len(after) == width:
        after = to_a_word(after) + " …"
    return before, after


def from_a_word(text: str) -> str:
    """What was cut out of a longer text, from its first whole word; Chinese, which has no blanks, from where it was cut."""
    return text[text.find(" ", 0, len(text) // 2) + 1 :]


def to_a_word(text: str) -> str:
    """The same to its last whole word."""
    last = text.rfind(" ", len(text) // 2)
    return text if last < 0 else text[:last]


def _why(row: dict[str, Any]) -> str:
    return str(row["evidence"][0]["detail"]) if row["evidence"] else str(row["kind"])


def _reason(row: dict[str, Any], ruling: Ruling | None) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    if row["zh"]:
        pieces += [(Style.CHINESE, row["zh"]), plain(" "), (Style.PINYIN, row["pinyin"] or ""), plain(": ")]
    if ruling is not None:
        return (*pieces, plain(f"{_why(row)} — "), *_note(row, ruling))
    return (*pieces, plain(_why(row)))


def _note(row: dict[str, Any], ruling: Ruling | None) -> tuple[Piece, ...]:
    """Who decided, when, and what they wrote beside it."""
    if ruling is None:
        return ()
    day = max((decision.at for decision in ruling.decisions), default="")[:10]
    said = ", ".join(filter(None, (f"{DECIDED[row['verdict']]} {ruling.by}", day)))
    return (plain(said + (f": “{row['note']}”" if row["note"] else "")),)
