"""Reading English back: which stretches of a text parse as a path through the lattice of a Chinese form, and how well.

Three steps, each cheaper by an order than the next: neighbouring words wake the forms in which both can occur; the words around them are
turned into edges of each woken form; the best chain of edges is scored in bits. Names repeat, so the answers of the first and the last step
are remembered per distinct pair of words and per distinct stretch.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from glossary.english import stems
from glossary.pinyin import cut
from normalize.compiled import Compiled, postings
from normalize.lattice import FUNCTION_WORDS, Edge, EdgeKind, Lattice, fold_syllable, unpacked
from normalize.lattice import SPELLED as SPELLED_WAY

SPELLED = frozenset({EdgeKind.READING, EdgeKind.OTHER_READING, EdgeKind.CONFUSED})
SENSES = frozenset({EdgeKind.SENSE, EdgeKind.WORD_SENSE, EdgeKind.OWN})
REACH = 4  # words between two that may wake one form
WINDOW = 7  # words looked at on either side of a waking pair
ENOUGH = 23.0  # bits that two waking words must tell together
COMMON = 10.4  # bits below which a word wakes nothing: the commonest 700 words of English
MEMORY = 400_000  # stretches remembered
LEAST_PATH = 14.0  # bits below which no context makes a reading worth showing
NAMED = 4.5  # bits that a right name standing in the text adds to a longer reading: a text about Shanghai says Shanghai
WILD = 5.6  # bits lost for a word inside the stretch that no edge explains
TURN = 3.0  # bits lost for each step back in the Chinese: "X of Y"
FREE = 0.4  # bits lost for a function word inside the stretch
DROP = 4.0  # bits lost for a character that nothing renders
DROP_EASY = 1.2  # … if it is one that translations often drop
EASY = frozenset("的之等市省县区镇乡村州和与及了着地是在上中所有各大小老子儿头人一个年届次型式性化级类")
FURTHER_SENSE = 2.0  # senses in one name are not independent


@dataclass(frozen=True, slots=True)
class Step:
    """Words [start, end) of the text stand for an edge's units."""

    start: int
    end: int
    edge: Edge


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of edges of one form through a text: words [start, end), its score, and what it leaves unexplained."""

    variant: int
    start: int
    end: int
    steps: tuple[Step, ...]
    bits: float
    covered: int
    length: int
    turns: int
    wild: int

    @property
    def share(self) -> float:
        """How much of the Chinese is rendered, 0 to 1."""
        return self.covered / self.length


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What one English word can wake: the variants in which it can stand, and where (postings, in order)."""

    variants: frozenset[int]
    places: array[int]
    cuts: tuple[tuple[str, ...], ...]
    told: float

    def at(self, variant: int) -> list[tuple[int, int, int]]:
        """(i, j, way) of each place in a variant."""
        first = bisect_left(self.places, variant << 12)
        last = bisect_left(self.places, (variant + 1) << 12, first)
        return [unpacked(place) for place in self.places[first:last]]


