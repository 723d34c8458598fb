"""A file written whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name to write to, beside a file and with its ending; at the end what stands there takes the file's place, with the rights and the owner that it
    had.

    Whoever reads sees the old bytes or the new ones. Where the block or the disk fails, the file stays as it was and nothing lies beside it. A
    symbolic link stays one: what it leads to is replaced.
    """
    path = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=".zhengming-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    scratch = Path(name)
    try:
        yield scratch
        with open(scratch, "r+b") as file:
            os.fsync(file.fileno())
        if path.exists():
            with suppress(OSError, AttributeError):  # Windows has no owners, and only the superuser gives files away, as a container does
                os.chown(scratch, path.stat().st_uid, path.stat().st_gid)
            shutil.copymode(path, scratch)
        else:
            os.umask(mask := os.umask(0o077))  # the only way to ask; 077 meanwhile, which lets nobody in
            scratch.chmod(0o666 & ~mask)  # as any program makes a file
        os.replace(scratch, path)
    finally:
        with suppress(FileNotFoundError):
            scratch.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` in the place of a file, as `replacing` does. OSError leaves the old."""
    with replacing(path) as scratch:
        scratch.write_bytes(data)
