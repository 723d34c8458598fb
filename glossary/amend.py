"""A user's TOML glossary changed so that every byte outside the changed concepts stays, comments included. The only importer of tomlkit.

tomlkit keeps comments but reads 50,000 concepts in minutes, so it is handed single concepts: the text is cut at its [[concept]] lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from glossary.encodings import MAX_BYTES
from glossary.entry import Action, ConceptEntry, LanguageSection, Status, Term
from glossary.hanzi import simplified
from glossary.load import CONCEPT_LINE, LOOK_ALIKE_LINE, load_toml
from glossary.termbase import folded
from glossary.text_file import GlossaryError
from glossary.whole_file import write_whole
from glossary.write import look_alike_lines, toml_lines


@dataclass(frozen=True, slots=True)
class Amendment:
    """What becomes of one concept: its new content, and remarks to stand as comments under its [[concept]] line."""

    entry: ConceptEntry
    remarks: tuple[str, ...] = ()


def text_of(path: Path) -> str:
    """The text of a glossary that `load_toml` has read, with its byte-order mark if it has one; empty if there is no such file."""
    return path.read_bytes().decode("utf-8") if path.exists() else ""


def amended(text: str, known: Sequence[ConceptEntry], changes: Mapping[int, Amendment] | None = None, added: Sequence[ConceptEntry] = ()) -> str:
    """The text of a glossary with some of its concepts changed, by their place among the `known` ones that it holds, and others added at its end.

    GlossaryError if the text has its concepts in another form than under [[concept]] lines, or would be larger than a glossary may be.
    """
    starts = [found.start() for found in re.finditer(CONCEPT_LINE, text)]
    if len(starts) != len(known):
        raise GlossaryError(f"{len(known)} concepts stand under {len(starts)} lines [[concept]]; write that line, and nothing else that looks like it, above each concept")
    line_end = "\r\n" if "\r\n" in text else "\n"
    parts = [text[: starts[0]] if starts else text]
    for number, (start, end) in enumerate(pairwise([*starts, len(text)])):
        block = text[start:end]
        if changes and number in changes:
            own, behind = _parted(block.replace("\r\n", "\n"))
            block = (_changed(own, known[number], changes[number]) + behind).replace("\n", line_end)
        parts.append(block)
    for entry in added:
        gap = "" if not parts[-1] else "\n" if parts[-1].endswith("\n") else "\n\n"
        parts.append((gap + "".join(f"{line}\n" for line in toml_lines(entry))).replace("\n", line_end))
    result = "".join(parts)
    if (size := len(result.encode("utf-8", "replace"))) > MAX_BYTES:
        raise GlossaryError(f"the glossary would have {size / 2**20:.0f} MB, more than {MAX_BYTES // 2**20} MB; begin a second one")
    return result


def _parted(block: str) -> tuple[str, str]:
    """The lines of a concept, and what stands behind them: look-alikes, and the remark that heads the next table ("# ---- Suzhou: agreed on 3 May ----")."""
    look_alike = re.search(rf"{LOOK_ALIKE_LINE}(?!(?s:.*)^[ \t]*\[{{1,2}}[ \t]*concept)", block)
    lines = block[: look_alike.start() if look_alike else len(block)].split("\n")
    while lines[-1].strip() == "" or lines[-1].lstrip().startswith("#"):
        lines.pop()
    own = "".join(f"{line}\n" for line in lines)[: len(block)]
    return own, block[len(own) :]


def _changed(block: str, before: ConceptEntry, amendment: Amendment) -> str:
    import tomlkit

    document = tomlkit.parse(block.removeprefix("\ufeff"))
    concepts: Any = document["concept"]
    _set(concepts[0], _row(before), _row(amendment.entry))
    changed = block[: len(block) - len(block.removeprefix("\ufeff"))] + tomlkit.dumps(document)
    header = re.match(CONCEPT_LINE, changed)
    place = header.end() if header else 0
    comments = [f"# {' '.join(remark.split())}\n" for remark in amendment.remarks]
    return changed[:place] + "".join(comment for comment in comments if comment not in changed) + changed[place:]


def _set(table: Any, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Write into a table what is not the same before and after; what is the same keeps its form in the file."""
    import tomlkit

    for name, value in after.items():
        was = before.get(name)
        if value == was:
            continue
        if isinstance(value, dict) and name in table:
            _set(table[name], was or {}, value)
        elif name == "deprecated":
            rows = table.setdefault(name, tomlkit.array() if isinstance(table, tomlkit.items.InlineTable) else tomlkit.aot())
            for number, row in enumerate(value):
                if number < len(was or ()):
                    _set(rows[number], was[number], row)  # type: ignore[index]
                else:
                    rows.append(row)  # a table of its own, or one in braces where the file has the others so
        elif isinstance(value, list) and was and value[: len(was)] == was:
            table[name].extend(value[len(was) :])  # an array over several lines keeps them, and its comments
        else:
            table[name] = value


