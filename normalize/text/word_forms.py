"""Which form of the right words a place takes: the number of a noun, the form of a verb."""

from __future__ import annotations

import re
from collections.abc import Callable

from glossary.english import ing, past, singular, stems, third_person
from glossary.entry import ConceptEntry
from glossary.pinyin import toneless
from normalize.text.grammar import ING, PARTICIPLE, PAST, PLURAL, THIRD

_LOOK_BACK = 40
_ONE = r"(?i)\b(?:an?|another|each|every|one|this)[ \u00a0][\"“‘']?$"
_MANY = r"(?i)\b(?:both|few|many|numerous|several|these|those|various|two|three|four|five|six|seven|eight|nine|ten)[ \u00a0]$"
_NOUN_PLACE = (
    r"(?i)(?:\b(?:an?|the|this|its|their|his|her|our|my|your|about|after|against|before|by|despite|for|from|in|into|of|on|through|with|without)|\w['’]s)[ \u00a0]$"
)
_AUXILIARY = r"(?i)\b(?:have|has|had|having|be|been|being|is|are|was|were)[ \u00a0](?:(?:all|already|also|just|long|never|not|now|\w+ly)[ \u00a0])*$"


def form_here(text: str, start: int, found: str, entry: ConceptEntry, said: str, inflection: str | None) -> str | None:
    """The form that `said` takes in place of what was found, which stands in the text in the form `inflection`."""
    before = text[max(0, start - _LOOK_BACK) : start]
    if inflection == PAST:
        return PARTICIPLE if re.search(_AUXILIARY, before) else PAST  # has taken stock
    if is_verb(entry, said) and inflection is None:
        return ING if _bases(found, "ing", ing) or re.search(_NOUN_PLACE, before) else None  # through pressing ahead
    if inflection == PLURAL:
        return None if _has_no_plural(entry, said) or re.search(_ONE, before) else PLURAL
    if entry.en.part_of_speech == "noun" and re.search(_MANY, before):
        return PLURAL if singular(found) and not singular(said) and not _has_no_plural(entry, said) else None  # many rich two generations, 富二代
    return inflection


def is_verb(entry: ConceptEntry, said: str) -> bool:
    """Whether a verb stands in place of what was found; a listed form may say something else: a temporary post for 挂职."""
    return entry.en.part_of_speech == "verb" and said == entry.english


def finite_form(text: str, start: int, end: int, entry: ConceptEntry) -> str | None:
    """The form in which a verb that was read back stands in the text: touched the stone to cross the river, 摸着石头过河. A form in -ed or -s where no verb can
    stand is a noun or an adjective: the targeted ones, of beads."""
    found, before = text[start:end], text[max(0, start - _LOOK_BACK) : start]
    if entry.en.part_of_speech != "verb" or re.search(_NOUN_PLACE, before):
        return None
    return PAST if _bases(found, "ed", past) else THIRD if _bases(found, "s", third_person) else None


def _bases(found: str, ending: str, form: Callable[[str], str]) -> list[str]:
    """The words of which the first word of what was found is a form with this ending: burn for burning the head incense; none for bring and cross."""
    first = re.match(rf"\W*([A-Za-z]+{ending})\b", found)
    word = first[1].lower() if first else ""
    return [base for base in stems(word) - {word} if form(base) == word]


def _has_no_plural(entry: ConceptEntry, said: str) -> bool:
    """Whether a noun is a proper name (Lu Yu, Jinji Lake; but Party committees), or ends with its pinyin (three-delicacy doupi, ten mu) or a part of it, however cut
    (cuoyu, 搓鱼子 cuōyúzi; Daji Zhuang, 大祭桩 Dà Jìzhuāng)."""
    proper = entry.is_name and not re.search(r"(?<![\w.'’-])(?!(?:and|for|from|over|with)\b)[a-z]{3,}(?<!the)", said)
    return proper or said.rsplit(" ", 1)[-1].casefold() in "".join(toneless(word) for word in entry.pinyin.split()).casefold()
