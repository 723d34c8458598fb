"""The file that keeps decisions: through crashes, merges, editors and pruning nothing that was recorded is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from deciding import BOTH, FIRST, SECOND, TEXT, holding

from glossary.text_file import GlossaryError
from normalize.fixing.decisions import Decision, Scope, Verdict
from zhengming.decisions import DecisionFile, decide, load_decisions


@pytest.fixture
def file(tmp_path: Path) -> DecisionFile:
    """A decision file that does not exist yet."""
    return DecisionFile(tmp_path / "d.jsonl")


def test_what_is_recorded_comes_back(file: DecisionFile) -> None:
    """Every field, by another reader, in the order of time; text for `replace` only."""
    one = decide(FIRST, Verdict.REPLACE, text="锦淀周 “x”\n", scope=Scope.DOCUMENT, by="Ann", note="why", context="a sentence")
    two = decide(SECOND, Verdict.ACCEPT, text="dropped")
    file.record(one, two)
    again = DecisionFile(file.path)
    assert again.history == (one, two)
    assert two.text is None
    undo = again.undo(one.id, "Ben")
    assert file.history == (one, two, undo)
    assert len(file.path.read_bytes().split(b"\n")) == 4  # a line each, and none of them empty
    assert file.current == [two]
    with pytest.raises(GlossaryError, match="no decision has the id 'x'"):
        file.undo("x", "Ben")


def test_two_branches_merged(file: DecisionFile, tmp_path: Path) -> None:
    """Lines in any order, some twice, make the same history."""
    file.record(*BOTH)
    file.undo(BOTH[0].id, "Ann")
    lines = file.path.read_bytes().splitlines(keepends=True)
    merged = DecisionFile(tmp_path / "merged.jsonl")
    merged.path.write_bytes(b"".join(reversed(lines)) + b"".join(lines[:2]))
    assert merged.history == file.history
    assert merged.current == file.current
    merged.path.write_bytes(lines[0] + b"<<<<<<< HEAD\n" + lines[1])
    with pytest.raises(GlossaryError, match="line 2: a merge conflict; delete"):
        _ = DecisionFile(merged.path).history


@pytest.mark.parametrize("cut", [1, 20, 60])
def test_half_a_line(file: DecisionFile, cut: int) -> None:
    """Reported and stepped over; what is recorded next begins a line of its own, and nothing before is touched."""
    file.record(*BOTH)
    whole = file.path.read_bytes()
    file.path.write_bytes(whole[:-cut])
    broken = DecisionFile(file.path)
    if cut == 1:  # only the line end is missing: the line is whole
        assert (broken.current, broken.broken) == (list(BOTH), ())
    else:
        assert broken.current == [BOTH[0]]
        assert [str(sentence) for sentence in broken.broken] == [f"{file.path}: line 2: half a line, left by a program that was stopped; it is stepped over"]
    broken.record(third := decide(SECOND, Verdict.UNSURE, by="C"))
    assert file.path.read_bytes().startswith(whole[:-cut] + b"\n")
    assert DecisionFile(file.path).current == [*([BOTH[0]] if cut > 1 else BOTH), third]
    assert len(DecisionFile(file.path).broken) == (cut > 1)


def test_a_file_that_is_replaced_or_goes(file: DecisionFile) -> None:
    """git may put another file in its place, or none."""
    file.record(*BOTH)
    assert len(file.history) == 2
    other = file.path.with_name("other")
    other.write_bytes(file.path.read_bytes().splitlines(keepends=True)[0])
    other.replace(file.path)
    assert file.history == (BOTH[0],)
    file.path.unlink()
    assert file.history == ()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """One sentence, and nothing is said to be recorded."""
    with pytest.raises(GlossaryError, match=r"cannot be written \(No such file.*the decision was not recorded"):
        DecisionFile(tmp_path / "nowhere" / "d.jsonl").record(*BOTH)


def test_a_line_written_by_hand(file: DecisionFile) -> None:
    """Fingerprint and verdict are enough where the place has no like."""
    file.path.write_text(json.dumps({"fingerprint": FIRST["fingerprint"], "verdict": "accept"}) + "\n")
    assert holding(TEXT, *file.current) == ["accept", None]
    assert holding(TEXT + "Plans for Jindian Week grew.\n", *file.current) == [None, None, None]


KILLS = """
import os, random, signal, sys, time
from pathlib import Path
from normalize.fixing.decisions import Verdict
from zhengming.decisions import DecisionFile, decide
row = {"fingerprint": "1:0", "document": "a.txt", "kind": "case", "concept": None, "found": "kunqu", "around": ""}
path, chance, confirmed = Path(sys.argv[1]), random.Random(7), set()
reader = DecisionFile(path)
for kill in range(int(sys.argv[2])):
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        file = DecisionFile(path)
        while True:
            made = [decide(row, Verdict.REJECT, by=f"{kill}", note="x" * chance.randrange(1000)) for _ in range(3)]
            file.record(*made)
            os.write(write, "".join(one.id + "\\n" for one in made).encode())
    os.close(write)
    time.sleep(chance.uniform(0, 0.02))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(read) as said:
        confirmed |= {line.strip() for line in said if line.endswith("\\n")}
    there = {entry.id for entry in reader.history}
    assert confirmed <= there, (kill, confirmed - there)
    assert len(reader.broken) <= kill + 1 and all("half a line" in each for each in reader.broken), (kill, reader.broken)
