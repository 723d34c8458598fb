"""A reviewed spreadsheet into the decision file."""

from __future__ import annotations

from pathlib import Path

from normalize.decisions import Decision, Scope, core
from zhengming.decisions.file import DecisionFile, now
from zhengming.decisions.spreadsheet import read_spreadsheet


def import_spreadsheet(path: Path, file: DecisionFile, by: str) -> str:
    """Record what the spreadsheet decides and the file does not hold yet, in one write; all of it or, if a cell is wrong, nothing.

    What stands in the fix list from earlier rounds is not said again, so the names of those who said it stay.
    """
    rows = read_spreadsheet(path)
    known = {_said(decision) for decision in file.current}
    at = now()
    decided = [(row, row.decision) for row in rows if row.decision is not None]
    new = [decision._replace(id=f"{at}-{row.number}", by=by, at=at) for row, decision in decided if row.changed and _said(decision) not in known]
    if new:
        file.record(*new)
    emptied = [str(row.number) for row in rows if row.decision is None]
    said = f"{path}: {len(new)} new decision{'s' if len(new) != 1 else ''} by {by}, {len(decided) - len(new)} known already; kept in {file.path}\n"
    if emptied:
        said += f"{path}: row {', '.join(emptied)}: an emptied cell takes nothing back; use zhengming decisions list and undo\n"
    return said


def _said(decision: Decision) -> tuple[object, ...]:
    """What a decision says, whoever says it: two for a whole document on one form are one."""
    about: tuple[str, ...] = core(decision.kind, decision.concept, decision.found)
    if decision.scope is Scope.PLACE:
        about = (decision.fingerprint, decision.around)
    return about, "" if decision.scope is Scope.EVERYWHERE else decision.document, decision.verdict, decision.text, decision.scope, decision.note
