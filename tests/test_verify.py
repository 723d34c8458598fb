"""House rules of the data: every rule fires on the smallest entry that breaks it. That the built-in data breaks none is a case of `tests/cli`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from verifying import NOTHING, concept, found, garbled

from glossary.entry import Action, ConceptEntry, Status, Term
from glossary.load import load_builtin
from glossary.tables import load_tables
from glossary.verify import Level, unverified_share
from glossary.verify_own import contradictions, own_problems

MINI = concept("mini-program", "小程序", "xiǎochéngxù", "mini program")


def test_sound_entries_have_no_problem() -> None:
    """Different concepts, a garbled form, a say of its own: nothing to see."""
    assert found(concept("jin-dian-zhou", "锦淀周", "Jǐn-Diàn-Zhōu", "Jin-Dian-Zhou", garbled("Jindian Week", Action.AUTO)), MINI) == []


def twice(entry: ConceptEntry) -> ConceptEntry:
    """The entry with its Chinese once more."""
    return entry._replace(zh=entry.zh._replace(terms=(*entry.zh.terms, Term(entry.chinese, Status.ADMITTED))))


@pytest.mark.parametrize(
    ("entries", "level", "says"),
    [
        ([concept(), concept(zh="小程序", pinyin="xiǎochéngxù", en="mini program")], "error", "id is taken"),
        ([concept("b"), concept("a", "小程序", "xiǎochéngxù", "mini program")], "error", "sort the file by id"),
        ([concept("a"), concept("b", en="JDZ", origin="z.toml")], "error", "join the two"),
        ([concept("a", related=("nowhere",))], "error", "related 'nowhere' is no entry"),
        ([concept("a", related=("a",))], "error", "is the entry itself"),
        ([concept("a"), concept("b", "小程序", "xiǎochéngxù", "Jin-Dian-Zhou")], "warning", "join them"),
        ([concept("a", "双减", "shuāngjiǎn", "double reduction"), concept("b", "双减政策", "shuāngjiǎn zhèngcè", "double reduction")], "warning", "join them"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("jin dian"), garbled("Jin-Dian"))], "error", "stands there twice"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("…"))], "error", "can never match"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("jdz"))], "error", "right form of 锦淀周"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("mini-program")), MINI], "error", "right form of 小程序"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week"), garbled("lake weeks"))], "error", "plural"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week", because=""))], "error", "does not say why"),
        ([concept("a", "莆田", "Pǔtián", "Putian")], "error", "'pǔ' is no reading of 莆"),
        ([concept("a", "太湖", "Tàihú", "Taihu Lake")], "error", "joins the generic 湖"),
        ([concept("a", "泰山", "Tàishān", "Mount Tai")], "error", "joins the generic 山"),
        ([concept("a", "一百", "yìbǎi", "one hundred")], "error", "write yī"),
        ([concept("a", "沪宁高铁", "Hùníng Gāotiě", "Shanghai-Nanjing High-speed Railway")], "error", "put hyphens"),
        ([concept("a", "八仙过海,各显神通", "bā xiān guò hǎi, gè xiǎn shéntōng", "each showing its own strengths")], "error", "Western punctuation"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week", Action.AUTO), source="unverified")], "error", "nothing verifies"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", source="somewhere")], "error", "must begin with"),
        ([twice(concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ"))], "error", "stands twice"),
        ([concept("a", "錦淀周", "Jǐn-Diàn-Zhōu", "JDZ")], "error", "write 锦淀周"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhòng", "JDZ")], "error", "no reading"),
        ([concept("a", "锦淀周", "", "JDZ")], "error", "pinyin is missing"),
        ([concept("a", "锦淀周", "Jin-Dian Zhōu", "JDZ")], "error", "no tone mark"),
        ([concept("a", "西安", "Xīān", "JDZ")], "error", "apostrophe"),
        ([concept("a", "陕西西安", "Shǎnxī Xīān", "JDZ")], "error", "apostrophe"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ (three towns)")], "error", "gloss"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ/Kunshan")], "error", "slash"),
        ([concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week", say="长江"))], "error", "which English texts do not"),
    ],
)  # fmt: skip
def test_a_breach_is_found(entries: Sequence[ConceptEntry], level: str, says: str) -> None:
    """One rule each; the message says what and, where it can, what to do."""
    assert [problem for problem in found(*entries) if problem.level == level and says in problem.message], [str(problem) for problem in found(*entries)]


@pytest.mark.parametrize(
    ("first", "second", "level"),
    [
        (garbled("lake week", Action.AUTO), garbled("Lake-Week"), Level.ERROR),
        (garbled("lake week"), garbled("Lake Week", Action.NOTE), Level.WARNING),
        (garbled("lake week"), garbled("Lake Week"), None),
    ],
)
def test_one_form_of_two_concepts(first: Term, second: Term, level: Level | None) -> None:
    """A form that two concepts claim may not be auto, and must be spoken of alike."""
    result = found(concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", first), concept("b", "小程序", "xiǎochéngxù", "mini program", second))
    assert [problem.level for problem in result] == ([level] if level else [])


def test_own_forms_that_do_nothing() -> None:
    """What a user's glossary contradicts, and nothing of what is a matter of house style."""
    one = concept("a", "锦溪", "Jinxi", "Jinxi", garbled("Qiandeng", because=""), garbled("Jin-xi", Action.AUTO), garbled("Gui Street"), source="own glossary")
    two = concept("b", "千灯", "wrong", "Qiandeng / Lights", garbled("水"), Term("Qiandeng", Status.ADMITTED))
    said = own_problems([one, two], replace(NOTHING, look_alikes={"Gui Street": "A street."}))
    assert [(problem.id, problem.level, problem.message.partition(";")[0]) for problem in said] == [
        ("a", Level.ERROR, "deprecated 'Qiandeng' is a right form of 千灯 (b), and counts as right"),
        ("a", Level.ERROR, "deprecated 'Gui Street' is a look-alike, which is left alone"),
        ("b", Level.ERROR, "deprecated '水' has no two letters or digits, so it can never match"),
        ("b", Level.WARNING, "preferred 'Qiandeng / Lights' holds a gloss, a slash or a bracket"),
    ]


