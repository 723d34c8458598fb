"""The two plain formats beside TBX: OmegaT's `glossary.utf8` and a CSV that opens in a spreadsheet, written and read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, LanguageSection, Status, Term
from glossary.load import CSV_COLUMNS, GlossaryError, load_csv
from tbx.markup import one_line

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so
_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def write_omegat(entries: Iterable[ConceptEntry], file: Path | BinaryIO) -> None:
    """Right forms as OmegaT's tab-separated glossary: source, target, comment (pinyin; definition); UTF-8 without BOM.

    Every right English of the preferred Chinese has a line, and every other right Chinese one with the preferred English.
    """
    lines = ["# Chinese, English, comment; written by Zhengming"]
    for entry in entries:
        comment = "; ".join(part for part in (f"pinyin: {entry.pinyin}" if entry.pinyin else "", entry.definition) if part)
        pairs = [(entry.chinese, english) for english in entry.right_forms] + [(chinese, entry.english) for chinese in entry.chinese_forms[1:]]
        for chinese, english in pairs:
            if chinese.startswith("#"):
                raise GlossaryError(f"concept {entry.id!r}: {chinese!r} begins with #, and OmegaT takes such a line for a comment; write it otherwise")
            lines.append("\t".join(one_line(cell) for cell in (chinese, english, comment)))
    _write(file, "".join(f"{line}\n" for line in lines))


def read_omegat(path: Path) -> tuple[ConceptEntry, ...]:
    """The pairs of an OmegaT glossary (UTF-8, tabs; Chinese on either side) by their Chinese: the first English preferred, the others admitted."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    english: dict[str, dict[str, None]] = {}
    pinyin: dict[str, str] = {}
    definition: dict[str, str] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0] or not cells[1]:
            raise GlossaryError(f"{path}: line {number}: needs a source term, a tab and a target term")
        source, target, comment = cells[0], cells[1], cells[2] if len(cells) > 2 else ""
        if _HANZI.search(target) and not _HANZI.search(source):
            source, target = target, source
        if not _HANZI.search(source):
            raise GlossaryError(f"{path}: line {number}: neither {source!r} nor {target!r} is Chinese; this is no Chinese-English glossary")
        english.setdefault(source, {})[target] = None
        reading, _, rest = comment.removeprefix("pinyin: ").partition("; ") if comment.startswith("pinyin: ") else ("", "", comment)
        pinyin.setdefault(source, reading)
        definition.setdefault(source, rest)
    return tuple(_entry(zh, list(forms), pinyin[zh], definition[zh], path) for zh, forms in english.items())


def _entry(zh: str, forms: list[str], pinyin: str, definition: str, path: Path) -> ConceptEntry:
    terms = tuple(Term(form, Status.ADMITTED if number else Status.PREFERRED) for number, form in enumerate(forms))
    subject = "place" if forms[0][:1].isupper() else "society"
    return ConceptEntry(
        "u-" + "-".join(f"{ord(c):x}" for c in zh), subject, LanguageSection((Term(zh, Status.PREFERRED),), pinyin=pinyin), LanguageSection(terms),
        source=f"user glossary {path.name}", definition=definition, origin=path.name,
    )  # fmt: skip


def write_csv(entries: Iterable[ConceptEntry], file: Path | BinaryIO) -> None:
    """All terms as CSV (UTF-8 with BOM, CRLF) with the columns `load_csv` reads, then definition and source for people.

    A cell that a spreadsheet would run as a formula begins with an apostrophe, which `read_csv` takes off again.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([*CSV_COLUMNS, "definition", "source"])
    for entry in entries:
        admitted = [term.text for term in entry.en.of(Status.ADMITTED)]
        deprecated = [term.text for term in entry.deprecated]
        for form in (*admitted, *deprecated):
            if "|" in form:
                raise GlossaryError(f"concept {entry.id!r}: {form!r} holds |, which parts the forms of a cell; write it otherwise")
        cells = (entry.chinese, entry.english, entry.pinyin, "|".join(admitted), "|".join(deprecated), entry.subject, entry.region, entry.definition, entry.source)
        rows.writerow(["'" + cell if cell.startswith(_FORMULA) else cell for cell in cells])
    _write(file, "\ufeff" + text.getvalue())


def read_csv(path: Path) -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """Entries and warnings; a name of `glossary.load.load_csv`, so that every exchange format can be found here."""
    return load_csv(path)


def _write(file: Path | BinaryIO, text: str) -> None:
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise GlossaryError(f"the glossary holds half a character (U+{ord(text[error.start]):04X}), which UTF-8 cannot carry; delete it") from error
    if isinstance(file, Path):
        file.write_bytes(data)
    else:
        file.write(data)
