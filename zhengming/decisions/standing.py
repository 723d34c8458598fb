"""How the decisions stand in texts: which hold, which have lost their place."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.fixing.decisions import Decision, Decisions, Ruling, Scope
from zhengming import Stop, Warn
from zhengming.checking import Checked, all_checked, gone
from zhengming.config import Settings
from zhengming.decisions.file import DecisionFile


def standing(paths: Sequence[str], settings: Settings, file: DecisionFile, warn: Warn) -> tuple[dict[str, str], list[Checked]]:
    """The state of each decision in force, by id, and the texts: holds, conflict, lost, gone (its concept is), or elsewhere (its text is not among these).

    A decision for a document or for everywhere holds as long as there is its concept: it speaks of what may yet come.
    """
    results, whole = all_checked(paths, settings._replace(decisions=None), warn, jobs=None)
    if not whole:
        raise Stop("not every text could be read, so what has lost its place is not known; mend that first")
    book = Decisions(file.current, [result.document.name for result in results])
    rulings = [ruling for result in results for ruling in book.rulings(result.rows)]
    return states(book, rulings) | {decision.id: "gone" for decision in gone(book.current, settings)}, results


def states(book: Decisions, rulings: Sequence[Ruling | None]) -> dict[str, str]:
    """The state of each decision, given what holds for every finding of the run."""
    found = {identifier for ruling in rulings if ruling for identifier in ruling.placed}
    disputed = {decision.id for ruling in rulings if ruling and ruling.conflict for decision in ruling.decisions}
    lost = {decision.id for decision in book.lost(rulings)}

    def state(decision: Decision) -> str:
        if decision.id in disputed:
            return "conflict"
        if decision.scope is not Scope.PLACE or decision.id in found:
            return "holds"
        return "lost" if decision.id in lost else "elsewhere"

    return {decision.id: state(decision) for decision in book.current}
