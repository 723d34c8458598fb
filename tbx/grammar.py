"""The structure of TBX as RELAX NG, made from one table of our own: what may stand in an element, in which order and how often.

The table is written from ISO 30042 (2008 for v2, 2019 for v3). Ids are names here; that they come once is checked beside the grammar, because a
grammar that looks at one entry cannot know the others. Where to start: `CONTENT` for the table, `grammar` for the schema.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tbx.markup import relax_ng
from tbx.vocabulary import NAMESPACE, TYPED

# A part of an element's content: the elements that may stand there, and how often (1, ?, * or +).
Part = tuple[str, str]
_AUXILIARY = "admin adminGrp descrip descripGrp note ref transacGrp xref"
_LINKS = "admin adminGrp note ref transacGrp xref"

_SHARED: dict[str, tuple[Part, ...]] = {
    "termNoteGrp": (("termNote", "1"), (_LINKS, "*")),
    "adminGrp": (("admin", "1"), ("adminNote note ref xref", "*")),
    "descripGrp": (("descrip", "1"), ("descripNote admin adminGrp note ref transacGrp xref", "*")),
    "transacGrp": (("transac", "1"), ("transacNote date note ref xref", "*")),
    "titleStmt": (("title", "1"), ("note", "*")),
    "publicationStmt": (("p", "+"),), "sourceDesc": (("p", "+"),), "encodingDesc": (("p", "+"),), "revisionDesc": (("change", "+"),), "change": (("p", "+"),),
    "refObject": (("itemSet itemGrp item", "+"),), "itemSet": (("itemGrp item", "+"),), "itemGrp": (("item", "1"), (_LINKS, "*")),
}  # fmt: skip
# The body is empty here: its entries pass by one at a time.
CONTENT: dict[str, dict[str, tuple[Part, ...]]] = {
    "v3": _SHARED | {
        "tbx": (("tbxHeader", "1"), ("text", "1")), "tbxHeader": (("fileDesc", "1"), ("encodingDesc", "?"), ("revisionDesc", "?")),
        "fileDesc": (("publicationStmt", "?"), ("titleStmt", "?"), ("sourceDesc", "1")),
        "text": (("body", "?"), ("back", "?")), "body": (), "back": (("refObjectSec", "*"),), "refObjectSec": (("refObject", "+"),),
        "conceptEntry": ((_AUXILIARY, "*"), ("langSec", "+")), "langSec": ((_AUXILIARY, "*"), ("termSec", "+")),
        "termSec": (("term", "1"), ("termNote termNoteGrp", "*"), (_AUXILIARY, "*")),
    },
    "v2": _SHARED | {
        "martif": (("martifHeader", "1"), ("text", "1")), "martifHeader": (("fileDesc", "1"), ("encodingDesc", "?"), ("revisionDesc", "?")),
        "fileDesc": (("titleStmt", "?"), ("publicationStmt", "?"), ("sourceDesc", "+")),
        "text": (("body", "1"), ("back", "?")), "body": (), "back": (("refObjectList", "*"),), "refObjectList": (("refObject", "+"),),
        "termEntry": ((_AUXILIARY, "*"), ("langSet", "+")), "langSet": ((_AUXILIARY, "*"), ("tig ntig", "+")),
        "tig": (("term", "1"), ("termNote", "*"), (_AUXILIARY, "*")), "ntig": (("termGrp", "1"), (_AUXILIARY, "*")),
        "termGrp": (("term", "1"), ("termNote termNoteGrp", "*"), ("termCompList", "*")), "termCompList": ((_AUXILIARY, "*"), ("termComp termCompGrp", "+")),
        "termCompGrp": (("termComp", "1"), ("termNote termNoteGrp", "*"), (_LINKS, "*")),
    },
}  # fmt: skip
# What may stand between the letters of a text.
_INLINE = {"v3": {"term": "hi", "note": "ec foreign hi ph sc"}, "v2": {"term": "hi", "note": "hi foreign bpt ept ph"}}
_RICH = frozenset({"admin", "descrip", "termNote", "note", "p", "item", "foreign"})
_PLAIN = ("adminNote", "descripNote", "ref", "transac", "transacNote", "xref", "title", "termComp", "hi")
# Attributes: `!` must stand, `?` may. What is not listed may have an id.
_META = "id? lang? type! target? datatype?"
_ATTRIBUTES = {
    **dict.fromkeys(TYPED, _META), "xref": "id? type! target!", "note": "id? lang?", "p": "id? lang? type?", "foreign": "id? lang?", "title": "id? lang?",
    "titleStmt": "id? lang?", "sourceDesc": "id? lang?", "revisionDesc": "id? lang?", "change": "id? lang?", "item": "id? type?", "itemSet": "id? type?",
    "conceptEntry": "id!", "langSec": "lang!", "langSet": "id? lang!", "tbx": "lang! type! style!", "martif": "lang! type!", "refObjectSec": "id? type!",
    "refObjectList": "id? type!", "termCompList": "id? type!", "termComp": "id? lang?", "hi": "target? type? lang?", "ph": "type?", "bpt": "i? type?", "ept": "i?",
    "sc": "id! isolated?", "ec": "startRef? isolated? disp? equiv? id? type? subtype? target?",
}  # fmt: skip
_DATATYPES = {"id": "NCName", "lang": "language", "startRef": "NCName"}


@lru_cache(maxsize=2)
def grammar(version: str) -> Any:
    """The compiled schema of `v2` or `v3`; it takes one entry, or the whole frame of a file without its entries."""
    entry, root = ("conceptEntry", "tbx") if version == "v3" else ("termEntry", "martif")
    names = sorted({*CONTENT[version], *_RICH, *_PLAIN, "term", "date", *_INLINE[version]["note"].split()})
    defined = "".join(f'<define name="{name}">{_defined(name, version)}</define>' for name in names)
    source = (
        f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{NAMESPACE if version == "v3" else ""}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
        f'<start><choice><ref name="{entry}"/><ref name="{root}"/></choice></start>{defined}</grammar>'
    )
    return relax_ng(source)


def _defined(name: str, version: str) -> str:
    attributes = "".join(_attribute(word[:-1], word[-1], name) for word in _ATTRIBUTES.get(name, "id?").split())
    own = f'<element name="{name}">{attributes}{_content(name, version)}</element>'
    if version == "v2" or name not in TYPED:
        return own
    # Style DCT: an element of a module stands for the typed one; which module has it is no matter of structure.
    foreign = f'<anyName><except><nsName ns="{NAMESPACE}"/><nsName ns=""/></except></anyName>'
    anything = "<zeroOrMore><attribute><anyName/></attribute></zeroOrMore>"
    return f"<choice>{own}<element>{foreign}{anything}{_content('admin' if name in _RICH else name, version)}</element></choice>"


def _attribute(name: str, occurs: str, element: str) -> str:
    data = "anyURI" if element == "xref" and name == "target" else "NCName" if name == "target" and element in TYPED else _DATATYPES.get(name, "string")
    attribute = f'<attribute name="{"xml:lang" if name == "lang" else name}"><data type="{data}"/></attribute>'
    return attribute if occurs == "!" else f"<optional>{attribute}</optional>"


def _content(name: str, version: str) -> str:
    if name in CONTENT[version]:
        return "".join(_occurs(_choice(part), occurs) for part, occurs in CONTENT[version][name]) or "<empty/>"
    if name == "date":
        return '<choice><data type="date"/><data type="dateTime"/></choice>' if version == "v3" else "<text/>"
    inline = _INLINE[version]["term"] if name == "term" else _INLINE[version]["note"] if name in _RICH else ""
    return f"<zeroOrMore><choice><text/>{_refs(inline)}</choice></zeroOrMore>" if inline else "<text/>"


def _refs(names: str) -> str:
    return "".join(f'<ref name="{name}"/>' for name in names.split())


def _choice(names: str) -> str:
    return f"<choice>{_refs(names)}</choice>" if " " in names else _refs(names)


def _occurs(pattern: str, occurs: str) -> str:
    tag = {"1": "group", "?": "optional", "*": "zeroOrMore", "+": "oneOrMore"}[occurs]
    return f"<{tag}>{pattern}</{tag}>"
