"""A plain `zhengming check …` without the command-line library, whose import takes as long as checking an article.

Only what is spelled out here is understood; anything else (help, abbreviations, mistakes) goes to the command line proper.
"""

from __future__ import annotations

from collections.abc import Sequence

_FLAGS = frozenset({"--no-builtin", "--no-listed-forms"})
_VALUES = frozenset({"--glossary", "--format", "--decisions", "--baseline", "--jobs", "-j"})


def quick_check(arguments: Sequence[str]) -> int | None:
    """The exit code of `check`, or None where the arguments are not the plain ones."""
    if arguments[:1] != ["check"]:
        return None
    paths: list[str] = []
    flags: set[str] = set()
    values: dict[str, list[str]] = {}
    rest = iter(arguments[1:])
    for argument in rest:
        if argument in _FLAGS:
            flags.add(argument)
        elif argument in _VALUES:
            value = next(rest, "-")
            if value.startswith("-"):
                return None
            values.setdefault("--jobs" if argument == "-j" else argument, []).append(value)
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    jobs = values.get("--jobs", ["0"])[-1]
    if not paths or not jobs.isdecimal():
        return None
    from pathlib import Path

    from zhengming import warn
    from zhengming.checking import show_findings
    from zhengming.config import settings

    files = {name: [Path(value) for value in values.get(name, ())] for name in ("--glossary", "--decisions", "--baseline")}
    decisions, baseline = (files[name][-1] if files[name] else None for name in ("--decisions", "--baseline"))
    chosen = settings(files["--glossary"], "--no-builtin" in flags, decisions)
    form = values.get("--format", ["text"])[-1]
    return show_findings(paths, chosen, warn, form, baseline=baseline, bare="--no-listed-forms" in flags, jobs=int(jobs) or None)
