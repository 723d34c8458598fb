"""A user's own glossary: its names are the ones that the texts are about, so they are looked for with less evidence than built-in ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import Action
from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming.termbases import compiled_termbase

ROWS = """\
zh,en,pinyin,en_deprecated
石湖荡镇,Shihudang Town,Shíhúdàng Zhèn
南沟村,Nangou Village,Nángōu Cūn
南后村,Nanhou Village,Nánhòu Cūn
簰洲湾镇,Paizhouwan Town,Páizhōuwān Zhèn
张玉宁,Zhang Yuning,Zhāng Yùníng
任志强,Ren Zhiqiang,Rèn Zhìqiáng
李兰娟,Li Lanjuan,Lǐ Lánjuān
李兰芬,Li Lanfen,Lǐ Lánfēn
熊赐履,Xiong Cilü,Xióng Cìlǚ
沧河,Cang River,Cāng Hé
青海日报,Qinghai Daily,Qīnghǎi Rìbào
电子科技大学,University of Electronic Science and Technology of China,Diànzǐ Kējì Dàxué
楚成王,King Cheng of Chu,Chǔ Chéngwáng
文明办,Office of Spiritual Civilization,wénmíngbàn
吴裕泰,Wuyutai,Wúyùtài
醉吟先生,Master of Drunken Chanting,Zuìyín Xiānsheng
烘青,hongqing (baked green tea),hōngqīng
丝路花雨,Rain of Flowers along the Silk Road,Sīlù Huāyǔ
枝柳铁路,Zhicheng-Liuzhou Railway,Zhī-Liǔ Tiělù
内战,Civil War,Nèizhàn
视觉中国,Visual China Group,Shìjué Zhōngguó
小鹏汽车,XPENG,Xiǎopéng Qìchē
酷云,Kuyun,Kùyún
海鸥,Kalmaegi,Hǎi'ōu
寒武纪,Cambricon,Hánwǔjì
我国,our country,wǒguó
铁足,iron-brown foot,tiězú
藍鯨灣,Lanjing Bay,Lánjīng Wān
叫花鸡,beggar's chicken,jiàohuājī
智慧城市,smart city,,Smart City|smart-city
小程序,mini program,,mini-program
数字人民币,e-CNY,,E-CNY
八龙过江,Eight River Crossings,,Eight Dragons Rushing
"""


def beside_the_builtin(rows: str, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A glossary of one's own with these rows, and the built-in termbase."""
    path = tmp_path_factory.mktemp("own") / "own.csv"
    path.write_text(rows, encoding="utf-8")
    return Checker(compiled_termbase((path,), True, lambda _: None))


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """These names beside the built-in termbase."""
    return beside_the_builtin(ROWS, tmp_path_factory)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        # One syllable misread, with the generic behind it, which lets even the first be another.
        ("Shihulang Town", "Shihudang Town"),
        ("Weizhouwan Town", "Paizhouwan Town"),
        ("Shihulang Lake", None),
        ("Ren Zhijiang", "Ren Zhiqiang"),  # Zhijiang is a town as well
        # One letter wrong, so that no reading gives the word.
        ("Nango Village", "Nangou Village"),
        ("Zhang Yoning", "Zhang Yuning"),
        ("Nango Street", None),
        ("Nanwou Village", None),  # Nangou or Nanhou
        ("Xion Cilü", "Xiong Cilü"),  # a word of five letters with one of them lost
        ("Wang Yoning", None),
        # Written otherwise.
        ("Xiong Cilv", "Xiong Cilü"),
        ("Wu Yutai", "Wuyutai"),
        ("li Lanjuan", "Li Lanjuan"),
        ("Cang river", "Cang River"),
        ("Qinghai daily", "Qinghai Daily"),
        ("the office of spiritual civilization", "Office of Spiritual Civilization"),
        ("the civil war", None),
        ("the university of electronic science and technology", "University of Electronic Science and Technology of China"),
        ("the University of Electronic Science and Technology", None),
        ("visual China", "Visual China Group"),
        ("visual china", None),  # without any capital it may be a phrase
        # What the built-in termbase merely admits is not what the user's glossary says; what it prefers stays right.
        ("Xiaopeng Motors", "XPENG"),
        ("XPeng", None),
        # A name of two common words; the whole name in one rare word that stands out; a word of the right form left out.
        ("data of cool cloud", "Kuyun"),
        ("the typhoon “Seagull”", "Kalmaegi"),
        ("chips by Cambrian", "Cambricon"),
        ("a seagull", None),
        ("Chinese chips", None),
        ("an iron foot", "iron-brown foot"),
        # Every word is one of the right form, but in another order.
        ("King Chu Cheng", "King Cheng of Chu"),
        ("Civilization Spiritual Office", "Office of Spiritual Civilization"),
        ("Silk Road Flower Rain", "Rain of Flowers along the Silk Road"),
        ("King Cheng of Chu", None),
        # What a bracket explains is no word of the term.
        ("green baked tea", "hongqing"),
        # Traditional characters are read as their simplified twins.
        ("Blue Whale Bay", "Lanjing Bay"),
        # A title ends no sentence; a right form beside a reading is no part of it.
        ("Mr. Drunken Yin", "Master of Drunken Chanting"),
        ("National Highway 229 and Zhiliu Railway", "Zhicheng-Liuzhou Railway"),
        ("called Ji", None),  # so a province is called for short
    ],
)  # fmt: skip
def test_an_own_name(checker: Checker, words: str, text: str | None) -> None:
    """What is suggested, for review, in a text about China."""
    findings = checker.check(Document("a.txt", f"Near Suzhou in Jiangsu the guests spoke of {words} all evening."))
    assert [(f.text, f.action.value) for f in findings] == ([(text, "review")] if text else [])


