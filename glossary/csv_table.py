"""A CSV glossary -> concept entries. Forgiving, for it is somebody's spreadsheet: quote marks and brackets around the whole of a cell and dots that
leave something out are stripped, a missing reading is worked out, an unusual one is a warning.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, count
from pathlib import Path

from glossary.defaults import guessed_subject, listed_in, user_id
from glossary.entry import IDENTIFIER, PARTS_OF_SPEECH, SUBJECTS, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.text_file import FOREIGN, GlossaryError, read_text

CSV_COLUMNS = (
    "zh", "en", "pinyin", "en_admitted", "en_deprecated", "subject", "region", "zh_admitted", "gloss", "part_of_speech", "context", "definition", "note", "source", "id",
)  # fmt: skip
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")  # a spreadsheet would run a cell that begins so, but for an apostrophe
_LISTS = frozenset({"zh", "en", "zh_admitted", "en_admitted", "en_deprecated"})  # columns that may come more than once
_TEXTS = ("region", "gloss", "context", "definition", "note", "source")
_FAILED = frozenset({"#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})  # what a spreadsheet leaves of a formula


def load_csv(path: Path) -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """A spreadsheet with the header `zh,en` (or the tags of languages, zh-CN and en-US) and any of the further `CSV_COLUMNS` (lists parted by `|`) -> entries, warnings.

    A row with an `id` was written by a program: its cells are taken as they stand. A row without one is somebody's typing, and forgiven.
    """
    return read_table(csv_rows(path), path)


def is_glossary(path: Path) -> bool:
    """Whether the first line of a CSV names a Chinese and an English column. DeepL's own files name the two languages of a pair on every line."""
    rows = (row for _, row in csv_rows(path))
    header, first = next(rows, []), next(rows, [])
    named = {number: column_of(name) for number, name in enumerate(header) if column_of(name) in ("zh", "en")}
    again = [column_of(first[number]) == name for number, name in named.items() if number < len(first)]
    return {"zh", "en"} <= set(named.values()) and first != [] and not (again and all(again))


