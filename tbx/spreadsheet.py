"""Glossaries as workbooks in the two layouts that translation platforms read, with TRUE and FALSE for what is forbidden or preferred."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, Status, Term
from glossary.text_file import GlossaryError
from tbx.foreign import Found, concept, right_pairs
from tbx.markup import one_line
from tbx.xlsx import Cell, read_rows, write_rows

_ROWS_OF_A_SHEET = 1_048_575
_TAG = re.compile(r"(zh|en)(?:[-_][a-z0-9]+)*", re.IGNORECASE)


def write_phrase(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, language_tag: str = "zh-CN") -> None:
    """Phrase's layout: a row for each term of a concept, Chinese and English side by side, rows of one concept under one CID; all terms."""
    write_rows(_bounded(_phrase_rows(entries, language_tag.lower().replace("-", "_"))), file, "Terms")


def _phrase_rows(entries: Iterable[ConceptEntry], chinese: str) -> Iterator[list[Cell]]:
    term = ("forbidden", "preferred", "note")
    yield ["CID", "concept_domain", "concept_subdomain", "concept_definition", "concept_note", chinese, *term, "en", *term]
    for entry in entries:
        for zh, en in zip_longest(entry.zh.terms, entry.en.terms):
            first = zh is entry.zh.terms[0]
            said = [entry.subject, entry.region, entry.definition, entry.note] if first else [""] * 4
            yield _line([entry.id, *said, *_term(zh, f"pinyin: {entry.pinyin}" if first and entry.pinyin else ""), *_term(en, en.because if en else "")])


def _term(term: Term | None, note: str) -> list[Cell]:
    if term is None:
        return ["", "", "", ""]
    return [term.text, term.status is Status.DEPRECATED, term.status is Status.PREFERRED, note]


def write_matecat(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, language_tag: str = "zh-CN") -> None:
    """Matecat's layout: a row for each pair; a pair whose English is garbled has TRUE under Forbidden."""
    write_rows(_bounded(_matecat_rows(entries, language_tag)), file, "Glossary")


def _matecat_rows(entries: Iterable[ConceptEntry], chinese: str) -> Iterator[list[Cell]]:
    term = ("Notes", "Example of use")
    yield ["Forbidden", "Domain", "Subdomain", "Definition", chinese, *term, "en-US", *term]
    for entry in entries:
        said = [entry.subject, entry.region, entry.definition]
        for zh, en in right_pairs(entry):
            yield _line([False, *said, zh, f"pinyin: {entry.pinyin}" if zh == entry.chinese and entry.pinyin else "", "", en, "", entry.en.context if en == entry.english else ""])
        for wrong in entry.deprecated:
            yield _line([True, *said, entry.chinese, "", "", wrong.text, wrong.because, ""])


def _line(cells: list[Cell]) -> list[Cell]:
    return [cell if isinstance(cell, bool) else one_line(cell) for cell in cells]


def _bounded(rows: Iterable[list[Cell]]) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows):
        if number > _ROWS_OF_A_SHEET:
            raise GlossaryError(f"a sheet holds {_ROWS_OF_A_SHEET:,} terms at most; choose with --subject or --region")
        yield row


@dataclass(slots=True)
class _Gathered:
    """What the rows of one concept say, while they are read."""

    zh: list[Found] = field(default_factory=list)
    en: list[Found] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read_spreadsheet(path: Path) -> Iterator[ConceptEntry]:
    """The concepts of a workbook in either layout, or with just a zh and an en column; rows of one CID, else of one Chinese term, are one concept.

    A concept without Chinese or without English is passed over. GlossaryError if the first row names neither language.
    """
    rows = read_rows(path)
    header = [str(cell).lower() for cell in next(rows, (1, []))[1]]
    languages = {number: match[1].lower() for number, name in enumerate(header) if (match := _TAG.fullmatch(name))}
    if not {"zh", "en"} <= set(languages.values()):
        raise GlossaryError(f"{path}: row 1: names no zh and en columns (as zh-CN, en-US); export the glossary with both languages")
    gathered: dict[str, _Gathered] = {}
    for _, cells in rows:
        cells += [""] * (len(header) - len(cells))
        entry = _Gathered()
        starts = sorted(languages)
        concept_level = dict(zip(header[: starts[0]], cells, strict=False))
        banned = _true(concept_level.get("forbidden", ""))
        for start, end in zip(starts, [*starts[1:], len(header)], strict=True):
            said = dict(zip(header[start + 1 : end], cells[start + 1 : end], strict=False))
            note = str(said.get("note") or said.get("notes") or "")
            if text := str(cells[start]):
                forbidden = _true(said.get("forbidden", "")) or (banned and languages[start] == "en")
                status = Status.DEPRECATED if forbidden else Status.PREFERRED if _true(said.get("preferred", "")) else None
                (entry.zh if languages[start] == "zh" else entry.en).append(Found(text, status, note if forbidden else ""))
            entry.said["context"] = entry.said.get("context") or str(said.get("example of use", ""))
            if note.startswith("pinyin: "):
                entry.said.setdefault("pinyin", note.removeprefix("pinyin: "))
        for ours, theirs in (("subject", "domain"), ("region", "subdomain"), ("definition", "definition"), ("note", "note"), ("id", "cid")):
            entry.said[ours] = str(concept_level.get(theirs) or concept_level.get(f"concept_{theirs}") or "")
        _join(gathered.setdefault(entry.said["id"] or (entry.zh[0].text if entry.zh else ""), _Gathered()), entry)
    for whole in gathered.values():
        facts = whole.said
        made = concept(
            whole.zh, whole.en, path, identifier=facts.get("id", ""), subject=facts.get("subject", ""), region=facts.get("region", ""),
            pinyin=facts.get("pinyin", ""), definition=facts.get("definition", ""), note=facts.get("note", ""), context=facts.get("context", ""),
        )  # fmt: skip
        if made is not None:
            yield made


def _join(entry: _Gathered, row: _Gathered) -> None:
    entry.zh += [term for term in row.zh if term not in entry.zh]
    entry.en += [term for term in row.en if term not in entry.en]
    for name, text in row.said.items():
        entry.said[name] = entry.said.get(name) or text


def _true(cell: Cell) -> bool:
    """TRUE as Excel keeps it, or as a person in Germany, France, Spain or China types it."""
    return cell is True or str(cell).strip().upper() in {"TRUE", "1", "YES", "WAHR", "VRAI", "VERDADERO", "真"}
