"""The words that the page of changes shows around a change."""

from __future__ import annotations

import pytest

from normalize.text.document import Document
from zhengming.reports.changes import around, from_a_word, to_a_word

CHINESE = "昆山地处上海与苏州之间两地往来已有千年" * 4


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("Kunshan lies ", " as they say.", ("Kunshan lies ", " as they say.")),
        ("A line.\nIts people have long worked in Shanghai and in ", " and in the cities of the Yangtze River Delta.",
         ("… have long worked in Shanghai and in ", " and in the cities of the Yangtze River …")),
        (CHINESE, CHINESE, (f"… {CHINESE[-40:]}", f"{CHINESE[:40]} …")),
        (f"{CHINESE} in ", f" of {CHINESE}", (f"… {CHINESE[-36:]} in ", f" of {CHINESE[:36]} …")),
    ],
)  # fmt: skip
def test_the_words_around(before: str, after: str, shown: tuple[str, str]) -> None:
    """Within the line, whole words of English; Chinese is cut anywhere."""
    assert around(Document("a.txt", f"{before}Suzhou{after}"), len(before), len(before) + 6, 40) == shown


@pytest.mark.parametrize(
    ("text", "from_word", "to_word"),
    [
        ("lies near Suzhou", "near Suzhou", "lies near"),
        (" lies near Suzhou", "lies near Suzhou", " lies near"),
        ("昆山地处", "昆山地处", "昆山地处"),
        ("in Zhangjiagang", "Zhangjiagang", "in Zhangjiagang"),
    ],
)
def test_what_was_cut_out(text: str, from_word: str, to_word: str) -> None:
    """From its first whole word, or to its last; where the only blank is far, the word that was cut stays."""
    assert (from_a_word(text), to_a_word(text)) == (from_word, to_word)
