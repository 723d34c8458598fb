"""Pragmas: what a text itself says is to be left alone. `zhengming: ignore`, `zhengming: ignore[case, calque]` and their like.

Plain words anywhere in a line, in Markdown best within a comment: `<!-- zhengming: ignore-next-line -->`. In Markdown's code they are an example of one,
and do nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.entry import Kind

_PRAGMA = r"zhengming:\s*ignore(?P<how>-\w+(?:-\w+)*)?(?!\w)(?:\[(?P<kinds>[^\]\n]*)\])?"  # compiled where a text has one
_KNOWN = ("ignore", "ignore-next-line", "ignore-start", "ignore-end", "ignore-file")
KINDS = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Exemption:
    """A stretch [start, end) in which nothing of these kinds is looked for; no kinds: nothing at all."""

    start: int
    end: int
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A pragma at `offset` that does not do what it seems to say, and why, in one sentence."""

    offset: int
    sentence: str


def pragmas(text: str, code: Sequence[tuple[int, int]] = ()) -> tuple[list[Exemption], list[Doubt]]:
    """What the pragmas of a text exempt, and what is wrong with them; none stands in `code`."""
    exempted: list[Exemption] = []
    doubts: list[Doubt] = []
    open_at: tuple[int, frozenset[str]] | None = None
    for match in re.finditer(_PRAGMA, text):
        if any(start <= match.start() < end for start, end in code):
            continue
        how = "ignore" + (match["how"] or "")
        kinds = _kinds(match, how, doubts)
        if kinds is None:
            continue
        line_start, line_end = text.rfind("\n", 0, match.start()) + 1, _end_of_line(text, match.end())
        if how == "ignore":
            exempted.append(Exemption(line_start, line_end, kinds))
        elif how == "ignore-next-line":
            exempted.append(Exemption(min(line_end + 1, len(text)), _end_of_line(text, line_end + 1), kinds))
        elif how == "ignore-file":
            exempted.append(Exemption(0, len(text), kinds))
        elif how == "ignore-start":
            if open_at is not None:
                doubts.append(Doubt(match.start(), "“zhengming: ignore-start” stands within another one, which ends here; put “zhengming: ignore-end” before it"))
                exempted.append(Exemption(open_at[0], line_start, open_at[1]))
            open_at = line_start, kinds
        elif open_at is None:
            doubts.append(Doubt(match.start(), "“zhengming: ignore-end” has no “zhengming: ignore-start” before it and does nothing"))
        else:
            exempted.append(Exemption(open_at[0], line_end, open_at[1]))
            open_at = None
    if open_at is not None:
        doubts.append(Doubt(open_at[0], "“zhengming: ignore-start” has no “zhengming: ignore-end” and exempts the rest of the text"))
        exempted.append(Exemption(open_at[0], len(text), open_at[1]))
    return exempted, doubts


def _kinds(match: re.Match[str], how: str, doubts: list[Doubt]) -> frozenset[str] | None:
    """The kinds that a pragma names, no kinds for all; None where it does nothing. What is wrong with it becomes a doubt."""
    if how not in _KNOWN:
        doubts.append(Doubt(match.start(), f"“zhengming: {how}” is unknown and does nothing; known are {', '.join(_KNOWN)}"))
        return None
    named = frozenset(name.strip() for name in (match["kinds"] or "").split(",")) - {""}
    unknown, kinds = sorted(named - KINDS), named & KINDS
    if unknown:
        doubts.append(Doubt(match.start(), f"“zhengming: {how}” names an unknown kind, {unknown[0]}; known are {', '.join(sorted(KINDS))}"))
    if match["kinds"] is None or kinds or how == "ignore-end":
        return kinds
    if not unknown:
        doubts.append(Doubt(match.start(), f"“zhengming: {how}[]” names no kind and does nothing; name one or leave the brackets out"))
    return None


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
