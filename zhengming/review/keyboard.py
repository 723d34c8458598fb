"""Keys as they are pressed, from a terminal; from a pipe each line's first character, so that a review can be written down."""

from __future__ import annotations

import os
import sys
from typing import Any

_ARROWS = {"\x1b[A": "p", "\x1b[D": "p", "\x1b[B": ".", "\x1b[C": "."}  # up, left: the finding before; down, right: the one after
_NEXT = frozenset("\r\n ")


class Keyboard:
    """The keyboard for as long as the `with` lasts: keys act at once and are not shown; afterwards the terminal is as it was."""

    def __init__(self) -> None:
        self.there = sys.stdin.isatty()
        self._before: list[Any] = []
        self._typed = ""

    def __enter__(self) -> Keyboard:
        if self.there:
            import termios

            self._before = termios.tcgetattr(sys.stdin.fileno())
            self._at_once()
        return self

    def __exit__(self, *_: object) -> None:
        self._as_before()

    def key(self) -> str:
        """The next key; `q` for Ctrl-D and the end of a pipe, `n` for Enter and the space bar."""
        if not self.there:
            line = sys.stdin.readline()
            return (line.strip() or "n")[0] if line else "q"
        if not self._typed:
            self._typed = os.read(sys.stdin.fileno(), 1024).decode("utf-8", "replace") or "\x04"
        if self._typed[0] == "\x1b":
            pressed, self._typed = self._typed[:3], self._typed[3:]
            return _ARROWS.get(pressed, "?")
        pressed, self._typed = self._typed[0], self._typed[1:]
        return "q" if pressed == "\x04" else "n" if pressed in _NEXT else pressed

    def line(self, question: str) -> str:
        """What is typed up to Enter, with the usual editing keys; empty if nothing is."""
        if not self.there:
            return sys.stdin.readline().strip()
        import readline  # noqa: F401  (arrow keys and history in `input`)

        self._as_before()
        try:
            return input(f"{question}: ").strip()
        except EOFError:
            return ""
        finally:
            self._at_once()

    def _at_once(self) -> None:
        import termios
        import tty

        tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)  # what was typed ahead is kept

    def _as_before(self) -> None:
        if self._before:
            import termios

            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._before)
