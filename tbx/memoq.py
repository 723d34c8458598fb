"""memoQ's term base as CSV: a line a concept, the columns of a term repeated for each synonym."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, LanguageSection, Status
from glossary.text_file import GlossaryError
from tbx.foreign import Found, concept
from tbx.markup import one_line
from tbx.text import BOM, csv_lines, csv_rows, write_text

_ENGLISH, _CHINESE, _TAIWAN = "English_United_States", "Chinese_PRC", "Chinese_Taiwan"
_ENTRY = ("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note")
_LANGUAGE = re.compile(r"(English|Chinese)(?:_[A-Za-z_]+?)?(_Def)?")
_SETTINGS, _FORBIDDEN = "CasePermissive;HalfPrefix", "NonTerm"  # what Term_Info holds; the second word marks a forbidden term


def write_memoq(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, taiwan: bool = False) -> None:
    """All terms, garbled English marked forbidden; the Chinese is that of the mainland or of Taiwan.

    The header must have room for the concept with most synonyms, so the entries are held in memory.
    """
    kept = list(entries)
    write_text(file, chain([BOM], csv_lines(_rows(kept, _TAIWAN if taiwan else _CHINESE))))


def _rows(entries: list[ConceptEntry], chinese: str) -> Iterator[list[str]]:
    english_room = max((len(entry.en.terms) for entry in entries), default=1)
    chinese_room = max((len(entry.zh.terms) for entry in entries), default=1)
    yield [*_ENTRY, *_columns(_ENGLISH, english_room), *_columns(chinese, chinese_room)]
    for number, entry in enumerate(entries, 1):
        note = "; ".join(part for part in (f"pinyin: {entry.pinyin}" if entry.pinyin else "", entry.note) if part)
        cells = [str(number), entry.subject, entry.region, note, entry.definition, *_terms(entry.en, english_room), "", *_terms(entry.zh, chinese_room)]
        yield [one_line(cell) for cell in cells]


def _columns(language: str, room: int) -> list[str]:
    return [f"{language}_Def", *(language, "Term_Info", "Term_Example") * room]


def _terms(section: LanguageSection, room: int) -> Iterator[str]:
    for term in section.terms:
        example = section.context if term is section.terms[0] else ""
        yield from (term.text, f"{_SETTINGS};{_FORBIDDEN}" if term.status is Status.DEPRECATED else _SETTINGS, example)
    yield from [""] * (3 * (room - len(section.terms)))


def read_memoq(path: Path) -> Iterator[ConceptEntry]:
    """The concepts of a term base that memoQ exported, its columns in any number, parted by comma, semicolon or tab.

    A concept without Chinese or without English is passed over. GlossaryError if the header names neither.
    """
    rows = csv_rows(path)
    _, header = next(rows, (1, []))
    found = [_LANGUAGE.fullmatch(name) for name in header]
    languages = ["" if match is None or match[2] else match[1] for match in found]
    if not {"English", "Chinese"} <= set(languages):
        raise GlossaryError(f"{path}: line 1: names no English and Chinese columns (as English, Chinese_PRC); export the term base with both languages")
    definitions = [number for number, match in enumerate(found) if match is not None and match[2]]
    for _, cells in rows:
        cells += [""] * (len(header) - len(cells))
        terms: dict[str, list[Found]] = {"English": [], "Chinese": []}
        example = ""
        for number, language in enumerate(languages):
            if language and cells[number]:
                said = [cell for name, cell in zip(header[number + 1 : number + 4], cells[number + 1 : number + 4], strict=False) if name.startswith("Term_")]
                forbidden = any(_FORBIDDEN in cell.split(";") for cell in said)
                example = example or next((cell for cell in said[1:] if language == "English"), "")
                terms[language].append(Found(cells[number], Status.DEPRECATED if forbidden else None))
        row = dict(zip(header, cells, strict=False))
        pinyin, note = _pinyin(row.get("Entry_Note", ""))
        made = concept(
            terms["Chinese"], terms["English"], path, subject=row.get("Entry_Subject", ""), region=row.get("Entry_Domain", ""), pinyin=pinyin, note=note,
            definition=next((cells[number] for number in definitions if cells[number]), ""), context=example,
        )  # fmt: skip
        if made is not None:
            yield made


def _pinyin(note: str) -> tuple[str, str]:
    """A note of ours as (pinyin, the rest)."""
    if not note.startswith("pinyin: "):
        return "", note
    pinyin, _, rest = note.removeprefix("pinyin: ").partition("; ")
    return pinyin, rest
