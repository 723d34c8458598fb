"""Pinyin: cutting, aligning, confusions, old romanizations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.hanzi import has_hanzi, is_hanzi, units
from glossary.pinyin import (
    SYLLABLES,
    aligned,
    confusable,
    contextual,
    cut,
    fits,
    is_pinyin,
    living_readings,
    syllables,
    toneless,
    wade_giles,
)
from glossary.worked_out import name_reading, reading_beside


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("xian", {("xian",), ("xi", "an")}),
        ("kunshan", {("kun", "shan")}),
        ("danzhi", {("dan", "zhi")}),
        ("fangan", {("fang", "an"), ("fan", "gan")}),
        ("nanjing", {("nan", "jing")}),
        ("shenzhen", {("shen", "zhen")}),
        ("soochow", set()),
        ("week", set()),
        ("", {()}),
    ],
)
def test_cut(word: str, ways: set[tuple[str, ...]]) -> None:
    """Every way to cut a word into syllables."""
    assert set(cut(word)) == ways


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=6))
def test_cut_finds_what_was_joined(pieces: list[str]) -> None:
    """Joined syllables are among the cuts of their word, and every cut joins back to the word."""
    word = "".join(pieces)
    ways = cut(word)
    assert tuple(pieces) in ways
    assert all("".join(way) == word and set(way) <= SYLLABLES for way in ways)
    assert is_pinyin(word)


def test_syllable_table() -> None:
    """The table of the standard: about 410 syllables, and no impossible one."""
    assert 395 <= len(SYLLABLES) <= 425
    assert {"zhuang", "lv", "nve", "er", "yuan", "shei", "xiong", "ei"} <= SYLLABLES
    assert not {"bong", "jo", "fi", "vu", "week", "kiang", "gi"} & SYLLABLES


@pytest.mark.parametrize(
    ("pinyin", "plain"),
    [
        ("Lǚshùn Kǒu", "lvshunkou"),
        ("Xī'ān", "xian"),
        ("Jǐn-Diàn-Zhōu", "jindianzhou"),
        ("nǚ’ér", "nver"),
        ("yī jiā bā", "yijiaba"),
        ("LǙ", "lv"),
        ("lu\u0308\u030c", "lv"),
        ("1+8", "18"),
    ],
)
def test_toneless(pinyin: str, plain: str) -> None:
    """Letters only, ü as v, composed or not."""
    assert toneless(pinyin) == plain


@pytest.mark.parametrize(
    ("chinese", "pinyin", "expected"),
    [
        ("锦淀周", "Jǐn-Diàn-Zhōu", ("jin", "dian", "zhou")),
        ("大理寺", "Dàlǐsì", ("da", "li", "si")),
        ("弹指", "tánzhǐ", ("tan", "zhi")),
        ("糟烧", "zāoshāo", ("zao", "shao")),
        ("西安", "Xī'ān", ("xi", "an")),
        ("旅顺", "Lǚshùn", ("lv", "shun")),
        ("旅顺", "Lushun", ("lv", "shun")),
        ("花儿", "huār", ("hua", "r")),
        ("1+8都市圈", "yī jiā bā dūshìquān", None),
        ("G60科创走廊", "G60 Kēchuàng Zǒuláng", ("g60", "ke", "chuang", "zou", "lang")),
        ("昆山", "Sūzhōu", None),
        ("昆山", "Kūn", None),
        ("“昆曲”", "Kūnqǔ", ("kun", "qu")),
    ],
)
def test_aligned(chinese: str, pinyin: str, expected: tuple[str, ...] | None) -> None:
    """Each unit's syllable is read off the pinyin; pinyin that does not fit gives None."""
    assert aligned(chinese, pinyin) == expected
    assert fits(chinese, pinyin) is (expected is not None)


@pytest.mark.parametrize(("text", "expected"), [("\u3400", True), ("〇", True), ("龥", True), ("𠮷", True), ("\U000323af", True), ("\uf900", True),
                                                ("＋", False), ("Ａ", False), ("。", False), ("䷀", False), ("가", False), ("8", False), ("昆山", False)])  # fmt: skip
