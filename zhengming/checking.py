"""A run over files: each text checked, its findings with what was decided about them."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from normalize.detectors.consistency import Corpus
from normalize.findings import Finding
from normalize.fixing.decisions import Decision, Decisions, Ruling, Scope
from normalize.pipeline import Checker, standing
from normalize.text.document import Document
from zhengming import Warn, counted
from zhengming.config import Settings
from zhengming.corpus import Failure, Source, read, sources
from zhengming.waiting import barred, has_bar, waiting

if TYPE_CHECKING:
    from normalize.questions import Question
    from zhengming.reports.formats import Writer


class Checked(NamedTuple):
    """One text with its findings; `rows` are the records of the fix list, with their state; `rulings` what people decided about them;
    `mentioned` the numbers of the entries named; `questions` what only the author knows, where that was asked for; `unheld` the fixes that were not
    made, because the text's encoding has no place for their words."""

    source: Source
    document: Document
    findings: tuple[Finding, ...]
    rows: tuple[dict[str, Any], ...]
    output: str
    mentioned: tuple[int, ...] = ()
    rulings: tuple[Ruling | None, ...] = ()
    questions: tuple["Question", ...] = ()
    unheld: tuple[str, ...] = ()

    def findings_only(self) -> Iterator[dict[str, Any]]:
        """The records without what belongs to fixes; rejected findings are left out."""
        for row in self.rows:
            if row["state"] != "rejected":
                yield {key: value for key, value in row.items() if key not in FIX_FIELDS}


FIX_FIELDS = frozenset({"state", "before", "after", "out_start", "out_end", "decided_by", "verdict", "note"})


def status_of(row: dict[str, Any]) -> str:
    """How a finding stands for its reader: applied, open (a person decides), note or rejected."""
    return "note" if row["action"] == "note" and row["state"] == "open" else str(row["state"])


def checked(
    paths: Sequence[str], settings: Settings, warn: Warn, *, bare: bool = False, annotate: bool = False, ask: bool = False, bar: bool = False, jobs: int | None = 1,
    located: bool = True,
) -> Iterator[Checked | str]:  # fmt: skip
    """Every text in order, or the sentence that says why one cannot be read.

    Two passes: the whole corpus is seen before any finding is given out, so that the order of files does not matter. `jobs` is the number of
    processes; None takes as many as there are processors where the input is worth it. `bar` shows how many are done. Without `located` no finding need
    be known again.
    """
    from zhengming.termbases import compiled_termbase

    found, failures = sources(paths, warn)
    for failure in failures:
        yield str(failure)
    if not found:
        return
    decisions = decisions_of(settings, [source.shown for source in found], warn)
    compiled = compiled_termbase(settings.glossaries, settings.builtin, warn, bare=bare)
    if (count := workers_for(found, jobs)) > 1:
        from zhengming.workers import checked_by_workers

        yield from checked_by_workers(found, settings, compiled, decisions, count, bare=bare, annotate=annotate, ask=ask, bar=bar)
        return
    checker = Checker(compiled)
    read_texts = [(source, read(source)) for source in found]
    documents = [document for _, document in read_texts if isinstance(document, Document)]
    corpus = checker.survey(documents) if len(documents) > 1 else Corpus()
    beside_bar = has_bar(read_texts, bar)
    for source, document in barred(read_texts, bar):
        with waiting(source.shown, 0 if isinstance(document, Failure) else len(document.text), beside_bar):
            result = check_one(checker, source, document, corpus, decisions, annotate, ask, located)
        yield result


def all_checked(paths: Sequence[str], settings: Settings, warn: Warn, **how: Any) -> tuple[list[Checked], bool]:
    """Every text that can be read, as `checked` gives them, and whether that is every one; `warn` hears why another cannot be."""
    results: list[Checked] = []
    whole = True
    for result in checked(paths, settings, warn, **how):
        if isinstance(result, str):
            warn(result)
            whole = False
        else:
            results.append(result)
    return results, whole


WORTH_IT = 1_000_000  # bytes from which further processes pay for their start


def workers_for(found: Sequence[Source], jobs: int | None) -> int:
    """How many processes to use for these texts; one where a text can be read only once, for several read each twice."""
    if len(found) < 2 or not all(source.is_file for source in found):
        return 1
    if jobs is not None:
        return min(jobs, len(found))
    if sum(source.size for source in found) < WORTH_IT:
        return 1
    import os

    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(found))


def check_one(
    checker: Checker, source: Source, document: Document | Failure, corpus: Corpus, decisions: Decisions, annotate: bool, ask: bool, located: bool = True
) -> Checked | str:
    """One text checked, or the sentence that says why it cannot be read."""
    if isinstance(document, Failure):
        return str(document)
    view = checker.view(document)
    findings = checker.check_view(view, corpus)
    if annotate:
        from normalize.fixing.annotations import annotated

        findings = annotated(view, findings)
    result = settled(source, document, standing(document, view, findings), decisions, tuple(number for number in view.counts if not checker.compiled.is_beside(number)), located)
    if ask:
        from normalize.questions import questions

        result = result._replace(questions=tuple(questions(view, findings)))
    return result


