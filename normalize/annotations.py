"""`--annotate`: Chinese and pinyin at a concept's first mention in running text: Kunqu Opera (昆曲, Kūnqǔ)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from glossary.entry import Action, Kind
from normalize.findings import Evidence, Finding, Suggestion
from normalize.grammar import is_headline
from normalize.view import View

# Names and things; set phrases of politics and business need no Chinese behind them.
THINGS = frozenset({"culture", "heritage", "food", "history"})
SHORT = 80  # characters of a line that may be a heading, a caption or a byline; `--help` and README name the figure
_GLOSSED = re.compile(r"\s*[(（][^)）\n]{0,60}[\u3400-\u9fff]")


def annotated(view: View, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with an annotation of every concept's first mention in running text: no headline, no short line, no quotation, no well-known name,
    none twice.

    A mention may be a right form, or a garbled one that a fix mends; the annotation follows the words in either case. A concept whose
    Chinese stands behind its name anywhere in the text already is left, so that a second run adds nothing.
    """
    fixes = {f.start: f for f in findings if f.action is Action.AUTO and f.text and f.concept}
    spans = sorted((f.start, f.end) for f in findings)
    places: list[tuple[int, int, str]] = [(f.start, f.end, f.concept) for f in fixes.values() if f.concept and f.kind is not Kind.DEIXIS]
    for mention in view.mentions:
        if len(mention.entries) == 1 and mention.exact and not _touches(spans, mention.start, mention.end):
            places.append((mention.start, mention.end, view.entry(mention.entries[0]).id))
    done = {entry for _, end, entry in places if _GLOSSED.match(view.text, end)}
    added: list[Finding] = []
    for start, end, identifier in sorted(places):
        entry = view.compiled.by_id(identifier)
        if entry is None or not (entry.is_name or entry.subject in THINGS) or entry.well_known or not entry.pinyin:
            continue
        if entry.is_name and (not view.text[start].isupper() or " and " in view.text[start:end]):
            continue  # "Zhejiang and Anhui" are two names, not 浙皖
        if identifier in done or entry.chinese in view.text or not _running_text(view, start, end):
            continue
        if view.document.is_exempt(Kind.ANNOTATION.value, start, end):
            continue
        done.add(identifier)
        evidence = (Evidence("annotation", "first mention in running text"),)
        note = f" ({entry.chinese}, {entry.pinyin})"
        added.append(Finding(end, end, "", Kind.ANNOTATION, Action.AUTO, 1.0, (Suggestion(note, entry.id, 1.0),), evidence, entry.id, entry.chinese, entry.pinyin))
    return sorted([*findings, *added], key=lambda f: (f.start, f.end))


def _touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(spans, (end, -1))
    return any(a <= end and start <= b for a, b in spans[max(0, at - 3) : at + 1])


def _running_text(view: View, start: int, end: int) -> bool:
    if view.in_quotes(start, end) or view.is_quoted(start, end) or view.document.is_skipped(start, end):
        return False
    line = view.text[slice(*view.document.line_span(start))].strip()
    ends_as_sentence = bool(re.search(r"(?:[.!?。][\"”’)]*|\bThe)$", line))
    return len(line) > SHORT and ends_as_sentence and not is_headline(line) and line.count("|") < 2 and not (view.document.markdown and line.startswith("#"))


