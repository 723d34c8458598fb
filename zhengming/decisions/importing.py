"""A reviewed spreadsheet into the decision file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from glossary.text_file import GlossaryError
from normalize.fixing.decisions import Decision, Scope, about, core
from normalize.fixing.places import base
from zhengming import counted
from zhengming.decisions.file import DecisionFile, new_id, now
from zhengming.decisions.spreadsheet import Row, read_spreadsheet

_REACH = {Scope.PLACE: "this place", Scope.DOCUMENT: "the whole document", Scope.EVERYWHERE: "everywhere"}


def import_spreadsheet(path: Path, file: DecisionFile, by: str) -> str:
    """Record what the spreadsheet decides and the file does not hold yet, in one write; all of it or, if a cell is wrong, nothing."""
    rows = read_spreadsheet(path)
    new = unrecorded(path, rows, file, by)
    if new:
        file.record(*new)
    known = len({about(row.decision) for row in rows if row.decision is not None}) - len(new)
    said = f"{path}: {counted(len(new), 'new decision')} by {by}, {known} known already; kept in {file.path}\n"
    for which, remedy in (
        ([row for row in rows if row.decision is None and not row.note], "an emptied cell takes nothing back; use `zhengming decisions list` and `undo`"),
        ([row for row in rows if row.note], "a note without a decision is not kept; write accept, reject or unsure beside it"),
    ):
        if which:
            said += f"{path}: row {', '.join(str(row.number) for row in which)}: {remedy}\n"
    return said


def unrecorded(path: Path, rows: Sequence[Row], file: DecisionFile, by: str) -> list[Decision]:
    """What the spreadsheet at `path` decides and the file does not hold yet, as decisions of this person, made now.

    What stood in the list from earlier rounds is not said again, so the names of those who said it stay; unless this file knows nothing of it (a
    list that came without the file of whoever made it).
    """
    known = {_said(decision) for decision in file.current}
    spoken: set[object] = set()
    for entry in file.history:
        if isinstance(entry, Decision):
            spoken |= {base(entry.fingerprint)} if entry.scope is Scope.PLACE else {core(entry.kind, entry.concept, entry.found)}

    def may_be_new(row: Row, decision: Decision) -> bool:
        return row.changed or not {base(decision.fingerprint), core(decision.kind, decision.concept, decision.found)} & spoken

    at = now()
    told = _once(path, [row for row in rows if row.decision is not None and may_be_new(row, row.decision)])
    return [decision._replace(id=new_id(), by=by, at=at) for decision in told if _said(decision) not in known]


def _once(path: Path, rows: Iterable[Row]) -> list[Decision]:
    """What these rows decide, once for each thing: “everywhere” filled down a column is one decision, with the notes of all its rows.

    GlossaryError where two rows contradict each other, since nobody could say which of them holds.
    """
    alike: dict[tuple[str, ...], list[tuple[int, Decision]]] = defaultdict(list)
    for row in rows:
        if row.decision is not None:
            alike[about(row.decision)].append((row.number, row.decision))
    for (number, first), *others in alike.values():
        for other, decision in others:
            if (decision.verdict, decision.text) != (first.verdict, first.text):
                remedy = "leave one of them, or give both the scope place"
                raise GlossaryError(f"{path}: rows {number} and {other} decide differently on “{first.found}” for {_REACH[first.scope]}; {remedy}")
    return [group[0][1]._replace(note="; ".join(dict.fromkeys(decision.note for _, decision in group if decision.note))) for group in alike.values()]


def is_handed_back(path: Path, kept: Path | None, written: str) -> bool:
    """Whether all that a person wrote into a fix list stands in the decisions file: in force, or recorded after the list was `written` (taken back since)."""
    file = DecisionFile(kept) if kept is not None else None
    known = {_said(decision) for decision in file.current} if file else set()
    known |= {_said(entry) for entry in file.history if isinstance(entry, Decision) and entry.at >= written} if file else set()
    try:
        rows = read_spreadsheet(path)
        told = _once(path, [row for row in rows if row.changed])
    except GlossaryError:  # a wrong cell, which the import will name
        return False
    return not any(row.note for row in rows) and all(_said(decision) in known for decision in told)


def _said(decision: Decision) -> tuple[object, ...]:
    """What a decision says, whoever says it: two for a whole document on one form are one."""
    return about(decision), decision.verdict, decision.text, decision.note
