"""The termbase of one run: the built-in data and the user's glossaries, compiled or taken from the cache."""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.entry import ConceptEntry, Status
from glossary.load import CLEAN_ENGLISH, data_files
from glossary.text_file import GlossaryError
from normalize.termbase.cache import cached
from normalize.termbase.compiled import Compiled
from zhengming import Warn, __version__, counted

if TYPE_CHECKING:
    from glossary.tables import SideTables
    from glossary.termbase import Termbase
    from normalize.audit import FalseAlarm


def load_termbase(glossaries: Sequence[Path], builtin: bool, warn: Warn, *, bare: bool = False, readings: bool = True) -> Termbase:
    """The Termbase of built-in and user concepts; `warn` takes one sentence for each thing that was read with a doubt. Without `readings` a concept that says
    none has none: what was worked out looks in a file of another program as if somebody had checked it."""
    from glossary.load import load_builtin, load_glossary
    from glossary.termbase import Termbase, merged

    mine: list[ConceptEntry] = []
    for path in glossaries:
        if path.suffix.lower() == ".tbx":
            from tbx.reader import read_tbx

            mine += read_tbx(path, warn)
        else:
            entries, warnings = load_glossary(path)
            mine += entries
            for warning in warnings:
                warn(warning)
    base = merged(_with_regions(_in_words(mine, warn), warn), load_builtin() if builtin else ())
    if readings:
        # Only now: the checked reading of a built-in concept is better than one worked out (白蛇传 Báishé Zhuàn, not Báishéchuán).
        base = Termbase((*map(with_reading, base.entries[: base.own]), *base.entries[base.own :]), base.own)
    return base.without_deprecated() if bare else base


def compiled_termbase(glossaries: Sequence[Path] = (), builtin: bool = True, warn: Warn = print, *, bare: bool = False) -> Compiled:
    """The compiled termbase of a run. `bare` leaves every listed garbled form out: a measure of reading back alone.

    `warn` takes what was read with a doubt, on every run: a row that is left out is missing from the cached termbase too.
    """
    contents = [f"{__version__} {builtin} {bare}".encode()]
    try:
        for path in [*data_files(), CLEAN_ENGLISH]:
            # Told by size and time, for nobody edits what is installed: to read eight megabytes takes a twentieth of a cold check.
            status = path.stat()
            contents.append(f"{path} {status.st_size} {status.st_mtime_ns}".encode("utf-8", "surrogateescape"))
        for path in glossaries:
            contents += [os.fsencode(path), path.read_bytes()]  # warnings name the path
    except OSError as error:
        raise GlossaryError(f"{error.filename}: cannot be read ({error.strerror or error}); check the path") from error

    doubts: list[str] = []

    def build() -> dict[str, Any]:
        from normalize.termbase.compiling import compile_termbase

        gc.disable()  # a million values that stay and hardly a cycle: looking for garbage among them would be a tenth of the time
        try:
            termbase = load_termbase(glossaries, builtin, doubts.append, bare=bare)
            data = compile_termbase(termbase, side_tables(glossaries), () if builtin else _right_beside(termbase))
        finally:
            gc.enable()
        if glossaries:  # the built-in termbase is audited by its tests, not on each machine anew
            data = _audited(data, doubts.append)
        return {**data, "warnings": doubts}

    compiled = cached(contents, build)
    for sentence in compiled.warnings:
        warn(sentence)
    return compiled


def _right_beside(own: Termbase) -> tuple[ConceptEntry, ...]:
    """The built-in concepts with the right forms alone, for a run without them: the Yangtze River Delta is no garble of somebody's Yellow River Delta. What
    the user's glossary has, as a concept or as a form, is the user's affair."""
    from glossary.load import load_builtin
    from glossary.termbase import folded

    chinese = {form for entry in own for form in entry.chinese_forms}
    forms = {folded(term.text) for entry in own for term in entry.en.terms}

    def right(entry: ConceptEntry) -> ConceptEntry:
        terms = tuple(term for term in entry.en.terms if term.status is not Status.DEPRECATED and folded(term.text) not in forms)
        return entry._replace(en=entry.en._replace(terms=terms))

    found = (right(entry) for entry in load_builtin() if entry.chinese not in chinese)
    return tuple(entry for entry in found if entry.en.terms) if len(own) else ()


