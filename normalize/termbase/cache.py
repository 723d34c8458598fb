"""Compiled termbases are kept in the user's cache folder.

The file's name holds a checksum of what went in (sizes and times of the built-in data, the user's glossaries whole, options, versions of libraries),
the format and Python's version; the file
begins with one of the rest. A file that does not check is built anew; a folder that cannot be written costs a compilation on every run. A file that has been
checked bears a mark until somebody writes to it: of 40 MB a run on one article needs a few, and looking through all takes as long as reading
it. Of the files, which are large, the few that were used last are kept: each change of a glossary makes a new one.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import time
from typing import Any
from zlib import crc32

from normalize.termbase.compiled import Compiled
from normalize.termbase.shelf import filed, unfiled

FORMAT = 44
CHECKED = 1_000_000_000  # the time of change that marks a file as checked: whoever writes to it sets another
KEPT = 8  # compiled termbases, of some 40 MB each
LIBRARIES = ("pypinyin-", "wordfreq-")  # whose data go into a compiled termbase: readings, frequencies
TITLE = b"A termbase compiled by Zhengming; made anew where it is missing.\n"


def cache_folder() -> Path:
    """Where compiled termbases are kept: ZHENGMING_CACHE, else the user's cache folder."""
    if own := os.environ.get("ZHENGMING_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "zhengming"


def cached(contents: Sequence[bytes], build: Callable[[], dict[str, Any]]) -> Compiled:
    """The compiled termbase of these contents: from the cache if its checksum holds, else built and put there."""
    # A checksum and the size: no adversary chooses what goes in, and a hash made for one takes as long as the rest of the start.
    checksum = 0
    contents = (*contents, *library_versions())
    for content in contents:
        checksum = crc32(content, crc32(len(content).to_bytes(8, "little"), checksum))
    name = f"termbase-{checksum:08x}{sum(map(len, contents)):08x}-{FORMAT}-{sys.implementation.cache_tag}.bin"
    path = cache_folder() / name
    if (data := _read(path)) is not None:
        return Compiled(data)
    data = build()
    _write(path, data)
    return Compiled(data)


def library_versions() -> list[bytes]:
    """The libraries that a compiled termbase is made with, by the names of the folders that pip leaves beside them: pypinyin-0.55.0.dist-info.

    importlib.metadata would say the same and takes 40 ms to import; to list the folders takes 0.3 ms. The size or time of a library's file would not do:
    a distribution may give all files one time, and 0.54.0 is as long as 0.55.0. Where nothing is installed by name (a frozen program), nothing changes either.
    """
    found = []
    for folder in sys.path:
        with suppress(OSError):  # a zip of the standard library, a folder that is not there
            found += sorted(os.fsencode(name) for name in os.listdir(folder) if name.startswith(LIBRARIES))
    return found


def _read(path: Path) -> dict[str, Any] | None:
    """The file as it lies on the disk: pages that nobody asks for are never copied."""
    try:
        with open(path, "rb") as file:
            checked = os.stat(file.fileno()).st_mtime == CHECKED
            view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        if not checked and crc32(view[8:]).to_bytes(8, "little") != view[:8]:
            return None
        data: dict[str, Any] = unfiled(view[8 + len(TITLE) :])
        with suppress(OSError):
            os.utime(path, (time(), CHECKED))  # used last now
        return data
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(path: Path, data: dict[str, Any]) -> None:
    """Whole or not at all; a folder that cannot be written is no error, and a full disk is not filled further."""
    from glossary.whole_file import replacing  # what it needs takes milliseconds to import, and most runs write nothing

    head, blobs = filed(data)
    checksum = 0
    for part in (TITLE, head, *blobs):
        checksum = crc32(part, checksum)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as scratch, open(scratch, "wb") as file:
            file.write(checksum.to_bytes(8, "little") + TITLE + head)
            file.writelines(blobs)
        for old in sorted(path.parent.glob("termbase-*.bin"), key=_last_used, reverse=True)[KEPT:]:
            with suppress(OSError):  # another run may have it open, or have removed it
                old.unlink()
    except OSError:
        return


def _last_used(path: Path) -> float:
    try:
        return path.stat().st_atime
    except OSError:
        return 0.0
