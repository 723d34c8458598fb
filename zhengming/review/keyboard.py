"""Keys as they are pressed, from a terminal; from a pipe each line's first character, so that a review can be written down."""

from __future__ import annotations

import os
import re
import select
import sys
from typing import Any

_ARROWS = {"\x1b[A": "p", "\x1b[D": "p", "\x1b[B": ".", "\x1b[C": "."}  # up, left: the finding before; down, right: the one after
_NEXT = frozenset("\r\n ")
_SEQUENCE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|O.|[^\[O])")  # Ctrl and up is ESC [1;5A: nobody has pressed 5 and A


class Keyboard:
    """The keyboard for as long as the `with` lasts: keys act at once and are not shown; afterwards the terminal is as it was."""

    def __init__(self) -> None:
        self.there = sys.stdin.isatty()
        self._before: list[Any] = []

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
        keyboard = sys.stdin.fileno()
        signs = os.read(keyboard, 1) or b"\x04"
        while not _whole(signs) and select.select([keyboard], [], [], 0.05)[0]:  # no sign too many: what is typed ahead may be words for `line`
            signs += os.read(keyboard, 1)
        pressed = signs.decode("utf-8", "replace")
        if pressed[0] == "\x1b":
            return _ARROWS.get(pressed, "?")
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


def _whole(signs: bytes) -> bool:
    """Whether these are all the signs of one key: a character of up to four bytes, or a sequence that a terminal sends for a key without one."""
    if signs[:1] == b"\x1b":
        return _SEQUENCE.fullmatch(signs) is not None
    try:
        return bool(signs.decode())
    except UnicodeDecodeError:
        return len(signs) > 3
