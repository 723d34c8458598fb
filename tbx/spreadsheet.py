"""Glossaries as workbooks in the two layouts that translation platforms read, with TRUE and FALSE for what is forbidden or preferred."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, zip_longest
from pathlib import Path
from typing import BinaryIO

from glossary.csv_table import CSV_COLUMNS, column_of, read_table
from glossary.entry import ConceptEntry, Status, Term
from glossary.hanzi import simplified
from glossary.text_file import GlossaryError
from tbx.foreign import Found, concept, right_pairs
from tbx.losses import HALF, NO_PLACE, Losses, Report, silent
from tbx.markup import one_line
from tbx.xlsx import Cell, read_rows, write_rows

_ROWS_OF_A_SHEET = 1_048_575
_PLATFORM = frozenset({"cid", "forbidden", "preferred"})  # columns of the two layouts, of which a CSV of ours has none
_OF_A_CONCEPT = frozenset({"cid", "forbidden", *(f"{level}{name}" for level in ("", "concept_") for name in ("domain", "subdomain", "definition", "note"))})
_OF_A_TERM = frozenset({"forbidden", "preferred", "note", "notes", "example of use"})


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
    """What the rows of one concept say, while they are read, and where the first of them stands."""

    where: tuple[str, int]
    zh: list[Found] = field(default_factory=list)
    en: list[Found] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def read_spreadsheet(path: Path, report: Report = silent) -> Iterator[ConceptEntry]:
    """The concepts of a workbook in either layout, with just a zh and an en column, or in the columns of a CSV of ours.

    Rows of one CID, else of one Chinese term, are one concept. `report` gets a sentence for each kind of thing that is left out: concepts without
    Chinese or without English, columns that a concept has no place for. GlossaryError if the first row names neither language.
    """
    rows = read_rows(path, report=report)
    start, first = next(rows, (1, []))
    header = [str(cell).lower() for cell in first]
    languages = {number: column_of(name) for number, name in enumerate(header) if column_of(name) in ("zh", "en")}
    if not {"zh", "en"} <= set(languages.values()):
        raise GlossaryError(f"{path}: row 1: names no zh and en columns (as zh-CN, en-US); export the glossary with both languages")
    named = {column_of(name) for name in header} - {"", "zh", "en"}
    if _PLATFORM.isdisjoint(header) and (not named or not named.isdisjoint(CSV_COLUMNS)):
        entries, warnings = read_table(((number, [str(cell) for cell in cells]) for number, cells in chain([(start, first)], rows)), path, "row")
        yield from entries
        for warning in warnings:
            report(warning)
        return
    losses = Losses("row", "row")
    for whole in _gathered(rows, header, languages, losses):
        facts = whole.said
        made = concept(
            whole.zh, whole.en, path, identifier=facts.get("id", ""), subject=facts.get("subject", ""), region=facts.get("region", ""),
            pinyin=facts.get("pinyin", ""), definition=facts.get("definition", ""), note=facts.get("note", ""),
        )  # fmt: skip
        if made is not None:
            yield made
        else:
            losses.where = whole.where
            losses.lost(HALF)
    for sentence in losses.sentences():
        report(f"{path}: {sentence}")


def _gathered(rows: Iterable[tuple[int, list[Cell]]], header: list[str], languages: dict[int, str], losses: Losses) -> Iterable[_Gathered]:
    gathered: dict[str, _Gathered] = {}
    starts = sorted(languages)
    for number, cells in rows:
        losses.where = next((str(cells[start]) for start in starts if start < len(cells) and cells[start]), ""), number
        cells += [""] * (len(header) - len(cells))
        entry = _Gathered(losses.where)
        concept_level = _named(header[: starts[0]], cells, _OF_A_CONCEPT, losses)
        for ours, theirs in (("subject", "domain"), ("region", "subdomain"), ("definition", "definition"), ("note", "note"), ("id", "cid")):
            entry.said[ours] = str(concept_level.get(theirs) or concept_level.get(f"concept_{theirs}") or "")
        banned = _true(concept_level.get("forbidden", ""))
        for start, end in zip(starts, [*starts[1:], len(header)], strict=True):
            said = _named(header[start + 1 : end], cells[start + 1 : end], _OF_A_TERM, losses)
            _word(str(cells[start]), said, languages[start], banned, entry)
        if any(cells[len(header) :]):
            losses.lost(NO_PLACE, "behind the last")
        key = entry.said["id"] or (simplified(entry.zh[0].text) if entry.zh else f"row {number}")
        _join(gathered.setdefault(key, _Gathered(losses.where)), entry, losses)
    return gathered.values()


def _word(text: str, said: dict[str, Cell], language: str, banned: bool, entry: _Gathered) -> None:
    """Put the term of one language of a row to its concept; a note says why it is forbidden, or is told of it."""
    note = str(said.get("note") or said.get("notes") or "")
    if note.startswith("pinyin: "):
        entry.said.setdefault("pinyin", note.removeprefix("pinyin: "))
        note = ""
    forbidden = _true(said.get("forbidden", "")) or (banned and language == "en")
    status = Status.DEPRECATED if forbidden else Status.PREFERRED if _true(said.get("preferred", "")) else None
    told = (f"note: {note}",) if note and not forbidden else ()
    if text:
        (entry.zh if language == "zh" else entry.en).append(Found(text, status, note if forbidden else "", str(said.get("example of use", "")), told))
    elif note:
        entry.said["note"] = "; ".join(filter(None, (entry.said.get("note", ""), note)))


def _named(names: list[str], cells: list[Cell], known: frozenset[str], losses: Losses) -> dict[str, Cell]:
    """The cells by the names of their columns; of two columns with one name the first that says something counts."""
    said: dict[str, Cell] = {}
    for name, cell in zip(names, cells, strict=False):
        if cell and (name not in known or said.get(name)):
            losses.lost(NO_PLACE, name or "one without a name")
        said[name] = said.get(name) or cell
    return said


def _join(entry: _Gathered, row: _Gathered, losses: Losses) -> None:
    entry.zh += [term for term in row.zh if term not in entry.zh]
    entry.en += [term for term in row.en if term not in entry.en]
    for name, text in row.said.items():
        if text and entry.said.get(name, text) not in ("", text):
            losses.lost("what a further row of a concept says otherwise", name)
        entry.said[name] = entry.said.get(name) or text


def _true(cell: Cell) -> bool:
    """TRUE as Excel keeps it, or as a person in Germany, France, Spain or China types it."""
    return cell is True or str(cell).strip().upper() in {"TRUE", "1", "YES", "WAHR", "VRAI", "VERDADERO", "真"}
