"""What the review page is told: the list as filters show it, what comes next, a text in passages, the history."""

from __future__ import annotations

from pathlib import Path

import pytest
from deciding import TEXTS, numbers, session

from glossary.entry import Action, Kind
from normalize.findings import Finding, Suggestion
from normalize.fixing.decisions import Decisions
from normalize.text.document import Document
from zhengming.checking import settled
from zhengming.corpus import Source
from zhengming.decisions import DecisionFile
from zhengming.review.answers import Answers, _cut
from zhengming.review.session import Session
from zhengming.review.worklist import Filter, worklist


def test_a_group_is_what_the_filter_shows(tmp_path: Path) -> None:
    """Accepting a group leaves what is decided, what the filter hides, and notes."""
    one = session(tmp_path)
    answers = Answers(one)
    weeks = numbers(one, "Jindian Week")
    one.decide([weeks[1]], "unsure")
    group = one.work.items[weeks[0]].group
    assert answers.acceptable(group, Filter(file="0")) == [weeks[0], weeks[2]]
    assert answers.acceptable(group, Filter(query="nowhere")) == []
    assert [answers.acceptable(one.work.items[n].group, Filter()) for n in numbers(one, "seventy")] == [[]]


def test_findings_stand_under_their_concepts(tmp_path: Path) -> None:
    """Each concept has one line above its findings, under every filter."""
    answers = Answers(one := session(tmp_path))
    for wanted in (Filter(), Filter(file="1"), Filter(kind="calque")):
        lines = answers.view(wanted).lines
        heads = [at for at, line in enumerate(lines) if line < 0]
        assert [lines[at] for at in heads] == list(dict.fromkeys(lines[at] for at in heads))
        groups = [{one.work.items[line].group for line in lines[at + 1 : end]} for at, end in zip(heads, [*heads[1:], len(lines)], strict=True)]
        assert groups == [{-1 - lines[at]} for at in heads]


def test_the_list_stays_while_decisions_fall(tmp_path: Path) -> None:
    """A decided finding keeps its line under a filter by state until the filter is chosen anew; then the counts follow."""
    one = session(tmp_path)
    answers, wanted = Answers(one), Filter(state="open")
    before = answers.page(wanted, 0, 100, fresh=True)
    first = before["rows"][1]["id"]
    one.decide([first], "reject")
    after = answers.page(wanted, 0, 100, fresh=False)
    assert [(row["id"], row["state"]) for row in after["rows"] if row.get("id") == first] == [(first, "rejected")]
    assert after["lines"] == before["lines"]
    anew = answers.page(wanted, 0, 100, fresh=True)
    assert (anew["findings"], anew["facets"]["state"]["rejected"]) == (before["findings"] - 1, 1)
    assert [row["nth"] for row in anew["rows"] if "nth" in row] == list(range(1, anew["findings"] + 1))  # what a screen reader says of each


def test_facets_count_what_the_others_let_through(tmp_path: Path) -> None:
    """Choosing a kind does not change the counts of kinds, but those of texts, states and actions."""
    answers = Answers(session(tmp_path))
    everything, calques = answers.page(Filter(), 0, 100, fresh=True), answers.page(Filter(kind="calque"), 0, 100, fresh=True)
    assert calques["facets"]["kind"] == everything["facets"]["kind"] == {"char-gloss": 5, "calque": 2, "residue": 1, "case": 4, "lost-symbol": 1}
    assert (calques["facets"]["file"], calques["facets"]["state"], calques["findings"]) == ({"0": 1, "1": 1}, {"open": 2}, 2)
    assert answers.page(Filter(query="JIN dian"), 0, 100, fresh=True)["findings"] == 0
    assert answers.page(Filter(query="jindian  week"), 0, 100, fresh=True)["findings"] == 5


def test_a_search_finds_own_words(tmp_path: Path) -> None:
    """The words of everybody who gave some, until they are taken back; in every place they are meant for."""
    one, bob = session(tmp_path), session(tmp_path, by="Bob")
    answers, wanted = Answers(one), Filter(query="towns' week")
    made, _ = one.decide(numbers(one, "Jindian Week")[:1], "replace", "The three Towns'  Week", scope="document")
    assert answers.page(wanted, 0, 100, fresh=True)["findings"] == 3
    bob.refresh()
    bob.decide(numbers(one, "Jindian Week")[:1], "replace", "Bob's", scope="document")
    one.refresh()
    assert [answers.page(query, 0, 100, fresh=True)["findings"] for query in (wanted, Filter(query="bob's"))] == [3, 3]
    one.undo([made[0].id])
    assert answers.page(wanted, 0, 100, fresh=True)["findings"] == 0


def test_the_next_to_decide(tmp_path: Path) -> None:
    """Round the end in either direction: first what waits, then conflicts, last what is mended unasked; `near` takes them as they come."""
    one, bob = session(tmp_path), session(tmp_path, by="Bob")
    answers = Answers(one)

    def lines(near: bool = False, by: int = 1) -> list[int]:
        found = [-1 if by > 0 else 0]
        for _ in range(4):
            found.append(answers.next(Filter(), found[-1], by, near)["at"])
        return found[1:]

    def faces(near: bool = False) -> list[str]:
        return [one.work.items[answers.view(Filter()).lines[line]].face for line in lines(near)]

    shown = [item.row["found"] for number in answers.view(Filter()).lines if number >= 0 for item in [one.work.items[number]]]
    assert faces() == ["open"] * 4
    one.decide([item.number for item in one.work.items if item.face == "open"], "reject")
    assert faces() == ["auto"] * 4
    bob.refresh()
    bob.decide(numbers(bob, "kunqu")[:1], "accept")
    one.decide(numbers(one, "kunqu")[:1], "reject")
    assert faces() == ["conflict"] * 4
    assert sorted(faces(near=True)) == ["auto", "auto", "auto", "conflict"]
    assert lines(near=True) == sorted(lines(near=True)) == lines(near=True, by=-1)[::-1]
    one.decide(numbers(one, "kunqu"), "accept")
    bob.refresh()
    bob.decide(numbers(bob, "kunqu")[:1], "accept")
    one.refresh()
    assert answers.next(Filter(), 0, 1, near=True) == {"at": None}
    assert shown == [item.row["found"] for number in answers.view(Filter()).lines if number >= 0 for item in [one.work.items[number]]]


