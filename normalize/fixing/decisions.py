"""A person's verdict on a finding, how far it reaches, and what holds where several speak. Pure: files are the application's business."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from normalize.fixing.places import Place, alike, base, recognized, unchanged, untouched


class Verdict(StrEnum):
    """What a person says of a finding. `replace` puts the person's own text; `unsure` leaves the place as it is, an `auto` too."""

    ACCEPT = "accept"
    REJECT = "reject"
    REPLACE = "replace"
    UNSURE = "unsure"


class Scope(StrEnum):
    """How far a verdict reaches: this place, every like finding (same kind, concept and form) of its document, or of every document."""

    PLACE = "place"
    DOCUMENT = "document"
    EVERYWHERE = "everywhere"


class Decision(NamedTuple):
    """A verdict on the finding of a place. `id` is unique; `at` is ISO 8601 in UTC and orders what one person said.

    `fingerprint` and `around` name the place (normalize.fixing.places); `document`, `kind`, `concept` and `found` are the finding's own, needed for the
    wider scopes and by whoever reads the file; `context` is the sentence, for the same reader. `text` is given with `replace` only; `accepted` is the suggestion of those days,
    for the glossary that learns from it: it decides nothing.
    """

    id: str
    fingerprint: str
    verdict: Verdict
    text: str | None = None
    scope: Scope = Scope.PLACE
    by: str = ""
    at: str = ""
    note: str = ""
    document: str = ""
    kind: str = ""
    concept: str | None = None
    found: str = ""
    around: str = ""
    context: str = ""
    accepted: str = ""


class Undo(NamedTuple):
    """Takes back the decision, or the undo, whose id is `target`."""

    id: str
    target: str
    by: str = ""
    at: str = ""


class Ruling(NamedTuple):
    """What holds for one finding: the verdict and text, who gave it and why; no verdict where reviewers disagree (`conflict`).

    `decisions` are the latest of each reviewer at the narrowest scope that speaks of it; `placed` the ids of all decisions on this very place.
    """

    verdict: Verdict | None
    text: str | None
    decisions: tuple[Decision, ...]
    placed: tuple[str, ...] = ()

    @property
    def conflict(self) -> bool:
        """Whether reviewers disagree: then nothing is applied."""
        return self.verdict is None

    @property
    def by(self) -> str:
        """The reviewers, parted by commas."""
        return ", ".join(dict.fromkeys(decision.by or "reviewer" for decision in self.decisions))

    @property
    def note(self) -> str:
        """Their notes, parted by semicolons."""
        return "; ".join(dict.fromkeys(decision.note for decision in self.decisions if decision.note))


def in_force(history: Iterable[Decision | Undo]) -> list[Decision]:
    """The decisions that nobody took back, oldest first, without those that the same person has replaced since.

    The order of the history does not matter but for entries of the same time; the same entry twice is once.
    """
    entries = {entry.id: entry for entry in sorted(history, key=lambda entry: entry.at)}
    undone = taken_back(entries.values())
    latest: dict[tuple[str, ...], Decision] = {}
    for entry in entries.values():
        if isinstance(entry, Decision) and entry.id not in undone:
            for narrower in _SCOPES[: _SCOPES.index(entry.scope) + 1]:  # said wider from the same finding, it replaces what was said of it alone
                latest.pop(_subject(entry, narrower), None)
            latest[_subject(entry, entry.scope)] = entry
    return list(latest.values())


def taken_back(history: Iterable[Decision | Undo]) -> set[str]:
    """The ids of what undos take back; an undo that was undone counts for nothing. The time does not matter: clocks of two machines differ."""
    undoing: dict[str, list[str]] = defaultdict(list)
    for entry in history:
        if isinstance(entry, Undo):
            undoing[entry.target].append(entry.id)
    gone: dict[str, bool] = {}

    def undone(identifier: str) -> bool:
        """Whether an entry was taken back by an undo that itself stands; undos that form a ring undo nothing."""
        waiting = [identifier]
        while waiting:
            last = waiting[-1]
            if last in gone:
                waiting.pop()
            elif open_ones := [other for other in undoing[last] if other not in gone and other not in waiting]:
                waiting += open_ones
            else:
                gone[last] = any(not gone[other] for other in undoing[last] if other in gone)
                waiting.pop()
        return gone[identifier]

    return {identifier for identifier in list(undoing) if undone(identifier)}


