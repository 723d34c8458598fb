"""A person's decisions, read from the reviewed workbook or a JSON-lines file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from glossary.load import GlossaryError
from normalize.fixes import Decision, Verdict

_WORDS = {"accept": Verdict.ACCEPT, "accepted": Verdict.ACCEPT, "yes": Verdict.ACCEPT, "reject": Verdict.REJECT, "rejected": Verdict.REJECT, "no": Verdict.REJECT}


def load_decisions(path: Path) -> dict[str, Decision]:
    """Decisions by fingerprint; the last one on a finding holds."""
    if not path.is_file():
        raise GlossaryError(f"{path}: no such decisions file; check the path")
    return _workbook(path) if path.suffix.lower() == ".xlsx" else _lines(path)


def _lines(path: Path) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GlossaryError(f"{path}: cannot be read ({error}); it must be JSON lines in UTF-8") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            decision = Decision(str(row["fingerprint"]), Verdict(row["verdict"]), row.get("text"), str(row.get("by", "")), str(row.get("at", "")), str(row.get("note", "")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise GlossaryError(f"{path}: line {number}: no decision ({error}); each line needs fingerprint and verdict (accept or reject)") from error
        found[decision.fingerprint] = decision
    return found


def _workbook(path: Path) -> dict[str, Decision]:
    """The `decision`, `your text` and `fingerprint` columns of a fix list that a person filled in."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise GlossaryError(f"{path}: not a workbook ({error}); save it as .xlsx") from error
    sheet: Any = book["Fixes"] if "Fixes" in book.sheetnames else book.worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    header = [str(cell or "").strip().lower() for cell in next(rows, ())]
    if not {"decision", "fingerprint"} <= set(header):
        raise GlossaryError(f"{path}: the columns decision and fingerprint are missing; give the fixes.xlsx that normalize wrote")
    found: dict[str, Decision] = {}
    for number, cells in enumerate(rows, 2):
        row = dict(zip(header, cells, strict=False))
        word = str(row.get("decision") or "").strip().lower()
        if not word:
            continue
        if word not in _WORDS:
            raise GlossaryError(f"{path}: row {number}: decision {word!r} is not known; write accept or reject")
        own = str(row.get("your text") or "").strip() or None
        fingerprint = str(row.get("fingerprint") or "").strip()
        found[fingerprint] = Decision(fingerprint, _WORDS[word], own, by="reviewer")
    return found
