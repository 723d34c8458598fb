"""A run that is stopped: by Ctrl-C, by `kill` or `timeout`, by a terminal that is closed; nothing half-written and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from running import TEXT, ZHENGMING, environment


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupted(name: str, tmp_path: Path, warm_cache: None) -> None:
    """Ctrl-C, `kill` or a closed terminal while a text is read: one line, and the exit code that a shell gives."""
    number = getattr(signal, name)
    os.mkfifo(tmp_path / "slow.txt")
    process = subprocess.Popen([*ZHENGMING, "check", "slow.txt"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    with open(tmp_path / "slow.txt", "w"):  # opens only when the program has begun to read
        while process.poll() is None:  # a signal that comes just before the reading begins is not seen until the reading ends
            process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
    stdout, stderr = process.communicate()
    assert (stdout, process.returncode) == (b"", 128 + number)
    assert stderr.decode().strip() == "zhengming: interrupted; nothing was left half-written"


def test_interrupted_among_several_processes(tmp_path: Path, warm_cache: None) -> None:
    """Ctrl-C reaches them all: none reads on, and one of them speaks."""
    os.mkfifo(tmp_path / "slow.txt")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    command = [*ZHENGMING, "check", "slow.txt", "a.txt", "--jobs", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True)
    with open(tmp_path / "slow.txt", "w"):  # opens only when a process has begun to read, and stays open
        os.killpg(process.pid, signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (stdout, process.returncode) == (b"", 130)
    assert stderr.decode().strip() == "zhengming: interrupted; nothing was left half-written"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGKILL"])
def test_no_process_works_on_for_nobody(name: str, tmp_path: Path, warm_cache: None) -> None:
    """`timeout` and `kill` reach the first process alone; the others end with it, even where it could not tell them to."""
    os.mkfifo(tmp_path / "slow.txt")
    os.mkfifo(tmp_path / "slower.txt")
    command = [*ZHENGMING, "check", "slow.txt", "slower.txt", "--jobs", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment())
    with open(tmp_path / "slow.txt", "w"):  # opens only when a process has begun to read
        process.send_signal(getattr(signal, name))
        assert process.communicate(timeout=60) == (b"", None), "the output ends when the last process has gone that could write to it"


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell")
def test_a_terminal_that_is_closed_under_nohup(tmp_path: Path, warm_cache: None) -> None:
    """The run goes on."""
    os.mkfifo(tmp_path / "slow.txt")
    process = subprocess.Popen(["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *ZHENGMING, "check", "slow.txt"], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE)
    with open(tmp_path / "slow.txt", "w") as text:
        process.send_signal(signal.SIGHUP)
        text.write(TEXT)
    assert b"Jin-Dian-Zhou" in process.communicate(timeout=60)[0]
    assert process.returncode == 1
