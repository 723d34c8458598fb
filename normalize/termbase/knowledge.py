"""How Chinese comes out in English, whatever form it stands in: by what ways, at what cost in bits, and from which tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property

from glossary.hanzi import is_hanzi
from glossary.pinyin import spelled
from normalize.text.folding import fold


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

    __hash__ = str.__hash__  # what Enum has instead is Python code, run for each of the hundred thousand edges of a long text


PINYIN = frozenset({EdgeKind.READING, EdgeKind.OTHER_READING, EdgeKind.CONFUSED})
READINGS = PINYIN | {EdgeKind.ROMANIZATION}
SPELLED_OUT = READINGS | {EdgeKind.PLACE}
ANCHORS = SPELLED_OUT | {EdgeKind.NESTED}  # one of which holds a name
SENSES = frozenset({EdgeKind.SENSE, EdgeKind.WORD_SENSE})
ODD = frozenset({EdgeKind.SENSE, EdgeKind.PLACE, EdgeKind.ROMANIZATION, EdgeKind.NESTED})  # by which a good translation would not go there
_KINDS = {kind.value: kind for kind in EdgeKind}

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
# Senses by which a built-in concept is looked for: with all of them a cold check takes a fifth more work and finds not one row more.
LIKELY, LIKELY_WORD = 6, 4  # of a character; of a word
LATER, LATEST = 0.4, 15  # bits that each place further down a list of senses costs, and from which place on no more
SYLLABLE, NAME = 8.0, 5.0  # bits a syllable of a pinyin word tells (406 of them, unevenly used), and its being pinyin at all
RARE = 15.5  # bits from which a word is no common English word: pinyin, a name
OLD = 24.0  # bits that an old romanization tells


def told_by_pinyin(rarity: float, syllables: int) -> float:
    """The bits that a word tells as so many syllables, by how rare it is in English."""
    common = rarity < 14
    return min(rarity, 10.0) if common and syllables == 1 else SYLLABLE * syllables + (0 if common else NAME)


NUMERALS = {character: str(number) for number, character in enumerate("零一二三四五六七八九十")} | {"百": "100", "千": "1000", "两": "2", "双": "2"}
EASY = frozenset("的之等市省县区镇乡村州和与及了着地是在上中所有各大小老子儿头人一个年届次型式性化级类")  # characters that translations often drop
_FOLDS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_FOLD_ENDINGS = (("ing", "in"), ("eng", "en"), ("ang", "an"), ("ai", "ao"), ("uo", "o"))


@cache
def fold_syllable(syllable: str) -> str:
    """The class of a syllable under the usual confusions: zh/z, ch/c, sh/s, n/l, final n/ng, ao/ai, uo/o; lv is lu (Lvliang, Luliang)."""
    syllable = syllable.replace("v", "u")
    for a, b in _FOLDS:
        if syllable.startswith(a):
            syllable = b + syllable[len(a) :]
    if syllable[:1] == "l":
        syllable = "n" + syllable[1:]
    for a, b in _FOLD_ENDINGS:
        if syllable.endswith(a):
            return syllable[: -len(a)] + b
    return syllable


Texts = Mapping[str, Sequence[str]]
Renderings = tuple[tuple[EdgeKind, tuple[str, ...], float], ...]  # ways, words and costs of one stretch


class Knowledge:
    """The tables that say how Chinese comes out in English, independent of any one form.

    `senses`: character or word -> English; `places`: character -> places it abbreviates; `readings`: character -> toneless readings;
    `names`: Chinese of a concept -> its right English (for concepts nested in longer forms); `romanized`: Chinese -> old spellings;
    `bits`: English word -> -log2 of its frequency; words not in it are rare. A compiled termbase has in place of senses, names and romanized
    what they come to: `parts`, the renderings of every part of its forms, by the part and their first word.
    """

    def __init__(
        self, senses: Texts, places: Texts, readings: Texts, names: Texts, romanized: Texts, bits: Mapping[str, float],
        parts: Mapping[str, Sequence[tuple[str, tuple[str, ...], float]]] | None = None,
    ) -> None:  # fmt: skip
        self.senses, self.places, self.readings, self.names, self.romanized, self.bits, self.parts = senses, places, readings, names, romanized, bits, parts
        self._renderings: dict[tuple[str, bool, bool], Renderings] = {}
        self.gains: dict[tuple[tuple[str, ...], EdgeKind, float, int], float] = {}
        self._folded: dict[tuple[str, str], tuple[str, ...]] = {}
        self._beginning: dict[str, Renderings] = {}
        self._options: dict[tuple[str, str], Mapping[str, EdgeKind]] = {}

    def rarity(self, word: str) -> float:
        """How much a word tells, in bits (4 to 16)."""
        return min(16.0, self.bits.get(word, 16.0))

    def renderings(self, units: Sequence[str], i: int, j: int, every: bool = True) -> Renderings:
        """(kind, words, cost) of each way to say units [i, j) of a form in English, or of the likelier ways; remembered, since forms share
        their parts.

        A compiled termbase is read whole for that: texts ask for `beginning`.
        """
        part, whole = "".join(units[i:j]), j - i == len(units)
        if self.parts is not None:
            return self._said.get(_key(part, whole, ""), ())
        found = self._renderings.get((part, whole, every))
        if found is None:
            found = self._renderings[part, whole, every] = self._rendered(part, single=j == i + 1, whole=whole, every=every)
        return found

    @cached_property
    def _said(self) -> Mapping[str, Renderings]:
        """All of `parts`, by the part."""
        found: dict[str, list[tuple[EdgeKind, tuple[str, ...], float]]] = defaultdict(list)
        for key, rows in self.parts.items() if self.parts is not None else ():
            found[key.rpartition(" ")[0] + " "] += [(_KINDS[kind], words, cost) for kind, words, cost in rows]
        return {part: tuple(renderings) for part, renderings in found.items()}

    def rendered_parts(self) -> dict[str, list[tuple[str, tuple[str, ...], float]]]:
        """Every rendering that has been asked for in plain values, as `parts`."""
        found: dict[str, list[tuple[str, tuple[str, ...], float]]] = defaultdict(list)
        for (part, whole, every), renderings in self._renderings.items():
            if not every and (part, whole, True) in self._renderings:
                continue
            for kind, words, cost in renderings:
                found[_key(part, whole, words[0])].append((kind._value_, words, cost))  # `value` is Python code in 3.11
        return found

    def beginning(self, units: Sequence[str], i: int, j: int, word: str) -> Renderings:
        """Those of `renderings` that begin with a word; the others, for which no text asks, are never laid out."""
        if self.parts is None:
            return tuple([rendering for rendering in self.renderings(units, i, j) if rendering[1][0] == word])
        key = _key(units[i] if j == i + 1 else "".join(units[i:j]), j - i == len(units), word)
        found = self._beginning.get(key)
        if found is None:
            found = self._beginning[key] = tuple([(_KINDS[kind], words, cost) for kind, words, cost in self.parts.get(key, ())])
        return found

    def _rendered(self, part: str, single: bool, whole: bool, every: bool) -> Renderings:
        best: dict[tuple[str, ...], tuple[EdgeKind, tuple[str, ...], float]] = {}

        def add(kind: EdgeKind, words: tuple[str, ...], rank: int = 0) -> None:
            if not words or (len(words) == 1 and words[0] in FUNCTION_WORDS):
                return
            cost = COST[kind] + LATER * min(rank, LATEST)
            if words not in best or cost < best[words][2]:
                best[words] = (kind, words, cost)

        kind, likely = (EdgeKind.SENSE, LIKELY) if single else (EdgeKind.WORD_SENSE, LIKELY_WORD)
        senses = self.senses.get(part, ())
        for rank, sense in enumerate(senses if every else senses[:likely]):
            add(kind, tuple(sense.split()), rank)
        if single:
            for rank, place in enumerate(self.places.get(part, ())):
                add(EdgeKind.PLACE, words_of(place), rank)
            if part in NUMERALS:
                add(EdgeKind.WORD_SENSE, (NUMERALS[part],))
            if not is_hanzi(part):
                add(EdgeKind.WORD_SENSE, words_of(part))
        else:
            if not whole:
                for rank, name in enumerate(self.names.get(part, ())):
                    add(EdgeKind.NESTED, words_of(name), rank)
            for spelling in self.romanized.get(part, ()):
                add(EdgeKind.ROMANIZATION, words_of(spelling))
        return tuple(best.values())

    def folded(self, unit: str, syllable: str) -> tuple[str, ...]:
        """The classes of the syllables by which a unit may be read, that of `syllable` first."""
        found = self._folded.get((unit, syllable))
        if found is None:
            found = self._folded[unit, syllable] = tuple(dict.fromkeys(fold_syllable(spelled(each)) for each in (syllable, *self.readings.get(unit, ()))))
        return found

    def options(self, unit: str, syllable: str) -> Mapping[str, EdgeKind]:
        """The syllables by which a unit may be read, with the way of each."""
        found = self._options.get((unit, syllable))
        if found is None:
            found = {spelled(reading): EdgeKind.OTHER_READING for reading in self.readings.get(unit, ())}
            found[spelled(syllable)] = found[syllable] = EdgeKind.READING
            self._options[unit, syllable] = found
        return found


def _key(part: str, whole: bool, word: str) -> str:
    """Under what `parts` keeps the renderings of a part that begin with a word; a whole form has no concepts nested in it, only itself."""
    return f"={part} {word}" if whole else f"{part} {word}"


@cache
def words_of(english: str) -> tuple[str, ...]:
    """The lower-case words of an English form."""
    return tuple(fold(english).decode("ascii").replace("?", " ").split())
