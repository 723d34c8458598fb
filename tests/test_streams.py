"""A run whose standard streams are closed, or whose reader goes away, does what it is to do and ends with the same exit code."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from running import TEXT, ZHENGMING, environment

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
    [
        ("normalize --in-place many -j1", 1), ("lookup 锦淀周", 141), ("normalize many --out o", 0), ("normalize many nope --out o", 2), ("normalize --help", 141),
        ("tbx import client.csv --into written.toml", 0), ("tbx convert client.csv written.toml", 0),
        ("glossary add 锦溪 Jinxi --to written.toml", 0),
    ],
)  # fmt: skip
def test_a_reader_who_has_gone(folder: Path, arguments: str, code: int, buffered: str, warm_cache: None) -> None:
    """Whatever is to be written is written, with the exit code of a run without a pipe; what only shows ends as a shell has it."""
    (folder / "many").mkdir()
    for number in range(40):
        (folder / "many" / f"{number:03}_{'a' * 80}.txt").write_text(TEXT)
    (folder / "client.csv").write_text("zh,en\n锦溪,Jinxi\n周庄,Zhouzhuang\n", encoding="utf-8")
    _, said = shell(f"({PROGRAM} {arguments}; echo $? >code) | true", folder, PYTHONUNBUFFERED=buffered)
    assert "Broken" not in said
    assert "Traceback" not in said
    assert int((folder / "code").read_text()) == code
    if "--in-place" in arguments:
        assert [path.name for path in (folder / "many").iterdir() if path.read_text() == TEXT] == []
    assert ("written.toml" in arguments) == (folder / "written.toml").exists()


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal")
@pytest.mark.parametrize(("more", "colored"), [({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colors(more: dict[str, str], colored: bool, tmp_path: Path, warm_cache: None) -> None:
    """Only for a terminal that has them."""
    (tmp_path / "a.txt").write_text(TEXT)
    ours, theirs = os.openpty()
    plain = {name: value for name, value in environment().items() if name != "NO_COLOR"}
    assert subprocess.run([*ZHENGMING, "check", "a.txt"], cwd=tmp_path, stdout=theirs, env=plain | more).returncode == 1
    assert (b"\x1b[" in os.read(ours, 10_000)) == colored
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_output_that_is_not_utf_8(encoding: str, tmp_path: Path, warm_cache: None) -> None:
    """What it cannot show is spelled out for people; programs get UTF-8."""
    (tmp_path / "a.txt").write_text(TEXT)

    def said(*arguments: str) -> bytes:
        done = subprocess.run([*ZHENGMING, *arguments], cwd=tmp_path, capture_output=True, env={**environment(), "PYTHONIOENCODING": encoding})
        assert done.stderr == b""
        return done.stdout

    assert b"\\u9526\\u6dc0\\u5468" in said("check", "a.txt")
    assert b"\\u9526\\u6dc0\\u5468" in said("lookup", "Jindian Week")
    assert "锦淀周" in said("check", "a.txt", "--format", "jsonl").decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["check", "a.txt"], ["check", "a.txt", "--format", "jsonl"], ["lookup", "周庄"]])
def test_a_full_disk(arguments: list[str], tmp_path: Path, warm_cache: None) -> None:
    """A sentence and exit code 2, whether the output is long or short."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*ZHENGMING, *arguments], cwd=tmp_path, env=environment(), stdout=full, stderr=subprocess.PIPE)
    assert (done.stderr.decode(), done.returncode) == ("zhengming: the output: cannot be written or read (No space left on device)\n", 2)


def test_a_reader_that_goes_away(tmp_path: Path, warm_cache: None) -> None:
    """`zhengming check … | head -1` ends without a complaint."""
    (tmp_path / "a.txt").write_text(TEXT * 1000)
    process = subprocess.Popen([*ZHENGMING, "check", "a.txt"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141, "as a program that the shell's pipe ended: 0 would say that there is nothing to do"
