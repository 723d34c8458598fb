"""English word forms."""

from __future__ import annotations

import pytest

from glossary.english import article, ing, past, plural, stems, third_person


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("mini program", "mini programs"), ("county", "counties"), ("bay", "bays"), ("branch", "branches"), ("box", "boxes"), ("bus", "buses"),
        ("woman", "women"), ("child", "children"), ("basis", "bases"), ("series", "series"), ("information", "information"),
        ("Free Trade Zone", "Free Trade Zones"), ("area (2021)", "area (2021)"),
        ("spokesman", "spokesmen"),
        ("platform for cooperation", "platforms for cooperation"),
        ("way of life", "ways of life"),
    ],
)  # fmt: skip
def test_plural(noun: str, expected: str) -> None:
    """On the head of the phrase."""
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("verb", "third", "gerund", "simple_past"),
    [
        ("open a road", "opens a road", "opening a road", "opened a road"),
        ("carry out", "carries out", "carrying out", "carried out"),
        ("make plans", "makes plans", "making plans", "made plans"),
        ("plan", "plans", "planning", "planned"),
        ("go", "goes", "going", "went"),
        ("be vigilant", "is vigilant", "being vigilant", "was vigilant"),
        ("see", "sees", "seeing", "saw"),
        ("agree", "agrees", "agreeing", "agreed"),
        ("tie", "ties", "tying", "tied"),
        ("stay", "stays", "staying", "stayed"),
        ("push forward", "pushes forward", "pushing forward", "pushed forward"),
        ("develop", "develops", "developing", "developed"),
        ("host", "hosts", "hosting", "hosted"),
        ("promote", "promotes", "promoting", "promoted"),
        ("issue", "issues", "issuing", "issued"),
    ],
)
def test_verbs(verb: str, third: str, gerund: str, simple_past: str) -> None:
    """On the first word of the phrase."""
    assert (third_person(verb), ing(verb), past(verb)) == (third, gerund, simple_past)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("old town", "an"), ("hour", "an"), ("house", "a"), ("university", "a"), ("unified market", "a"), ("umbrella", "an"),
        ("unusual reading", "an"), ("8 percent rise", "an"), ("1 percent rise", "a"), ("AI hub", "an"), ("SOE", "an"), ("GDP", "a"), ("honest man", "an"),
        ("useful tool", "a"), ("uk trip", "a"),
        ("one-code access", "a"),
        ("once-only filing", "a"),
        ("European firm", "a"),
        ("unimportant thing", "an"),
        ("18th congress", "an"),
        ("11th plan", "an"),
        ("R&D center", "an"),
        ("UNESCO site", "a"),
    ],
)  # fmt: skip
def test_article(phrase: str, expected: str) -> None:
    """By sound, not by letter."""
    assert article(phrase) == expected


@pytest.mark.parametrize(
    ("word", "base"), [("studies", "study"), ("roads", "road"), ("opening", "open"), ("making", "make"), ("boxes", "box"), ("national", "nation"), ("sing", "sing")]
)
def test_stems_hold_the_base(word: str, base: str) -> None:
    """A stem set is loose, and holds the word itself and what it comes from."""
    assert {word, base} <= stems(word)
