"""What a person who waits at a terminal is shown on stderr: a bar over many texts, a sign of life over a long one. In a pipe nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

MANY = 20  # texts
LONG = 300_000  # code points or bytes that take half a second or more to check


def barred(items: Iterable[Any]) -> Iterable[Any]:
    """The items one by one, with a bar that says how many are done where there are many."""
    items = list(items)
    if len(items) < MANY or not sys.stderr.isatty():
        return items
    from rich.console import Console
    from rich.progress import track

    shown: Iterable[Any] = track(items, description="Checking", console=Console(stderr=True), transient=True)
    return shown


def has_bar(progress: Callable[[Any], Iterable[Any]], items: Sequence[Any]) -> bool:
    """Whether a run that shows its items by `progress` has a bar over them."""
    return progress is barred and len(items) >= MANY


def waiting(what: str, size: int, beside_bar: bool = False) -> AbstractContextManager[Any]:
    """A line that moves while a long text is checked, and goes away; a bar tells enough."""
    if size < LONG or beside_bar or not sys.stderr.isatty():
        return nullcontext()
    from rich.console import Console
    from rich.markup import escape

    return Console(stderr=True).status(f"Checking {escape(what)} ({size / 1e6:.1f} MB)")
