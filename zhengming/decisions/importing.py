"""A reviewed spreadsheet into the decision file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from glossary.text_file import GlossaryError
from normalize.decisions import Decision, Scope, core
from normalize.places import base
from zhengming import counted
from zhengming.decisions.file import DecisionFile, now
from zhengming.decisions.spreadsheet import Row, read_spreadsheet


def import_spreadsheet(path: Path, file: DecisionFile, by: str) -> str:
    """Record what the spreadsheet decides and the file does not hold yet, in one write; all of it or, if a cell is wrong, nothing."""
    rows = read_spreadsheet(path)
    new = unrecorded(rows, file, by)
    if new:
        file.record(*new)
    known = sum(row.decision is not None for row in rows) - len(new)
    said = f"{path}: {counted(len(new), 'new decision')} by {by}, {known} known already; kept in {file.path}\n"
    for which, remedy in (
        ([row for row in rows if row.decision is None and not row.note], "an emptied cell takes nothing back; use zhengming decisions list and undo"),
        ([row for row in rows if row.note], "a note without a decision is not kept; write accept, reject or unsure beside it"),
    ):
        if which:
            said += f"{path}: row {', '.join(str(row.number) for row in which)}: {remedy}\n"
    return said


def unrecorded(rows: Sequence[Row], file: DecisionFile, by: str) -> list[Decision]:
    """What a spreadsheet decides and the file does not hold yet, as decisions of this person, made now.

    What stood in the list from earlier rounds is not said again, so the names of those who said it stay; unless this file knows nothing of it (a
    list that came without the file of whoever made it).
    """
    known = {_said(decision) for decision in file.current}
    spoken: set[object] = set()
    for entry in file.history:
        if isinstance(entry, Decision):
            spoken |= {base(entry.fingerprint)} if entry.scope is Scope.PLACE else {core(entry.kind, entry.concept, entry.found)}

    def is_new(row: Row, decision: Decision) -> bool:
        form = core(decision.kind, decision.concept, decision.found)
        return _said(decision) not in known and (row.changed or not {base(decision.fingerprint), form} & spoken)

    at = now()
    return [row.decision._replace(id=f"{at}-{row.number}", by=by, at=at) for row in rows if row.decision is not None and is_new(row, row.decision)]


def is_handed_back(path: Path, kept: Path | None, written: str) -> bool:
    """Whether all that a person wrote into a fix list stands in the decisions file: in force, or recorded after the list was `written` (taken back since)."""
    file = DecisionFile(kept) if kept is not None else None
    known = {_said(decision) for decision in file.current} if file else set()
    known |= {_said(entry) for entry in file.history if isinstance(entry, Decision) and entry.at >= written} if file else set()
    try:
        rows = read_spreadsheet(path)
    except GlossaryError:  # a wrong cell, which the import will name
        return False
    return not any(row.note or (row.changed and row.decision is not None and _said(row.decision) not in known) for row in rows)


def _said(decision: Decision) -> tuple[object, ...]:
    """What a decision says, whoever says it: two for a whole document on one form are one."""
    about: tuple[str, ...] = core(decision.kind, decision.concept, decision.found)
    if decision.scope is Scope.PLACE:
        about = (decision.fingerprint, decision.around)
    return about, "" if decision.scope is Scope.EVERYWHERE else decision.document, decision.verdict, decision.text, decision.scope, decision.note
