"""A place whose generic came out as another: "Lukou Street" for 禄口街道, "the Minhang region" for 闵行区, "Jinhua House" for 金华府."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.entry import Action, Kind
from normalize.context import Context
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.proposals import propose
from normalize.reading_back.readings import letters
from normalize.view import View
from normalize.weights import GENERIC

CONFIDENCE = 0.75  # of 378 garbles on fresh pages four said Street for 街道; streets by the name of a subdistrict exist
_WORD = r"(?!Street\b)[A-Z][a-z]+(?:(?:['-]|’)[A-Za-z]+)*"
_STREET = rf"(?P<number>\d[ -])?\b(?P<name>{_WORD}(?: {_WORD}){{0,3}})(?P<generic> Street)\b(?! (?:Food|Market|View)\b)"  # compiled where a street stands
_IMPERIAL = r"\b(?:[Dd]ynast(?:y|ies)|[Ii]mperial|[Ee]mperor|the (?:Tang|Song|Yuan|Ming|Qing))\b"

ABOUT = 3  # votes from which a text is about a region


def generics(view: View, context: Context) -> Iterator[Finding]:
    """For review always: a street may bear the name of a subdistrict, and a region is not always a district."""
    if not context.chinese:
        return
    for start, end in view.document.lines_with(" Street"):
        for match in re.compile(_STREET).finditer(view.text, start, end):
            if not match["number"] and (finding := _street(view, context, match)) is not None:
                yield finding
    if "egion" in view.text:
        yield from _regions(view)
    if " House" in view.text and re.search(_IMPERIAL, view.text):
        yield from _prefectures(view)


def _street(view: View, context: Context, match: re.Match[str]) -> Finding | None:
    """The subdistrict that the last words before "Street" name."""
    words, end = match["name"].split(" "), match.end()
    for first in range(len(words)):
        name = " ".join(words[first:])
        if known := view.compiled.subdistricts.get(letters(name)):
            break
    else:
        return None
    start = match.end("name") - len(name)
    if any(mention.end > match.start("generic") for mention in view.mentions_over(start, end)):
        return None  # Hefang Street is one
    if max(context.regions.values(), default=0) >= ABOUT and not any(context.votes(province) for each in known for province in each[3]):
        return None  # the Gulou Street of a text about Beijing
    (text, chinese, pinyin, provinces), *others = sorted(known, key=lambda each: -max(map(context.votes, each[3])))
    because = f"{chinese} is a subdistrict ({', '.join(provinces)}); engines call a 街道 a street"
    return _named(view, (start, end), Kind.CALQUE, text, chinese, pinyin, because, tuple(Rival(None, other, english, 0.3) for english, other, _, _ in others))


def _regions(view: View) -> Iterator[Finding]:
    """A district named by its bare name with "region" after it, where nothing else bears the name."""
    for mention in view.told:
        start, end = mention.start, mention.end + len(" region")
        behind = view.text[mention.end : end + 1].lower()
        if len(mention.entries) != 1 or not behind.startswith(" region") or behind[7:].isalpha():
            continue
        entry = view.entry(mention.entries[0])
        if entry.english == f"{view.text[start : mention.end]} District":
            evidence = [Evidence("generic", f"{entry.chinese} is a district; engines call a 区 a region")]
            yield propose(view, (start, end), Kind.CHAR_GLOSS, Action.REVIEW, entry, evidence=evidence, confidence=CONFIDENCE, weight=GENERIC)


def _prefectures(view: View) -> Iterator[Finding]:
    """A prefecture of the empire (府) by the name of its seat, where the text speaks of the empire; "Suzhou House Hotel" is none."""
    for mention in view.told:
        end = mention.end + len(" House")
        if not re.match(r" House\b(?! [A-Z])", view.text[mention.end : end + 2]):
            continue
        entry = next((entry for entry in map(view.entry, mention.entries) if entry.coordinates is not None), None)  # the cities that have a prefecture
        if entry is not None and len(seat := entry.chinese.removesuffix("市")) == 2:
            text, pinyin = f"{view.text[mention.start : mention.end].removesuffix(' City')} Prefecture", f"{entry.pinyin.split()[0]} Fǔ"
            because = f"the text speaks of the empire, {seat}府 would be a prefecture of it, and engines call a 府 a house"
            yield _named(view, (mention.start, end), Kind.CHAR_GLOSS, text, f"{seat}府", pinyin, because)


def _named(view: View, span: tuple[int, int], kind: Kind, text: str, chinese: str, pinyin: str, because: str, rivals: tuple[Rival, ...] = ()) -> Finding:
    """The finding of a place that is no concept of the termbase."""
    suggestions, evidence = (Suggestion(text, None, CONFIDENCE),), (Evidence("generic", because),)
    return Finding(*span, view.text[slice(*span)], kind, Action.REVIEW, CONFIDENCE, suggestions, evidence, None, chinese, pinyin, rivals, weight=GENERIC)
