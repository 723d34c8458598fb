"""The command line as a person meets it: one folder of `tests/cli` a case.

cmd              the arguments of `zhengming`, a line a call; the last call's exit code counts, the outputs are joined
input/           files put into the folder in which the calls are made, over those of `tests/data/cli`: a.txt with one garble, a glossary
                 that has it to review (own.toml), one that has it mended unasked (auto.toml)
stdin            what standard input says
expected_stdout, expected_stderr   what is said; `[..]` stands for anything within a line, a line `...` for any lines; no file: nothing
expected_code    the exit code; no file: 0
expected/        files that must stand there afterwards, byte for byte
xfail            why the case is known to fail
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer
from running import GIVEN, TEXT, run

CASES = Path(__file__).parent / "cli"


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
    for files in (GIVEN, case / "input"):
        if files.is_dir():
            shutil.copytree(files, tmp_path, dirs_exist_ok=True)
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
    assert sorted(" ".join(words) for words in COMMANDS) == [
        "check", "decisions", "decisions conflicts", "decisions list", "decisions propose", "decisions prune", "decisions stats", "decisions undo",
        "glossary", "glossary add", "glossary mine", "glossary show", "glossary verify", "lookup", "normalize", "review",
        "tbx", "tbx convert", "tbx diff", "tbx export", "tbx import", "tbx merge", "tbx validate",
    ]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_of_every_command(words: tuple[str, ...], tmp_path: Path) -> None:
    """--help says what the command does, with an example, in 80 columns, for people who know no Python, and changes nothing."""
    stdout, stderr, code = run([*words, "--help"], tmp_path)
    assert (stderr, code) == ("", 0)
    assert stdout.startswith(f"Usage: zhengming {' '.join(words)} ")
    assert not re.search(r"<\w+|\.\.\.\}|\.\.\.$", stdout.partition("\n")[2], re.MULTILINE), "a type of Python, or a sentence cut off"
    assert all(len(line) <= 80 for line in stdout.splitlines())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [(), *COMMANDS], ids=" ".join)
def test_examples_can_be_copied(words: tuple[str, ...]) -> None:
    """Every help ends with one, whole on its line, and every call in it is one that the program understands."""
    from zhengming.cli import whole_app

    def command_of(names: list[str]) -> tuple[Any, list[str]]:
        command = typer.main.get_command(whole_app())
        while names and names[0] in getattr(command, "commands", {}):
            command, names = command.commands[names[0]], names[1:]
        return command, names

    examples = command_of(list(words))[0].get_help(typer.Context(command_of(list(words))[0], terminal_width=80)).rpartition("Example")[2].splitlines()[1:]
    assert examples
    for example in examples:
        assert len(example.encode("gb18030", "replace")) <= 80, "a Chinese character is as wide as two letters"
        program, *called = shlex.split(example.partition(">")[0])
        assert program == "zhengming"
        command, rest = command_of(called)
        command.make_context(command.name, rest)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_is_documented(words: tuple[str, ...], root: Path) -> None:
    """README.md names it."""
    assert f"zhengming {' '.join(words)}" in (root / "README.md").read_text(encoding="utf-8")


def test_every_option_has_a_sentence() -> None:
    """No option and no argument without help."""
    from zhengming.cli import whole_app

    def walk(command: Any, words: str) -> list[str]:
        lacking = [f"{words} {param.name}" for param in command.params if not getattr(param, "hidden", False) and not getattr(param, "help", None)]
        children = getattr(command, "commands", {})
        return lacking + [each for name, child in children.items() for each in walk(child, f"{words} {name}")]

    assert walk(typer.main.get_command(whole_app()), "zhengming") == []


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
