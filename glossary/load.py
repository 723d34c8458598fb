"""Files -> concept entries and tables: the built-in TOML data, a user's TOML glossary. Every error names file, entry and field.

TOML is strict (it is reviewed data); the forgiving CSV has a module of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from glossary.entry import DATE, IDENTIFIER, PARTS_OF_SPEECH, SUBJECTS, TRANSACTIONS, Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction
from glossary.text_file import FOREIGN, GlossaryError, read_text

NOT_CONCEPTS = frozenset({"abbreviations.toml", "look_alikes.toml", "plain_phrases.toml", "romanizations.toml", "senses_characters.toml", "senses_words.toml", "subdistricts.toml"})
LOOK_ALIKE_LINE = r"(?m)^[ \t]*\[\[[ \t]*look_alike[ \t]*\]\]"
CONCEPT_LINE = r"(?m)^\ufeff?[ \t]*\[\[[ \t]*concept[ \t]*\]\][^\n]*\n?"
DATA = Path(__file__).parent / "data"  # importlib.resources would cost a tenth of a start
CLEAN_ENGLISH = DATA / "clean_english.txt"


def data_files() -> list[Path]:
    """The built-in data files, by name."""
    return sorted(DATA.glob("*.toml"))


def load_builtin() -> tuple[ConceptEntry, ...]:
    """Every built-in concept, ordered by file and id."""
    return tuple(entry for path in data_files() if path.name not in NOT_CONCEPTS for entry in load_toml(path))


def clean_english() -> tuple[str, ...]:
    """The sentences of good English that every termbase is tried on."""
    return tuple(line for line in read_text(CLEAN_ENGLISH).splitlines() if line and not line.startswith("#"))


def load_table(name: str) -> dict[str, Any]:
    """One of the built-in side tables (`abbreviations.toml`, `senses_words.toml`, …) as parsed TOML."""
    return _toml(read_text(DATA / name), DATA / name)


def load_glossary(path: Path) -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """A user's glossary by its ending (.toml or .csv) -> entries, warnings."""
    if path.suffix.lower() == ".csv":
        from glossary.csv_table import load_csv

        return load_csv(path)
    if path.suffix.lower() == ".toml":
        text = read_text(path)
        entries = parse_toml(text, path)
        return entries, [*_doubles(entries, text, path), *_odd_chinese(entries, text, path)]
    raise GlossaryError(f"{path}: not a glossary; give a .toml, .csv or .tbx file; {FOREIGN}")


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
    entries = []
    for number, row in enumerate(rows):
        try:
            entries.append(_entry(row, path.name))
        except GlossaryError as error:
            raise GlossaryError(f"{path}: {_places(text, len(rows))[number]}: {error}") from None
    return tuple(entries)


def _places(text: str, concepts: int) -> list[str]:
    """Where each concept of a file begins: its line, or its number in a file where one in braces has no line of its own."""
    lines = [f"line {number}" for number, line in enumerate(text.split("\n"), 1) if re.match(CONCEPT_LINE, line)]
    return lines if len(lines) == concepts else [f"concept {number}" for number in range(1, concepts + 1)]


def _doubles(entries: Sequence[ConceptEntry], text: str, path: Path) -> list[str]:
    """A sentence for each id, and each Chinese, that a user's file holds twice: a slip as a rule. 通州 near Beijing and 通州 in Nantong are of two
    regions, 花 (a flower) and 花 (to spend) may name each other under `related`; a “?” still stands for any Chinese."""
    places = _places(text, len(entries))
    found = []
    ids: dict[str, int] = {}
    chinese: dict[str, int] = {}
    for number, entry in enumerate(entries):
        same_id, same = ids.setdefault(entry.id, number), chinese.setdefault(entry.chinese, number)
        other = entries[same]
        where = f"{path}: {places[number]}: "
        if same_id != number and entries[same_id].chinese == entry.chinese:
            found.append(f"{where}{entry.chinese} stands at {places[same_id]} too, under the same id; they are taken as one, and {entries[same_id].english!r} wins; join the two")
        elif same_id != number:
            found.append(f"{where}the id {entry.id!r} is that of {entries[same_id].chinese} ({places[same_id]}); a number tells the two apart; give it an id of its own")
        elif same != number and any(map(str.isalnum, entry.chinese)) and entry.region == other.region and entry.id not in other.related and other.id not in entry.related:
            remedy = f"join the two, or name {other.id!r} under `related` where they are two concepts"
            found.append(f"{where}{entry.chinese} stands at {places[same]} too, as {other.english!r}; {remedy}")
    return found


def _odd_chinese(entries: Sequence[ConceptEntry], text: str, path: Path) -> list[str]:
    """A sentence for each concept of a user's file whose Chinese and English were exchanged, or whose pinyin is no reading of its characters, as `csv_table`
    has them."""
    from glossary.hanzi import is_hanzi
    from glossary.orthography import is_reading

    found = []
    for place, entry in zip(_places(text, len(entries)), entries, strict=True):
        where = f"{path}: {place}: concept {entry.id!r}"
        if any(map(is_hanzi, entry.english)) and not any(map(is_hanzi, entry.chinese)):
            found.append(f"{where}: zh is {entry.chinese} and en is {entry.english}, so it is never found; exchange the two")
        elif entry.pinyin and not is_reading(entry.pinyin, entry.chinese):
            found.append(f"{where}: the reading {entry.pinyin!r} is unusual for {entry.chinese}; it is kept")
    return found


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


