"""A review: what a decision changes for the findings it reaches, and that what is worked out step by step is right; passages of a text."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from deciding import TEXTS, checked, numbers, session, standing
from hypothesis import given
from hypothesis import strategies as st

from glossary.text_file import GlossaryError
from normalize import Document
from normalize.fixing.decisions import Decisions, Scope, Verdict
from zhengming.checking import settled
from zhengming.decisions import DecisionFile, decide
from zhengming.review.answers import Answers
from zhengming.review.passages import LONG, passages, sentence
from zhengming.review.session import Session
from zhengming.review.worklist import UNDECIDED, Filter, Item, worklist


@pytest.mark.parametrize(("scope", "reached"), [("place", [1]), ("document", [0, 1, 2]), ("everywhere", [0, 1, 2, 3, 4])])
def test_a_scope_reaches_as_far_as_it_says(tmp_path: Path, scope: str, reached: list[int]) -> None:
    """This place, every like one of the text, every like one of the run; taking it back restores them all."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    made, changed = one.decide([weeks[1]], "reject", scope=scope)
    assert [item.number for item in changed] == [weeks[n] for n in reached]
    assert [one.work.items[n].face for n in weeks] == ["rejected" if n in reached else "open" for n in range(5)]
    assert [item.number for item in one.undo([made[0].id])] == [weeks[n] for n in reached]
    assert one.work.faces == worklist(checked(TEXTS)).faces


def test_a_narrower_word_outweighs_a_wider(tmp_path: Path) -> None:
    """Rejected everywhere, accepted here: here it is accepted, and taking that back leaves it rejected."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    one.decide([weeks[0]], "reject", scope="everywhere")
    here, _ = one.decide([weeks[2]], "accept")
    assert [one.work.items[n].face for n in weeks] == ["rejected", "rejected", "accepted", "rejected", "rejected"]
    one.undo([here[0].id])
    assert {one.work.items[n].face for n in weeks} == {"rejected"}


def test_reviewers_who_disagree(tmp_path: Path) -> None:
    """Two verdicts of two people: a conflict, which nothing applies; both are shown, and the one taken back gives way."""
    ann, bob = session(tmp_path), session(tmp_path, by="Bob")
    (week,) = numbers(ann, "Jindian Week")[:1]
    ann.decide([week], "accept")
    made, changed = bob.decide([week], "reject")
    assert [(item.number, item.face) for item in changed] == [(week, "conflict")]
    card = Answers(bob).finding(week, Filter())
    assert ([said["by"] for said in card["decisions"]], card["now"]) == (["Ann", "Bob"], None)
    bob.undo([made[0].id])
    assert bob.work.items[week].face == "accepted"
    assert [item.number for item in ann.refresh()] == []  # Ann's own view never saw the conflict: it is as it was


def test_notes_and_what_is_to_go(tmp_path: Path) -> None:
    """An accepted note goes into the text as the person's words; a suggestion without words deletes."""
    one = session(tmp_path)
    (note,), (page_debris,) = numbers(one, "seventy"), numbers(one, "gibberish")
    one.decide([note], "accept")
    assert (one.work.items[note].face, Answers(one).finding(note, Filter())["now"]) == ("replaced", "seventeen")
    one.decide([page_debris], "accept")
    assert (one.work.items[page_debris].face, Answers(one).finding(page_debris, Filter())["now"]) == ("accepted", "")


def test_a_group_is_taken_back_at_once(tmp_path: Path) -> None:
    """All or none of several: an unknown one among them leaves the others standing."""
    one = session(tmp_path)
    made, _ = one.decide(numbers(one, "Jindian Week"), "accept")
    with pytest.raises(GlossaryError, match="no decision has the id"):
        one.undo([*(decision.id for decision in made), "nothing"])
    assert one.work.faces["accepted"] == 5
    assert len(one.undo([decision.id for decision in made])) == 5
    assert standing(one) == standing(session(tmp_path)) == standing(session(tmp_path / "nowhere"))


