"""The way in: `zhengming` and `python -m zhengming`. A failure is one sentence on stderr and exit code 2, never a traceback."""

from __future__ import annotations

import gc
import os
import signal
import sys
from contextlib import suppress

from zhengming import Stop, at_signals, fall_silent, warn


def main() -> None:
    """Run the command line."""
    at_signals(_interrupted)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started us: `>&-`, a supervisor
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    from io import TextIOWrapper

    from glossary.text_file import GlossaryError
    from zhengming.quick import quick_check

    gc.set_threshold(500_000, 20, 100)  # a run makes many small values and hardly a cycle: collecting at Python's pace is a third of a cold check
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr has it: 锦淀周 on a terminal that is not UTF-8
    try:
        try:
            if (code := quick_check(sys.argv[1:])) is not None:
                gc.freeze()  # or Python looks through all of it for cycles, several times, before it ends: a fifth of a cold check
                raise SystemExit(code)
            from zhengming.cli import app

            app(prog_name="zhengming")
        except SystemExit as error:
            if isinstance(error.__context__, BrokenPipeError):  # the command-line library makes it exit code 1, which is said of findings
                raise error.__context__ from None
            raise
        finally:
            sys.stdout.flush()
    except (GlossaryError, Stop) as error:
        warn(str(error))
        raise SystemExit(2) from None
    except BrokenPipeError:
        fall_silent()
        raise SystemExit(141) from None  # as a shell has it: `check … | head` under pipefail must not pass for a text without findings
    except OSError as error:  # a full disk
        warn(f"{error.filename or 'the output'}: cannot be written or read ({error.strerror or error})")
        with suppress(OSError):
            sys.stdout.close()
        raise SystemExit(2) from None


def _interrupted(number: int, _frame: object) -> None:
    at_signals(signal.SIG_IGN)  # an impatient second Ctrl-C says nothing new, and what is tidied up now is tidied up whole
    with suppress(OSError):  # a terminal that was closed
        sys.stderr.write("\nzhengming: interrupted; nothing was left half-written\n")
    raise SystemExit(128 + number)


if __name__ == "__main__":
    main()
