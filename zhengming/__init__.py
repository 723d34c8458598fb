"""Where it meets people: the command line, the runs over files, the reports."""

import os
import sys

__version__ = "0.1.0"


class Stop(Exception):
    """The command cannot go on; the message says what, where, and what next."""


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
