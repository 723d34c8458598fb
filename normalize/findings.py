"""What a detector found, and the judgement between findings that claim the same stretch."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from glossary import Action, Kind


class Suggestion(NamedTuple):
    """A text to put in place of what was found; an empty text deletes. `score` is a probability."""

    text: str
    concept: str | None = None
    score: float = 1.0


class Evidence(NamedTuple):
    """One reason that a reviewer can check."""

    kind: str
    detail: str


class Rival(NamedTuple):
    """Another reading of the same stretch."""

    concept: str | None
    zh: str | None
    text: str
    score: float


class Finding(NamedTuple):
    """A stretch [start, end) of a text that a detector doubts, what it stands for, and what to do about it.

    There is a suggestion at least. `weight` orders claims on the same stretch; it is not part of the record.
    """

    start: int
    end: int
    found: str
    kind: Kind
    action: Action
    confidence: float
    suggestions: tuple[Suggestion, ...]
    evidence: tuple[Evidence, ...] = ()
    concept: str | None = None
    zh: str | None = None
    pinyin: str | None = None
    rivals: tuple[Rival, ...] = ()
    weight: float = 0.0

    @property
    def text(self) -> str:
        """What to write, as the first suggestion has it."""
        return self.suggestions[0].text


CONFIDENCE = {Action.AUTO: 0.98, Action.REVIEW: 0.8, Action.NOTE: 0.5}  # of a listed form; of what is demoted at most
LESS_SURE = {Action.AUTO: Action.REVIEW, Action.REVIEW: Action.NOTE, Action.NOTE: Action.NOTE}


def demoted(finding: Finding) -> Finding:
    """A finding shown one step less surely: its concept fires on clean English."""
    action = LESS_SURE[finding.action]
    confidence = min(finding.confidence, CONFIDENCE[action])
    suggestions = tuple([suggestion._replace(score=min(suggestion.score, confidence)) for suggestion in finding.suggestions])
    return finding._replace(action=action, confidence=confidence, suggestions=suggestions)


SURE = 0.93  # confidence from which a reading of a longer stretch outweighs what claims a part of it
SHORT_WHOLE = 8  # code points up to which no stretch is so long
MOST_RIVALS = 4  # that are shown
_CELL = 64  # code points: a claim is compared with those that touch the same cells, not with all of a text
_SURENESS = {Action.AUTO: 2, Action.REVIEW: 1, Action.NOTE: 0}


def judge(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each stretch: overlaps go to the heavier claim, the loser stays visible as its rival.

    The heavier claim is the one with more weight, then the longer, then the surer. Where two `auto` claims for the same words have different
    concepts neither is `auto`: both are shown and a person decides. A claim that itself waits for review becomes a rival and no more.
    """
    claims = _embracing([f for f in findings if f.text != f.found])
    claims.sort(key=lambda f: (-f.weight, f.start - f.end, -_SURENESS[f.action], f.start, f.concept or ""))
    kept: list[Finding] = []
    cells: dict[int, list[int]] = {}  # cell -> the numbers of what is kept there
    for finding in claims:
        touched = range(finding.start // _CELL, max(finding.end - 1, finding.start) // _CELL + 1)
        near = {index for cell in touched for index in cells.get(cell, ())}
        winner = next((index for index in sorted(near) if _overlap(kept[index], finding)), None)
        if winner is None:
            for cell in touched:
                cells.setdefault(cell, []).append(len(kept))
            kept.append(finding)
        else:
            kept[winner] = _with_rival(kept[winner], finding)
    return sorted(kept, key=lambda f: (f.start, f.end))


def _embracing(findings: list[Finding]) -> list[Finding]:
    """The findings, of which a sure reading of a longer stretch outweighs what claims a part of it (特色小吃攻略 before 攻略 within it), unless the part
    is certain and the whole is not."""
    by_start = sorted(findings, key=lambda f: f.start)
    starts = [f.start for f in by_start]
    result = []
    for finding in findings:
        size = finding.end - finding.start
        if finding.concept is not None and finding.confidence >= SURE and size > SHORT_WHOLE:
            within = by_start[bisect_left(starts, finding.start) : bisect_left(starts, finding.end)]
            parts = [f for f in within if f.end <= finding.end and 0 < f.end - f.start < size and f.concept != finding.concept]
            if finding.action is Action.AUTO or not any(f.action is Action.AUTO for f in parts):
                finding = finding._replace(weight=max([finding.weight, *(f.weight + 0.5 for f in parts)]))
        result.append(finding)
    return result


def _overlap(a: Finding, b: Finding) -> bool:
    """Whether two stretches share a sign; one without width, a missing space, lies in what has signs on either side of it, or in its like."""
    return a[:2] == b[:2] or (a.start < b.end and b.start < a.end)


def _with_rival(winner: Finding, loser: Finding) -> Finding:
    if loser.concept is None or loser.concept == winner.concept:
        return winner
    if winner.action is loser.action is Action.AUTO and (winner.start, winner.end) == (loser.start, loser.end):
        winner = winner._replace(action=Action.REVIEW)
    if any(rival.concept == loser.concept for rival in winner.rivals) or len(winner.rivals) >= 4:
        return winner
    return winner._replace(rivals=(*winner.rivals, Rival(loser.concept, loser.zh, loser.text, loser.confidence)))
