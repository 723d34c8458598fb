"""Settings of a run: zhengming.toml or [tool.zhengming] in pyproject.toml, searched upwards, then the command line."""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.text_file import GlossaryError

if TYPE_CHECKING:
    from zhengming.decisions import DecisionFile

KEYS = {"glossaries", "builtin", "decisions"}
_OURS = re.compile(r"""\btool["']?\s*(?:\]|\.\s*["']?zhengming)""")
DECISIONS_FILE = "zhengming.decisions.jsonl"


class Settings(NamedTuple):
    """What a run uses: the user's glossaries, the first of which wins; whether also the built-in termbase; the decisions file to follow, if there is one."""

    glossaries: tuple[Path, ...] = ()
    builtin: bool = True
    decisions: Path | None = None


def settings(glossaries: Sequence[Path] | None, no_builtin: bool, decisions: Path | None) -> Settings:
    """The command line's choices over those of the nearest configuration file."""
    folder, table = _nearest(Path.cwd())
    own = [folder / name for name in table.get("glossaries", [])] if folder else []
    if decisions is None and (kept := _kept(folder, table)).is_file():
        decisions = kept
    return Settings((*(glossaries or ()), *own), not no_builtin and table.get("builtin", True), decisions)


def decision_file(given: Path | None) -> "DecisionFile":
    """The file in which decisions are kept: the one given, else that of the settings, else one in the present folder. It need not exist."""
    from zhengming.decisions import DecisionFile

    folder, table = _nearest(Path.cwd())
    path = given or _kept(folder, table)
    if path.suffix.lower() != ".jsonl":
        raise GlossaryError(f"{path}: decisions are kept in a .jsonl file; take those of a spreadsheet with `zhengming review --import {path}`")
    return DecisionFile(path)


def _kept(folder: Path | None, table: dict[str, Any]) -> Path:
    """Beside the settings, or in the present folder where there are none."""
    return folder / table.get("decisions", DECISIONS_FILE) if folder else Path(DECISIONS_FILE)


def _nearest(start: Path) -> tuple[Path | None, dict[str, Any]]:
    for folder in (start, *start.parents):
        for name in ("zhengming.toml", ".zhengming.toml", "pyproject.toml"):
            path = folder / name
            if os.path.isfile(path) and (table := _table(path)) is not None:
                return folder, table
    return None, {}


def _table(path: Path) -> dict[str, Any] | None:
    theirs = path.name == "pyproject.toml"  # somebody else's file: not ours to complain about, unless it speaks of us
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        if theirs and not (isinstance(error, UnicodeDecodeError) and b"[tool.zhengming]" in error.object):
            return None
        raise GlossaryError(f"{path}: cannot be used ({error}); mend or move it") from error
    if theirs and not ("zhengming" in text and _OURS.search(text)):
        return None  # most projects' files say nothing of us, and reading TOML takes longer than checking a page
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # of a file that speaks of us, or our glossaries and decisions would be left out in silence
        raise GlossaryError(f"{path}: cannot be used ({error}); mend or move it") from error
    tools = data.get("tool", {}) if theirs else {"zhengming": data}
    table = tools.get("zhengming") if isinstance(tools, dict) else None
    if table is None:
        return None
    if not isinstance(table, dict):
        raise GlossaryError(f"{path}: tool.zhengming must be a table; write [tool.zhengming] above its settings")
    if unknown := sorted(set(table) - KEYS):
        raise GlossaryError(f"{path}: unknown setting {unknown[0]!r}; known are {', '.join(sorted(KEYS))}")
    glossaries = table.get("glossaries", [])
    if not isinstance(glossaries, list) or not all(isinstance(name, str) for name in glossaries):
        raise GlossaryError(f"{path}: glossaries must be a list of files, as in ['glossary.toml']")
    if not isinstance(table.get("decisions", ""), str):
        raise GlossaryError(f"{path}: decisions must be the name of a file, in quote marks")
    if not isinstance(table.get("builtin", True), bool):
        raise GlossaryError(f"{path}: builtin must be true or false, without quote marks")
    return table
