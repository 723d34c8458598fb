"""The termbase: the user's concepts joined to the built-in ones, none of them lost, and found by form."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import ENTRY, write
from samples import entry as sample

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Termbase, folded, merged
from glossary.csv_table import load_csv
from glossary.load import load_toml
from glossary.pinyin import syllables
from glossary.tables import SideTables, load_tables
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase, variants_of
from zhengming.termbases import load_termbase


def test_the_users_entry_comes_first(tmp_path: Path) -> None:
    """Its English is preferred, the built-in preferred form stays admitted, the garbled forms stay known; what is merely admitted there goes."""
    theirs = load_toml(write(tmp_path, "built.toml", ENTRY))
    mine, _ = load_csv(write(tmp_path, "own.csv", "zh,en,en_deprecated\n锦淀周,Three Water Towns,JDZ area\n"))
    base = merged(mine, theirs)
    (entry,) = base
    assert entry.right_forms == ("Three Water Towns", "Jin-Dian-Zhou")
    assert {term.text for term in entry.deprecated} == {"Jindian Week", "JDZ area"}
    assert base.by_chinese["锦淀周"] == (entry,)


def concept(identifier: str, zh: str, en: str, *garbled: str, origin: str = "own.toml", **fields) -> ConceptEntry:
    """A concept of a user's file."""
    return sample(identifier, zh, en, wrong=garbled, origin=origin, **fields)


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        # An id of the termbase for other Chinese; what the user's file relates to it is meant as the file has it.
        ([concept("kunshan", "昆仑小镇", "Kunlun Town"), concept("a", "甲", "A", related=("kunshan",))], ["kunshan-2 昆仑小镇", "a 甲 > kunshan-2", "kunshan 昆山"]),
        ([concept("kunshan", "昆山", "Kunshan City"), concept("kunshan", "昆仑小镇", "Kunlun Town", origin="b.toml")], ["kunshan 昆山", "kunshan-2 昆仑小镇"]),
        ([concept("c1", "甲", "A"), concept("c1", "乙", "B", origin="b.toml"), concept("c1-2", "丙", "C")], ["c1 甲", "c1-3 乙", "c1-2 丙", "kunshan 昆山"]),
        # The same Chinese in two files is one concept, two concepts of one file stay two.
        ([concept("u-7532", "甲", "A", origin="a.csv"), concept("u-7532", "甲", "B", origin="b.csv")], ["u-7532 甲", "kunshan 昆山"]),
        ([concept("flower", "花", "flower"), concept("spend", "花", "spend"), concept("f", "花", "bloom", origin="b.toml")], ["flower 花", "spend 花", "kunshan 昆山"]),
    ],
)  # fmt: skip
def test_no_concept_gets_lost_by_its_id(mine: list[ConceptEntry], expected: list[str]) -> None:
    """Ids that clash are numbered; entries of one Chinese are joined, and the first wins."""
    base = merged(mine, [concept("kunshan", "昆山", "Kunshan", origin="places.toml")])
    assert [" ".join([entry.id, entry.chinese, *(f"> {other}" for other in entry.related)]) for entry in base] == expected
    assert [base.by_id[entry.id] for entry in base] == list(base)
    assert base.own == len([entry for entry in base if entry.origin != "places.toml"])


def test_the_first_of_the_users_entries_speaks_for_the_chinese() -> None:
    """The later one's English is admitted, its garbled forms are known."""
    base = merged([concept("u-1", "小程序", "mini app", origin="a.csv"), concept("u-1", "小程序", "mini program", "small procedure", origin="b.csv")], [])
    (entry,) = base.by_chinese["小程序"]
    assert base.by_id["u-1"] == entry
    assert (entry.right_forms, [term.text for term in entry.deprecated]) == (("mini app", "mini program"), ["small procedure"])


def test_what_the_user_left_open_is_taken_over() -> None:
    """What the user says holds."""
    known = {"region": "Jiangsu", "definition": "a town", "coordinates": (31.0, 120.9), "related": ("kunshan",), "well_known": True}
    said = {"region": "Anhui", "definition": "two towns", "coordinates": (32.0, 121.9), "related": ("suzhou",), "well_known": True}
    for mine, expected in (({}, known), (said, said)):
        (joined,) = merged([concept("u-1", "锦溪", "Jinxi Town", **mine)], [concept("jinxi", "锦溪", "Jinxi", **known)])
        assert {name: getattr(joined, name) for name in known} == expected