def side_tables(glossaries: Sequence[Path]) -> SideTables:
    """The built-in tables with the look-alikes of the user's glossaries."""
    from dataclasses import replace

    from glossary.load import look_alikes_of
    from glossary.tables import load_tables

    tables = load_tables()
    return replace(tables, look_alikes={**tables.look_alikes, **look_alikes_of(glossaries)})


def _audited(data: dict[str, Any], warn: Warn) -> dict[str, Any]:
    """The compiled termbase with the entries demoted that fire on clean English, and up to what confidence; a user's own are named."""
    from normalize.audit import audit

    compiled = Compiled(data)
    demoted: dict[str, float] = {}
    named: dict[str, dict[str, FalseAlarm]] = {}
    for alarm in audit(compiled):
        demoted[alarm.concept] = max(alarm.doubted, demoted.get(alarm.concept, 0.0))
        number = compiled.numbers[alarm.concept]
        if number < compiled.users:
            named.setdefault(compiled.entry(number).origin, {}).setdefault(alarm.concept, alarm)
    for origin, own in named.items():
        warn(f"{origin}: {_demoted(list(own.values()))}")
    return {**data, "demoted": demoted}


_NAMED = 3  # of a glossary of thousands a dozen fire


def _demoted(alarms: Sequence[FalseAlarm]) -> str:
    """What is said of the concepts of one glossary that fire on clean English."""
    if len(alarms) == 1:
        return f"{alarms[0]}; what is not much surer is shown one step less surely"
    first = ", ".join(f"{alarm.chinese} on “{alarm.found}”" for alarm in alarms[:_NAMED]) + (", …" if len(alarms) > _NAMED else "")
    return (
        f"{len(alarms)} concepts fire on clean English ({first}); what is not much surer is shown one step less surely; "
        "`zhengming glossary verify --audit` with this glossary shows the sentences"
    )


def _in_words(mine: Sequence[ConceptEntry], warn: Warn) -> list[ConceptEntry]:
    """The user's concepts without those whose Chinese or English somebody has still to write: “?” went into texts as the right English."""
    worded: list[ConceptEntry] = []
    waiting: list[ConceptEntry] = []
    for entry in mine:
        (worded if _is_worded(entry.chinese) and _is_worded(entry.english) else waiting).append(entry)
    for origin in dict.fromkeys(entry.origin for entry in waiting):
        first, *others = (entry for entry in waiting if entry.origin == origin)
        concepts = f"{first.chinese} {first.english}" + (f" and {counted(len(others), 'more concept')}" if others else "")
        warn(f"{origin}: left out: {concepts}; a sign stands where the {'English' if _is_worded(first.chinese) else 'Chinese'} belongs; write it there")
    return worded


def _is_worded(form: str) -> bool:
    return any(map(str.isalnum, form))


def _with_regions(mine: Sequence[ConceptEntry], warn: Warn) -> list[ConceptEntry]:
    """The user's concepts with their regions as our data name them; one that it does not know is said, for each file once."""
    from glossary.regions import is_region, region_of

    found = [entry._replace(region=region_of(entry.region)) for entry in mine]
    unknown: dict[tuple[str, str], list[ConceptEntry]] = {}
    for entry in found:
        if entry.region and not is_region(entry.region):
            unknown.setdefault((entry.origin, entry.region), []).append(entry)
    for (origin, region), (first, *others) in unknown.items():
        concepts = f"{first.chinese} and {len(others)} more" if others else first.chinese
        warn(f"{origin}: region {region!r} of {concepts} is not known, so it is no evidence; write the province in English (Jiangsu), or leave it out")
    return found


def built_in_concept(chinese: str) -> ConceptEntry | None:
    """The built-in concept that this Chinese is the preferred term of; None where there are several (通州)."""
    from glossary.load import NOT_CONCEPTS, load_toml

    # Only a file that names it is parsed: to read all of them takes half a second.
    files = (path for path in data_files() if path.name not in NOT_CONCEPTS and f'"{chinese}"' in path.read_text(encoding="utf-8"))
    found = [entry for path in files for entry in load_toml(path) if entry.chinese == chinese]
    return found[0] if len(found) == 1 else None


def with_reading(entry: ConceptEntry) -> ConceptEntry:
    """A concept of a file that has no pinyin, with a reading worked out."""
    if entry.pinyin:
        return entry
    from glossary.worked_out import reading_beside

    return entry._replace(zh=entry.zh._replace(pinyin=reading_beside(entry.chinese, entry.english)))
