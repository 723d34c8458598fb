"""Entries -> TOML: the data files in their one layout, and a further entry in a user's own glossary. The only importer of tomlkit."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.entry import Action, ConceptEntry, Status, Transaction
from glossary.load import GlossaryError, load_toml
from glossary.termbase import folded

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import Table


def identifier(english: str) -> str:
    """The id of a concept, made of its English: lower case, hyphens, a letter first.

    >>> identifier("Xi'an–Chengdu High-speed Railway"), identifier("24 solar terms")
    ('xian-chengdu-high-speed-railway', 'n-24-solar-terms')
    """
    plain = re.sub("[–—]", " ", english)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if slug[:1].isalpha() else f"n-{slug}".rstrip("-")


def as_toml(entries: Iterable[ConceptEntry]) -> str:
    """The text of a data file: sorted by id, one line a field, empty fields left out, deprecated forms in alphabetical order."""
    return "\n".join("".join(f"{line}\n" for line in _lines(entry)) for entry in sorted(entries, key=lambda entry: entry.id))


def _lines(entry: ConceptEntry) -> Iterator[str]:
    yield "[[concept]]"
    yield f"id = {_quoted(entry.id)}"
    yield f"subject = {_quoted(entry.subject)}"
    yield from _given(("region", entry.region), ("definition", entry.definition))
    if entry.well_known:
        yield "well_known = true"
    if entry.coordinates:
        yield f"coordinates = [{entry.coordinates[0]:.2f}, {entry.coordinates[1]:.2f}]"
    yield from _list("related", entry.related)
    yield from _given(("note", entry.note), ("source", entry.source))
    if entry.history:
        yield f"history = [{', '.join(_inline(happened) for happened in entry.history)}]"
    yield "[concept.zh]"
    yield from _given(("preferred", entry.chinese), ("pinyin", entry.pinyin))
    yield from _list("admitted", [term.text for term in entry.zh.of(Status.ADMITTED)])
    yield from _given(("context", entry.zh.context))
    yield "[concept.en]"
    yield f"preferred = {_quoted(entry.english)}"
    yield from _list("admitted", [term.text for term in entry.en.of(Status.ADMITTED)])
    yield from _given(("gloss", entry.en.gloss), ("part_of_speech", "" if entry.en.part_of_speech == "noun" else entry.en.part_of_speech))
    yield from _given(("context", entry.en.context))
    for term in sorted(entry.deprecated, key=lambda term: term.text):
        yield "[[concept.en.deprecated]]"
        yield f"form = {_quoted(term.text)}"
        yield f"kind = {_quoted(term.kind or 'calque')}"
        yield from _given(("action", "" if term.action is Action.REVIEW else term.action), ("say", term.say), ("because", term.because))
        yield from _list("seen", term.seen)


def _given(*fields: tuple[str, str]) -> Iterator[str]:
    for name, value in fields:
        if value:
            yield f"{name} = {_quoted(value)}"


def _list(name: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{name} = [{', '.join(map(_quoted, values))}]"


def _inline(happened: Transaction) -> str:
    by = f", by = {_quoted(happened.by)}" if happened.by else ""
    return f"{{ kind = {_quoted(happened.kind)}, date = {_quoted(happened.date)}{by} }}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(char):04X}" if ord(char) < 32 or ord(char) == 127 else char for char in escaped) + '"'


# A user's own glossary ------------------------------------------------------------------------------------------------------------------


def add_entry(path: Path, entry: ConceptEntry) -> None:
    """Put one entry at the end of a TOML glossary, which is made if it is missing; what stands in it stays, comments too.

    GlossaryError if the file is no glossary, or if the id, the Chinese or a contradicting English form stands in it already. The file is
    replaced at once or not at all.
    """
    known = load_toml(path) if path.exists() else ()
    for other in known:
        if entry.chinese in other.chinese_forms:
            raise GlossaryError(f"{path}: {entry.chinese} stands there already as {other.english!r} (id {other.id}); change that entry instead")
        if entry.id == other.id:
            raise GlossaryError(f"{path}: the id {entry.id!r} is taken by {other.chinese}; choose another English or edit the file")
    right = {folded(form) for form in entry.right_forms}
    if wrong := next((term.text for term in entry.deprecated if folded(term.text) in right), None):
        raise GlossaryError(f"{wrong!r} cannot be both right and deprecated for {entry.chinese}; leave one out")
    _replace(path, _with(path, entry))


def _with(path: Path, entry: ConceptEntry) -> str:
    import tomlkit
    from tomlkit.items import AoT

    # A byte-order mark is no TOML, but editors write it; the loader forgives it and so must we.
    document: TOMLDocument = tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()
    concepts = document.get("concept")
    if concepts is None:
        concepts = tomlkit.aot()
        document.append("concept", concepts)
    if not isinstance(concepts, AoT):
        raise GlossaryError(f"{path}: `concept` is written as a list in one line; write [[concept]] above each concept")
    concepts.append(_table(entry))
    return tomlkit.dumps(document)


def _table(entry: ConceptEntry) -> Table:
    import tomlkit

    concept, zh, en, deprecated = tomlkit.table(), tomlkit.table(), tomlkit.table(), tomlkit.aot()
    concept.update({name: value for name, value in (("id", entry.id), ("subject", entry.subject), ("region", entry.region), ("source", entry.source)) if value})
    zh.update({"preferred": entry.chinese, "pinyin": entry.pinyin})
    en["preferred"] = entry.english
    if admitted := [term.text for term in entry.en.of(Status.ADMITTED)]:
        en["admitted"] = admitted
    for term in entry.deprecated:
        row = tomlkit.table()
        row.update({"form": term.text, "kind": str(term.kind or "calque")} | ({"because": term.because} if term.because else {}))
        deprecated.append(row)
    if len(deprecated):
        en["deprecated"] = deprecated
    concept["zh"], concept["en"] = zh, en
    return concept


def _replace(path: Path, text: str) -> None:
    """Write to a temporary file beside the target and rename it, so that no reader ever sees half a glossary."""
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            temporary = file.name
            file.write(text)
        os.chmod(temporary, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise GlossaryError(f"{path}: cannot be written ({error.strerror or error}); check the folder and its rights") from error