@pytest.mark.parametrize(("words", "confidence", "rivals"), [("Zhang Yubing", 0.5, []), ("Zhang Yuning and Zhang Yubing", 0.7, []), ("Li Lanxin", 0.25, ["Li Lanfen"])])
def test_own_names_as_near_as_each_other(checker: Checker, words: str, confidence: float, rivals: list[str]) -> None:
    """They share the confidence."""
    (finding,) = checker.check(Document("a.txt", f"Near Suzhou in Jiangsu the guests spoke of {words} all evening."))
    assert (finding.confidence, [rival.text for rival in finding.rivals]) == (confidence, rivals)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They plan a Smart City and a smart-city idea.", {"Smart City": "smart city", "smart-city": "smart city"}),
        ("Smart City plans grow. Smart city plans too. SMART CITY.", {"Smart City": "Smart city"}),
        ("Smart City Pilot Launched in Suzhou and Kunshan", {}),
        ("The Smart Cities of China and its smart cities.", {"Smart Cities": "smart cities"}),
        ("Mini-programs of Suzhou: mini-programs, a mini program, a Mini Program.", {"Mini-programs": "Mini programs", "mini-programs": "mini programs"}),
        ("They pay by E-CNY, or with e-CNY. E-CNY is money.", {"E-CNY": "e-CNY"}),
        ("In Suzhou they drive an Xpeng or an xpeng.", {}),
    ],
)  # fmt: skip
def test_what_a_house_forbids_letter_for_letter(checker: Checker, text: str, expected: dict[str, str]) -> None:
    """Capitals and hyphens are its style; a capital at a sentence start, in a headline or of a whole word is none, nor are those of an abbreviation: who is no WHO."""
    compiled = checker.compiled
    assert {f.found: f.text for f in checker.check(Document("a.txt", text)) if f.concept and compiled.is_own(compiled.numbers[f.concept])} == expected


def test_an_own_name_outweighs_what_else_its_words_could_be(checker: Checker) -> None:
    """Beijing and Zhang are a railway too (京张); the name with a slip in it is the likelier."""
    findings = checker.check(Document("a.txt", "In Beijing Zhang Yoning trains with the team of Shanghai."))
    assert [(f.found, f.text) for f in findings] == [("Zhang Yoning", "Zhang Yuning")]


