"""Another termbase joined to ours: what is new in it, what it adds, what it says otherwise. Ours stays as it is wherever the two disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from glossary.defaults import guessed_subject, reason_given
from glossary.entry import ConceptEntry, LanguageSection, Status, Term
from glossary.hanzi import simplified
from glossary.termbase import folded
from tbx.id_set import Identifiers, own_name


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing that the other termbase says otherwise than ours, where only one can hold."""

    id: str
    chinese: str
    field: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.field} is {self.ours!r} here, {self.theirs!r} there"


@dataclass(frozen=True, slots=True)
class Joined:
    """Both termbases as one: ours in their order as they have become, then the new ones.

    `changed` holds the places of ours that have learned something; `unchanged` counts theirs that said nothing new.
    """

    entries: tuple[ConceptEntry, ...]
    changed: tuple[int, ...]
    added: tuple[ConceptEntry, ...]
    conflicts: tuple[Conflict, ...]
    unchanged: int


def join(ours: Sequence[ConceptEntry], theirs: Iterable[ConceptEntry]) -> Joined:
    """Ours, with what theirs have beyond them: terms, garbled forms, open fields, new concepts.

    Concepts meet by their Chinese, simplified or traditional; among homographs by id or by a right English they share. Of two of theirs with one
    Chinese the second is a concept of its own. An id that means another concept in ours (every tool begins at c1) is numbered on.
    """
    others = list(theirs)
    meetings = _meetings(ours, others)
    result, conflicts, changed, unchanged = list(ours), [], [], 0
    taken = Identifiers()
    for entry in ours:
        taken.add(entry.id)
    names: dict[str, str] = {}
    fresh = []
    for place, entry in enumerate(others):
        if place in meetings:
            names.setdefault(entry.id, ours[meetings[place]].id)
        else:
            name = own_name(entry.id, taken)
            names.setdefault(entry.id, name)
            fresh.append(entry._replace(id=name))
    for place, entry in enumerate(others):
        if (mine := meetings.get(place)) is None:
            continue
        after, said = _learned(ours[mine], _renamed(entry, names))
        conflicts += said
        if after == ours[mine]:
            unchanged += not said
        else:
            result[mine] = after
            changed.append(mine)
    added = tuple(_renamed(entry, names) for entry in fresh)
    return Joined((*result, *added), tuple(sorted(changed)), added, tuple(conflicts), unchanged)


def _renamed(entry: ConceptEntry, names: dict[str, str]) -> ConceptEntry:
    return entry._replace(related=tuple(names.get(other, other) for other in entry.related)) if entry.related else entry


def _meetings(ours: Sequence[ConceptEntry], theirs: Sequence[ConceptEntry]) -> dict[int, int]:
    """Place in theirs -> place in ours; each meets at most one, those with the same id first, then those with a right English in common."""
    known: dict[str, list[int]] = {}
    for place, entry in enumerate(ours):
        for form in dict.fromkeys(map(simplified, entry.chinese_forms)):
            known.setdefault(form, []).append(place)
    met: dict[int, int] = {}
    taken: set[int] = set()
    for sure in (_same_id, _shared_english, lambda mine, other: True):
        for place, entry in enumerate(theirs):
            if place in met:
                continue
            for mine in known.get(simplified(entry.chinese), ()):
                if mine not in taken and sure(ours[mine], entry):
                    met[place] = mine
                    taken.add(mine)
                    break
    return met


def _same_id(mine: ConceptEntry, other: ConceptEntry) -> bool:
    return mine.id == other.id


def _shared_english(mine: ConceptEntry, other: ConceptEntry) -> bool:
    return not {folded(form) for form in mine.right_forms}.isdisjoint(map(folded, other.right_forms))


