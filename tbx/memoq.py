"""memoQ's term base as CSV: a line a concept, the columns of a term repeated for each synonym."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, LanguageSection, Status
from glossary.text_file import GlossaryError
from tbx.foreign import Found, concept
from tbx.losses import HALF, NO_PLACE, Losses, Report, silent
from tbx.markup import one_line
from tbx.text import BOM, csv_lines, stripped_rows, write_text

_ENGLISH, _CHINESE, _TAIWAN = "English_United_States", "Chinese_PRC", "Chinese_Taiwan"
_ENTRY = ("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note")
_LANGUAGE = re.compile(r"(English|Chinese)(?:_(?!Def$)[A-Za-z_]+?)?(_Def)?")
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


def read_memoq(path: Path, report: Report = silent) -> Iterator[ConceptEntry]:
    """The concepts of a term base that memoQ exported, its columns in any number, parted by comma, semicolon or tab.

    How a term is to be matched (CasePermissive) is memoQ's own and passed over; `report` gets a sentence for each kind of thing that is left out:
    concepts without Chinese or without English, columns that a concept has no place for. GlossaryError if the header names neither language.
    """
    rows = stripped_rows(path)
    _, header = next(rows, (1, []))
    columns = [(name, _LANGUAGE.fullmatch(name)) for name in header]
    languages = ["" if match is None or match[2] else match[1] for _, match in columns]
    if not {"English", "Chinese"} <= set(languages):
        raise GlossaryError(f"{path}: line 1: names no English and Chinese columns (as English, Chinese_PRC); export the term base with both languages")
    losses = Losses()
    for line, cells in rows:
        losses.where = next((cell for cell, language in zip(cells, languages, strict=False) if language and cell), ""), line
        read = _Line(columns, cells, losses)
        definition = next(iter(read.definitions.values()), "")
        others = [f"{language} definition: {text}" for language, text in read.definitions.items() if text != definition]
        pinyin, note = _pinyin(read.facts.get("Entry_Note", ""))
        made = concept(
            read.terms["Chinese"], read.terms["English"], path, subject=read.facts.get("Entry_Subject", ""), region=read.facts.get("Entry_Domain", ""), pinyin=pinyin,
            note="; ".join(filter(None, (note, *others))), definition=definition,
        )  # fmt: skip
        if made is not None:
            yield made
        else:
            losses.lost(HALF)
    for sentence in losses.sentences():
        report(f"{path}: {sentence}")


class _Line:
    """One line of the table: the terms of either language, the columns of the concept, and the definitions, by language."""

    def __init__(self, columns: Sequence[tuple[str, re.Match[str] | None]], cells: Sequence[str], losses: Losses) -> None:
        self.terms: dict[str, list[Found]] = {"English": [], "Chinese": []}
        self.facts: dict[str, str] = {}
        self.definitions: dict[str, str] = {}
        open_to = ""  # the language whose term the Term_ columns that follow belong to
        for number, cell in enumerate(cells):
            name, match = columns[number] if number < len(columns) else ("", None)
            if match and not match[2]:
                open_to = match[1] if cell else ""
                if cell:
                    self.terms[match[1]].append(Found(cell))
            elif match:
                if cell and self.definitions.setdefault(match[1], cell) != cell:
                    losses.lost(NO_PLACE, name)
            elif name in _ENTRY:
                self.facts[name] = cell
            elif name.startswith("Term_") and open_to and (name in ("Term_Info", "Term_Example") or _FORBIDDEN in cell.split(";")):
                self._tell(open_to, cell, is_example=name == "Term_Example")
            elif cell:
                losses.lost(NO_PLACE, name or "behind the last")

    def _tell(self, language: str, cell: str, is_example: bool) -> None:
        """What a column behind a term says of it: an example, or that it is forbidden."""
        term = self.terms[language].pop()
        forbidden = _FORBIDDEN in cell.split(";")
        self.terms[language].append(replace(term, status=Status.DEPRECATED if forbidden else term.status, context=cell if is_example else term.context))


def _pinyin(note: str) -> tuple[str, str]:
    """A note of ours as (pinyin, the rest)."""
    if not note.startswith("pinyin: "):
        return "", note
    pinyin, _, rest = note.removeprefix("pinyin: ").partition("; ")
    return pinyin, rest
