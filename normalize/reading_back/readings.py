"""What a reading says of a stretch: its words, the kind of garble, the right form that fits, the sentence that explains it, its probability."""

from __future__ import annotations

import math
import re

from glossary.entry import ConceptEntry, Kind
from normalize.reading_back.paths import Path
from normalize.termbase.knowledge import READINGS, EdgeKind
from normalize.view import View

LEAST_BITS = 13.0  # below this a reading is not shown
ELSEWHERE = 8.0  # bits against every reading in a text that names nothing Chinese
SLOPE, MIDDLE = 0.241, 13.5  # slope as fitted on the prototype's 3,336 labelled hits (docs/detection.md has ours beside it); the middle on the even gold rows


def found(view: View, path: Path) -> str:
    """The stretch as it stands in the text."""
    return view.text[view.words.start(path.start) : view.words.end(path.end - 1)]


def letters(text: str) -> str:
    """The letters alone, lower-cased: what two spellings of one name share."""
    return re.sub(r"[^a-z]", "", text.lower())


def said(view: View, path: Path, entry: ConceptEntry) -> str:
    """The right form that fits the place: the one with the same letters (Huang Yan: Huangyan, not Huangyan District), or the chain's
    members joined as the text joins them (Su, Wuxi and Changzhou: Suzhou, Wuxi and Changzhou)."""
    stretch = found(view, path)
    for form in entry.right_forms:
        if letters(form) == letters(stretch):
            return form
    members = entry.english.split("-")
    if len(members) == path.length >= 2 and re.search(r", | and ", stretch) and all(map(str.isalpha, members)):
        return f"{', '.join(members[:-1])} and {members[-1]}"
    return entry.english


def prior(concepts: int) -> float:
    """Bits against any one concept of so many: more names, more chance hits."""
    # The prototype's glossary had 178 concepts; the 9 bits were fitted on it.
    return 9.0 + math.log2(max(1, concepts) / 178) / 2


def probability(bits: float) -> float:
    """The probability that a reading of so many bits is right."""
    return 1 / (1 + math.exp(-SLOPE * (bits - MIDDLE)))


def explained(view: View, path: Path) -> str:
    """The path as a sentence: 锦淀→"Jindian" (reading), 周→"Week" (sense)."""
    words, units = view.words, view.compiled.lattice(path.variant).variant.units
    parts = []
    for step in path.steps:
        word = view.text[words.start(step.start) : words.end(step.end - 1)]
        chinese = "".join(units[step.edge.i : step.edge.j]) or "".join(units)
        parts.append(f"{chinese}→“{word}” ({step.edge.kind})")
    return ", ".join(parts)


def kind_of(path: Path) -> Kind:
    """What went wrong, told from the ways of the path."""
    kinds = {step.edge.kind for step in path.steps}
    if EdgeKind.ROMANIZATION in kinds:
        return Kind.ROMANIZATION
    if EdgeKind.PLACE in kinds:
        return Kind.HALF_RENDERED if kinds & READINGS else Kind.ABBR_WRONG
    if EdgeKind.SENSE in kinds:
        return Kind.CHAR_GLOSS
    if kinds <= READINGS:
        if kinds & {EdgeKind.OTHER_READING, EdgeKind.CONFUSED}:
            return Kind.POLYPHONE
        return Kind.JOIN if len(path.steps) == 1 else Kind.SPLIT
    if kinds & READINGS and EdgeKind.WORD_SENSE in kinds:
        return Kind.HALF_RENDERED
    return Kind.CALQUE
