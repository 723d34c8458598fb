"""Tables of a compiled termbase that are read a piece at a time: a run on one article needs a few hundred of a hundred thousand rows.

Both kinds are one stretch of bytes, so that marshal loads a whole termbase at the speed of copying; a row becomes Python values when asked for.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any
from zlib import crc32

Packed = tuple[bytes, bytes]  # where each row ends, and the rows
DRAWER = 4  # rows that are unpacked together


def shelved(table: Mapping[Any, Any], drawer: int = DRAWER) -> Packed:
    """A mapping with texts or bytes as keys, in plain values, as `Shelf` reads it; about so many rows are unpacked together."""
    count = max(1, len(table) // drawer)
    drawers: list[dict[Any, Any]] = [{} for _ in range(count)]
    for key, value in table.items():
        drawers[crc32(key if type(key) is bytes else key.encode()) % count][key] = value
    return rowed(drawers)


def rowed(rows: Sequence[Any]) -> Packed:
    """A sequence of plain values as `Rows` reads it."""
    packed = list(map(marshal.dumps, rows))
    return array("I", accumulate(map(len, packed), initial=0)).tobytes(), b"".join(packed)


SMALL = 512  # bytes below which a stretch stays with the plain values
_BLOB, _HOLDER = "blob at", "holds blobs"


def filed(data: Any) -> tuple[bytes, list[bytes]]:
    """Plain values in dicts and tuples as a head and the long stretches of bytes that belong behind it."""
    blobs: list[bytes] = []
    at = 0

    def without(value: Any) -> Any:
        nonlocal at
        if isinstance(value, (dict, tuple)):
            held = {key: without(each) for key, each in value.items()} if isinstance(value, dict) else tuple([without(each) for each in value])
            return value if held == value else (_HOLDER, held)
        if isinstance(value, bytes) and len(value) >= SMALL:
            blobs.append(value)
            at += len(value)
            return (_BLOB, at - len(value), at)
        return value

    head = marshal.dumps(without(data))
    return len(head).to_bytes(8, "little") + head, blobs


def unfiled(file: memoryview) -> Any:
    """The values that were filed; long stretches stay views of the file, which nobody copies, and what holds none is left as it is."""
    start = 8 + int.from_bytes(file[:8], "little")
    body = file[start:]

    def whole(value: Any) -> Any:
        if isinstance(value, tuple) and value[:1] == (_BLOB,):
            return body[value[1] : value[2]]
        if isinstance(value, tuple) and value[:1] == (_HOLDER,):
            held = value[1]
            return {key: whole(each) for key, each in held.items()} if isinstance(held, dict) else tuple([whole(each) for each in held])
        return value

    return whole(marshal.loads(file[8:start]))


class Rows(Sequence[Any]):
    """The values that were packed, each unpacked anew whenever it is asked for."""

    def __init__(self, packed: Packed) -> None:
        self._ends = memoryview(packed[0]).cast("I")
        self._body = memoryview(packed[1])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: Any) -> Any:
        return marshal.loads(self._body[self._ends[number] : self._ends[number + 1]])  # behind the last row is an IndexError


class Shelf(Mapping[Any, Any]):
    """The mapping that was packed; a drawer of it is unpacked when one of its keys is asked for, and kept."""

    def __init__(self, packed: Packed) -> None:
        self._rows = Rows(packed)
        self._count = len(self._rows)
        self._open: dict[int, dict[Any, Any]] = {}

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key, or the default."""
        number = crc32(key if type(key) is bytes else key.encode()) % self._count
        drawer = self._open.get(number)
        if drawer is None:
            drawer = self._open[number] = self._rows[number]
        return drawer.get(key, default)

    def __getitem__(self, key: Any) -> Any:
        found = self.get(key, self)
        if found is self:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return self.get(key, self) is not self

    def __iter__(self) -> Iterator[Any]:
        for drawer in self._rows:
            yield from drawer

    def __len__(self) -> int:
        return sum(map(len, self._rows))
