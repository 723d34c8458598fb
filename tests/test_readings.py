"""Which readings stand and which are none, and what is said of them: for each condition a text that tells it from its absence."""

from __future__ import annotations

import pytest

from glossary import Action
from normalize.findings import Finding
from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming.termbases import compiled_termbase

GLOSSARY = """\
zh,en,pinyin,subject
顾晓岚,Gu Xiaolan,Gù Xiǎolán,person
杜审言,Du Shenyan,Dù Shěnyán,person
融创,Sunac,Róngchuàng,company
量化大师,Lianghua Dashi,Liànghuà Dàshī,company
中心组,Central Group,Zhōngxīnzǔ,organization
银巴支线,Yinchuan-Bayanhot branch line,Yín-Bā zhīxiàn,transport
川渝万达开地区,Wanzhou-Dazhou-Kaizhou area of Sichuan and Chongqing,Chuān-Yú Wàn-Dá-Kāi dìqū,place
倪家营镇,Nijiaying Town,Níjiāyíng Zhèn,place
建安,Jian'an,Jiàn'ān,place
世德堂,Shide Hall,Shìdé Táng,place
坐井观天,looking at the sky from a well,zuòjǐng-guāntiān,culture
震为雷,Zhen is thunder,zhèn wéi léi,culture
艮为山,Gen is mountain,gèn wéi shān,culture
江湖,jianghu,jiānghú,culture
"""


@pytest.fixture(scope="module")
def own_checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """These concepts of a user beside the built-in termbase."""
    path = tmp_path_factory.mktemp("own") / "own.csv"
    path.write_text(GLOSSARY, encoding="utf-8")
    return Checker(compiled_termbase((path,), True, lambda _: None))


def findings(checker: Checker, text: str) -> list[Finding]:
    return [finding for finding in checker.check(Document("a.txt", text)) if finding.action is not Action.NOTE]


