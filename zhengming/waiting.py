"""What a person who waits at a terminal is shown on stderr: a bar over many texts, a sign of life over a long one. In a pipe nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

MANY = 20  # texts
LONG = 300_000  # code points or bytes that take half a second or more to check


def barred(items: Iterable[Any]) -> Iterable[Any]:
    """The items one by one, with a bar that says how many are done where there are many."""
    items = list(items)
    if not is_barred(items) or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    shown: Iterable[Any] = track(items, description="Checking", console=Console(stderr=True), transient=True)
    return shown


def is_barred(items: list[Any]) -> bool:
    """Whether there are so many that a bar tells something."""
    return len(items) >= MANY


def waiting(what: str, size: int) -> AbstractContextManager[Any]:
    """A line that moves while a long text is checked, and goes away."""
    if size < LONG or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(f"Checking {escape(what)} ({size / 1e6:.1f} MB)")
