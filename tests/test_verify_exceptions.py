"""House rules with exceptions: each is shown where it fires and, one step beside, where it must not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from verifying import NOTHING, concept, found, garbled

from glossary.entry import ConceptEntry, Status, Term
from glossary.tables import SideTables
from glossary.verify import Level, Problem

JDZ = concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ")
MINI = concept("b", "小程序", "xiǎochéngxù", "mini program", subject="technology")
TAIZHOU = (concept("a", "泰州", "Tàizhōu", "Taizhou"), concept("b", "台州", "Tāizhōu", "Taizhou"))


def named(entry: ConceptEntry, english: str) -> ConceptEntry:
    """The entry with another preferred English."""
    return entry._replace(en=entry.en._replace(terms=(Term(english, Status.PREFERRED),)))


def also(entry: ConceptEntry, chinese: str, subject: str) -> ConceptEntry:
    """The entry with a second Chinese form."""
    return entry._replace(subject=subject, zh=entry.zh._replace(terms=(*entry.zh.terms, Term(chinese, Status.ADMITTED))))


def with_forms(entry: ConceptEntry, *forms: Term) -> ConceptEntry:
    """The entry with garbled forms."""
    return entry._replace(en=entry.en._replace(terms=(*entry.en.terms, *forms)))


OTHER = named(MINI, "JDZ")._replace(subject="place")


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([JDZ, OTHER], ["join them"]),
        ([JDZ, OTHER._replace(region="Jiangsu")], []),
        ([JDZ._replace(related=("b",)), OTHER], []),
        ([JDZ, OTHER._replace(related=("a",))], []),
        ([concept("a", "太守", "tàishǒu", "prefect"), concept("b", "知府", "zhīfǔ", "prefect")], []),  # two words for which English has one
        (TAIZHOU, []),  # what pinyin spells alike
        ([also(JDZ, "小程序", "place"), MINI._replace(subject="technology")], ["also admitted Chinese of a"]),
        ([also(JDZ, "小程序", "place"), MINI._replace(subject="heritage")], []),  # 金山, the hill and the district around it
        ([also(JDZ, "小程序", "heritage"), MINI._replace(subject="place")], []),
        ([concept("a", "中国（上海）", "Zhōngguó (Shànghǎi)", "China (Shanghai)")], []),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ (towns)")], ["holds a gloss"]),
        ([JDZ._replace(source="seen: ")], ["must begin with"]),
        ([JDZ._replace(source="seen: a page")], []),
    ],
)
def test_what_two_entries_may_share(entries: Sequence[ConceptEntry], says: Sequence[str]) -> None:
    """A name, for one, where region, reading or a cross-reference tells them apart."""
    problems = found(*entries)
    assert len(problems) == len(says), [str(problem) for problem in problems]
    assert all(part in problem.message for part, problem in zip(says, problems, strict=True))


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([with_forms(named(JDZ, "brocade town"), garbled("lake week")), with_forms(MINI, garbled("brocade town"))], "lake week → brocade town → mini program is a chain"),
        (
            [with_forms(JDZ, garbled("lake week", say="town one")), with_forms(named(MINI, "lake week"), garbled("town one"))],
            "lake week → town one → lake week is a cycle",
        ),
        ([with_forms(JDZ, garbled("lake week", say="old brocade")), with_forms(MINI, garbled("brocade"))], "holds 'brocade', which is deprecated"),
        ([with_forms(JDZ, garbled("lake week", say="brocade")), with_forms(MINI, garbled("brocade"))], "is a chain"),
        ([with_forms(JDZ, garbled("lake week", say="the mini program")), with_forms(MINI, garbled("program"))], ""),  # inside a right form
        ([with_forms(JDZ, garbled("lake week", say="three towns")), with_forms(MINI, garbled("brocade"))], ""),
    ],
)
def test_what_a_form_may_say(entries: Sequence[ConceptEntry], says: str) -> None:
    """Nothing that is garbled, be it its own words or the preferred English of its entry."""
    said = [problem.message for problem in found(*entries) if "which is deprecated" in problem.message or problem.message.endswith(("is a cycle", "at once"))]
    assert any(says in message for message in said) if says else not said, said


@pytest.mark.parametrize(
    ("tables", "says"),
    [
        (replace(NOTHING, senses={"局": ["ju"]}), "is the pinyin of the word itself"),
        (replace(NOTHING, senses={"气": ["qi"]}), ""),  # English has taken it in
        (replace(NOTHING, senses={"苏": ["Soviet"]}), "has a capital"),
        (replace(NOTHING, senses={"東": ["east"]}), "not simplified; write 东"),
        (replace(NOTHING, plain_phrases=("a", "b")), ""),
        (replace(NOTHING, plain_phrases=("a", "a")), "drop doubles"),
    ],
)
def test_what_a_table_may_hold(tables: SideTables, says: str) -> None:
    """One problem or none."""
    said = [problem.message for problem in found(tables=tables)]
    assert len(said) == bool(says)
    assert all(says in message for message in said)


@pytest.mark.parametrize(("level", "expected"), [(Level.ERROR, "f.toml: a: wrong"), (Level.WARNING, "f.toml: a: warning: wrong")])
def test_how_a_problem_reads(level: Level, expected: str) -> None:
    """Only what may stay as it is says so."""
    assert str(Problem(level, "f.toml", "a", "wrong")) == expected
