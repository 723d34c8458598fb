"""Which files a run reads: paths, folders, standard input; each file's text or one sentence on why it cannot be read."""

from __future__ import annotations

import fnmatch
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from normalize.document import MARKDOWN_SUFFIXES, Document, UnreadableText, decode

SUFFIXES = (".txt", ".text", *MARKDOWN_SUFFIXES)
IGNORE_FILE = ".zhengmingignore"


@dataclass(frozen=True, slots=True)
class Source:
    """A text to read: `path` is None for standard input; `name` is its path below the input that named it."""

    path: Path | None
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A text that could not be read, and why, in one sentence."""

    shown: str
    reason: str

    def __str__(self) -> str:
        return f"{self.shown}: {self.reason}"


def sources(paths: Sequence[str]) -> tuple[list[Source], list[Failure]]:
    """The files behind the arguments, in order, each once; a folder gives its texts (*.txt, *.md) by name."""
    found: dict[str, Source] = {}
    failures: list[Failure] = []
    for given in paths:
        if given == "-":
            found.setdefault("-", Source(None, "stdin.txt", "<stdin>"))
            continue
        path = Path(given)
        if path.is_dir():
            files = list(_texts_below(path))
            if not files:
                failures.append(Failure(given, f"no texts in this folder; texts end in {', '.join(SUFFIXES)}"))
            for file in files:
                found.setdefault(os.path.realpath(file), Source(file, file.relative_to(path).as_posix(), str(file)))
        elif path.exists():
            found.setdefault(os.path.realpath(path), Source(path, path.name, given))
        else:
            failures.append(Failure(given, "no such file or folder; check the path"))
    return list(found.values()), failures


def _texts_below(folder: Path) -> Iterator[Path]:
    patterns = _ignored(folder)
    for root, folders, files in os.walk(folder):
        below = Path(root).relative_to(folder)
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _matches((below / name).as_posix(), patterns))
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith(".") and not _matches((below / name).as_posix(), patterns):
                yield Path(root) / name


def _ignored(folder: Path) -> list[str]:
    for place in (folder, *folder.resolve().parents):
        file = place / IGNORE_FILE
        if file.is_file():
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
            return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return []


def _matches(name: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatch(name, p.rstrip("/")) or fnmatch.fnmatch(name.rsplit("/", 1)[-1], p.rstrip("/")) for p in patterns)


def read(source: Source) -> Document | Failure:
    """The document of a source, or why there is none."""
    try:
        data = sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
    except OSError as error:
        return Failure(source.shown, f"cannot be read ({error.strerror or error})")
    try:
        text, encoding = decode(data)
    except UnreadableText as error:
        return Failure(source.shown, str(error))
    return Document(source.shown, text, encoding, markdown=source.shown.lower().endswith(MARKDOWN_SUFFIXES))
