"""Which ids a file holds, in 16 bytes each, so that a termbase of a million concepts can be written as it comes."""

from __future__ import annotations

from array import array
from hashlib import blake2b


class Identifiers:
    """A growing set of ids, known by 64 bits of their hash: two different ones are taken for the same once in 10^13 pairs."""

    def __init__(self) -> None:
        self._slots = array("Q", bytes(8 * 1024))
        self._count = 0

    def add(self, identifier: str) -> bool:
        """Put an id in; whether it was new."""
        digest, place = self._find(identifier)
        if self._slots[place]:
            return False
        self._slots[place] = digest
        self._count += 1
        if self._count * 2 > len(self._slots):
            self._grow()
        return True

    def __contains__(self, identifier: str) -> bool:
        return bool(self._slots[self._find(identifier)[1]])

    def _find(self, identifier: str) -> tuple[int, int]:
        digest = int.from_bytes(blake2b(identifier.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1
        slots = self._slots
        mask = len(slots) - 1
        place = digest & mask
        while slots[place] not in (0, digest):
            place = (place + 1) & mask
        return digest, place

    def _grow(self) -> None:
        slots = array("Q", bytes(16 * len(self._slots)))
        mask = len(slots) - 1
        for digest in self._slots:
            if digest:
                place = digest & mask
                while slots[place]:
                    place = (place + 1) & mask
                slots[place] = digest
        self._slots = slots


def own_name(wanted: str, taken: Identifiers) -> str:
    """The wanted id, or the first numbered one (a-2, a-3, …) that is free; it is taken then."""
    if taken.add(wanted):
        return wanted
    number = 2
    while not taken.add(f"{wanted}-{number}"):
        number += 1
    return f"{wanted}-{number}"
