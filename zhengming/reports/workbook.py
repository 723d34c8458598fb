"""The fix list as a workbook: a person decides row by row and hands it back with `zhengming review --import`.

Every cell is a string: a found stretch that begins with = or + is shown, never computed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from normalize.fixing.decisions import Ruling, Scope, Verdict
from zhengming.checking import Checked
from zhengming.decisions.spreadsheet import as_given
from zhengming.reports.changes import from_a_word, to_a_word

Grouped = tuple[Checked, dict[str, Any], Ruling | None]

# Header, width in characters. zhengming.decisions.spreadsheet reads those that a person fills in, and the last five, back by these names.
COLUMNS = (
    ("decision", 10), ("your text", 22), ("found", 26), ("suggestion", 26), ("Chinese", 14), ("pinyin", 18), ("kind", 13), ("action", 8), ("state", 9), ("why", 38),
    ("context", 48), ("scope", 11), ("note", 24), ("file", 26), ("line", 6), ("column", 8), ("confidence", 11), ("rivals", 28), ("fingerprint", 5),
    ("around", 5), ("concept", 5), ("document", 5), ("given", 5),
)  # fmt: skip
CONCEPT_COLUMNS = (("concept", 34), ("Chinese", 20), ("pinyin", 28), ("preferred English", 40), ("findings", 10), ("applied", 10))
READ_ME = (
    "Each row of the sheet Fixes is one finding: choose accept, reject or unsure under “decision”; for better words choose replace and write them under “your text”.",
    "“scope” says how far your decision reaches: this place (or empty), every like finding of this document, or everywhere. “note” is for your reasons.",
    "Rows with the state applied are in the normalized texts already, and reject takes them out again; the stretch in question stands between « and » in the context.",
    "Sort and filter as you like, but leave the grey columns at the end as they are: by them your decisions find their places again.",
    "Save the workbook, or the sheet as CSV UTF-8, and hand it back: zhengming review --import fixes.xlsx --by NAME; from then on every run does as you decided.",
)
_COLORS = {"auto": "#D5EFDC", "review": "#FDEABF", "note": "#D9E7FB", "applied": "#D5EFDC", "rejected": "#E4E4E4"}
_SMALL = {"font_color": "#8B8F96", "font_size": 8, "text_wrap": False}
_TEXT = {"num_format": "@"}  # what is written there stays as it is: of “June 15” a spreadsheet would make a date, of “50%” a half
_LOOKS: dict[str, dict[str, Any]] = {
    "found": {"bold": True}, "Chinese": {"font_size": 12}, "your text": _TEXT, "note": _TEXT,
    **dict.fromkeys(("fingerprint", "around", "concept", "document", "given"), _SMALL),
}  # fmt: skip
_BANDS = ("#FFFFFF", "#F6F4EE")
_ENTRY = "#FFFBE0"
ENTRIES = ("decision", "your text", "scope", "note")  # what a person fills in
_CHOICES = {"decision": [verdict.value for verdict in Verdict], "scope": [scope.value for scope in Scope]}
_LINE = 15.5  # points; LibreOffice does not fit rows to wrapped text by itself
_LAST_PRINTED = "context"  # on paper one decides by what stands up to it; with all 23 columns beside each other nobody could read them
_CONTEXT, _LONGEST = 40, 32_000  # characters; a cell of Excel holds 32,767


def write_workbook(results: Sequence[Checked], path: Path) -> None:
    """Write the fix list of these texts as .xlsx; the same results give the same bytes."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Fixes", "created": datetime(2000, 1, 1)})
    grouped = list(_grouped(results))
    formats = _Formats(book)
    fixes = _sheet(book, formats, "Fixes", COLUMNS, len(grouped))
    band, last = 0, None
    for at, (result, row, ruling) in enumerate(grouped, 1):
        group = row["concept"] or row["kind"]
        band, last = (band if group == last else 1 - band), group
        shown = cells(result, row, ruling)
        fixes.set_row(at, _LINE * min(6, max(_lines(cell, width) for cell, (_, width) in zip(shown[:-5], COLUMNS[:-5], strict=True))))
        for column, cell in enumerate(shown):
            name = COLUMNS[column][0]
            color = _ENTRY if name in ENTRIES else _COLORS.get(cell, _BANDS[band]) if name in ("action", "state") else _BANDS[band]
            fixes.write_string(at, column, cell[:_LONGEST], formats.cell(color, name))
    for name, words in _CHOICES.items() if grouped else ():
        column = next(at for at, (title, _) in enumerate(COLUMNS) if title == name)
        known = {"validate": "list", "source": words, "error_type": "warning", "error_title": name.capitalize(), "error_message": f"{', '.join(words)}, or empty"}
        fixes.data_validation(1, column, len(grouped), column, known)
    fixes.freeze_panes(1, 3)
    fixes.print_area(0, 0, len(grouped), next(at for at, (title, _) in enumerate(COLUMNS) if title == _LAST_PRINTED))
    concepts = list(_concepts([row for _, row, _ in grouped]))
    sheet = _sheet(book, formats, "Concepts", CONCEPT_COLUMNS, len(concepts))
    for at, concept in enumerate(concepts, 1):
        for column, cell in enumerate(concept):
            sheet.write_string(at, column, cell[:_LONGEST], formats.cell(_BANDS[at % 2], CONCEPT_COLUMNS[column][0]))
    sheet.freeze_panes(1, 0)
    notes = book.add_worksheet("Read me")
    notes.set_column(0, 0, 100)
    for at, sentence in enumerate(READ_ME):
        notes.write_string(at, 0, sentence, formats.cell(_BANDS[0], "why"))
    book.close()


