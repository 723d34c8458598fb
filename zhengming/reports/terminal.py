"""Findings as lines of a terminal or a pipe: path:line:column, what was found, what it stands for, what to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from zhengming import shown
from zhengming.checking import Checked

_COLORS = {"auto": "\033[32m", "review": "\033[33m", "note": "\033[36m"}
_BOLD, _DIM, _OFF = "\033[1m", "\033[2m", "\033[0m"


def texts(results: Iterable[Checked]) -> Iterator[str]:
    """One line a finding; colors only where a person looks at a terminal that has them, and has not set NO_COLOR."""
    color = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"  # the shell of Emacs is such a one
    for result in results:
        for row in result.rows:
            if row["state"] != "rejected":
                yield line(row, color)


def line(row: dict[str, Any], color: bool) -> str:
    """`article.txt:3:17: review char-gloss: “Jindian Week” → “Jin-Dian-Zhou” 锦淀周 (Jǐn-Diàn-Zhōu): 周 is Zhouzhuang here`"""
    place, action = f"{shown(row['document'])}:{row['line']}:{row['column']}:", row["action"]
    if color:
        place, action = f"{_BOLD}{place}{_OFF}", f"{_COLORS[row['action']]}{action}{_OFF}"
    return f"{place} {action} {row['kind']}: {message(row, color)}\n"


def message(row: dict[str, Any], color: bool = False) -> str:
    """What a finding says without its place: found, suggested, Chinese with pinyin, the first reason and what else may be meant."""
    suggestion = row["suggestions"][0]["text"]
    what = f"“{shown(row['found'])}” → " + (f"“{shown(suggestion)}”" if suggestion else "(delete)")
    if not (row["found"].strip() or suggestion.strip()):
        what = _spacing(row["found"], suggestion)
    chinese = f" {row['zh']} ({row['pinyin']})" if row["zh"] and row["pinyin"] else f" {row['zh']}" if row["zh"] else ""
    why = shown(row["evidence"][0]["detail"]) if row["evidence"] else ""
    rivals = "; or ".join(shown(f"{r['text']} {r['zh'] or ''}".strip()) for r in row["rivals"][:2])
    return f"{what}{chinese}: {f'{_DIM}{why}{_OFF}' if color else why}" + (f" (or {rivals})" if rivals else "")


def _spacing(found: str, suggestion: str) -> str:
    return "insert a space" if not found else "delete the space" if not suggestion else "one space for a broken line" if "\n" in found else "mend the spacing"
