"""What mining finds in small corpora, how it gathers and ranks it."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mining_corpus import SENTENCES, SMALL, completed, mined

from normalize.mining.candidates import mine
from normalize.mining.unknown_names import Suspicion
from normalize.text.document import Document
from zhengming.mining import proposed

CASES = [
    # texts, key, right spelling, Chinese, suspicions, spellings
    (["We saw Huangyan. In Huang Yan, oranges grow.", "He left Huangyan early."], "huangyan", "Huangyan", ("黄岩",), {Suspicion.SPELLINGS}, {"Huangyan": 2, "Huang Yan": 1}),
    (["They came to Chunan and then to Chun'an."], "chunan", "Chun'an", (), {Suspicion.SPELLINGS}, {"Chunan": 1, "Chun'an": 1}),
    (["He poured Zao Shao, then Zao Shao again; a bottle of Zai Shao stood there."], "zaoshao", "Zaoshao", (), {Suspicion.CONFUSABLE}, {"Zao Shao": 2, "Zai Shao": 1}),
    (["Photo by Sun Quan.\nData matter.\n\nSun Quanshe\n"], "sunquanshe", "Sun Quan", (), {Suspicion.ROLE}, {"Sun Quanshe": 1}),
    (["The Miaojing River flows on."], "miaojing", "Miaojing River", (), {Suspicion.GENERIC}, {"Miaojing River": 1}),
    (["It flows into the Huangyan River."], "huangyan", "Huangyan River", ("黄岩河",), {Suspicion.GENERIC}, {"Huangyan River": 1}),
    (["They saw the Miaojing River-Bank."], "miaojing", "Miaojing River-Bank", (), {Suspicion.COMMON_WORDS}, {"Miaojing River-Bank": 1}),
    (["He left Baishi. Baishi has a Baishi Cultural Center."], "baishi", "Baishi", (), {Suspicion.COMMON_WORDS}, {"Baishi": 2, "Baishi Cultural Center": 1}),
    (["The Baishi River, the Baishi Cultural Center, Baishi, Baishi."], "baishi", "Baishi River", (), {Suspicion.GENERIC, Suspicion.COMMON_WORDS},
     {"Baishi": 2, "Baishi Cultural Center": 1, "Baishi River": 1}),
    (["They toured Shibei High-tech City in May."], "shibei", "Shibei High-tech City", (), {Suspicion.COMMON_WORDS}, {"Shibei High-tech City": 1}),
    (["It is called Zhuozhuang by many."], "zhuozhuang", "Zhuozhuang", (), {Suspicion.UNKNOWN}, {"Zhuozhuang": 1}),
    (["In Kunshan they eat zhuozhuang."], "zhuozhuang", "Zhuozhuang", (), {Suspicion.UNKNOWN}, {"zhuozhuang": 1}),
    (["They walk by Wang Ming Lake."], "wangming", "Wangming Lake", (), {Suspicion.GENERIC}, {"Wang Ming Lake": 1}),
    (["The Su-Tong passage opened."], "sutong", "Su-Tong", ("苏通",), {Suspicion.CHAIN}, {"Su-Tong": 1}),
    (["A train from Kunshan-Zhuozhuang came."], "kunshanzhuozhuang", "Kunshan-Zhuozhuang", (), {Suspicion.CHAIN}, {"Kunshan-Zhuozhuang": 1}),
    (["The “Eight Dragons” came.", 'Say "Eight Dragons," again.'], "eight dragons", "Eight Dragons", (), {Suspicion.PHRASE}, {"Eight Dragons": 2}),
    (["Wu Xinming said so. Xinming left."], "wuxinming", "Wu Xinming", (), {Suspicion.PERSON}, {"Wu Xinming": 1}),
    (["Wang Ming lives by the Wang Ming Lake."], "wangming", "Wangming Lake", (), {Suspicion.GENERIC}, {"Wang Ming": 1, "Wang Ming Lake": 1}),
    (["Wu Xinming said so. They saw the Xinming River."], "xinming", "Xinming River", (), {Suspicion.GENERIC}, {"Xinming River": 1}),
    (["Photo: Lu Xunshe."], "luxunshe", "Lu Xun", (), {Suspicion.ROLE}, {"Lu Xunshe": 1}),
    (["Text: Qiao Xiaonawen."], "qiaoxiaonawen", "Qiao Xiaonawen", (), {Suspicion.PERSON}, {"Qiao Xiaonawen": 1}),
    (["Li Ling met Li Li."], "liling", "Li Ling", (), {Suspicion.PERSON}, {"Li Ling": 1}),
    (["They saw the Suzhoutu Temple."], "suzhoutu", "Suzhoutu Temple", (), {Suspicion.GENERIC}, {"Suzhoutu Temple": 1}),
    (["They saw the Chang'e and the Chang’e."], "change", "Chang'e", (), {Suspicion.UNKNOWN}, {"Chang'e": 1, "Chang’e": 1}),
    (["Anbao's hall."], "anbao", "Anbao", (), {Suspicion.UNKNOWN}, {"Anbao": 1}),
    (["They rode to Harbin-Zhuozhuang."], "harbinzhuozhuang", "Harbin-Zhuozhuang", (), {Suspicion.CHAIN}, {"Harbin-Zhuozhuang": 1}),
    (["So said Ma. Su-Tong opened."], "sutong", "Su-Tong", ("苏通",), {Suspicion.CHAIN}, {"Su-Tong": 1}),
    (["It shone on Yanhu Lake."], "yanhu", "Yanhu Lake", ("盐湖",), {Suspicion.GENERIC}, {"Yanhu Lake": 1}),
    (["Then the Huangyan Cultural Center."], "huangyan", "Huangyan Cultural Center", (), {Suspicion.COMMON_WORDS}, {"Huangyan Cultural Center": 1}),
    (["They saw the Huangyan High-tech Zone."], "huangyan", "Huangyan High-tech Zone", ("黄岩高新区",), {Suspicion.COMMON_WORDS}, {"Huangyan High-tech Zone": 1}),
    (["They left Yancheng."], "yancheng", "Yancheng", ("盐城",), {Suspicion.UNKNOWN}, {"Yancheng": 1}),
    (["They left Wuzhen."], "wuzhen", "Wuzhen", ("乌镇",), {Suspicion.UNKNOWN}, {"Wuzhen": 1}),
    (["They left Erbin."], "erbin", "Erbin", (), {Suspicion.UNKNOWN}, {"Erbin": 1}),  # parts of a word are none: 哈尔滨, 嘉兴市乌镇
    (["They left Shiwu'an, Jiaxingshi."], "jiaxingshi", "Jiaxingshi", (), {Suspicion.UNKNOWN}, {"Jiaxingshi": 1}),
    (["They saw the Sui Pavilion."], "sui", "Sui Pavilion", (), {Suspicion.GENERIC}, {"Sui Pavilion": 1}),  # too many characters are read so
    (["They walk on Renmin Lu."], "renmin", "Renmin", (), {Suspicion.UNKNOWN}, {"Renmin": 1}),
    (["Where Zhuozhuang Is."], "zhuozhuang", "Zhuozhuang", (), {Suspicion.UNKNOWN}, {"Zhuozhuang": 1}),
    (["Qiaozhi German Greek Russian Polish Dutch Latin"], "qiaozhi", "Qiaozhi German Greek Russian Polish Dutch", (), {Suspicion.COMMON_WORDS},
     {"Qiaozhi German Greek Russian Polish Dutch": 1}),
    (["“Eight Dragons of the River”, “Eight Dragons of the River”"], "eight dragons of the river", "Eight Dragons of the River", (), {Suspicion.PHRASE},
     {"Eight Dragons of the River": 2}),
    (["They left Huanyan."], "huanyan", "Huanyan", (), {Suspicion.UNKNOWN}, {"Huanyan": 1}),  # 黄岩 is huangyan
    (["They drove a Wenjie M in May."], "wenjie", "Wenjie", (), {Suspicion.UNKNOWN}, {"Wenjie": 1}),
    (["On the Miaojing river Monday came."], "miaojing", "Miaojing River", (), {Suspicion.GENERIC}, {"Miaojing river": 1}),
    (["He left the Miaojing River Zhuozhuang."], "miaojing", "Miaojing River", (), {Suspicion.GENERIC}, {"Miaojing River": 1}),
    (["A visit to Miaojing (River)."], "miaojing", "Miaojing", (), {Suspicion.UNKNOWN}, {"Miaojing": 1}),
    (["They met Gan Lu temple guards."], "ganlu", "Gan Lu", (), {Suspicion.PERSON}, {"Gan Lu": 1}),
    (["They say Gui'an."], "guian", "Gui'an", (), {Suspicion.UNKNOWN}, {"Gui'an": 1}),
    (["The Ninan, the Ninan, the Lin'an."], "ninan", "Ninan", (), {Suspicion.CONFUSABLE}, {"Ninan": 2, "Lin'an": 1}),
    (["The Zao Shao, the Zao Shao, the Zai Shao Palace."], "zaoshao", "Zaoshao", (), {Suspicion.COMMON_WORDS, Suspicion.CONFUSABLE},
     {"Zao Shao": 2, "Zai Shao Palace": 1}),
    (["The Zao Shao Palace, the Zao Shao Palace, the Zai Shao."], "zaoshao", "Zaoshao Palace", (), {Suspicion.COMMON_WORDS, Suspicion.CONFUSABLE},
     {"Zao Shao Palace": 2, "Zai Shao": 1}),
    (["Then Wang Yi Fei spoke, and Wang Yifei again."], "wangyifei", "Wang Yifei", (), {Suspicion.PERSON, Suspicion.SPELLINGS}, {"Wang Yi Fei": 1, "Wang Yifei": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "key", "right", "chinese", "suspicions", "spellings"), CASES, ids=[case[1] + str(n) for n, case in enumerate(CASES)])
def test_clusters(texts: list[str], key: str, right: str, chinese: tuple[str, ...], suspicions: set[Suspicion], spellings: dict[str, int]) -> None:
    """Each kind of suspicion, with all spellings, the right one and the Chinese where the termbase's characters allow it."""
    found = mined(*texts)
    assert key in found
    candidate = found[key]
    assert (candidate.right, candidate.chinese, set(candidate.suspicions), dict(candidate.spellings)) == (right, chinese, suspicions, spellings)
    assert candidate.documents == len({place.document for place in candidate.contexts})


