"""`normalize --in-place`: the texts themselves are mended, each file whole or not at all."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from glossary.encodings import encode
from glossary.whole_file import write_whole
from normalize.fixing.decisions import Ruling
from zhengming import Warn, say, shown
from zhengming.checking import Checked, checked, status_of, warn_of_lost, warn_of_pragmas, warn_of_unheld
from zhengming.config import Settings


def normalize_in_place(paths: Sequence[str], settings: Settings, warn: Warn, *, annotate: bool, jobs: int | None = None) -> int:
    """Write the fixes that are certain or decided into the files; the exit code, as fixers have it: 0 nothing changed, 1 changed, 2 failure."""
    changed = failed = False
    rulings: list[Ruling | None] = []
    documents: list[str] = []
    for result in checked(paths, settings, warn, annotate=annotate, jobs=jobs):
        if isinstance(result, str):
            warn(result)
            failed = True
            continue
        warn_of_pragmas(result, warn)
        warn_of_unheld(result, warn)
        rulings += result.rulings
        documents.append(result.document.name)
        if result.output == result.document.text:
            continue
        if trouble := _write(result):
            warn(f"{result.document.name}: {trouble}")
            failed = True
            continue
        changed = True
        states = Counter(map(status_of, result.rows))
        say(f"{shown(result.document.name)}: {states['applied']} fixed, {states['open']} to review\n")
    warn_of_lost(rulings, documents, settings, warn)
    return 2 if failed else 1 if changed else 0


def _write(result: Checked) -> str | None:
    """Put the output in the place of the text, with the same rights, encoding and line ends; else why that cannot be."""
    if result.source.path is None:
        return "standard input has no place to write to; name a file"
    if not result.source.is_file:
        return "is no file that could be written; name a file"
    path = Path(os.path.realpath(result.source.path))  # a link stays a link
    data = encode(result.output, result.document.encoding)
    try:
        if path.read_bytes() != encode(result.document.text, result.document.encoding):
            return "has changed while it was checked; run again"
        if not os.access(path, os.W_OK):
            return "may not be written; change its rights and run again"
        write_whole(path, data)
    except OSError as error:
        return f"cannot be written ({error.strerror or error}); it is as it was"
    return None
