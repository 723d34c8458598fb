"""Files -> a Termbase: the built-in TOML data, a user's TOML or CSV glossary. Every error names file, entry and field.

TOML is strict (it is reviewed data). CSV is forgiving (it is somebody's spreadsheet): quote marks and brackets around the whole of a cell and
dots that leave something out are stripped, a missing reading is worked out, an unusual one is a warning.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from glossary.entry import DATE, PARTS_OF_SPEECH, SUBJECTS, TRANSACTIONS, Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction

NOT_CONCEPTS = frozenset({"abbreviations.toml", "look_alikes.toml", "plain_phrases.toml", "romanizations.toml", "senses_characters.toml", "senses_words.toml", "subdistricts.toml"})
CSV_COLUMNS = (
    "zh", "en", "pinyin", "en_admitted", "en_deprecated", "subject", "region", "zh_admitted", "gloss", "part_of_speech", "context", "definition", "note", "source", "id",
)  # fmt: skip
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
MAX_BYTES = 64 * 1024 * 1024
DATA = Path(__file__).parent / "data"  # importlib.resources would cost a tenth of a start


class GlossaryError(Exception):
    """A glossary cannot be used; the message names the file, the entry or line, the field, and what to do."""


def data_files() -> list[Path]:
    """The built-in data files, by name."""
    return sorted(DATA.glob("*.toml"))


def load_builtin() -> tuple[ConceptEntry, ...]:
    """Every built-in concept, ordered by file and id."""
    return tuple(entry for path in data_files() if path.name not in NOT_CONCEPTS for entry in load_toml(path))


def clean_english() -> tuple[str, ...]:
    """The sentences of good English that every termbase is tried on."""
    path = DATA / "clean_english.txt"
    return tuple(line for line in read_text(path).splitlines() if line and not line.startswith("#"))


def load_table(name: str) -> dict[str, Any]:
    """One of the built-in side tables (`abbreviations.toml`, `senses_words.toml`, …) as parsed TOML."""
    return _toml(read_text(DATA / name), DATA / name)


def load_glossary(path: Path) -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """A user's glossary by its ending (.toml or .csv) -> entries, warnings."""
    if path.suffix.lower() == ".csv":
        return load_csv(path)
    if path.suffix.lower() == ".toml":
        return load_toml(path), []
    raise GlossaryError(f"{path}: not a glossary; give a .toml, .csv or .tbx file")


def load_toml(path: Path) -> tuple[ConceptEntry, ...]:
    """The concepts of one TOML file, in the order of the file."""
    return parse_toml(read_text(path), path)