def show_findings(
    paths: Sequence[str], settings: Settings, warn: Warn, form: str, *, baseline: Path | None = None, bare: bool = False, jobs: int | None = None
) -> int:
    """Write the findings to standard output in a format, without those that a baseline accepts; the exit code: 0 nothing to do, 1 findings, 2 failure."""
    write, accepted = _writer(form), None
    if baseline:
        from zhengming.baseline import read_baseline, without_accepted

        accepted = read_baseline(baseline)
    located = form != "text" or bool(baseline or settings.decisions)  # what a person reads names no fingerprints
    found = failed = False

    def texts() -> Iterator[Checked]:
        nonlocal found, failed
        for result in checked(paths, settings, warn, bare=bare, jobs=jobs, located=located):
            if isinstance(result, str):
                warn(result)
                failed = True
                continue
            warn_of_pragmas(result, warn)
            if accepted is not None:
                result = without_accepted(result, accepted)
            found = found or any(status_of(row) in ("applied", "open") for row in result.rows)
            yield result

    if form != "text":
        _speak_utf_8()
    for piece in write(texts()):
        sys.stdout.write(piece)
    return 2 if failed else 1 if found else 0


def _speak_utf_8() -> None:
    """Whatever the terminal's encoding: programs read this, and Checkstyle's first line says UTF-8."""
    from io import TextIOWrapper

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _writer(form: str) -> "Writer":
    """The writer of a format; what nearly every run asks for is not slowed by the others."""
    if form == "text":
        from zhengming.reports.terminal import texts

        return texts
    from zhengming.reports.formats import writer

    return writer(form)


def warn_of_pragmas(result: Checked, warn: Warn) -> None:
    """Say which pragmas of a text do not do what they seem to say."""
    for doubt in result.document.pragmas[1]:
        warn(f"{result.document.name}:{result.document.place(doubt.offset)[0]}: {doubt.sentence}")


def warn_of_unheld(result: Checked, warn: Warn) -> None:
    """Say which fixes were not made for the encoding of a text: Big5 has Chinese and no pinyin, so it takes no annotation."""
    if result.unheld:
        fixes = counted(len(result.unheld), "fix is", "fixes are")
        warn(f"{result.document.name}: {fixes} not made, for {result.document.encoding.name} cannot hold {result.unheld[0].strip()!r}; save the text as UTF-8 and run again")


def warn_of_lost(rulings: Sequence[Ruling | None], documents: Sequence[str], settings: Settings, warn: Warn) -> None:
    """Say how many decisions on these texts no longer find their place, given what holds for every finding of the run."""
    if settings.decisions is not None:
        book = decisions_of(settings, documents, lambda sentence: None)
        say_lost(book.lost(rulings), settings.decisions, warn)
        say_gone(gone(book.current, settings), settings.decisions, warn)


def say_lost(lost: Sequence[Decision], kept: Path, warn: Warn) -> None:
    """One sentence on the decisions, kept in this file, that no longer find their place."""
    if lost:
        which = counted(len(lost), "decision no longer finds its", "decisions no longer find their")
        first = f"“{lost[0].found}” in {lost[0].document}" if lost[0].found else lost[0].fingerprint
        warn(f"{kept}: {which} place, the first {first}; it was mended or has changed; see `zhengming decisions list PATHS --lost`")


def gone(current: Sequence[Decision], settings: Settings) -> list[Decision]:
    """The decisions for a text or for everywhere that nothing can answer to, for the termbase has no concept of this id (any more)."""
    from zhengming.termbases import compiled_termbase

    wide = [decision for decision in current if decision.concept and decision.scope is not Scope.PLACE]
    known = compiled_termbase(settings.glossaries, settings.builtin, lambda sentence: None).numbers if wide else {}
    return [decision for decision in wide if decision.concept not in known]


def say_gone(without: Sequence[Decision], kept: Path, warn: Warn) -> None:
    """One sentence on the decisions, kept in this file, whose concept is gone."""
    if without:
        which = counted(len(without), "decision speaks", "decisions speak")
        first = f"“{without[0].found}” ({without[0].concept})"
        warn(f"{kept}: {which} of a concept that the termbase does not hold, the first {first}; name its glossary, or decide anew; see `zhengming decisions list PATHS --lost`")


def settled(source: Source, document: Document, findings: Sequence[Finding], decisions: Decisions, mentioned: tuple[int, ...] = (), located: bool = True) -> Checked:
    """A text with its findings, what people decided about them, and what it becomes by the fixes that follow from both."""
    from normalize.fixing.fixes import apply, choose, wrapped
    from normalize.fixing.records import records

    rows = records(document, findings, located)
    rulings = decisions.rulings(rows)
    chosen, unheld = choose(findings, rulings), []
    for number, (fix, _) in enumerate(chosen):
        if fix is not None and not document.holds(fix.after):
            unheld.append(fix.after)
            chosen[number] = None, "open"
    output, placed = apply(document.text, wrapped(document.text, [fix for fix, _ in chosen if fix is not None]))
    places = iter(placed)
    for row, (fix, state), ruling in zip(rows, chosen, rulings, strict=True):
        put = next(places) if fix is not None else None
        row |= {
            "state": state, "before": put.before if put else row["found"], "after": put.after if put else None, "out_start": put.out_start if put else None,
            "out_end": put.out_end if put else None, "decided_by": ruling.by if ruling else put.decided_by if put else None,
            "verdict": (ruling.verdict or "conflict") if ruling else None, "note": ruling.note if ruling else "",
        }  # fmt: skip
    return Checked(source, document, tuple(findings), tuple(rows), output, mentioned, tuple(rulings), unheld=tuple(unheld))


def decisions_of(settings: Settings, documents: Sequence[str], warn: Warn) -> Decisions:
    """The decisions in force for a run over these documents."""
    if settings.decisions is None:
        return Decisions()
    from zhengming.decisions import load_decisions

    return Decisions(load_decisions(settings.decisions, warn), documents)
