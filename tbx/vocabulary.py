"""The names of TBX (ISO 30042): elements, data categories with their levels and picklists, statuses, and which of ours they mean.

TBX v2 (2008) is `martif`, TBX v3 (2019) is `tbx`. In v3 a data category is spelled as an attribute (style DCA: `<termNote type="partOfSpeech">`)
or as an element of a module's namespace (style DCT: `<min:partOfSpeech>`); `category` reads both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.entry import Status

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
_NO_NAME = re.compile(r"[^A-Za-z0-9._\-\u4e00-\u9fff]")

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

READING_NOTE = "Hanyu Pinyin"  # says which system a reading is written in
V2_TERM_TYPES = {"phrase": "phraseologicalUnit"}  # what v2 calls it, where that is another word
STATUS_WRITTEN = {Status.PREFERRED: "preferredTerm-admn-sts", Status.ADMITTED: "admittedTerm-admn-sts", Status.DEPRECATED: "deprecatedTerm-admn-sts"}
STATUS_CATEGORIES = frozenset({"administrativeStatus", "usageStatus", "normativeAuthorization", "termStatus"})
_STATUS_READ = {
    "preferred": Status.PREFERRED, "standardized": Status.PREFERRED, "legal": Status.PREFERRED, "regulated": Status.PREFERRED,
    "admitted": Status.ADMITTED, "allowed": Status.ADMITTED, "approved": Status.ADMITTED,
    "deprecated": Status.DEPRECATED, "superseded": Status.DEPRECATED, "notrecommended": Status.DEPRECATED,
    "forbidden": Status.DEPRECATED, "obsolete": Status.DEPRECATED, "outdated": Status.DEPRECATED, "prohibited": Status.DEPRECATED, "banned": Status.DEPRECATED,
    "rejected": Status.DEPRECATED, "disallowed": Status.DEPRECATED, "nonpreferred": Status.DEPRECATED, "notpreferred": Status.DEPRECATED,
    "notallowed": Status.DEPRECATED, "notapproved": Status.DEPRECATED, "donotuse": Status.DEPRECATED, "nottobeused": Status.DEPRECATED,
}  # fmt: skip

# What we say of a concept, by our label, and the data category that says it. Where a dialect has none, a note does: "label: value". The reader
# knows these labels, and only these.
CATEGORY_OF = {
    "subject": "subjectField", "status": "administrativeStatus", "part-of-speech": "partOfSpeech", "term-type": "termType", "definition": "definition",
    "source": "source", "context": "context", "related": "crossReference", "pinyin": "reading",
}  # fmt: skip
ONLY_NOTES = ("gloss", "region", "coordinates", "well-known", "note", "kind", "action", "because", "say", "seen", "origination", "modification")
LABELS = frozenset({*CATEGORY_OF, *ONLY_NOTES})


@lru_cache(maxsize=1024)
def status_read(word: str) -> Status | None:
    """Our status for any client's word (`deprecatedTerm-admn-sts`, `deprecatedTerm`, `not recommended`, `forbidden`), or None."""
    return _STATUS_READ.get(re.sub(r"term$|[^a-z]", "", word.strip().lower().removesuffix("-admn-sts")))


def local(element: Element) -> str:
    """The element's name without its namespace; empty for comments and processing instructions."""
    tag = element.tag
    return bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def bare(tag: str) -> str:
    """The name without its namespace."""
    return tag.rpartition("}")[2]


def category(element: Element) -> str:
    """The data category an element stands for in either style: its `type` (DCA, v2) or its own name (DCT, plain elements)."""
    name = local(element)
    return element.get("type") or "" if name in TYPED else name


@lru_cache(maxsize=1024)
def language(tag: str) -> str:
    """`zh` or `en` for one of our languages under any of its tags (zh-CN, zh_TW, zho, cmn-Hans, en-US), else the tag's first part."""
    primary = re.split(r"[-_]", tag.strip().lower())[0]
    return {"cmn": "zh", "zho": "zh", "chi": "zh", "eng": "en"}.get(primary, primary)


def tag_of(section: Element) -> str:
    """The language tag of a section as it stands."""
    return section.get(XML_LANG) or section.get("lang") or ""


@lru_cache(maxsize=1024)
def is_romanized(tag: str) -> bool:
    """Whether the tag of a Chinese section says Latin letters (zh-Latn-pinyin): what stands there is a reading and no term."""
    return bool(re.search(r"[-_]latn(?![a-z])", tag.lower()))


def is_traditional(tag: str) -> bool:
    """Whether the tag of a Chinese section says traditional script."""
    return bool(re.search(r"[-_](hant|tw|hk|mo)(?![a-z])", tag.lower()))


def xml_name(identifier: str) -> str:
    """The XML id (xsd:ID) of a concept: its own id, with an underscore for each character that no id may hold, and a letter first."""
    if XML_ID.fullmatch(identifier):
        return identifier
    wanted = _NO_NAME.sub("_", identifier)
    return wanted if XML_ID.fullmatch(wanted) else f"c{wanted}"


def labeled(text: str) -> tuple[str, str]:
    """A note as (label, value); the label is empty for a free note."""
    label, sign, value = text.partition(": ")
    return (label, value) if sign and value and label in LABELS else ("", text)
