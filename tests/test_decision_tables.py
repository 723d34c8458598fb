"""Which findings a wider decision speaks of, which of two like places is meant, and which lines a decision file may hold."""

from __future__ import annotations

import json
import re
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from deciding import holding, rows

from glossary.entry import Action, Kind
from glossary.text_file import GlossaryError
from normalize.findings import Finding, Suggestion
from normalize.fixing.decisions import Decisions, Ruling, Scope, Verdict, core, disagreements
from normalize.fixing.fixes import choose, wording
from zhengming.decisions import DecisionFile, decide
from zhengming.decisions.showing import HEADER, decision_row, show_table

ACCEPT, REJECT = Verdict.ACCEPT, Verdict.REJECT


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Jindian Week", "jindian-week", True),
        ("Jindian Week", "“Jindian  Week”", True),
        ("Jindian Week", "Jindian Weeks", False),
        ("open bureau", "an open bureau", True),  # a fix took the article in with it …
        ("open bureau", "open bureau’s", True),  # … or the possessive
        ("a", "an", False),
        ("an", "n", False),
        ("—", " — ", True),  # signs alone are the form
        ("!!", "!?", False),
        (" ", "   ", True),  # a gap is a gap, however wide …
        ("\n", " \r\n\n", True),
        (" ", "\n", False),  # … and no line break
        ("", " ", False),  # a space that is missing
    ],
)
def test_what_a_wider_decision_speaks_of(one: str, other: str, alike: bool) -> None:
    """Letters and figures; where there are none, the signs or the gap."""
    assert (core("residue", None, one) == core("residue", None, other)) is alike
    assert core("residue", None, one) != core("case", None, one) != core("case", "kunshan", one)


@pytest.mark.parametrize(
    ("document", "run", "meant"),
    [
        ("index.md", ("index.md", "sub/index.md"), {"index.md"}),
        ("sub/index.md", ("index.md", "sub/index.md"), {"sub/index.md"}),
        ("sub/index.md", ("index.md",), {"index.md"}),  # the same file from inside sub
        ("index.md", ("docs/index.md", "docs/sub/index.md"), {"docs/index.md"}),  # a review inside docs
        ("index.md", ("a/index.md", "b/index.md"), {"a/index.md", "b/index.md"}),  # could be either
        ("sub\\index.md", ("index.md", "sub/index.md"), {"sub/index.md"}),
        ("./index.md", ("index.md", "sub/index.md"), {"index.md"}),
    ],
)
@pytest.mark.parametrize("scope", [Scope.PLACE, Scope.DOCUMENT])
def test_which_text_a_decision_means(document: str, run: tuple[str, ...], meant: set[str], scope: Scope) -> None:
    """The same words stand in all of them; a decision speaks of the text with its name alone, from whatever folder it is seen."""
    decision = decide(rows(TWO, document)[0], ACCEPT, scope=scope)
    assert {name for name in run if any(holding(TWO, decision, name=name, run=run))} == meant