@pytest.mark.parametrize(("english", "speech"), [("pay a New Year visit", "verb"), ("New Year visit", "noun")])
def test_a_verb_stays_one_in_a_spreadsheet(english: str, speech: str) -> None:
    """A file that does not say what it is leaves the verb's forms known: worshiped the year."""
    call = concept("pay-a-new-year-call", "拜年", "pay a New Year call", "worship the year", origin="culture.toml", part_of_speech="verb")
    (joined,) = merged([concept("u-1", "拜年", english)], [call])
    assert joined.en.part_of_speech == speech


def test_a_concept_keeps_its_id_in_a_spreadsheet() -> None:
    """Decisions go by it; what somebody chose stays."""
    theirs = [concept("kunqu", "昆曲", "Kunqu Opera", origin="culture.toml", subject="culture"), concept("kunshan", "昆山", "Kunshan", related=("kunqu",))]
    mine = [concept("u-6606-66f2", "昆曲", "Kun Opera", origin="own.csv", subject="place"), concept("my-city", "昆山", "Kunshan City")]
    assert [(entry.id, entry.subject, entry.english) for entry in merged(mine, theirs)] == [("kunqu", "culture", "Kun Opera"), ("my-city", "place", "Kunshan City")]


@pytest.mark.parametrize(
    ("theirs", "mine", "say", "expected"),
    [
        (("close contact", "noun"), ("near contact", "noun"), "close contacts", ("near contacts", "auto")),
        (("close contact", "noun"), ("close contact", "noun"), "close contacts", ("close contacts", "auto")),
        (("Hukun Expressway", "noun"), ("G60", "noun"), "Hukun Expressway interchange", ("G60 interchange", "auto")),
        (("port city", "noun"), ("harbor city", "noun"), "port cities", ("harbor cities", "auto")),
        (("combat crime", "verb"), ("fight crime", "verb"), "combating crime", ("fighting crime", "auto")),
        (("combat crime", "verb"), ("combat gangs", "noun"), "combated crime", ("combated gangs", "auto")),
        (("combat crime", "verb"), ("crackdown on crime", "noun"), "combating crime", ("crackdown on crime", "review")),
        (("petitioning", "noun"), ("complaint", "noun"), "handling of petitions", ("handling of petitions", "auto")),  # other words than the preferred ones
    ],
)
def test_a_garbled_form_is_replaced_by_the_users_english(theirs: tuple[str, str], mine: tuple[str, str], say: str, expected: tuple[str, str]) -> None:
    """Where the built-in one is inflected too, or stands within more words; unasked only where that is sure to fit."""
    built_in = concept("x", "甲", theirs[0], part_of_speech=theirs[1])
    wrong = Term("black sweep", Status.DEPRECATED, Kind.CALQUE, Action.AUTO, say=say)
    built_in = built_in._replace(en=built_in.en._replace(terms=(*built_in.en.terms, wrong)))
    (joined,) = merged([concept("mine", "甲", mine[0], part_of_speech=mine[1])], [built_in])
    assert [(term.say, term.action.value) for term in joined.deprecated] == [expected]


def test_own_entries_are_told_by_their_place() -> None:
    """A file of the user's may be called as one of ours; what is ours stays ours."""
    base = merged([concept("k", "昆仑小镇", "Kunlun Town", origin="people.toml")], [concept("kunshan", "昆山", "Kunshan", origin="people.toml")])
    compiled = Compiled(compile_termbase(base, SideTables({}, {}, {}, {})))
    assert [compiled.is_own(number) for number in range(2)] == [True, False]


def test_found_by_form(builtin: tuple[ConceptEntry, ...]) -> None:
    """Folded right and garbled forms lead to their entries."""
    base = Termbase(builtin)
    assert [entry.id for entry in base.by_right_form[folded("jin dian zhou")]] == ["jin-dian-zhou"]
    assert "jin-dian-zhou" in [entry.id for entry in base.by_deprecated_form[folded("JINDIAN WEEK")]]
    assert not any(entry.deprecated for entry in base.without_deprecated())
    assert [entry.right_forms for entry in base.without_deprecated()] == [entry.right_forms for entry in base]


