"""Does a file keep the rules of TBX? The structure by our own grammar, levels, picklists, ids and language tags by rules that say the remedy.

v3 is checked against its dialect (TBX-Core, -Min, -Basic, -Linguist) and style, v2 against the core structure. The file is read as a stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.entry import DATE
from glossary.text_file import GlossaryError
from tbx.grammar import CONTENT, grammar
from tbx.id_set import Identifiers
from tbx.markup import line_of, read_entries, relax_ng_problems, text_of
from tbx.vocabulary import (
    CATEGORIES,
    CONCEPT,
    DIALECTS,
    ENTRIES,
    LANGUAGE,
    LANGUAGE_TAG,
    MODULES,
    NAMESPACE,
    STATUS_CATEGORIES,
    TERM,
    TYPED,
    V2_STATUSES,
    XML_LANG,
    category,
    local,
)  # fmt: skip

if TYPE_CHECKING:
    from tbx.markup import Element

_SAME = {"termEntry": CONCEPT, "langSet": LANGUAGE, "tig": TERM}  # v2 names under which the rules of v3 hold
_ID = re.compile(r"[^\W\d][\w.\-·]*")


def problems(path: Path, rng: Path | None = None) -> list[str]:
    """What is wrong with a TBX file, one sentence each, beginning with its line; an empty list means that it keeps the rules.

    `rng` names a RELAX NG schema of the user's to check as well; GlossaryError if it is none, or if the file cannot be read. An ill-formed file is
    one problem.
    """
    try:
        found = list(_problems(path))
        return found + list(relax_ng_problems(path, rng)) if rng else found
    except GlossaryError as error:
        message = str(error)
        if rng is not None and message.startswith(str(rng)):
            raise
        return [message.removeprefix(f"{path}: ")]
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error


@dataclass(slots=True)
class _File:
    """What holds for the whole file while its entries pass by."""

    v3: bool
    dialect: str
    style: str
    namespace: bool
    ids: Identifiers = field(default_factory=Identifiers)
    targets: list[tuple[str, str]] = field(default_factory=list)

    @property
    def version(self) -> str:
        return "v3" if self.v3 else "v2"


def _problems(path: Path) -> Iterator[str]:
    file: _File | None = None
    entries = 0
    with path.open("rb") as stream:
        for is_entry, node in read_entries(stream, str(path), ENTRIES):
            if is_entry and file is not None:
                entries += 1
                yield from _entry(node, file)
            elif file is None:
                if local(node) not in {"martif", "tbx"}:
                    yield f"line {line_of(node)}: the root element is <{local(node)}>, not <martif> (TBX v2) or <tbx> (TBX v3); give a TBX file"
                    return
                file = _File(local(node) == "tbx", node.get("type") or "", (node.get("style") or "").lower(), str(node.tag).startswith("{"))
                yield from _root(node, file)
            else:
                yield from _frame(node, file, entries)
    if file is not None:
        for where, target in file.targets:
            if target not in file.ids and not re.match(r"https?://.", target):
                yield f"{where}: the target {target!r} is no id in this file; point it at one"


def _root(root: Element, file: _File) -> Iterator[str]:
    where = f"line {line_of(root)}: <{local(root)}>"
    namespace = root.tag.rpartition("}")[0].lstrip("{") if isinstance(root.tag, str) else ""
    if file.v3:
        if namespace != NAMESPACE:
            yield f"{where} must have the namespace {NAMESPACE}"
        if file.dialect not in DIALECTS:
            yield f"{where} has type {file.dialect!r}; it must name a dialect: {', '.join(DIALECTS)}"
        if file.style not in {"dca", "dct"}:
            yield f"{where} has style {file.style!r}; it must be dca or dct"
    else:
        if namespace:
            yield f"{where} has a namespace; TBX v2 has none, and OmegaT refuses the file"
        if not file.dialect:
            yield f"{where} has no type; write type=\"TBX\""
    yield from _tag(root, where)


def _tag(node: Element, where: str) -> Iterator[str]:
    tag = node.get(XML_LANG)
    if tag is None:
        yield f"{where} has no xml:lang"
    elif not LANGUAGE_TAG.fullmatch(tag):
        yield f"{where} has xml:lang {tag!r}; write a tag of BCP 47 such as zh-CN"


def _frame(root: Element, file: _File, entries: int) -> Iterator[str]:
    """Everything outside the entries, when the whole file has been read."""
    if not entries:
        yield f"line {line_of(root)}: the file holds no concept; its body may not be empty"
    description = next((node for node in root.iter() if local(node) == "sourceDesc"), None)
    if description is None:
        yield f"line {line_of(root)}: the header has no fileDesc with a sourceDesc; say there where the terms are from"
    found = False
    for node in root.iter():
        if isinstance(node.tag, str):
            where = f"line {line_of(node)}"
            yield from _identifier(node, file, where)
            for problem in _content(node, local(node), where, file):
                found = True
                yield problem
    if not found and description is not None:
        yield from _by_grammar(root, file, "")


def _by_grammar(node: Element, file: _File, where: str) -> Iterator[str]:
    """What the grammar refuses and no rule of ours has named: an attribute too many, a date that is none."""
    if file.namespace != file.v3:
        return  # said of the root already
    schema = grammar(file.version)
    if not schema.validate(node):
        error = schema.error_log[0]
        yield f"line {error.line}{where}: {error.message}; the structure of TBX {file.version} has no place for it"


def _identifier(node: Element, file: _File, where: str) -> Iterator[str]:
    if (identifier := node.get("id")) is not None:
        if not _ID.fullmatch(identifier):
            yield f"{where}: the id {identifier!r} is no XML id; begin it with a letter"
        if not file.ids.add(identifier):
            yield f"{where}: the id {identifier!r} stands in this file twice; give one of them another"


def _entry(entry: Element, file: _File) -> Iterator[str]:
    concept = f", concept {entry.get('id')!r}" if entry.get("id") else ""
    found = False
    for problem in _entry_problems(entry, file, concept):
        found = True
        yield problem
    if not found:
        yield from _by_grammar(entry, file, concept)


def _entry_problems(entry: Element, file: _File, concept: str) -> Iterator[str]:
    if file.v3 and entry.get("id") is None:
        yield f"line {line_of(entry)}: <{local(entry)}> has no id; give it one that begins with a letter"
    tags: set[str] = set()
    for node in entry.iter():
        if not isinstance(node.tag, str):
            continue
        place = f"line {line_of(node)}{concept}"
        where = f"{place}: <{local(node)}>"
        name = _role(node.tag)
        yield from _identifier(node, file, place)
        yield from _content(node, local(node), place, file)
        if name == LANGUAGE:
            yield from _tag(node, where)
            tag = (node.get(XML_LANG) or "").lower()
            if tag in tags:
                yield f"{where} has xml:lang {tag!r} for a second time in this entry; join the two"
            tags.add(tag)
        elif name == "term" and not text_of(node):
            yield f"{where} is empty; write the term or take its group out"
        elif name == "date" and not re.fullmatch(DATE, text_of(node)):
            yield f"{where} is {text_of(node)!r}; write it as 2026-01-31"
        elif name in TYPED:
            yield from _category(node, name, file, place)


@lru_cache(maxsize=1024)
def _role(tag: str) -> str:
    """The DCA element of v3 that an element is or stands for: <tig> is a termSec, <min:partOfSpeech> a termNote."""
    namespace, _, name = tag.rpartition("}")
    if namespace.lstrip("{") in MODULES and name in CATEGORIES:
        return CATEGORIES[name].element
    return _SAME.get(name, name)


def _content(node: Element, name: str, place: str, file: _File) -> Iterator[str]:
    """What the table of the grammar says against the children of an element, in words; the body's entries have passed by."""
    parts = CONTENT[file.version].get(name)
    if parts is None:
        return
    concept = place.partition(",")[1] + place.partition(",")[2]
    if "".join([node.text or "", *(child.tail or "" for child in node)]).strip():
        inside = "it must hold its text in <p>" if parts and parts[0][0] == "p" else "put it into an element"
        yield f"{place}: <{name}> holds bare text; {inside}"
    seen: dict[int, int] = {}
    rank = 0
    for child in node:
        found = local(child)
        if not found or (name == "body" and found in ENTRIES):
            continue
        role = found if found in CONTENT[file.version] else _role(str(child.tag))
        here = f"line {line_of(child)}{concept}: <{found}>"
        at = next((number for number, (names, _) in enumerate(parts) if role in names.split()), None)
        if at is None:
            allowed = [word for names, _ in parts for word in names.split()] or ["conceptEntry" if file.v3 else "termEntry"]  # of the body, whose entries have passed by
            yield f"{here} may not stand in <{name}>, only {', '.join(allowed)}"
            continue
        if at < rank:
            yield f"{here} stands too late in <{name}>; move it up"
        elif at in seen and parts[at][1] in "1?":
            yield f"{here} stands in <{name}> a second time; it may hold only one"
        rank = max(rank, at)
        seen[at] = 1
    for number, (names, occurs) in enumerate(parts):
        if occurs in "1+" and number not in seen:
            yield f"{place}: <{name}> holds no <{names.split()[0]}>; add it"


