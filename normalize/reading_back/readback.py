"""Reading English back: which stretches of a text parse as a path through the lattice of a Chinese form, and how well.

`waking` says which forms to try where; here the words around those places are turned into edges of the form, and the best chain of edges
is scored in bits. Names repeat, so the answer is remembered per distinct stretch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from normalize.reading_back.paths import ANY, CAPITAL, CAPITALS, DROP, DROP_EASY, NAMED, SLACK, VERBS, WILD, Demand, Gaps, Path, Step, Window, best_path, renders_enough
from normalize.reading_back.waking import Waker
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import FUNCTION_WORDS
from normalize.text.words import Words

WINDOW = 7  # words looked at on either side of a waking pair
MEMORY = 400_000  # stretches remembered

Demands = Callable[[int], Demand]


class Reader:
    """Reads texts back against one compiled termbase; remembers what it has worked out."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._waker = Waker(compiled)
        self._stretches: dict[Window, _Stretch] = {}

    def pinyin_words(self, words: frozenset[str]) -> frozenset[str]:
        """Those words that are pinyin and no English."""
        return self._waker.pinyin_words(words)

    def paths(self, text: Words, named: Sequence[bool], joined: Sequence[bool], demands: Demands = lambda _: ANY) -> list[Path]:
        """The best path of every woken form at every place. `named[k]` says that word k is part of a right name, `joined[k]` that a right
        form holds it together with the word before it; `demands` what a form's path must reach to matter in this document; what could
        not is not worked out."""
        found: list[Path] = []
        bounds: dict[int, tuple[int, int]] = {}
        stretches: dict[tuple[int, int], tuple[_Stretch, float, bool]] = {}

        def read_again(variant: int, demand: Demand, low: int, high: int, places: Sequence[int]) -> None:
            if inside := places[bisect_left(places, low) : bisect_left(places, high)]:
                read(variant, demand, (low, high), inside)

        def read(variant: int, demand: Demand, span: tuple[int, int], places: Sequence[int]) -> None:
            known = stretches.get(span)
            if known is None:
                start, end = span
                window = (tuple(text.words[start:end]), tuple(named[start:end]), tuple(text.costs[start:end]))
                capitals = sum(map(text.capital, range(start, end)))
                known = stretches[span] = (self._stretch(window), CAPITAL * min(capitals, CAPITALS), capitals > 0)
            stretch, from_capitals, capitalized = known
            if demand.name and not capitalized and variant >= own_forms:
                return  # `may_stand` lets no such path through: a hundredth of a check is saved
            path = stretch.path(variant, demand, min(demand.bits - from_capitals, demand.plain_bits))
            if path is None:
                return
            path = _moved(path, span[0])
            low, high = path.start, path.end
            while joined[low]:
                low += 1
            while joined[high]:
                high -= 1
            if (low, high) != (path.start, path.end):  # no part of a right form: Xi Jiaotong University behind “Wuhan University and”
                read_again(variant, demand, low if low > path.start else span[0], high if high < path.end else span[1], places)
                return
            start, end = path.start, path.end
            if demand.name and (cuts := [k for k in range(start, end) if k not in path.words and _ends(text.words[k], path, demand, variant < own_forms)]):
                start, end = cuts[0], cuts[-1] + 1
            else:
                found.append(path)
            read_again(variant, demand, span[0], start, places)  # "The Jindian Week plan covers the Jindian Week area"
            read_again(variant, demand, end, span[1], places)

        own_forms = self.compiled.own_forms
        for variant, woken in self._waker.woken(text, named).items():
            last_end = -1
            demand, places = demands(variant), sorted(set(woken))
            for place in places:
                if place < last_end - WINDOW // 2:
                    continue
                span = bounds.get(place)
                if span is None:
                    span = bounds[place] = _bounds(place, text)
                last_end = span[1]
                read(variant, demand, span, places)
        return list(dict.fromkeys(found))  # windows overlap

    def _stretch(self, window: Window) -> _Stretch:
        stretch = self._stretches.get(window)
        if stretch is None:
            if len(self._stretches) > MEMORY:
                self._stretches.clear()
            stretch = self._stretches[window] = _Stretch(self.compiled, window)
        return stretch