def test_tables_load() -> None:
    """Senses, abbreviated places, romanizations, look-alikes."""
    tables = load_tables()
    assert "bureau" in tables.senses["局"]
    assert {"Jiangsu", "Suzhou"} <= set(tables.places["苏"])
    assert "Soochow" in tables.romanized["苏州"]
    assert all(tables.look_alikes.values())


@pytest.mark.parametrize(
    ("chinese", "expected"),
    [
        ("錦澱周", "jin-dian-zhou"), ("崑山", "kunshan"), ("乾縣", "qian-county"), ("軟體", "software"), ("昆剧", "kunqu"), ("崑劇", "kunqu"), ("錦溪", None), ("干县", None),
    ],
)  # fmt: skip
def test_a_concept_is_known_in_traditional_characters(chinese: str, expected: str | None) -> None:
    """Also with Taiwan's words, where a name keeps its character and where the built-in concept merely admits the form."""
    theirs = [concept("jin-dian-zhou", "锦淀周", "Jin-Dian-Zhou", "Jindian Week"), concept("kunshan", "昆山", "Kunshan"), concept("qian-county", "乾县", "Qian County")]
    theirs += [concept("software", "软件", "software"), concept("kunqu", "昆曲", "Kunqu")]
    theirs[-1] = theirs[-1]._replace(zh=LanguageSection((*theirs[-1].zh.terms, Term("昆剧", Status.ADMITTED))))
    base = merged([concept("mine", chinese, "My Own")], theirs)
    entry = base.entries[0]
    partner = next((each for each in theirs if each.id == expected), None)
    assert (entry.chinese, entry.english, len(base)) == (chinese, "My Own", 5 if expected else 6)
    if partner is not None:
        assert expected not in base.by_id
        assert set(partner.chinese_forms) <= set(entry.chinese_forms)
        assert (partner.english in entry.right_forms, entry.deprecated) == (True, partner.deprecated)


def test_a_concept_in_traditional_characters_alone_is_read_back_as_in_simplified_ones() -> None:
    """The senses are those of simplified characters; what the user's file says is wrong Chinese stays wrong."""
    (entry,) = merged([concept("jinxi", "錦溪鎮", "Jinxi")._replace(zh=LanguageSection((Term("錦溪鎮", Status.PREFERRED), Term("陳墓鎮", Status.DEPRECATED))))], [])
    assert entry.chinese_forms == ("錦溪鎮", "锦溪镇")
    (entry,) = merged([entry], [concept("x", "锦溪镇", "Jinxi Town")])
    assert entry.chinese_forms == ("錦溪鎮", "锦溪镇")


@pytest.mark.parametrize(
    ("ids", "count"),
    [(("u-9326-6fb1-5468", "u-9526-6dc0-5468"), 1), (("hair", "sending"), 2), (("u-9326-6fb1-5468", "sending"), 2), (("hair", "u-9526-6dc0-5468"), 2)],
    ids=["without ids of their own", "under ids of their own", "the second under one", "the first under one"],
)
def test_one_chinese_in_both_kinds_of_characters(ids: tuple[str, str], count: int) -> None:
    """In two files it is one concept; in one file too, unless ids tell them apart."""
    one, other = (concept(identifier, zh, "JDZ") for identifier, zh in zip(ids, ("錦澱周", "锦淀周"), strict=True))
    assert len(merged([one, other], [])) == count
    assert len(merged([one, other._replace(origin="b.toml")], [])) == 1


def test_the_simplified_twin_has_the_reading_that_the_user_gave() -> None:
    """長 is zhǎng in the user's file, whatever the dictionary thinks of 长."""
    (entry,) = merged([concept("zhangle", "長樂溝", "Zhanglegou")._replace(zh=LanguageSection((Term("長樂溝", Status.PREFERRED),), pinyin="Zhǎnglègōu"))], [])
    assert [("".join(each.units), each.syllables) for each in variants_of([entry], syllables)] == [(form, ("zhang", "le", "gou")) for form in ("長樂溝", "长乐沟")]


def test_english_that_is_still_to_be_written(tmp_path: Path) -> None:
    """“?” and “-” in a cell are no English: “Brocade Stream” became “?”."""
    said: list[str] = []
    path = write(tmp_path, "own.csv", "zh,en\n锦溪,?\n周庄,-\n千灯,Qiandeng\n")
    assert [entry.chinese for entry in load_termbase([path], False, said.append)] == ["千灯"]
    assert said == ["own.csv: left out: 锦溪 ? and 1 more concept; a sign stands where the English belongs; write it there"]
