"""What a text has lost and nobody can read back: figures, ends of passages, sentences, the characters of personal names. Only the author knows.

Each rule asks for a sign that right English does not give ("In , the city", a part larger than its whole), so that a clean text raises next to
nothing; what a rule cannot be sure of it leaves.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.surnames import is_personal_name
from normalize.context import Context
from normalize.findings import Finding
from normalize.view import View


class Topic(StrEnum):
    """What is missing."""

    FIGURE = "lost figure"
    BREAK = "broken passage"
    FRAGMENT = "broken sentence"
    JOIN = "joined sentences"
    PART = "part larger than its whole"
    COUNT = "two figures"
    TURN = "figures against words"
    NAME = "characters of a name"


@dataclass(frozen=True, slots=True)
class Question:
    """A stretch [start, end) that only the author can complete. `other` is the stretch it contradicts, (0, 0) where it contradicts none."""

    topic: Topic
    start: int
    end: int
    other: tuple[int, int] = (0, 0)


def questions(view: View, findings: Sequence[Finding]) -> list[Question]:
    """Everything to ask about one text, in its order and where it stands in the file; nothing of a text that is not about China. What a finding mends is not asked."""
    if not Context(view).chinese:
        return []
    mended = [(f.start, f.end) for f in findings if f.text]
    known = [(f.start, f.end) for f in findings if f.concept is not None]  # what parts the names of a byline tells no characters
    found = [q for rule in (_figures, _breaks, _fragments, _joins, _parts, _counts, _turns, _names) for q in rule(view)]
    kept = [q for q in found if not view.document.is_skipped(q.start, q.end) and not _touched(q, known if q.topic is Topic.NAME else mended)]
    stood = view.document.stood
    return sorted([Question(q.topic, *stood(q.start, q.end), stood(*q.other)) for q in kept], key=lambda q: (q.start, q.end))


def _touched(question: Question, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of these stretches, in order and without overlap, meets the question's."""
    at = bisect_left(spans, (question.end, -1))
    return at > 0 and question.start < max(spans[at - 1][1], spans[at - 1][0] + 1)


# Figures ----------------------------------------------------------------------------------------------------------------------------------

_FIGURES = re.compile(
    r"(?P<quotes>(?<=\w )(?:\"\"|“”|‘’)(?= \w))"  # Shanghai "" metropolitan area
    r"|\b(?:In|On|Since|By|From|Until|in|on|since|by|from|until) (?:the )?,(?= \w)"  # In , the city
    r"|\bIn years,(?= \w)"
    r"|\bthe (?:th|st|nd|rd)\b(?= \w)"  # the th National Congress
    r"|\b(?:an?|the) -(?:year|month|day|kilometer|meter|square|story|storey|member|point|hectare|mu)\b"  # a -kilometer road
    r"|(?<![\d.,] )\b(?:by|of|to|than|nearly|about|over|reached|totaled|exceeded|was) (?:%(?![\w%])|percent\b(?= [a-z]+))"  # increased by %
    r"|\b(?:reached|totaled|totalled|exceeded|nearly|over|about|by|of|to|than) (?:RMB |USD )?(?:million|billion|trillion) (?:yuan|dollars|people|tons|square)\b"
    r"|\bfrom to (?=\d)"
    r"|/kloc-0\b"
)  # fmt: skip


def _figures(view: View) -> Iterator[Question]:
    """A place where only a figure can have stood."""
    for match in _FIGURES.finditer(view.text):
        yield Question(Topic.FIGURE, *match.span())


_MONEY = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?) (million|billion|trillion) (yuan|US dollars|dollars)\b")
_SCALE = {"million": 1e6, "billion": 1e9, "trillion": 1e12}
_WITHIN = re.compile(r"[.;:]? ?\b(?:Among (?:them|these)|Of (?:this|these|which|them)|of which|among which)\b,?")
_NEXT = re.compile(r"[.!?][”\"]? ?[A-Z]")


