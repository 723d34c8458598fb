"""Plain text in and out: UTF-8 written a line at a time, tables of cells parted by a comma, a semicolon or a tab."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from glossary.text_file import GlossaryError, read_text

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


def csv_rows(path: Path, delimiter: str = "") -> Iterator[tuple[int, list[str]]]:
    """(line, cells) for each row that holds anything; the delimiter, if not given, is what the first line has most of. GlossaryError names the line."""
    text = read_text(path)
    if not delimiter:
        first = text.partition("\n")[0]
        delimiter = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for row in reader:
            line = reader.line_num
            if any(cell.strip() for cell in row):
                yield line, [cell.strip() for cell in row]
    except csv.Error as error:
        raise GlossaryError(f"{path}: line {line + 1}: broken CSV: {error}") from error