@pytest.mark.parametrize(("scope", "made"), [("place", 5), ("document", 2), ("everywhere", 1)])
def test_a_group_with_a_wider_scope(tmp_path: Path, scope: str, made: int) -> None:
    """Of like findings the first speaks for its text, or for all: taken back, that group is undecided again."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    decisions, changed = one.decide(weeks, "accept", scope=scope, note="as agreed")
    assert (len(decisions), [item.number for item in changed]) == (made, weeks)
    assert one.latest() == decisions
    one.undo([decision.id for decision in one.latest()])
    assert (one.work.faces["accepted"], one.latest()) == (0, [])


def test_the_latest_that_stands(tmp_path: Path) -> None:
    """The reviewer's own, whoever decided since; a group together, less what was taken back of it; what it replaced comes after it."""
    ann, bob = session(tmp_path), session(tmp_path, by="Bob")
    (first,), _ = ann.decide(numbers(ann, "kunqu")[:1], "reject")
    group, _ = ann.decide(numbers(ann, "Jindian Week"), "accept")
    (anew,), _ = ann.decide(numbers(ann, "kunqu")[:1], "accept")
    bob.decide(numbers(ann, "name card")[:1], "accept")
    ann.refresh()
    ann.undo([group[1].id])
    for wanted in ([anew], [decision for decision in group if decision is not group[1]], [first]):
        assert ann.latest() == wanted
        ann.undo([decision.id for decision in wanted])
    assert (ann.latest(), len(bob.latest())) == ([], 1)


def test_an_undo_goes_where_the_decision_held(tmp_path: Path) -> None:
    """In a renamed text too, of which nobody could say afterwards that it is the same."""
    before = session(tmp_path)
    (made,), _ = before.decide(numbers(before, "Jindian Week", 0)[:1], "accept")
    answers = Answers(session(tmp_path, {"b.txt": TEXTS["a.txt"]}))
    assert answers.undoing([made.id]) == answers.history(0, 1)["decisions"][0] | {"undone": True}
    assert answers.undoing([made.id])["finding"] == 0  # type: ignore[index]


def test_an_undo_from_a_machine_whose_clock_is_slow(tmp_path: Path) -> None:
    """The history says of a decision what holds in the texts, whatever the times of the undos."""
    one = session(tmp_path)
    (made,), _ = one.decide([0], "accept")
    undo = one.store.undo(made.id, "Ann")
    line = {"id": "redo", "undo": undo.id, "by": "Bob", "at": "2020-01-01T00:00:00Z"}
    one.store.path.write_text(one.store.path.read_text(encoding="utf-8") + json.dumps(line) + "\n", encoding="utf-8")
    one.refresh()
    assert one.work.items[0].face == "accepted"
    assert [row["undone"] for row in Answers(one).history(0, 9)["decisions"]] == [False]


def test_a_decision_edited_by_hand(tmp_path: Path) -> None:
    """While the review runs: the finding stands as the file says."""
    one = session(tmp_path)
    weeks = numbers(one, "Jindian Week")
    for week in weeks[:2]:
        one.decide([week], "accept")
    one.store.path.write_text(one.store.path.read_text(encoding="utf-8").replace('"accept"', '"reject"', 1), encoding="utf-8")
    os.utime(one.store.path, ns=(1, 1))
    one.refresh()
    assert standing(one) == standing(session(tmp_path))
    assert [one.work.items[week].face for week in weeks[:2]] == ["rejected", "accepted"]


def test_nothing_is_decided_that_cannot_be_written(tmp_path: Path) -> None:
    """Where the file cannot be written, the decision is refused with a sentence and the findings stay as they are."""
    one = session(tmp_path)
    one.store.path.mkdir()
    with pytest.raises(GlossaryError, match="cannot be"):
        one.decide([0], "accept")
    one.store.path.rmdir()
    assert standing(one) == standing(session(tmp_path))


def as_written(one: Session) -> list[tuple[dict[str, Any], Item]]:
    """The records as `normalize` writes them by the decisions of a session, each with the session's finding."""
    written = []
    for number, text in enumerate(one.work.texts):
        items = {(item.row["start"], item.row["end"]): item for item in one.work.items if item.text == number}
        again = settled(text.source, text.document, text.findings, Decisions(one.store.current, TEXTS))
        written += [(row, items[row["start"], row["end"]]) for row in again.rows]
    return written


