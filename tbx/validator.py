"""Does a file keep the rules of TBX? Our own restatement: structure, levels, picklists, ids, language tags; optionally a RELAX NG schema besides.

v3 is checked against its dialect (TBX-Core, -Min, -Basic, -Linguist) and style, v2 against the core structure. The file is read as a stream.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.load import GlossaryError
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
_AUXILIARY = ("admin", "adminGrp", "descrip", "descripGrp", "note", "ref", "transacGrp", "xref")
_LINKS = ("admin", "adminGrp", "note", "ref", "transacGrp", "xref")
# What may stand in an element, in this order: each group before the next.
_CONTENT: dict[str, tuple[tuple[str, ...], ...]] = {
    CONCEPT: (_AUXILIARY, (LANGUAGE,)),
    LANGUAGE: (_AUXILIARY, (TERM, "ntig")),
    TERM: (("term",), ("termNote", "termNoteGrp"), _AUXILIARY),
    "ntig": (("termGrp",), _AUXILIARY),
    "termGrp": (("term",), ("termNote", "termNoteGrp"), ("termCompList",)),
    "descripGrp": (("descrip",), ("descripNote", "admin", "adminGrp", "note", "ref", "transacGrp", "xref")),
    "adminGrp": (("admin",), ("adminNote", "note", "ref", "xref")),
    "transacGrp": (("transac",), ("transacNote", "date", "note", "ref", "xref")),
    "termNoteGrp": (("termNote",), _LINKS),
}
_NEEDED = {CONCEPT: (LANGUAGE,), LANGUAGE: (TERM, "ntig"), TERM: ("term",), "ntig": ("termGrp",), "termGrp": ("term",)}
_ID = re.compile(r"[^\W\d][\w.\-·]*")
_DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?")


def problems(path: Path, rng: Path | None = None) -> list[str]:
    """What is wrong with a TBX file, one sentence each, beginning with its line; an empty list means that it keeps the rules.

    `rng` names a RELAX NG schema of the user's to check as well; GlossaryError if it is none. An ill-formed file is one problem.
    """
    try:
        found = list(_problems(path))
        return found + list(relax_ng_problems(path, rng)) if rng else found
    except GlossaryError as error:
        message = str(error)
        if rng is not None and message.startswith(str(rng)):
            raise
        return [message.removeprefix(f"{path}: ")]


@dataclass(slots=True)
class _File:
    """What holds for the whole file while its entries pass by."""

    path: Path
    v3: bool
    dialect: str
    style: str
    ids: set[str] = field(default_factory=set)
    targets: list[tuple[int, str]] = field(default_factory=list)


def _problems(path: Path) -> Iterator[str]:
    with path.open("rb") as stream:
        yield from _stream_problems(stream, path)


def _stream_problems(stream: BinaryIO, path: Path) -> Iterator[str]:
    file: _File | None = None
    entries = 0
    for is_entry, node in read_entries(stream, str(path), ENTRIES):
        if is_entry and file is not None:
            entries += 1
            yield from _entry(node, file)
        elif file is None:
            if local(node) not in {"martif", "tbx"}:
                yield f"line {line_of(node)}: the root element is <{local(node)}>, not <martif> (TBX v2) or <tbx> (TBX v3)"
                return
            file = _File(path, local(node) == "tbx", node.get("type") or "", (node.get("style") or "").lower())
            yield from _root(node, file)
        else:
            yield from _frame(node, file, entries)
    if file is not None:
        for line, target in file.targets:
            if target not in file.ids and not re.match(r"https?://.", target):
                yield f"line {line}: the target {target!r} is no id in this file; point it at one"


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
        yield f"line {line_of(root)}: the header has no fileDesc with a sourceDesc"
    elif not any(local(child) == "p" for child in description):
        yield f"line {line_of(description)}: <sourceDesc> must hold its text in <p>"
    for part in root:
        if local(part) == "text":
            for child in part:
                if local(child) not in {"body", "back", ""}:
                    yield f"line {line_of(child)}: <{local(child)}> may not stand in <text>, only body and back"
    for node in root.iter():
        yield from _identifier(node, file)


def _identifier(node: Element, file: _File) -> Iterator[str]:
    if (identifier := node.get("id")) is not None:
        if not _ID.fullmatch(identifier):
            yield f"line {line_of(node)}: the id {identifier!r} is no XML id; begin it with a letter"
        elif identifier in file.ids:
            yield f"line {line_of(node)}: the id {identifier!r} stands in this file twice"
        file.ids.add(identifier)


def _entry(entry: Element, file: _File) -> Iterator[str]:
    if file.v3 and entry.get("id") is None:
        yield f"line {line_of(entry)}: <{local(entry)}> has no id"
    tags: set[str] = set()
    for node in entry.iter():
        if not isinstance(node.tag, str):
            continue
        where = f"line {line_of(node)}: <{local(node)}>"
        name = _role(node)
        yield from _identifier(node, file)
        yield from _content(node, name, where)
        if name == LANGUAGE:
            yield from _tag(node, where)
            tag = (node.get(XML_LANG) or "").lower()
            if tag in tags:
                yield f"{where} has xml:lang {tag!r} for a second time in this entry; join the two"
            tags.add(tag)
        elif name == "term" and not text_of(node):
            yield f"{where} is empty"
        elif name == "date" and not _DATE.fullmatch(text_of(node)):
            yield f"{where} is {text_of(node)!r}; write it as 2026-01-31"
        elif name in TYPED:
            yield from _category(node, name, file, where)


def _role(node: Element) -> str:
    """The DCA element of v3 that a node is or stands for: <tig> is a termSec, <min:partOfSpeech> a termNote."""
    return _role_of(node.tag) if isinstance(node.tag, str) else ""


@lru_cache(maxsize=1024)
def _role_of(tag: str) -> str:
    namespace, _, name = tag.rpartition("}")
    if namespace.lstrip("{") in MODULES and name in CATEGORIES:
        return CATEGORIES[name].element
    return _SAME.get(name, name)


def _content(node: Element, name: str, where: str) -> Iterator[str]:
    order = _CONTENT.get(name)
    if order is None:
        return
    if "".join([node.text or "", *(child.tail or "" for child in node)]).strip():
        yield f"{where} holds bare text; put it into an element"
    rank, seen = 0, set[str]()
    for child in node:
        role = _role(child)
        if not role:
            continue
        place = next((number for number, group in enumerate(order) if role in group), None)
        if place is None:
            yield f"line {line_of(child)}: <{local(child)}> may not stand in <{local(node)}>"
        elif place < rank:
            yield f"line {line_of(child)}: <{local(child)}> stands too late in <{local(node)}>; move it up"
        elif len(order[0]) == 1 and role == order[0][0] and role in seen:
            yield f"line {line_of(child)}: <{local(node)}> may hold only one <{local(child)}>"
        rank = max(rank, place or 0)
        seen.add(role)
    needed = _NEEDED.get(name) or (order[0] if name.endswith("Grp") else ())
    if needed and not seen & set(needed):
        yield f"{where} holds no <{needed[0]}>"


def _category(node: Element, element: str, file: _File, where: str) -> Iterator[str]:
    name = category(node)
    if not name:
        yield f"{where} has no type; name its data category"
        return
    if target := node.get("target"):
        if element == "xref" and not re.match(r"https?://.", target):
            yield f"{where} has the target {target!r}; it must be an http or https address"
        elif element == "ref":
            file.targets.append((line_of(node), target))
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
        yield f"{where} names the data category {name!r}, which {file.dialect} does not have"
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