class _Stretch:
    """One distinct stretch of words: where each can stand in forms, and what has been worked out for it."""

    __slots__ = ("_able", "_paths", "_reach", "compiled", "gaps", "window")

    def __init__(self, compiled: Compiled, window: Window) -> None:
        self.compiled, self.window = compiled, window
        self._reach = [compiled.reach[word] for word in window[0]]
        # The words that can stand in some form: place, bits that it and the words before it cost where no form is, forms, bits of its own.
        self._able: list[tuple[int, float, bytes | bytearray, float]] = []
        wilds = 0.0
        for at, (word, reach) in enumerate(zip(window[0], self._reach, strict=True)):
            wild = 0.0 if word in FUNCTION_WORDS else WILD
            if reach.forms:
                self._able.append((at, wilds, reach.forms, wild))
            wilds += wild
        self.gaps: Gaps = {}
        self._paths: dict[int, tuple[Path | None, float]] = {}

    def path(self, variant: int, demand: Demand, required: float) -> Path | None:
        """The best path of a form, if it may reach the bits that are required; remembered."""
        known = self._paths.get(variant)
        if known is None or (known[0] is None and required < known[1]):
            known = self._paths[variant] = (self._best_path(variant, demand, required), required)
        return known[0]

    def _best_path(self, variant: int, demand: Demand, required: float) -> Path | None:
        """The best path of a form, after a cheap look at whether these words can reach what is required."""
        byte, bit = variant % self.compiled.width >> 3, 1 << (variant & 7)
        hits: list[tuple[int, float]] = []
        explained = 0.0
        for position, wilds, wild in [(position, wilds, wild) for position, wilds, forms, wild in self._able if forms[byte] & bit]:
            hits.append((position, wilds - explained))
            explained += wild
        length = self.compiled.lengths[variant]
        best, mask = self._most_gained(variant, hits)
        easy, missing = self.compiled.easy[variant], (1 << length) - 1 & ~mask
        lost = (missing & ~easy).bit_count()
        if not renders_enough(length, length - missing.bit_count(), lost, demand.name):
            return None
        if best - DROP * lost - DROP_EASY * (missing & easy).bit_count() < required - SLACK + (demand.chain_bits if missing else 0.0):
            return None
        return best_path(variant, self.compiled.lattice(variant), *self.window, hits, self.gaps, demand, required)

    def _most_gained(self, variant: int, hits: list[tuple[int, float]]) -> tuple[float, int]:
        """The most bits that a run of these words gains in a form, as far as postings tell, and the units that they can render."""
        named = self.window[1]
        best = run = before = 0.0
        mask, begun, unnamed = 0, False, False  # whether words just before may begin an edge of several, and whether one that is no right name
        for position, wilds in hits:
            units, gain, among = self._reach[position].standing[variant]
            if wilds != before:
                begun = unnamed = False
            if not units and not begun:
                continue
            if gain > NAMED and named[position] and not (among and unnamed):
                gain = NAMED
            begun, unnamed = begun or among, unnamed or (among and not named[position])
            mask |= units
            run = max(run - wilds + before, 0.0) + gain
            before = wilds
            if run > best:
                best = run
        return best, mask


def _ends(word: str, path: Path, demand: Demand, own: bool) -> bool:
    """Whether a word that a name's path leaves unexplained parts two names: a verb (Su Zhou is a city), "and" where the Chinese is turned about over it
    (Zhejiang Big and Hehai University); the members of a chain may be, and a name of the user's own."""
    return word in VERBS or (word == "and" and path.turns > 0 and not (own or demand.chain_bits))


def _moved(path: Path, by: int) -> Path:
    variant, start, end, steps, bits, covered, length, turns, wild = path
    return Path(variant, start + by, end + by, tuple([Step(first + by, last + by, edge) for first, last, edge in steps]), bits, covered, length, turns, wild)


def _bounds(place: int, text: Words) -> tuple[int, int]:
    """The stretch of words around a place, not reaching over the end of a sentence."""
    start, end, size, gaps = place, place + 1, len(text.words), text.gaps
    while start > 0 and place - start < WINDOW and not gaps[start]:
        start -= 1
    while end < size and end - place <= WINDOW + 4 and not gaps[end]:
        end += 1
    return start, end
