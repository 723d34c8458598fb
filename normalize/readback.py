"""Reading English back: which stretches of a text parse as a path through the lattice of a Chinese form, and how well.

`waking` says which forms to try where; here the words around those places are turned into edges of the form, and the best chain of edges
is scored in bits. Names repeat, so the answer is remembered per distinct stretch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from glossary.english import stems
from normalize.compiled import Compiled
from normalize.lattice import FUNCTION_WORDS, Edge, EdgeKind, Lattice
from normalize.waking import Waker
from normalize.words import Words

SPELLED = frozenset({EdgeKind.READING, EdgeKind.OTHER_READING, EdgeKind.CONFUSED})
SENSES = frozenset({EdgeKind.SENSE, EdgeKind.WORD_SENSE, EdgeKind.OWN})
WINDOW = 7  # words looked at on either side of a waking pair
MEMORY = 400_000  # stretches remembered
LEAST_PATH = 14.0  # bits below which no context makes a reading worth showing
NAMED = 4.5  # bits that a right name standing in the text adds to a longer reading: a text about Shanghai says Shanghai
WILD = 5.6  # bits lost for a word inside the stretch that no edge explains
TURN = 3.0  # bits lost for each step back in the Chinese: "X of Y"
LINKS = frozenset({"of", "the", "and", "a", "an", "in", "on", "for", "to", "s", "its", "at", "by", "with"})
FREE = 0.4  # bits lost for a word that links the parts of a name: of, the, and
VERB = 2.0  # bits lost for any other function word between the parts of a term
DROP = 4.0  # bits lost for a character that nothing renders
DROP_EASY = 1.2  # … if it is one that translations often drop
EASY = frozenset("的之等市省县区镇乡村州和与及了着地是在上中所有各大小老子儿头人一个年届次型式性化级类")
FURTHER_SENSE = 2.0  # senses in one name are not independent


class Step(NamedTuple):  # as Edge
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
    def words(self) -> frozenset[int]:
        """The words that an edge explains."""
        return frozenset(k for step in self.steps for k in range(step.start, step.end))

    @property
    def share(self) -> float:
        """How much of the Chinese is rendered, 0 to 1."""
        return self.covered / self.length


class Reader:
    """Reads texts back against one compiled termbase; remembers what it has worked out."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._waker = Waker(compiled)
        self._stretches: dict[Window, _Stretch] = {}

    def pinyin_words(self, words: frozenset[str]) -> frozenset[str]:
        """Those words that are pinyin and no English."""
        return self._waker.pinyin_words(words)

    def paths(self, text: Words, named: Sequence[bool]) -> list[Path]:
        """The best path of every woken form at every place. `named[k]` says that word k is part of a right name."""
        found: list[Path] = []
        bounds: dict[int, tuple[int, int]] = {}
        windows: dict[tuple[int, int], Window] = {}
        for variant, places in self._waker.woken(text, named).items():
            last_end = -1
            for place in sorted(places):
                if place < last_end - WINDOW // 2:
                    continue
                span = bounds.get(place)
                if span is None:
                    span = bounds[place] = _bounds(place, text)
                start, last_end = span
                window = windows.get(span)
                if window is None:
                    window = windows[span] = (tuple(text.words[start:last_end]), tuple(named[start:last_end]), tuple(map(text.cost, range(start, last_end))))
                path = self._path(variant, window)
                if path is not None:
                    found.append(_moved(path, start))
        return found

    def _path(self, variant: int, window: Window) -> Path | None:
        stretch = self._stretches.get(window)
        if stretch is None:
            if len(self._stretches) > MEMORY:
                self._stretches.clear()
            stretch = self._stretches[window] = _Stretch(self.compiled, window)
        if variant not in stretch.paths:
            stretch.paths[variant] = stretch.best_path(variant)
        return stretch.paths[variant]


class _Stretch:
    """One distinct stretch of words: where each can stand in forms, and what has been worked out for it."""

    __slots__ = ("compiled", "gaps", "paths", "reach", "window")

    def __init__(self, compiled: Compiled, window: Window) -> None:
        self.compiled, self.window = compiled, window
        self.reach = [(at, reach) for at, word in enumerate(window[0]) if (reach := compiled.reach(word))]
        self.gaps: Gaps = {}
        self.paths: dict[int, Path | None] = {}

    def best_path(self, variant: int) -> Path | None:
        """The best path of a form, after a cheap look at whether these words can cover half of it."""
        low, mask, hits = variant << 12, 0, []
        length = self.compiled.lengths[variant]
        for position, reach in self.reach:
            hit = False
            for places, count in reach:
                at = bisect_left(places, low)
                while at < len(places) and (place := places[at] - low) < 4096:
                    mask |= ((1 << (count or (place >> 4 & 15) + 1 - (place >> 8))) - 1) << (place >> 8)
                    hit = True
                    at += 1
            if hit:
                hits.append(position)
        if 2 * (mask & (1 << length) - 1).bit_count() < length:
            return None
        return best_path(variant, self.compiled.lattice(variant), *self.window, hits, self.gaps)


Gaps = dict[tuple[int, int], tuple[float, int]]
Window = tuple[tuple[str, ...], tuple[bool, ...], tuple[float, ...]]  # words, which of them are right names, what the joints cost


