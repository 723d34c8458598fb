"""SARIF 2.1.0, for code scanning and editors: every finding a result with its fixes. Columns count code points (`columnKind`)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from zhengming import __version__
from zhengming.checking import Checked
from zhengming.reports.formats import level, offered
from zhengming.reports.legend import KINDS
from zhengming.reports.terminal import message

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = ("error", "warning", "note")
_RULES = {kind: number for number, kind in enumerate(KINDS)}


def sarif(results: Iterable[Checked]) -> Iterator[str]:
    """One log with one run; the rules are the kinds of garble."""
    rules = [{"id": kind, "shortDescription": {"text": f"{meaning[0].upper()}{meaning[1:]}."}} for kind, meaning in KINDS.items()]
    driver = {"name": "Zhengming", "semanticVersion": __version__, "rules": rules}
    head = json.dumps({"$schema": SCHEMA, "version": "2.1.0"}, ensure_ascii=False)[:-1]
    run = json.dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}, ensure_ascii=False)[:-1]
    yield f'{head}, "runs": [{run}, "results": ['
    separator = "\n"
    for result in results:
        for row in result.findings_only():
            yield separator + json.dumps(_result(result, row), ensure_ascii=False)
            separator = ",\n"
    yield "\n]}]}\n"


def _result(result: Checked, row: dict[str, Any]) -> dict[str, Any]:
    region = _region(result, row, row["end"])
    artifact = {"uri": _uri(row["document"])}
    made: dict[str, Any] = {
        "ruleId": row["kind"], "ruleIndex": _RULES[row["kind"]], "level": _LEVELS[level(row)], "message": {"text": message(row)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"zhengming/v1": row["fingerprint"]},
        "properties": {key: row[key] for key in ("action", "confidence", "concept", "zh", "pinyin", "evidence", "rivals")},
    }  # fmt: skip
    if offers := offered(result, row):
        made["fixes"] = [
            {"artifactChanges": [{"artifactLocation": artifact, "replacements": [{"deletedRegion": _region(result, row, fix.end), "insertedContent": {"text": fix.after}}]}]}
            for fix in offers
        ]
    return made


def _region(result: Checked, row: dict[str, Any], end: int) -> dict[str, int]:
    """From where a finding begins to an end."""
    line, column = result.document.place(end)
    return {"startLine": row["line"], "startColumn": row["column"], "endLine": line, "endColumn": column}


def _uri(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
