"""Findings, decisions and fixes as versioned JSON lines: one object a line, the same fields in the same order."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from normalize.document import Document
from normalize.findings import Finding

SCHEMA = 1


def records(document: Document, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """The findings of one document as plain records, with line, column and fingerprint."""
    seen: Counter[str] = Counter()
    rows = []
    for finding in findings:
        line, column = document.place(finding.start)
        mark = _place(document, finding)
        seen[mark] += 1
        rows.append(
            {
                "schema": SCHEMA, "document": document.name, "start": finding.start, "end": finding.end, "line": line, "column": column,
                "found": finding.found, "kind": finding.kind.value, "action": finding.action.value, "confidence": finding.confidence,
                "concept": finding.concept, "zh": finding.zh, "pinyin": finding.pinyin,
                "suggestions": [{"text": s.text, "concept": s.concept, "score": s.score} for s in finding.suggestions],
                "evidence": [{"kind": e.kind, "detail": e.detail} for e in finding.evidence],
                "rivals": [{"concept": r.concept, "zh": r.zh, "text": r.text, "score": r.score} for r in finding.rivals],
                "fingerprint": _digest(f"{mark}\x1f{seen[mark]}"),
            }
        )  # fmt: skip
    return rows


_WORD = re.compile(r"\w+")


def _place(document: Document, finding: Finding) -> str:
    """What makes a finding the same one after edits elsewhere: kind, concept, folded form and the words beside it.

    Offsets and the file's name do not count; identical places are told apart by their order (headlines come twice).
    """
    before = _WORD.findall(document.text[max(0, finding.start - 40) : finding.start])[-2:]
    after = _WORD.findall(document.text[finding.end : finding.end + 40])[:2]
    found = " ".join(_WORD.findall(finding.found.casefold())) or finding.found
    return "\x1f".join((finding.kind.value, finding.concept or "", found, " ".join(before).casefold(), " ".join(after).casefold()))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