def _category(node: Element, element: str, file: _File, place: str) -> Iterator[str]:
    name, where = category(node), f"{place}: <{local(node)}>"
    if not name:
        yield f"{where} has no type; name its data category"
        return
    if target := node.get("target"):
        if element == "xref" and not re.match(r"https?://.", target):
            yield f"{where} has the target {target!r}; it must be an http or https address"
        elif element == "ref" and target not in file.ids:
            file.targets.append((place, target))
    if not file.v3:
        if name == "administrativeStatus" and (value := text_of(node)) not in V2_STATUSES:
            yield f"{where} is {value!r}; an administrativeStatus is one of {', '.join(V2_STATUSES)}"
        return
    module = MODULES.get(str(node.tag).rpartition("}")[0].lstrip("{"), "")
    if module and file.style == "dca":
        yield f"{where} is written in style dct, but the file says dca; write <{element} type=\"{name}\">"
    elif not module and file.style == "dct":
        yield f"{where} is written in style dca, but the file says dct; write the element of the module that has {name}"
    if file.dialect not in DIALECTS or file.dialect == "TBX-Core":
        return
    known = CATEGORIES.get(name)
    if known is None or known.module not in DIALECTS[file.dialect]:
        remedy = "write administrativeStatus" if name in STATUS_CATEGORIES else _dialect_with(name) if known else "say it in a note"
        yield f"{where} names the data category {name!r}, which {file.dialect} does not have; {remedy}"
        return
    if known.element != element:
        yield f"{where} names {name!r}, which belongs in <{known.element}>"
    if module and module != known.module:
        yield f"{where} stands in the namespace of {module}; {name} belongs to {known.module}"
    level = next((_SAME.get(local(above), local(above)) for above in node.iterancestors() if _SAME.get(local(above), local(above)) in (CONCEPT, LANGUAGE, TERM)), "")
    if level not in known.levels:
        yield f"{where}: {name} may not stand in <{level}>, only in {', '.join(known.levels)}"
    if known.values and (value := text_of(node)) not in known.values:
        yield f"{where}: {name} is {value!r}; it must be one of {', '.join(known.values)}"
    parent = node.getparent()
    if name == "source" and parent is not None and local(parent) != "descripGrp":
        yield f"{where}: a source stands in a <descripGrp> beside what it is the source of"


def _dialect_with(name: str) -> str:
    dialect = next(dialect for dialect, modules in DIALECTS.items() if CATEGORIES[name].module in modules)
    return f"say it in a note, or call the file {dialect}"
