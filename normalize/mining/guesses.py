"""Guesses at the Chinese of an unknown name, from the characters that the termbase's own names hold. Shown as guesses, never applied."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from glossary.pinyin import cut, spelled, toneless
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import fold_syllable
from normalize.termbase.postings import postings, unpacked
from normalize.text.folding import folded_form

MOST_GUESSES = 2

# Generic nouns of names and what they translate: 庙泾河 Miaojing River. The common rendering first, the one that a guess takes.
GENERIC_NOUNS = {
    "river": "河", "lake": "湖", "mountain": "山", "mount": "山", "hill": "山", "peak": "峰", "island": "岛", "bay": "湾", "creek": "溪", "stream": "溪", "spring": "泉",
    "valley": "谷", "cave": "洞", "town": "镇", "village": "村", "township": "乡", "county": "县", "district": "区", "city": "市", "prefecture": "州", "province": "省",
    "subdistrict": "街道", "community": "社区", "street": "街", "road": "路", "avenue": "大道", "lane": "巷", "alley": "弄", "bridge": "桥", "port": "港", "harbor": "港",
    "station": "站", "airport": "机场", "canal": "运河", "reservoir": "水库", "pass": "关", "gate": "门", "temple": "寺", "pagoda": "塔", "tower": "楼", "hall": "堂",
    "pavilion": "亭", "garden": "园", "park": "公园", "square": "广场", "museum": "博物馆", "university": "大学", "hospital": "医院", "opera": "戏", "tea": "茶", "wine": "酒",
    "group": "集团",
}  # fmt: skip
_GENERIC_CHARACTERS = frozenset("".join(GENERIC_NOUNS.values()))  # 乌鲁 in 乌鲁木齐 is no name; 黄岩 in 台州市黄岩区 is one


def guesses(key: str, cores: Iterable[str], tails: Iterable[str], compiled: Compiled) -> tuple[str, ...]:
    """At most two Chinese forms that the termbase's own characters allow; none where it knows no such reading."""
    chain = next((core for core in sorted(cores) if "-" in core), "")
    if chain:
        return _abbreviated([toneless(member) for member in re.split("[-–‐\u2011]", chain)], compiled)
    found = _read_so(key, compiled)
    endings = sorted(set(tails))
    ending = _ending(endings[0], compiled) if len({tail.lower() for tail in endings}) == 1 else ""
    if ending is None:
        return ()
    return tuple(name if name.endswith(ending) else name + ending for name in found)


def _read_so(key: str, compiled: Compiled) -> tuple[str, ...]:
    """Characters within known names that are read exactly so: 黄岩 in 台州市黄岩区; those in more names first."""
    counts: Counter[str] = Counter()
    for way in cut(key):
        if len(way) < 2:
            continue  # one syllable stands for too many characters
        for place in set(postings(compiled.index["runs"].get("-".join(map(fold_syllable, way))))):
            variant = compiled.lattice(place >> 12).variant
            i, j, _ = unpacked(place)
            whole = (i == 0 or variant.units[i - 1] in _GENERIC_CHARACTERS) and (j == len(variant.units) or variant.units[j] in _GENERIC_CHARACTERS)
            if whole and tuple(map(spelled, variant.syllables[i:j])) == way and compiled.entry(variant.entry).is_name:
                counts["".join(variant.units[i:j])] += 1
    return tuple(sorted(counts, key=lambda text: (-counts[text], text))[:MOST_GUESSES])


def _ending(tail: str, compiled: Compiled) -> str | None:
    """The Chinese of the English words behind a name: a generic noun, or words that are a concept's right form; None if not known."""
    if (generic := GENERIC_NOUNS.get(tail.lower())) is not None:
        return generic
    known = sorted(entry.chinese for entry in compiled.right_forms(folded_form(tail)))
    return known[0] if known else None


def _abbreviated(members: Sequence[str], compiled: Compiled) -> tuple[str, ...]:
    """A chain of one-character short names, each of which only one known character can be: Su-Tong 苏通."""
    readings = compiled.knowledge.readings
    text = ""
    for member in members:
        fitting = [character for character in compiled.knowledge.places if member in map(spelled, readings.get(character, ())[:1])]
        if len(fitting) != 1:
            return ()
        text += fitting[0]
    return (text,)
