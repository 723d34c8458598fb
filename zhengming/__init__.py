"""Where it meets people: the command line, the runs over files, the reports."""

import os
import sys
from collections.abc import Callable, Iterable

__version__ = "0.1.0"

Warn = Callable[[str], None]  # is told in one sentence what a person should know and the run goes on with


class Stop(Exception):
    """The command cannot go on; the message says what, where, and what next."""


def one_of(option: str, value: str, known: Iterable[str]) -> None:
    """Stop where an option has a value that is not known."""
    if value not in (names := tuple(known)):
        raise Stop(f"{option} {value}: unknown; give one of {', '.join(names)}")


def counted(number: int, one: str, more: str = "") -> str:
    """“1 text”, “2 texts”; `more` where the plural has another ending."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def say(text: str) -> None:
    """Tell on standard output what was done; a reader who has gone away (`… | head -1`) stops no work."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        fall_silent()


def fall_silent() -> None:
    """Send standard output nowhere from now on, what is still to be written too."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
