"""A user's own TOML glossary: entries, garbled forms and look-alikes are added, what stands in it stays. The only importer of tomlkit."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.entry import ConceptEntry, Status, Term
from glossary.load import GlossaryError, load_look_alikes, load_toml
from glossary.termbase import folded

if TYPE_CHECKING:
    from tomlkit import TOMLDocument
    from tomlkit.items import AoT, Table



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


def extend(path: Path, garbled: Sequence[tuple[ConceptEntry, Sequence[Term]]], look_alikes: Sequence[tuple[str, str]]) -> int:
    """Add garbled forms to concepts, and forms that are right, with the reason; how many were added.

    A concept that the glossary does not hold comes in with its preferred terms alone; what the file knows already is left out. GlossaryError if
    the file is no glossary; it is replaced at once or not at all.
    """
    known = {form: entry for entry in (load_toml(path) if path.exists() else ()) for form in entry.chinese_forms}
    right = {folded(form) for form in (load_look_alikes(path) if path.exists() else {})}
    document = _document(path)
    added = 0
    for entry, terms in garbled:
        mine = known.get(entry.chinese)
        there = {folded(term.text) for term in mine.en.terms} if mine else set()
        new = [term for term in terms if folded(term.text) not in there]
        if mine and new:
            row = next(row for row in _concepts(document, path) if str(row["id"]) == mine.id)
            _append(row["en"], "deprecated", [_deprecated(term) for term in new], path)
        elif new:
            bare = replace(entry, en=replace(entry.en, terms=(entry.en.terms[0], *new)))
            _concepts(document, path).append(_table(bare))
        added += len(new)
    forms = [(form, because) for form, because in look_alikes if folded(form) not in right]
    rows = []
    for form, because in forms:
        row = _new_table()
        row.update({"form": form, "because": because})
        rows.append(row)
    if rows:
        _append(document, "look_alike", rows, path)
    if added or rows:
        _replace(path, _text(document))
    return added + len(rows)


def _with(path: Path, entry: ConceptEntry) -> str:
    document = _document(path)
    _concepts(document, path).append(_table(entry))
    return _text(document)


def _document(path: Path) -> TOMLDocument:
    import tomlkit

    # A byte-order mark is no TOML, but editors write it; the loader forgives it and so must we.
    return tomlkit.parse(path.read_text(encoding="utf-8-sig")) if path.exists() else tomlkit.document()


def _text(document: TOMLDocument) -> str:
    import tomlkit

    return tomlkit.dumps(document)


def _concepts(document: TOMLDocument, path: Path) -> AoT:
    return _array(document, "concept", path)


def _array(table: Any, name: str, path: Path) -> AoT:
    """The array of tables of that name, made if it is missing."""
    import tomlkit
    from tomlkit.items import AoT

    found = table.get(name)
    if found is None:
        found = tomlkit.aot()
        table.append(name, found)
        found = table[name]
    if not isinstance(found, AoT):
        raise GlossaryError(f"{path}: `{name}` is written as a list in one line; write [[…{name}]] above each one")
    return found


def _append(table: Any, name: str, rows: Sequence[Table], path: Path) -> None:
    array = _array(table, name, path)
    for row in rows:
        array.append(row)


def _new_table() -> Table:
    import tomlkit

    return tomlkit.table()


def _deprecated(term: Term) -> Table:
    row = _new_table()
    row.update({"form": term.text, "kind": str(term.kind or "calque")})
    row.update({name: value for name, value in (("say", term.say), ("because", term.because)) if value})
    if term.seen:
        row["seen"] = list(term.seen)
    return row


def _table(entry: ConceptEntry) -> Table:
    import tomlkit

    concept, zh, en, deprecated = tomlkit.table(), tomlkit.table(), tomlkit.table(), tomlkit.aot()
    concept.update({name: value for name, value in (("id", entry.id), ("subject", entry.subject), ("region", entry.region), ("source", entry.source)) if value})
    zh.update({"preferred": entry.chinese, "pinyin": entry.pinyin})
    en["preferred"] = entry.english
    if admitted := [term.text for term in entry.en.of(Status.ADMITTED)]:
        en["admitted"] = admitted
    for term in entry.deprecated:
        deprecated.append(_deprecated(term))
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
