"""The way in: `zhengming` and `python -m zhengming`. A failure is one sentence on stderr and exit code 2, never a traceback."""

from __future__ import annotations

import gc
import signal
import sys
from contextlib import suppress


def main() -> None:
    """Run the command line."""
    from io import TextIOWrapper

    from glossary.text_file import GlossaryError
    from zhengming import Stop
    from zhengming.quick import quick_check

    gc.set_threshold(500_000, 20, 100)  # a run makes many small values and hardly a cycle: collecting at Python's pace is a third of a cold check
    signal.signal(signal.SIGINT, _interrupted)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # as stderr has it: 锦淀周 on a terminal that is not UTF-8
    try:
        try:
            if (code := quick_check(sys.argv[1:])) is not None:
                gc.freeze()  # or Python looks through all of it for cycles, several times, before it ends: a fifth of a cold check
                raise SystemExit(code)
            from zhengming.cli import app

            app(prog_name="zhengming")
        finally:
            sys.stdout.flush()
    except (GlossaryError, Stop) as error:
        sys.stderr.write(f"zhengming: {error}\n")
        raise SystemExit(2) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(141) from None  # as a shell has it: `check … | head` under pipefail must not pass for a text without findings
    except OSError as error:  # a full disk
        sys.stderr.write(f"zhengming: {error.filename or 'the output'}: cannot be written or read ({error.strerror or error})\n")
        with suppress(OSError):
            sys.stdout.close()
        raise SystemExit(2) from None


def _interrupted(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an impatient second Ctrl-C says nothing new
    sys.stderr.write("\nzhengming: interrupted; nothing was left half-written\n")
    raise SystemExit(130)


if __name__ == "__main__":
    main()
