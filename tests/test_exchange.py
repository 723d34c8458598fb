"""The formats by name and ending; and what docs/cat-tools.md tells people to type."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from samples import ALL, KUNQU, KUNSHAN, right
from typer.testing import CliRunner

from glossary.load import load_look_alikes, load_toml
from glossary.write import as_toml
from tbx import Profile, Version
from zhengming import Stop
from zhengming.cli import whole_app
from zhengming.exchange import FORMATS, Format, Writing, format_named, format_of, in_taiwan, read_glossary, write_glossary

PAGE = (Path(__file__).parent.parent / "docs" / "cat-tools.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
FULL = Profile(Version.V3)
TWO_WAY = [format for format in FORMATS if format.read]


@pytest.mark.parametrize("command", COMMANDS)
def test_what_the_page_says_can_be_typed(command, tmp_path, monkeypatch):
    """Each command writes its file, here from a small glossary."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    (tmp_path / "own.toml").write_text(as_toml(ALL), encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("They staged a Kunqu Opera in Kunshan.\n")
    program, *arguments = shlex.split(command)
    done = CliRunner().invoke(whole_app(), [*arguments, "--no-builtin", "--glossary", "own.toml"], catch_exceptions=False)
    assert (program, done.exit_code) == ("zhengming", 0)
    out = tmp_path / arguments[arguments.index("--out") + 1]
    assert done.output.endswith(f"concepts written to {out.name}\n")
    assert out.stat().st_size > 0


