"""--decisions FILE: the decisions file, or a reviewed spreadsheet beside it."""

from __future__ import annotations

from pathlib import Path

from glossary.text_file import GlossaryError
from normalize.fixing.decisions import Decision, in_force
from zhengming import Warn
from zhengming.decisions.file import DecisionFile


def load_decisions(path: Path, warn: Warn = lambda sentence: None) -> list[Decision]:
    """The decisions in force of a .jsonl file; for a reviewed fix list (.xlsx, .csv) those that would be in force once it were imported.

    `warn` is told of half lines.
    """
    if not path.is_file():
        raise GlossaryError(f"{path}: no such decisions file; check the path")
    if is_spreadsheet(path):
        from zhengming.config import decision_file
        from zhengming.decisions.importing import unrecorded
        from zhengming.decisions.reviewer import reviewer
        from zhengming.decisions.spreadsheet import read_spreadsheet

        file = decision_file(None)
        current = in_force([*file.history, *unrecorded(path, read_spreadsheet(path), file, reviewer())])
    else:
        file = DecisionFile(path)
        current = file.current
    for sentence in file.broken:
        warn(sentence)
    return current


def is_spreadsheet(path: Path) -> bool:
    """Whether a file that is handed over with --decisions is a fix list and no decisions file."""
    return path.suffix.lower() in (".xlsx", ".xlsm", ".csv")