class Lexicon(dict[str, Lexeme | None]):
    """Word -> Lexeme, worked out when first asked; None for a word that wakes nothing."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__()
        self._compiled = compiled

    def __missing__(self, word: str) -> Lexeme | None:
        self[word] = found = self._find(word)
        return found

    def _find(self, word: str) -> Lexeme | None:
        index, rarity = self._compiled.index, self._compiled.knowledge.rarity(word)
        if word in FUNCTION_WORDS or len(word) < 2 or rarity < COMMON:
            return None
        places = array("I")
        for stem in stems(word):
            places.extend(postings(index["words"].get(stem)))
        cuts: list[tuple[str, ...]] = []
        told = min(rarity, 13.0)
        if word.isalpha():
            for pieces in cut(word):
                folded = tuple(fold_syllable(piece) for piece in pieces)
                cuts.append(folded)
                places.extend(postings(index["runs"].get("-".join(folded))))
        if not places and not cuts:
            return None
        places = array("I", sorted(places))
        return Lexeme(frozenset(place >> 12 for place in places), places, tuple(dict.fromkeys(cuts)), told)


class Reader:
    """Reads texts back against one compiled termbase; remembers what it has worked out."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.lexicon = Lexicon(compiled)
        self._pairs: dict[tuple[str, str], tuple[int, ...]] = {}
        self._alone: dict[str, tuple[int, ...]] = {}
        self._paths: dict[tuple[int, tuple[str, ...], tuple[bool, ...], tuple[float, ...]], Path | None] = {}

    def paths(self, text: Words, named: Sequence[bool]) -> list[Path]:
        """The best path of every woken form at every place. `named[k]` says that word k is part of a right name."""
        words = text.words
        woken: dict[int, list[int]] = {}
        lexemes = list(map(self.lexicon.__getitem__, words))
        content = [k for k, lexeme in enumerate(lexemes) if lexeme is not None]
        for k in content:
            if not named[k]:
                for variant in self._wakes_alone(words[k]):
                    woken.setdefault(variant, []).append(k)
        for one, other in (*pairwise(content), *zip(content, content[2:], strict=False)):
            if other - one > REACH:
                continue
            if named[one] or named[other]:
                # Right names beside each other are right names, unless hyphens make them a chain (Shanghai-Suzhou-Kunming); beside a
                # right name only pinyin wakes (Shanghai and Tong), or else every mention of Shanghai would wake all its institutions.
                chained = other == one + 1 and text.hyphens[other]
                bare = (named[one] or bool(lexemes[one].cuts)) and (named[other] or bool(lexemes[other].cuts)) and not (named[one] and named[other])
                if not (chained or bare):
                    continue
            for variant in self._wakes(words[one], words[other]):
                woken.setdefault(variant, []).extend((one, other))
        found = []
        for variant, places in woken.items():
            for start, end in _segments(places, len(words), text.gaps):
                if (path := self._path(variant, text, named, start, end)) is not None:
                    found.append(path)
        return found

    def _wakes_alone(self, word: str) -> tuple[int, ...]:
        """Forms that one word renders whole: Danzhi for 弹指, Soochow for 苏州."""
        found = self._alone.get(word)
        if found is None:
            lexeme, lengths = self.lexicon[word], self.compiled.lengths
            found = ()
            if lexeme:
                whole = (place >> 12 for place in lexeme.places if place & 15 >= SPELLED_WAY and place >> 8 & 15 == 0 and (place >> 4 & 15) + 1 == lengths[place >> 12])
                found = tuple(dict.fromkeys(whole))
            self._alone[word] = found
        return found

    def _wakes(self, one: str, other: str) -> tuple[int, ...]:
        """Forms in which both words can stand side by side, one of them by a way that a good translation would not take.

        Together they must render a third of the form and tell enough, else a common pair of words would wake half the termbase.
        """
        key = (one, other)
        found = self._pairs.get(key)
        if found is None:
            a, b = self.lexicon[one], self.lexicon[other]
            assert a is not None and b is not None
            woken = [variant for variant in a.variants & b.variants if self._stand_together(variant, a, b)] if a.told + b.told >= ENOUGH else []
            for left in a.cuts:
                for right in b.cuts:
                    run = postings(self.compiled.index["runs"].get("-".join((*left, *right))))
                    woken += [place >> 12 for place in run if 3 * (len(left) + len(right)) >= self.compiled.lengths[place >> 12]]
            found = self._pairs[key] = tuple(dict.fromkeys(woken))
        return found

    def _stand_together(self, variant: int, a: Lexeme, b: Lexeme) -> bool:
        length = self.compiled.lengths[variant]
        for i, j, way in a.at(variant):
            for k, m, other_way in b.at(variant):
                if (way or other_way) and (j <= k or m <= i) and 3 * (j - i + m - k) >= length:
                    return True
        return False

    def _path(self, variant: int, text: Words, named: Sequence[bool], start: int, end: int) -> Path | None:
        window, names, joints = tuple(text.words[start:end]), tuple(named[start:end]), tuple(text.joints[start:end])
        key = (variant, window, names, joints)
        if key not in self._paths:
            if len(self._paths) > MEMORY:
                self._paths.clear()
            self._paths[key] = best_path(variant, self.compiled.lattice(variant), window, names, joints)
        found = self._paths[key]
        if found is None:
            return None
        steps = tuple(Step(step.start + start, step.end + start, step.edge) for step in found.steps)
        return Path(variant, found.start + start, found.end + start, steps, found.bits, found.covered, found.length, found.turns, found.wild)