assert {entry.id for entry in DecisionFile(path).history} == there
print(len(confirmed), len(there))
"""


@pytest.mark.skipif(not hasattr(sys, "getdlopenflags"), reason="needs fork and SIGKILL")
def test_200_kills(tmp_path: Path) -> None:
    """A process that records is killed at a random moment, 200 times: what it confirmed is there, and reading goes on.

    The system may stop a write between two pages when its process is killed: such a half line was never confirmed, is said, and is stepped over.
    """
    done = subprocess.run([sys.executable, "-c", KILLS, str(tmp_path / "d.jsonl"), "200"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    confirmed, there = map(int, done.stdout.split())
    assert there >= confirmed > 20


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Neither loses a line nor writes into the other's."""
    loop = "for number in range(150): file.record(decide(row, Verdict.REJECT, by=sys.argv[2], note='y' * number))"
    program = f"{KILLS.split('path, chance')[0]}file = DecisionFile(Path(sys.argv[1]))\n{loop}"
    running = [subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "d.jsonl"), name]) for name in ("Ann", "Ben")]
    assert [process.wait() for process in running] == [0, 0]
    file = DecisionFile(tmp_path / "d.jsonl")
    assert Counter(entry.by for entry in file.history) == {"Ann": 150, "Ben": 150}
    assert file.broken == ()


def test_a_note_keeps_no_place(file: DecisionFile) -> None:
    """Two decisions that differ in the note only are two; the later holds."""
    first = decide(FIRST, Verdict.REJECT, note="a", at="2026-01-01")
    file.record(first, first._replace(id="later", note="b", at="2026-01-02"))
    assert [decision.note for decision in file.current] == ["b"]


def test_an_edit_in_place(file: DecisionFile) -> None:
    """By an editor that writes into the same file: of the same size, longer, shorter, and one line more."""
    file.record(*BOTH)
    text = file.path.read_text(encoding="utf-8")
    assert [decision.verdict for decision in file.current] == ["accept", "reject"]
    changes = [('"accept"', '"reject"'), ('"accept"', '"replace", "text": "JDZ"'), ('"around"', '"x"')]
    for number, (old, new) in enumerate(changes):
        file.path.write_text(text.replace(old, new), encoding="utf-8")
        os.utime(file.path, ns=(number, number))  # a quick test could be done within one tick of the clock
        assert file.history == DecisionFile(file.path).history != BOTH
    file.path.write_text(text.replace('"accept"', '"reject"') + text.replace(BOTH[0].id, "new"), encoding="utf-8")
    assert file.history == DecisionFile(file.path).history
    assert [decision.verdict for decision in file.history] == ["reject", "accept", "reject"]  # ordered by time


def test_a_file_from_another_editor(file: DecisionFile) -> None:
    """A byte-order mark and CRLF are no half lines, and a wrong line has the same number however often it is read."""
    file.record(*BOTH)
    lines = file.path.read_bytes().replace(b"\n", b"\r\n")
    file.path.write_bytes(b"\xef\xbb\xbf" + lines)
    assert (file.history, file.broken) == (BOTH, ())
    file.path.write_bytes(file.path.read_bytes() + b"=======\n")
    for _ in range(2):
        with pytest.raises(GlossaryError, match="line 3: a merge conflict"):
            _ = file.history


