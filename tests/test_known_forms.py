"""A listed form where it stands: whether it is one, and how surely."""

from __future__ import annotations

import pytest
from samples import right

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Termbase
from glossary.tables import SideTables
from normalize.context import Context
from normalize.detectors.known_forms import known_forms
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document
from normalize.weights import LISTED, OWN_LISTED


def concept(identifier: str, zh: str, en: str, form: str, action: Action, kind: Kind = Kind.CALQUE, subject: str = "culture") -> ConceptEntry:
    """A concept with one garbled form."""
    return ConceptEntry(identifier, subject, LanguageSection(right(zh)), LanguageSection((*right(en), Term(form, Status.DEPRECATED, kind, action, because="it is listed"))))


CONCEPTS = [
    concept("kunshan", "昆山", "Kunshan", "Quinsan", Action.AUTO, Kind.ROMANIZATION, "place"), concept("wuxi", "无锡", "Wuxi", "Wu Sih", Action.AUTO, Kind.ROMANIZATION, "place"),
    concept("single", "一码通", "single-code passage", "one yard pass", Action.AUTO), concept("role", "黄脸", "yellow-faced role", "yellow face", Action.AUTO),
    concept("bell", "响铃", "bean curd roll", "bells", Action.AUTO), concept("minister", "少卿", "vice minister", "Dukes of the Court", Action.REVIEW),
    concept("gate", "东大门", "Eastern Gateway", '"Eastgate"', Action.REVIEW), concept("said", "指出", "noted that", "pointed that", Action.NOTE),
    concept("added", "介绍", "said that", "introduced that", Action.REVIEW), concept("one", "甲", "first", "armor plate", Action.AUTO),
    concept("two", "乙", "second", "armor plate", Action.AUTO),
    concept("ox", "红牛", "Hongniu", "red ox", Action.AUTO),
    concept("pass", "南京关", "Nanjing Pass", "Nanking Gate", Action.AUTO),
    concept("three", "丙", "third", "fire plate", Action.NOTE), concept("four", "丁", "fourth", "fire plate", Action.NOTE),
]  # fmt: skip


@pytest.fixture(scope="module")
def checkers() -> tuple[Checker, Checker]:
    """Over CONCEPTS as built-in ones, and as the user's own."""
    builtin, own = (Checker(Compiled(compile_termbase(Termbase(tuple(CONCEPTS), own=own), SideTables({}, {}, {}, {})))) for own in (0, len(CONCEPTS)))
    return builtin, own


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("a one yard pass", Action.AUTO),
        ("a trip to Wu\nSih", Action.REVIEW),  # the line may end for good
        ("the Yellow Face club", Action.REVIEW),  # the name of something else …
        ("the “Yellow Face” club", Action.AUTO),
        ("nothing.\n\nYellow Face Opens New Doors for Guests\n\nThey come", Action.AUTO),  # nor is a headline a name
        ("the Nanking Gate club", Action.AUTO),
        ("a red ox", Action.AUTO),
        ("the YELLOW FACE club", Action.REVIEW),
        ("the dish Bells here", Action.REVIEW),  # … one word in mid-sentence too
        ("the bells here", Action.AUTO),
        ("it came. Bells are good", Action.AUTO),
        ("the dish Yellow face here", Action.AUTO),
        ("the Dukes of the Court", Action.REVIEW),
        ("the dukes of the court", None),  # written with capitals, whatever links them
        ("an “Eastgate” here", Action.REVIEW),
        ("an Eastgate here", None),
        ("an “Eastgate here", None),
        ("an Eastgate” here", None),
        ("they pointed that out", Action.NOTE),
        ("Wang Ming pointed that out", Action.NOTE),
        ("Wang Ming Dukes of the Court", Action.REVIEW),
        ("they introduced that year", Action.REVIEW),
        ("Wang Ming introduced that day", Action.AUTO),
        ("an armor plate", Action.REVIEW),  # of two concepts
        ("a fire plate", Action.NOTE),
        ("a Fire Plate", Action.NOTE),
    ],
)
def test_how_surely(checkers: tuple[Checker, Checker], text: str, action: Action | None) -> None:
    """In a text about China, which Kunshan and Wuxi show."""
    found = checkers[0].check(Document("a.txt", f"From Kunshan to Wuxi they have {text} now.\n"))
    assert [f.action for f in found] == ([action] if action else [])


@pytest.mark.parametrize(
    ("text", "builtin", "own"),
    [("a one yard pass", Action.REVIEW, Action.REVIEW), ("an “Eastgate”", Action.NOTE, Action.REVIEW), ("a fire plate", Action.NOTE, Action.NOTE)],
)
def test_in_a_text_about_elsewhere(checkers: tuple[Checker, Checker], text: str, builtin: Action, own: Action) -> None:
    """One step less surely; what users call wrong a person sees, unless it is a note to them too."""
    assert [[f.action for f in checker.check(Document("a.txt", 200 * "They have nothing. " + f"They have {text} now."))] for checker in checkers] == [[builtin], [own]]


def test_what_is_said_of_it(checkers: tuple[Checker, Checker]) -> None:
    """The kind and the reason that are listed, else the plainest; then what the text says for it."""
    plain = ConceptEntry("plain", "place", LanguageSection(right("昆山")), LanguageSection((*right("Kunshan"), Term("Koon Shan", Status.DEPRECATED))), region="Jiangsu")
    near = ConceptEntry("near", "place", LanguageSection(right("无锡")), LanguageSection(right("Wuxi")), region="Jiangsu")
    checker = Checker(Compiled(compile_termbase(Termbase((plain, near)), SideTables({}, {}, {}, {}))))
    (found,) = checker.check(Document("a.txt", "From Koon Shan to Wuxi and to Kunshan."))
    assert (found.kind, *[why.kind for why in found.evidence]) == (Kind.CALQUE, "listed", "document", "region")
    assert found.evidence[0].detail == "listed as a garbled form of 昆山"
    (found,) = checkers[0].check(Document("a.txt", "From Quinsan to Wuxi."))
    assert (found.kind, found.evidence[0].detail) == (Kind.ROMANIZATION, "it is listed")


def test_the_users_own_forms_outweigh_any_reading(checkers: tuple[Checker, Checker]) -> None:
    views = [checker.view(Document("a.txt", "a one yard pass")) for checker in checkers]
    assert [int(found.weight) for view in views for found in known_forms(view, Context(view))] == [LISTED, OWN_LISTED]