def test_an_own_concept_goes_before_a_builtin_one_that_is_hardly_likelier(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Both are shown, and a person chooses."""
    checker = beside_the_builtin("zh,en\n金店大周,Gold Shop Fair\n", tmp_path_factory)
    found = checker.check(Document("a.txt", "They praised “Jindian Weekly” in Kunshan, Jiangsu, with Zhouzhuang, Jinxi and Dianshan Lake."))
    assert [(f.found, f.text, f.action, [rival.text for rival in f.rivals]) for f in found] == [("Jindian Weekly", "Gold Shop Fair", Action.REVIEW, ["Jin-Dian-Zhou"])]
    assert found[0].confidence < found[0].rivals[0].score


def test_a_large_glossary_says_less_of_a_text(tmp_path: Path) -> None:
    """Each of its concepts needs more than one of a few, but is looked for harder than a built-in one."""

    def read(more: int) -> dict[str | None, float]:
        path = tmp_path / f"{more}.csv"
        filler = "".join(f"测试{chr(0x4E00 + n)}{chr(0x5E00 + n)},Test Concept {n}\n" for n in range(more))
        path.write_text(f"zh,en\n烈云,Lieyun\n青海日报,Qinghai Daily\n{filler}", encoding="utf-8")
        checker = Checker(compiled_termbase((path,), False, lambda _: None))
        return {f.text: f.confidence for f in checker.check(Document("a.txt", "Near Suzhou in Jiangsu the guests read Qinghai daily and data of fierce cloud."))}

    few, many = read(10), read(3_000)
    assert few.keys() == many.keys() == {"Qinghai Daily", "Lieyun"}
    assert many["Lieyun"] < few["Lieyun"] - 0.1


@pytest.mark.parametrize(("form", "expected"), [("Eight Dragons Rushing", ["review"]), ("strength faction actor", ["note"])])
def test_what_the_user_calls_wrong_waits_in_a_text_that_names_nothing_chinese(checker: Checker, form: str, expected: list[str]) -> None:
    """A built-in form is ordinary English somewhere, and is a note there; the user's own was accepted in a text like this one."""
    text = f"The secretary heard of the {form} today. " + "The committee met in the morning and discussed what the members had brought along. " * 20
    assert [f.action.value for f in checker.check(Document("a.txt", text)) if f.zh] == expected


LIST = """\
zh,en,pinyin,subject
张衡,Zhang Heng,Zhāng Héng,person
辛弃疾,Xin Qiji,Xīn Qìjí,person
李鱓,Li Shan,Lǐ Shàn,person
余额宝,Yu'e Bao,Yú'ébǎo,company
伊利,Yili,Yīlì,company
临清,Linqing,Línqīng,place
清远,Qingyuan,Qīngyuǎn,place
枝江,Zhijiang,Zhījiāng,place
新昌,Xinchang,Xīnchāng,place
王国维,Wang Guowei,Wáng Guówéi,person
长拳,Long Fist,Chángquán,culture
吉安市,Ji'an City,Jí'ān Shì,place
创新中路,Middle Chuangxin Road,Chuàngxīn Zhōnglù,place
围龙屋,weilongwu,wéilóngwū,culture
中国,China,Zhōngguó,place
临邑县,Linyi,Línyì Xiàn,place
海关,Customs,hǎiguān,organization
邓小明,Deng Xiaoming,Dèng Xiǎomíng,person
贺州日报,Hezhou Daily,Hèzhōu Rìbào,media
梅山杂技,Plum Hill Acrobatics,Méishān Zájì,culture
"""


@pytest.fixture(scope="module")
def lister(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A terminologist's list beside the built-in termbase."""
    return beside_the_builtin(LIST, tmp_path_factory)


@pytest.mark.parametrize(
    "text",
    [
        "In China the bank's balance sheet is strong, and its balance sheets were.",  # nobody writes 张衡 so, without any capital
        "At school in Beijing they learn: Jintian xingqi ji?",
        "The authors, of Beijing, are Zhang San, Li Si and Wang Wu.",
        "The Yuegan Hospital in Shanghai was built in 1958.",  # yu-e-gan would be Yu'egan
        "Confucius, who was born in Shandong, taught ren, yi, li, zhi and xin; Yili makes milk.",
        "The bridge in Shandong, linking both banks, was opened.",
        "In Suzhou, Qingtuan are eaten in spring.",
        "The photographs by Li Zhiqiang and Li Xingchang were shown in Beijing.",
        # Put together from what does not belong together.
        "In Beijing they teach Hsing-i, Pa Kua Chang and Tai Chi Chuan.",
        "In Kaohsiung, check out Ruifeng and Xin Jue Jiang night markets.",
        "This dish of Suzhou was created by Lu Miaoxiang in 1905.",
        "Near Nanchang is the tomb of Liu He, grandson of Emperor Wu.",
        "Among the legislators in Taiwan was Lin Yi-hsiung.",
        # An adjective of the name.
        "The Chinese Government has big plans, in Hunan and all over China.",
        # English, whose words a slip does not make.
        "Linking Suzhou and Wuxi is a road, Custom made.",
        "In 1992 Deng Xiaoping visited Shenzhen.",  # another name that the termbase has
        "In Zhejiang they read the Huzhou Daily.",
        "Plum hill acrobatics delight all Beijing.",  # no name, so the capital is the sentence's
    ],
)
def test_what_no_garble_of_an_own_concept_is(lister: Checker, text: str) -> None:
    """Other persons, other names, words in a list, common words in lower case."""
    assert [(f.found, f.text) for f in lister.check(Document("x.txt", text)) if f.action is not Action.NOTE] == []


GOOD = (
    "The teahouse in Suzhou opens at nine. Its owner, a professional actor once, sells oolong and plays records in the evening. People from the lanes "
    "around come in, order a pot, and talk about prices, weather and children, as they have done for forty years. In spring the courtyard smells of "
    "osmanthus, in winter of coal. A painter from Beijing, Wang Hongwei, rented the upper floor last year, and pays late. Nobody minds. When the rain is "
    "heavy the gutters spill over the old steps, and the cat sits on the sill and watches. On Sundays a storyteller sings of generals and their horses, and "
    "a boy collects coins in a hat. The tea is plain, the cups are chipped, and the stove has not been moved since the day on which it was carried in by "
    "four men and a mule."
)


def test_what_is_no_likelier_right_than_wrong_is_noted_in_good_english(lister: Checker) -> None:
    """Where an engine shows in nothing else a weak reading of an own concept is a mere note; where a set phrase is garbled it is for review."""
    weak = {f.found: f.action for f in lister.check(Document("x.txt", GOOD))}
    assert weak == {"Wang Hongwei": Action.NOTE}
    garbled = {f.found: f.action for f in lister.check(Document("x.txt", GOOD + " The city held a special class for the prevention of the new crown pneumonia."))}
    assert garbled["Wang Hongwei"] is Action.REVIEW


def test_one_sign_in_a_long_text_is_chance(lister: Checker) -> None:
    """An engine leaves one in 400 words at least."""
    text = " ".join([GOOD] * 7) + " The city held a special class for the prevention of the new crown pneumonia."
    findings = lister.check(Document("x.txt", text))
    assert {f.action for f in findings if f.found == "Wang Hongwei"} == {Action.NOTE}


def test_of_two_own_concepts_the_one_with_the_builtin_chinese_takes_over(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The built-in 雄安新区 is 雄安 too; the forms listed for it are forms of 雄安 alone only for whoever lists no more."""
    both = beside_the_builtin("zh,en\n雄安,Xiong'an\n雄安新区,Xiong'an New Area\n", tmp_path_factory)
    text = Document("t", "Officials in Hebei visited Xiong's New Area in May.")
    assert [(f.concept, f.suggestions[0].text) for f in both.check(text)] == [("xiongan-new-area", "Xiong'an New Area")]
