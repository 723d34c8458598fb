"""Plain text in and out: UTF-8 written a line at a time, tables of cells parted by a comma, a semicolon or a tab."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from glossary.csv_table import csv_rows
from glossary.text_file import GlossaryError

BOM = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page


def write_text(file: Path | BinaryIO, parts: Iterable[str]) -> None:
    """The parts one after the other as UTF-8; GlossaryError for half a surrogate pair, which UTF-8 cannot carry."""
    with file.open("wb") if isinstance(file, Path) else nullcontext(file) as out:
        for part in parts:
            try:
                out.write(part.encode("utf-8"))
            except UnicodeEncodeError as error:
                raise GlossaryError(f"the glossary holds half a character (U+{ord(part[error.start]):04X}), which UTF-8 cannot carry; delete it") from error


class _Line:
    """Hands a written row back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[str]], delimiter: str = ",") -> Iterator[str]:
    """Rows as CSV, CRLF at the ends of lines, quote marks only where a cell needs them."""
    writer = csv.writer(_Line(), delimiter=delimiter)
    for row in rows:
        line: str = writer.writerow(row)  # what our `write` gives back
        yield line


def stripped_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row of a table of others, a tab before commas and semicolons where the first line has as many."""
    for line, row in csv_rows(path, "\t;,"):
        yield line, [cell.strip() for cell in row]
