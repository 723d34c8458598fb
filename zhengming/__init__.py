"""Where it meets people: the command line, the runs over files, the reports."""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

__version__ = "0.1.0"


class Stop(Exception):
    """The command cannot go on; the message says what, where, and what next."""


def at_signals(handler: Callable[..., Any] | signal.Handlers) -> None:
    """What is done at Ctrl-C, at `kill` or `timeout`, and where the terminal is closed, unless who started us (`nohup`) has it ignored."""
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
