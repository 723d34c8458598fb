"""What tests of TBX exchange: files as others write them, and the profiles, sections and concepts that we write."""

from __future__ import annotations

import io

import pytest

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction
from tbx import Dialect, Profile, Style, Version, iter_tbx, write

FILE_V2 = (
    '<?xml version="1.0"?>{doctype}<martif type="TBX" xml:lang="en"{xmlns}>'
    "<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>{body}</body></text></martif>"
)

FILE_V3 = (
    '<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:m="http://www.tbxinfo.net/ns/min" xmlns:b="http://www.tbxinfo.net/ns/basic">'
    "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>{body}</body></text></tbx>"
)


def v2(zh: str, en: str, more: str = "", tags: tuple[str, str] = ("zh-CN", "en"), doctype: str = "", xmlns: str = "", identifier: str = ' id="c1"') -> str:
    """A v2 file of one entry."""
    body = f'<termEntry{identifier}>{more}<langSet xml:lang="{tags[0]}">{zh}</langSet><langSet xml:lang="{tags[1]}">{en}</langSet></termEntry>'
    return FILE_V2.format(doctype=doctype, xmlns=xmlns, body=body)


def tig(term: str, more: str = "") -> str:
    """A term group."""
    return f"<tig><term>{term}</term>{more}</tig>"


def status(word: str, category: str = "administrativeStatus") -> str:
    """A status as a termNote."""
    return f'<termNote type="{category}">{word}</termNote>'


def v3(en: str, more: str = "", style: str = "dca", zh: str = "<termSec><term>昆山</term></termSec>") -> str:
    """A v3 file of one entry."""
    return FILE_V3.format(style=style, body=f'<conceptEntry id="c1">{more}<langSec xml:lang="zh-Hans">{zh}</langSec><langSec xml:lang="en">{en}</langSec></conceptEntry>')


V2, V2_FULL, V3 = (Profile(version) for version in Version)
V3_PROFILES = [Profile(Version.V3, dialect, style) for dialect in Dialect for style in Style]
PROFILES = [V2, V2_FULL, *V3_PROFILES]
NAMES = ["-".join((p.version, p.dialect, p.style)) for p in PROFILES]
every_profile = pytest.mark.parametrize("profile", PROFILES, ids=NAMES)


def section(*right: str, pinyin: str = "", garbled: tuple[Term, ...] = ()) -> LanguageSection:
    """A section of right forms, the first preferred, then garbled ones."""
    terms = tuple(Term(text, Status.ADMITTED if n else Status.PREFERRED) for n, text in enumerate(right))
    return LanguageSection((*terms, *garbled), pinyin=pinyin)


KUN_SHAN = Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT, Action.AUTO, "One name, one word.", "", ("001.txt",))
KUNSHAN = ConceptEntry("kunshan", "place", section("昆山", pinyin="Kūnshān"), section("Kunshan", garbled=(KUN_SHAN,)), source="rule: pinyin name", region="Jiangsu")
KUNQU = ConceptEntry(
    "kunqu", "culture", section("昆曲", pinyin="Kūnqǔ"), section("Kunqu Opera", "Kunqu")._replace(context="We heard Kunqu Opera."),
    source="UNESCO list", definition="Opera of Kunshan.", related=("kunshan", "jingju"),
    history=(Transaction("origination", "2026-01-31", "Li Wei"), Transaction("modification", "2026-02-01")),
)  # fmt: skip

BOTH = (KUNSHAN, KUNQU)


def written(profile: Profile = V2, entries=BOTH) -> str:
    """The file as text."""
    file = io.BytesIO()
    write(entries, file, profile)
    return file.getvalue().decode()


def again(text: str, profile: Profile) -> str:
    """The file read and written once more."""
    file = io.BytesIO()
    write(iter_tbx(io.BytesIO(text.encode())), file, profile)
    return file.getvalue().decode()
