"""How an entry's Chinese and its pinyin should be written: simplified characters, and readings in the orthography of GB/T 16159.

Judged for one entry alone, against what the dictionaries give for its characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from glossary.entry import ConceptEntry
from glossary.hanzi import is_hanzi, simplified_form
from glossary.pinyin import PARTED, aligned, characters_read_as, contextual, fits, toned_readings, toneless, written

# Syllables that are written without a tone mark even when they stand alone.
_NEUTRAL = frozenset({"a", "ba", "de", "di", "ge", "la", "le", "li", "lou", "ma", "me", "men", "ne", "r", "shang", "wa", "xia", "ya", "zhe", "zi"})
# 粢饭 is read cīfàn; the dictionary of pypinyin has zī only.
_OTHER_TONES = frozenset({("粢", "cī")})
_UNCHANGED = {"一": "yī", "不": "bù"}  # whatever tone they are spoken in before another
_LINES = ("城际铁路", "高速公路", "高速铁路", "城际", "高铁", "高速", "铁路")
_PLACES = frozenset({"place", "transport", "heritage"})


def faults(entry: ConceptEntry) -> Iterator[str]:
    """What is wrong with the characters of an entry and with its reading, a sentence each."""
    for form in entry.chinese_forms:
        if (plain := simplified_form(form)) != form:
            yield f"{form} is not simplified; write {plain}"
        if re.search(r"[\u4e00-\u9fff][,;:!?][\u4e00-\u9fff]", form):
            yield f"{form} holds Western punctuation, by which a double hides; write ，；：！？"
    if not entry.pinyin:
        yield "pinyin is missing"
    elif not is_reading(entry.pinyin, entry.chinese):
        yield f"{entry.pinyin!r} is no reading of {entry.chinese} that is known ({' '.join(contextual(entry.chinese))})"
    else:
        yield from _spelling(entry)
        yield from _tones(entry)
        if _is_joined_generic(entry):
            yield f"{entry.pinyin!r} joins the generic {entry.chinese[-1]} to the name; part them, both with a capital"
        if _lacks_hyphen(entry):
            yield f"{entry.pinyin!r} names a line by its ends; put hyphens between them: Hù-Níng Gāotiě"


def is_reading(pinyin: str, chinese: str) -> bool:
    """Whether the dictionaries know the pinyin as a reading of the Chinese, its figures and signs read out or not."""
    return fits(chinese, pinyin) or _fits_read_out(chinese, pinyin)


def _fits_read_out(chinese: str, pinyin: str) -> bool:
    """Whether the pinyin fits where figures and signs are read out: 世界500强 shìjiè wǔbǎi qiáng."""
    if not re.search(r"[0-9+＋×〇.%]", chinese):
        return False
    parts = ("(?:" + "|".join((*characters_read_as(char), char)) + ")" if is_hanzi(char) and char != "〇" else "[a-z0-9]*" for char in chinese)
    return re.fullmatch("".join(parts), toneless(pinyin)) is not None


def _spelling(entry: ConceptEntry) -> Iterator[str]:
    """Tone marks and apostrophes of a reading that fits."""
    read = aligned(entry.chinese, entry.pinyin) or ()
    for word in re.split(r"[\s-]+", entry.pinyin):
        if re.search(r"[A-Za-z]{2}", word) and not _is_toned(word) and toneless(word) not in _NEUTRAL and not _is_latin(word, entry.chinese):
            yield f"{word!r} in {entry.pinyin!r} has no tone mark"
    text = unicodedata.normalize("NFC", entry.pinyin)
    bare = [toneless(char) for char in text]
    at = 0
    for syllable in read:
        while at < len(text) and not bare[at]:
            at += 1
        if syllable[0] in "aoe" and at and bare[at - 1].isalpha():
            yield f"{entry.pinyin!r} needs an apostrophe before {syllable!r}"
        left = len(syllable)
        while left:
            left -= len(bare[at])
            at += 1


def _tones(entry: ConceptEntry) -> Iterator[str]:
    """Tone marks that no dictionary gives the character; a syllable may always be neutral."""
    for unit, syllable in written(entry.chinese, entry.pinyin):
        if is_hanzi(unit) and _is_toned(syllable) and syllable not in toned_readings(unit) and (unit, syllable) not in _OTHER_TONES:
            yield f"{syllable!r} is no reading of {unit} ({', '.join(sorted(toned_readings(unit)))})"
        elif _is_toned(syllable) and syllable != (tone := _UNCHANGED.get(unit, syllable)):
            yield f"{unit} in {entry.pinyin!r} keeps its own tone in writing; write {tone}"


def _is_joined_generic(entry: ConceptEntry) -> bool:
    """Whether a place whose English ends (or begins, "Mount Tai") with the generic is read in one word."""
    if entry.subject not in _PLACES or not entry.pinyin[:1].isupper() or not entry.pinyin.replace("'", "").isalpha():
        return False
    words = entry.english.split()
    return bool({words[0], words[-1]} & set(PARTED.get(entry.chinese[-1], "").split()))


def _lacks_hyphen(entry: ConceptEntry) -> bool:
    """Whether a line named after its ends by one character each (沪宁高铁, Shanghai-Nanjing) is read without hyphens."""
    ends = next((entry.chinese.removesuffix(line) for line in _LINES if entry.chinese.endswith(line)), "")
    names = entry.english.split(" ")[0].split("-")
    return len(ends) == len(names) > 1 and all(name[:1].isupper() for name in names) and len(entry.pinyin.split()) == 2 and "-" not in entry.pinyin


def _is_toned(word: str) -> bool:
    return any(mark in unicodedata.normalize("NFD", word) for mark in "\u0304\u0301\u030c\u0300")


def _is_latin(word: str, chinese: str) -> bool:
    """Whether a word of the reading is Latin in the Chinese as well: "APP", "5G"."""
    return not is_hanzi(word) and word.lower() in chinese.lower()
