"""Where one English word can stand in the forms of a termbase, and what it can gain there at most: all that postings tell without a lattice."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import NamedTuple

from normalize.lattice import COST, ODD, OLD, EdgeKind, most_told, told_by_pinyin
from normalize.postings import AMONG, ANYWHERE, BEHIND, ODDLY, ROMANIZED, SPELLED, WAY

# The units [i, j) of a posting as a mask, by its bits i << 4 | j - 1.
UNITS = tuple([(1 << max(place >> 4, (place & 15) + 1)) - (1 << (place >> 4)) for place in range(256)])
_CHEAPEST = {ANYWHERE: min(COST[EdgeKind.WORD_SENSE], COST[EdgeKind.OWN]), ODDLY: min(COST[kind] for kind in ODD), SPELLED: COST[EdgeKind.READING]}


class Standing(NamedTuple):
    """What a word can do in one form: the units of the edges that begin with it, the most bits that it can gain, and whether it may be one of
    several words of an edge, which another word begins."""

    units: int
    gain: float
    among: bool


class Reach:
    """The forms in which a word can stand: as a bit mask, as bytes, as postings; the syllables that it may be cut into, folded; how rare it and
    its stems are in English, and the most bits that it can tell in any form. What it is in one form is worked out when asked for."""

    __slots__ = ("_places", "_standing", "cuts", "forms", "mask", "most", "parts", "rarities")

    def __init__(self, mask: int, forms: bytes, parts: tuple[array[int], ...], cuts: tuple[tuple[str, ...], ...], rarities: tuple[float, ...], most: float) -> None:
        self.mask, self.forms, self.parts, self.cuts, self.rarities, self.most = mask, forms, parts, cuts, rarities, most
        self._places: dict[int, list[int]] = {}
        self._standing: dict[int, Standing] = {}

    def places(self, variant: int) -> list[int]:
        """The postings in one form, without its number."""
        found = self._places.get(variant)
        if found is None:
            found, low = [], variant << 12
            for places in self.parts:
                at, size = bisect_left(places, low), len(places)
                while at < size and (place := places[at] - low) < 4096:
                    found.append(place)
                    at += 1
            self._places[variant] = found
        return found

    def standing(self, variant: int) -> Standing:
        """What the word can do in one form."""
        found = self._standing.get(variant)
        if found is None:
            units, gain, among = 0, 0.0, 0
            for place in self.places(variant):
                gain = max(gain, self._gain((place >> 4 & 15) - (place >> 8) + 1, place & (WAY | AMONG)))
                among |= place & AMONG
                if not place & BEHIND:
                    units |= UNITS[place >> 4]
            found = self._standing[variant] = Standing(units, gain, bool(among))
        return found

    def _gain(self, units: int, way: int) -> float:
        """The most bits that the word gains for so many units, less what the likeliest edge of that way costs; its share where other words belong to it."""
        if way & AMONG:
            return self.most
        if way == ROMANIZED:
            return OLD
        told = told_by_pinyin(self.rarities[0], units) if way == SPELLED else min(max(self.rarities), most_told(units))
        return told - _CHEAPEST[way]