def told(checker: Checker, text: str) -> list[tuple[str, str, str]]:
    """What was found in a text, what is proposed, and what went wrong."""
    return [(finding.found, finding.text, finding.kind.value) for finding in findings(checker, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A name cut short, turned about, or held by commas.
        ("Companies moved quickly to build the Chengyu economic circle of Sichuan.", [("Chengyu economic circle", "Chengdu-Chongqing economic circle", "half-rendered")]),
        ("Its roles in Sichuan opera (dan, ugly, sheng, etc.) have been borrowed.", [("dan, ugly, sheng", "male, female, painted-face and clown roles", "char-gloss")]),
        ("Today it refers to Hei, Jilin, Liaoning, and parts of Hebei.", [("Hei, Jilin, Liaoning", "Heilongjiang, Jilin and Liaoning", "half-rendered")]),
        ("The site in Henan has layers of song, Jin, yuan, Ming, and Qing times.", [("Ming, and Qing times", "Ming and Qing dynasties", "half-rendered")]),
        ("Chun Chang Sheng was abandoned in a flowing river near Changchun.", []),
        # A name of something else in it, or a name of somebody.
        ("In the center of the Eyu-Anhui Soviet Region Suzhou is unknown.", [("Eyu-Anhui", "Hubei-Henan-Anhui", "half-rendered")]),
        (
            "Do not miss the four seasons of the United States of America's soup buns in Wuhan.",
            [("four seasons of the United States of America's soup buns", "Sijimei soup dumplings", "abbr-wrong")],
        ),
        ("In Shanghai associate dean Zhang Zuo and Zhou Fenghua spoke.", []),
        ("In Wu Xi's view Shanghai is large.", [("Wu Xi", "Wuxi", "split")]),
        # Bits, characters and capitals that a name needs.
        ("They went to see China's \"Dragon Gate Twenty Pins\" in Henan.", [("Dragon Gate Twenty", "Twenty Masterpieces of Longmen", "char-gloss")]),
        ("She teaches at Sunshine College in Fuzhou.", [("Sunshine College", "Yango University", "calque")]),
        (
            "Suzhou has an Intangible Cultural Heritage Program, and China too.",
            [("an Intangible Cultural Heritage Program", "a representative item of intangible cultural heritage", "calque")],
        ),
        ("In Wuxi \"the same city in different places\" is becoming real.", []),
        # What it is cut out of.
        ("Pilgrims in Fujian honor Zhang Kai Wang Sheng Chen Yuanguang every spring.", [("Zhang Kai Wang Sheng", "Kaizhang Shengwang", "split")]),
        ("The book is called \"Hankou Zhi Zhu Ci\" by scholars in Wuhan.", [("Hankou Zhi Zhu Ci", "Hankou Zhuzhi Ci", "calque")]),
        ("In Huangyan they drink Ningxi Zai Shao; Ningxi Zao Shao is clear.", [("Ningxi Zai Shao", "Ningxi Zaoshao", "polyphone"), ("Ningxi Zao Shao", "Ningxi Zaoshao", "split")]),
        ("Huangyan is in Taizhou, Zhejiang. They met Huang Yan-man there.", []),
        ("Huangyan is in Taizhou, Zhejiang. They met the Huang Yan-Smith couple.", []),
        ("They saw [Su] Zhou in Jiangsu, and Suzhou.", []),
        ("Suzhou (Soochow in old books) lies in Jiangsu.", []),
        # What is said.
        ("He Fei City grew fast, and Hefei is the capital of Anhui.", [("He Fei City", "Hefei City", "char-gloss")]),
        (
            "They ate in Hangzhou \"Uncle and Sister-in-Law Passing on the Jen\".",
            [("Uncle and Sister-in-Law Passing", "Treasure of Brother- and Sister-in-law", "char-gloss")],
        ),
        ("In China he went to Kiangsi.", [("Kiangsi", "Jiangxi", "romanization")]),
    ],
)  # fmt: skip
def test_readings_of_built_in_concepts(bare_checker: Checker, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(bare_checker, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # In lower case: pinyin, many bits, the whole of it.
        ("Near Suzhou the guests spoke of guxiaolan all evening.", [("guxiaolan", "Gu Xiaolan", "join")]),
        ("In Beijing rongchuang sold flats.", [("rongchuang", "Sunac", "join")]),
        ("In Beijing users of quantitative master bought shares.", [("quantitative master", "Lianghua Dashi", "calque")]),
        ("In Gansu the ni home town was rebuilt.", []),
        ("They wanted to build an empire in Henan.", []),
        ("The Focus group met again in Beijing.", []),
        # Put together by chance, or not.
        ("The Origin of Tang Du Shen Yan's poems is in Henan.", [("Du Shen Yan", "Du Shenyan", "split")]),
        ("On the left side of the temple of Nanjing Lin Ming wrote.", []),
        ("In China the shock is thunder, and Kun is the land.", [("shock is thunder", "Zhen is thunder", "char-gloss")]),
        ("In China roots are mountains, and five behaviors are soil.", [("roots are mountains, and five behaviors", "Gen is mountain", "char-gloss")]),
        ("They walked from Jing'an Temple to take the metro in Shanghai.", []),
        # Chains and lists.
        ("On the Yinhua-Yinba Branch Line in Ningxia trains are slow.", [("Yinba Branch Line", "Yinchuan-Bayanhot branch line", "half-rendered")]),
        (
            "A scheme for the Sichuan, Chongqing, Wandakai Region followed in spring.",
            [("Sichuan, Chongqing, Wandakai Region", "Wanzhou-Dazhou-Kaizhou area of Sichuan and Chongqing", "abbr-wrong")],
        ),
        ("They like the night of the town of rivers and lakes in Suzhou.", [("rivers and lakes", "jianghu", "calque")]),
    ],
)  # fmt: skip
def test_readings_of_concepts_of_the_users_own(own_checker: Checker, text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(own_checker, text) == expected


def test_what_stands_beside_a_misread_syllable_is_no_rival(bare_checker: Checker) -> None:
    """The Classic of Mountains and Seas (山海经, Shānhǎi Jīng) is nowhere near."""
    assert [(finding.text, finding.rivals) for finding in findings(bare_checker, "People in Shang Hai and Bei Jing bought it.")] == [("Shanghai", ()), ("Beijing", ())]


def test_a_word_of_the_right_form_stands_for_the_whole_chinese(bare_checker: Checker) -> None:
    """No character of it is rendered by that word alone."""
    (finding,) = findings(bare_checker, "They live by relying on mountains to eat mountains and relying on the sea to eat the sea.")
    assert "靠山吃山靠海吃海→“live” (right word)" in finding.evidence[0].detail
