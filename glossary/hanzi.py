"""Chinese characters: simplified and traditional forms, and the units a Chinese form is read in. The only importer of opencc."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

# 〇, the unified ideographs with all their extensions, the compatibility ideographs; no sign of a wide font (＋) and no hexagram (䷀).
_HANZI = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_UNIT = f"{_HANZI}|[A-Za-z0-9]+"


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)  # only when asked for: it takes milliseconds, and a check of a text needs none


def units(chinese: str) -> tuple[str, ...]:
    """The parts a reader pronounces: every Hanzi, and every run of Latin letters or digits; punctuation falls away.

    >>> units("“1+8”都市圈")
    ('1', '8', '都', '市', '圈')
    """
    return tuple(_pattern(_UNIT).findall(chinese))


def is_hanzi(unit: str) -> bool:
    """Whether a unit is a Chinese character (and not a run of Latin letters or digits)."""
    return _pattern(_HANZI).fullmatch(unit) is not None


def has_hanzi(text: str) -> bool:
    """Whether a Chinese character stands in it."""
    return _pattern(_HANZI).search(text) is not None


@cache
def _converter(config: str) -> Any:
    import opencc

    return opencc.OpenCC(config)


def traditional(chinese: str) -> str:
    """The form used in Taiwan and Hong Kong, character by character with opencc's phrases."""
    return str(_converter("s2t").convert(chinese))


def simplified(chinese: str) -> str:
    """The form used on the mainland."""
    return str(_converter("t2s").convert(chinese))


def taiwanese(chinese: str) -> str:
    """The form used in Taiwan, with its own words (软件 is 軟體 there). A text in traditional characters stays as it is: converting 咸陽 again makes 鹹陽."""
    return chinese if _is_traditional(chinese) else str(_converter("s2twp").convert(chinese))


def mainland(chinese: str) -> str:
    """The form used on the mainland, with its own words, of a text in traditional characters; any other stays as it is (乾县 is no 干县)."""
    return str(_converter("tw2sp").convert(chinese)) if _is_traditional(chinese) else chinese


KEPT = frozenset("乾崑徵於昇薹")  # written so on the mainland too: 乾县, 梁靖崑, 文徵明, 於潜, 昇腾, 菜薹
_PLAIN: set[str] = set()  # characters met so far that no text is traditional by


def simplified_form(form: str) -> str:
    """The form as the mainland writes it; characters that its names and words keep (乾 in 乾隆, 崑 in 梁靖崑, 徵 in 文徵明, 薹 in 蒜薹) stay."""
    return "".join(char if char in KEPT else plain for char, plain in zip(form, simplified(form), strict=True))


def as_simplified(form: str) -> tuple[str, ...]:
    """How a termbase in simplified characters may write a form, the likeliest first: as it stands (乾县), character by character (錦澱周: 锦淀周), with the
    mainland's words (軟體: 软件), without what names keep (崑山: 昆山)."""
    return tuple(dict.fromkeys((form, simplified_form(form), mainland(form), simplified(form))))


def _is_traditional(chinese: str) -> bool:
    """Whether the text is what its simplified form becomes in traditional characters, and not the same in both."""
    if _PLAIN.issuperset(chinese):
        return False
    plain = {character for character in chinese if character in KEPT or simplified(character) == character}
    _PLAIN.update(plain)
    return not plain.issuperset(chinese) and str(_converter("s2tw").convert(simplified(chinese))) == chinese
