"""The folder that `normalize --out` writes: whole or not at all, and what a person put into it is not lost by the next run."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from running import TEXT
from running import quickly as run

from zhengming.config import Settings
from zhengming.normalizing import normalize_into


def test_nothing_is_left_behind_by_a_failure(tmp_path: Path, warm_cache: None) -> None:
    """A run that cannot write leaves no folder with a temporary name."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "in_the_way").write_text("")
    _, stderr, code = run(["normalize", "a.txt", "--out", "in_the_way/out"], tmp_path)
    assert (code, stderr.count("\n")) == (2, 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "in_the_way"]


def test_the_summary_names_what_is_there(tmp_path: Path, warm_cache: None) -> None:
    """Every file of the summary exists, also for a text that names nothing."""
    (tmp_path / "a.txt").write_text("Nothing.\n")
    stdout, _, code = run(["normalize", "a.txt", "--out", "out"], tmp_path)
    assert code == 0
    assert [name for name in re.findall(r"out/[\w./-]+", stdout) if not (tmp_path / name).exists()] == []


def test_what_was_changed_in_the_folder_is_not_lost(tmp_path: Path, warm_cache: None) -> None:
    """A list that somebody filled in, a text of one's own: the next run asks for a word first."""
    from openpyxl import load_workbook

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    again = ["normalize", "a.txt", "--out", "out"]
    assert run(again, tmp_path)[2] == run(again, tmp_path)[2] == 0
    workbook = load_workbook(tmp_path / "out" / "fixes.xlsx")
    sheet = workbook["Fixes"]
    sheet.cell(2, [cell.value for cell in sheet[1]].index("decision") + 1).value = "reject"
    workbook.save(tmp_path / "out" / "fixes.xlsx")
    assert run(again, tmp_path)[2] == 2
    assert run(["review", "--import", "out/fixes.xlsx", "--by", "Ann"], tmp_path)[2] == 0
    assert run(again, tmp_path)[2] == 0
    assert (tmp_path / "out" / "texts" / "a.txt").read_text(encoding="utf-8") == TEXT
    for lock in ("~$fixes.xlsx", ".~lock.fixes.xlsx#"):  # of a program that has the list open
        (tmp_path / "out" / lock).write_text("Ann", encoding="utf-8")
    assert run(again, tmp_path)[2] == 0
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run(again, tmp_path)[1:] == ("zhengming: out/mine.txt: was changed since the run that wrote the folder, and would be lost; move it away, or --force\n", 2)
    assert (tmp_path / "out" / "mine.txt").exists()
    assert run([*again, "--force"], tmp_path)[2] == 0
    assert not (tmp_path / "out" / "mine.txt").exists()


def test_times_say_nothing_of_the_folder(tmp_path: Path, warm_cache: None) -> None:
    """A file moved or copied there with its time is not lost; a copy of the folder, whose files are all new, is replaced."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run(["normalize", "a.txt", "--out", "out"], tmp_path)[2] == 0
    shutil.copytree(tmp_path / "out", tmp_path / "copy", copy_function=shutil.copyfile)
    assert run(["normalize", "a.txt", "--out", "copy"], tmp_path)[1:] == ("", 0)
    for name in ("notes.docx", "texts/a.txt"):
        old = (tmp_path / "out" / name).read_bytes() if (tmp_path / "out" / name).exists() else None
        (tmp_path / "out" / name).write_bytes(b"mine")
        os.utime(tmp_path / "out" / name, (1e9, 1e9))
        _, said, code = run(["normalize", "a.txt", "--out", "out"], tmp_path)
        assert (code, said.partition(": was")[0]) == (2, f"zhengming: out/{name}")
        assert (tmp_path / "out" / name).read_bytes() == b"mine"
        (tmp_path / "out" / name).write_bytes(old) if old is not None else (tmp_path / "out" / name).unlink()
    assert run(["normalize", "a.txt", "--out", "out"], tmp_path)[1:] == ("", 0)


def test_out_is_a_link_and_a_folder_has_the_name_of_a_text(tmp_path: Path, warm_cache: None) -> None:
    """The results lie where the link leads, and every text has a name of its own."""
    (tmp_path / "site").mkdir()
    (tmp_path / "more" / "a.txt").mkdir(parents=True)
    (tmp_path / "out").symlink_to("site")
    for path in (tmp_path / "a.txt", tmp_path / "more" / "a.txt" / "b.txt"):
        path.write_text(TEXT)
    for _ in range(2):
        assert run(["normalize", "a.txt", "more", "--out", "out"], tmp_path)[1:] == ("", 0)
        assert (tmp_path / "out").is_symlink()
        assert sorted(path.name for path in (tmp_path / "site" / "texts").rglob("*") if path.is_file()) == ["a-2.txt", "b.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "more", "out", "site"]


def test_the_folder_of_a_run(tmp_path: Path, warm_cache: None) -> None:
    """Texts with their folders, the list twice, the report, the termbase, the manifest; and the input stays as it is."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "b.md").write_text(f"`Jindian Week` {TEXT}")
    _, stderr, code = run(["normalize", "in", "--out", "out"], tmp_path)
    assert (stderr, code) == ("", 0)
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert written >= {"texts/deep/a.txt", "texts/b.md", "fixes.jsonl", "fixes.xlsx", "report.html", "changes.html", "ask-the-author.md", "termbase.tbx", "zhengming-manifest.json"}
    assert (tmp_path / "out" / "texts" / "b.md").read_text() == "`Jindian Week` In Kunshan lies Jin-Dian-Zhou.\n"
    assert (tmp_path / "in" / "deep" / "a.txt").read_text() == TEXT


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
