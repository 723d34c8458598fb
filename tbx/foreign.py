"""A concept out of another tool's file: which of its terms is preferred, and what is guessed where the file is silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossary.defaults import guessed_subject, listed_in, user_id
from glossary.entry import SUBJECTS, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.hanzi import has_hanzi, simplified
from glossary.text_file import GlossaryError


@dataclass(frozen=True, slots=True)
class Found:
    """A term as a file has it; `status` is None where the file says none, `because` is what it says against a deprecated term.

    `context` is a sentence with it, `told` what else the file says of it (`note: in headlines`). It is `doubtful` if the file gives it
    a status that we do not know.
    """

    text: str
    status: Status | None = None
    because: str = ""
    context: str = ""
    told: tuple[str, ...] = ()
    doubtful: bool = False


def concept(
    chinese: Sequence[Found], english: Sequence[Found], path: Path, *,
    identifier: str = "", subject: str = "", region: str = "", pinyin: str = "", definition: str = "", note: str = "", source: str = "",
) -> ConceptEntry | None:  # fmt: skip
    """The concept of these terms, or None if either language has no right one.

    Preferred is the first term said to be so, else the first that is not deprecated and whose status is no riddle. A subject that is none of ours,
    and what is told of single terms, goes into the note.
    """
    zh, en = _section(chinese), _section(english, Kind.CALQUE, listed_in(path.name))
    if zh is None or en is None:
        return None
    zh = zh._replace(pinyin=pinyin)
    parts = [note, *_told(chinese, zh), *_told(english, en)]
    if subject not in SUBJECTS:
        parts.insert(0, f"subject: {subject}" if subject else "")
        subject = guessed_subject(en.preferred)
    note = "; ".join(part for part in dict.fromkeys(parts) if part)
    return ConceptEntry(
        identifier or user_id(zh.preferred), subject, zh, en,
        source=source or f"user glossary {path.name}", region=region, definition=definition, note=note, origin=path.name,
    )  # fmt: skip


def _section(found: Sequence[Found], kind: Kind | None = None, because: str = "") -> LanguageSection | None:
    """The terms with the preferred one first, None if none is right; `kind` and `because` are those of a deprecated term of which nothing is said."""
    right = dict.fromkeys(term.text for term in found if term.text and term.status is not Status.DEPRECATED)
    if not right:
        return None
    certain = (term.text for term in found if term.text in right and not term.doubtful)
    best = next((term.text for term in found if term.status is Status.PREFERRED and term.text), next(certain, next(iter(right))))
    if len(right) > 1 and has_hanzi(best) and (form := simplified(best)) in right:
        best = form  # columns and sections may come in any order: 崑山, 昆山
    terms = [Term(best, Status.PREFERRED), *(Term(text, Status.ADMITTED) for text in right if text != best)]
    bad = {term.text: term for term in reversed(found) if term.text and term.text not in right}
    terms += [Term(text, Status.DEPRECATED, kind, because=term.because or because) for text, term in reversed(bad.items())]
    return LanguageSection(tuple(terms), context=next((term.context for term in found if term.text == best and term.context), ""))


def _told(found: Sequence[Found], section: LanguageSection) -> Iterator[str]:
    """What a section has no field for, each with the term that it is said of."""
    for term in found:
        if term.text:
            yield from (f"{term.text}, {what}" for what in term.told)
            if term.context and term.context != section.context:
                yield f"{term.text}, context: {term.context}"


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
    """One concept for each Chinese, in simplified or traditional characters (錦溪, 锦溪): its first English is preferred, the others are admitted.

    A line with Chinese on neither side (“5+2” is a term) or on both goes the way most lines go. GlossaryError if no line holds any.
    """
    kept = list(pairs)
    sides = [(has_hanzi(pair.first), has_hanzi(pair.second)) for pair in kept]
    if not any(map(any, sides)):
        raise GlossaryError(f"{path}: holds no pair with a Chinese term; this is no Chinese-English glossary")
    usual = sum(first for first, _ in sides) >= sum(second for _, second in sides)
    gathered: dict[str, list[tuple[str, str, Pair]]] = {}
    for pair, (first, second) in zip(kept, sides, strict=True):
        chinese, english = (pair.first, pair.second) if (usual if first == second else first) else (pair.second, pair.first)
        gathered.setdefault(simplified(chinese), []).append((chinese, english, pair))
    for same in gathered.values():
        pinyin = next((pair.pinyin for _, _, pair in same if pair.pinyin), "")
        definition = next((pair.definition for _, _, pair in same if pair.definition), "")
        forms = [Found(english, told=tuple(_beside(pair, pinyin, definition))) for _, english, pair in same]
        made = concept([Found(chinese) for chinese, _, _ in same], forms, path, pinyin=pinyin, definition=definition)
        if made is not None:
            yield made


def _beside(pair: Pair, pinyin: str, definition: str) -> Iterator[str]:
    """What a pair says otherwise than the first of its Chinese."""
    if pair.pinyin not in ("", pinyin):
        yield f"pinyin: {pair.pinyin}"
    if pair.definition not in ("", definition):
        yield f"note: {pair.definition}"
