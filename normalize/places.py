"""How a finding is known again in a text that has changed: its fingerprint, and the surroundings that tell like places apart.

The fingerprint is `1:` (its version), a digest of kind, concept, folded form and two words on each side within the line, and, from the second
place of a document with the same digest on, its ordinal: `1:9f86d081884c7d65.2`. Neither offsets nor the file's name count. Ordinals shift when
a like place comes in above, so nothing is ever recognized by them: that is what `around` is for.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from normalize.document import Document, Span
from normalize.findings import Finding

VERSION = "1"
NEAR, WIDE = 2, 10  # words on each side: in the fingerprint, and in the surroundings
_REACH = 160  # characters in which these words are looked for
_WORD = re.compile(r"\w+")
_NOTHING = "_"
# The parts of `around`: the whole line, eight further words to the left and right, the lines above and below and those beyond them.
PARTS = ("line", "left", "right", "above", "above2", "below", "below2")
_LEFT, _RIGHT = frozenset({0, 1, 3, 4}), frozenset({0, 2, 5, 6})
_NEIGHBOURS = frozenset({3, 4, 5, 6})


@dataclass(frozen=True, slots=True)
class Place:
    """`fingerprint` names a finding in one state of a text; `around` tells it from like places in a later one.

    `around` holds seven short digests (see PARTS), which of them no like place of the document shared (a hexadecimal mask), and the number of
    like places, itself included: `3f2a91._.b2…….7f.1`.
    """

    fingerprint: str
    around: str


def places(document: Document, findings: Sequence[Finding]) -> list[Place]:
    """The place of each finding of a document, in their order."""
    lines = _Lines(document)
    marks: list[str] = []
    parts: list[tuple[str, ...]] = []
    like: dict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        first, last = lines.of(finding.start), lines.of(finding.end)
        before = _words(document.text[max(lines.spans[first][0], finding.start - _REACH) : finding.start])[-WIDE:]
        after = _words(document.text[finding.end : min(lines.spans[last][1], finding.end + _REACH)])[:WIDE]
        found = " ".join(_words(finding.found)) or finding.found
        near = (finding.kind.value, finding.concept or "", found, " ".join(before[-NEAR:]), " ".join(after[:NEAR]))
        marks.append(_digest("\x1f".join(near), 8))
        parts.append((lines.digest(first), _part(before[:-NEAR]), _part(after[NEAR:]), *lines.beside(first, -1), *lines.beside(last, 1)))
        like[marks[-1]].append(at)
    result = [Place("", "")] * len(findings)
    for mark, twins in like.items():
        for ordinal, at in enumerate(twins, 1):
            own = sum(1 << n for n, part in enumerate(parts[at]) if all(parts[twin][n] != part for twin in twins if twin != at))
            suffix = "" if ordinal == 1 else f".{ordinal}"
            result[at] = Place(f"{VERSION}:{mark}{suffix}", ".".join((*parts[at], f"{own:02x}", str(len(twins)))))
    return result


def base(fingerprint: str) -> str:
    """A fingerprint without its ordinal: like places share it."""
    return fingerprint.partition(".")[0]


def recognized(around: str, candidates: Sequence[str]) -> int | None:
    """Which of the like places of a text (their `around`) is the one with these surroundings; None where none or more than one could be.

    A place must share something that told it from its like before and tells it from its like now. Where like places have come in since, it must
    share it on both sides: a copy of a paragraph put beside it shares the neighbours of one side.
    """
    if not around:
        return 0 if len(candidates) == 1 else None
    parts, own, count = _read(around)
    there = [_read(candidate)[0] for candidate in candidates]
    shared = [{n for n in range(len(PARTS)) if own >> n & 1 and parts[n] != _NOTHING and parts[n] == other[n]} for other in there]
    common = set.intersection(*shared) if len(shared) > 1 else set()
    telling = [here - common for here in shared]
    fit = [at for at, here in enumerate(telling) if here]
    if len(fit) != 1:
        return None
    evidence = telling[fit[0]]
    return fit[0] if len(candidates) <= count or (evidence & _LEFT and evidence & _RIGHT) else None


def untouched(around: str, other: str) -> bool:
    """Whether two like places stand in the same line between the same lines."""
    mine, theirs = _read(around)[0], _read(other)[0]
    return all(mine[n] == theirs[n] for n in (0, 3, 5))


def _read(around: str) -> tuple[list[str], int, int]:
    pieces = around.split(".")
    if len(pieces) != len(PARTS) + 2:
        return [_NOTHING] * len(PARTS), 0, 1
    return pieces[: len(PARTS)], int(pieces[-2], 16), int(pieces[-1])


class _Lines:
    """The lines of a document that hold words, each digested once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.spans: dict[int, Span] = {}
        self._digests: dict[int, str] = {}

    def of(self, offset: int) -> int:
        line = self.document.place(offset)[0]
        self.spans[line] = self.document.line_span(offset)
        return line

    def digest(self, line: int) -> str:
        if line not in self._digests:
            self._digests[line] = _part(_words(self._text(line)))
        return self._digests[line]

    def beside(self, line: int, step: int) -> Iterator[str]:
        """The two nearest lines with words above (-1) or below (1); the edge of the text has a digest of its own."""
        for _ in range(2):
            line += step
            while self._exists(line) and self.digest(line) == _NOTHING:
                line += step
            yield self.digest(line) if self._exists(line) else "edge"

    def _exists(self, line: int) -> bool:
        return 1 <= line <= len(self.document.line_starts)

    def _text(self, line: int) -> str:
        starts = self.document.line_starts
        return self.document.text[starts[line - 1] : starts[line] if line < len(starts) else len(self.document.text)]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _part(words: Sequence[str]) -> str:
    return _digest(" ".join(words), 3) if words else _NOTHING


def _digest(text: str, size: int) -> str:
    return hashlib.blake2b(text.encode(), digest_size=size).hexdigest()