class _Formats:
    """Cell formats by color and column; a workbook keeps each once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[str, str], Any] = {}

    def cell(self, color: str, column: str) -> Any:
        look = _LOOKS.get(column, {})
        key = (color, column if look else "")
        if key not in self.made:
            self.made[key] = self.book.add_format({"bg_color": color, "text_wrap": True, "valign": "top", "border": 1, "border_color": "#E2DFD8", **look})
        return self.made[key]

    def header(self) -> Any:
        return self.book.add_format({"bold": True, "bg_color": "#3A3F45", "font_color": "#FFFFFF", "valign": "top"})


def _sheet(book: Any, formats: _Formats, name: str, columns: Sequence[tuple[str, int]], rows: int) -> Any:
    sheet = book.add_worksheet(name)
    head = formats.header()
    for column, (title, width) in enumerate(columns):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:Z1048576"})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
    return sheet


def _grouped(results: Sequence[Checked]) -> Iterator[Grouped]:
    """Findings by concept, the concepts with most open findings first; what belongs to no concept comes last, by kind."""
    groups: dict[tuple[bool, str], list[Grouped]] = {}
    for result in results:
        for row, ruling in zip(result.rows, result.rulings, strict=True):
            groups.setdefault((row["concept"] is None, row["concept"] or row["kind"]), []).append((result, row, ruling))
    waiting = {key: sum(row["state"] == "open" for _, row, _ in group) for key, group in groups.items()}
    for key in sorted(groups, key=lambda key: (key[0], -waiting[key], key[1])):
        yield from groups[key]


def cells(result: Checked, row: dict[str, Any], ruling: Ruling | None) -> tuple[str, ...]:
    """The cells of a finding in the order of COLUMNS. What a person decided in an earlier round stands there already, so that it holds in the next."""
    decision = row["verdict"] if row["verdict"] in _CHOICES["decision"] else ""
    suggestion = row["suggestions"][0]["text"]
    own = "" if ruling is None or ruling.text is None else ruling.text if ruling.text.strip() else _blank(ruling.text) or "(delete)"
    scope = ruling.decisions[0].scope.value if ruling and decision and ruling.decisions[0].scope is not Scope.PLACE else ""
    shown = suggestion if suggestion.strip() else _blank(suggestion) or "(delete)"
    text = result.document.text
    before, after = text[max(0, row["start"] - _CONTEXT) : row["start"]], text[row["end"] : row["end"] + _CONTEXT]
    before = from_a_word(before) if row["start"] > _CONTEXT else before
    after = to_a_word(after) if len(text) > row["end"] + _CONTEXT else after
    context = re.sub(r"\s+", " ", f"{before}«{row['found']}»{after}")
    *reasons, last = [evidence["detail"] for evidence in row["evidence"]] or [""]
    why = "; ".join([*(reason.removesuffix(".") for reason in reasons), last])
    rivals = "; ".join(" ".join(filter(None, (rival["text"], rival["zh"]))) for rival in row["rivals"])
    found = row["found"] if row["found"].strip() else _blank(row["found"]) or "(nothing)"
    return (
        decision, own, found, shown, row["zh"] or "", row["pinyin"] or "", row["kind"], row["action"], row["state"], why,
        context, scope, row["note"], result.source.name, str(row["line"]), str(row["column"]), f"{row['confidence']:.2f}", rivals,
        row["fingerprint"], row["around"], row["concept"] or "", row["document"], as_given(decision, own, scope, row["note"]),
    )  # fmt: skip


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Chinese character is two wide, and words leave a tenth empty."""
    wide = sum(2 if ord(character) > 0x2E7F else 1 for character in text)
    return max(1, -int(-1.1 * wide // width))


def _blank(text: str) -> str:
    """A stretch of blanks made visible; empty for an empty one."""
    return "(line break)" if "\n" in text else "(a space)" if len(text) == 1 else f"({len(text)} spaces)" if text else ""


def _concepts(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Each concept once with its counts; the preferred English is the suggestion it got most often."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if row["concept"] is not None:
            groups.setdefault(row["concept"], []).append(row)
    for concept, group in sorted(groups.items()):
        english = Counter(row["suggestions"][0]["text"] for row in group).most_common(1)[0][0]
        applied = sum(row["state"] == "applied" for row in group)
        yield concept, group[0]["zh"] or "", group[0]["pinyin"] or "", english, str(len(group)), str(applied)
