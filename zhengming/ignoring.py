""".zhengmingignore: which files a run leaves out, in the patterns of .gitignore. The only importer of pathspec."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from zhengming import Stop

IGNORE_FILE = ".zhengmingignore"
LeftOut = Callable[[Path], bool]


def left_out(folder: Path) -> LeftOut:
    """Says of a path below `folder` whether the nearest ignore file in or above `folder` leaves it out; its patterns count from where it lies."""
    folder = folder.resolve()
    file = next((place / IGNORE_FILE for place in (folder, *folder.parents) if os.path.isfile(place / IGNORE_FILE)), None)  # no error in a folder without rights
    if file is None:
        return lambda path: False
    from pathspec import GitIgnoreSpec

    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"{file}: cannot be read ({error}); save it as UTF-8") from error
    for number, line in enumerate(lines, 1):
        try:
            GitIgnoreSpec.from_lines([line])
        except ValueError:
            raise Stop(f"{file}: line {number}: {line!r} is no pattern of .gitignore; mend it") from None
    spec, home = GitIgnoreSpec.from_lines(lines), file.parent

    def decide(path: Path) -> bool:
        below = (path.parent.resolve() / path.name).relative_to(home).as_posix()  # a link counts by its own name
        return spec.match_file(below + "/" if os.path.isdir(path) else below)

    return decide
