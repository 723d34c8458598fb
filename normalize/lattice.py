"""The ways in which a Chinese form can come out in English, as a lattice over its units, and the index that wakes it.

For every stretch i..j of a form the edges are the English words that can stand for it: its reading (also another reading of a heteronym,
or one confusable syllable), an English sense of the character or word, a place that the character abbreviates, the right English of a
concept nested in it, an old romanization. Written out, one ten-character slogan has 10^14 renderings; as a lattice it has a few dozen edges.

Compiled once per termbase: which words and which runs of syllables can occur in which form. The edges of a form are laid out on first use.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from glossary.english import stems
from glossary.entry import ConceptEntry
from glossary.hanzi import is_hanzi, units
from glossary.pinyin import cut, spelled, toneless
from normalize.forms import fold


class EdgeKind(StrEnum):
    """By what way a stretch of Chinese became an English word."""

    READING = "reading"
    OTHER_READING = "other reading"
    CONFUSED = "confusable syllable"
    SENSE = "sense"
    WORD_SENSE = "word sense"
    PLACE = "place"
    NESTED = "name within"
    ROMANIZATION = "old romanization"
    OWN = "right word"


@dataclass(frozen=True, slots=True)
class Edge:
    """`words` can stand for the units [i, j) of a form; `cost` in bits is how unlikely that rendering is."""

    i: int
    j: int
    kind: EdgeKind
    words: tuple[str, ...]
    cost: float


# English words that carry no content: free to stand between the words of a name, never a sense of a character.
FUNCTION_WORDS = frozenset(
    "a an the of and or in on at to for with by from as is are was were be been being it its this that these those which who whom whose has have had "
    "do does did will would shall should can could may might must not no so than then there their they them he she his her we our us you your i my me "
    "s t if but into over under between through about up out off down all each every both more most some any such other own same also only just very "
    "what when where how why while during before after since until again once here per via".split()
)  # fmt: skip
COST = {
    EdgeKind.READING: 1.0, EdgeKind.OTHER_READING: 3.5, EdgeKind.CONFUSED: 6.0, EdgeKind.SENSE: 3.0, EdgeKind.WORD_SENSE: 2.0, EdgeKind.PLACE: 2.0,
    EdgeKind.NESTED: 1.0, EdgeKind.ROMANIZATION: 2.0, EdgeKind.OWN: 3.0,
}  # fmt: skip
NUMERALS = {character: str(number) for number, character in enumerate("零一二三四五六七八九十")} | {"百": "100", "千": "1000", "两": "2", "双": "2"}
ODD = frozenset({EdgeKind.SENSE, EdgeKind.PLACE, EdgeKind.ROMANIZATION, EdgeKind.NESTED})
LONGEST_FORM = 16
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("v", "u"))
_FOLD_ENDINGS = (("ing", "in"), ("eng", "en"), ("ang", "an"), ("ai", "ao"), ("uo", "o"))


@cache
def fold_syllable(syllable: str) -> str:
    """The class of a syllable under the usual confusions: zh/z, ch/c, sh/s, n/l, final n/ng, ao/ai."""
    for a, b in _FOLDS:
        if syllable.startswith(a):
            syllable = b + syllable[len(a) :]
    if syllable[:1] == "l":
        syllable = "n" + syllable[1:]
    for a, b in _FOLD_ENDINGS:
        if syllable.endswith(a):
            return syllable[: -len(a)] + b
    return syllable


@dataclass(frozen=True, slots=True)
class Variant:
    """One right Chinese form of one entry, cut into units, with the toneless syllable of each."""

    entry: int
    units: tuple[str, ...]
    syllables: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """The tables that say how Chinese comes out in English, independent of any one form.

    `senses`: character or word -> English; `places`: character -> places it abbreviates; `readings`: character -> toneless readings;
    `names`: Chinese of a concept -> its right English (for concepts nested in longer forms); `romanized`: Chinese -> old spellings;
    `bits`: English word -> -log2 of its frequency; words not in it are rare.
    """

    senses: Mapping[str, Sequence[str]]
    places: Mapping[str, Sequence[str]]
    readings: Mapping[str, Sequence[str]]
    names: Mapping[str, Sequence[str]]
    romanized: Mapping[str, Sequence[str]]
    bits: Mapping[str, float]

    def rarity(self, word: str) -> float:
        """How much a word tells, in bits (6 to 16)."""
        return min(16.0, self.bits.get(word, 16.0))


def words_of(english: str) -> tuple[str, ...]:
    """The lower-case words of an English form."""
    return tuple(fold(english).decode("ascii").replace("?", " ").split())


class Lattice:
    """The edges of one form, found by the first English word of each."""

    __slots__ = ("_cache", "by_word", "knowledge", "length", "options", "variant")

    def __init__(self, variant: Variant, knowledge: Knowledge, right_forms: Sequence[str]) -> None:
        self.variant, self.knowledge = variant, knowledge
        self.length = len(variant.units)
        self.by_word: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges_of(variant, knowledge, right_forms):
            self.by_word[edge.words[0]].append(edge)
        self.options = [reading_options(unit, syllable, knowledge) for unit, syllable in zip(variant.units, variant.syllables, strict=True)]
        self._cache: dict[str, tuple[Edge, ...]] = {}

    def edges(self, word: str) -> tuple[Edge, ...]:
        """Every edge that begins with this word, read as English or as pinyin."""
        found = self._cache.get(word)
        if found is None:
            listed = [edge for stem in stems(word) for edge in self.by_word.get(stem, ())]
            found = self._cache[word] = (*listed, *self._readings(word))
        return found

    def _readings(self, word: str) -> Iterable[Edge]:
        if not word.isalpha():
            return
        seen: set[tuple[int, int]] = set()
        for pieces in cut(word):
            for i in range(self.length - len(pieces) + 1):
                span = (i, i + len(pieces))
                if span in seen:
                    continue
                worst, cost = EdgeKind.READING, COST[EdgeKind.READING]
                confused = 0
                for offset, piece in enumerate(pieces):
                    kind = self.options[i + offset].get(piece)
                    if kind is None:
                        if fold_syllable(piece) != fold_syllable(self.variant.syllables[i + offset]):
                            break
                        kind, confused = EdgeKind.CONFUSED, confused + 1
                    if kind is not EdgeKind.READING:
                        worst, cost = kind, max(cost, COST[kind])
                else:
                    if confused <= 1:
                        seen.add(span)
                        yield Edge(*span, worst, (word,), cost)


def reading_options(unit: str, syllable: str, knowledge: Knowledge) -> dict[str, EdgeKind]:
    """The syllables by which a unit may be read, with the way of each."""
    options = {spelled(reading): EdgeKind.OTHER_READING for reading in knowledge.readings.get(unit, ())}
    options[spelled(syllable)] = EdgeKind.READING
    options[syllable] = EdgeKind.READING
    return options


def edges_of(variant: Variant, knowledge: Knowledge, right_forms: Sequence[str]) -> list[Edge]:
    """Every edge of a form but the readings, which are matched syllable by syllable when a word asks for them."""
    best: dict[tuple[int, int, tuple[str, ...]], Edge] = {}

    def add(i: int, j: int, kind: EdgeKind, words: tuple[str, ...], rank: int = 0) -> None:
        if not words or (len(words) == 1 and words[0] in FUNCTION_WORDS):
            return
        cost = COST[kind] + 0.4 * min(rank, 6)
        key = (i, j, words)
        if key not in best or cost < best[key].cost:
            best[key] = Edge(i, j, kind, words, cost)

    n, parts = len(variant.units), variant.units
    for i in range(n):
        for rank, sense in enumerate(knowledge.senses.get(parts[i], ())):
            add(i, i + 1, EdgeKind.SENSE, tuple(sense.split()), rank)
        for rank, place in enumerate(knowledge.places.get(parts[i], ())):
            add(i, i + 1, EdgeKind.PLACE, words_of(place), rank)
        if parts[i] in NUMERALS:
            add(i, i + 1, EdgeKind.WORD_SENSE, (NUMERALS[parts[i]],))
        if not is_hanzi(parts[i]):
            add(i, i + 1, EdgeKind.WORD_SENSE, words_of(parts[i]))
        for j in range(i + 2, min(n, i + 8) + 1):
            piece = "".join(parts[i:j])
            for rank, sense in enumerate(knowledge.senses.get(piece, ())):
                add(i, j, EdgeKind.WORD_SENSE, tuple(sense.split()), rank)
            if j - i < n:
                for rank, name in enumerate(knowledge.names.get(piece, ())):
                    add(i, j, EdgeKind.NESTED, words_of(name), rank)
            for spelling in knowledge.romanized.get(piece, ()):
                add(i, j, EdgeKind.ROMANIZATION, words_of(spelling))
    known = {word for key in best for word in key[2]}
    for form in right_forms:
        for word in words_of(form):
            if word not in FUNCTION_WORDS and word not in known and not cut(word):
                best.setdefault((0, 0, (word,)), Edge(0, 0, EdgeKind.OWN, (word,), COST[EdgeKind.OWN]))
    return list(best.values())


# A posting says where in which variant a word can stand: variant << 12 | i << 8 | (j - 1) << 4 | way.
ANYWHERE, ODDLY, SPELLED, ROMANIZED = 0, 1, 2, 3


def posting(variant: int, i: int, j: int, way: int) -> int:
    """Pack a place in a form."""
    return variant << 12 | i << 8 | max(j - 1, 0) << 4 | way


def unpacked(packed: int) -> tuple[int, int, int]:
    """(i, j, way) of a posting."""
    return packed >> 8 & 15, (packed >> 4 & 15) + 1, packed & 15


def index_variants(variants: Sequence[Variant], knowledge: Knowledge, right_forms: Sequence[Sequence[str]]) -> dict[str, dict[str, bytes]]:
    """What wakes a form, as key -> postings in order.

    `words`: the English words of its edges, oddly where a good translation would not use them there (a sense of a single character, a
    place that it abbreviates); `runs`: one, two and more syllables, folded and joined by hyphens.
    """
    words: dict[str, dict[int, None]] = defaultdict(dict)
    runs: dict[str, dict[int, None]] = defaultdict(dict)
    for number, variant in enumerate(variants):
        for edge in edges_of(variant, knowledge, right_forms[variant.entry]):
            way = ROMANIZED if edge.kind is EdgeKind.ROMANIZATION and len(edge.words) == 1 else ODDLY if edge.kind in ODD else ANYWHERE
            place = posting(number, edge.i, edge.j, way)
            for word in edge.words:
                if word not in FUNCTION_WORDS:
                    words[word][place] = None
        choices = [{fold_syllable(spelled(s)) for s in (syllable, *knowledge.readings.get(unit, ()))} for unit, syllable in zip(variant.units, variant.syllables, strict=True)]
        usual = [fold_syllable(spelled(syllable)) for syllable in variant.syllables]
        for i in range(len(usual)):
            for syllable in choices[i]:
                runs[syllable][posting(number, i, i + 1, SPELLED)] = None
            for j in range(i + 2, min(len(usual), i + 6) + 1):
                for run in _runs(usual[i:j], choices[i:j]):
                    runs[run][posting(number, i, j, SPELLED)] = None
    return {name: {key: array("I", sorted(found)).tobytes() for key, found in table.items()} for name, table in (("words", words), ("runs", runs))}


def _runs(usual: Sequence[str], choices: Sequence[set[str]]) -> Iterable[str]:
    """The usual reading, and each with one syllable read otherwise."""
    yield "-".join(usual)
    for at, choice in enumerate(choices):
        for other in choice:
            if other != usual[at]:
                yield "-".join((*usual[:at], other, *usual[at + 1 :]))


def variants_of(entries: Sequence[ConceptEntry], syllables: Callable[[str, str], tuple[str, ...]]) -> list[Variant]:
    """The forms of all entries that can be read back: two units and more, at least one of them a character."""
    found: list[Variant] = []
    for number, entry in enumerate(entries):
        whole: Variant | None = None
        for place, form in enumerate(entry.chinese_forms):
            parts = units(form)
            if 2 <= len(parts) <= LONGEST_FORM and any(map(is_hanzi, parts)):
                readings = syllables(form, entry.pinyin) if place == 0 else _part(whole, parts) or syllables(form, "")
                variant = Variant(number, parts, tuple(toneless(reading) for reading in readings))
                whole = whole or variant
                found.append(variant)
    return found


def _part(whole: Variant | None, parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """The syllables of a shorter form as the preferred one has them: 弹指 in 弹指一挥间 is tánzhǐ, whatever the dictionary's first reading."""
    if whole is None:
        return None
    for at in range(len(whole.units) - len(parts) + 1):
        if whole.units[at : at + len(parts)] == parts:
            return whole.syllables[at : at + len(parts)]
    return None