def _moved(path: Path, by: int) -> Path:
    steps = tuple([Step(step.start + by, step.end + by, step.edge) for step in path.steps])
    return Path(path.variant, path.start + by, path.end + by, steps, path.bits, path.covered, path.length, path.turns, path.wild)


def _bounds(place: int, text: Words) -> tuple[int, int]:
    """The stretch of words around a place, not reaching over the end of a sentence."""
    start, end, size = place, place + 1, len(text.words)
    while start > 0 and place - start < WINDOW and not text.gap(start):
        start -= 1
    while end < size and end - place <= WINDOW + 4 and not text.gap(end):
        end += 1
    return start, end


Move = tuple[Edge, int, float, int, bool]  # an edge, its number of words, what it gains in bits, its units as a mask, whether it is a sense


def _moves(lattice: Lattice, word: str) -> tuple[Move, ...]:
    """What each edge that begins with a word brings."""
    rarity = lattice.knowledge.rarity
    return tuple([
        (edge, len(edge.words), told(edge, rarity) - edge.cost, ((1 << (edge.j - edge.i)) - 1) << edge.i, edge.kind in SENSES)
        for edge in lattice.edges(word)
    ])  # fmt: skip


def best_path(
    variant: int, lattice: Lattice, words: tuple[str, ...], named: tuple[bool, ...], joints: tuple[float, ...], hits: Sequence[int] | None = None, gaps: Gaps | None = None
) -> Path | None:
    """The chain of edges through these words that scores highest, or None if nothing worth a look holds together.

    Each edge adds what its words tell (their rarity) less how unlikely the rendering is; gaps, turns and unrendered characters cost.
    `hits` are the words that can begin an edge, `gaps` what is known of the words between steps.
    """
    gaps = {} if gaps is None else gaps
    n, known = lattice.length, lattice.moves
    steps: list[tuple[int, int, Edge, float, int, bool]] = []
    reachable, bound = 0, 0.0
    for at in range(len(words)) if hits is None else hits:
        word = words[at]
        moves = known.get(word)
        if moves is None:
            moves = known[word] = _moves(lattice, word)
        if not moves:
            continue
        best_gain = 0.0
        for edge, size, gain, mask, sense in moves:
            if size > 1 and not (at + size <= len(words) and all(part in stems(words[at + k]) for k, part in enumerate(edge.words))):
                continue
            if gain > NAMED and named[at]:
                gain = NAMED
            reachable |= mask
            if gain > best_gain:
                best_gain = gain
            steps.append((at, at + size, edge, gain, mask, sense))
        bound += best_gain
    if reachable.bit_count() * 2 < n or bound < LEAST_PATH:
        return None
    unrendered, units = lattice.unrendered, lattice.variant.units
    if bound - _unrendered(reachable, units) < LEAST_PATH:
        return None  # even if every word gave its best
    # A state: score, mask, last word, last unit, the step taken, the state before, wild words, senses, turns.
    states: list[Any] = []
    best, best_total = None, -1e9
    for step in steps:
        start, end, edge, gain, mask, sense = step
        first_unit, unit = edge.i, edge.j
        size = unit - first_unit
        lost_units = unrendered.get(mask)
        if lost_units is None:
            lost_units = unrendered[mask] = _unrendered(mask, units)
        choice = (gain, mask, end, unit, step, None, 0, int(sense), 0)
        choice_total = gain - lost_units
        for state in states:
            score, taken, last, last_unit, before, _, wild_before, senses, turns = state
            if last > start:
                continue
            doubled = taken & mask
            if doubled and not (size == 1 and sense and unit == last_unit and start == last and before[2].j - before[2].i > 1):
                continue  # "Xizihu Lake" says 湖 twice; nothing else may be rendered twice
            gap = gaps.get((last, start))
            if gap is None:
                gap = gaps[last, start] = _gap(words, joints, last, start)
            lost, wild = gap
            if wild > 2:
                continue
            turn = size > 0 and first_unit < last_unit and not doubled
            extra = min(gain, 3.0) if doubled or size == 0 else gain
            score = score + extra - lost - (TURN if turn else 0.0) - (FURTHER_SENSE if sense and senses else 0.0)
            taken |= mask
            lost_units = unrendered.get(taken)
            if lost_units is None:
                lost_units = unrendered[taken] = _unrendered(taken, units)
            if score - lost_units > choice_total:
                choice_total = score - lost_units
                choice = (score, taken, end, unit if size else last_unit, step, state, wild_before + wild, senses + sense, turns + turn)
        states.append(choice)
        if choice_total > best_total:
            best, best_total = choice, choice_total
    if best is None or best_total < LEAST_PATH or best[1].bit_count() * 2 < n:
        return None
    chain: list[Step] = []
    state = best
    while state is not None:
        chain.append(Step(*state[4][:3]))
        state = state[5]
    chain.reverse()
    return Path(variant, chain[0].start, best[2], tuple(chain), round(best_total, 2), best[1].bit_count(), n, best[8], best[6])


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
    links = sum(words[k] in LINKS for k in range(start, end))
    return wild * WILD + links * FREE + (end - start - wild - links) * VERB + sum(joints[start : end + 1]), wild


def _unrendered(mask: int, units: Sequence[str]) -> float:
    return sum(DROP_EASY if unit in EASY else DROP for at, unit in enumerate(units) if not mask >> at & 1)
