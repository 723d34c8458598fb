"""Where it meets people: the command line, the runs over files, the reports."""

import os
import signal
import sys
from collections.abc import Callable, Iterable
from typing import Any

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


def at_signals(handler: Callable[..., Any] | signal.Handlers) -> None:
    """Set what is done at Ctrl-C, at `kill` or `timeout`, and where the terminal is closed; of the latter two only those that whoever started us (`nohup`) has
    not had ignored."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and (number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN):
            signal.signal(number, handler)


_OBEYED = (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))  # by a terminal: escapes, line ends, turned direction
_SHOWN = {**dict.fromkeys(_OBEYED, "�"), ord("\r"): "", ord("\n"): "⏎", ord("\t"): " "}


def shown(text: str) -> str:
    """A text on one line, and no sign in it that a terminal would obey: a file may have any name."""
    return text.translate(_SHOWN)


def warn(sentence: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"zhengming: {shown(sentence)}\n")


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
