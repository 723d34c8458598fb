"""Rows of cells out of and into a workbook; the only importer of openpyxl. A workbook is a zip archive of XML: it is measured before it is opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias
from zipfile import BadZipFile, ZipFile

from glossary.text_file import GlossaryError
from tbx.losses import Report, silent

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

Cell: TypeAlias = str | bool

MAX_UNPACKED = 256 * 1024 * 1024  # bytes; 100,000 concepts unpack to 60 MB
MAX_COLUMNS, MAX_ROWS = 256, 1_048_576  # a row may claim 16,384 cells with one of them written


def read_rows(path: Path, sheet: str = "", report: Report = silent) -> Iterator[tuple[int, list[Cell]]]:
    """(row number, cells up to the last that holds anything) of the sheet of this name, else of the first; empty rows are left out, formulas give
    their last value.

    Signs that XML has no place for stand in a workbook as `_x000D_`, which openpyxl hands on; here they are what they were. `report` hears of further
    sheets that hold something.

    GlossaryError if the file is no workbook, is locked, declares entities, or unpacks to more than `MAX_UNPACKED`.
    """
    from openpyxl import load_workbook

    try:
        _measured(path)
        with path.open("rb") as file:  # from a path openpyxl would ask for its ending
            book: Workbook = load_workbook(file, read_only=True, data_only=True)
            page: Any = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
            if others := [each.title for each in book.worksheets if each is not page and _holds_something(each)]:
                report(f"{path}: left out: the sheets behind the first ({', '.join(others)}); put their rows into one sheet")
            page.reset_dimensions()  # what the file says of its own size is not believed
            for number, row in enumerate(page.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True), 1):
                cells: list[Cell] = [cell if isinstance(cell, bool) else "" if cell is None else _SIGN.sub(_sign, str(cell)).strip() for cell in row]
                while cells and cells[-1] == "":  # every row comes as wide as may be: what stands behind the header's last name could not be told
                    cells.pop()
                if cells:
                    yield number, cells
    except GlossaryError:
        raise
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except Exception as error:  # openpyxl lets through whatever a damaged part does to its parsers
        raise GlossaryError(f"{path}: not a workbook that can be read ({error or type(error).__name__}); open it in a spreadsheet and save it as .xlsx") from error


def _holds_something(page: Any) -> bool:
    page.reset_dimensions()
    return any(row.count(None) < len(row) for row in page.iter_rows(max_row=99, max_col=MAX_COLUMNS, values_only=True))


_SIGN = re.compile(r"_x00([01][0-9A-Fa-f])_")


def _sign(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _measured(path: Path) -> None:
    """Python's zip reader never unpacks more of a part than the directory says, so that the directory may be believed."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            if (size := sum(part.file_size for part in parts)) > MAX_UNPACKED:
                raise GlossaryError(f"{path}: unpacks to {size // 2**20:,} MB, more than {MAX_UNPACKED // 2**20} MB; this is no glossary, or it must be split")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as text:
                        if b"<!DOCTYPE" in text.read(4096):
                            raise GlossaryError(f"{path}: its part {part.filename} has a DOCTYPE, which no spreadsheet program writes; it is refused")
    except BadZipFile as error:
        raise GlossaryError(f"{path}: not a workbook ({error}); save it as .xlsx") from error


def write_rows(rows: Iterable[Iterable[Cell]], file: Path | BinaryIO, name: str) -> None:
    """Rows as the one sheet of a new workbook, the first of them frozen; texts are texts, so that no cell is run as a formula. Same rows, same bytes.

    GlossaryError for a text of more than 32,767 characters or with half a surrogate pair, which a workbook cannot carry.
    """
    from datetime import UTC, datetime

    import xlsxwriter

    book = xlsxwriter.Workbook(str(file) if isinstance(file, Path) else file)
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, bool):
                page.write_boolean(number, column, cell)
            elif cell and (page.write_string(number, column, cell) or (not cell.isprintable() and _halved(cell))):
                raise GlossaryError(f"the text {cell[:40]!r}… cannot stand in a workbook: it is too long or holds half a character; shorten it")
    book.close()


def _halved(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)
