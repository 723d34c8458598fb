"""Decisions: whose word holds where, and places known again after edits."""

from __future__ import annotations

import importlib.util
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from deciding import BOTH, FIRST, SECOND, TEXT, holding, rows

from normalize.fixing.decisions import Decisions, Scope, Undo, Verdict, in_force, same_document
from normalize.fixing.places import recognized, untouched
from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming.decisions import decide


def test_scopes() -> None:
    """A place, its document, every document; the narrower outweighs the wider."""
    other = "Here is Jindian Week."
    assert holding(TEXT, decide(FIRST, Verdict.ACCEPT)) == ["accept", None]
    assert holding(TEXT, decide(FIRST, Verdict.ACCEPT, scope=Scope.DOCUMENT)) == ["accept", "accept"]
    assert holding(other, decide(FIRST, Verdict.ACCEPT, scope=Scope.DOCUMENT), name="b.txt", run=("a.txt", "b.txt")) == [None]
    assert holding(other, decide(FIRST, Verdict.ACCEPT, scope=Scope.EVERYWHERE), name="b.txt") == ["accept"]
    assert holding(TEXT, decide(FIRST, Verdict.REJECT, by="B"), decide(SECOND, Verdict.ACCEPT, scope=Scope.EVERYWHERE, by="A")) == ["reject", "accept"]


AROUND = "line.left.right.above.above2.below.below2._.ff.1"
ANOTHER = "l.a.b.c.d.e.f._.ff.1"


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("line.a.b.above.c.below.d._.ff.1", True),  # the same line between the same lines
        ("l.left.right.c.d.e.f._.ff.1", True),  # the same words on both sides
        ("l.left.b.c.d.e.f._.ff.1", False),
        ("line.left.b.above.c.d.e._.ff.1", False),
    ],
)
def test_a_place_that_nobody_touched(other: str, expected: bool) -> None:
    """Where no words stand beside it, their absence tells nothing."""
    assert untouched(AROUND, other) is expected
    assert not untouched("line._._.above.above2.below.below2._.ff.1", "l._._.a.b.c.d._.ff.1")


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([ANOTHER, AROUND], 1),
        ([ANOTHER, "l.left.b.above.above2.c.d._.ff.1"], None),  # a copy beside it shares the neighbours of one side
        ([ANOTHER, "l.a.right.c.d.below.below2._.ff.1"], None),
        (["l.left.b.above.above2.c.d._.ff.1"], 0),  # as many as there were
        ([AROUND, *[ANOTHER] * 499], 0),
        ([AROUND, *[ANOTHER] * 500], None),  # a table that was changed as a whole
    ],
)
def test_which_of_like_places_it_is(candidates: list[str], expected: int | None) -> None:
    """By what told it from its like and does so now; on both sides where like places have come in."""
    assert recognized(AROUND, candidates) == expected


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
