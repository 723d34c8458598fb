"""Set phrases rendered word for word: what is found without being listed, how it is inflected, and what good English keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary import Action, ConceptEntry, LanguageSection, Status, Term
from glossary.tables import SideTables
from glossary.termbase import Termbase
from normalize.detectors.word_for_word import bases
from normalize.findings import Finding
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document


def found(checker: Checker, text: str) -> list[Finding]:
    return [f for f in checker.check(Document("a.txt", text)) if f.action is not Action.NOTE]


@pytest.mark.parametrize(
    ("text", "words", "zh", "say"),
    [
        ("Kunshan achieved seamless docking with Shanghai.", "seamless docking", "无缝对接", "seamless connection"),
        ("Residents of Kunshan register in mini procedures.", "mini procedures", "小程序", "mini programs"),
        ("Suzhou improved its productivity layout.", "productivity layout", "生产力布局", "distribution of productive forces"),
        ("Leading and responsible comrades of Suzhou came.", "responsible comrades", "负责同志", "leading officials"),
    ],
)
def test_found_without_being_listed(bare_checker: Checker, text: str, words: str, zh: str, say: str) -> None:
    """The whole phrase, straight, with the number of what was found; for review."""
    assert [(f.found, f.zh, f.text, f.action) for f in found(bare_checker, text)] == [(words, zh, say, Action.REVIEW)]


@pytest.mark.parametrize(
    "text",
    [
        "Kunshan achieved seamless and quick docking with Shanghai.",  # a word between
        "Residents of Kunshan praise the mini. Procedures are quick.",  # the end of a sentence
        "Residents of Kunshan register in mini, procedures follow.",  # a comma
        "The docking was seamless in Kunshan.",  # turned
        "Kunshan achieved seamless docking-free and non-seamless docking with Shanghai.",  # part of a compound
        "The old program of the Kunshan office reads a wide area of memory.",
    ],
)
def test_not_found_in_other_words(bare_checker: Checker, text: str) -> None:
    assert found(bare_checker, text) == []


def test_another_garble_raises_the_score(checker: Checker) -> None:
    """What alone is too weak stands out in a text that an engine garbled."""
    alone = "A school in Kunshan names each technology candidate."
    garbled = f"{alone} The area is called Jindian Week."
    assert "technology candidate" not in [f.found for f in found(checker, alone)]
    raised = next(f for f in found(checker, garbled) if f.found == "technology candidate")
    assert ("garbled", "“Jindian Week” in this document") in [(e.kind, e.detail) for e in raised.evidence]


def test_bases_name_the_form() -> None:
    """The word itself, its singular, the verb it is a form of; nothing looser."""
    assert bases("procedures") == {"procedures": None, "procedure": "plural"}
    assert bases("docking")["dock"] == "ing"
    assert "develop" not in bases("development")


def test_a_plain_term_is_not_looked_for_word_for_word() -> None:
    """Of the built-in termbase; whoever lists 国民经济 in a glossary wants to see it."""
    chinese, english = Term("国民经济", Status.PREFERRED), Term("national economy", Status.PREFERRED)
    entry = ConceptEntry("e", "economy", LanguageSection((chinese,), pinyin="guómín jīngjì"), LanguageSection((english,)))
    tables = SideTables({"国民": ["civil"], "经济": ["economics"]}, {}, {}, {})

    def phrases(own: int, *terms: str) -> list[str]:
        return sorted(Compiled(compile_termbase(Termbase((entry,), own=own), replace(tables, plain_terms=terms))).phrases)

    assert (phrases(0), phrases(0, "国民经济"), phrases(1, "国民经济")) == (["civil economics"], [], ["civil economics"])
