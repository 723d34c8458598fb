"""Where it meets people: the command line, the runs over files, the reports."""

__version__ = "0.1.0"


class Stop(Exception):
    """The command cannot go on; the message says what, where, and what next."""
