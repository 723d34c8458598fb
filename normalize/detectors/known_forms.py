"""Garbled forms that the termbase lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from glossary.entry import Action, Kind, Term
from glossary.surnames import is_personal_name
from normalize.context import Context
from normalize.findings import CONFIDENCE, LESS_SURE, Evidence, Finding
from normalize.proposals import propose, rival
from normalize.text.grammar import in_headline, is_title_case, starts_sentence
from normalize.view import Garbled, View
from normalize.weights import LISTED, OWN_LISTED

_QUOTES = tuple('"“”')


def known_forms(view: View, context: Context) -> Iterator[Finding]:
    """One finding for each listed form in the text; two concepts with one garbled form are shown as rivals, never fixed."""
    for (start, end), group in groupby(view.garbled, key=lambda g: (g.start, g.end)):
        claims = [g for g in group if _may_stand(view, g)]
        if not claims:
            continue
        first = min(claims, key=lambda g: (-context.supports(view.entry(g.entry), g.entry)[0], g.entry))
        others = {g.entry: g for g in claims if g.entry != first.entry}
        entry, term = view.entry(first.entry), view.term(first)
        action = _action(view, context, first, term)
        if others and action is Action.AUTO:
            action = Action.REVIEW
        evidence = [Evidence("listed", term.because or f"listed as a garbled form of {entry.chinese}")]
        evidence += context.supports(entry, first.entry)[1]
        yield propose(
            view, (start, end), term.kind or Kind.CALQUE, action, entry, say=term.say, inflection=first.inflection, evidence=evidence,
            confidence=CONFIDENCE[action], weight=(OWN_LISTED if view.compiled.is_own(first.entry) else LISTED) + (end - start) / 100,
            rivals=[rival(view.entry(number), 0.4) for number in others],
        )  # fmt: skip


def _may_stand(view: View, garbled: Garbled) -> bool:
    """Whether the capitals allow the reading: a name's garble is written with capitals, "dan zhi" is none of Dan Zhi."""
    form = view.term(garbled).text
    found = view.text[garbled.start : garbled.end]
    if form[:1] == '"' and not (view.text[garbled.start - 1 : garbled.start] in _QUOTES and view.text[garbled.end : garbled.end + 1] in _QUOTES):
        return False
    words = [word for word in re.findall(r"[A-Za-z]+", form) if len(word) > 3]
    if words and all(word[0].isupper() for word in words) and found.islower():
        return view.term(garbled).kind is Kind.CASE
    return True


def _action(view: View, context: Context, garbled: Garbled, term: Term) -> Action:
    """The listed action, less sure where the text is not about China or the form stands in doubt."""
    if not context.chinese:
        own = garbled.entry < view.compiled.own_concepts  # what users call wrong they want to see in their texts, and a person looks at it anyway
        return Action.REVIEW if own and term.action is not Action.NOTE else LESS_SURE[term.action]
    if term.action is Action.REVIEW and term.text.endswith(" that") and _after_a_name(view, garbled.start):
        return Action.AUTO  # "Yang Yumei introduced that"; "technology introduced that year" is none
    return Action.REVIEW if term.action is Action.AUTO and _is_doubtful(view, garbled, term) else term.action


def _is_doubtful(view: View, garbled: Garbled, term: Term) -> bool:
    """Whether a form stands over the end of a line, in a longer word, or with capitals by which it is another's name ("Red Face Club") or no name."""
    text, start, end = view.text, garbled.start, garbled.end
    found = text[start:end]
    if "\n" in found:
        return True  # the line may end for good: a heading, a verse, an item of a list
    if view.words.hyphen(view.words.at(start)) or view.words.hyphen(view.words.at(end)):
        return True  # part of a longer word or chain: academic-industrial co-construction, Xi'an-Shanghai-Suzhou-Kunming
    if not term.text.islower():
        return _lost_capitals(term.text, found)  # Professor Xiong's new area of research
    if is_title_case(found) and not in_headline(text, start):
        return not view.is_quoted(start, end)
    return " " not in found and found[:1].isupper() and not starts_sentence(text, start)


def _lost_capitals(form: str, found: str) -> bool:
    """Whether a word that the form of a name writes with a capital stands without one."""
    return any(one[0].isupper() and other[0].islower() for one, other in zip(_WORD.findall(form), _WORD.findall(found), strict=False))


_WORD = re.compile(r"[A-Za-z]{2,}")


def _after_a_name(view: View, start: int) -> bool:
    return is_personal_name(re.findall(r"[A-Za-z]+", view.text[max(0, start - 30) : start])[-2:])
