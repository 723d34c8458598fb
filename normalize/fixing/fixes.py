"""Fixes: which findings change a text, the change itself, and the way back. Pure; every byte outside a fix stays."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from glossary.entry import Action
from normalize.findings import Finding
from normalize.fixing.decisions import Ruling, Scope, Verdict
from normalize.text.grammar import capitalized, starts_with_article, with_article


class Fix(NamedTuple):
    """`after` stands in place of `before` at [start, end) of the input and at [out_start, out_end) of the output."""

    start: int
    end: int
    before: str
    after: str
    out_start: int = 0
    out_end: int = 0
    decided_by: str = "auto"


def wording(action: str, found: str, suggestion: str, ruling: Ruling | None) -> str | None:
    """What a finding's place is to hold as far as actions and rulings go, or None: it stays as it is.

    A ruling outweighs the action: a doubt or a disagreement leaves an `auto` as it is. A note is applied only in a person's own words, or where a person
    accepted it in this very text, when it was more than a note.
    """
    if ruling is None:
        return suggestion if action == Action.AUTO else None
    if ruling.verdict is Verdict.REPLACE:
        return _cased(ruling, found, suggestion)
    seen_here = action != Action.NOTE or any(decision.scope is not Scope.EVERYWHERE for decision in ruling.decisions)
    return suggestion if ruling.verdict is Verdict.ACCEPT and seen_here else None


def _cased(ruling: Ruling, found: str, suggestion: str) -> str | None:
    """A person's own words, with a capital where what they decided on has none, and this place and its suggestion have one; with the article where that of
    this place is part of what was found.

    “single-code passage”, said everywhere of “one-yard access”, begins a sentence as “Single-code passage”, and is SINGLE-CODE PASSAGE in a line in
    capitals. Never the other way round: “China”, said of “My country”, keeps its capital.
    """
    words = ruling.text
    if not words:
        return words
    decided = [decision.found for decision in ruling.decisions]
    if all(decided):
        words = _with_article_of_place(words, found, any(map(starts_with_article, decided)))
    said = suggestion or found
    if not (_is_upper(found) and _is_upper(said)) or any(_is_upper(form) is not False for form in decided):
        return words
    return words.upper() if found.isupper() and said.isupper() else capitalized(words)


def _with_article_of_place(words: str, found: str, decided: bool) -> str:
    """The words with an article where this place has one in it and what was `decided` on had none; and the other way round."""
    if not decided:
        return with_article(found, words)
    return words.partition(" ")[2] if starts_with_article(words) and not starts_with_article(found) else words


def _is_upper(text: str) -> bool | None:
    """Whether the first letter is a capital; None where there is no letter."""
    return next((char.isupper() for char in text if char.isalpha()), None)


def choose(findings: Sequence[Finding], rulings: Sequence[Ruling | None]) -> list[tuple[Fix | None, str]]:
    """For each finding its fix (or None) and its state: applied, open or rejected.

    Fixes never overlap (the earlier one wins, `judge` has seen to the rest). Rejected is also what a person replaced by the very words that stand there.
    """
    chosen: list[tuple[Fix | None, str]] = []
    last = -1
    for finding, ruling in zip(findings, rulings, strict=True):
        text = wording(finding.action, finding.found, finding.text, ruling)
        if ruling is not None and (ruling.verdict is Verdict.REJECT or text == finding.found):
            chosen.append((None, "rejected"))
            continue
        if text is None or finding.start < last:
            chosen.append((None, "open"))
            continue
        by = ruling.by if ruling is not None else "auto"
        chosen.append((Fix(finding.start, finding.end, finding.found, text, decided_by=by), "applied"))
        last = finding.end
    return chosen


_BREAK = r"[ \t]*(?:\r\n?|[\n\v\f\x85\u2028\u2029])[ \t]*(?:>[> \t]*)?"  # with the quoting of a mail or of Markdown; compiled where a fix has one
_ROOM = r"(?:['’]s)?[^\s\w]{0,4} (?![-+*#>=|\s]|\d+[.)])"  # the rest of a word and the space behind it, where no list would begin in a new line


def wrapped(text: str, fixes: Sequence[Fix]) -> list[Fix]:
    """The fixes in order, with the line ends that stand in what they replace: Su, Wuxi / and Changzhou becomes Suzhou, Wuxi / and Changzhou. One word
    takes in the space behind it, and the line ends there: Huang / Yan is, Huangyan / is. What parts paragraphs or is dropped whole is no wrapping."""
    result: list[Fix] = []
    for fix, following in zip(fixes, [*(fix.start for fix in fixes[1:]), len(text)], strict=False):
        breaks = list(re.finditer(_BREAK, fix.before)) if not fix.before.isprintable() else []
        paragraphs = any(one.end() == other.start() for one, other in pairwise(breaks))
        if breaks and not paragraphs and not re.search(_BREAK, fix.after) and (fix.after or fix.before.isspace()):
            fix = _with_line_ends(text, fix, breaks, following)
        result.append(fix)
    return result


def _with_line_ends(text: str, fix: Fix, breaks: Sequence[re.Match[str]], last: int) -> Fix:
    """The fix with its line ends at those spaces, or behind those hyphens, that the same word follows or that are nearest; grown up to `last` if there is none."""
    after, put = fix.after, 0
    for line_end in breaks:
        stood = line_end.start() * len(fix.after) / len(fix.before)
        hyphened = fix.before[line_end.start() - 1] in "-‐"
        places = [m for m in re.finditer(r" |(?<=[-‐])(?=\w)" if hyphened else " ", fix.after) if m.start() >= put]
        if places:
            behind = re.match(r"\w*", fix.before[line_end.end() :])[0]  # type: ignore[index]
            place = min(places, key=lambda m: (not fix.after.startswith(behind, m.end()), abs(m.start() - stood)))
            shift = len(after) - len(fix.after)
            after = after[: place.start() + shift] + line_end[0] + after[place.end() + shift :]
            put = place.end()
        elif room := re.match(_ROOM, text[fix.end : min(last, fix.end + 12)]):
            end = fix.end + room.end()
            return fix._replace(end=end, before=text[fix.start : end], after=after + room[0][:-1] + line_end[0])
    return fix._replace(after=after) if after != fix.before else fix


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """The text with the fixes in place, and the fixes with their places in it."""
    pieces: list[str] = []
    placed: list[Fix] = []
    at = shift = 0
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.end)):
        if fix.start < at:
            raise ValueError(f"fixes overlap at {fix.start}")
        if text[fix.start : fix.end] != fix.before:
            raise ValueError(f"the text at {fix.start} is not {fix.before!r}; it has changed since it was checked")
        pieces += [text[at : fix.start], fix.after]
        placed.append(fix._replace(out_start=fix.start + shift, out_end=fix.start + shift + len(fix.after)))
        shift += len(fix.after) - (fix.end - fix.start)
        at = fix.end
    pieces.append(text[at:])
    return "".join(pieces), placed


def revert(text: str, fixes: Iterable[Fix]) -> str:
    """The text as it was before these fixes were applied."""
    pieces: list[str] = []
    at = 0
    for fix in sorted(fixes, key=lambda fix: (fix.out_start, fix.out_end)):
        if text[fix.out_start : fix.out_end] != fix.after:
            raise ValueError(f"the text at {fix.out_start} is not {fix.after!r}; it has changed since it was fixed")
        pieces += [text[at : fix.out_start], fix.before]
        at = fix.out_end
    return "".join(pieces) + text[at:]
