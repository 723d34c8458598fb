"""Fixes: which findings change a text, the change itself, and the way back. Pure; every byte outside a fix stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from glossary.entry import Action
from normalize.findings import Finding


class Verdict(StrEnum):
    """What a person decided about a finding."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on the finding of a fingerprint; `text` replaces the suggestion where the person wrote another."""

    fingerprint: str
    verdict: Verdict
    text: str | None = None
    by: str = ""
    at: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """`after` stands in place of `before` at [start, end) of the input and at [out_start, out_end) of the output."""

    start: int
    end: int
    before: str
    after: str
    out_start: int = 0
    out_end: int = 0
    decided_by: str = "auto"


def choose(findings: Sequence[Finding], fingerprints: Sequence[str], decisions: Mapping[str, Decision]) -> list[tuple[Fix | None, str]]:
    """For each finding its fix (or None) and its state: applied, open or rejected.

    A decision outweighs the action; a note is never applied; fixes never overlap (the earlier one wins, `judge` has seen to the rest).
    """
    chosen: list[tuple[Fix | None, str]] = []
    last = -1
    for finding, fingerprint in zip(findings, fingerprints, strict=True):
        decision = decisions.get(fingerprint)
        if decision is not None and decision.verdict is Verdict.REJECT:
            chosen.append((None, "rejected"))
            continue
        accepted = decision is not None and decision.verdict is Verdict.ACCEPT
        text = decision.text if accepted and decision is not None and decision.text is not None else finding.text
        wanted = accepted or finding.action is Action.AUTO
        if not wanted or text is None or finding.action is Action.NOTE or finding.start < last or text == finding.found:
            chosen.append((None, "open"))
            continue
        by = (decision.by or "decision") if accepted and decision is not None else "auto"
        chosen.append((Fix(finding.start, finding.end, finding.found, text, decided_by=by), "applied"))
        last = finding.end
    return chosen


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, list[Fix]]:
    """The text with the fixes in place, and the fixes with their places in it."""
    pieces: list[str] = []
    placed: list[Fix] = []
    at = shift = 0
    for fix in sorted(fixes, key=lambda fix: (fix.start, fix.end)):
        if fix.start < at:
            raise ValueError(f"fixes overlap at {fix.start}")
        if text[fix.start : fix.end] != fix.before:
            raise ValueError(f"the text at {fix.start} is not {fix.before!r}; it has changed since it was checked")
        pieces += [text[at : fix.start], fix.after]
        placed.append(replace(fix, out_start=fix.start + shift, out_end=fix.start + shift + len(fix.after)))
        shift += len(fix.after) - (fix.end - fix.start)
        at = fix.end
    pieces.append(text[at:])
    return "".join(pieces), placed


def revert(text: str, fixes: Iterable[Fix]) -> str:
    """The text as it was before these fixes were applied."""
    pieces: list[str] = []
    at = 0
    for fix in sorted(fixes, key=lambda fix: (fix.out_start, fix.out_end)):
        if text[fix.out_start : fix.out_end] != fix.after:
            raise ValueError(f"the text at {fix.out_start} is not {fix.after!r}; it has changed since it was fixed")
        pieces += [text[at : fix.out_start], fix.before]
        at = fix.out_end
    return "".join(pieces) + text[at:]
