"""The formats of `check`. Each takes the checked texts one at a time and gives pieces of output, so that a large corpus is never held whole.

Lines and columns count from 1, an end is the column after the last sign. A column counts code points, but for rdjson, whose columns are bytes of UTF-8.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from normalize.fixing.fixes import Fix, wrapped
from zhengming import one_of
from zhengming.checking import Checked
from zhengming.reports.terminal import message, texts

Writer = Callable[[Iterable[Checked]], Iterator[str]]

ERROR, WARNING, INFO = 0, 1, 2
_LEVELS = {"auto": ERROR, "review": WARNING, "note": INFO}


def writer(name: str) -> Writer:
    """The writer of a format; Stop if there is none of this name."""
    if name == "sarif":
        from zhengming.reports.sarif import sarif

        return sarif
    one_of("--format", name, [*_WRITERS, "sarif"])
    return _WRITERS[name]


def level(row: dict[str, Any]) -> int:
    """How much a finding weighs: ERROR what is certain, WARNING what waits for a person, INFO what is only noted."""
    return _LEVELS[row["action"]]


def jsonl(results: Iterable[Checked]) -> Iterator[str]:
    """The records, one object a line."""
    import json

    for result in results:
        for row in result.findings_only():
            yield json.dumps(row, ensure_ascii=False) + "\n"


# GitHub -----------------------------------------------------------------------------------------------------------------------------------

_GITHUB = ("error", "warning", "notice")
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = {**_DATA, ord(":"): "%3A", ord(","): "%2C"}


def github(results: Iterable[Checked]) -> Iterator[str]:
    """Workflow commands, which a run on GitHub shows beside the lines; columns only where a finding stays on one line, as GitHub wants it."""
    for result in results:
        for row in result.findings_only():
            end_line, end_column = result.document.place(row["end"])
            properties = {"file": row["document"], "line": row["line"], "endLine": end_line}
            if end_line == row["line"]:
                properties |= {"col": row["column"], "endColumn": end_column}
            properties["title"] = f"zhengming {row['kind']}"
            listed = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
            yield f"::{_GITHUB[level(row)]} {listed}::{message(row).translate(_DATA)}\n"


def offered(result: Checked, row: dict[str, Any]) -> list[Fix]:
    """What a program may do of itself for a finding: its suggestions, each with the line ends of what it replaces; nothing for what is only noted."""
    if level(row) == INFO:
        return []
    return [wrapped(result.document.text, [Fix(row["start"], row["end"], row["found"], suggestion["text"])])[0] for suggestion in row["suggestions"]]


# reviewdog --------------------------------------------------------------------------------------------------------------------------------

_RDJSON = ("ERROR", "WARNING", "INFO")


def rdjson(results: Iterable[Checked]) -> Iterator[str]:
    """One DiagnosticResult of reviewdog, with a suggestion for everything that a person may accept."""
    import json

    yield '{"source": {"name": "zhengming"}, "diagnostics": ['
    separator = "\n"
    for result in results:
        for row in result.findings_only():
            place = {"start": _in_bytes(result, row["start"]), "end": _in_bytes(result, row["end"])}
            offers = offered(result, row)
            suggestions = [{"range": {"start": _in_bytes(result, fix.start), "end": _in_bytes(result, fix.end)}, "text": fix.after} for fix in offers]
            diagnostic = {
                "message": message(row), "location": {"path": row["document"], "range": place}, "severity": _RDJSON[level(row)], "code": {"value": row["kind"]},
                "suggestions": suggestions,
            }  # fmt: skip
            yield separator + json.dumps(diagnostic, ensure_ascii=False)
            separator = ",\n"
    yield "\n]}\n"


def _in_bytes(result: Checked, offset: int) -> dict[str, int]:
    line, column = result.document.place(offset)
    return {"line": line, "column": len(result.document.text[offset - column + 1 : offset].encode()) + 1}


# Checkstyle -------------------------------------------------------------------------------------------------------------------------------

_CHECKSTYLE = ("error", "warning", "info")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold


def checkstyle(results: Iterable[Checked]) -> Iterator[str]:
    """Checkstyle's XML, which many build servers read; a sign that XML cannot hold becomes U+FFFD."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    for result in results:
        rows = list(result.findings_only())
        if rows:
            yield f"<file name={_attribute(result.document.name)}>\n"
            for row in rows:
                source = _attribute(f"zhengming.{row['kind']}")
                place = f'line="{row["line"]}" column="{row["column"]}" severity="{_CHECKSTYLE[level(row)]}"'
                yield f"<error {place} message={_attribute(message(row))} source={source}/>\n"
            yield "</file>\n"
    yield "</checkstyle>\n"


def _attribute(text: str) -> str:
    from xml.sax.saxutils import quoteattr

    return quoteattr(_NOT_XML.sub("\ufffd", text))


# CSV --------------------------------------------------------------------------------------------------------------------------------------


def csv(results: Iterable[Checked]) -> Iterator[str]:
    """The columns of fixes.xlsx but for the state: nothing is applied yet. A cell that a spreadsheet would compute gets an apostrophe in front."""
    from csv import writer as rows_writer
    from io import StringIO

    from glossary.csv_table import guarded
    from zhengming.reports.workbook import COLUMNS, cells

    names = [name for name, _ in COLUMNS]
    kept = [number for number, name in enumerate(names) if name != "state"]

    def line(values: Iterable[str]) -> str:
        out = StringIO()
        rows_writer(out, lineterminator="\n").writerow(map(guarded, values))
        return out.getvalue()

    yield line(names[number] for number in kept)
    for result in results:
        for row, ruling in zip(result.rows, result.rulings, strict=True):
            if row["state"] != "rejected":
                found = cells(result, row, ruling)
                yield line(found[number] for number in kept)


_WRITERS: dict[str, Writer] = {"text": texts, "jsonl": jsonl, "github": github, "rdjson": rdjson, "checkstyle": checkstyle, "csv": csv}
