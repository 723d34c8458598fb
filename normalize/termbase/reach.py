"""Where one English word can stand in the forms of a termbase, and what it can gain there at most: all that postings tell without a lattice."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence

from normalize.termbase.knowledge import COST, ODD, OLD, EdgeKind, told_by_pinyin
from normalize.termbase.postings import AMONG, BEHIND
from normalize.termbase.remembered import Remembered

# The units [i, j) of a posting as a mask, by its bits i << 4 | j - 1.
UNITS = tuple([(1 << max(place >> 4, (place & 15) + 1)) - (1 << (place >> 4)) for place in range(256)])
_PLAIN, _ODD = min(COST[EdgeKind.WORD_SENSE], COST[EdgeKind.OWN]), min(COST[kind] for kind in ODD)  # bits that an edge of one word costs at least

# What a word can do in one form: the units of the edges that begin with it, the most bits that it gains, and whether it may be one of several
# words of an edge.
Standing = tuple[int, float, bool]


class Reach:
    """The forms in which a word can stand: as a bit mask, as bytes, as postings; and the syllables that it may be cut into, folded.

    `places`: form -> its postings there, without the number of the form; `standing`: form -> Standing.
    """

    __slots__ = ("_gains", "cuts", "forms", "mask", "parts", "places", "standing")

    def __init__(self, forms: bytes | bytearray, parts: Sequence[array[int]], cuts: Sequence[tuple[str, ...]], rarities: Sequence[float]) -> None:
        """`rarities` are those of the word itself and of its stems, in bits."""
        self.mask, self.forms, self.parts, self.cuts = int.from_bytes(forms, "little"), forms, parts, cuts
        self.places: dict[int, list[int]] = Remembered(self._places)
        self.standing: dict[int, Standing] = Remembered(self._standing)
        told, spelled = max(rarities), max([told_by_pinyin(rarities[0], len(cut)) for cut in cuts], default=0.0)
        # By way: the most that it gains alone; one of several words may bring all that it tells, for another pays.
        self._gains = (told - _PLAIN, told - _ODD, spelled - COST[EdgeKind.READING], OLD, *[told] * 4)

    def _places(self, variant: int) -> list[int]:
        found, low = [], variant << 12
        for places in self.parts:
            at, size = bisect_left(places, low), len(places)
            while at < size and (place := places[at] - low) < 4096:
                found.append(place)
                at += 1
        return found

    def _standing(self, variant: int) -> Standing:
        units, gain, among, gains = 0, 0.0, 0, self._gains
        for place in self.places[variant]:
            if gains[place & 7] > gain:
                gain = gains[place & 7]
            among |= place & AMONG
            if not place & BEHIND:
                units |= UNITS[place >> 4]
        return units, gain, among > 0
