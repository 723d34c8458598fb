"""A run without the built-in termbase: its right names protect a text, and nothing else is heard of it."""

from __future__ import annotations

import pytest

from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming.termbases import compiled_termbase

BARE = """\
zh,en,en_deprecated
黄河三角洲,Yellow River Delta,
四川北路,North Sichuan Road,
麻辣烫,mala tang,hot pot
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A glossary of one's own, without the built-in termbase."""
    path = tmp_path_factory.mktemp("own") / "own.csv"
    path.write_text(BARE, encoding="utf-8")
    return Checker(compiled_termbase((path,), False, lambda _: None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The integrated development of the Yangtze River Delta Region goes on.", {}),
        ("Events as diverse as the Sichuan earthquake, the Beijing Olympic Games, and World Expo.", {}),
        ("The Huang River Delta near Dongying is wide.", {"Huang River Delta": "Yellow River Delta"}),
        ("The deltas of the Yellow River Deltas are two.", {}),  # a plural is no slip
        ("In Chengdu they eat hot pot.", {"hot pot": "mala tang"}),  # right in the built-in termbase, and the user says otherwise
        ("In chengdu and in the Sun Quanshe garden of kunqu.", {}),  # of the built-in concepts nothing is said
    ],
)
def test_right_names_are_known_without_the_builtin_termbase(bare: Checker, text: str, expected: dict[str, str]) -> None:
    """They protect a text, and that is all that is heard of them."""
    assert {f.found: f.text for f in bare.check(Document("a.txt", text)) if f.concept} == expected
    assert len(bare.compiled) == 3
    assert bare.compiled.by_id("shanghai") is None
