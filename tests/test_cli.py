"""The command line as a person meets it: one folder of `tests/cli` a case.

cmd              the arguments of `zhengming`, a line a call; the last call's exit code counts, the outputs are joined
input/           files put into the folder in which the calls are made
stdin            what standard input says
expected_stdout, expected_stderr   what is said; `[..]` stands for anything within a line, a line `...` for any lines; no file: nothing
expected_code    the exit code; no file: 0
expected/        files that must stand there afterwards, byte for byte
xfail            why the case is known to fail
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import typer

CASES = Path(__file__).parent / "cli"
SCRIPT = shutil.which("zhengming", path=str(Path(sys.executable).parent))
ZHENGMING = [SCRIPT] if SCRIPT else [sys.executable, "-m", "zhengming"]


def environment() -> dict[str, str]:
    """Plain output in UTF-8, the session's cache, a width that no terminal changes."""
    return {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb", "LINES": "40"}


def run(arguments: list[str], folder: Path, stdin: bytes = b"") -> tuple[str, str, int]:
    """One call of the installed program."""
    done = subprocess.run([*ZHENGMING, *arguments], cwd=folder, input=stdin, capture_output=True, env=environment())
    return done.stdout.decode("utf-8"), done.stderr.decode("utf-8"), done.returncode


def matches(expected: str, said: str) -> bool:
    """Whether a text agrees with an expectation that may hold wildcards."""
    pattern = ""
    for line in expected.splitlines(keepends=True):
        pattern += r"(?:.*\n)*" if line.strip() == "..." else re.escape(line).replace(re.escape("[..]"), ".*")
    return re.fullmatch(pattern, said) is not None


def text_of(path: Path) -> str:
    """A file's text, empty if there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def folders() -> list[object]:
    """The cases as parameters."""
    found = []
    for path in sorted(CASES.iterdir()):
        reason = text_of(path / "xfail").strip()
        found.append(pytest.param(path, id=path.name, marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else []))
    return found


@pytest.mark.parametrize("case", folders())
def test_folder(case: Path, tmp_path: Path, warm_cache: None) -> None:
    """What a call says, its exit code, and what it leaves."""
    if (case / "input").is_dir():
        shutil.copytree(case / "input", tmp_path, dirs_exist_ok=True)
    stdin = (case / "stdin").read_bytes() if (case / "stdin").is_file() else b""
    stdout, stderr, code = "", "", 0
    for line in text_of(case / "cmd").splitlines():
        out, err, code = run(shlex.split(line), tmp_path, stdin)
        stdout, stderr = stdout + out, stderr + err
    assert "Traceback" not in stderr
    expected = text_of(case / "expected_stdout"), text_of(case / "expected_stderr"), int(text_of(case / "expected_code") or 0)
    assert (stdout if not matches(expected[0], stdout) else expected[0], stderr if not matches(expected[1], stderr) else expected[1], code) == expected
    for path in sorted((case / "expected").rglob("*")):
        if path.is_file():
            assert (tmp_path / path.relative_to(case / "expected")).read_bytes() == path.read_bytes()


# Every command ---------------------------------------------------------------------------------------------------------------------------


def commands() -> list[tuple[str, ...]]:
    """Every command and group, as the words that call it."""
    from zhengming.cli import whole_app

    found: list[tuple[str, ...]] = []

    def walk(command: object, words: tuple[str, ...]) -> None:
        children = getattr(command, "commands", None)
        if words:
            found.append(words)
        for name, child in (children or {}).items():
            walk(child, (*words, name))

    walk(typer.main.get_command(whole_app()), ())
    return found


COMMANDS = commands()


def test_the_commands_are_these() -> None:
    """A command that comes or goes is a decision: change this list with it."""
    assert {" ".join(words) for words in COMMANDS} >= {
        "check",
        "normalize",
        "lookup",
        "glossary",
        "glossary verify",
        "glossary show",
        "glossary add",
        "tbx",
        "tbx export",
        "tbx import",
        "tbx validate",
    }


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_of_every_command(words: tuple[str, ...], tmp_path: Path) -> None:
    """--help says what the command does, with an example, in 80 columns, for people who know no Python, and changes nothing."""
    stdout, stderr, code = run([*words, "--help"], tmp_path)
    assert (stderr, code) == ("", 0)
    assert stdout.startswith(f"Usage: zhengming {' '.join(words)} ")
    assert not re.search(r"<\w+|\.\.\.\}|\.\.\.$", stdout.partition("\n")[2], re.MULTILINE), "a type of Python, or a sentence cut off"
    assert all(len(line) <= 80 for line in stdout.splitlines())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_documented(words: tuple[str, ...], root: Path) -> None:
    """README.md names it."""
    assert f"zhengming {' '.join(words)}" in (root / "README.md").read_text(encoding="utf-8")


def test_every_option_has_a_sentence() -> None:
    """No option and no argument without help, and every command and group with an example."""
    from zhengming.cli import whole_app

    def walk(command: Any, words: str) -> list[str]:
        lacking = [f"{words} {param.name}" for param in command.params if not getattr(param, "hidden", False) and not getattr(param, "help", None)]
        children = getattr(command, "commands", {})
        if "zhengming" not in (command.epilog or ""):
            lacking.append(f"{words}: no example")
        return lacking + [each for name, child in children.items() for each in walk(child, f"{words} {name}")]

    assert walk(typer.main.get_command(whole_app()), "zhengming") == []


# What no folder can hold -----------------------------------------------------------------------------------------------------------------

TEXT = "In Kunshan lies Jindian Week.\n"


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


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_go_through(encoding: str, tmp_path: Path, warm_cache: None) -> None:
    """What normalize writes is in the encoding of the text, line ends and mark included."""
    chinese = "锦淀周片区在昆山南部，包括锦溪、淀山湖、周庄三个镇。" * 6
    (tmp_path / "a.txt").write_bytes(f"{chinese}\r\n{TEXT}".encode(encoding))
    _, stderr, code = run(["normalize", "a.txt", "--out", "out"], tmp_path)
    assert (stderr, code) == ("", 0)
    expected = f"{chinese}\r\n{TEXT}".replace("Jindian Week", "Jin-Dian-Zhou").encode(encoding)
    assert (tmp_path / "out" / "texts" / "a.txt").read_bytes() == expected


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


def test_a_reviewed_workbook_comes_back(tmp_path: Path, warm_cache: None) -> None:
    """A person accepts, rejects and rewrites in fixes.xlsx; the next run does as it says, twice the same."""
    from openpyxl import load_workbook

    text = "They ride with the one-yard pass.\n\nHere is Jindian Week.\n\nProtect material cultural heritage in Kunshan.\n"
    (tmp_path / "a.txt").write_text(text)
    run(["normalize", "a.txt", "--out", "out"], tmp_path)
    book = load_workbook(tmp_path / "out" / "fixes.xlsx")
    sheet = book["Fixes"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        found = sheet.cell(row, columns["found"]).value
        verdict = {"one-yard pass": "accept", "Jindian Week": "reject", "material cultural heritage": "accept"}[found]
        sheet.cell(row, columns["decision"]).value = verdict
        if found == "material cultural heritage":
            sheet.cell(row, columns["your text"]).value = "old things"
    book.save(tmp_path / "reviewed.xlsx")
    for out in ("second", "third"):
        _, stderr, code = run(["normalize", "a.txt", "--out", out, "--decisions", "reviewed.xlsx"], tmp_path)
        assert (stderr, code) == ("", 0)
        assert (tmp_path / out / "texts" / "a.txt").read_text() == text.replace("one-yard pass", "one-code access").replace("material cultural heritage", "old things")


def test_the_hooks_call_what_is_there(root: Path, tmp_path: Path, warm_cache: None) -> None:
    """Each hook's entry, with a file name behind it as pre-commit does: the one shows, the other mends."""
    said = (root / ".pre-commit-hooks.yaml").read_text()
    hooks = re.findall(r"- id: (\S+)\n(?:  .*\n)*?  entry: zhengming (.*)\n", said)
    assert said.count("require_serial: true") == len(hooks), "texts are compared with each other: all go to one run"
    assert [name for name, _ in hooks] == ["zhengming-check", "zhengming-fix"]
    (tmp_path / "a.md").write_text(TEXT)
    for (_, entry), mended in zip(hooks, (TEXT, TEXT.replace("Jindian Week", "Jin-Dian-Zhou")), strict=True):
        _, stderr, code = run([*shlex.split(entry), "a.md"], tmp_path)
        assert (stderr, code) == ("", 1)
        assert (tmp_path / "a.md").read_text() == mended


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
