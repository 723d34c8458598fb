"""How one profile spells what we know: for each fact the markup before and after its text.

A fact that the dialect has a data category for is spelled by it, in style DCA (`<termNote type="partOfSpeech">`) or DCT (`<min:partOfSpeech>`);
every other one is a note, "label: value", so that no dialect loses anything. Where to start: `spelling`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossary.entry import PARTS_OF_SPEECH, Status
from tbx.profile import Profile, Style, Version
from tbx.vocabulary import CATEGORIES, CATEGORY_OF, DIALECTS, MODULES, NAMESPACE, ONLY_NOTES, STATUS_WRITTEN

Markup = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Spelling:
    """The markup of each fact by our label; `native` are the labels that have a data category. Statuses and parts of speech are spelled out."""

    root: Markup
    entry: str
    language: str
    group: str
    facts: Mapping[str, Markup]
    native: frozenset[str]
    statuses: Mapping[Status, str]
    speeches: Mapping[str, str]
    transaction: Markup | None
    responsibility: Markup
    reading_note: Markup


def spelling(profile: Profile) -> Spelling:
    """The spelling of a profile."""
    v3 = profile.version is Version.V3
    dialect = f"TBX-{profile.dialect.capitalize()}"
    modules = DIALECTS[dialect] if v3 else ("min", "basic")

    def markup(category: str) -> Markup:
        found = CATEGORIES[category]
        if v3 and profile.style is Style.DCT:
            return f"<{found.module}:{category}>", f"</{found.module}:{category}>"
        return f'<{found.element} type="{category}">', f"</{found.element}>"

    native = {label: category for label, category in CATEGORY_OF.items() if CATEGORIES[category].module in modules}
    facts = {label: markup(native[label]) if label in native else (f"<note>{label}: ", "</note>") for label in (*CATEGORY_OF, *ONLY_NOTES)}
    return Spelling(
        _root(profile, dialect), *(("conceptEntry", "langSec", "termSec") if v3 else ("termEntry", "langSet", "tig")), facts, frozenset(native),
        {status: value.join(facts["status"]) for status, value in STATUS_WRITTEN.items()},
        {speech: ("other" if speech == "phrase" else speech).join(facts["part-of-speech"]) for speech in PARTS_OF_SPEECH},
        markup("transactionType") if "basic" in modules else None, markup("responsibility"), markup("readingNote"),
    )  # fmt: skip


def _root(profile: Profile, dialect: str) -> Markup:
    if profile.version is not Version.V3:
        return '<martif type="TBX" xml:lang="en">', "</martif>"
    modules = "".join(f' xmlns:{module}="{uri}"' for uri, module in MODULES.items() if module in DIALECTS[dialect]) if profile.style is Style.DCT else ""
    return f'<tbx type="{dialect}" style="{profile.style}" xml:lang="en" xmlns="{NAMESPACE}"{modules}>', "</tbx>"
