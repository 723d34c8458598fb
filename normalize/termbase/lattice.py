"""The ways in which a Chinese form can come out in English, as a lattice over its units.

For every stretch i..j of a form the edges are the English words that can stand for it: its reading (also another reading of a heteronym,
or one confusable syllable), an English sense of the character or word, a place that the character abbreviates, the right English of a
concept nested in it, an old romanization. Written out, a form of ten characters has some 10^8 renderings without its readings; as a lattice it has eighty edges.
The edges of a form are laid out on first use.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from glossary.english import stems
from glossary.pinyin import cut
from normalize.termbase.knowledge import COST, EASY, FUNCTION_WORDS, EdgeKind, Knowledge, fold_syllable, words_of

LONGEST_FORM, LONGEST_STRETCH = 16, 8  # units
Stretches = Callable[[str], Iterable[tuple[int, int]]]


class Edge(NamedTuple):  # a tuple, because a long text makes tens of thousands
    """`words` can stand for the units [i, j) of a form; `cost` in bits is how unlikely that rendering is."""

    i: int
    j: int
    kind: EdgeKind
    words: tuple[str, ...]
    cost: float


class Variant(NamedTuple):
    """One right Chinese form of one entry, cut into units, with the toneless syllable of each."""

    entry: int
    units: tuple[str, ...]
    syllables: tuple[str, ...]


def easy_units(units: Sequence[str]) -> int:
    """The units that translations often drop, as a mask."""
    return sum(1 << at for at, unit in enumerate(units) if unit in EASY)


class Lattice:
    """The edges of one form, laid out word by word: a text asks for a dozen words of the hundreds that a form could use.

    `easy` are its `easy_units`; `stretches` gives the (i, j) for which a word can stand, alone or as the first of several, in order, as the index has them.
    """

    __slots__ = ("_options", "_stretches", "easy", "knowledge", "length", "moves", "variant")

    def __init__(self, variant: Variant, easy: int, knowledge: Knowledge, stretches: Stretches) -> None:
        self.variant, self.knowledge = variant, knowledge
        self.length, self.easy = len(variant.units), easy
        self._stretches = stretches
        self._options: list[Mapping[str, EdgeKind]] | None = None
        self.moves: dict[str, Any] = {}  # what `paths` makes of the edges of a word

    def edges(self, word: str) -> tuple[Edge, ...]:
        """Every edge that begins with this word, read as English or as pinyin."""
        return (*self._listed(word), *self._readings(word))

    def _listed(self, word: str) -> Iterator[Edge]:
        units, beginning = self.variant.units, self.knowledge.beginning
        for stem in ordered_stems(word):
            own = False
            for i, j in self._stretches(stem):
                renderings = beginning(units, i, j, stem)
                for kind, words, cost in renderings:
                    yield Edge(i, j, kind, words, cost)
                # A word of the right form that no stretch accounts for is listed at the first unit.
                own |= j == 1 and not renderings
            if own:
                yield Edge(0, 0, EdgeKind.OWN, (stem,), COST[EdgeKind.OWN])

    @property
    def options(self) -> list[Mapping[str, EdgeKind]]:
        """For each unit the syllables by which it may be read, with the way of each."""
        if self._options is None:
            self._options = [self.knowledge.options(unit, syllable) for unit, syllable in zip(self.variant.units, self.variant.syllables, strict=True)]
        return self._options

    def _readings(self, word: str) -> Iterable[Edge]:
        if not (ways := cut(word)):
            return  # most words: then the options are not laid out either
        seen: set[tuple[int, int]] = set()
        options, syllables = self.options, self.variant.syllables
        for pieces in ways:
            for i in range(self.length - len(pieces) + 1):
                span = (i, i + len(pieces))
                if span in seen:
                    continue
                worst, cost = EdgeKind.READING, COST[EdgeKind.READING]
                confused = 0
                for offset, piece in enumerate(pieces):
                    kind = options[i + offset].get(piece)
                    if kind is None:
                        if fold_syllable(piece) != fold_syllable(syllables[i + offset]):
                            break
                        kind, confused = EdgeKind.CONFUSED, confused + 1
                    if kind is not EdgeKind.READING:
                        worst, cost = kind, max(cost, COST[kind])
                else:
                    if confused <= 1:
                        seen.add(span)
                        yield Edge(*span, worst, (word,), cost)


@cache
def ordered_stems(word: str) -> tuple[str, ...]:
    """`stems` in a fixed order."""
    return tuple(sorted(stems(word)))


def edges_of(variant: Variant, knowledge: Knowledge, right_forms: Sequence[str]) -> list[Edge]:
    """Every edge of a form but the readings, which are matched syllable by syllable when a word asks for them."""
    n = len(variant.units)
    found = [
        Edge(i, j, *rest)
        for i in range(n)
        for j in range(i + 1, min(n, i + LONGEST_STRETCH) + 1)
        for rest in knowledge.renderings(variant.units, i, j)
    ]  # fmt: skip
    known = {word for edge in found for word in edge.words}
    own = dict.fromkeys(word for form in right_forms for word in words_of(form) if word not in known and word not in FUNCTION_WORDS and not cut(word))
    return [*found, *(Edge(0, 0, EdgeKind.OWN, (word,), COST[EdgeKind.OWN]) for word in own)]
