"""A run over many files by several processes; the results come in the order of the files, the same as by one."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, parent_process
from threading import Thread
from typing import Any

from normalize.detectors.consistency import Corpus
from normalize.fixing.decisions import Decisions
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document
from zhengming import Stop, at_signals
from zhengming.checking import Checked, check_one
from zhengming.config import Settings
from zhengming.corpus import Source, read
from zhengming.waiting import barred, has_bar, waiting

BATCH = 200_000  # bytes that a process takes at a time
_ready: dict[str, Any] = {}  # what a worker keeps between its tasks


def checked_by_workers(
    found: Sequence[Source], settings: Settings, compiled: Compiled, decisions: Decisions, count: int, *, bare: bool, annotate: bool, ask: bool, bar: bool
) -> Iterator[Checked | str]:
    """As `checked`, by `count` processes: first every text is surveyed, then every text is checked."""
    batches = _batches(found)
    _ready["compiled"] = compiled  # a process that is forked finds it there; one that is spawned opens the cache
    pool = ProcessPoolExecutor(min(count, len(batches)), initializer=_start, initargs=(settings, bare))
    try:
        corpus: Counter[str] = Counter()
        for names in [pool.submit(_survey, batch) for batch in batches]:
            corpus.update(_result(names))
        size, beside_bar = sum(source.size for source in found), has_bar(batches, bar)
        for checked in barred([pool.submit(_check, batch, corpus, decisions, annotate, ask) for batch in batches], bar):
            with waiting(f"{len(found)} texts", size, beside_bar):
                results = _result(checked)
            yield from results
    except BaseException:  # a signal, a reader who has gone away: nobody waits for what the processes still do
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        _ready.clear()


def _result(future: Future[Any]) -> Any:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise Stop("a worker process ended unexpectedly, perhaps for want of memory; run again with --jobs 1") from error


def _batches(found: Sequence[Source]) -> list[list[Source]]:
    batches: list[list[Source]] = [[]]
    size = 0
    for source in found:
        if size >= BATCH:
            batches.append([])
            size = 0
        batches[-1].append(source)
        size += source.size
    return batches


def _start(settings: Settings, bare: bool) -> None:
    """Make a worker ready; a signal ends it at once, and the parent says so."""
    from zhengming.termbases import compiled_termbase

    at_signals(signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()
    compiled = _ready.get("compiled") or compiled_termbase(settings.glossaries, settings.builtin, lambda sentence: None, bare=bare)
    _ready["checker"] = Checker(compiled)


def _end_with_parent() -> None:
    """A worker waits for its next task for ever, the parent may have been killed outright."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _survey(batch: Sequence[Source]) -> Counter[str]:
    documents = [document for document in map(read, batch) if isinstance(document, Document)]
    return _ready["checker"].survey(documents).names  # type: ignore[no-any-return]


def _check(batch: Sequence[Source], names: Counter[str], decisions: Decisions, annotate: bool, ask: bool) -> list[Checked | str]:
    corpus = Corpus(names)
    return [check_one(_ready["checker"], source, read(source), corpus, decisions, annotate, ask) for source in batch]
