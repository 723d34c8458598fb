"""A reviewed spreadsheet into the decision file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from normalize.decisions import Decision
from zhengming.decisions.file import DecisionFile, now
from zhengming.decisions.spreadsheet import read_spreadsheet


def import_spreadsheet(path: Path, file: DecisionFile, by: str) -> str:
    """Record what the spreadsheet decides and the file does not hold yet, in one write; all of it or, if a cell is wrong, nothing.

    What stands in the fix list from earlier rounds is not said again, so the names of those who said it stay.
    """
    rows = read_spreadsheet(path)
    known = {_said(decision) for decision in file.current}
    at = now()
    new = [replace(row.decision, id=f"{at}-{row.number}", by=by, at=at) for row in rows if _said(row.decision) not in known]
    if new:
        file.record(*new)
    return f"{path}: {len(new)} new decision{'s' if len(new) != 1 else ''} by {by}, {len(rows) - len(new)} known already; kept in {file.path}\n"


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.fingerprint, decision.around, decision.document, decision.verdict, decision.text, decision.scope, decision.note