def _parts(view: View) -> Iterator[Question]:
    """A sum, and one that is said to be part of it and is larger: 470 billion, among them 693.9 billion."""
    text = view.text
    for match in _WITHIN.finditer(text):
        line_start, line_end = view.document.line_span(match.end())
        part = _MONEY.search(text, match.end(), min(line_end, match.end() + 120))
        if part is None or ". " in text[match.end() : part.start()]:
            continue
        wholes = [m for m in _MONEY.finditer(text, max(line_start, match.start() - 160), match.start() + 1) if m[3] == part[3]]
        if not wholes or _NEXT.search(text[wholes[-1].end() : match.start() + 1]):
            continue  # another sentence stands between
        if _amount(part) > max(map(_amount, wholes)):
            yield Question(Topic.PART, *part.span(), wholes[-1].span())


def _amount(match: re.Match[str]) -> float:
    return float(match[1].replace(",", "")) * _SCALE[match[2]]


_COUNT = re.compile(r"(?<![\d.,$¥€-])a total of (\d{1,3}(?:,\d{3})*|\d+) ((?:[a-z-]+ ){1,4}[a-z-]+s)\b", re.IGNORECASE)


def _counts(view: View) -> Iterator[Question]:
    """The same things counted twice with different results: a total of 85 designated institutions, a total of 95 designated institutions."""
    seen: dict[str, re.Match[str]] = {}
    for match in _COUNT.finditer(view.text):
        first = seen.setdefault(match[2].lower(), match)
        if first[1].replace(",", "") != match[1].replace(",", ""):
            yield Question(Topic.COUNT, *match.span(), first.span())


_UP = "increased|increasing|rose|rising|grew|growing|climbed|climbing|jumped|jumping|expanded|expanding|soared|up"
_DOWN = "decreased|decreasing|fell|falling|dropped|dropping|declined|declining|shrank|shrinking|reduced|reducing|shortened|shortening|cut|down"
_NUMBER, _UNIT = r"\d[\d,]*(?:\.\d+)?", r"%| (?:percent|million|billion|trillion|kilometers|km|meters|hours|minutes|days|people|households|yuan|tons)\b|(?![\w.,%])|[.,](?!\d)"
_TURN = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})) from (?P<a>{_NUMBER})(?P<unit>{_UNIT}) ?(?:yuan )?to (?P<b>{_NUMBER})(?P<same>{_UNIT})", re.IGNORECASE)
_YEARS = re.compile(r"\bfrom (?P<a>(?:19|20)\d\d) to (?P<b>(?:19|20)\d\d)\b", re.IGNORECASE)


def _turns(view: View) -> Iterator[Question]:
    """Figures that go the other way than the words: rose from 120 to 85, from 2025 to 2020; not ranks, which rise by falling."""
    for match in _TURN.finditer(view.text):
        before = view.text[max(0, match.start() - 80) : match.start()].lower()
        first, second = (float(match[name].replace(",", "")) for name in "ab")
        same_unit = match["unit"].strip(" .,") == match["same"].strip(" .,")
        if same_unit and "rank" not in before and "place" not in before and (first > second if match["up"] else first < second):
            yield Question(Topic.TURN, *match.span())
    for match in _YEARS.finditer(view.text):
        if match["a"] > match["b"]:
            yield Question(Topic.TURN, *match.span())


# Sentences --------------------------------------------------------------------------------------------------------------------------------

_LONG = 160  # characters of a passage; headlines and captions are shorter
_TAIL = 30
_ELSEWHERE = 20_000  # characters before and after in which the sentence may stand whole
_INNER_STOP = re.compile(r"[a-z][.!?,] ")
_CREDIT = re.compile(r"(?: / | (?:[Pp]hotos?|[Pp]ictures?|[Ii]mages?|[Tt]aken|[Vv]ideo) by )[^.!?]*$")  # Wang Jiankang / for China Daily


def _breaks(view: View) -> Iterator[Question]:
    """A long passage whose end is in the middle of a sentence, unless the text goes on there in another line or says it whole elsewhere."""
    text = view.text
    first = len(text) - len(text.lstrip())
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].rstrip()
        least = _LONG if first < match.start() else 2 * _LONG  # the first line may be a headline
        if len(line) < least or not (line[-1].isalpha() or line[-1] == ",") or "|" in line or not _INNER_STOP.search(line) or _CREDIT.search(line):
            continue
        end = match.start() + len(line)
        following = text[end : end + 200].lstrip(" \t\u3000")
        if following and not following.startswith("\n\n"):
            continue  # the next line goes on
        if following.strip()[:1].islower() or following.strip()[:1] in ("•", "-", "*"):
            continue  # the paragraph goes on, or a list follows
        if text.count(line[-_TAIL:], max(0, end - _ELSEWHERE), end + _ELSEWHERE) == 1:
            yield Question(Topic.BREAK, text.find(" ", end - _TAIL) + 1, end)


