"""A small termbase to mine with, and what a glossary editor makes of a proposal."""

from __future__ import annotations

import re

from samples import entry

from glossary import Termbase
from glossary.tables import SideTables
from normalize.mining.candidates import Candidate, mine
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document

KNOWN = [
    ("昆山", "Kūnshān", "Kunshan"), ("苏州", "Sūzhōu", "Suzhou"), ("南通", "Nántōng", "Nantong"), ("台州市黄岩区", "Tāizhōu Shì Huángyán Qū", "Huangyan District, Taizhou"),
    ("高新区", "gāoxīnqū", "High-tech Zone"), ("运城市盐湖区", "Yùnchéng Shì Yánhú Qū", "Yanhu District, Yuncheng"), ("哈尔滨", "Hā'ěrbīn", "Harbin"),
    ("盐城市歌舞团", "Yánchéng Shì Gēwǔtuán", "Yancheng Song and Dance Troupe"), ("嘉兴市乌镇", "Jiāxīng Shì Wūzhèn", "Wuzhen, Jiaxing"), ("睢县", "Suīxiàn", "Suixian County"),
]  # fmt: skip
PLACES = (
    *(entry(f"e{n}", zh, en, pinyin=pinyin) for n, (zh, pinyin, en) in enumerate(KNOWN)),
    entry("lu-xun", "鲁迅", "Lu Xun", pinyin="Lǔ Xùn", subject="person"), entry("zheng", "郑", "Zheng", pinyin="Zhèng", subject="history"),
)  # fmt: skip
SMALL = Compiled(compile_termbase(Termbase(PLACES), SideTables({}, {"苏": ["Suzhou"], "通": ["Nantong"]}, {}, {})))
SENTENCES = ["Huangyan grows oranges.", "They saw Huang Yan.", "Zao Shao is strong.", "Drink Zai Shao.", "Sun Quan wrote.", "Sun Quanshe", "The Su-Tong line.",
             "“Eight Dragons” it is.", "the Miaojing River", "the Miaojin River", "Shibei High-tech City", "Kunshan-Zhuozhuang line", "Wu Xinming said."]  # fmt: skip


def mined(*texts: str, least: int = 1) -> dict[str, Candidate]:
    """The candidates of texts a.txt, b.txt, … by key, in order of rank."""
    return {c.key: c for c in mine([Document(f"{chr(97 + n)}.txt", text) for n, text in enumerate(texts)], SMALL, least)}


def completed(text: str) -> str:
    """What the glossary editor makes of a proposal: every entry taken over, every "?" filled in."""
    return re.sub(r"(?m)^# ", "", text).replace('"?"', '"黄岩"')