def test_own_replacements_that_are_garbled() -> None:
    """A chain is one; a form that differs from the right one in its hyphen is none."""
    chain = [concept("a", "锦溪", "Jǐnxī", "Jinxi", garbled("lake week", say="brocade week")), concept("b", "千灯", "Qiāndēng", "Qiandeng", garbled("brocade week"))]
    assert ["chain" in problem.message for problem in own_problems(chain, NOTHING)] == [True]
    assert own_problems([concept("a", "小程序", "xiǎochéngxù", "mini program", garbled("mini-program"))], NOTHING) == []


def test_own_glossaries_that_contradict_each_other() -> None:
    """The first one's English goes into a text; of two files alone, and of one Chinese."""
    house = [concept("a", "锦淀周", "", "JDZ", garbled("Jindianzhou"))._replace(origin="house.csv"), concept("b", "千灯", "", "Qiandeng")._replace(origin="house.csv")]
    client = [concept("c", "錦淀周", "", "Jindianzhou")._replace(origin="client.csv"), concept("d", "千灯", "", "Qiandeng")._replace(origin="client.csv")]
    other = [concept("e", "千灯", "", "Thousand Lamps")._replace(origin="other.csv")]
    assert list(map(str, contradictions([house, client, other]))) == [
        "client.csv: c: warning: house.csv, which comes first, says 'JDZ' for 錦淀周, and calls 'Jindianzhou' garbled",
        "other.csv: e: warning: house.csv, which comes first, says 'Qiandeng' for 千灯, and 'Thousand Lamps' is left alone",
    ]


def test_a_chain_and_a_cycle() -> None:
    """What one form says must not be garbled in turn."""
    one = concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week", say="brocade week"))
    two = concept("b", "小程序", "xiǎochéngxù", "mini program", garbled("brocade week"))
    back = concept("b", "小程序", "xiǎochéngxù", "mini program", garbled("brocade week", say="lake week"))
    inside = concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week", say="the brocade week area"))
    assert any("chain" in problem.message for problem in found(one, two))
    assert any("cycle" in problem.message for problem in found(one, back))
    assert any("holds 'brocade week'" in problem.message for problem in found(inside, two))


def test_plain_phrases_are_plain() -> None:
    """What plain_phrases.toml calls ordinary English is sorted and cannot be listed as garbled."""
    bad = garbled("special shift")
    tables = replace(NOTHING, plain_phrases=("young man", "special shift"))
    said = [problem.message for problem in found(concept("a", "专班", "zhuānbān", "task force", bad), tables=tables) if problem.file == "plain_phrases.toml"]
    assert [any(word in message for message in said) for word in ("sort", "专班")] == [True, True]