def test_a_text_in_passages(tmp_path: Path) -> None:
    """Put together they are the text but for its line ends; a finding says what stood there, and in which passage to look for it."""
    one = session(tmp_path)
    answers = Answers(one)
    for number, text in enumerate(TEXTS.values()):
        answer = answers.passages(number, 0, 99)
        assert [passage["line"] for passage in answer["passages"]] == [line for line, content in enumerate(text.splitlines(), 1) if content]
        assert "".join(part if isinstance(part, str) else part["was"] for passage in answer["passages"] for part in passage["parts"]) == text.replace("\n", "")
        for item in [one.work.items[each] for each in one.of_text(number)]:
            passage = answers.finding(item.number, Filter())["passage"]
            (here,) = answers.passages(number, passage, 1)["passages"]
            assert item.number in [part["id"] for part in here["parts"] if not isinstance(part, str)]


@pytest.mark.parametrize(
    ("text", "first", "sign"),
    [
        ("A long way off it was.", 7, "… "), ("One. It was.", 5, ""), ("“One.” It was.", 7, ""), ("(one) It was.", 6, ""), ("It was.", 0, ""), (" It was.", 1, ""),
        ("One\nIt was.", 4, ""),
    ],
)  # fmt: skip
def test_a_sentence_that_begins_further_above(text: str, first: int, sign: str) -> None:
    """Only what was cut at a blank within it has the sign."""
    assert _cut(text, first) == sign


def test_a_word_lacks_at_the_end(tmp_path: Path) -> None:
    """A finding of no width behind the last sign stands in the last passage."""
    text = "One.\nTwo"
    end = Finding(len(text), len(text), "", Kind.RESIDUE, Action.REVIEW, 0.8, (Suggestion(" end", None, 0.8),))
    result = settled(Source(None, "a.txt", "a.txt"), Document("a.txt", text), [end], Decisions())
    answers = Answers(Session(worklist([result]), DecisionFile(tmp_path / "d.jsonl"), "Ann"))
    *_, last = answers.passages(0, 0, 9)["passages"]
    assert [part if isinstance(part, str) else part["id"] for part in last["parts"]] == ["Two", 0, ""]
    assert answers.finding(0, Filter())["passage"] == 1


def test_any_decision_of_the_history(tmp_path: Path) -> None:
    """The history has every decision, the latest first, tells which were taken back, and pages."""
    one = session(tmp_path)
    made = [one.decide([number], "accept")[0][0].id for number in numbers(one, "Jindian Week")]
    one.undo([made[2]])
    assert Answers(one).undoing([made[1], made[0]])["id"] == made[1], "the first that was named, though another is older"
    history = Answers(one).history(0, 100)
    assert [(row["id"], row["undone"]) for row in history["decisions"]] == [(key, key == made[2]) for key in reversed(made)]
    assert [row["id"] for row in Answers(one).history(3, 1)["decisions"]] == [made[1]]


def test_where_a_decision_of_the_history_was_made(tmp_path: Path) -> None:
    """Where it holds now, from whatever folder the text is named and whatever stands above; nowhere where it lost its place."""
    before = session(tmp_path)
    first, second = (before.decide([number], "accept")[0][0] for number in numbers(before, "Jindian Week", 0)[:2])
    (wide,), _ = before.decide(numbers(before, "kunqu", 0)[:1], "reject", scope="everywhere")

    def history(name: str, text: str) -> dict[str, tuple[str, str | None, int | None]]:
        one = session(tmp_path, {name: text})
        rows = Answers(one).history(0, 10)["decisions"]
        return {row["id"]: (row["place"], row["to"], row["finding"] and one.work.items[row["finding"]].row["start"]) for row in rows}

    text = TEXTS["a.txt"]
    at = text.index("Jindian Week, seventy")
    elsewhere = history("articles/a.txt", text)
    assert elsewhere[second.id] == ("articles/a.txt:3", "Jin-Dian-Zhou", at)
    assert elsewhere[wide.id] == ("articles/a.txt:1", "kunqu", text.index("kunqu"))
    above = history("a.txt", "Jindian Week and kunqu.\n\nNews.\n\n" + text)  # nobody could say which of the two lines alike the first was
    assert above == {second.id: ("a.txt:7", "Jin-Dian-Zhou", at + 32), first.id: ("a.txt", "Jin-Dian-Zhou", None), wide.id: ("a.txt", "kunqu", None)}
    mended = history("a.txt", text.replace("Jindian Week, seventy", "Jin-Dian-Zhou, seventy"))
    assert mended[second.id] == ("a.txt", "Jin-Dian-Zhou", None)
    assert history("b.txt", text)[second.id] == ("b.txt:3", "Jin-Dian-Zhou", at)  # renamed
    assert history("b.txt", text.replace("name card", "visit"))[wide.id] == ("a.txt", "kunqu", None)  # said of all texts: no place is looked for in another one
