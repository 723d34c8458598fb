"""What a person who waits at a terminal is shown on stderr: a bar over many texts, a sign of life over a long one. In a pipe nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

MANY = 20  # texts
LONG = 300_000  # code points or bytes that take half a second or more to check


def has_bar(items: Sequence[Any], wanted: bool) -> bool:
    """Whether a bar says how many of these items are done: where a run wants one, there are many, and a person looks."""
    return wanted and len(items) >= MANY and sys.stderr.isatty()


def barred(items: Sequence[Any], wanted: bool) -> Iterable[Any]:
    """The items one by one, under their bar if they have one."""
    if not has_bar(items, wanted):
        return items
    from rich.console import Console
    from rich.progress import track

    shown: Iterable[Any] = track(items, description="Checking", console=Console(stderr=True), transient=True)
    return shown


def waiting(what: str, size: int, beside_bar: bool = False) -> AbstractContextManager[Any]:
    """A line that moves while a long text is checked, and goes away; a bar tells enough."""
    if size < LONG or beside_bar or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(f"Checking {escape(what)} ({size / 1e6:.1f} MB)")