def test_half_a_character(file: DecisionFile) -> None:
    """A terminal in another encoding gives one: refused with a sentence; where it stands in a file it goes with its line."""
    with pytest.raises(GlossaryError, match=r"half a character \(U\+D83D\)"):
        file.record(BOTH[0]._replace(note="\ud83d"))
    file.record(*BOTH)
    file.path.write_bytes(file.path.read_bytes() + json.dumps({"id": "x", "fingerprint": "1:f", "verdict": "accept", "note": "\ud83d"}).encode() + b"\n")
    assert file.prune([BOTH[0].id]) == 1
    assert "\ud83d" in {entry.note for entry in file.history if isinstance(entry, Decision)}


def test_what_is_recorded_while_pruning_begins(file: DecisionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another reviewer's decision, made until the file is locked, stays."""
    file.record(BOTH[0])
    file.undo(BOTH[0].id, "Ann")
    locked = DecisionFile._locked

    def late(self: DecisionFile) -> int:
        monkeypatch.setattr(DecisionFile, "_locked", locked)
        DecisionFile(file.path).record(BOTH[1])
        return locked(self)

    monkeypatch.setattr(DecisionFile, "_locked", late)
    assert file.prune() == 2
    assert file.history == (BOTH[1],)


def test_pruning_throws_nothing_away(file: DecisionFile) -> None:
    """A half line goes beside as well: a person may have forgotten a bracket."""
    file.record(BOTH[0])
    half = json.dumps({"fingerprint": "1:0", "verdict": "accept"})[:-1]
    file.path.write_text(file.path.read_text(encoding="utf-8") + half + "\n", encoding="utf-8")
    file.undo(BOTH[0].id, "Ann")
    assert file.prune() == 2
    assert (file.history, file.broken) == ((), ())
    assert half in file.path.with_suffix(".pruned.jsonl").read_text(encoding="utf-8").splitlines()


def test_pruning_through_a_link(file: DecisionFile, tmp_path: Path) -> None:
    """A link into a shared folder stays one, and the file behind it keeps its rights."""
    (tmp_path / "shared").mkdir()
    real = tmp_path / "shared" / "kept.jsonl"
    file.path.symlink_to(real)
    file.record(*BOTH)
    real.chmod(0o640)
    assert file.prune([BOTH[0].id]) == 1
    assert file.path.is_symlink()
    assert DecisionFile(real).history == (BOTH[1],)
    assert real.stat().st_mode & 0o777 == 0o640


def test_without_what_only_posix_has(file: DecisionFile, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has neither locks of this kind nor pread: one process at a time records, reads and prunes."""
    monkeypatch.setattr("zhengming.decisions.file.fcntl", None)
    monkeypatch.delattr(os, "pread")
    file.record(BOTH[0])
    file.record(BOTH[1])
    assert file.prune([BOTH[0].id]) == 1
    assert file.history == (BOTH[1],)


@pytest.mark.parametrize("text", ["In Kunshan lies Jindian Week.\n\nThe end.\n", "no end", "fingerprint,verdict\n1:0,accept\n"])
def test_an_article_is_no_decisions_file(text: str, tmp_path: Path) -> None:
    """A slip of the hand: a run without decisions would undo what was decided."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        with pytest.raises(GlossaryError, match="is no decisions file"):
            load_decisions(tmp_path / "a.txt")


@pytest.mark.parametrize("line", ["[]", "3", "null3", '"a"'])
def test_a_line_that_is_no_object(line: str, tmp_path: Path) -> None:
    """It is named without a word of Python."""
    (tmp_path / "d.jsonl").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"line 1: no decision \(it is no object in braces\)|is no decisions file"):
        load_decisions(tmp_path / "d.jsonl")


def test_an_empty_id_is_none(tmp_path: Path) -> None:
    """Every id begins with nothing; a variable that is not set takes nothing back."""
    file = DecisionFile(tmp_path / "d.jsonl")
    file.record(decide(FIRST, Verdict.ACCEPT))
    for empty in ("", "…"):
        with pytest.raises(GlossaryError, match="an id is empty"):
            file.named(empty)
