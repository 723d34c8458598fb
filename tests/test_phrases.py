"""Set phrases rendered word for word: what is found without being listed, how it is inflected, and what good English keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import entry

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term
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
        # Not 地三鲜 as well, which is shorter.
        ("The old Tongcheng's three-fresh bean skins are fried in a huge pan in Wuhan.", "three-fresh bean skins", "三鲜豆皮", "three-delicacy doupi"),
        # A verb and its object with an article; a noun is inflected at its end alone, so that 土笋冻 is not meant.
        ("Officials of Suzhou hold to the idea of changing the cage.", "changing the cage", "腾笼换鸟", "replacing old industries with new ones"),
        ("Visitors to Xiamen are shy of earth shoots jelly at first.", "earth shoots", "土笋", "sandworms"),
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
        "Residents of Kunshan register in mini\n\nprocedures follow.",  # another paragraph
        "They build a new highland in Suzhou.",  # an article within a noun
        "It is article 36 of the political bureau of the central collective learning in Beijing.",  # a verb's ending on a noun
        200 * "They have nothing. " + "Residents register in mini procedures.",  # a text about elsewhere
        "Kunshan achieved seamless docking-free and non-seamless docking with Shanghai.",  # part of a compound
        "The old program of the Kunshan office reads a wide area of memory.",
    ],
)
def test_not_found_in_other_words(bare_checker: Checker, text: str) -> None:
    assert found(bare_checker, text) == []


@pytest.mark.parametrize(
    ("text", "kind", "evidence", "confidence"),
    [
        ("Residents of Kunshan register in mini procedures.", Kind.CHAR_GLOSS, "小→“mini”, 程序→“procedures” (word for word)", 0.5),
        ("Nanjing in Jiangsu loves dry silk and baked cakes.", Kind.CALQUE, "干丝→“dry silk” (word for word)", 0.7),
        ("The places near Beijing firmly grasped the bull nose of relocation.", Kind.CALQUE, "牛鼻子→“bull nose” (word for word)", 0.9),  # key link: both words are others
    ],
)
def test_how_it_was_read(bare_checker: Checker, text: str, kind: Kind, evidence: str, confidence: float) -> None:
    """Which words stand for which characters, and how surely: less so where a word of the right form is among them."""
    assert [(f.kind, f.evidence[0].detail, round(f.confidence, 1)) for f in found(bare_checker, text)] == [(kind, evidence, confidence)]


@pytest.mark.parametrize(
    ("part_of_speech", "right", "say"), [("noun", "order in turn", "orders in turn"), ("noun", "order of pipes", "order of pipes"), ("adverb", "in turn", "in turn")]
)
def test_what_is_inflected(part_of_speech: str, right: str, say: str) -> None:
    """A noun or a verb that does not end in a plural."""
    concept = entry("e", "国民经济", right, pinyin="guómín jīngjì", subject="economy", part_of_speech=part_of_speech)
    checker = Checker(Compiled(compile_termbase(Termbase((concept,)), SideTables({"国民": ["civil"], "经济": ["gadget"]}, {}, {}, {}))))
    assert [f.text for f in found(checker, "In China they see civil gadgets.")] == [say]


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
    concept = ConceptEntry("e", "economy", LanguageSection((chinese,), pinyin="guómín jīngjì"), LanguageSection((english,)))
    tables = SideTables({"国民": ["civil"], "经济": ["economics"]}, {}, {}, {})

    def phrases(own: int, *terms: str) -> list[str]:
        return sorted(Compiled(compile_termbase(Termbase((concept,), own=own), replace(tables, plain_terms=terms))).phrases)

    assert (phrases(0), phrases(0, "国民经济"), phrases(1, "国民经济")) == (["civil economics"], [], ["civil economics"])
