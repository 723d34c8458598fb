"""How a finding is known again in a text that has changed: its fingerprint, and the surroundings that tell like places apart.

The fingerprint is `1:` (its version), a digest of kind, concept, folded form and two words on each side within the line, and, from the second
place of a document with the same digest on, its ordinal: `1:9f86d081884c7d65.2`. Neither offsets nor the file's name count. Ordinals shift when
a like place comes in above, so nothing is ever recognized by them: that is what `around` is for.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from normalize.findings import Finding
from normalize.text.document import Document, Span

VERSION = "1"
NEAR, WIDE = 2, 10  # words on each side: in the fingerprint, and in the surroundings
_REACH = 160  # characters in which these words are looked for
_WORD = re.compile(r"\w+")
_FAR = 40  # lines in which the neighbours are looked for
_MOST = 500  # like places among which one is looked for; a table with more of them is changed as a whole
_NOTHING, _EDGE = "_", "edge"
# The parts of `around`: the whole line, eight further words to the left and right, the nearest other lines above and below and those beyond them,
# and, where a line is repeated at once, which of them it is: "2of4".
PARTS = ("line", "left", "right", "above", "above2", "below", "below2", "repeated")
_LINE, _LEFT, _RIGHT = frozenset({0, 1, 2}), frozenset({0, 1, 3, 4}), frozenset({0, 2, 5, 6})
_NEIGHBOURS, _ABOVE, _BELOW, _REPEATED = frozenset({3, 4, 5, 6}), 3, 5, 7


class Place(NamedTuple):
    """`fingerprint` names a finding in one state of a text; `around` tells it from like places in a later one.

    `around` holds its parts (short digests, see PARTS), which of them no like place of the document shared (a hexadecimal mask), and the number of
    like places, itself included: `3f2a91._.b2…….ff.1`.
    """

    fingerprint: str
    around: str


NOWHERE = Place("", "")


def places(document: Document, findings: Sequence[Finding]) -> list[Place]:
    """The place of each finding of a document, in their order: as it is read, so that it is the same however the lines are wrapped."""
    document, spans = document.flow, [document.flow.read(finding.start, finding.end) for finding in findings]
    lines = _Lines(document)
    marks: list[str] = []
    parts: list[tuple[str, ...]] = []
    like: dict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        start, end = spans[at]
        first, last = lines.of(start), lines.of(end)
        before = _words(document.text[max(lines.spans[first][0], start - _REACH) : start])[-WIDE:]
        after = _words(document.text[end : min(lines.spans[last][1], end + _REACH)])[:WIDE]
        found = " ".join(_words(document.text[start:end])) or finding.found
        near = (finding.kind.value, finding.concept or "", found, " ".join(before[-NEAR:]), " ".join(after[:NEAR]))
        marks.append(_digest("\x1f".join(near), 8))
        parts.append((lines.digest(first), _part(before[:-NEAR]), _part(after[NEAR:]), *lines.beside(first, last)))
        like[marks[-1]].append(at)
    result = [NOWHERE] * len(findings)
    for mark, twins in like.items():
        shared = [Counter(parts[twin][n] for twin in twins) for n in range(len(PARTS))]
        for ordinal, at in enumerate(twins, 1):
            own = sum(1 << n for n, part in enumerate(parts[at]) if shared[n][part] == 1)
            suffix = "" if ordinal == 1 else f".{ordinal}"
            result[at] = Place(f"{VERSION}:{mark}{suffix}", ".".join((*parts[at], f"{own:02x}", str(len(twins)))))
    return result


def base(fingerprint: str) -> str:
    """A fingerprint without its ordinal: like places share it."""
    return fingerprint.partition(".")[0]


def unchanged(place: Place, same: Sequence[int]) -> int | None:
    """Which of the like places of a text stands as this one stood, of those with the `same` surroundings.

    Places that nothing ever told apart (a page that holds the same table twice) go by their order, as long as they are as many and as they were.
    """
    if _read(place.around)[1]:
        return same[0]
    ordinal = place.fingerprint.partition(".")[2] or "1"
    return int(ordinal) - 1 if ordinal.isdecimal() and int(ordinal) - 1 in same else None


def recognized(around: str, candidates: Sequence[str]) -> int | None:
    """Which of the like places of a text (their `around`) is the one with these surroundings; None where none or more than one could be.

    Something of its own line must be as it was, or both lines beside it; and it must share something that told it from its like before and tells it from its like now.
    Where like places have come in since, it must share that on both sides: a copy of a paragraph put beside it shares the neighbours of one side.
    """
    if not around:
        return 0 if len(candidates) == 1 else None
    if len(candidates) > _MOST:
        return None
    parts, own, count = _read(around)
    there = [_read(candidate)[0] for candidate in candidates]
    shared = [{n for n in range(len(PARTS)) if parts[n] != _NOTHING and parts[n] == other[n]} for other in there]
    common = set.intersection(*shared) if len(shared) > 1 else set()
    telling = [{n for n in here - common if own >> n & 1} for here in shared]
    fit = [at for at, here in enumerate(telling) if here and (shared[at] & _LINE or {_ABOVE, _BELOW} <= shared[at])]
    if len(candidates) > count:
        inner = {n for n in range(len(PARTS)) if parts[n] != _EDGE}  # a copy can come to stand first or last as well
        fit = [at for at in fit if telling[at] & _LEFT & inner and telling[at] & _RIGHT & inner]
    if len(fit) != 1:
        return None
    here, evidence = shared[fit[0]], telling[fit[0]]
    if evidence == {_REPEATED}:
        return fit[0] if len(here & _NEIGHBOURS) > 1 else None  # which of the same lines, where those stand as they stood
    return fit[0] if count == 1 or len(evidence) >= min(2, own.bit_count()) else None


def alike(around: str, other: str) -> int:
    """How many parts of their surroundings two like places share."""
    mine, theirs = _read(around)[0], _read(other)[0]
    return sum(a == b != _NOTHING for a, b in zip(mine, theirs, strict=True))


def untouched(around: str, other: str) -> bool:
    """Whether two like places have the same words on both sides, or stand in the same line between the same lines."""
    mine, theirs = _read(around)[0], _read(other)[0]
    return all(mine[n] == theirs[n] for n in (0, 3, 5)) or all(mine[n] == theirs[n] != _NOTHING for n in (1, 2))


def _read(around: str) -> tuple[list[str], int, int]:
    """The parts, the mask of those of its own, and the number of like places; nothing where a person has changed it."""
    pieces = around.split(".")
    try:
        if len(pieces) == len(PARTS) + 2:
            return pieces[: len(PARTS)], int(pieces[-2], 16), int(pieces[-1])
    except ValueError:
        pass
    return [_NOTHING] * len(PARTS), -1, 1


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

    def beside(self, first: int, last: int) -> tuple[str, ...]:
        """The two nearest other lines with words above, those below, and which of its repetitions the line is.

        The edge of the text has a digest of its own. Repetitions at once are passed over: of a line and its copy beside it nobody can say which is
        which, so they must look the same.
        """
        *above, before = self._walk(first, -1)
        *below, after = self._walk(last, 1)
        count = int(before) + int(after) + 1
        return (*above, *below, f"{int(before) + 1}of{count}" if count > 1 else _NOTHING)

    def _walk(self, line: int, step: int) -> Iterator[str]:
        """The two nearest other lines in one direction, then how often the line is repeated before them."""
        own, others, repeated = self.digest(line), 0, 0
        for _ in range(_FAR):
            line += step
            if others == 2 or not self._exists(line):
                break
            digest = self.digest(line)
            if digest == own != _NOTHING:
                repeated += others == 0
            elif digest != _NOTHING:
                others += 1
                yield digest
        yield from [_EDGE] * (2 - others)
        yield str(repeated)

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
    from hashlib import blake2b  # it takes longer to import than a page takes to print

    return blake2b(text.encode(), digest_size=size).hexdigest()
