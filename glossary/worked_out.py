"""Readings for forms that came without one: by a dictionary of words, by the English beside them, parted as GB/T 16159 parts a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.hanzi import is_hanzi, simplified_form, units
from glossary.pinyin import PARTED, in_context, joined, reading, toned_readings, toneless
from glossary.surnames import SURNAMES

# What the name of a place, a line, a school, a paper or a company ends with, the longer first: 成都高新区 is no 新区 of 成都高.
GENERICS = (
    *"高新区 开发区 度假区 风景区 保护区 自治县 自治州 自治区 大运河 步行街 火车站 产业园 科技园 博物馆 图书馆 科学院".split(),
    *"古镇 古城 古村 古街 老街 老城 新区 新城 新村 小镇 小区 水乡 街道 社区 地区 特区 景区 片区 大街 大道 东路 西路 南路 北路 中路 大桥 隧道 广场 公园 湿地 水库 运河".split(),
    *"半岛 平原 高原 盆地 沙漠 瀑布 石窟 遗址 故居 书院 口岸 机场 东站 西站 南站 北站 铁路 高铁 高速 城际".split(),
    *"大学 学院 中学 小学 医院 银行 集团 公司 科技 股份 证券 汽车 航空 日报 晚报 时报 新闻 卫视 论坛".split(),
    *"省市区县旗镇乡湖江河山岛港路街桥站",
)  # fmt: skip
_MOST = 12  # characters of a form that are compared with its English; a name has no more


def reading_beside(chinese: str, english: str) -> str:
    """The reading of a form that came without one: that of a name where its English has a capital. The dictionary knows words in simplified characters
    (音樂: yīnyuè)."""
    simple = simplified_form(chinese)
    return name_reading(simple, english) if english[:1].isupper() else reading(simple)


def name_reading(chinese: str, english: str = "") -> str:
    """The reading of a name: as its English spells it, with capitals, and the generic apart (GB/T 16159); that of a name of two characters only where its
    English has it too.

    >>> name_reading("锦溪镇"), name_reading("惠山古镇")
    ('Jǐnxī Zhèn', 'Huìshān Gǔzhèn')
    >>> name_reading("太湖", "Tai Lake"), name_reading("寒山寺", "Hanshan Temple")
    ('Tài Hú', 'Hánshān Sì')
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
    if not generic or length != len(units(chinese)):
        return joined(syllables).capitalize()
    return f"{joined(syllables[: -len(generic)]).capitalize()} {joined(syllables[-len(generic) :]).capitalize()}"


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