def test_a_link_stays_a_link(tmp_path):
    """What it points at is written anew, in its own folder."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "own.csv").symlink_to("shared/own.csv")
    write_glossary([KUNQU], tmp_path / "own.csv", format_named("csv"), Writing(FULL, print))
    assert (tmp_path / "own.csv").is_symlink()
    assert "昆曲" in (tmp_path / "shared" / "own.csv").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["own.csv", "own.csv", "shared"]


@pytest.mark.parametrize("format", [format for format in FORMATS if format.write], ids=lambda format: format.name)
def test_a_disk_that_fills_leaves_the_old_file(format: Format, tmp_path, monkeypatch):
    """Every format: the file is as it was, and nothing lies beside it."""
    path = tmp_path / f"glossary{(format.endings or ('.any',))[0]}"
    path.write_bytes(b"old")
    path.chmod(0o640)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("glossary.whole_file.os.replace", full)
        with pytest.raises(Stop, match=r"cannot be written \(No space left on device\); check the folder"):
            write_glossary([KUNQU, KUNSHAN], path, format, Writing(FULL, print))
    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (b"old", [path.name])
    write_glossary([KUNQU, KUNSHAN], path, format, Writing(FULL, print))
    assert path.read_bytes() != b"old"
    assert path.stat().st_mode & 0o777 == 0o640, "the rights that it had"


def test_the_page_names_every_format():
    """And the help of the option does."""
    formats = set(re.findall(r"--format (\w+)", PAGE)) | {"tbx", "toml"}
    assert formats == {format.name for format in FORMATS}
    told = CliRunner().invoke(whole_app(), ["tbx", "export", "--help"]).output
    assert all(format.name in told for format in FORMATS)


@pytest.mark.parametrize("format", TWO_WAY, ids=lambda format: format.name)
def test_every_format_that_goes_both_ways_brings_its_pairs_back(format: Format, tmp_path):
    """The preferred English of each Chinese, and no garbled form among the right ones."""
    path = tmp_path / f"glossary{(format.endings or ('.any',))[0]}"
    write_glossary([KUNQU, KUNSHAN], path, format, Writing(FULL, pytest.fail))
    back = {entry.chinese: entry for entry in read_glossary(path, pytest.fail, format.name)}
    assert (back["昆曲"].english, back["昆山"].english) == ("Kunqu Opera", "Kunshan")
    assert not {form for entry in back.values() for form in entry.right_forms} & {"Kun Song", "Kun Shan", '"Quinsan"', "Kūnqǔ", "Kūnshān"}


@pytest.mark.parametrize(("name", "expected"), [("memoq", "memoq.csv"), ("csv", "own.csv"), ("deepl", "deepl.csv")])
def test_a_csv_is_known_by_its_first_line(name, expected, tmp_path):
    """Three kinds of CSV, one ending."""
    write_glossary([KUNSHAN], tmp_path / expected, format_named(name), Writing(FULL, pytest.fail))
    (entry,) = read_glossary(tmp_path / expected, pytest.fail)
    assert (entry.chinese, entry.english) == ("昆山", "Kunshan")


def test_a_reading_that_was_worked_out_is_not_written(tmp_path):
    """In the file of another program it would look as if somebody had checked it; a checked one of the built-in termbase goes along."""
    (tmp_path / "own.csv").write_text("zh,en\n国家级非物质文化遗产项目,national heritage item\n锦溪,Jinxi\n", encoding="utf-8")
    arguments = ["tbx", "export", "--glossary", str(tmp_path / "own.csv"), "--tbx", "v3", "--out"]
    for more, expected in (["--no-builtin"], []), ([], ["Jǐnxī"]):
        out = tmp_path / "out.tbx"
        assert CliRunner().invoke(whole_app(), [*arguments, str(out), *more], catch_exceptions=False).exit_code == 0
        written = out.read_text(encoding="utf-8")
        assert [reading for reading in ("Jǐnxī", "guójiājífēi") if f"pinyin: {reading}" in written] == expected


def test_taiwan_has_its_own_characters(tmp_path):
    """In every format; once converted it stays."""
    write_glossary([KUNSHAN], tmp_path / "tw.utf8", format_named("omegat"), Writing(Profile(language_tag="zh-TW"), pytest.fail))
    assert "崑山\tKunshan" in (tmp_path / "tw.utf8").read_text("utf-8")
    assert in_taiwan(in_taiwan(KUNSHAN)) == in_taiwan(KUNSHAN)
    both = KUNSHAN._replace(zh=KUNSHAN.zh._replace(terms=right("錦澱周", "锦淀周", "昆山")))
    assert in_taiwan(both).chinese_forms == ("錦澱周", "崑山")


@pytest.mark.parametrize(
    ("options", "expected"),
    [([], ["<tbx ", ">昆山<", ">Kun Shan<"]), (["--tbx", "v2"], ["<martif ", ">昆山<"]), (["--tbx", "v2-full", "--lang", "zh-TW"], ["<martif ", ">崑山<", ">Kun Shan<"])],
)
def test_what_is_merged_is_written_for_whoever_reads_it(options, expected, tmp_path):
    """TBX v3 holds everything; OmegaT and Lokalize read v2, with right forms only."""
    for name, entry in (("a.toml", KUNQU), ("b.toml", KUNSHAN)):
        (tmp_path / name).write_text(as_toml([entry]), encoding="utf-8")
    files = [str(tmp_path / name) for name in ("a.toml", "b.toml")]
    done = CliRunner().invoke(whole_app(), ["tbx", "merge", *files, "--out", str(tmp_path / "all.tbx"), *options], catch_exceptions=False)
    assert done.exit_code == 0
    text = (tmp_path / "all.tbx").read_text("utf-8")
    assert [part for part in ("<tbx ", "<martif ", ">昆山<", ">崑山<", ">Kun Shan<") if part in text] == expected


@pytest.mark.parametrize(
    ("command", "kept"),
    [
        ("convert own.toml new.toml", True), ("convert own.toml new.csv", False), ("merge own.toml b.csv --out new.toml", True), ("merge b.csv own.toml --out new.tbx", False),
        ("export --glossary own.toml --no-builtin --out new.toml", True), ("import own.toml --into new.toml", True),
    ],
)  # fmt: skip
def test_look_alikes_go_along_or_are_said_to_stay(command: str, kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are forms without a concept: a TOML glossary holds them, a file made of concepts alone does not."""
    monkeypatch.chdir(tmp_path)
    Path("own.toml").write_text('[[look_alike]]\nform = "Gui Street"\nbecause = "A street."\n' + as_toml([KUNQU]), encoding="utf-8")
    Path("b.csv").write_text("zh,en\n昆山,Kunshan\n", encoding="utf-8")
    done = CliRunner().invoke(whole_app(), ["tbx", *command.split()], catch_exceptions=False)
    assert (done.exit_code, "left out: 1 look-alike, which no other format has a place for; keep this file" in done.output) == (0, not kept)
    assert not kept or load_look_alikes(Path("new.toml")) == {"Gui Street": "A street."}
    assert not kept or KUNQU.chinese in [entry.chinese for entry in load_toml(Path("new.toml"))]


def test_what_is_unknown_is_said(tmp_path):
    """With what is known; a failure leaves the old file and no half one."""
    for call in (lambda: format_of(Path("a.doc")), lambda: format_named("trados")):
        with pytest.raises(Stop, match=r"omegat|utf8"):
            call()
    (tmp_path / "old.csv").write_text("old")

    def broken(entries, path, how):
        path.write_text("half")
        raise Stop("enough")

    with pytest.raises(Stop):
        write_glossary([KUNSHAN], tmp_path / "old.csv", Format("broken", (), None, broken), Writing(FULL, pytest.fail))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.csv", "old")]