def csv_rows(path: Path, marks: str = ",;\t") -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of each row that holds anything, the header first; parted by that of the marks of which the first line has most. GlossaryError names the line."""
    text = read_text(path)
    told = _MARK_TOLD.match(text)
    text = text[told.end() :] if told else text
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=told[1] if told else max(marks, key=first.count))  # a German Excel writes semicolons
    line = start = 1 if told else 0
    try:
        for row in reader:
            line = start + reader.line_num
            if any(cell.strip() for cell in row):
                yield line, row
    except csv.Error as error:
        why = "a quote mark (\") is opened and never closed" if str(error) == "unexpected end of data" else error
        raise GlossaryError(f"{path}: line {line + 1}: broken CSV: {why}") from error


_MARK_TOLD = re.compile(r"\"?sep=([,;\t|])\"?\r?\n", re.IGNORECASE)  # a first line for Excel alone

_TAG = re.compile(r"(en)(?:[-_](?:latn|[a-z]{2}|\d{3}))*|(zh)(?:[-_](?:cmn|han[st]|cn|tw|hk|mo|sg|my|\d{3}))*", re.IGNORECASE)


def column_of(name: str) -> str:
    """The name of a column as we write it: `zh` or `en` for the tag of a language (zh-CN, en_US), else lower case; en_deprecated and zh-Latn are no tags."""
    name = name.strip()
    tag = _TAG.fullmatch(name)
    return (tag[1] or tag[2]).lower() if tag else re.sub(r"[\s-]+", "_", name.lower())


class _Doubts:
    """What is to be said of a table: a sentence of one row, or one of all the rows of which the same is to be said."""

    def __init__(self, path: Path, place: str) -> None:
        self._path, self.place = path, place
        self._rows: list[str] = []
        self._alike: dict[str, list[int]] = {}

    def of(self, number: int, sentence: str) -> None:
        """Something that is to be said of one row."""
        self._rows.append(f"{self._path}: {self.place} {number}: {sentence}")

    def often(self, number: int, sentence: str) -> None:
        """Something that may be true of thousands of rows."""
        self._alike.setdefault(sentence, []).append(number)

    def sentences(self) -> Iterator[str]:
        """First those of single rows."""
        yield from self._rows
        for sentence, (first, *others) in self._alike.items():
            if others:
                yield f"{self._path}: {sentence} ({len(others) + 1} {self.place}s, the first is {self.place} {first})"
            else:
                yield f"{self._path}: {self.place} {first}: {sentence}"


def read_table(rows: Iterable[tuple[int, Sequence[str]]], path: Path, place: str = "line") -> tuple[tuple[ConceptEntry, ...], list[str]]:
    """Numbered rows of cells, the header first, as `load_csv` has them -> entries, warnings. Of two Chinese or English columns the second is admitted.

    Rows of one Chinese are one concept, as people write synonyms; but 通州 in Beijing and 通州 in Jiangsu are two.
    """
    table = iter(rows)
    start, header = next(table, (1, ()))
    columns = [column_of(name) for name in header]
    if not {"zh", "en"} <= set(columns):
        raise GlossaryError(f"{path}: {place} {start}: the header must name the columns zh and en (optional: {', '.join(CSV_COLUMNS[2:])}); {FOREIGN}")
    columns = [name if name in CSV_COLUMNS and (name in _LISTS or name not in columns[:number]) else "" for number, name in enumerate(columns)]
    order = sorted(range(len(columns)), key=lambda column: re.search(r"[-_](hant|tw|hk|mo)(?![a-z])", header[column].lower()) is not None)  # 崑山 stands behind 昆山
    unread: dict[str, list[int]] = {}
    doubts = _Doubts(path, place)
    entries: dict[str, ConceptEntry] = {}
    alike: dict[str, list[str]] = {}  # simplified Chinese -> the ids of its concepts without one of their own
    for number, row in table:
        if any(said := [cell.strip() for cell in row[len(columns) :]]):
            behind = ", ".join(filter(None, said))
            doubts.of(number, f"{behind} stands behind the last column and is left out; put quote marks around a cell with a separator")
        cells: dict[str, str] = {}
        for column in (column for column in order if column < len(row)):
            name, value = columns[column], row[column]
            if value.strip() in _FAILED:
                doubts.of(number, f"{value.strip()} is left out: a formula has failed there; put the word itself into the cell")
                continue
            if not name and value.strip():
                unread.setdefault(header[column].strip() or f"column {column + 1}", []).append(number)
            cells[name] = f"{cells[name]}|{unguarded(value)}" if cells.get(name) else unguarded(value)
        for language in ("zh", "en"):
            if columns.count(language) > 1 or not cells.get("id", "").strip():
                first, *others = re.split("[|｜]", cells.get(language, ""))
                cells[language], cells[f"{language}_admitted"] = first, "|".join(filter(None, (*others, cells.get(f"{language}_admitted", ""))))
        if (entry := _csv_entry(cells, number, doubts, path.name)) is not None:
            _put(entry, number, entries, alike, doubts)
    warnings = [*doubts.sentences()]
    if unread:
        lines = sorted({number for numbers in unread.values() for number in numbers})
        many = f"{len(lines)} {place}{'s' if len(lines) > 1 else ''}"
        warnings.append(f"{path}: left out: columns that are not known ({', '.join(unread)}), in {many}; the first is {place} {lines[0]}")
    return tuple(entries.values()), warnings


_BOTH = "{!r} stands among the right forms and among the deprecated ones; it counts as right"


def _put(entry: ConceptEntry, number: int, entries: dict[str, ConceptEntry], alike: dict[str, list[str]], doubts: _Doubts) -> None:
    """Put the concept of a row to those of the rows above, by its id; of one that has none, join it to that of the same Chinese (錦溪, 锦溪) and region."""
    from glossary.hanzi import simplified

    made, there = user_id(entry.chinese), alike.setdefault(simplified(entry.chinese), [])
    if entry.id != made:
        if entry.id in entries:
            doubts.of(number, f"{entry.id} stands there twice; the first is kept")
        entries.setdefault(entry.id, entry)
        if entry.id.startswith(f"{made}-"):  # 通州 in Jiangsu, as we have written it
            there.append(entry.id)
        return
    for name in there:
        other = entries[name]
        if not entry.region or other.region in ("", entry.region):
            entries[name] = joined = _joined(other, entry)
            if joined != other:
                doubts.often(number, f"its Chinese stands in an earlier {doubts.place} too; the two are one concept, and the English of the first is preferred")
            for form in (term.text for term in (*other.deprecated, *entry.deprecated) if term.text in joined.right_forms):
                doubts.of(number, _BOTH.format(form))
            return
    name = next(name for name in chain([entry.id], (f"{entry.id}-{again}" for again in count(2))) if name not in entries)
    entries[name] = entry._replace(id=name)
    there.append(name)


def _joined(first: ConceptEntry, second: ConceptEntry) -> ConceptEntry:
    """Two rows of one Chinese: what the second says besides. A form that is right in one of them is right; a garbled one is replaced by the English of its own row."""
    right = dict.fromkeys((*first.right_forms, *second.right_forms))
    say = second.english if second.english != first.english else ""
    wrong: dict[str, Term] = {}
    for term in (*first.deprecated, *(term._replace(say=say) for term in second.deprecated)):
        if term.text not in right:
            wrong.setdefault(term.text, term)
    said = (
        ("pinyin", first.pinyin, second.pinyin), ("definition", first.definition, second.definition),
        ("gloss", first.en.gloss, second.en.gloss), ("context", first.en.context, second.en.context),
    )  # fmt: skip
    otherwise = (f"{second.english}, {name}: {theirs}" for name, ours, theirs in said if ours and theirs and ours != theirs)
    note = "; ".join(dict.fromkeys(filter(None, (first.note, second.note, *otherwise))))
    return first._replace(
        zh=LanguageSection(_right(dict.fromkeys((*first.chinese_forms, *second.chinese_forms))), pinyin=first.pinyin or second.pinyin),
        en=first.en._replace(terms=(*_right(right), *wrong.values()), gloss=first.en.gloss or second.en.gloss, context=first.en.context or second.en.context),
        region=first.region or second.region, definition=first.definition or second.definition, note=note,
    )  # fmt: skip


def guarded(cell: str) -> str:
    """The cell with an apostrophe in front, if a spreadsheet would run it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


