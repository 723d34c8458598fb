"""Findings as lines of a terminal or a pipe: path:line:column, what was found, what it stands for, what to write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhengming.checking import Checked

_COLORS = {"auto": "\033[32m", "review": "\033[33m", "note": "\033[36m"}
_BOLD, _DIM, _OFF = "\033[1m", "\033[2m", "\033[0m"


def lines(result: Checked, color: bool) -> Iterator[str]:
    """One line a finding; colors only where a person looks at a terminal."""
    for row in result.rows:
        if row["state"] != "rejected":
            yield line(row, color)


def line(row: dict[str, Any], color: bool) -> str:
    """`article.txt:3:17: review char-gloss: “Jindian Week” → “Jin-Dian-Zhou” 锦淀周 (Jǐn-Diàn-Zhōu): because …`"""
    suggestion = row["suggestions"][0]["text"] if row["suggestions"] else ""
    what = f"“{_shown(row['found'])}” → “{_shown(suggestion)}”" if suggestion.strip() or row["found"].strip() else _spacing(row["found"], suggestion)
    if row["found"] and not suggestion:
        what = f"“{_shown(row['found'])}” → (delete)"
    chinese = f" {row['zh']} ({row['pinyin']})" if row["zh"] and row["pinyin"] else f" {row['zh']}" if row["zh"] else ""
    why = row["evidence"][0]["detail"] if row["evidence"] else ""
    rivals = "; or ".join(f"{r['text']} {r['zh'] or ''}".strip() for r in row["rivals"][:2])
    place, action = f"{row['document']}:{row['line']}:{row['column']}:", row["action"]
    if color:
        place, action, why = f"{_BOLD}{place}{_OFF}", f"{_COLORS[row['action']]}{action}{_OFF}", f"{_DIM}{why}{_OFF}"
    return f"{place} {action} {row['kind']}: {what}{chinese}: {why}" + (f" (or {rivals})" if rivals else "") + "\n"


def _shown(text: str) -> str:
    return text.replace("\r", "").replace("\n", "⏎")


def _spacing(found: str, suggestion: str) -> str:
    return "insert a space" if not found else "delete the space" if not suggestion else "one space for a broken line" if "\n" in found else "mend the spacing"