def _row(entry: ConceptEntry) -> dict[str, Any]:
    """An entry as the tables of a TOML glossary have it, without what is empty."""
    return _given({
        "id": entry.id, "subject": entry.subject, "region": entry.region, "definition": entry.definition, "well_known": entry.well_known,
        "coordinates": list(entry.coordinates or ()), "related": list(entry.related), "note": entry.note, "source": entry.source,
        "history": [_given({"kind": happened.kind, "date": happened.date, "by": happened.by}) for happened in entry.history],
        "zh": _given({"preferred": entry.chinese, "pinyin": entry.pinyin, "admitted": _texts(entry.zh), "context": entry.zh.context}),
        "en": _given({
            "preferred": entry.english, "admitted": _texts(entry.en), "gloss": entry.en.gloss, "part_of_speech": entry.en.part_of_speech,
            "context": entry.en.context, "deprecated": [_deprecated(term) for term in entry.deprecated],
        }),
    })  # fmt: skip


def _deprecated(term: Term) -> dict[str, Any]:
    action = "" if term.action is Action.REVIEW else str(term.action)
    return _given({"form": term.text, "kind": str(term.kind or "calque"), "action": action, "say": term.say, "because": term.because, "seen": list(term.seen)})


def _texts(section: LanguageSection) -> list[str]:
    return [term.text for term in section.of(Status.ADMITTED)]


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def with_look_alikes(text: str, look_alikes: Mapping[str, str]) -> str:
    """The text of a glossary with forms that are right though they look garbled at its end, each with its reason."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    for form, because in look_alikes.items():
        gap = "" if not text else line_end if text.endswith("\n") else 2 * line_end
        text += gap + "".join(line + line_end for line in look_alike_lines(form, because))
    return text


def add_entry(path: Path, entry: ConceptEntry) -> None:
    """Put one entry at the end of a TOML glossary, which is made if it is missing; what stands in it stays, comments too.

    GlossaryError if the file is no glossary, or if the id, the Chinese or a contradicting English form stands in it already. The file is
    replaced at once or not at all.
    """
    known = load_toml(path) if path.exists() else ()
    for other in known:
        if simplified(entry.chinese) in map(simplified, other.chinese_forms):
            raise GlossaryError(f"{path}: {entry.chinese} stands there already as {other.english!r} (id {other.id}); change that entry instead")
        if entry.id == other.id:
            raise GlossaryError(f"{path}: the id {entry.id!r} is taken by {other.chinese}; choose another English or edit the file")
    if wrong := next((term.text for term in entry.deprecated if term.text in entry.right_forms), None):
        raise GlossaryError(f"{wrong!r} cannot be both right and deprecated for {entry.chinese}; leave one out")
    right, garbled = {folded(form) for form in entry.right_forms}, {folded(term.text) for term in entry.deprecated}
    for other in known:
        twice = [form for form in other.right_forms if folded(form) in garbled] + [term.text for term in other.deprecated if folded(term.text) in right]
        if twice:
            raise GlossaryError(f"{twice[0]!r} cannot be both right and deprecated ({entry.chinese} and {other.chinese}); leave one out")
    replace_file(path, amended(text_of(path), known, added=[entry]))


def replace_file(path: Path, text: str) -> None:
    """Write a glossary whole or not at all, so that no reader ever sees half of it."""
    try:
        write_whole(path, text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise GlossaryError(f"{path}: {text[error.start]!r} is no character, so nothing is written; give the words in UTF-8") from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be written ({error.strerror or error}); check the folder and its rights") from error