def _segments(places: Iterable[int], size: int, gaps: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Stretches of words around the waking places, not reaching over the end of a sentence."""
    last_end = -1
    for place in sorted(set(places)):
        if place < last_end - WINDOW // 2:
            continue
        start = place
        while start > 0 and place - start < WINDOW and not gaps[start]:
            start -= 1
        end = place + 1
        while end < size and end - place <= WINDOW + 4 and not gaps[end]:
            end += 1
        last_end = end
        yield start, end


@dataclass(slots=True)
class _State:
    score: float
    mask: int
    first: int
    last: int
    last_unit: int
    steps: tuple[Step, ...]
    turns: int
    wild: int
    senses: int


def best_path(variant: int, lattice: Lattice, words: tuple[str, ...], named: tuple[bool, ...], joints: tuple[float, ...]) -> Path | None:
    """The chain of edges through these words that scores highest, or None if nothing worth a look holds together.

    Each edge adds what its words tell (their rarity) less how unlikely the rendering is; gaps, turns and unrendered characters cost.
    """
    rarity = lattice.knowledge.rarity
    n = lattice.length
    steps: list[tuple[Step, float, int]] = []
    reachable, bound = 0, 0.0
    for at, word in enumerate(words):
        best_gain = 0.0
        for edge in lattice.edges(word):
            size = len(edge.words)
            if size > 1 and not (at + size <= len(words) and all(part in stems(words[at + k]) for k, part in enumerate(edge.words))):
                continue
            gain = told(edge, rarity) - edge.cost
            if named[at] and gain > NAMED:
                gain = NAMED
            mask = ((1 << (edge.j - edge.i)) - 1) << edge.i
            reachable |= mask
            best_gain = max(best_gain, gain)
            steps.append((Step(at, at + size, edge), gain, mask))
        bound += best_gain
    if reachable.bit_count() * 2 < n or bound < LEAST_PATH:
        return None
    drops = [DROP_EASY if unit in EASY else DROP for unit in lattice.variant.units]
    states: list[_State] = []
    best, best_total = None, -1e9
    for step, gain, mask in steps:
        edge = step.edge
        size = edge.j - edge.i
        sense = edge.kind in SENSES
        choice = _State(gain, mask, step.start, step.end, edge.j, (step,), 0, 0, int(sense))
        choice_total = gain - _unrendered(mask, drops)
        for state in states:
            if state.last > step.start:
                continue
            doubled = bool(state.mask & mask)
            if doubled and not (size == 1 and sense and state.steps[-1].edge.j - state.steps[-1].edge.i > 1):
                continue  # "Xizihu Lake" says 湖 twice; nothing else may be rendered twice
            lost, wild = _gap(words, joints, state.last, step.start)
            if wild > 2:
                continue
            turn = size > 0 and edge.i < state.last_unit and not doubled
            extra = min(gain, 3.0) if doubled or size == 0 else gain
            score = state.score + extra - lost - (TURN if turn else 0.0) - (FURTHER_SENSE if sense and state.senses else 0.0)
            total = score - _unrendered(state.mask | mask, drops)
            if total > choice_total:
                choice_total = total
                choice = _State(
                    score, state.mask | mask, state.first, step.end, edge.j if size else state.last_unit, (*state.steps, step), state.turns + turn,
                    state.wild + wild, state.senses + sense,
                )  # fmt: skip
        states.append(choice)
        if choice_total > best_total:
            best, best_total = choice, choice_total
    if best is None or best_total < LEAST_PATH or best.mask.bit_count() * 2 < n:
        return None
    return Path(variant, best.first, best.last, best.steps, round(best_total, 2), best.mask.bit_count(), n, best.turns, best.wild)


SYLLABLE, NAME = 8.0, 5.0  # bits a syllable of a pinyin word tells (410 of them, unevenly used), and its being pinyin at all


def told(edge: Edge, rarity: Callable[[str], float]) -> float:
    """What an edge's words tell, in bits: their rarity in English, and for pinyin the number of syllables that fit."""
    if edge.kind is EdgeKind.ROMANIZATION:
        return 24.0
    if edge.kind in SPELLED:
        common = rarity(edge.words[0]) < 14
        return min(rarity(edge.words[0]), 10.0) if common and edge.j - edge.i == 1 else SYLLABLE * (edge.j - edge.i) + (0 if common else NAME)
    return min(sum(rarity(word) if word not in FUNCTION_WORDS else 1.0 for word in edge.words), 7.0 * max(edge.j - edge.i, 1) + 9.0)


def _gap(words: tuple[str, ...], joints: tuple[float, ...], start: int, end: int) -> tuple[float, int]:
    """Bits lost, and unexplained words, between two steps."""
    wild = sum(words[k] not in FUNCTION_WORDS for k in range(start, end))
    return wild * WILD + (end - start - wild) * FREE + sum(joints[start : end + 1]), wild


def _unrendered(mask: int, drops: Sequence[float]) -> float:
    return sum(cost for unit, cost in enumerate(drops) if not mask >> unit & 1)


_TOKEN = re.compile(r"[^ ]+")
_BREAK = re.compile(r"[.!?;。！？；：|]|\n|(?<![A-Za-z]):|:(?! [A-Z])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text with their places, the joints nothing may reach over, and what it costs to reach over the others."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[bool]
    hyphens: list[bool]
    joints: list[float]


def words_with_places(text: str, folded: bytes) -> Words:
    """Cut a folded text into words; a joint is a gap where a sentence, clause in brackets or line ends."""
    words, starts, ends, gaps, hyphens, joints = [], [], [], [], [], []
    last = 0
    for match in _TOKEN.finditer(folded.decode("ascii").replace("?", " ")):
        start, end = match.span()
        gaps.append(start - last > 1 and bool(_BREAK.search(text, last, start)) or (start > last and text[last] in ".;|!?"))
        hyphens.append(start - last == 1 and text[last] in "-–‐‑")
        joints.append(0.0 if start - last <= 1 and text[last:start] in _FREE_JOINTS else _joint(text[last:start]))
        words.append(match[0])
        starts.append(start)
        ends.append(end)
        last = end
    return Words(words, starts, ends, gaps, hyphens, joints)


_FREE_JOINTS = frozenset({"", " ", "-", "–", "‐", "'", "’"})


def _joint(between: str) -> float:
    """Bits lost where a quotation mark, a bracket or a comma stands between two words of one name."""
    return 9.0 if any(mark in between for mark in '"“”') else 2.5 if any(mark in between for mark in "()（）[]") else 0.8 if "," in between else 0.0