def test_page(root: Path) -> None:
    """docs/mining.md names every reason in the words of the list, in the order of their weight, and its examples are listed for it."""
    rows = re.findall(r"(?m)^\| (.+?) \| (.+?) \|$", (root / "docs" / "mining.md").read_text(encoding="utf-8"))[1:]
    assert [why for why, _ in rows] == [suspicion for suspicion in Suspicion if suspicion is not Suspicion.PERSON]
    for why, examples in rows:
        names = [name.strip("“”") for name in re.sub(r" \(.*", "", examples).split(", ")]
        found = mined("Photo by Sun Quan.", *(f"{name} is called “{name}”, “{name}”." for name in names), " and ".join(names))
        assert any(why in candidate.suspicions and set(names) <= dict(candidate.spellings).keys() for candidate in found.values()), (why, found)


@pytest.mark.parametrize(
    "text",
    [
        "Kunshan and Suzhou-Nantong trains.",  # known names, known chain
        "He Can Do It, said the He-Men at the Long Bar.",  # English words with capitals
        "The He-Man and the Song Group played.",
        "Mr. Ma Ying-Jeou came.",
        "A Miao woman, a Qing vase; the Gao Opera, the Ke Bells; Yao Zheng.",
        "Mr. Zheng Qiaozhi left.",  # a surname that is a dynasty too
        "They left Kun Shan.",  # what `check` finds
        "Photo: Wentu",
        "He was exiled and left; an antique xiang.",
        "Çankaya lies in Turkey.",  # no letter of pinyin
        "a SidingShan",
        "It went “up and down”, “up and down”.",
        "“Kunshan Suzhou”, “Kunshan Suzhou”; “18”, “18”, “18”; “slow life”, “slow life”",
        "“Jin: the Second Part”, “Jin: the Second Part”",
        "You're late, Mr. Yang; Linda and Julian wait in Havana.",  # an apostrophe is no syllable mark; English and foreign names
        "a “slow life” and a “full stop” once each",  # quoted, but not again
        "See https://example.com/Zhuozhuang and mail to Zhuozhuang@example.com.",  # addresses
        "Zhuozhuang is named here. zhengming: ignore",
        "The Aegean Sea is blue.",  # syllables only if apostrophes are left out
        "KPI, NATO and the High-tech Zone.",
    ],
)  # fmt: skip
def test_nothing_to_mine(text: str) -> None:
    """What is known, English, or not to be looked at."""
    assert mined(text) == {}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (" Zhuozhuang was seen by Mr. Ma", {"zhuozhuang"}),
        ("It was an Qiaozhi.", {"qiaozhi"}),  # a surname is written with a capital
        ("The lao-Zhuozhuang rice.", {"zhuozhuang"}),  # no chain
        ("By Ma Zhuozhuang-Qiaozhi.", {"zhuozhuangqiaozhi", "zhuozhuang", "qiaozhi"}),
        ("By Du Shen Yan. Qiaozhi left.", {"dushenyan", "qiaozhi"}),
        ("The Nango Village.", {"nango"}),
        ("The Xiang Army, the Zhi Lake.", {"xiang", "zhi"}),
        ("The Zhuozhuang-Nian, Nian-Zhuozhuang.", {"zhuozhuangnian", "nianzhuozhuang", "zhuozhuang"}),
        ("The Z-Zhuozhuang.", {"zhuozhuang"}),
        ("They saw the San Da Baigujing.", {"sanda", "baigujing"}),
        ("Then Li Kuang-Zhen spoke.", set()),
        ("Wang Yi Er Zhuozhuang", {"wangyier", "zhuozhuang"}),
        ("Du Shen Yan said so.", {"dushenyan"}),
        ("Chun Chang Sheng is a shop.", {"chunchangsheng"}),
        ("Wang Yi Sun Quan", {"wangyi", "sunquan"}),
        ("The Wenjie Qiaozhi Lu was there.", {"wenjie", "qiaozhi"}),
        ("In “Volunteers: Attack” and “Volunteers: Attack” or “Zhuozhuang”, “Zhuozhuang”.", {"zhuozhuang"}),
    ],
)  # fmt: skip
def test_where_a_name_ends(text: str, keys: set[str]) -> None:
    """Which words are one name."""
    assert set(mined(text)) == keys


