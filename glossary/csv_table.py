"""A CSV glossary -> concept entries. Forgiving, for it is somebody's spreadsheet: quote marks and brackets around the whole of a cell and dots that
leave something out are stripped, a missing reading is worked out, an unusual one is a warning.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from glossary.defaults import guessed_subject, user_id
from glossary.entry import IDENTIFIER, PARTS_OF_SPEECH, SUBJECTS, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.text_file import GlossaryError, read_text

CSV_COLUMNS = (
    "zh", "en", "pinyin", "en_admitted", "en_deprecated", "subject", "region", "zh_admitted", "gloss", "part_of_speech", "context", "definition", "note", "source", "id",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a spreadsheet would run a cell that begins so
_TEXTS = ("region", "gloss", "context", "definition", "note", "source")


def load_csv(path: Path) -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """A spreadsheet with the header `zh,en` and any of the further `CSV_COLUMNS` (lists parted by `|`) -> entries, warnings.

    A row with an `id` was written by a program: its cells are taken as they stand. A row without one is somebody's typing, and forgiven.
    """
    text = read_text(path)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)  # a German Excel writes semicolons
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True, delimiter=mark)
    warnings: list[str] = []
    entries: dict[str, ConceptEntry] = {}
    try:
        header = [name.strip() for name in reader.fieldnames or ()]
        if not {"zh", "en"} <= set(header):
            raise GlossaryError(f"{path}: line 1: the header must name the columns zh and en (optional: {', '.join(CSV_COLUMNS[2:])})")
        reader.fieldnames = header
        for row in reader:
            where = f"{path}: line {reader.line_num}"
            if any(said := [cell.strip() for cell in row.get(None) or ()]):
                warnings.append(f"{where}: {', '.join(filter(None, said))} stands behind the last column and is left out; put quote marks around a cell that holds {mark!r}")
            cells = {key: _bare(value or "") for key, value in row.items() if key is not None and not isinstance(value, list)}
            if (entry := _csv_entry(cells, where, warnings, path.name)) is None:
                continue
            if entry.id in entries:
                warnings.append(f"{where}: {entry.chinese if entry.id == user_id(entry.chinese) else entry.id} stands there twice; the first is kept")
                continue
            entries[entry.id] = entry
    except csv.Error as error:
        raise GlossaryError(f"{path}: line {reader.line_num + 1}: broken CSV: {error}") from error
    return tuple(entries.values()), warnings


def _bare(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA) else cell


_AROUND = (("“”\"", "“”\""), ("‘’'", "‘’'"), ("「", "」"), ("『", "』"), ("【", "】"), ("[", "]"), ("《", "》"))  # what opens, what closes
_DOTS = re.compile(r"^(?:…|\.{3,})+|(?:…|\.{3,})+$")


def _cell(text: str) -> str:
    """The cell without what people put around the whole of it: quote marks, brackets, dots that leave something out, broken lines.

    What belongs to the words stays: “小巨人”企业, Foo Co., Ltd.; of Shanghai (City) `_without_gloss` says more.
    """
    text = re.sub(r"\s*[\r\n]+\s*", " ", text.strip())
    while (bare := _within(_DOTS.sub("", text).strip())) != text:
        text = bare
    return text


def _within(text: str) -> str:
    """The text between two marks of one kind, if none of that kind stands between them; an apostrophe (Xi'an) is no quote mark."""
    inner = text[1:-1]
    marks = set(re.sub(r"(?<=\w)['’](?=\w)", "", inner))
    around = any(text[:1] in opening and text[-1:] in closing and marks.isdisjoint(opening + closing) for opening, closing in _AROUND)
    return inner.strip() if around and len(text) > 1 else text


_GLOSS = re.compile(r"(.*\S) ?[(（]([^()（）]*)[)）]")


def _without_gloss(english: str, zh: str) -> tuple[str, str]:
    """The English and what a bracket behind it explains, which no text is to say and which is no word of the term: hulatang (hot pepper soup);
    where the Chinese has a bracket too, it belongs to the name."""
    match = None if re.search("[(（]", zh) else _GLOSS.fullmatch(english)
    return (match[1], match[2].strip()) if match else (english, "")


def _csv_entry(cells: dict[str, str], where: str, warnings: list[str], origin: str) -> ConceptEntry | None:
    from glossary.hanzi import is_hanzi, units
    from glossary.pinyin import fits, reading_beside

    identifier, explained = cells.get("id", "").strip(), ""
    cell: Callable[[str], str] = str.strip if identifier else _cell

    def parts(column: str) -> list[str]:
        return [text for part in cells.get(column, "").split("|") if (text := cell(part))]

    zh, english = cell(cells.get("zh", "")), cell(cells.get("en", ""))
    if not identifier:
        english, explained = _without_gloss(english, zh)
    if not zh and not english:
        return None
    if not zh or not english:
        warnings.append(f"{where}: left out, because {'zh' if not zh else 'en'} is empty")
        return None
    if not identifier and any(map(is_hanzi, units(english))) and not any(map(is_hanzi, units(zh))):
        warnings.append(f"{where}: left out, because zh is {zh} and en is {english}; exchange the two")
        return None
    if identifier and not re.fullmatch(IDENTIFIER, identifier):
        warnings.append(f"{where}: the id {identifier!r} must begin with a letter and hold letters, digits, hyphens only; another is made")
        identifier = ""
    pinyin = cell(cells.get("pinyin", "")) or reading_beside(zh, english)
    if not identifier and not fits(zh, pinyin):
        warnings.append(f"{where}: the reading {pinyin!r} is unusual for {zh}; it is kept")
    subject = cells.get("subject", "").strip()
    if subject not in SUBJECTS:
        if subject:
            warnings.append(f"{where}: subject {subject!r} is not known; it is taken as a name if the English is capitalized")
        subject = guessed_subject(english)
    speech = cells.get("part_of_speech", "").strip()
    right = dict.fromkeys([english, *(form if identifier else _without_gloss(form, zh)[0] for form in parts("en_admitted"))])
    wrong = [Term(form, Status.DEPRECATED, Kind.CALQUE, because=f"listed in {origin}") for form in dict.fromkeys(parts("en_deprecated")) if form not in right]
    texts = {name: cells.get(name, "").strip() for name in _TEXTS}
    return ConceptEntry(
        identifier or user_id(zh), subject,
        LanguageSection(_right(dict.fromkeys([zh, *parts("zh_admitted")])), pinyin=pinyin),
        LanguageSection((*_right(right), *wrong), gloss=texts["gloss"] or explained, context=texts["context"], part_of_speech=speech if speech in PARTS_OF_SPEECH else "noun"),
        source=texts["source"] or f"user glossary {origin}", region=texts["region"], definition=texts["definition"], note=texts["note"], origin=origin,
    )  # fmt: skip


def _right(forms: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(form, Status.ADMITTED if number else Status.PREFERRED) for number, form in enumerate(forms))
