"""A concept that fires on clean English is demoted: what it finds not much more surely is shown less surely, whoever finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import entry

from glossary import Action, ConceptEntry, Kind, Status, Term, Termbase
from glossary.tables import load_tables
from normalize.audit import FalseAlarm
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document
from zhengming.termbases import compiled_termbase


def listing(concept: ConceptEntry, form: str, action: Action) -> ConceptEntry:
    """The concept with a garbled form."""
    return concept._replace(en=concept.en._replace(terms=(*concept.en.terms, Term(form, Status.DEPRECATED, Kind.CALQUE, action, "a"))))


WEEK = entry("week", "锦淀周", "Jin-Dian-Zhou", pinyin="Jǐn-Diàn-Zhōu")
TOWNS = (entry("lukou", "禄口", "Lukou", pinyin="Lùkǒu"), entry("lukou-district", "渌口", "Lukou District", pinyin="Lùkǒu"))
HU = entry("hu", "胡正荣", "Hu Zhengrong", subject="person", pinyin="Hú Zhèngróng")
QINGHAI = entry("qinghai", "青海日报", "Qinghai Daily", subject="media", pinyin="Qīnghǎi Rìbào")


@pytest.mark.parametrize(
    ("concepts", "found", "trusted", "demoted"),
    [
        ((listing(WEEK, "Three Town Area", Action.AUTO),), "Three Town Area", "auto", "review"),
        ((listing(WEEK, "Three Town Area", Action.REVIEW),), "Three Town Area", "review", "note"),
        ((WEEK,), "Jindian Week", "review", "note"),  # read back, listed nowhere
        (TOWNS, "Lu Kou", "review", "note"),  # two readings as good as each other: a person need not choose between what is not believed
        ((HU,), "Hu Zhengrang", "review", "note"),  # a syllable off
        ((QINGHAI,), "Qinghai daily", "review", "note"),  # its capital lost
        ((TOWNS[0]._replace(coordinates=(31.8, 118.8)),), "lukou", "auto", "review"),
    ],
)
def test_what_a_demoted_concept_finds(concepts: tuple[ConceptEntry, ...], found: str, trusted: str, demoted: str) -> None:
    """With and without the audit's verdict, in one text; what is surer than what fired there stands."""
    data = compile_termbase(Termbase(concepts, own=len(concepts)), load_tables())
    for surest, action in ((None, trusted), (1.0, demoted), (0.1, trusted)):
        fired = {concept.id: surest for concept in concepts if surest is not None}
        (finding,) = Checker(Compiled({**data, "demoted": fired})).check(Document("a.txt", f"In Kunshan, China, they went to {found} last year."))
        assert (finding.found, finding.action) == (found, action)


def test_others_are_not_demoted() -> None:
    """The verdict is on one concept."""
    data = compile_termbase(Termbase((WEEK, TOWNS[0]), own=2), load_tables())
    findings = Checker(Compiled({**data, "demoted": {"lukou": 1.0}})).check(Document("a.txt", "In Kunshan, China, the Jindian Week plan was read in Lu Kou too."))
    assert {finding.concept: str(finding.action) for finding in findings} == {"week": "review", "lukou": "note"}


def test_other_clean_sentences_are_another_audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier run found clean, and kept, is asked again."""
    glossary, sentences, said = tmp_path / "own.csv", tmp_path / "clean.txt", list[str]()
    glossary.write_text("zh,en,en_deprecated\n五金店铺,ironmonger,hardware shop\n", encoding="utf-8")
    monkeypatch.setenv("ZHENGMING_CACHE", str(tmp_path / "cache"))
    for module in ("glossary.load", "zhengming.termbases"):
        monkeypatch.setattr(f"{module}.CLEAN_ENGLISH", sentences)
    for sentence, demoted in (("He runs a tea house in Suzhou, China.", 0), ("He runs a hardware shop in Suzhou, China.", 1)):
        sentences.write_text(sentence, encoding="utf-8")
        compiled = compiled_termbase((glossary,), False, said.append)
        assert (len(compiled.demoted), len(said)) == (demoted, demoted)


def test_a_glossary_of_which_several_fire_is_told_in_one_sentence(tmp_path: Path) -> None:
    """A dozen lines on every run are read by nobody; one that fires is told with its sentence."""
    path = tmp_path / "own.csv"
    rows = ["甲乙,Alpha,last ferry", "丙丁,Beta,perfect tens", "戊己,Gamma,quantum memory", "庚辛,Delta,theater festival"]
    said: list[str] = []
    path.write_text("\n".join(["zh,en,en_deprecated", *rows]), encoding="utf-8")
    compiled_termbase([path], False, said.append)
    (sentence,) = said
    assert sentence.startswith("own.csv: 4 concepts fire on clean English (")
    assert sentence.count(" on “") == 3
    assert sentence.endswith(", …); what is not much surer is shown one step less surely; `zhengming glossary verify --audit` with this glossary shows the sentences")
    path.write_text("\n".join(["zh,en,en_deprecated", rows[0]]), encoding="utf-8")
    compiled_termbase([path], False, said.append)
    assert "fires on “last ferry” in clean English: She left the office early" in said[-1]


def test_how_far_an_alarm_doubts() -> None:
    """Five bits more than chance gave there: a longer text gives chance more."""
    alarms = [FalseAlarm("a", "甲乙", "named Hua", "A panda named Hua.", confidence) for confidence in (0.29, 0.742, 0.98)]
    assert [round(alarm.doubted, 3) for alarm in alarms] == [0.577, 0.906, 0.994]
