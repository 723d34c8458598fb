"""The names of TBX (ISO 30042): elements, data categories with their levels and picklists, statuses, and which of ours they mean.

TBX v2 (2008) is `martif`, TBX v3 (2019) is `tbx`. In v3 a data category is spelled as an attribute (style DCA: `<termNote type="partOfSpeech">`)
or as an element of a module's namespace (style DCT: `<min:partOfSpeech>`); `category` reads both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.entry import Kind, Status

if TYPE_CHECKING:
    from tbx.markup import Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MODULES = {"http://www.tbxinfo.net/ns/min": "min", "http://www.tbxinfo.net/ns/basic": "basic", "http://www.tbxinfo.net/ns/linguist": "linguist"}
DIALECTS = {"TBX-Core": (), "TBX-Min": ("min",), "TBX-Basic": ("min", "basic"), "TBX-Linguist": ("min", "basic", "linguist")}
DRAFT_MIN = "TBX"  # root of the 2013 TBX-Min draft, which no later edition knows

ENTRIES = ("termEntry", "conceptEntry")
LANGUAGES = ("langSet", "langSec")
TERM_GROUPS = ("tig", "ntig", "termSec")
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
XML_ID = re.compile(r"[A-Za-z_\u4e00-\u9fff][A-Za-z0-9._\-\u4e00-\u9fff]*")

CONCEPT, LANGUAGE, TERM = "conceptEntry", "langSec", "termSec"
EVERYWHERE = (CONCEPT, LANGUAGE, TERM)


@dataclass(frozen=True, slots=True)
class Category:
    """One data category of v3: the module that has it, its DCA element, where it may stand and, if closed, its values."""

    module: str
    element: str
    levels: tuple[str, ...]
    values: tuple[str, ...] = ()


CATEGORIES = {
    "administrativeStatus": Category("min", "termNote", (TERM,), ("preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts")),
    "partOfSpeech": Category("min", "termNote", (TERM,), ("noun", "verb", "adjective", "adverb", "other")),
    "subjectField": Category("min", "descrip", (CONCEPT,)),
    "customerSubset": Category("min", "admin", (CONCEPT, TERM)),
    "externalCrossReference": Category("min", "xref", EVERYWHERE),
    "definition": Category("basic", "descrip", (CONCEPT, LANGUAGE)),
    "context": Category("basic", "descrip", (TERM,)),
    "source": Category("basic", "admin", EVERYWHERE),
    "projectSubset": Category("basic", "admin", (CONCEPT, TERM)),
    "crossReference": Category("basic", "ref", (CONCEPT, TERM)),
    "xGraphic": Category("basic", "xref", (CONCEPT, LANGUAGE)),
    "geographicalUsage": Category("basic", "termNote", (TERM,)),
    "grammaticalGender": Category("basic", "termNote", (TERM,), ("masculine", "feminine", "neuter", "other")),
    "termLocation": Category("basic", "termNote", (TERM,), (
        "checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox", "informativeMessage", "interactiveMessage", "menuItem", "progressBar",
        "pushButton", "radioButton", "slider", "spinBox", "tab", "tableText", "textBox", "toolTip", "user-definedType",
    )),
    "termType": Category("basic", "termNote", (TERM,), ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")),
    "transactionType": Category("basic", "transac", EVERYWHERE, ("origination", "modification")),
    "responsibility": Category("basic", "transacNote", EVERYWHERE),
    "reading": Category("linguist", "admin", (TERM,)),
    "readingNote": Category("linguist", "adminNote", (TERM,)),
    "transferComment": Category("linguist", "termNote", (TERM,)),
    "register": Category("linguist", "termNote", (TERM,), (
        "colloquialRegister", "neutralRegister", "technicalRegister", "in-houseRegister", "bench-levelRegister", "slangRegister", "vulgarRegister",
    )),
    "grammaticalNumber": Category("linguist", "termNote", (TERM,), ("singular", "plural", "dual", "mass", "otherNumber")),
}  # fmt: skip
TYPED = frozenset({"termNote", "descrip", "descripNote", "admin", "adminNote", "ref", "xref", "transac", "transacNote"})
V2_STATUSES = (*CATEGORIES["administrativeStatus"].values, "standardizedTerm-admn-sts", "legalTerm-admn-sts", "regulatedTerm-admn-sts")

STATUS_WRITTEN = {Status.PREFERRED: "preferredTerm-admn-sts", Status.ADMITTED: "admittedTerm-admn-sts", Status.DEPRECATED: "deprecatedTerm-admn-sts"}
STATUS_CATEGORIES = frozenset({"administrativeStatus", "usageStatus", "normativeAuthorization", "termStatus"})
_STATUS_READ = {
    "preferred": Status.PREFERRED, "standardized": Status.PREFERRED, "legal": Status.PREFERRED, "regulated": Status.PREFERRED,
    "admitted": Status.ADMITTED, "allowed": Status.ADMITTED, "approved": Status.ADMITTED,
    "deprecated": Status.DEPRECATED, "superseded": Status.DEPRECATED, "notrecommended": Status.DEPRECATED,
    "forbidden": Status.DEPRECATED, "obsolete": Status.DEPRECATED,
}  # fmt: skip

# What TBX-Basic has no category for stands in notes as "label: value"; the reader knows these labels, and only these.
LABELS = frozenset({"pinyin", "gloss", "region", "source", "related", "coordinates", "well-known", "note", "kind", "action", "because", "say", "seen"})
_LABELED = re.compile(r"([a-z-]+): (.+)", re.DOTALL)


def status_read(word: str) -> Status | None:
    """Our status for any client's word (`deprecatedTerm-admn-sts`, `deprecatedTerm`, `not recommended`, `forbidden`), or None."""
    return _STATUS_READ.get(re.sub(r"term$|[^a-z]", "", word.strip().lower().removesuffix("-admn-sts")))


def kind_read(word: str) -> Kind:
    """Our kind of garble; a foreign or missing one is taken for a calque, as in a user's CSV."""
    return Kind(word) if word in set(Kind) else Kind.CALQUE


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return _bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def category(element: Element) -> str:
    """The data category an element stands for in either style: its `type` (DCA, v2) or its own name (DCT, plain elements)."""
    name = local(element)
    return element.get("type") or "" if name in TYPED else name


def language(element: Element) -> str:
    """`zh` or `en` for a section in one of our languages under any of its tags (zh-CN, zh_TW, zho, cmn-Hans, en-US), else empty."""
    primary = re.split(r"[-_]", (element.get(XML_LANG) or element.get("lang") or "").strip().lower())[0]
    return {"zh": "zh", "cmn": "zh", "zho": "zh", "chi": "zh", "en": "en", "eng": "en"}.get(primary, "")


def is_traditional(element: Element) -> bool:
    """Whether the tag of a Chinese section says traditional script."""
    return bool(re.search(r"[-_](hant|tw|hk|mo)\b", (element.get(XML_LANG) or element.get("lang") or "").lower()))


def labeled(text: str) -> tuple[str, str]:
    """A note as (label, value); the label is empty for a free note."""
    found = _LABELED.fullmatch(text)
    return (found[1], found[2]) if found and found[1] in LABELS else ("", text)
