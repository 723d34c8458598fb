"""A run over files: each text checked, its findings with what was decided about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from normalize.document import Document
from normalize.findings import Finding
from zhengming.config import Settings
from zhengming.corpus import Failure, Source, read, sources

Warn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """One text with its findings; `rows` are the records of the fix list, with their state; `mentioned` the numbers of the entries named."""

    source: Source
    document: Document
    findings: tuple[Finding, ...]
    rows: tuple[dict[str, Any], ...]
    output: str
    mentioned: tuple[int, ...] = ()

    def findings_only(self) -> Iterator[dict[str, Any]]:
        """The records without what belongs to fixes; rejected findings are left out."""
        for row in self.rows:
            if row["state"] != "rejected":
                yield {key: value for key, value in row.items() if key not in FIX_FIELDS}


FIX_FIELDS = frozenset({"state", "before", "after", "out_start", "out_end", "decided_by"})


def checked(paths: Sequence[str], settings: Settings, warn: Warn, *, bare: bool = False, annotate: bool = False, progress: Any = iter) -> Iterator[Checked | str]:
    """Every text in order, or the sentence that says why one cannot be read.

    Two passes: the whole corpus is seen before any finding is given out, so that the order of files does not matter.
    """
    from normalize.annotations import annotated
    from normalize.pipeline import Checker
    from zhengming.termbases import compiled_termbase

    found, failures = sources(paths)
    for failure in failures:
        yield str(failure)
    if not found:
        return
    decisions = _decisions(settings)
    checker = Checker(compiled_termbase(settings.glossaries, settings.builtin, warn, bare=bare))
    read_texts = [(source, read(source)) for source in found]
    documents = [document for _, document in read_texts if isinstance(document, Document)]
    corpus = checker.survey(documents)
    for source, document in progress(read_texts):
        if isinstance(document, Failure):
            yield str(document)
        else:
            view = checker.view(document)
            findings = checker.check_view(view, corpus)
            if annotate:
                findings = annotated(view, findings)
            yield settled(source, document, findings, decisions, tuple(view.counts))


def settled(source: Source, document: Document, findings: Sequence[Finding], decisions: dict[str, Any], mentioned: tuple[int, ...] = ()) -> Checked:
    """The findings of a text with fixes chosen and applied."""
    from normalize.fixes import apply, choose
    from normalize.records import records

    rows = records(document, findings)
    chosen = choose(findings, [row["fingerprint"] for row in rows], decisions)
    output, placed = apply(document.text, [fix for fix, _ in chosen if fix is not None])
    places = iter(placed)
    for row, (fix, state) in zip(rows, chosen, strict=True):
        put = next(places) if fix is not None else None
        row |= {
            "state": state, "before": row["found"], "after": put.after if put else None, "out_start": put.out_start if put else None,
            "out_end": put.out_end if put else None, "decided_by": put.decided_by if put else None,
        }  # fmt: skip
    return Checked(source, document, tuple(findings), tuple(rows), output, mentioned)


def _decisions(settings: Settings) -> dict[str, Any]:
    if settings.decisions is None:
        return {}
    from zhengming.decisions import load_decisions

    return load_decisions(settings.decisions)
