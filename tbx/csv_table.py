"""A CSV that opens in a spreadsheet and comes back whole: a line a concept, in the columns that `glossary.csv_table.load_csv` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from glossary.csv_table import CSV_COLUMNS, guarded
from glossary.entry import ConceptEntry, Status
from glossary.text_file import GlossaryError
from glossary.write import told_note
from tbx.text import BOM, csv_lines, write_text


def write_csv(entries: Iterable[ConceptEntry], file: Path | BinaryIO) -> None:
    """All terms as CSV (UTF-8 with byte-order mark, CRLF). What has no column, such as why a form is garbled, is listed in docs/cat-tools.md.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, which the loader takes off again. GlossaryError for a term with |.
    """
    write_text(file, chain([BOM], csv_lines(chain([CSV_COLUMNS], map(_row, entries)))))


def _row(entry: ConceptEntry) -> list[str]:
    cells = {
        "zh": entry.chinese, "en": entry.english, "pinyin": entry.pinyin, "subject": entry.subject, "region": entry.region, "gloss": entry.en.gloss,
        "part_of_speech": "" if entry.en.part_of_speech == "noun" else entry.en.part_of_speech, "context": entry.en.context, "definition": entry.definition,
        "note": told_note(entry), "source": entry.source, "id": entry.id,
        "en_admitted": _list(entry, (term.text for term in entry.en.of(Status.ADMITTED))),
        "en_deprecated": _list(entry, (term.text for term in entry.deprecated)),
        "zh_admitted": _list(entry, (term.text for term in entry.zh.of(Status.ADMITTED))),
    }  # fmt: skip
    return [guarded(cells[column]) for column in CSV_COLUMNS]


def _list(entry: ConceptEntry, forms: Iterator[str]) -> str:
    kept = list(forms)
    if held := next((form for form in kept if "|" in form), ""):
        raise GlossaryError(f"concept {entry.id!r}: {held!r} holds |, which parts the forms of a cell; write it otherwise")
    return "|".join(kept)
