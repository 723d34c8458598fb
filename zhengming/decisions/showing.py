"""Decisions as a person reads them: a table in a terminal, one line each with tabs in a pipe."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from normalize.fixing.decisions import Decision, Scope, Undo, Verdict

_SHORT = 9  # signs of an id that are always shown: eight, and what says that there are more; `undo` takes them
_COLORS = {"accept": "green", "replace": "green", "reject": "red", "unsure": "yellow", "conflict": "magenta", "lost": "yellow", "gone": "yellow"}


def show_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Rows of cells, one line each; in a terminal as a table with the header, without the columns that no row fills: they would leave the others no room."""
    if not sys.stdout.isatty():
        sys.stdout.write("".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False)
    listed = list(rows)
    filled = [at for at in range(len(header)) if not listed or any(row[at] for row in listed)]
    for name in (header[at] for at in filled):
        table.add_column(name, no_wrap=name == "id", min_width=_SHORT if name == "id" else None, overflow="ellipsis" if name == "id" else "fold")
    for row in listed:
        table.add_row(*(Text(row[at], style=_COLORS.get(row[at], "")) for at in filled))
    Console().print(table)


HEADER = ("id", "when", "who", "verdict", "found", "instead", "scope", "document", "state", "note")


def decision_row(decision: Decision, state: str) -> tuple[str, ...]:
    """The cells of a decision under HEADER."""
    when = decision.at[:16].replace("T", " ")
    return (
        decision.id, when, decision.by, decision.verdict, f"“{decision.found}”" if decision.found else "", f"“{decision.text}”" if decision.text is not None else "",
        decision.scope, "" if decision.scope is Scope.EVERYWHERE else decision.document, state, decision.note,
    )  # fmt: skip


def undo_row(undo: Undo) -> tuple[str, ...]:
    """The cells of an undo under HEADER."""
    return (undo.id, undo.at[:16].replace("T", " "), undo.by, "undo", undo.target, "", "", "", "", "")


def statistics(current: Sequence[Decision], history: int) -> list[tuple[str, ...]]:
    """Who decided what, and of which kinds of findings most were accepted: rows of a table, parted by empty ones."""
    rows: list[tuple[str, ...]] = []
    for title, names in (("reviewer", [d.by or "reviewer" for d in current]), ("scope", [d.scope for d in current]), ("kind", [d.kind or "unknown" for d in current])):
        groups: dict[str, Counter[str]] = defaultdict(Counter)
        for name, decision in zip(names, current, strict=True):
            groups[name][decision.verdict] += 1
        rows.append((title, *VERDICTS, "accepted"))
        for name, count in sorted(groups.items(), key=lambda item: (-item[1].total(), item[0])):
            yes = count["accept"] + count["replace"]
            share = f"{100 * yes / (yes + count['reject']):.0f} %" if yes + count["reject"] else ""
            rows.append((name, *(str(count[verdict]) for verdict in VERDICTS), share))
        rows.append(("",) * 6)
    rows.append(("in force", str(len(current)), "of", str(history), "lines", ""))
    return rows


VERDICTS = tuple(verdict.value for verdict in Verdict)
