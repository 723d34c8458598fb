"""A run whose standard streams are closed, or whose reader goes away, does what it is to do and ends with the same exit code."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from test_cli import TEXT, ZHENGMING, environment

pytestmark = pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell")


def shell(command: str, folder: Path, **more: str) -> tuple[int, str]:
    """A command line of the shell: its exit code, and what was said."""
    done = subprocess.run(["/bin/sh", "-c", command], cwd=folder, env={**environment(), **more}, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One clean text and one garbled."""
    (tmp_path / "clean.txt").write_text("Nothing.\n")
    (tmp_path / "a.txt").write_text(TEXT)
    return tmp_path


PROGRAM = " ".join(ZHENGMING)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ("check clean.txt >&-", 0), ("check a.txt >&-", 1), ("check nope >&-", 2), ("check nope 2>&-", 2), ("check - <&-", 0), ("lookup 锦淀周 >&-", 0),
        ("check clean.txt <&- >&- 2>&-", 0), ("normalize a.txt --out o >&-", 0),
    ],
)  # fmt: skip
def test_closed_streams(folder: Path, arguments: str, code: int, warm_cache: None) -> None:
    """No traceback, and the exit code that it has otherwise."""
    done, said = shell(f"{PROGRAM} {arguments}", folder)
    assert (done, "Traceback" in said) == (code, False)


@pytest.mark.parametrize("buffered", ["", "1"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [("normalize --in-place many -j1", 1), ("lookup 锦淀周", 141), ("normalize many --out o", 0), ("normalize many nope --out o", 2), ("normalize --help", 141)],
)
def test_a_reader_who_has_gone(folder: Path, arguments: str, code: int, buffered: str, warm_cache: None) -> None:
    """All files are mended, all is written, with the exit code of a run without a pipe; what only shows ends as a shell has it."""
    (folder / "many").mkdir()
    for number in range(200):
        (folder / "many" / f"{number:03}_{'a' * 80}.txt").write_text(TEXT)
    _, said = shell(f"({PROGRAM} {arguments}; echo $? >code) | true", folder, PYTHONUNBUFFERED=buffered)
    assert "Broken" not in said
    assert "Traceback" not in said
    assert int((folder / "code").read_text()) == code
    if "--in-place" in arguments:
        assert [path.name for path in (folder / "many").iterdir() if path.read_text() == TEXT] == []
