"""What a reader leaves out: one sentence for each kind of thing, at the end, with how often and where first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Report = Callable[[str], None]

HALF = "concepts that have not both a right Chinese and an English term"
HALF_PAIRS = "lines that have not both a source and a target term"
UNKNOWN_STATUS = "statuses that are not known, whose terms count as right"
NO_PLACE = "columns that a concept has no place for"
_MOST_NAMED = 9


def silent(sentence: str) -> None:
    """A report that goes nowhere: nobody asked."""


@dataclass(slots=True)
class _Kind:
    """One kind of thing: in how many places, the first and the last of them, and which there are."""

    count: int
    first: tuple[str | None, int]
    last: tuple[str | None, int]
    named: list[str] = field(default_factory=list)


class Losses:
    """What is left out, by kind: in how many concepts (or lines, rows), and in which one first."""

    def __init__(self, unit: str = "concept", place: str = "line") -> None:
        self.where: tuple[str | None, int] = None, 0
        self._unit, self._place = unit, place
        self._kinds: dict[str, _Kind] = {}

    def lost(self, what: str, which: str = "") -> None:
        """Something at `where` is left out, of a kind `which` may name more nearly; counts once a place."""
        if (kind := self._kinds.get(what)) is None:
            kind = self._kinds[what] = _Kind(0, self.where, (None, -1))
        if kind.last != self.where:
            kind.count, kind.last = kind.count + 1, self.where
        if which and which not in kind.named and len(kind.named) <= _MOST_NAMED:
            kind.named.append(which)

    def sentences(self) -> Iterator[str]:
        """One for each kind of thing."""
        for what, kind in self._kinds.items():
            named = ", ".join([*kind.named[:_MOST_NAMED], *(["…"] if len(kind.named) > _MOST_NAMED else [])])
            (name, number), plural = kind.first, "s" if kind.count > 1 else ""
            yield f"left out: {what}{f' ({named})' if named else ''}, in {kind.count} {self._unit}{plural}; the first is {name or 'one without an id'} ({self._place} {number})"