def disagreements(current: Iterable[Decision]) -> list[list[Decision]]:
    """The decisions of people who disagree about the same place, or the same form in a document or everywhere: those on one thing together."""
    groups: dict[tuple[str, ...], list[Decision]] = defaultdict(list)
    for decision in current:
        if decision.verdict is not Verdict.UNSURE:
            groups[about(decision)].append(decision)
    return [group for group in groups.values() if len({(decision.verdict, decision.text) for decision in group}) > 1]


def about(decision: Decision) -> tuple[str, ...]:
    """What a decision speaks of, whoever made it: a place, or a form in a document or everywhere."""
    return _subject(decision, decision.scope)[1:]


_SCOPES = tuple(Scope)


def _subject(decision: Decision, scope: Scope) -> tuple[str, ...]:
    """Who speaks about what: a later decision on the same replaces an earlier one."""
    if scope is Scope.PLACE:
        return (decision.by, scope, decision.document, decision.fingerprint, decision.around)
    document = decision.document if scope is Scope.DOCUMENT else ""
    return (decision.by, scope, document, *core(decision.kind, decision.concept, decision.found))


def bare(found: str) -> str:
    """A found form without the article or possessive that a fix took in with it: "an open bureau", "open bureau's"."""
    return re.sub(r"^[Aa]n?[ \u00a0](?=\w)|(?<=\w)['’]s?$", "", found)


def core(kind: str, concept: str | None, found: str) -> tuple[str, str, str]:
    """What a wider scope goes by: kind, concept, and the bare found form with case, signs and the length of a gap folded away."""
    folded = " ".join(re.findall(r"\w+", bare(found).casefold()))
    return kind, concept or "", folded or ("\n" if "\n" in found else found.strip() or found[:1])


class Decisions:
    """The decisions in force, ready to be asked for the findings of one document after another.

    `documents` names all documents of the run: a decision on a document that is not among them may hold for a renamed one, and then only where
    most of that document's decisions stand in untouched places.
    """

    def __init__(self, current: Iterable[Decision] = (), documents: Iterable[str] = ()) -> None:
        self.current = tuple(current)
        run: dict[str, list[str]] = defaultdict(list)
        for document in documents:
            run[_parts(document)[-1]].append(document)
        self._here: dict[str, set[str]] = {}  # a decision's document -> the document of the run that it is
        for document in {decision.document for decision in self.current}:
            if named := _nearest_names(document, run.get(_parts(document)[-1], ())):
                self._here[document] = named
        self._at: dict[str, list[Decision]] = defaultdict(list)
        self._of: dict[tuple[str, str, str], list[Decision]] = defaultdict(list)
        self._absent: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.current:
            if decision.scope is Scope.PLACE:
                self._at[base(decision.fingerprint)].append(decision)
            else:
                self._of[core(decision.kind, decision.concept, decision.found)].append(decision)
            if decision.document not in self._here and decision.around:
                self._absent[decision.document].append(decision)

    def __bool__(self) -> bool:
        return bool(self.current)

    def rulings(self, rows: Sequence[Mapping[str, Any]]) -> list[Ruling | None]:
        """What holds for each finding of one document, given all its records; None where nobody has decided."""
        if not self.current or not rows:
            return [None] * len(rows)
        name = str(rows[0]["document"])
        like: dict[str, list[int]] = defaultdict(list)
        for at, row in enumerate(rows):
            like[base(row["fingerprint"])].append(at)
        renamed = {document for document, decisions in self._absent.items() if self._is_now(decisions, rows, like)}

        def speaks(decision: Decision) -> bool:
            return not decision.document or name in self._here.get(decision.document, ()) or decision.document in renamed

        placed: dict[int, list[Decision]] = {}
        for mark in like.keys() & self._at.keys():
            arounds = [rows[at]["around"] for at in like[mark]]
            same: dict[str, list[int]] = defaultdict(list)
            for at, around in enumerate(arounds):
                same[around].append(at)
            claims: dict[int, list[Decision]] = defaultdict(list)
            for decision in filter(speaks, self._at[mark]):
                # Where all is as it was, nothing need be compared: a table may repeat a cell 5,000 times.
                place = Place(decision.fingerprint, decision.around)
                found = unchanged(place, same[decision.around]) if decision.around in same else recognized(decision.around, arounds)
                if found is not None and (decision.around or decision.fingerprint == rows[like[mark][found]]["fingerprint"]):
                    claims[found].append(decision)
            for found, decisions in claims.items():
                placed[like[mark][found]] = _nearest(decisions, arounds[found])
        result = []
        for at, row in enumerate(rows):
            wider = self._of.get(core(row["kind"], row["concept"], row["found"]), ()) if self._of else ()
            here = [decision for decision in wider if decision.scope is Scope.DOCUMENT and speaks(decision)]
            everywhere = [decision for decision in wider if decision.scope is Scope.EVERYWHERE]
            result.append(_ruling(placed.get(at) or here or everywhere, tuple(decision.id for decision in placed.get(at, ()))))
        return result

    @staticmethod
    def _is_now(decisions: Sequence[Decision], rows: Sequence[Mapping[str, Any]], like: Mapping[str, Sequence[int]]) -> bool:
        """Whether these decisions, on a document that is gone, were made on this one: at least half stand in untouched places."""
        kept = sum(any(untouched(d.around, rows[at]["around"]) for at in like.get(base(d.fingerprint), ())) for d in decisions)
        return kept * 2 >= len(decisions)

    def lost(self, rulings: Iterable[Ruling | None]) -> list[Decision]:
        """The decisions on places of this run's documents that no finding of the run answers to (all its rulings are given)."""
        found = {identifier for ruling in rulings if ruling for identifier in ruling.placed}
        return [d for d in self.current if d.scope is Scope.PLACE and d.id not in found and (d.document in self._here or not d.document)]