def test_a_table_in_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the ten columns those that say something; in a pipe all, since programs count them."""

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return self is terminal

    decision = decide(rows(TWO, "articles/a.txt")[0], ACCEPT, by="Ann", at="2026-11-23T03:22:03.607326Z")._replace(id="2a86e9df475ac5d7")
    terminal, pipe = Terminal(), Terminal()
    monkeypatch.setenv("COLUMNS", "80")
    for there in (terminal, pipe):
        monkeypatch.setattr(sys, "stdout", there)
        show_table(HEADER, [decision_row(decision, "")])
    head, first, *_ = re.sub(r"\x1b\[[0-9;]*m", "", terminal.getvalue()).splitlines()
    assert head.split() == ["id", "when", "who", "verdict", "found", "scope", "document"]
    assert first.split()[0] == "2a86e9df475ac5d7"
    assert "“Jindian" in first
    assert pipe.getvalue().count("\t") == len(HEADER) - 1
    assert pipe.getvalue().split("\t")[1] == "2026-11-23 03:22"


LIKE = "Plans for Jindian Week grew."
TWO = f"One.\n\n{LIKE}\n\nTwo.\n\n{LIKE}\n\nThree.\n"


@pytest.mark.parametrize(
    ("first", "second", "after", "holds"),
    [
        (ACCEPT, REJECT, f"One.\n\n{LIKE}\n\nTwo.\n", "accept"),  # the second is gone
        (ACCEPT, REJECT, f"Two.\n\n{LIKE}\n\nThree.\n", "reject"),
        (ACCEPT, REJECT, f"One.\n\n{LIKE}\n\nThree.\n", None),  # what is left might be either …
        (ACCEPT, ACCEPT, f"One.\n\n{LIKE}\n\nThree.\n", "accept"),  # … which is no matter here
        (ACCEPT, None, f"One.\n\n{LIKE}\n\nThree.\n", "accept"),
    ],
)
def test_two_like_places_of_which_one_is_left(first: Verdict, second: Verdict | None, after: str, holds: str | None) -> None:
    """The decision that was made nearest to it holds; two as near hold where they say the same."""
    decisions = [decide(row, verdict) for row, verdict in zip(rows(TWO), (first, second), strict=True) if verdict]
    assert holding(after, *decisions) == [holds]


@pytest.mark.parametrize(
    ("ann", "ben", "disagree"),
    [
        ((ACCEPT, Scope.DOCUMENT), (REJECT, Scope.DOCUMENT), True),
        ((ACCEPT, Scope.DOCUMENT), (ACCEPT, Scope.DOCUMENT), False),
        ((ACCEPT, Scope.DOCUMENT), (REJECT, Scope.EVERYWHERE), False),  # the narrower one holds
        ((ACCEPT, Scope.PLACE), (REJECT, Scope.DOCUMENT), False),
        ((ACCEPT, Scope.EVERYWHERE), (Verdict.UNSURE, Scope.EVERYWHERE), False),
    ],
)
def test_who_disagrees(ann: tuple[Verdict, Scope], ben: tuple[Verdict, Scope], disagree: bool) -> None:
    """Two who say different things of one thing."""
    row = rows(TWO)[0]
    assert bool(disagreements([decide(row, verdict, scope=scope, by=by) for by, (verdict, scope) in (("Ann", ann), ("Ben", ben))])) is disagree


@pytest.mark.parametrize(
    ("said_of", "words", "found", "suggestion", "expected"),
    [
        ("one-yard access", "single-code passage", "One-yard access", "One-code access", "Single-code passage"),  # at the start of a sentence
        ("one-yard access", "single-code passage", "one-yard access", "one-code access", "single-code passage"),
        ("one-yard access", "single-code passage", "ONE-YARD ACCESS", "ONE-CODE ACCESS", "SINGLE-CODE PASSAGE"),  # in a line in capitals
        ("open bureau", "fresh start", "an open bureau", "a new situation", "a fresh start"),  # the article is part of what was found
        ("open bureau", "early start", "A open bureau", "New situations", "An early start"),
        ("open bureau", "fresh starts", "an open bureau", "a new situation", "fresh starts"),
        ("an open bureau", "a fresh start", "open bureau", "new situation", "fresh start"),
        ("an open bureau", "a fresh start", "an open bureau", "a new situation", "a fresh start"),
        ("an open bureau", "fresh start", "an open bureau", "a new situation", "fresh start"),
        ("one-yard access", "“single-code” passage", "One-yard access", None, "“Single-code” passage"),
        ("one-yard access", "1 code", "One-yard access", "One-code access", "1 code"),
        ("one-yard access", "", "One-yard access", "One-code access", ""),
        ("open bureau", "", "an open bureau", "a new situation", ""),
        ("an open bureau", "fresh start", "open bureau", "new situation", "fresh start"),
        ("one-yard access", "single-code passage", "“One-yard” access", "“One-code” access", "Single-code passage"),
        ("one-yard access", "single-code passage", "ONE-YARD ACCESS", None, "SINGLE-CODE PASSAGE"),
        ("gross product", "all that is made", "Gross product", "GDP", "All that is made"),  # an abbreviation is no line in capitals
        ("gross product", "all that is made", "gross product", "GDP", "all that is made"),
        ("quick code", "single-code passage", "QR", "One code", "Single-code passage"),
        ("", "early start", "an open bureau", "a new situation", "early start"),  # a line that a person wrote
        ("the Ones", "they", "The Ones", "they", "they"),  # a capital that the suggestion does not take
        ("My country", "China", "my country", "our country", "China"),
        ("One-yard access", "single-code passage", "One-yard access", "One-code access", "single-code passage"),  # as it was written for such a place
        ("", "single-code passage", "One-yard access", "One-code access", "single-code passage"),  # a line that a person wrote
    ],
)
def test_own_words_at_another_place(said_of: str, words: str, found: str, suggestion: str | None, expected: str) -> None:
    """Letter for letter, but for the capital of a place that has one where the place decided on has none."""
    decision = decide({**rows(TWO)[0], "found": said_of}, Verdict.REPLACE, text=words, scope=Scope.EVERYWHERE)
    assert wording("review", found, suggestion, Ruling(decision.verdict, decision.text, (decision,))) == expected


@pytest.mark.parametrize(("scope", "expected"), [(Scope.PLACE, "new"), (Scope.DOCUMENT, "new"), (Scope.EVERYWHERE, None)])
def test_what_was_accepted_before_it_was_a_note(scope: Scope, expected: str | None) -> None:
    """It stays where a person saw it; in other texts a note is none to be fixed."""
    decision = decide(rows(TWO)[0], Verdict.ACCEPT, scope=scope)
    assert wording("note", "old", "new", Ruling(decision.verdict, None, (decision,))) == expected


GOOD: dict[str, Any] = {"fingerprint": "1:a", "verdict": "accept"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (json.dumps(GOOD), [("accept", None)]),
        ("\ufeff" + json.dumps(GOOD), [("accept", None)]),  # an editor's byte-order mark
        (f"  \n\n\t{json.dumps(GOOD)} \r\n  ", [("accept", None)]),
        (json.dumps({**GOOD, "text": "Lukou"}), [("replace", "Lukou")]),  # whoever gives words means them
        (json.dumps({**GOOD, "verdict": "replace", "text": ""}), [("replace", "")]),  # to delete
        (json.dumps({**GOOD, "verdict": "reject", "text": "Lukou"}), [("reject", None)]),
        (json.dumps({**GOOD, "verdict": "replace"}), "line 1: no decision (replace needs a text)"),
        (json.dumps({**GOOD, "verdict": "yes"}), "line 1: no decision ('yes' is not a valid Verdict)"),
        (json.dumps({**GOOD, "scope": "all"}), "line 1: no decision ('all' is not a valid Scope)"),
        ("[]", "line 1: no decision"),
        ("\n=======\n", "line 2: a merge conflict"),
    ],
)
def test_lines_of_a_decision_file(tmp_path: Path, line: str, expected: Any) -> None:
    """What a person or an editor may have done to them; what is none is named with its line."""
    path = tmp_path / "d.jsonl"
    path.write_text(line, encoding="utf-8", newline="")
    if isinstance(expected, str):
        with pytest.raises(GlossaryError) as caught:
            _ = DecisionFile(path).history
        assert str(caught.value).startswith(f"{path}: {expected}")
    else:
        file = DecisionFile(path)
        assert [(str(decision.verdict), decision.text) for decision in file.current] == expected
        assert file.broken == ()


ONE = f"One.\n\n{LIKE}\n"


def test_lines_that_a_person_wrote() -> None:
    """Without surroundings a decision holds for the one place of its fingerprint; without a document for any; and without a name a reviewer is one."""
    decision = decide(rows(ONE)[0], ACCEPT)._replace(around="")
    assert holding(ONE, decision) == ["accept"]
    assert holding(ONE, decision._replace(fingerprint=f"{decision.fingerprint}.2")) == [None]
    anywhere = decision._replace(document="")
    assert holding(ONE, anywhere) == ["accept"]
    assert Decisions([anywhere]).lost([]) == [anywhere]
    assert Ruling(ACCEPT, None, (decision._replace(by=""),)).by == "reviewer"


def test_the_narrower_of_two_holds() -> None:
    """Of one form in this text and everywhere; a text in which nothing was found has no rulings."""
    row = rows(TWO)[0]
    decisions = [decide(row, ACCEPT, scope=Scope.DOCUMENT, by="Ann"), decide(row, REJECT, scope=Scope.EVERYWHERE, by="Ben")]
    assert holding(TWO, *decisions) == ["accept", "accept"]
    assert Decisions(decisions).rulings([]) == []


def test_the_nearer_of_two_holds() -> None:
    """Where two places that were decided on could be the one that is left, the one that shares more with it is."""
    before = f"Zero.\n\nOne.\n\n{LIKE}\n\nTwo.\n\n{LIKE}\n\nThree.\n"
    decisions = [decide(row, verdict) for row, verdict in zip(rows(before), (ACCEPT, REJECT), strict=True)]
    assert holding(f"Zero.\n\nOne.\n\n{LIKE}\n\nThree.\n\nFour.\n", *decisions) == ["accept"]


MORE, LESS = f"{LIKE[:-1]} fast in the town and went on.", f"In 2019 the old {LIKE}"


@pytest.mark.parametrize(
    ("before", "decided", "after", "expected"),
    [
        (["f.", LIKE, "c."], 0, ["f.", "b.", LIKE, "d.", "c."], ["accept"]),  # one alone is known by its line
        (["g.", MORE, "e."], 0, ["g.", MORE, "g.", MORE], [None, None]),  # a copy of the lines above has come in
        ([LESS, "a.", LESS], 0, [LESS, "a.", LESS, LESS], [None, None, None]),  # a copy can come to stand last
        ([LESS, LIKE, LESS], 1, [LIKE], [None]),  # that it stands alone now tells nothing
        ([LIKE, "d.", LESS], 0, [LESS], [None]),  # neither its line nor both beside it
        ([LIKE, LIKE, MORE], 0, ["c.", LIKE, LIKE, "e.", MORE], [None, None, None]),  # the first of two lines alike, but others beside them
        (["a.", "b.", LIKE, "a.", "b.", LIKE, "a.", "b.", LIKE, "a.", "b."], 0, None, ["accept", None, None]),  # nothing tells them apart but their order
        (["a.", "b.", LIKE, "c.", "d.", "e.", "f.", LIKE, "g.", "h."], 1, ["e.", "f.", LIKE, "g.", "h.", "i.", "j.", LIKE, "k.", "l."], ["accept", None]),
    ],
)
def test_which_of_like_places_it_is(before: list[str], decided: int, after: list[str] | None, expected: list[str | None]) -> None:
    """Known by what tells it from its like before and now, or not at all; `after` is None where the text is as it was."""
    decision = decide(rows("\n".join(before))[decided], ACCEPT)
    assert holding("\n".join(after or before), decision) == expected


def test_fixes_never_overlap() -> None:
    """The earlier one wins."""
    one, other = (Finding(start, start + 5, "words", Kind.CALQUE, Action.AUTO, 1.0, (Suggestion("other"),)) for start in (0, 3))
    assert [state for _, state in choose([one, other], [None, None])] == ["applied", "open"]
