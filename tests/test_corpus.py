"""Which files a run reads, and what it says of those that it cannot."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Thread

import pytest
from running import TEXT, run

from zhengming.checking import workers_for
from zhengming.config import Settings
from zhengming.corpus import MANIFEST, Failure, Source, sources
from zhengming.corpus import read as read_text
from zhengming.in_place import normalize_in_place


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


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_read_once(tmp_path: Path, warm_cache: None) -> None:
    """Several processes read each text twice, and of the second reading nothing would come: `check <(…) more.txt --jobs 2`. It has no place to write to."""
    os.mkfifo(pipe := tmp_path / "p.txt")
    (tmp_path / "a.txt").touch()
    found = sources([str(pipe), str(tmp_path / "a.txt")])[0]
    assert workers_for(found, 2) == 1
    assert workers_for(found[1:] * 2, 2) == 2
    Thread(target=pipe.write_text, args=("In Kunshan lies Jindian Week.\n",), daemon=True).start()
    said: list[str] = []
    assert normalize_in_place([str(pipe)], Settings(), said.append, annotate=False) == 2
    assert said == [f"{pipe}: is no file that could be written; name a file"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_what_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read of it than shows that it is too large: it took all the memory there was."""
    monkeypatch.setattr("zhengming.corpus.MAX_BYTES", 1000)
    monkeypatch.setattr("glossary.encodings.MAX_BYTES", 1000)
    failure = read_text(Source(Path("/dev/zero"), "zero", "/dev/zero"))
    assert isinstance(failure, Failure)
    assert "larger than" in failure.reason


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


def test_documents_that_are_no_texts(tmp_path: Path) -> None:
    """Articles among them are not passed over in silence, unless the ignore file names them; what a word processor leaves while it runs is none."""
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.docx", "c.PDF", "sub/d.odt", "sub/e.rtf", "~$b.docx", ".f.docx", "g.html", "h.png"):
        (tmp_path / name).touch()
    said = f"{tmp_path}: 4 documents are not read (b.docx, c.PDF, {Path('sub/d.odt')}, …); save as plain text or Markdown, or name in .zhengmingignore"
    assert read(tmp_path) == (["a.txt"], [], [said])
    (tmp_path / ".zhengmingignore").write_text("*.docx\n*.PDF\nsub/\n", encoding="utf-8")
    assert read(tmp_path) == (["a.txt"], [], [])


def test_an_unreadable_file_among_others(tmp_path: Path, warm_cache: None) -> None:
    """A link that leads nowhere: one sentence, exit code 2, and the other texts are still checked."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT)
    try:
        (tmp_path / "texts" / "b.txt").symlink_to(tmp_path / "nowhere")
    except OSError:
        pytest.skip("no symbolic links here")
    stdout, stderr, code = run(["check", "texts"], tmp_path)
    assert "Jindian Week" in stdout
    assert stderr.startswith("zhengming: texts/b.txt: cannot be read (No such file")
    assert (stderr.count("\n"), code) == (1, 2)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read anything")
def test_a_file_without_the_right_to_read(tmp_path: Path, warm_cache: None) -> None:
    """The same for missing rights."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    _, stderr, code = run(["check", "a.txt"], tmp_path)
    assert (stderr, code) == ("zhengming: a.txt: cannot be read (Permission denied)\n", 2)


def test_a_name_that_is_no_text(tmp_path: Path, warm_cache: None) -> None:
    """A file name in another encoding: one sentence, exit code 2, and the other texts are still normalized."""
    try:
        (tmp_path / "in").mkdir()
        (tmp_path / "in" / os.fsdecode(b"b\xff.txt")).write_text(TEXT)
    except (OSError, UnicodeError):
        pytest.skip("no such names here")
    (tmp_path / "in" / "a.txt").write_text(TEXT)
    stdout, stderr, code = run(["normalize", "in", "--out", "out"], tmp_path)
    assert (stderr, code) == ("zhengming: in/b\\udcff.txt: its name is not UTF-8 and could stand in no report; rename it\n", 2)
    assert stdout.startswith("1 text, ")


def test_a_name_that_a_terminal_would_obey(tmp_path: Path, warm_cache: None) -> None:
    """An escape or a line end in it is shown and does nothing, on both streams."""
    name = "a\x1b[31m\n.txt"
    try:
        (tmp_path / name).write_text(TEXT)
    except OSError:
        pytest.skip("no such names here")
    assert run(["normalize", "--in-place", name, "no" + name], tmp_path) == (
        "a�[31m⏎.txt: 1 fixed, 0 to review\n", "zhengming: noa�[31m⏎.txt: no such file or folder; check the path\n", 2,
    )  # fmt: skip
    assert run(["check", name, "--glossary", "no" + name], tmp_path)[1].startswith("zhengming: noa�[31m⏎.txt: cannot be read")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_go_through(encoding: str, tmp_path: Path, warm_cache: None) -> None:
    """What normalize writes is in the encoding of the text, line ends and mark included."""
    chinese = "锦淀周片区在昆山南部，包括锦溪、淀山湖、周庄三个镇。" * 6
    (tmp_path / "a.txt").write_bytes(f"{chinese}\r\n{TEXT}".encode(encoding))
    _, stderr, code = run(["normalize", "a.txt", "--out", "out"], tmp_path)
    assert (stderr, code) == ("", 0)
    expected = f"{chinese}\r\n{TEXT}".replace("Jindian Week", "Jin-Dian-Zhou").encode(encoding)
    assert (tmp_path / "out" / "texts" / "a.txt").read_bytes() == expected