@pytest.mark.parametrize("seed", range(6))
def test_step_by_step_is_as_all_at_once(tmp_path: Path, seed: int) -> None:
    """After any series of decisions and undos, by two people, from within and without, each finding stands as it does for who reads the file anew,
    and as `normalize` will have it."""
    chance = random.Random(seed)
    one = session(tmp_path)
    other = DecisionFile(tmp_path / "d.jsonl")
    for _ in range(40):
        item = chance.choice(one.work.items)
        verdict, scope = chance.choice(list(Verdict)), chance.choice(list(Scope))
        if chance.random() < 0.3 and other.history:
            target = chance.choice(other.history).id
            other.undo(target, "Bob") if chance.random() < 0.5 else one.undo([target])
        elif chance.random() < 0.05:
            other.prune()
        elif chance.random() < 0.3:
            other.record(decide(item.row, verdict, text="own words", scope=scope, by="Bob"))
        elif item.suggestion is not None or verdict is not Verdict.ACCEPT:
            one.decide([item.number], verdict, "own words", scope)
        one.refresh()
        assert standing(one) == standing(session(tmp_path))
    rulings = [ruling for text in one.work.texts for ruling in Decisions(one.store.current, TEXTS).rulings(text.rows)]
    assert rulings == one.rulings
    answers = Answers(one)
    for row, item in as_written(one):
        assert answers.finding(item.number, Filter())["now"] == row["after"]
        assert (item.face == UNDECIDED[row["action"]]) is (row["verdict"] is None or (row["verdict"], row["action"]) == ("accept", "note"))


def test_decisions_on_a_renamed_text(tmp_path: Path) -> None:
    """Decisions on a text that has another name now hold as `normalize` has it."""
    session(tmp_path, {"old.txt": TEXTS["a.txt"]}).decide([0, 1, 2], "reject")
    one = session(tmp_path, {"new.txt": TEXTS["a.txt"]})
    assert [item.face for item in one.work.items][:4] == ["rejected"] * 3 + ["open"]
    one.decide([3], "accept")
    assert [item.face for item in one.work.items][:4] == ["rejected"] * 3 + ["accepted"]


@given(st.lists(st.sampled_from(["word ", "Two words. ", "\n", "\r\n\r\n", "x" * (LONG // 3) + " ", "y" * LONG]), max_size=12), st.data())
def test_passages_cover_a_text(pieces: Sequence[str], data: st.DataObject) -> None:
    """End to end and in order, with no finding cut in two."""
    text = "".join(pieces)
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    findings = list(zip(edges[::2], edges[1::2], strict=False))
    spans = passages(text, findings)
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(not (start < cut < end) for _, cut in spans[:-1] for start, end in findings)


def test_a_finding_with_others_inside_is_not_cut() -> None:
    """However many begin between its own beginning and the line end."""
    assert passages("One two three\nfour.\nFive.", [(0, 18), (0, 3), (4, 7), (8, 13)]) == [(0, 20), (20, 25)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("One. Two has it here. Three.", "it", "Two has it here."), ("No end it", "it", "No end it"), ("Above\nit\nbelow.", "it", "it"), ("“Said it.” Then.", "it", "“Said it.”"),
        ("Above.\r\n\r\nit\r\nbelow.", "it", "it"),
        ("At 5.30 it began.", "it", "At 5.30 it began."), ("As one.In it.At last", "it", "In it."), ("far " * 200 + "it " + "away " * 200, "it", None),
    ],
)  # fmt: skip
def test_the_sentence_around(text: str, found: str, expected: str | None) -> None:
    """The sentence that holds the finding; a very long one is shortened at blanks."""
    start = text.index(found)
    first, last = sentence(Document("a.txt", text), start, start + len(found))
    assert first <= start < last
    if expected is None:
        assert 300 < last - first < 600
        assert text[first:last].split()[0] in ("far", "it")
    else:
        assert text[first:last] == expected
