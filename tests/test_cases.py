"""Cases as data: texts and what must be found in them (tests/data/cases_*.toml define their fields)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from glossary import Action
from normalize.findings import Finding
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document

DATA = Path(__file__).parent / "data"
FIELDS = {"found", "kind", "action", "suggestion", "zh"}


def cases(name: str) -> list[Any]:
    """The cases of one file as parameters."""
    rows = tomllib.loads((DATA / f"cases_{name}.toml").read_text(encoding="utf-8")).get("case", [])
    return [pytest.param(row, id=row["name"].replace(" ", "-")) for row in rows]


def said(finding: Finding, wanted: dict[str, str]) -> dict[str, str | None]:
    """The fields of a finding that a case asks for."""
    known = {"found": finding.found, "kind": finding.kind.value, "action": finding.action.value, "suggestion": finding.text, "zh": finding.zh}
    return {key: known[key] for key in wanted}


def compare(checker: Checker, case: dict[str, Any]) -> None:
    """Assert that a document has the findings of its case, in order, and no others unless the case allows them."""
    unknown = {key for wanted in case["finds"] for key in wanted} - FIELDS
    assert not unknown, f"unknown fields {unknown}"
    findings = [f for f in checker.check(Document("case.txt", case["text"])) if f.action is not Action.NOTE or case.get("notes")]
    if case.get("others"):
        for wanted in case["finds"]:
            assert wanted in [said(finding, wanted) for finding in findings]
    else:
        wants = [*case["finds"], *[{"found": "nothing more"}] * len(findings)][: max(len(findings), len(case["finds"]))]
        assert [said(f, w) for f, w in zip(findings, wants, strict=False)] == case["finds"]


@pytest.mark.parametrize("case", cases("wild"))
def test_wild(checker: Checker, case: dict[str, Any]) -> None:
    """Garbles of real pages."""
    compare(checker, case)


@pytest.mark.parametrize("case", cases("synthetic"))
def test_synthetic(checker: Checker, case: dict[str, Any]) -> None:
    """One rule each."""
    compare(checker, case)


@pytest.mark.parametrize("case", cases("negative"))
def test_negative(checker: Checker, case: dict[str, Any]) -> None:
    """Right English stays."""
    compare(checker, {**case, "finds": []})


@pytest.mark.parametrize("case", cases("known_failures"))
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(checker: Checker, case: dict[str, Any]) -> None:
    """When one of these passes, its case moves to another file."""
    compare(checker, case)


def test_every_case_has_its_own_name_and_text() -> None:
    """A case stands in one file."""
    rows = [param.values[0] for name in ("wild", "synthetic", "negative", "known_failures") for param in cases(name)]
    assert len({row["name"] for row in rows}) == len(rows)
    assert len({row["text"] for row in rows}) == len(rows)


def test_the_order_of_documents_does_not_matter(compiled: Compiled) -> None:
    """Each case gives the same findings whether it is checked before or after the others."""
    texts = [param.values[0]["text"] for param in cases("wild")[:12]]
    there, back = Checker(compiled), Checker(compiled)
    forwards = [there.check(Document("a.txt", text)) for text in texts]
    assert forwards == [back.check(Document("a.txt", text)) for text in texts[::-1]][::-1]
