"""A concept out of another tool's file: which of its terms is preferred, and what is guessed where the file is silent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.defaults import guessed_subject, user_id
from glossary.entry import SUBJECTS, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.text_file import GlossaryError

_HANZI = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def has_chinese(text: str) -> bool:
    """Whether a Chinese character stands in it."""
    return _HANZI.search(text) is not None


@dataclass(frozen=True, slots=True)
class Found:
    """A term as a file has it; `status` is None where the file says none, `because` is what it says against a deprecated term."""

    text: str
    status: Status | None = None
    because: str = ""


def concept(
    chinese: Sequence[Found], english: Sequence[Found], path: Path, *,
    identifier: str = "", subject: str = "", region: str = "", pinyin: str = "", definition: str = "", note: str = "", source: str = "", context: str = "",
) -> ConceptEntry | None:  # fmt: skip
    """The concept of these terms, or None if either language has no right one.

    Preferred is the first term said to be so, else the first that is not deprecated. A subject that is none of ours goes into the note.
    """
    zh, en = _section(chinese, path, pinyin=pinyin), _section(english, path, context=context)
    if zh is None or en is None:
        return None
    if subject not in SUBJECTS:
        note = "; ".join(part for part in (f"subject: {subject}" if subject else "", note) if part)
        subject = guessed_subject(en.preferred)
    return ConceptEntry(
        identifier or user_id(zh.preferred), subject, zh, en,
        source=source or f"user glossary {path.name}", region=region, definition=definition, note=note, origin=path.name,
    )  # fmt: skip


def _section(found: Sequence[Found], path: Path, *, pinyin: str = "", context: str = "") -> LanguageSection | None:
    right = dict.fromkeys(term.text for term in found if term.text and term.status is not Status.DEPRECATED)
    if not right:
        return None
    best = next((term.text for term in found if term.status is Status.PREFERRED and term.text), next(iter(right)))
    terms = [Term(best, Status.PREFERRED), *(Term(text, Status.ADMITTED) for text in right if text != best)]
    bad = {term.text: term for term in reversed(found) if term.text and term.text not in right}
    terms += [Term(text, Status.DEPRECATED, Kind.CALQUE, because=term.because or f"listed in {path.name}") for text, term in reversed(bad.items())]
    return LanguageSection(tuple(terms), pinyin=pinyin, context=context)


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a list of pairs: two terms, whichever of them is the Chinese one, and what is said of them."""

    first: str
    second: str
    pinyin: str = ""
    definition: str = ""


def right_pairs(entry: ConceptEntry) -> Iterator[tuple[str, str]]:
    """What a tool without concepts may offer: every right English of the preferred Chinese, then each other right Chinese with the preferred English."""
    yield from ((entry.chinese, english) for english in dict.fromkeys(entry.right_forms))
    yield from ((chinese, entry.english) for chinese in dict.fromkeys(entry.chinese_forms) if chinese != entry.chinese)


def concepts(pairs: Iterable[Pair], path: Path) -> Iterator[ConceptEntry]:
    """One concept for each Chinese: its first English is preferred, the others are admitted.

    A line with Chinese on neither side (“5+2” is a term) or on both goes the way most lines go. GlossaryError if no line holds any.
    """
    kept = list(pairs)
    sides = [(has_chinese(pair.first), has_chinese(pair.second)) for pair in kept]
    if not any(map(any, sides)):
        raise GlossaryError(f"{path}: holds no pair with a Chinese term; this is no Chinese-English glossary")
    usual = sum(first for first, _ in sides) >= sum(second for _, second in sides)
    gathered: dict[str, list[tuple[str, Pair]]] = {}
    for pair, (first, second) in zip(kept, sides, strict=True):
        chinese, english = (pair.first, pair.second) if (usual if first == second else first) else (pair.second, pair.first)
        gathered.setdefault(chinese, []).append((english, pair))
    for chinese, same in gathered.items():
        pinyin, definition = (next((text for text in texts if text), "") for texts in ([pair.pinyin for _, pair in same], [pair.definition for _, pair in same]))
        made = concept([Found(chinese)], [Found(english) for english, _ in same], path, pinyin=pinyin, definition=definition)
        if made is not None:
            yield made