def _nearest(decisions: list[Decision], around: str) -> list[Decision]:
    """Of decisions made at different places that claim one finding now (of two headlines alike one was dropped), those that share most with it.

    None where several share as much and do not say the same.
    """
    nearness = {decision.around: alike(decision.around, around) for decision in decisions}
    most = max(nearness.values())
    nearest = [decision for decision in decisions if nearness[decision.around] == most]
    said = {(decision.verdict, decision.text) for decision in nearest}
    return nearest if len({decision.around for decision in nearest}) == 1 or len(said) == 1 else []


def _ruling(decisions: Sequence[Decision], placed: tuple[str, ...]) -> Ruling | None:
    """The latest word of each reviewer; one who is unsure disagrees with nobody."""
    latest = {decision.by: decision for decision in sorted(decisions, key=lambda decision: decision.at)}
    if not latest:
        return None
    sure = [decision for decision in latest.values() if decision.verdict is not Verdict.UNSURE]
    speaking = tuple(sure or latest.values())
    said = {(decision.verdict, decision.text) for decision in speaking}
    if len(said) > 1:
        return Ruling(None, None, speaking, placed)
    verdict, text = said.pop()
    return Ruling(verdict, text, speaking, placed)


def _nearest_names(document: str, names: Iterable[str]) -> set[str]:
    """Of the names that can be this document's, those with the fewest folders more or less: with index.md and sub/index.md in a run, index.md is the first."""
    size = len(_parts(document))
    apart: dict[int, set[str]] = defaultdict(set)
    for name in names:
        if same_document(document, name):
            apart[abs(len(_parts(name)) - size)].add(name)
    return apart[min(apart)] if apart else set()


def same_document(one: str, other: str) -> bool:
    """Whether two names can be one file seen from two folders: `seeds/a.txt`, `./a.txt`; never standard input."""
    a, b = _parts(one), _parts(other)
    size = min(len(a), len(b))
    return a[-size:] == b[-size:] and not one.startswith("<")


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"[/\\]", name) if part not in ("", ".", "..")] or [name]
