"""Which files a run reads, and what it says of those that it cannot."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from zhengming.config import Settings
from zhengming.corpus import MANIFEST, sources
from zhengming.normalizing import normalize_into


def read(*paths: Path) -> tuple[list[str], list[str], list[str]]:
    """The names of the texts, the failures, the warnings."""
    said: list[str] = []
    found, failures = sources([str(path) for path in paths], said.append)
    return [source.name for source in found], list(map(str, failures)), said


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named; the texts beside it are read."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").touch()
    real_scandir, real_stat = os.scandir, os.stat

    def scandir(path: str) -> object:
        if path.endswith("b"):
            raise PermissionError(13, "Permission denied", path)
        return real_scandir(path)

    def look(path: str, **more: bool) -> os.stat_result:
        if "b/" in str(path):
            raise PermissionError(13, "Permission denied", path)
        return real_stat(path, **more)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "stat", look)
    assert read(tmp_path) == (["a.txt"], [f"{tmp_path / 'b'}: cannot be read (Permission denied)"], [])


def test_what_was_named_and_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for a folder that is named itself, and for a text in one."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a.txt").touch()
    real_scandir, real_stat = os.scandir, os.stat

    def scandir(path: str) -> object:
        if str(path).endswith("b"):
            raise PermissionError(13, "Permission denied", str(path))
        return real_scandir(path)

    def look(path: str, **more: bool) -> os.stat_result:
        if "b/" in str(path):
            raise PermissionError(13, "Permission denied", str(path))
        return real_stat(path, **more)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "stat", look)
    folder, text = tmp_path / "b", tmp_path / "b" / "c.txt"
    assert read(folder, text, tmp_path / "a.txt") == (["a.txt"], [f"{path}: cannot be read (Permission denied)" for path in (folder, text)], [])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_in_a_folder(tmp_path: Path) -> None:
    """One waits for ever on it; where it is named itself, somebody will write into it."""
    (tmp_path / "a.txt").touch()
    os.mkfifo(tmp_path / "p.txt")
    (tmp_path / "gone.txt").symlink_to("nowhere")
    assert read(tmp_path)[0] == ["a.txt", "gone.txt"]
    assert read(tmp_path / "p.txt")[0] == ["p.txt"]


def test_the_folder_of_a_run(tmp_path: Path) -> None:
    """Named itself it gives its texts, without the reports; below another one nothing."""
    (tmp_path / "out" / "texts" / "b").mkdir(parents=True)
    for name in (MANIFEST, "changes.md", "texts/b/a.txt"):
        (tmp_path / "out" / name).touch()
    assert read(tmp_path / "out") == (["b/a.txt"], [], [])
    assert read(tmp_path) == ([], [f"{tmp_path}: no texts in this folder; texts end in .txt, .text, .md, .markdown, .mdown"], [])


def test_a_folder_that_is_left_out(tmp_path: Path) -> None:
    """As for a file that is named: it is said, and no failure. A byte-order mark is no sign of a pattern."""
    (tmp_path / "a.txt").touch()
    (tmp_path / ".zhengmingignore").write_text("*.txt\n", encoding="utf-8-sig")
    assert read(tmp_path) == ([], [], [f"{tmp_path}: all its texts are left out, as .zhengmingignore says"])


@pytest.mark.parametrize("moment", [1, 2])
@pytest.mark.parametrize("after", [False, True])
def test_a_run_that_is_stopped_while_it_replaces(moment: int, after: bool, tmp_path: Path, warm_cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C just before or behind one of the two renames: a whole folder stands, the older or the newer, and nothing beside it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Nothing.\n")
    run = [str(tmp_path / "in")], tmp_path / "out", Settings(builtin=False), print
    normalize_into(*run, annotate=False, force=False)
    (tmp_path / "in" / "a.txt").write_text("Nothing new.\n")
    count, rename = 0, os.replace

    def stopped(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == moment and not after:
            raise SystemExit(143)
        rename(source, target)
        if count == moment:
            raise SystemExit(143)

    monkeypatch.setattr(os, "replace", stopped)
    with pytest.raises(SystemExit):
        normalize_into(*run, annotate=False, force=False)
    said = "Nothing new.\n" if (moment, after) == (2, True) else "Nothing.\n"
    assert (tmp_path / "out" / "texts" / "a.txt").read_text() == said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "out"]