_SENTENCE = re.compile(r"(?<=[a-z]{2}[.!?] )(?P<x>(?:The|A|An) (?:[a-z-]+ ){1,4}[a-z-]+\.)(?= [A-Z“\"]|\s*$)", re.MULTILINE)
_LOWER = re.compile(r"(?<=[a-z]{4}\. )(?P<x>[a-z]+(?: [a-z-]+){0,5}\.)(?= [A-Z“\"]|\s*$)", re.MULTILINE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|came|come|went|go|said|say|made|gave|took|saw|got|ran|won|fell|rose|"
    r"stood|began|left|kept|held|led|met|lost|grew|knew|felt|put|set|cut|let|hit|broke|spoke|wrote|shone|sang|hung|lay|sat|[a-z]+ed|[a-z]+(?<!s)s)\b"
)  # fmt: skip


def _fragments(view: View) -> Iterator[Question]:
    """What stands as a sentence and has no verb, or begins in lower case: "The decisive role." "annual tasks." """
    for match in _SENTENCE.finditer(view.text):
        if not _VERB.search(match[0]):
            yield Question(Topic.FRAGMENT, *match.span())
    for match in _LOWER.finditer(view.text):
        if match["x"] != "etc.":
            yield Question(Topic.FRAGMENT, *match.span())


_JOIN = re.compile(r"\b(?P<before>[a-z]{3,})(?P<comma>,?) (?P<x>(?:It|We|He|She|They|There) (?:is|are|was|were|will|has|have|had|must|should|can) [a-z]+)")
_SAYS = frozenset("said says say added adds called titled named song book film movie band album show slogan motto words that theme".split())


def _joins(view: View) -> Iterator[Question]:
    """A new sentence begins where the last one has no end: "and creating We will focus on"."""
    for match in _JOIN.finditer(view.text):
        if match["before"] not in _SAYS:
            yield Question(Topic.JOIN, *match.span())


# Names ------------------------------------------------------------------------------------------------------------------------------------

_NAME = r"[A-Z][a-z]{1,6} [A-Z][a-z]{1,11}"
_TITLES = (
    "secretary director mayor governor professor chairman chairwoman chairperson president manager researcher engineer head founder minister curator dean "
    "doctor teacher inheritor"
).split()
_TITLE = rf"(?i:(?:deputy |vice[ -])?(?:general )?(?:{'|'.join(_TITLES)}))"
_NAMED = re.compile(
    rf"\b(?:(?i:said|told|by|reporters?:?|authors?:?|editors?:?|mr\.?|ms\.?|mrs\.?|dr\.?|comrade|{_TITLE}) (?P<after>{_NAME})\b"
    rf"|(?P<before>{_NAME})(?:,? (?:said|says|told|added|introduced|pointed out)\b|, (?:an? |the |then |former )?{_TITLE}\b))"
)
_ROLE = r"(?:Authors?|By|Text|Editors?|Written by|(?:[A-Z][\w ]{0,40})?Reporters?)"
_BYLINE = re.compile(rf"^[ \t\u3000]*{_ROLE}[:|]?[ |]+(?P<names>{_NAME}(?:[ ,]+(?:and )?{_NAME})*)[ .]*$", re.MULTILINE)


def _names(view: View) -> Iterator[Question]:
    """A person's name in a byline, at a title or with what the person says, whose characters the termbase does not know; each once."""
    seen: set[str] = set()
    spans = [match.span("after" if match["after"] else "before") for match in _NAMED.finditer(view.text)]
    for match in _BYLINE.finditer(view.text):
        spans += [(match.start("names") + m.start(), match.start("names") + m.end()) for m in re.finditer(_NAME, match["names"])]
    for start, end in sorted(spans):
        name = view.text[start:end]
        if name in seen or not is_personal_name(name.split()):
            continue
        seen.add(name)
        if not any(mention.entries for mention in view.mentions_over(start, end)):
            yield Question(Topic.NAME, start, end)

