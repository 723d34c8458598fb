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

from glossary.text_file import GlossaryError
from normalize.fixing.decisions import Ruling, Scope, Verdict, core, disagreements
from normalize.fixing.fixes import wording
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
