"""`normalize --in-place` and `--baseline`: a file is changed only by its fixes, whole or not at all; nothing else is written over."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from glossary.whole_file import write_whole
from zhengming import Stop
from zhengming.baseline import accept_findings, read_baseline
from zhengming.checking import Checked, checked, show_findings
from zhengming.config import Settings
from zhengming.in_place import normalize_in_place

CHINESE = "锦淀周片区在昆山南部，包括锦溪、淀山湖、周庄三个镇。" * 6
TEXT = "In Kunshan lies Jindian Week.\r\n“Curly” quotes,\u00a0and no line end"


class Said(list[str]):
    """What is warned of."""

    def __call__(self, sentence: str) -> None:
        """Keep a sentence."""
        self.append(sentence)


def run(*paths: Path, settings: Settings | None = None, annotate: bool = False) -> tuple[int, Said]:
    """One run of the fixer: exit code and warnings."""
    said = Said()
    return normalize_in_place([str(path) for path in paths], settings or Settings(), said, annotate=annotate, jobs=1), said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5"])
def test_bytes_stay(encoding: str, tmp_path: Path, warm_cache: None) -> None:
    """Encoding, mark, line ends, quotes and rights stay; the second run changes nothing."""
    path = tmp_path / "a.txt"
    text = f"{CHINESE}\r\n{TEXT}" if encoding != "big5" else f"{'昆山市的文化遺產包括崑曲以及水鄉古鎮。' * 8}\r\n" + TEXT.replace("\u00a0", " ")
    path.write_bytes(text.encode(encoding))
    path.chmod(0o640)
    before = path.stat()
    assert run(path) == (1, [])
    assert path.read_bytes() == text.replace("Jindian Week", "Jin-Dian-Zhou").encode(encoding)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(before.st_mode)
    after = path.stat()
    assert run(path) == (0, [])
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


KUNQU = "Kunqu Opera is sung in Suzhou and in Kunshan, and many people of the two cities have sung it since they were young."


@pytest.mark.parametrize(("encoding", "left_out"), [("big5", "1 fix is"), ("cp1252", "2 fixes are")])
def test_what_an_encoding_cannot_hold(encoding: str, left_out: str, tmp_path: Path, warm_cache: None) -> None:
    """The pinyin of an annotation is left out, and said to be; what can be mended is mended."""
    path, text = tmp_path / "a.txt", f"{KUNQU}\n\nIn Kunshan lies Jindian Week.\n\n" + ("昆山市的文化遺產包括水鄉古鎮。" * 8 if encoding == "big5" else "“Café” is one – of few.")
    path.write_bytes(text.encode(encoding))
    code, said = run(path, annotate=True)
    assert (code, path.read_bytes()) == (1, text.replace("Jindian Week", "Jin-Dian-Zhou").encode(encoding))
    assert said == [f"{path}: {left_out} not made, for {encoding} cannot hold '(昆曲, Kūnqǔ)'; save the text as UTF-8 and run again"]
    path.write_text(KUNQU + "\n\n" + KUNQU, encoding="utf-8")
    assert run(path, annotate=True) == (1, [])
    assert path.read_text(encoding="utf-8").count("Kunqu Opera (昆曲, Kūnqǔ)") == 1


def test_a_link_stays_a_link(tmp_path: Path, warm_cache: None) -> None:
    """The text behind it is mended."""
    (tmp_path / "real.txt").write_text(TEXT)
    try:
        (tmp_path / "link.txt").symlink_to("real.txt")
    except OSError:
        pytest.skip("no symbolic links here")
    assert run(tmp_path / "link.txt")[0] == 1
    assert (tmp_path / "link.txt").is_symlink()
    assert "Jin-Dian-Zhou" in (tmp_path / "real.txt").read_text()


def test_decisions_are_applied(tmp_path: Path, warm_cache: None) -> None:
    """What a person accepted is mended, what she rejected stays, what waits stays."""
    path = tmp_path / "a.txt"
    path.write_text("Here is Jindian Week.\n\nThey ride with the one-yard pass.\n\nProtect millionaire population in Kunshan.\n")
    (result,) = checked([str(path)], Settings(), Said())
    assert isinstance(result, Checked)
    marks = {row["found"]: row["fingerprint"] for row in result.rows}
    decided = tmp_path / "d.jsonl"
    verdicts = [{"fingerprint": marks["Jindian Week"], "verdict": "reject"}, {"fingerprint": marks["one-yard pass"], "verdict": "accept"}]
    decided.write_text("".join(json.dumps(each) + "\n" for each in verdicts))
    assert run(path, settings=Settings(decisions=decided)) == (1, [])
    assert path.read_text() == "Here is Jindian Week.\n\nThey ride with the one-code access.\n\nProtect millionaire population in Kunshan.\n"


def test_a_file_that_changed_meanwhile(tmp_path: Path, warm_cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's words of this moment are not written over."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, newline="")
    (result,) = checked([str(path)], Settings(), Said())
    monkeypatch.setattr("zhengming.in_place.checked", lambda *_, **__: [result])
    path.write_text("Something else.\n")
    assert run(path) == (2, [f"{path}: has changed while it was checked; run again"])
    assert path.read_text() == "Something else.\n"


def test_a_write_that_fails(tmp_path: Path, warm_cache: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk at the last moment: the file is as it was, nothing lies beside it, and the other file is mended."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, newline="")
    replace = os.replace

    def full(source: str, target: Path) -> None:
        if Path(target).name == "a.txt":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr("glossary.whole_file.os.replace", full)
    assert run(tmp_path) == (2, [f"{tmp_path / 'a.txt'}: cannot be written (No space left on device); it is as it was"])
    assert (tmp_path / "a.txt").read_bytes() == TEXT.encode()
    assert b"Jin-Dian-Zhou" in (tmp_path / "b.txt").read_bytes()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "b.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only the superuser gives files away")
def test_the_owner_stays(tmp_path: Path, warm_cache: None) -> None:
    """A container mends a mounted folder: its owner can still read a file that nobody else may."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0o600)
    os.chown(path, 65534, 65534)
    assert run(path) == (1, [])
    assert (path.stat().st_uid, path.stat().st_gid, stat.S_IMODE(path.stat().st_mode)) == (65534, 65534, 0o600)


