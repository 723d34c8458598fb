"""Findings, decisions and fixes as versioned JSON lines: one object a line, the same fields in the same order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from normalize.findings import Finding
from normalize.fixing.places import NOWHERE, places
from normalize.text.document import Document

SCHEMA = 1


def records(document: Document, findings: Sequence[Finding], located: bool = True) -> list[dict[str, Any]]:
    """The findings of one document as plain records, with line, column, fingerprint and surroundings; the latter two empty unless `located`."""
    rows = []
    for finding, place in zip(findings, places(document, findings) if located else [NOWHERE] * len(findings), strict=True):
        line, column = document.place(finding.start)
        rows.append(
            {
                "schema": SCHEMA, "document": document.name, "start": finding.start, "end": finding.end, "line": line, "column": column,
                "found": finding.found, "kind": finding.kind.value, "action": finding.action.value, "confidence": finding.confidence,
                "concept": finding.concept, "zh": finding.zh, "pinyin": finding.pinyin,
                "suggestions": [{"text": s.text, "concept": s.concept, "score": s.score} for s in finding.suggestions],
                "evidence": [{"kind": e.kind, "detail": e.detail} for e in finding.evidence],
                "rivals": [{"concept": r.concept, "zh": r.zh, "text": r.text, "score": r.score} for r in finding.rivals],
                "fingerprint": place.fingerprint, "around": place.around,
            }
        )  # fmt: skip
    return rows