def parse_toml(text: str, path: Path) -> tuple[ConceptEntry, ...]:
    """The concepts of a TOML glossary's text; `path` names it in errors."""
    data = _toml(text.removeprefix("\ufeff"), path)
    rows = data.get("concept", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GlossaryError(f"{path}: `concept` must be a list of tables; write [[concept]] above each one")
    if unknown := sorted(set(data) - {"concept", "look_alike"}):
        raise GlossaryError(f"{path}: unknown table {unknown[0]!r}; a glossary holds [[concept]] and [[look_alike]] tables only")
    return tuple(_entry(row, number, path) for number, row in enumerate(rows, 1))


def load_look_alikes(path: Path) -> dict[str, str]:
    """The forms that a TOML glossary says are right though they look garbled -> why ([[look_alike]] form, because)."""
    rows = _toml(read_text(path).removeprefix("\ufeff"), path).get("look_alike", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GlossaryError(f"{path}: `look_alike` must be a list of tables; write [[look_alike]] above each one")
    for number, row in enumerate(rows, 1):
        if unknown := sorted(set(row) - {"form", "because", "zh"}):
            raise GlossaryError(f"{path}: look_alike {number}: unknown field {unknown[0]!r}; known are form, zh, because")
        for field in ("form", "because"):
            if not isinstance(row.get(field), str) or not row[field].strip():
                raise GlossaryError(f"{path}: look_alike {number}: `{field}` must be a text{'' if field in row else ' and is missing'}")
    return {row["form"].strip(): row["because"].strip() for row in rows}


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(f"{path}: larger than {MAX_BYTES // 2**20} MB; split the glossary")
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error


def read_text(path: Path) -> str:
    """A glossary file's text (UTF-8, with or without a byte-order mark); GlossaryError if it cannot be read or is over `MAX_BYTES`."""
    try:
        return _read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _toml(text: str, path: Path) -> dict[str, Any]:
    import rtoml

    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError:
        return _slowly(text, path)


def _slowly(text: str, path: Path) -> dict[str, Any]:
    """By the standard library, which says in one line what is wrong and where."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GlossaryError(f"{path}: broken TOML: {error}") from error
    except RecursionError as error:
        raise GlossaryError(f"{path}: broken TOML: tables or lists nested too deep") from error


_FIELDS = {
    "concept": {"id", "subject", "region", "definition", "source", "well_known", "coordinates", "related", "note", "history", "zh", "en"},
    "zh": {"preferred", "pinyin", "admitted", "context"},
    "en": {"preferred", "admitted", "gloss", "part_of_speech", "context", "deprecated"},
    "deprecated": {"form", "kind", "action", "because", "say", "seen"},
    "history": {"kind", "date", "by"},
}
_KINDS, _ACTIONS = tuple(Kind), tuple(Action)  # listing an Enum takes longer than reading the entry


def _entry(row: dict[str, Any], number: int, path: Path) -> ConceptEntry:
    where = f"{path}: concept {row.get('id', number)!r}"

    def known(table: dict[str, Any], name: str) -> dict[str, Any]:
        if not isinstance(table, dict):
            raise GlossaryError(f"{where}: `{name}` must be a table")
        if unknown := table.keys() - _FIELDS[name]:
            raise GlossaryError(f"{where}: unknown field {min(unknown)!r} in {name}; known are {', '.join(sorted(_FIELDS[name]))}")
        return table

    def text(table: dict[str, Any], field: str, default: str | None = None) -> str:
        value = table.get(field, default)
        if not isinstance(value, str) or (not (value := value.strip()) and default is None):
            raise GlossaryError(f"{where}: `{field}` must be a text" + ("" if field in table else " and is missing"))
        return value

    def tables(table: dict[str, Any], field: str) -> list[dict[str, Any]]:
        value = table.get(field, [])
        if not isinstance(value, list):
            raise GlossaryError(f"{where}: `{field}` must be a list of tables")
        return [known(row, field) for row in value]

    def texts(table: dict[str, Any], field: str) -> tuple[str, ...]:
        value = table.get(field, [])
        if not isinstance(value, list) or (value and not all(isinstance(item, str) and item.strip() for item in value)):
            raise GlossaryError(f"{where}: `{field}` must be a list of texts")
        return tuple(value)

    def one_of(table: dict[str, Any], field: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = text(table, field, default)
        if value not in choices:
            raise GlossaryError(f"{where}: `{field}` is {value!r}; it must be one of {', '.join(choices)}")
        return value

    known(row, "concept")
    zh, en = known(row.get("zh", {}), "zh"), known(row.get("en", {}), "en")
    identifier = text(row, "id")
    if not IDENTIFIER.fullmatch(identifier):
        raise GlossaryError(f"{where}: `id` must begin with a letter and hold letters, digits, hyphens only (it becomes an XML id)")
    deprecated = []
    for form in tables(en, "deprecated"):
        deprecated.append(
            Term(
                text(form, "form"), Status.DEPRECATED, Kind(one_of(form, "kind", _KINDS, "calque")),
                Action(one_of(form, "action", _ACTIONS, "review")), text(form, "because", ""), text(form, "say", ""), texts(form, "seen"),
            )
        )  # fmt: skip
    history = []
    for happened in tables(row, "history"):
        if not re.fullmatch(DATE, text(happened, "date")):
            raise GlossaryError(f"{where}: `date` is {happened['date']!r}; write it as \"2026-01-31\"")
        history.append(Transaction(one_of(happened, "kind", TRANSACTIONS), text(happened, "date"), text(happened, "by", "")))
    coordinates = row.get("coordinates")
    if coordinates is not None and not _are_degrees(coordinates):
        raise GlossaryError(f"{where}: `coordinates` must be [latitude, longitude] in degrees")
    well_known = row.get("well_known", False)
    if not isinstance(well_known, bool):
        raise GlossaryError(f"{where}: `well_known` is {well_known!r}; it must be true or false, without quote marks")
    return ConceptEntry(
        id=identifier,
        subject=one_of(row, "subject", SUBJECTS, "society"),
        zh=LanguageSection(
            (Term(text(zh, "preferred"), Status.PREFERRED), *(Term(t, Status.ADMITTED) for t in texts(zh, "admitted"))),
            pinyin=text(zh, "pinyin", ""), context=text(zh, "context", ""),
        ),
        en=LanguageSection(
            (Term(text(en, "preferred"), Status.PREFERRED), *(Term(t, Status.ADMITTED) for t in texts(en, "admitted")), *deprecated),
            gloss=text(en, "gloss", ""), part_of_speech=one_of(en, "part_of_speech", PARTS_OF_SPEECH, "noun"), context=text(en, "context", ""),
        ),
        source=text(row, "source", "unverified"), region=text(row, "region", ""), definition=text(row, "definition", ""), note=text(row, "note", ""),
        well_known=well_known, coordinates=(float(coordinates[0]), float(coordinates[1])) if coordinates else None,
        related=texts(row, "related"), origin=path.name, history=tuple(history),
    )  # fmt: skip


def _are_degrees(value: object) -> bool:
    """Whether a value is a latitude and a longitude."""
    numbers = isinstance(value, list) and len(value) == 2 and all(isinstance(x, int | float) and not isinstance(x, bool) for x in value)
    return numbers and abs(value[0]) <= 90 and abs(value[1]) <= 180  # type: ignore[index]


# CSV ------------------------------------------------------------------------------------------------------------------------------

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # a spreadsheet would run a cell that begins so
_TEXTS = ("region", "gloss", "context", "definition", "note", "source")


def load_csv(path: Path) -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """A spreadsheet with the header `zh,en` and any of the further `CSV_COLUMNS` (lists parted by `|`) -> entries, warnings.

    A row with an `id` was written by a program: its cells are taken as they stand. A row without one is somebody's typing, and forgiven.
    """
    import csv

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

    What belongs to the words stays: “小巨人”企业, Foo Co., Ltd., Shanghai (City).
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


def _csv_entry(cells: dict[str, str], where: str, warnings: list[str], origin: str) -> ConceptEntry | None:
    from glossary.pinyin import fits, reading_beside

    identifier = cells.get("id", "").strip()
    cell: Callable[[str], str] = str.strip if identifier else _cell

    def parts(column: str) -> list[str]:
        return [text for part in cells.get(column, "").split("|") if (text := cell(part))]

    zh, english = cell(cells.get("zh", "")), cell(cells.get("en", ""))
    if not zh and not english:
        return None
    if not zh or not english:
        warnings.append(f"{where}: left out, because {'zh' if not zh else 'en'} is empty")
        return None
    if identifier and not IDENTIFIER.fullmatch(identifier):
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
    right = dict.fromkeys([english, *parts("en_admitted")])
    wrong = [Term(form, Status.DEPRECATED, Kind.CALQUE, because=f"listed in {origin}") for form in dict.fromkeys(parts("en_deprecated")) if form not in right]
    texts = {name: cells.get(name, "").strip() for name in _TEXTS}
    return ConceptEntry(
        identifier or user_id(zh), subject,
        LanguageSection(_right(dict.fromkeys([zh, *parts("zh_admitted")])), pinyin=pinyin),
        LanguageSection((*_right(right), *wrong), gloss=texts["gloss"], context=texts["context"], part_of_speech=speech if speech in PARTS_OF_SPEECH else "noun"),
        source=texts["source"] or f"user glossary {origin}", region=texts["region"], definition=texts["definition"], note=texts["note"], origin=origin,
    )  # fmt: skip


def _right(forms: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(form, Status.ADMITTED if number else Status.PREFERRED) for number, form in enumerate(forms))


def user_id(chinese: str) -> str:
    """The id of a concept whose file gives it none: made of its Chinese, so that it is the same on every reading."""
    return "u-" + "-".join(f"{ord(c):x}" for c in chinese)


def guessed_subject(english: str) -> str:
    """A subject for a concept whose file gives it none: capitals make a name."""
    words = [word for word in re.findall(r"[A-Za-z']+", re.sub(r"\(.*?\)", "", english)) if word.lower() not in {"of", "the", "and", "in", "for", "on"}]
    return "place" if words and all(word[0].isupper() for word in words) else "society"
