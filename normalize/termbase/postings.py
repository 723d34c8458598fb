"""Where a word can stand in the forms of a termbase: postings, and the forms alone as a bit mask."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from itertools import compress, count, islice, pairwise
from operator import and_

WIDEST = 1 << 17  # bits of a mask at most; more forms than that share bits, and are told apart afterwards
MANY = 48  # postings from which a mask is laid out beforehand, where 32,768 bits are enough

# A posting says where in which variant a word can stand: variant << 12 | i << 8 | (j - 1) << 4 | way.
ANYWHERE, ODDLY, SPELLED, ROMANIZED = 0, 1, 2, 3
WAY = 3
ONE_UNIT = 1 << 4  # added to a posting: its place ends one unit further on
AMONG, BEHIND = 4, 8  # added to a way: also or only as one of several words; never as the first of them


def posting(variant: int, i: int, j: int, way: int) -> int:
    """Pack a place in a form."""
    return variant << 12 | i << 8 | max(j - 1, 0) << 4 | way


def unpacked(packed: int) -> tuple[int, int, int]:
    """(i, j, way) of a posting."""
    return packed >> 8 & 15, (packed >> 4 & 15) + 1, packed & 15


def width_of(forms: int) -> int:
    """Bits of the masks over so many forms, in whole bytes."""
    return min(WIDEST, forms + 7 & ~7 or 8)


def mark(forms: bytearray, places: Iterable[int]) -> bytearray:
    """Set the bits of the forms of postings in a mask."""
    size = len(forms)
    for place in places:
        forms[(place >> 15) % size] |= 1 << (place >> 12 & 7)
    return forms


def postings(packed: bytes | None) -> array[int]:
    """The postings of one key of the index."""
    return array("I", packed or b"")


def sharing(masks: Sequence[int], own: int) -> tuple[list[int], list[int], list[int]]:
    """Where two neighbors share a form, where three do, and where two share one of some (`own`, a mask). What they share is not kept: of a long text it
    is gigabytes."""
    pairs = list(compress(count(), map(and_, masks, islice(masks, 1, None))))
    triples = [at for at, after in pairwise(pairs) if after == at + 1 and masks[at] & masks[after] & masks[after + 1]]
    return pairs, triples, [at for at in pairs if own & masks[at] & masks[at + 1]] if own else []


def many(width: int) -> int:
    """How many postings make it worth laying a mask out beforehand."""
    return max(MANY, width // 256 if width > 1 << 15 else 0)