def look_alikes_of(paths: Iterable[Path]) -> dict[str, str]:
    """The look-alikes of all TOML glossaries among these files, each with what is said of it last."""
    return {form: because for path in paths if path.suffix.lower() == ".toml" for form, because in load_look_alikes(path).items()}


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
# Looking a member up, or all of them, takes an Enum longer than a field takes to read.
_KINDS, _ACTIONS = {kind.value: kind for kind in Kind}, {action.value: action for action in Action}
_PREFERRED, _ADMITTED, _DEPRECATED = Status.PREFERRED, Status.ADMITTED, Status.DEPRECATED


class _Fields:
    """One table of a concept, asked for its fields; what is wrong with one is said without the file and the place."""

    __slots__ = ("_name", "_table", "_where")

    def __init__(self, table: Any, name: str, where: str) -> None:
        if not isinstance(table, dict):
            remedy = f'; write {name} = {{preferred = "{table}"}}' if isinstance(table, str) and name in ("zh", "en") else ""
            raise GlossaryError(f"{where}`{name}` must be a table{remedy}")
        if not table.keys() <= _FIELDS[name]:
            raise GlossaryError(f"{where}unknown field {min(table.keys() - _FIELDS[name])!r} in {name}; known are {', '.join(sorted(_FIELDS[name]))}")
        self._table, self._name, self._where = table, name, where

    def wrong(self, field: str, why: str) -> GlossaryError:
        """The error that names a field."""
        inside = f"{self._name}." if self._name in ("zh", "en") else ""  # both have `preferred`, `admitted`, `context`
        return GlossaryError(f"{self._where}`{inside}{field}` {why}")

    def get(self, field: str, default: Any = None) -> Any:
        """A field as it stands."""
        return self._table.get(field, default)

    def text(self, field: str, default: str | None = None) -> str:
        """A text without the spaces around it; one without a default must be there and say something."""
        value = self._table.get(field, default)
        if not isinstance(value, str) or (not (value := value.strip()) and default is None):
            raise self.wrong(field, "must be a text" + ("" if field in self._table else " and is missing"))
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, none by default."""
        value = self._table.get(field, [])
        if not isinstance(value, list) or (value and not all(isinstance(item, str) and item.strip() for item in value)):
            raise self.wrong(field, "must be a list of texts")
        return tuple(value)

    def one_of(self, field: str, choices: Collection[str], default: str | None = None) -> str:
        """One of some words."""
        value = self.text(field, default)
        if value not in choices:
            raise self.wrong(field, f"is {value!r}; it must be one of {', '.join(choices)}")
        return value

    def table(self, field: str) -> _Fields:
        """A table within this one, empty by default."""
        return _Fields(self._table.get(field, {}), field, self._where)

    def tables(self, field: str) -> list[_Fields]:
        """A list of tables, none by default."""
        value = self._table.get(field, [])
        if not isinstance(value, list):
            raise self.wrong(field, "must be a list of tables")
        return [_Fields(row, field, self._where) for row in value]


def _entry(row: dict[str, Any], origin: str) -> ConceptEntry:
    """One concept of a file."""
    concept = _Fields(row, "concept", f"concept {row['id']!r}: " if "id" in row else "")
    zh, en = concept.table("zh"), concept.table("en")
    identifier = concept.text("id")
    if not re.fullmatch(IDENTIFIER, identifier):
        raise concept.wrong("id", "must begin with a letter and hold letters, digits, hyphens only (it becomes an XML id)")
    well_known = concept.get("well_known", False)
    if not isinstance(well_known, bool):
        raise concept.wrong("well_known", f"is {well_known!r}; it must be true or false, without quote marks")
    deprecated = map(_deprecated, en.tables("deprecated"))
    return ConceptEntry(
        id=identifier,
        subject=concept.one_of("subject", SUBJECTS, "society"),
        zh=LanguageSection(_right(zh), pinyin=zh.text("pinyin", ""), context=zh.text("context", "")),
        en=LanguageSection(
            (*_right(en), *deprecated), gloss=en.text("gloss", ""), part_of_speech=en.one_of("part_of_speech", PARTS_OF_SPEECH, "noun"), context=en.text("context", ""),
        ),
        source=concept.text("source", "unverified"), region=concept.text("region", ""), definition=concept.text("definition", ""), note=concept.text("note", ""),
        well_known=well_known, coordinates=_coordinates(concept), related=concept.texts("related"), origin=origin,
        history=tuple(map(_transaction, concept.tables("history"))),
    )  # fmt: skip


def _right(language: _Fields) -> tuple[Term, ...]:
    return (Term(language.text("preferred"), _PREFERRED), *[Term(text, _ADMITTED) for text in language.texts("admitted")])


def _deprecated(form: _Fields) -> Term:
    kind, action = _KINDS[form.one_of("kind", _KINDS, "calque")], _ACTIONS[form.one_of("action", _ACTIONS, "review")]
    return Term(form.text("form"), _DEPRECATED, kind, action, form.text("because", ""), form.text("say", ""), form.texts("seen"))


def _transaction(happened: _Fields) -> Transaction:
    date = happened.text("date")
    if not re.fullmatch(DATE, date):
        raise happened.wrong("date", f'is {date!r}; write it as "2026-01-31"')
    return Transaction(happened.one_of("kind", TRANSACTIONS), date, happened.text("by", ""))


def _coordinates(concept: _Fields) -> tuple[float, float] | None:
    degrees = concept.get("coordinates")
    if degrees is None:
        return None
    if not _are_degrees(degrees):
        raise concept.wrong("coordinates", "must be [latitude, longitude] in degrees")
    return float(degrees[0]), float(degrees[1])


def _are_degrees(value: object) -> bool:
    """Whether a value is a latitude and a longitude."""
    numbers = isinstance(value, list) and len(value) == 2 and all(isinstance(x, int | float) and not isinstance(x, bool) for x in value)
    return numbers and abs(value[0]) <= 90 and abs(value[1]) <= 180  # type: ignore[index]
