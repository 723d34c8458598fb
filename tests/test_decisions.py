"""Decisions: whose word holds where, the file that keeps them through crashes, and places known again after edits."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Termbase
from glossary.load import load_look_alikes, load_toml
from glossary.text_file import GlossaryError
from glossary.write import as_toml
from normalize.decisions import Decision, Decisions, Scope, Undo, Verdict, in_force, same_document
from normalize.document import Document
from normalize.findings import Finding, Suggestion
from normalize.pipeline import Checker
from normalize.records import records
from zhengming.decisions import DecisionFile, decide, load_decisions
from zhengming.decisions.proposing import Proposals, proposals, put_into

WEEK = "Jindian Week"


def rows(text: str, name: str = "a.txt") -> list[dict[str, Any]]:
    """The records of every Jindian Week of a text."""
    places = [at for at in range(len(text)) if text.startswith(WEEK, at)]
    found = [Finding(at, at + 12, WEEK, Kind.CHAR_GLOSS, Action.REVIEW, 0.8, (Suggestion("Jin-Dian-Zhou"),), concept="jin-dian-zhou") for at in places]
    return records(Document(name, text), found)


def holding(text: str, *decisions: Decision, name: str = "a.txt", run: tuple[str, ...] = ()) -> list[str | None]:
    """What holds for every Jindian Week of a text: the verdict, `conflict`, or None."""
    rulings = Decisions(in_force(decisions), run or [name]).rulings(rows(text, name))
    return [None if ruling is None else "conflict" if ruling.conflict else str(ruling.verdict) for ruling in rulings]


TEXT = "A headline\n\nPlans for Jindian Week grew.\n\nAll of Jindian Week is near Kunshan.\n\nThe end of it.\n"
FIRST, SECOND = rows(TEXT)

# Whose word holds ------------------------------------------------------------------------------------------------------------------------


def test_scopes() -> None:
    """A place, its document, every document; the narrower outweighs the wider."""
    other = "Here is Jindian Week."
    assert holding(TEXT, decide(FIRST, Verdict.ACCEPT)) == ["accept", None]
    assert holding(TEXT, decide(FIRST, Verdict.ACCEPT, scope=Scope.DOCUMENT)) == ["accept", "accept"]
    assert holding(other, decide(FIRST, Verdict.ACCEPT, scope=Scope.DOCUMENT), name="b.txt", run=("a.txt", "b.txt")) == [None]
    assert holding(other, decide(FIRST, Verdict.ACCEPT, scope=Scope.EVERYWHERE), name="b.txt") == ["accept"]
    assert holding(TEXT, decide(FIRST, Verdict.REJECT, by="B"), decide(SECOND, Verdict.ACCEPT, scope=Scope.EVERYWHERE, by="A")) == ["reject", "accept"]


def test_the_latest_word_of_a_person_holds() -> None:
    """Whatever the order of the lines; said wider from the same place it replaces the narrower."""
    early, late = decide(FIRST, Verdict.ACCEPT, at="2026-01-01T00:00:00Z"), decide(FIRST, Verdict.REJECT, at="2026-01-02T00:00:00Z")
    assert holding(TEXT, early, late) == holding(TEXT, late, early) == ["reject", None]
    wider = decide(FIRST, Verdict.ACCEPT, scope=Scope.EVERYWHERE, at="2026-01-03T00:00:00Z")
    assert holding(TEXT, late, wider) == ["accept", "accept"]


def test_two_who_disagree() -> None:
    """A conflict, unless one is only unsure; agreement is none."""
    ann, ben = decide(FIRST, Verdict.ACCEPT, by="Ann"), decide(FIRST, Verdict.REJECT, by="Ben")
    assert holding(TEXT, ann, ben) == ["conflict", None]
    assert holding(TEXT, ann, decide(FIRST, Verdict.UNSURE, by="Ben")) == ["accept", None]
    assert holding(TEXT, ann, decide(FIRST, Verdict.ACCEPT, by="Ben")) == ["accept", None]
    assert holding(TEXT, ann, decide(FIRST, Verdict.REPLACE, text="JDZ", by="Ben")) == ["conflict", None]


def test_an_undo_can_be_undone() -> None:
    """Any decision of the history, not only the last; what it had replaced holds again; rings undo nothing."""
    first, second = decide(FIRST, Verdict.ACCEPT, at="2026-01-01"), decide(FIRST, Verdict.REJECT, at="2026-01-02")
    undo, redo = Undo("u", second.id, at="2026-01-03"), Undo("r", "u", at="2026-01-04")
    assert in_force([first, second]) == [second]
    assert in_force([undo, first, second]) == [first]
    assert in_force([redo, undo, first, second]) == [second]
    assert in_force([first, Undo("x", "y"), Undo("y", "x")]) == [first]


@pytest.mark.parametrize(("one", "other", "same"), [("a.txt", "seeds/a.txt", True), ("./a.txt", "../a.txt", True), ("x/a.txt", "y/a.txt", False), ("<stdin>", "<stdin>", False)])
def test_names_of_one_document(one: str, other: str, same: bool) -> None:
    """Seen from two folders it is one; standard input never is."""
    assert same_document(one, other) is same


# Places after edits ----------------------------------------------------------------------------------------------------------------------

BOTH = (decide(FIRST, Verdict.ACCEPT), decide(SECOND, Verdict.REJECT))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda text: "A new one.\n\n" + text, ["accept", "reject"]),
        (lambda text: text.replace("A headline\n\n", ""), ["accept", "reject"]),
        (lambda text: text.replace("Plans for Jindian Week grew.\n\n", "") + "Plans for Jindian Week grew.\n", ["reject", "accept"]),
        (lambda text: text.replace("near Kunshan", "near Wuxi"), ["accept", "reject"]),
        (lambda text: text.replace("Plans for Jindian Week grew.\n\n", ""), ["reject"]),
        (lambda text: text.replace("grew.", "grew.\n\nPlans for Jindian Week grew."), [None, None, "reject"]),
        (lambda text: text + "Plans for Jindian Week grew.\n", ["accept", "reject", None]),
        (lambda text: text.replace("Plans for", "For"), [None, "reject"]),
    ],
    ids=["line above", "headline gone", "moved", "words changed", "dropped", "copied beside", "copied", "words beside it changed"],
)  # fmt: skip
def test_a_place_after_an_edit(edit: Any, expected: list[str | None]) -> None:
    """Known again where it is certain; else nothing is decided, and the decision is reported as lost."""
    edited = edit(TEXT)
    assert holding(edited, *BOTH) == expected
    book = Decisions(BOTH, ["a.txt"])
    assert len(book.lost(book.rulings(rows(edited)))) == 2 - sum(verdict is not None for verdict in expected)


def test_places_that_nothing_tells_apart() -> None:
    """A text that holds the same five times: its middle is decided about, and holds by its order until a like place comes or goes."""
    page = "One.\n\nTwo.\n\nPlans for Jindian Week grew.\n\nFour.\n\nFive.\n\n"
    middle = decide(rows(page * 5)[2], Verdict.REJECT)
    assert holding(page * 5, middle) == [None, None, "reject", None, None]
    assert holding("Above.\n\n" + page * 5, middle) == [None, None, "reject", None, None]
    assert holding(page * 6, middle) == [None] * 6
    assert holding(page * 4, middle) == [None] * 4


def test_a_renamed_file() -> None:
    """The decisions go with it if its old name is not in the run; another article with a like sentence has none of them."""
    assert holding(TEXT, *BOTH, name="b.txt") == ["accept", "reject"]
    assert holding(TEXT, *BOTH, name="b.txt", run=("a.txt", "b.txt")) == [None, None]
    assert holding("Quite another.\n\nPlans for Jindian Week grew.\n\nIts end.", *BOTH, name="b.txt") == [None]
    parts = ["A headline\n\nPlans for Jindian Week grew.\n\nMore.", "One.\n\nAll of Jindian Week is near Kunshan.\n\nTwo.", "Three.\n\nIts Jindian Week ends.\n\nFour."]
    three = [decide(row, Verdict.ACCEPT) for row in rows("\n\n".join(parts))]
    assert holding("\n\n".join(parts[:2]), *three, name="b.txt") == ["accept"] * 2  # half of it at least is the same text
    assert holding(parts[0], *three, name="b.txt") == [None]


def edits() -> Any:
    """bench/edits.py, which makes the random edits."""
    spec = importlib.util.spec_from_file_location("edits", Path(__file__).parent.parent / "bench" / "edits.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["edits"] = module
    spec.loader.exec_module(module)
    return module


def test_500_random_edits(checker: Checker, root: Path) -> None:
    """Moves, insertions, copies, deletions, changed words: no decision holds for another place; of the untouched ones 95 in 100 hold."""
    bench = edits()
    documents = [Document(path.name, path.read_text(encoding="utf-8")) for path in sorted((root / "seeds").glob("*.txt"))]
    texts = {document.name: bench.laid_out(document, checker.check(document)) for document in documents}
    chance = random.Random(3)
    count: Counter[str] = Counter()
    for number in range(250):
        name = chance.choice(sorted(texts))
        others = [line.text for other, lines in texts.items() if other != name for line in lines if line.text]
        count += bench.trial(name, texts[name], others, chance.randint(1, 3), chance, renamed=number % 4 == 3)
    assert count["untouched"] > 5000
    assert count["wrong"] == 0
    assert count["untouched kept"] >= 0.99 * count["untouched"]
    assert count["untouched kept"] + count["copied kept"] >= 0.95 * (count["untouched"] + count["copied"])  # of a line and its copy beside it none can
    for trial in range(60):
        assert bench.trial("twins", bench.twins(), ["A line."], 3, chance)["wrong"] == 0, trial


# What decisions teach ----------------------------------------------------------------------------------------------------------------------

WEEK_ENTRY = ConceptEntry(
    "jin-dian-zhou", "place", LanguageSection((Term("锦淀周", Status.PREFERRED),), "Jǐn-Diàn-Zhōu"),
    LanguageSection((Term("Jin-Dian-Zhou", Status.PREFERRED), Term(WEEK, Status.DEPRECATED, Kind.CHAR_GLOSS))), definition="Three towns.",
)  # fmt: skip
MONDAY = {**FIRST, "found": "Jindian Monday", "fingerprint": "1:a"}
YARD = {**FIRST, "found": "one-yard pass", "concept": "one-code", "fingerprint": "1:b"}


def lessons(*decisions: Decision) -> Proposals:
    """What these decisions propose to a termbase of one concept."""
    return proposals(in_force(decisions), Termbase((WEEK_ENTRY,)), ["Gui Street"])


def test_what_decisions_propose() -> None:
    """New forms with kind, note and where they were seen; forms rejected everywhere; nothing that is known, disputed or found by a rule."""
    accepted = decide(MONDAY, Verdict.REPLACE, text="JDZ", by="Ann", note="Heard at a meeting.")
    found = lessons(accepted, decide(FIRST, Verdict.ACCEPT), decide(YARD, Verdict.REJECT, scope=Scope.EVERYWHERE, by="Ann"), decide(SECOND, Verdict.REJECT))
    ((entry, (term,)),) = found.garbled
    assert (entry, term.text, term.kind, term.because, term.say, term.seen) == (WEEK_ENTRY, "Jindian Monday", Kind.CHAR_GLOSS, "Heard at a meeting.", "JDZ", ("a.txt",))
    assert found.look_alikes == (("one-yard pass", "right as it stands (Ann)"),)
    assert len(lessons(accepted, decide(MONDAY, Verdict.REJECT, by="Ben"))) == 0
    assert len(lessons(accepted, decide(MONDAY, Verdict.REJECT, scope=Scope.EVERYWHERE, by="Ben"))) == 0
    assert len(lessons(decide({**MONDAY, "kind": "residue"}, Verdict.ACCEPT), decide({**YARD, "found": "gui street"}, Verdict.REJECT, scope=Scope.EVERYWHERE))) == 0


@pytest.mark.parametrize("before", ["", "\ufeff# ours\r\n", '[[look_alike]]\nform = "x"\nbecause = "y"\n'])
def test_proposals_put_into_a_glossary(before: str, tmp_path: Path) -> None:
    """What stands in the file stays; the concept comes in under its own id; the glossary then knows the forms and takes them once."""
    path = tmp_path / "own.toml"
    if before:
        path.write_bytes(before.encode())
    found = lessons(decide(MONDAY, Verdict.ACCEPT), decide(YARD, Verdict.REJECT, scope=Scope.EVERYWHERE, note="They sell yards."))
    assert put_into(path, found) == 2
    assert path.read_bytes().startswith(before.encode())
    (entry,) = load_toml(path)
    assert (entry.id, entry.chinese, entry.pinyin, [term.text for term in entry.deprecated]) == ("jin-dian-zhou", "锦淀周", "Jǐn-Diàn-Zhōu", ["Jindian Monday"])
    assert load_look_alikes(path)["one-yard pass"] == "They sell yards."
    written = path.read_bytes()
    assert put_into(path, found) == 0
    assert path.read_bytes() == written
    more = lessons(decide({**MONDAY, "found": "Jindian Friday"}, Verdict.ACCEPT))
    assert put_into(path, more) == 1
    assert [term.text for term in load_toml(path)[0].deprecated] == ["Jindian Monday", "Jindian Friday"]
    assert load_look_alikes(path)["one-yard pass"] == "They sell yards."


def test_proposals_for_homographs(tmp_path: Path) -> None:
    """Each form goes to the concept of its id; where the glossary has but one of them, it takes the forms of both."""
    beijing, nantong = (
        ConceptEntry(name, "place", LanguageSection((Term("通州", Status.PREFERRED),)), LanguageSection((Term(english, Status.PREFERRED),)))
        for name, english in (("beijing", "Tongzhou, Beijing"), ("nantong", "Tongzhou, Nantong"))
    )
    open_state, tong_zhou = Term("Open State", Status.DEPRECATED, Kind.CALQUE, because="a"), Term("Tong Zhou", Status.DEPRECATED, Kind.SPLIT, because="b")
    found = Proposals(((beijing, (open_state,)), (nantong, (tong_zhou,))), ())
    both, one = tmp_path / "both.toml", tmp_path / "one.toml"
    both.write_text(as_toml([beijing, nantong]), encoding="utf-8")
    one.write_text(as_toml([nantong]), encoding="utf-8")
    assert put_into(both, found) == put_into(one, found) == 2
    assert [[term.text for term in entry.deprecated] for entry in load_toml(both)] == [["Open State"], ["Tong Zhou"]]
    assert [[term.text for term in entry.deprecated] for entry in load_toml(one)] == [["Open State", "Tong Zhou"]]


def test_proposals_put_through_a_link(tmp_path: Path) -> None:
    """The link stays one, and the file behind it keeps its rights."""
    real, link = tmp_path / "real.toml", tmp_path / "own.toml"
    real.write_text("# ours\n", encoding="utf-8")
    real.chmod(0o640)
    link.symlink_to("real.toml")
    assert put_into(link, lessons(decide(MONDAY, Verdict.ACCEPT))) == 1
    assert link.is_symlink()
    assert (len(load_toml(real)), real.stat().st_mode & 0o777) == (1, 0o640)


# The file --------------------------------------------------------------------------------------------------------------------------------


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
from normalize.decisions import Verdict
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


# Pruning ---------------------------------------------------------------------------------------------------------------------------------


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