_AROUND = (('“”"', '“”"'), ("‘’'", "‘’'"), ("「", "」"), ("『", "』"), ("【", "】"), ("[", "]"), ("《", "》"))  # what opens, what closes
_DOTS = re.compile(r"^(?:…|\.{3,})+|(?:…|\.{3,})+$")


def _cell(text: str) -> str:
    """The cell without what people put around the whole of it: quote marks, brackets, dots that leave something out, broken lines.

    What belongs to the words stays: “小巨人”企业, Foo Co., Ltd.; of Shanghai (City) `without_gloss` says more.
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


def without_gloss(english: str, zh: str) -> tuple[str, str]:
    """The English and what a bracket behind it explains, which no text is to say and which is no word of the term: hulatang (hot pepper soup);
    where the Chinese has a bracket too, it belongs to the name."""
    match = None if re.search("[(（]", zh) else _GLOSS.fullmatch(english)
    return (match[1], match[2].strip()) if match else (english, "")


_PARTED = re.compile(r"[|｜;；]|[\r\n]+(?!\s*[(（])")  # a list in one cell, as people write it: by our sign, a semicolon, or line by line


def _csv_entry(cells: dict[str, str], number: int, doubts: _Doubts, origin: str) -> ConceptEntry | None:
    from glossary.hanzi import is_hanzi, units
    from glossary.orthography import is_reading

    identifier, explained = cells.get("id", "").strip(), ""
    cell: Callable[[str], str] = str.strip if identifier else _cell

    def parts(column: str) -> list[str]:
        listed = cells.get(column, "")
        return [text for part in (listed.split("|") if identifier else _PARTED.split(listed)) if (text := cell(part))]

    zh, english = cell(cells.get("zh", "")), cell(cells.get("en", ""))
    if not identifier:
        english, explained = without_gloss(english, zh)
    if not zh and not english:
        return None
    if not zh or not english:
        doubts.of(number, f"left out, because {'zh' if not zh else 'en'} is empty")
        return None
    if not identifier and any(map(is_hanzi, units(english))) and not any(map(is_hanzi, units(zh))):
        doubts.of(number, f"left out, because zh is {zh} and en is {english}; exchange the two")
        return None
    if identifier and not re.fullmatch(IDENTIFIER, identifier):
        doubts.of(number, f"the id {identifier!r} must begin with a letter and hold letters, digits, hyphens only; another is made")
        identifier = ""
    pinyin = cell(cells.get("pinyin", ""))
    if pinyin and not identifier and not is_reading(pinyin, zh):
        doubts.of(number, f"the reading {pinyin!r} is unusual for {zh}; it is kept")
    given = cells.get("subject", "").strip()
    if (subject := given.lower()) not in SUBJECTS:
        if given:
            doubts.often(number, f"subject {given!r} is not known; it is taken as a name if the English is capitalized")
        subject = guessed_subject(english)
    speech = cells.get("part_of_speech", "").strip()
    right = dict.fromkeys([english, *(form if identifier else without_gloss(form, zh)[0] for form in parts("en_admitted"))])
    deprecated = dict.fromkeys(parts("en_deprecated"))
    for form in filter(right.__contains__, deprecated):
        doubts.of(number, _BOTH.format(form))
    wrong = [Term(form, Status.DEPRECATED, Kind.CALQUE, because=listed_in(origin)) for form in deprecated if form not in right]
    texts = {name: cells.get(name, "").strip() for name in _TEXTS}
    return ConceptEntry(
        identifier or user_id(zh), subject,
        LanguageSection(_right(dict.fromkeys([zh, *parts("zh_admitted")])), pinyin=pinyin),
        LanguageSection((*_right(right), *wrong), gloss=texts["gloss"] or explained, context=texts["context"], part_of_speech=speech if speech in PARTS_OF_SPEECH else "noun"),
        source=texts["source"] or f"user glossary {origin}", region=texts["region"], definition=texts["definition"], note=texts["note"], origin=origin,
    )  # fmt: skip


def _right(forms: Iterable[str]) -> tuple[Term, ...]:
    return tuple(Term(form, Status.ADMITTED if number else Status.PREFERRED) for number, form in enumerate(forms))
