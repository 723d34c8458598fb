"""A text cut into passages that a page can show one by one, and the sentence around a finding."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from normalize.text.document import Document

Span = tuple[int, int]

LONG = 20_000  # code points from which a passage without a line end is cut at a blank
REACH = 250  # code points of a sentence that are shown on either side
_LINE_END = re.compile(r"(?:\r?\n)+")
_STOP = re.compile(r"[.!?;][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|(?<=[a-z])[.!?][\"'”’)\]]*(?=[A-Z][a-z])|(?:\r?\n)+")  # "as one.In contrast": the lost space is a garble too


def passages(text: str, findings: Sequence[Span]) -> list[Span]:
    """Stretches that cover the text: paragraphs, long ones in parts; no finding is cut in two. `findings` are in order."""
    starts, reached = [start for start, _ in findings], list(accumulate((end for _, end in findings), max))  # one finding may stand inside another
    cuts = [match.end() for match in _LINE_END.finditer(text) if not _touched(match.start(), match.end(), starts, reached)]
    result: list[Span] = []
    at = 0
    for cut in [*cuts, len(text)]:
        for stop in _parts(text, at, cut, starts, reached):
            result.append((at, stop))
            at = stop
    return result or [(0, 0)]


def _parts(text: str, start: int, end: int, starts: Sequence[int], reached: Sequence[int]) -> Iterator[int]:
    while end - start > LONG:
        stop = text.find(" ", start + LONG, end) + 1
        while stop and _touched(stop - 1, stop, starts, reached):
            stop = text.find(" ", stop, end) + 1
        if not stop:
            break
        yield stop
        start = stop
    if end > start:
        yield end


def _touched(start: int, end: int, starts: Sequence[int], reached: Sequence[int]) -> bool:
    """Whether a finding reaches into [start, end); `reached` says how far the findings up to each one go."""
    at = bisect_left(starts, end)
    return at > 0 and reached[at - 1] > start


def sentence(document: Document, start: int, end: int) -> Span:
    """The sentence around [start, end), over the lines that an editor has wrapped; of a long one the words within REACH code points on either side."""
    return document.flow.stood(*_sentence(document.flow.text, *document.flow.read(start, end)))


def _sentence(text: str, start: int, end: int) -> Span:
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    first = max((match.end() for match in _STOP.finditer(text, low, start)), default=-1)
    if first < 0:
        first = text.find(" ", low, start) + 1 or low if low else 0
    after = _STOP.search(text, end, high)
    if after:
        return first, after.start() + len(after[0].rstrip())
    return first, high if high == len(text) else max(text.rfind(" ", end, high), end)
