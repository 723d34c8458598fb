"""The fix list as a translator hands it back: fixes.xlsx, or the same saved as CSV, sorted and filtered as they like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossary.csv_table import csv_rows, unguarded
from glossary.entry import Action
from glossary.text_file import GlossaryError
from normalize.fixing.decisions import Decision, Scope, Verdict
from tbx.xlsx import read_rows
from zhengming import counted

# What people write, in English and Chinese (simplified, traditional).
VERDICT_WORDS = {
    Verdict.ACCEPT: ("accept", "accepted", "yes", "y", "ok", "接受", "同意", "是"),
    Verdict.REJECT: ("reject", "rejected", "no", "n", "拒绝", "拒絕", "不改", "否"),
    Verdict.REPLACE: ("replace", "replaced", "edit", "替换", "替換", "修改"),
    Verdict.UNSURE: ("unsure", "?", "？", "不确定", "不確定", "存疑"),
}
SCOPE_WORDS = {
    Scope.PLACE: ("", "place", "this place", "here", "此处", "此處"),
    Scope.DOCUMENT: ("document", "this document", "file", "本文", "全文"),
    Scope.EVERYWHERE: ("everywhere", "all", "全部", "所有", "处处", "處處"),
}
_VERDICT = {word: verdict for verdict, words in VERDICT_WORDS.items() for word in words}
_SCOPE = {word: scope for scope, words in SCOPE_WORDS.items() for word in words}
_BLANKS = {"(nothing)": "", "(delete)": "", "(a space)": " ", "(line break)": "\n"}  # how a fix list shows what would not be seen
_SPACES = re.compile(r"\(([0-9]{1,4}) spaces\)")  # the whole cell: “Kunshan Plaza (200 parking spaces)” is somebody's words
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00")  # a cell in which “June 15” was written, as it is read
_NEEDED = ("decision", "fingerprint")
_NAMED = 20  # wrong rows; who filled a column with a word of their own need not see all of them


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet, counted from 1 with the header as row 1: its decision, and whether that was written there after the fix list.

    No decision where somebody emptied the cell, or wrote a `note` alone.
    """

    number: int
    decision: Decision | None
    changed: bool
    note: str = ""


def read_spreadsheet(path: Path) -> list[Row]:
    """The rows in which somebody decided, took a decision out or wrote a note. GlossaryError names each wrong cell by its row, and what to write there."""
    if not path.is_file():
        raise GlossaryError(f"{path}: no such file; check the path")
    rows: Iterator[tuple[int, Sequence[Any]]] = enumerate(_csv(path), 1) if path.suffix.lower() == ".csv" else read_rows(path, "Fixes")
    header = [str(cell or "").strip().lower() for cell in next(rows, (1, ()))[1]]
    if missing := [name for name in _NEEDED if name not in header]:
        raise GlossaryError(f"{path}: the column {missing[0]!r} is missing; give the fixes.xlsx that normalize wrote, with all its columns")
    found, wrong = [], []
    for number, cells in rows:
        row = dict.fromkeys(header, "") | {name: str(cell).strip() if cell is not None else "" for name, cell in zip(header, cells, strict=False)}
        given = as_given(row["decision"], row.get("your text", ""), row.get("scope", ""), row.get("note", ""))
        if row["decision"] or row.get("your text"):
            changed = given != row.get("given")
            try:
                decision = _decision(row, f"row {number}")
                found.append(Row(number, _acceptable(decision, row) if changed else decision, changed))
            except GlossaryError as error:
                wrong.append(f"row {number}: {error}")
        elif given != row.get("given", ""):
            note = row.get("note", "")
            found.append(Row(number, None, True, "" if row.get("given", "").endswith(f"|{note}") else note))
    if wrong:
        more = [f"and {counted(len(wrong) - _NAMED, 'more row')}"] if len(wrong) > _NAMED else []
        raise GlossaryError(f"{path}: " + "\n  ".join([*wrong[:_NAMED], *more]))
    return found


def as_given(decision: str, own: str, scope: str, note: str) -> str:
    """What the fix list remembers of what stood in it when it was written; empty where no decision did and no note (of people who disagree)."""
    return "|".join((decision, own.strip(), scope, note.strip())) if decision or note else ""


def _decision(row: Mapping[str, str], identifier: str) -> Decision:
    """What a row decides; GlossaryError says what is wrong in it, and not where it stands."""
    word, own = row["decision"].casefold(), _unblank(row["your text"]) if row.get("your text") else None
    if not word:
        raise GlossaryError("“your text” is filled in, but not “decision”; write accept or replace beside it, or empty the cell")
    if word not in _VERDICT:
        raise GlossaryError(f"decision {row['decision']!r} is not known; write accept, reject, replace or unsure (接受, 拒绝, 替换, 不确定)")
    verdict = _VERDICT[word]
    if verdict is Verdict.ACCEPT and own is not None:
        verdict = Verdict.REPLACE
    if verdict is Verdict.REPLACE and own is None:
        raise GlossaryError("replace needs words under “your text”, or (delete)")
    if own and _DATE.fullmatch(own):
        raise GlossaryError(f"the spreadsheet has made a date of “your text” ({own}); format the cell as text and write it anew")
    scope = row.get("scope", "").casefold()
    if scope not in _SCOPE:
        raise GlossaryError(f"scope {row['scope']!r} is not known; write place, document or everywhere, or leave it empty")
    if not row["fingerprint"]:
        raise GlossaryError("the column “fingerprint” is empty here; it must stay as normalize wrote it")
    return Decision(
        identifier, row["fingerprint"], verdict, own if verdict is Verdict.REPLACE else None, _SCOPE[scope], note=row.get("note", ""), document=row.get("document", ""),
        kind=row.get("kind", ""), concept=row.get("concept") or None, found=_unblank(row.get("found", "")), around=row.get("around", ""), context=row.get("context", ""),
    )  # fmt: skip


def _acceptable(decision: Decision, row: Mapping[str, str]) -> Decision:
    """What a person accepted, as on the review page: there must be something to accept, and a note's suggestion is put as their own words."""
    suggestion = row.get("suggestion")
    if decision.verdict is not Verdict.ACCEPT or suggestion is None:
        return decision
    if not suggestion:
        raise GlossaryError("there is no suggestion to accept; write your own words under “your text”, or reject")
    words = _unblank(suggestion)
    return decision._replace(verdict=Verdict.REPLACE, text=words) if row.get("action") == Action.NOTE else decision._replace(accepted=words)


def _unblank(shown: str) -> str:
    spaces = _SPACES.fullmatch(shown)
    return " " * int(spaces[1]) if spaces else _BLANKS.get(shown, shown)


def _csv(path: Path) -> Iterator[Sequence[Any]]:
    for _, cells in csv_rows(path):
        yield [unguarded(cell) for cell in cells]