def test_what_is_a_chinese_character(text: str, expected: bool) -> None:
    """Every character that is read, and nothing that only stands among them; a unit of a form is found by the same measure."""
    assert is_hanzi(text) is expected
    assert has_hanzi(f"a{text}b") is (expected or text == "昆山")
    assert (units(text) == (text,)) is (expected or text == "8")


@pytest.mark.parametrize(
    ("chinese", "expected"),
    [
        ("重庆", ("chong", "qing")), ("银行", ("yin", "hang")), ("G60沪昆", ("g60", "hu", "kun")),
        ("\U000323af\U000323ae山", ("\U000323af", "\U000323ae", "shan")),  # no dictionary reads the first two
    ],
)  # fmt: skip
def test_contextual(chinese: str, expected: tuple[str, ...]) -> None:
    """A heteronym is read as its word has it."""
    assert contextual(chinese) == expected


def test_stored_pinyin_beats_the_contextual_reading() -> None:
    """厦 is shà but in 厦门; a stored reading that fits is what counts, one that does not is not."""
    assert syllables("乐清", "Yuèqīng") == ("yue", "qing")
    assert syllables("昆山", "Sūzhōu") == ("kun", "shan")


@pytest.mark.parametrize(
    ("character", "living"),
    [("市", {"shi"}), ("乾", {"qian", "gan"}), ("仇", {"chou", "qiu"}), ("区", {"qu", "ou"}), ("查", {"cha", "zha"}), ("盖", {"gai", "ge"}), ("种", {"zhong", "chong"})],
)
def test_living_readings(character: str, living: set[str]) -> None:
    """Those of some word, and of surnames that no word shows: no fú for 市."""
    assert set(living_readings(character)) == living


@pytest.mark.parametrize(("chinese", "expected"), [("西安", "xī'ān"), ("昆山", "kūnshān"), ("延安", "yán'ān"), ("第二", "dì'èr")])
def test_reading(chinese: str, expected: str) -> None:
    """A reading for a form that came without one, with the apostrophe before a vowel."""
    assert reading_beside(chinese, "") == expected


@pytest.mark.parametrize(
    ("syllable", "some", "none"),
    [("zao", {"zhao", "zai"}, {"zao", "ban"}), ("zhou", {"zou"}, {"zhou"}), ("ning", {"nin", "ling"}, {"ming"}), ("huang", {"huan"}, {"guang"}),
    ("lan", {"nan", "lang"}, {"ban"})],
)
def test_confusable(syllable: str, some: set[str], none: set[str]) -> None:
    """One usual confusion away, never the syllable itself, always a syllable."""
    found = set(confusable(syllable))
    assert some <= found
    assert not none & found
    assert found <= SYLLABLES


@given(st.sampled_from(sorted(SYLLABLES)))
def test_confusion_goes_both_ways(syllable: str) -> None:
    """If zhi is taken for zi, zi is taken for zhi."""
    assert all(syllable in confusable(other) for other in confusable(syllable))


@pytest.mark.parametrize(
    ("syllable", "expected"),
    [
        ("xiao", "hsiao"), ("zhong", "chung"), ("qing", "ching"), ("zhou", "chou"), ("jiang", "chiang"), ("bei", "pei"), ("jing", "ching"), ("guang", "kuang"),
        ("dong", "tung"),
        ("si", "ssu"), ("zi", "tzu"), ("ren", "jen"), ("ri", "jih"), ("shi", "shih"), ("zhi", "chih"), ("xue", "hsueh"), ("tian", "tien"), ("jie", "chieh"), ("he", "ho"),
        ("guo", "kuo"), ("gui", "kuei"), ("rong", "jung"), ("xiong", "hsiung"), ("de", "te"), ("ye", "yeh"), ("yuan", "yuan"), ("lian", "lien"), ("liu", "liu"),
        ("qiu", "chiu"), ("hui", "hui"),
        ("luo", "lo"), ("bo", "po"), ("yan", "yen"), ("you", "yu"), ("xi", "hsi"), ("li", "li"), ("nan", "nan"), ("an", "an"), ("zhe", "che"), ("xu", "hsu"), ("lu", "lu"),
    ],
)  # fmt: skip
def test_wade_giles(syllable: str, expected: str) -> None:
    """As old books spell it, without marks."""
    assert wade_giles(syllable) == expected


