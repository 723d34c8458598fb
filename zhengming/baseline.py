"""A baseline: the findings of one day, accepted as they are, so that later runs show only new ones.

JSON lines, one finding a line, so that a diff can be read. Only `fingerprint` counts, and how often it stands there: a finding keeps its place
when its file is renamed or the text above it changes, and the same words in one more text are new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from glossary.whole_file import write_whole
from zhengming import Stop, Warn, counted
from zhengming.checking import Checked, all_checked, warn_of_pragmas
from zhengming.config import Settings

_SHOWN = ("fingerprint", "document", "line", "kind", "found")


def read_baseline(path: Path) -> Counter[str]:
    """How often each fingerprint was accepted."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = list(file)  # cut at line feeds alone: a finding may hold U+2028, at which splitlines cuts
    except FileNotFoundError:
        raise Stop(f"{path}: no such baseline; make one with --write-baseline {path}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise Stop(f"{path}: cannot be read ({error}); give a file that --write-baseline wrote") from error
    accepted: Counter[str] = Counter()
    for number, line in enumerate(lines, 1):
        try:
            accepted[json.loads(line)["fingerprint"]] += 1
        except (ValueError, KeyError, TypeError) as error:
            raise Stop(f"{path}: line {number}: no finding of a baseline ({error}); give a file that --write-baseline wrote") from error
    return accepted


def without_accepted(result: Checked, accepted: Counter[str]) -> Checked:
    """A text with its new findings only; `accepted` loses those that were met."""
    new = []
    for row, ruling in zip(result.rows, result.rulings, strict=True):
        if accepted[row["fingerprint"]] > 0:
            accepted[row["fingerprint"]] -= 1
        else:
            new.append((row, ruling))
    return result._replace(rows=tuple(row for row, _ in new), rulings=tuple(ruling for _, ruling in new))


def accept_findings(paths: Sequence[str], settings: Settings, warn: Warn, path: Path, *, bare: bool = False, jobs: int | None = None) -> int:
    """Accept what is found in these texts today: write it to `path`, if every text can be read; the exit code, 0 done, 2 not."""
    results, whole = all_checked(paths, settings, warn, bare=bare, jobs=jobs)
    for result in results:
        warn_of_pragmas(result, warn)
    if not whole:
        warn(f"{path}: not written, for the findings of a text that could not be read would be missing")
        return 2
    count = write_baseline(results, path)
    warn(f"{path}: {counted(count, 'finding')} accepted; check with --baseline {path} to see only new ones")
    return 0


def write_baseline(results: Iterable[Checked], path: Path) -> int:
    """Accept these findings: write them to `path`, whole or not at all; how many there are. Only an older baseline is written over."""
    if path.exists():
        read_baseline(path)
    rows = [row for result in results for row in result.findings_only()]
    text = "".join(json.dumps({key: row[key] for key in _SHOWN}, ensure_ascii=False) + "\n" for row in rows)
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise Stop(f"{path}: cannot be written ({error.strerror or error}); choose another file") from error
    return len(rows)
