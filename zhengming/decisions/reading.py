"""--decisions FILE: decisions from a file of any kind that a person may hand over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from glossary.text_file import GlossaryError
from normalize.decisions import Decision
from zhengming.decisions.file import DecisionFile

SPREADSHEETS = (".xlsx", ".xlsm", ".csv")


def load_decisions(path: Path, warn: Callable[[str], object] = lambda sentence: None) -> list[Decision]:
    """The decisions in force of a .jsonl file, or those of a reviewed fix list (.xlsx, .csv). `warn` is told of half lines."""
    if not path.is_file():
        raise GlossaryError(f"{path}: no such decisions file; check the path")
    if path.suffix.lower() in SPREADSHEETS:
        from zhengming.decisions.spreadsheet import read_spreadsheet

        return [row.decision for row in read_spreadsheet(path) if row.decision is not None]
    file = DecisionFile(path)
    for sentence in file.broken:
        warn(sentence)
    return file.current
