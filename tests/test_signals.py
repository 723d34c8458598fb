"""A run that is stopped: by Ctrl-C, by `kill` or `timeout`, by a terminal that is closed; nothing half-written and no process is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import pytest
from running import TEXT, ZHENGMING, environment


@contextmanager
def being_read(pipe: Path, process: subprocess.Popen[Any]) -> Iterator[TextIO]:
    """A named pipe, open for writing, once a program has begun to read it; one that ends before it does so fails the test, which would else wait for ever."""
    while True:
        try:
            handle = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
            break
        except OSError:  # nobody reads yet
            assert process.poll() is None
            time.sleep(0.01)
    with open(handle, "w", encoding="utf-8") as file:
        yield file


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupted(name: str, tmp_path: Path, warm_cache: None) -> None:
    """Ctrl-C, `kill` or a closed terminal while a text is read: one line, and the exit code that a shell gives."""
    number = getattr(signal, name)
    os.mkfifo(tmp_path / "slow.txt")
    heeded = partial(signal.signal, number, signal.SIG_DFL)  # whatever the tests were started under: nohup has SIGHUP ignored, and so it stays in every child
    process = subprocess.Popen(
        [*ZHENGMING, "check", "slow.txt"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), preexec_fn=heeded
    )  # fmt: skip
    with being_read(tmp_path / "slow.txt", process):
        for _ in range(30):  # a signal that comes just before the reading begins is not seen until the reading ends
            process.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=2)
                break
    stdout, stderr = process.communicate()
    assert (stdout, process.returncode) == (b"", 128 + number)
    assert stderr.decode().strip() == "zhengming: interrupted; nothing was left half-written"


def test_interrupted_among_several_processes(tmp_path: Path, warm_cache: None) -> None:
    """Ctrl-C reaches them all: none reads on, and one of them speaks."""
    os.mkfifo(tmp_path / "slow.txt")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    command = [*ZHENGMING, "check", "slow.txt", "a.txt", "--jobs", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(), start_new_session=True)
    with being_read(tmp_path / "slow.txt", process):
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
    with being_read(tmp_path / "slow.txt", process):
        process.send_signal(getattr(signal, name))
        assert process.communicate(timeout=60) == (b"", None), "the output ends when the last process has gone that could write to it"


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="needs a shell")
def test_a_terminal_that_is_closed_under_nohup(tmp_path: Path, warm_cache: None) -> None:
    """The run goes on."""
    os.mkfifo(tmp_path / "slow.txt")
    process = subprocess.Popen(["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *ZHENGMING, "check", "slow.txt"], cwd=tmp_path, env=environment(), stdout=subprocess.PIPE)
    with being_read(tmp_path / "slow.txt", process) as text:
        process.send_signal(signal.SIGHUP)
        text.write(TEXT)
    assert b"Jin-Dian-Zhou" in process.communicate(timeout=60)[0]
    assert process.returncode == 1
