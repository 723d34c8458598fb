"""Readings for forms that came without one: by a dictionary of words, by the English beside them, parted as GB/T 16159 parts names and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from glossary.hanzi import is_hanzi, simplified_form, units
from glossary.load import load_table
from glossary.pinyin import PARTED, in_context, joined, toned_readings, toneless
from glossary.surnames import SURNAMES

# What the name of a place, a line, a school, a paper or a company ends with, the longer first: 成都高新区 is no 新区 of 成都高.
GENERICS = (
    *"三角洲 高新区 开发区 度假区 风景区 保护区 自治县 自治州 自治区 大运河 步行街 火车站 产业园 科技园 博物馆 图书馆 科学院".split(),
    *"古镇 古城 古村 古街 老街 老城 新区 新城 新村 小镇 小区 水乡 街道 社区 地区 特区 景区 片区 大街 大道 东路 西路 南路 北路 中路 大桥 隧道 广场 公园 湿地 水库 运河".split(),
    *"半岛 平原 高原 盆地 沙漠 瀑布 石窟 遗址 故居 书院 口岸 公路 机场 东站 西站 南站 北站 铁路 高铁 高速 城际".split(),
    *"大学 学院 中学 小学 医院 银行 集团 公司 科技 股份 证券 汽车 航空 日报 晚报 时报 新闻 卫视 论坛".split(),
    *"省市区县旗镇乡湖江河山岛港路街桥站",
)  # fmt: skip
_MOST = 12  # characters of a form that are compared with its English; a name has no more


def reading_beside(chinese: str, english: str) -> str:
    """The reading of a form that came without one: that of a name where its English has a capital. The dictionary knows words in simplified characters
    (音樂: yīnyuè)."""
    simple = simplified_form(chinese)
    return name_reading(simple, english) if english[:1].isupper() else " ".join(map(joined, parted(units(simple), in_context(simple), english)))


def name_reading(chinese: str, english: str = "") -> str:
    """The reading of a name: as its English spells it, with capitals, and the generic apart (GB/T 16159); that of a name of two characters only where its
    English has it too.

    >>> name_reading("锦溪镇"), name_reading("惠山古镇")
    ('Jǐnxī Zhèn', 'Huìshān Gǔzhèn')
    >>> name_reading("太湖", "Tai Lake"), name_reading("寒山寺", "Hanshan Temple")
    ('Tài Hú', 'Hánshān Sì')
    >>> name_reading("国家能源局", "National Energy Administration"), name_reading("黄河三角洲", "Yellow River Delta")
    ('Guójiā Néngyuánjú', 'Huánghé Sānjiǎozhōu')
    >>> name_reading("宜攀高速", "Yibin-Panzhihua Expressway")
    'Yí-Pān Gāosù'
    >>> name_reading("长水村", "Changshui Village"), name_reading("单长水", "Shan Changshui")
    ('Chángshuǐcūn', 'Shàn Chángshuǐ')
    """
    syllables = spelled_by(english, in_context(chinese), units(chinese))
    length = len(syllables)
    family = _family_name(syllables, english)
    if family:
        return " ".join(joined(part).capitalize() for part in (syllables[:family], syllables[family:]))
    generic = next((generic for generic in GENERICS if chinese.endswith(generic) and length > len(generic) + 1), "")
    if not generic and length > 1 and not set(PARTED.get(chinese[-1], "").split()).isdisjoint(english.split()):
        generic = chinese[-1]
    if length != len(units(chinese)):
        return joined(syllables).capitalize()
    head = length - len(generic)
    chain = _CHAIN.match(english)
    if chain and chain[0].count("-") + 1 == head:
        named = "-".join(syllable.capitalize() for syllable in syllables[:head])
    else:
        named = " ".join(joined(word).capitalize() for word in parted(units(chinese)[:head], syllables[:head], english))
    return f"{named} {joined(syllables[head:]).capitalize()}".strip()


_CHAIN = re.compile(r"[A-Z][a-z']+(?:[-–][A-Z][a-z']+)+")  # Yibin-Panzhihua Expressway: 宜攀高速 names a place with each character


_WHOLE = 3  # characters up to which a form is one word
_ALONE = 2.2  # what a character that stands in no word costs, where a word costs 1


def parted(characters: Sequence[str], syllables: list[str], english: str) -> list[list[str]]:
    """The syllables of a form as its words part them: the fewest words that the table of senses knows, or that the English spells (Qiongzhong). A character
    in no word belongs to the one before it: 国家 能源局."""
    length = len(characters)
    if length <= _WHOLE or len(syllables) != length or not all(map(is_hanzi, characters)):
        return [syllables]
    spelled, known = set(_words(english)), _known_words()
    best: list[tuple[float, list[int]]] = [(0.0, [])]
    for end in range(1, length + 1):
        ways = []
        for start in range(end):
            letters = "".join(map(toneless, syllables[start:end]))
            word = end - start > 1 and (letters in spelled or "".join(characters[start:end]) in known)
            if word or end - start == 1:
                cost, starts = best[start]
                ways.append((cost + (1.0 if word else _ALONE), [*starts, start]))
        best.append(min(ways))
    starts = best[length][1]
    words: list[list[str]] = []
    for start, end in zip(starts, [*starts[1:], length], strict=True):
        if end - start == 1 and words:
            words[-1] += syllables[start:end]
        else:
            words.append(syllables[start:end])
    return words


@cache
def _known_words() -> frozenset[str]:
    """The Chinese words that have English senses, and what names end with."""
    return frozenset(load_table("senses_words.toml")["senses"]) | frozenset(GENERICS)


def spelled_by(english: str, syllables: list[str], characters: Sequence[str]) -> list[str]:
    """The syllables, with those in other readings that the English has so: 长水村 is read Cháng because of Changshui Village, 单县 Shàn because of Shan County."""
    if len(syllables) != len(characters):
        return syllables
    words = _words(english)
    ends = {sum(map(len, words[: at + 1])) for at in range(len(words))}
    letters, best = "".join(words), (0, syllables)
    for first in range(min(len(characters), _MOST)):
        for start in sorted({0, *ends}):
            ways = {start: syllables[:first]}  # how far in the letters -> the syllables up to there
            for at in range(first, min(len(characters), _MOST)):
                ways = {
                    end: [*way, toned]
                    for place, way in ways.items()
                    for toned in _readings(characters[at], syllables[at])
                    if letters.startswith(toneless(toned), place) and (end := place + len(toneless(toned)))
                }
                read = next((way for place, way in ways.items() if place in ends), None)
                if read is not None and at + 1 - first > best[0]:
                    best = at + 1 - first, [*read, *syllables[at + 1 :]]
    return best[1]


def _readings(character: str, likely: str) -> list[str]:
    """Its readings, the likely one last, so that of those spelled alike it is kept."""
    return [*sorted(toned_readings(character) - {likely}, reverse=True), likely] if is_hanzi(character) else [likely]


def _words(english: str) -> list[str]:
    return re.findall(r"[a-z]+", re.sub("['’]", "", english.lower().replace("ü", "v")))


def _family_name(syllables: list[str], english: str) -> int:
    """How many syllables the family name has where the English is that of a person and nothing else: Shan Changshui; 0 for what is none."""
    words = _words(english)
    if len(words) != 2 or words[0] not in SURNAMES or "".join(map(toneless, syllables)) != "".join(words):
        return 0
    return next((at for at in range(1, len(syllables)) if "".join(map(toneless, syllables[:at])) == words[0]), 0)