def test_given_names_and_bylines() -> None:
    """Names run on in a byline are parted; a given name alone is no name of its own."""
    found = mined("Author Yang Yanci Sun Quan Wang Yifei\n\nYanci wrote it.")
    assert set(found) == {"yangyanci", "sunquan", "wangyifei"}
    assert all(candidate.is_person for candidate in found.values())


def test_names_apart_stay_apart() -> None:
    """One confusable syllable is no bridge between two persons, nor between names whose generic nouns differ, nor between those of two texts."""
    found = mined("Wang Zhimin met Wang Zhiming. They left Qinshuo Station for Qingshuo Lake.")
    assert {"wangzhimin", "wangzhiming", "qinshuo", "qingshuo"} <= set(found)
    assert {"zaoshao", "zaishao"} <= set(mined("They drank Zao Shao.", "They saw the Zai Shao Palace."))
    joined = mined("They drank at Zao Shao Palace, at Zao Shao Palace.", "They saw the Zai Shao Palace.")
    assert (list(joined), joined["zaoshao"].documents) == (["zaoshao"], 2)
    steps = mined("The Zao Shao, the Zao Shao, the Zao Shao; the Zai Shao, the Zai Shao; the Zai Sao.")  # what has joined another takes nothing in, and joins no third
    assert {key: dict(candidate.spellings) for key, candidate in steps.items()} == {"zaoshao": {"Zao Shao": 3, "Zai Shao": 2}, "zaisao": {"Zai Sao": 1}}