@pytest.mark.parametrize(
    ("chinese", "expected"),
    [
        ("锦溪", "Jǐnxī"), ("锦溪镇", "Jǐnxī Zhèn"), ("西安市", "Xī'ān Shì"), ("阳澄湖", "Yángchéng Hú"), ("镇江", "Zhènjiāng"), ("昆曲", "Kūnqǔ"),
        ("惠山古镇", "Huìshān Gǔzhèn"), ("山塘老街", "Shāntáng Lǎojiē"), ("拈花湾小镇", "Niānhuāwān Xiǎozhèn"), ("梁溪新区", "Liángxī Xīnqū"), ("周庄水乡", "Zhōuzhuāng Shuǐxiāng"),
        ("成都高新区", "Chéngdū Gāoxīnqū"), ("江东路", "Jiāngdōng Lù"), ("人民公园", "Rénmín Gōngyuán"), ("昆山日报", "Kūnshān Rìbào"), ("福田口岸", "Fútián Kǒu'àn"),
    ],
)  # fmt: skip
def test_the_reading_of_a_name(chinese: str, expected: str) -> None:
    """Capitals, and the generic apart: but Zhenjiang is no river."""
    assert name_reading(chinese) == expected


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [("音樂廳", "concert hall", "yīnyuètīng"), ("長興縣", "Changxing County", "Chángxīng Xiàn"), ("惠山古鎮", "Huishan Ancient Town", "Huìshān Gǔzhèn")],
)
def test_the_reading_of_traditional_characters(chinese: str, english: str, expected: str) -> None:
    """That of their simplified twins, which the dictionary has in words."""
    assert reading_beside(chinese, english) == expected


@pytest.mark.parametrize(
    ("chinese", "english", "expected"),
    [
        ("长水村", "Changshui Village", "Chángshuǐcūn"), ("新长水镇", "New Changshui Town", "Xīnchángshuǐ Zhèn"), ("大堡村", "Dapu Village", "Dàpùcūn"),
        ("大堡村", "Big Fort Village", "Dàbǎocūn"), ("单县中学", "Shan County Middle School", "Shànxiàn Zhōngxué"), ("单县南路", "Shan County Nan Road", "Shànxiàn Nánlù"),
        ("行知路", "Xingzhi Road", "Xíngzhī Lù"),
        ("单长水", "Shan Changshui", "Shàn Chángshuǐ"), ("欧阳长水", "Ouyang Changshui", "Ōuyáng Chángshuǐ"), ("曾国藩故居", "Former Residence of Zeng Guofan", "Zēngguófān Gùjū"),
        ("绿杨村", "Lüyang Village", "Lǜyángcūn"), ("音樂廳", "concert hall", "yīnyuètīng"), ("", "Nothing", ""),
        # Words apart, in names with capitals; what the English spells is one word; a place for each member of a chain.
        ("国家能源局", "National Energy Administration", "Guójiā Néngyuánjú"), ("村级集体经济", "village collective economy", "cūnjí jítǐ jīngjì"),
        ("黄河三角洲", "Yellow River Delta", "Huánghé Sānjiǎozhōu"), ("石景山区", "Shijingshan District", "Shíjǐngshān Qū"), ("阿拉山口", "Alashankou", "Ālāshānkǒu"),
        ("宜攀高速", "Yibin-Panzhihua Expressway", "Yí-Pān Gāosù"), ("滇黔桂", "Yunnan-Guizhou-Guangxi", "Diān-Qián-Guì"), ("大力发展", "vigorously develop", "dàlì fāzhǎn"),
    ],
)  # fmt: skip
def test_a_reading_is_worked_out_by_the_english_beside_it(chinese: str, english: str, expected: str) -> None:
    """It says how a character of several readings is read in this name; where it does not, the dictionary does."""
    assert reading_beside(chinese, english) == expected
