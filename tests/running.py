"""The program as tests run it: installed, in a process of its own as a user has it, or within the test where only its words count."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from glossary.text_file import GlossaryError
from zhengming import Stop
from zhengming.cli import whole_app

GIVEN = Path(__file__).parent / "data" / "cli"  # a.txt with one garble, a glossary that has it to review (own.toml), one that has it mended unasked (auto.toml)
TEXT = "In Kunshan lies Jindian Week.\n"
SCRIPT = shutil.which("zhengming", path=str(Path(sys.executable).parent))
ZHENGMING = [SCRIPT] if SCRIPT else [sys.executable, "-m", "zhengming"]


def environment() -> dict[str, str]:
    """Plain output in UTF-8, the session's cache, a width that no terminal changes."""
    return {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb", "LINES": "40"}


def run(arguments: list[str], folder: Path, stdin: bytes = b"") -> tuple[str, str, int]:
    """One call of the installed program."""
    done = subprocess.run([*ZHENGMING, *arguments], cwd=folder, input=stdin, capture_output=True, env=environment())
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.returncode


def quickly(arguments: list[str], folder: Path) -> tuple[str, str, int]:
    """What `run` gives, by a call in this process: for long tales of one file, where starting the program anew would be most of the time."""
    with chdir(folder):
        result = CliRunner().invoke(whole_app(), arguments)
    if isinstance(result.exception, Stop | GlossaryError):
        return result.stdout, f"{result.stderr}zhengming: {result.exception}\n", 2
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.stdout, result.stderr, result.exit_code


def within(*arguments: str) -> tuple[int, str]:
    """Exit code and output of a call in this process; what the program's entry point would print as one sentence is raised."""
    result = CliRunner().invoke(whole_app(), list(arguments))
    if isinstance(result.exception, Stop | GlossaryError):
        raise result.exception
    return result.exit_code, result.output