def test_rank() -> None:
    """Frequency, spread and suspicion rank; persons come last, however frequent."""
    found = list(mined("Zhuozhuang. Zhuozhuang. Miaojing River. Wu Xinming, Wu Xinming, Wu Xinming and Wu Xinming.", "Zhuozhuang. Shibei High-tech City. Qiaozhi."))
    assert found == ["zhuozhuang", "shibei", "miaojing", "qiaozhi", "wuxinming"]
    assert list(mined("Zhuozhuang. Zhuozhuang. Qiaozhi.", least=2)) == ["zhuozhuang"]
    assert list(mined("Kamabu. Zhuozhuang.")) == ["zhuozhuang", "kamabu"]  # syllables that any language has


def test_contexts() -> None:
    """At most three, one of each spelling first; line and about sixty characters on either side."""
    text = "x " * 100 + "\nHere Huangyan and there Huangyan, and Huangyan and Huangyan,\nand Huang Yan at last, " + "y " * 100
    contexts = mined(text)["huangyan"].contexts
    assert [(place.line, place.found) for place in contexts] == [(2, "Huangyan"), (3, "Huang Yan"), (2, "Huangyan")]
    assert contexts[0].before + contexts[0].found + contexts[0].after in " ".join(text.split())
    assert contexts[0].before.endswith("x Here ")
    assert all(max(len(place.before), len(place.after)) <= 60 and "\n" not in place.before + place.after for place in contexts)




@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map("\n".join), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(texts: list[str], chance: random.Random) -> None:
    """The same candidates, contexts and ranks."""
    documents = [Document(f"{n}.txt", text) for n, text in enumerate(texts)]
    shuffled = list(documents)
    chance.shuffle(shuffled)
    assert mine(documents, SMALL) == mine(shuffled, SMALL)


PIECES = st.sampled_from([
    "Huang", "Yan", "huangyan", "Su", "Wentu", "Sun", "Quanshe", "Lu’an", "'", "’s", "-", "–", " ", "\n", "“", "”", ".", "River", "High-tech", "昆", "Kunshan", "of", "A", "Ǎ", "ﬁ",
    "İ", "\u0301",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_can_be_mined(text: str) -> None:
    """Whatever stands there, each spelling stands in the text, and the proposal is TOML."""
    candidates = mine([Document("a.txt", text)], SMALL)
    tomllib.loads(completed("\n".join(proposed(candidates))))
    for candidate in candidates:
        assert all(spelling in " ".join(text.split()) for spelling, _ in candidate.spellings)