@pytest.mark.skipif(os.name == "nt", reason="no such rights here")
def test_rights_of_a_new_file(tmp_path: Path) -> None:
    """Those that the user's umask leaves: what is private to a project or shared in a group stays so."""
    for mask, rights in ((0o077, 0o600), (0o002, 0o664)):
        before = os.umask(mask)
        try:
            write_whole(tmp_path / f"{mask}.txt", b"")
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / f"{mask}.txt").stat().st_mode) == rights


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write anything")
def test_a_read_only_file(tmp_path: Path, warm_cache: None) -> None:
    """Its rights are respected."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0o444)
    assert run(tmp_path / "a.txt") == (2, [f"{tmp_path / 'a.txt'}: may not be written; change its rights and run again"])


# Baseline ---------------------------------------------------------------------------------------------------------------------------------


def check(*paths: Path, baseline: Path | None = None, accept: Path | None = None) -> int:
    """One `check`: its exit code."""
    named = [str(path) for path in paths]
    if accept:
        return accept_findings(named, Settings(), Said(), accept, jobs=1)
    return show_findings(named, Settings(), Said(), "jsonl", baseline=baseline, jobs=1)


def test_a_baseline_holds_after_edits(tmp_path: Path, warm_cache: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Text above, another name: still accepted; one more of the same is new, and it alone."""
    path, accepted = tmp_path / "a.txt", tmp_path / "accepted.jsonl"
    path.write_text("In Kunshan lies Jindian Week, as we said.\n")
    assert check(path, accept=accepted) == 0
    assert check(path, baseline=accepted) == 0
    assert capsys.readouterr().out == ""
    other = tmp_path / "renamed.txt"
    other.write_text("A new paragraph.\n\n" + path.read_text())
    assert check(other, baseline=accepted) == 0
    path.write_text(path.read_text() + "\nNear Suzhou one finds Jindian Week again.\n")
    capsys.readouterr()
    assert check(path, baseline=accepted) == 1
    assert [json.loads(line)["line"] for line in capsys.readouterr().out.splitlines()] == [3]
    (tmp_path / "copy.txt").write_text(other.read_text())
    assert check(other, tmp_path / "copy.txt", baseline=accepted) == 1


@pytest.mark.parametrize("blank", ["\u2028", "\u0085"])
def test_a_baseline_with_odd_signs(blank: str, tmp_path: Path, warm_cache: None) -> None:
    """What is written is read back, whatever a finding holds."""
    path, accepted = tmp_path / "a.txt", tmp_path / "accepted.jsonl"
    path.write_text(f"In Kunshan lies Jindian {blank}Week.\n", encoding="utf-8")
    assert check(path) == 1
    assert check(path, accept=accepted) == 0
    assert check(path, baseline=accepted) == 0


def test_a_baseline_writes_over_nothing_else(tmp_path: Path, warm_cache: None) -> None:
    """A slip of the hand does not cost a text; an older baseline is replaced."""
    path, accepted = tmp_path / "a.txt", tmp_path / "accepted.jsonl"
    path.write_bytes(TEXT.encode())
    with pytest.raises(Stop, match="no finding of a baseline"):
        check(path, accept=path)
    assert path.read_bytes() == TEXT.encode()
    check(path, accept=accepted)
    path.write_text("Nothing.\n")
    assert check(path, accept=accepted) == 0
    assert sum(read_baseline(accepted).values()) == 0


def test_a_baseline_is_of_every_text(tmp_path: Path, warm_cache: None) -> None:
    """Where a text cannot be read, the older baseline stays, whole."""
    path, accepted = tmp_path / "a.txt", tmp_path / "accepted.jsonl"
    path.write_text(TEXT)
    check(path, accept=accepted)
    assert check(path, tmp_path / "nope", accept=accepted) == check(tmp_path / "nope", accept=accepted) == 2
    assert sum(read_baseline(accepted).values()) == 1