def test_plain_terms_are_sorted_and_there() -> None:
    """What plain_phrases.toml calls plain terms is preferred by some concept."""
    tables = replace(NOTHING, plain_terms=("专班", "国民经济", "国民经济"))
    known = [concept("a", "专班", "zhuānbān", "task force"), concept("b", "国民经济", "guómín jīngjì", "national economy")]
    assert [problem.id for problem in found(*known, tables=tables) if problem.file == "plain_phrases.toml"] == ["国民经济"]
    assert [problem.id for problem in found(*known[1:], tables=tables) if problem.file == "plain_phrases.toml"] == ["专班", "国民经济"]


def test_subdistricts_are_read_right() -> None:
    """The reading of a subdistrict's name is one of its characters, and begins with a capital."""
    tables = replace(NOTHING, subdistricts={"禄口": ("Lùkǒu", ("Jiangsu",)), "西兴": ("xīxīng", ("Zhejiang",)), "浦锦": ("Pǔjīng", ("Shanghai",))})
    assert [problem.id for problem in found(tables=tables) if problem.file == "subdistricts.toml"] == ["西兴", "浦锦"]


def test_look_alikes_are_right() -> None:
    """A form that look_alikes.toml protects cannot be deprecated."""
    tables = replace(NOTHING, look_alikes={"Lake Week": "A festival."})
    assert any("look_alikes" in problem.message for problem in found(concept("a", "锦淀周", "Jǐn-Diàn-Zhōu", "JDZ", garbled("lake week")), tables=tables))


@pytest.mark.parametrize(
    ("zh", "pinyin"),
    [
        ("世界500强企业", "shìjiè wǔbǎi qiáng qǐyè"), ("互联网+", "hùliánwǎng jiā"), ("1＋8都市圈", "yī jiā bā dūshìquān"), ("二〇二五", "èr líng èr wǔ"),
        ("西安", "Xī'ān"), ("乾隆", "Qiánlóng"), ("豆腐脑", "dòufunǎo"),
        ("片儿川", "piānrchuān"), ("粢饭糕", "cīfàngāo"), ("轨道上的长三角", "guǐdào shàng de Chángsānjiǎo"),
    ],
)  # fmt: skip
def test_readings_that_are_sound(zh: str, pinyin: str) -> None:
    """Figures read out, 儿 as r, neutral syllables, characters that names keep."""
    assert found(concept("a", zh, pinyin, "Something Else")) == []


def test_tables() -> None:
    """Senses are lower-case English; an abbreviation stands for something."""
    tables = replace(NOTHING, senses={"局": ["Bureau", "ju"], "班": ["shift"]}, places={"昆": [], "苏": ["Suzhou"]})
    assert {(problem.file, problem.id) for problem in found(tables=tables)} == {("senses_characters.toml", "局"), ("abbreviations.toml", "昆")}


def test_unverified_share() -> None:
    """Too much without a source is a problem of the data as a whole."""
    entries = [concept("a"), concept("b", "小程序", "xiǎochéngxù", "mini program", source="unverified")]
    assert unverified_share(entries) == 0.5
    assert unverified_share([]) == 0
    assert any(problem.file == "all files" for problem in found(*entries))


def test_a_fix_keeps_the_province_behind_a_garbled_name() -> None:
    """“Texas, Shandong” is Dezhou, Shandong."""
    lost = [
        form.text
        for entry in load_builtin()
        for form in entry.deprecated
        if ", " in form.text and (place := form.text.rpartition(", ")[2]) == entry.region and place not in (form.say or entry.english)
    ]
    assert lost == []


def test_senses_are_apart_as_the_words_of_a_text() -> None:
    """A text is read as lower-case words: one-yard, women's, o'clock and Olympics could not be met as they are listed."""
    senses = load_tables().senses
    assert [sense for said in senses.values() for sense in said if "-" in sense or "'" in sense or sense != sense.lower()] == []
    assert "don t" in senses["别"]
    assert "pakistan chongqing" in senses["巴渝"]


def test_a_stock_reason_names_the_english_that_is_proposed() -> None:
    """“Word for word; in English 风口 is “trend”” stood long after “hot trend” was preferred."""
    stock = re.compile(r"(?:Word for word; |Read character by character; |Half of |Taken for another word; ).*“([^”]+)”\.$")
    stale = [
        (form.text, form.because)
        for entry in load_builtin()
        for form in entry.deprecated
        if (named := stock.match(form.because)) and named[1] not in (*entry.right_forms, form.say)
    ]
    assert stale == []