def _learned(ours: ConceptEntry, theirs: ConceptEntry) -> tuple[ConceptEntry, list[Conflict]]:
    """Our entry with what theirs has beyond it, and what the two contradict each other in."""
    conflicts: list[Conflict] = []

    def conflict(field: str, mine: str, other: str) -> None:
        conflicts.append(Conflict(ours.id, ours.chinese, field, mine, other))

    def either(field: str, mine: str, other: str) -> str:
        if mine and other and _plain(mine) != _plain(other):
            conflict(field, mine, other)
        return mine or other

    if folded(theirs.english) != folded(ours.english):
        conflict("the preferred English", ours.english, theirs.english)
    known = {simplified(form) for form in ours.chinese_forms}
    chinese = tuple(Term(form, Status.ADMITTED) for form in theirs.chinese_forms if simplified(form) not in known)
    pinyin = either("pinyin", ours.pinyin, theirs.pinyin) if simplified(theirs.chinese) == simplified(ours.chinese) else ours.pinyin
    zh = ours.zh._replace(terms=(*ours.zh.terms, *chinese), pinyin=pinyin, context=ours.zh.context or theirs.zh.context)
    en = ours.en._replace(terms=_english(ours.en, theirs.en, conflict), gloss=either("gloss", ours.en.gloss, theirs.en.gloss), context=ours.en.context or theirs.en.context)
    speech = theirs.en.part_of_speech
    if speech not in ("noun", ours.en.part_of_speech):
        conflict("part of speech", ours.en.part_of_speech, speech)
    if theirs.subject not in (ours.subject, guessed_subject(theirs.english)):
        conflict("subject", ours.subject, theirs.subject)
    told = not theirs.source.startswith(("unverified", "user glossary"))
    return (
        ours._replace(
            zh=zh, en=en, region=either("region", ours.region, theirs.region), definition=either("definition", ours.definition, theirs.definition),
            note=_noted(ours.note, theirs.note),
            source=theirs.source if told and not ours.verified else ours.source, well_known=ours.well_known or theirs.well_known,
            coordinates=ours.coordinates or theirs.coordinates, history=ours.history or theirs.history, related=tuple(dict.fromkeys((*ours.related, *theirs.related))),
        ),
        conflicts,
    )  # fmt: skip


def _noted(ours: str, theirs: str) -> str:
    """Our note, with the parts of theirs that it lacks; a part that came through TBX stands on one line and is the same."""
    known = {"", *(" ".join(part.split()) for part in _PARTS.split(ours))}
    parts = [ours] if ours else []
    for part in _PARTS.split(theirs):
        if (plain := " ".join(part.split())) not in known:
            known.add(plain)
            parts.append(part)
    return "; ".join(parts)


def _english(ours: LanguageSection, theirs: LanguageSection, conflict: Callable[[str, str, str], None]) -> tuple[Term, ...]:
    """Our terms, then theirs that are new; a form that is right for one and garbled for the other stays what it is for us."""
    right = {folded(term.text) for term in ours.terms if term.status is not Status.DEPRECATED}
    wrong = {term.text: place for place, term in enumerate(ours.terms) if term.status is Status.DEPRECATED}
    folded_wrong = {folded(form) for form in wrong}
    terms = list(ours.terms)
    for term in theirs.terms:
        form = folded(term.text)
        if term.status is Status.DEPRECATED:
            if term.text in wrong:
                mine = terms[wrong[term.text]]
                because = mine.because or reason_given(term.because)
                terms[wrong[term.text]] = mine._replace(because=because, say=mine.say or term.say, seen=tuple(dict.fromkeys((*mine.seen, *term.seen))))
            elif term.text in {mine.text for mine in ours.terms}:
                conflict("status", f"{term.text} (right)", f"{term.text} (garbled)")
            else:
                terms.append(term)
        elif form in folded_wrong and form not in right:
            conflict("status", f"{term.text} (garbled)", f"{term.text} (right)")
        elif form not in right:
            terms.append(term._replace(status=Status.ADMITTED))
    return tuple(sorted(terms, key=lambda term: list(Status).index(term.status)))


_PARTS = re.compile(r";\s+")


def _plain(text: str) -> str:
    return re.sub(r"[\s\-'’]", "", text).casefold()
