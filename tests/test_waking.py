"""Which forms the words of a text wake: each row shows what one condition of `waking` is for."""

from __future__ import annotations

import pytest
from samples import entry

from glossary import Termbase
from glossary.tables import SideTables
from normalize.reading_back.waking import Waker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.words import Words

SENSES = {
    "锦": ["brocade"], "周": ["week"], "村": ["village"], "江": ["river"], "洲": ["delta", "islet"], "一": ["one"], "码": ["yard"], "通行": ["access"], "乐": ["fun"],
    "港": ["port"], "时间": ["time"], "落选": ["lost the election"], "海鸥": ["seagull"], "长": ["long"], "节点": ["node"],
}  # fmt: skip
CONCEPTS = [
    entry("jdz", "锦淀周", "Jin-Dian-Zhou", pinyin="Jǐn-Diàn-Zhōu"), entry("xian", "西安", "Xi'an", pinyin="Xī'ān"),
    entry("longgang", "龙岗", "Longgang", pinyin="Lónggǎng"), entry("longman", "龙漫", "Longman", pinyin="Lóngmàn"),
    entry("yangjiacun", "杨家村", "Yangjia Village", pinyin="Yángjiā Cūn"), entry("isle", "江洲村", "Isle Village", pinyin="Jiāngzhōu Cūn"),
    entry("code", "一码通行", "single-code passage", pinyin="yī mǎ tōngxíng", subject="transport"), entry("zzl", "周周乐", "Weekly Joy", pinyin="zhōuzhōulè", subject="culture"),
    entry("hours", "节点通行时间", "opening hours of the junctions", pinyin="jiédiǎn tōngxíng shíjiān", subject="transport"),
    entry("hutong", "沪通", "Shanghai and Nantong", pinyin="Hù-Tōng"), entry("hugang", "沪港", "Shanghai and Hong Kong", pinyin="Hù-Gǎng"),
]  # fmt: skip
OWN = [
    entry("luoxuan", "落选", "left out of the squad", pinyin="luòxuǎn", subject="culture"), entry("haiou", "海鸥", "Haiou", pinyin="Hǎi'ōu", subject="other"),
    entry("days", "港村三日游", "three days at Harbor Hamlet", pinyin="Gǎngcūn sān rì yóu", subject="other"),
    entry("pass", "通行节点", "checkpoint", pinyin="tōngxíng jiédiǎn", subject="transport"),
]  # fmt: skip
TABLES = SideTables(SENSES, {"沪": ["Shanghai"], "通": ["Nantong"], "港": ["Hong Kong"]}, {}, {})


@pytest.fixture(scope="module")
def wakers() -> tuple[Waker, Waker]:
    """Over CONCEPTS alone, and with OWN as the user's own before them."""
    alone, with_own = (Waker(Compiled(compile_termbase(Termbase((*own, *CONCEPTS), own=len(own)), TABLES))) for own in ([], OWN))
    return alone, with_own


def woken(waker: Waker, text: str, named: str = "") -> set[str]:
    """The Chinese that a text wakes; `named` are the words of right names in it."""
    words, compiled = Words(text), waker.compiled
    found = waker.woken(words, [word in named.split() for word in words.words])
    return {compiled.entry(compiled.variant_entry(variant)).chinese for variant in found}


@pytest.mark.parametrize(
    ("text", "named", "zh"),
    [
        # Pinyin that is no English, with a neighbour, or with the one behind it.
        ("a jindian week here", "", "锦淀周"),
        ("the Jindian long Week", "", "锦淀周"),
        ("the Jindian long river Week", "", None),
        ("Week of long Jindian", "", "锦淀周"),
        ("a week of the of jindian", "", "锦淀周"),  # four words on
        ("a week of the of the jindian", "", None),
        ("a brocade week", "", None),  # rare English is no pinyin
        ("a long gang", "", None),  # nor is English that could be pinyin
        # Two words that stand out.
        ("the Brocade Week", "", "锦淀周"),
        ("the Brocade week", "", None),
        ("the brocade Week", "", None),
        ("“brocade” is a week", "", "锦淀周"),
        ("a week of “brocade”", "", "锦淀周"),
        ("the Brocade of the of Week", "", "锦淀周"),  # four words on
        ("the Brocade of the of the Week", "", None),
        ("the Long Gang", "", "龙岗"),
        ("the Long Man", "", "龙漫"),  # syllables in a row, however common as English
        ("the Man Long", "", None),
        ("Yard Passage", "", None),  # a quarter of 一码通行
        ("Week Week", "", None),  # 周周乐: a word beside itself
        ("Access Node", "", None),  # nothing of which a good translation would not say
        # Three words in lower case.
        ("river delta village", "", "江洲村"),
        ("river of the delta of village", "", "江洲村"),  # five words on
        ("river of the delta of the village", "", None),
        ("node of access time", "", None),
        ("river delta islet", "", None),  # twice the same character
        ("river delta village", "river delta village", None),  # a right name says only itself
        ("river delta village", "river delta", "江洲村"),
        ("river delta village", "delta village", "江洲村"),
        ("river delta village", "river village", "江洲村"),
        # Beside a right name only bare pinyin.
        ("Shanghai and Tong", "shanghai", "沪通"),
        ("Tong and Shanghai", "shanghai", "沪通"),
        ("Shanghai and Port", "shanghai", None),
        ("Port and Shanghai", "shanghai", None),
        ("Shanghai and Port", "", "沪港"),
        ("Shanghai and Tong", "shanghai tong", None),
        # One word that renders it whole, where it is no right name.
        ("the Xian port", "", "西安"),
        ("the Xian port", "xian", None),
        ("the XIAN port", "", None),
        # What may be a person wakes as a whole.
        ("the village of Yang", "", "杨家村"),
        ("the village of Yang Weimin", "", None),
        ("Yang Weimin of the Brocade Week", "", "锦淀周"),
        ("Weimin of the village Yang", "", "杨家村"),
        ("the village of Yang Wei", "", "杨家村"),  # of two syllables: a place as well
    ],
)
def test_what_wakes(wakers: tuple[Waker, Waker], text: str, named: str, zh: str | None) -> None:
    assert woken(wakers[0], text, named) == ({zh} if zh else set())


@pytest.mark.parametrize(
    ("text", "named", "zh"),
    [
        ("the port village", "", "港村三日游"),  # two words in lower case, two characters of five
        ("the access node", "", "通行节点"),  # as a good translation might have it
        ("the village of port", "port", "港村三日游"),
        ("the village of port", "village", "港村三日游"),
        ("the village of port", "port village", None),
        ("port of the of village", "", "港村三日游"),
        ("port of the of the village", "", None),
        ("he lost the election", "", "落选"),  # by several words that are too common otherwise
        ("a seagull came", "", "海鸥"),  # by one rare word
        ("a seagull came", "seagull", None),
    ],
)
def test_what_wakes_a_concept_of_the_users_own(wakers: tuple[Waker, Waker], text: str, named: str, zh: str | None) -> None:
    """In common words too, and in lower case; a built-in concept would not be looked at."""
    assert woken(wakers[1], text, named) == ({zh} if zh else set())
    assert woken(wakers[0], text, named) == set()
