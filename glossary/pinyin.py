"""Pinyin: readings of Chinese forms, toneless syllables, syllables that are taken for one another. The only importer of pypinyin.

pypinyin is slow to import, so it is imported inside the functions that need it; what runs on every text needs only the syllable table.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from glossary.hanzi import is_hanzi, units

# Initial -> finals, after the table of GB/T 16159 and Xiandai Hanyu Cidian; ü is written v inside the program and u after j, q, x, y.
_FINALS = {
    "": "a ai an ang ao e ei en eng er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u", "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u", "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo", "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve", "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo", "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo", "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un", "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo", "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo", "r": "an ang ao e en eng i ong ou u uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo", "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo", "y": "a an ang ao e i in ing ong ou u uan ue un", "w": "a ai an ang ei en eng o u",
}  # fmt: skip
SYLLABLES = frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())

# Pairs that engines and writers take for one another: retroflex and flat, n and l, h and f, front and back nasals, neighbouring vowels.
_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"), ("r", "l"), ("j", "zh"), ("q", "ch"), ("x", "sh"))
_ENDINGS = (("ing", "in"), ("eng", "en"), ("ang", "an"), ("ao", "ai"), ("uo", "o"), ("ian", "an"), ("iao", "ao"), ("ou", "u"), ("ui", "ei"), ("v", "u"), ("ong", "eng"))


@cache
def toneless(pinyin: str) -> str:
    """Letters only, lower case, no tone marks; ü becomes v.

    >>> toneless("Lǚshùn Kǒu")
    'lvshunkou'
    """
    bases = unicodedata.normalize("NFD", pinyin.lower()).replace("u\u0308", "v")  # ü, and under a tone mark
    return bases.encode("ascii", "ignore").translate(None, _SIGNS).decode("ascii")


_SIGNS = bytes(sign for sign in range(128) if not chr(sign).isalnum())


def spelled(syllable: str) -> str:
    """A syllable as English texts spell it: lv -> lu."""
    return syllable.replace("v", "u")


def is_pinyin(word: str) -> bool:
    """Whether a word can be cut into pinyin syllables."""
    return bool(cut(word.lower()))


@cache
def cut(word: str, most: int = 6) -> tuple[tuple[str, ...], ...]:
    """Every way to cut a lower-case word into at most `most` syllables, the longest first syllable first.

    >>> cut("xian")
    (('xian',), ('xi', 'an'))
    """
    if not word:
        return ((),)
    if most == 0 or word[-1] not in "aeiouvngr":  # no syllable ends otherwise; most English words do
        return ()
    ways = []
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in SYLLABLES:
            ways += [(word[:length], *rest) for rest in cut(word[length:], most - 1)]
    return tuple(ways)


@cache
def confusable(syllable: str) -> tuple[str, ...]:
    """The syllables that are one usual confusion away: zao -> zai, cao, zhao, …"""
    found: dict[str, None] = {}
    for one, other in (*_INITIALS, *((b, a) for a, b in _INITIALS)):
        if syllable.startswith(one) and not (len(one) == 1 and one in "zcs" and syllable[1:2] == "h"):
            found[other + syllable[len(one) :]] = None
    for one, other in (*_ENDINGS, *((b, a) for a, b in _ENDINGS)):
        if syllable.endswith(one):
            found[syllable[: -len(one)] + other] = None
    return tuple(s for s in found if s in SYLLABLES and s != syllable)


@cache
def characters_read_as(character: str) -> tuple[str, ...]:
    """Every toneless reading that pypinyin knows for one character, the usual one first."""
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, v_to_u=False, errors="ignore")
    readings = found[0] if found else []
    return tuple(dict.fromkeys(r for r in readings if r in SYLLABLES))


# Readings alive that no word of pypinyin shows: of what 乾 is in traditional characters, and of surnames.
_ALSO_ALIVE = {"乾": "gan", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "种": "chong"}


def living_readings(character: str) -> tuple[str, ...]:
    """The readings by which an engine may take one character: the usual one, and those that it has in a word that pypinyin lists (no fú for 市)."""
    readings = characters_read_as(character)
    if len(readings) < 2:
        return readings
    alive = _read_in_words()[character] | {_ALSO_ALIVE.get(character, "")}
    return (readings[0], *(reading for reading in readings[1:] if reading in alive))


@cache
def _read_in_words() -> dict[str, set[str]]:
    from pypinyin.phrases_dict import phrases_dict

    found: dict[str, set[str]] = defaultdict(set)
    for character, reading in {(character, reading[0]) for word, readings in phrases_dict.items() for character, reading in zip(word, readings, strict=False)}:
        found[character].add(toneless(reading))
    return found


def contextual(chinese: str) -> tuple[str, ...]:
    """pypinyin's toneless reading of each unit of a form; Latin letters and digits stand for themselves, lower-cased."""
    from pypinyin import Style, lazy_pinyin

    parts = units(chinese)
    text = "".join(filter(is_hanzi, parts))
    # With tone marks, for pypinyin takes them off more slowly. Characters without a reading come one by one: it would join those that stand side by side.
    readings = iter(lazy_pinyin(text, style=Style.TONE, errors=list) if text else [])  # type: ignore[arg-type]
    return tuple([(toneless(next(readings)) or part) if is_hanzi(part) else part.lower() for part in parts])


# Chinese generic -> the words that render it. GB/T 16159 parts it from the name: 太湖 Tài Hú, 寒山寺 Hánshān Sì. A gate (Tiān'ānmén) and a
# village (Hóngcūn) are written as one. Those of `worked_out.GENERICS` part a name of three characters and more whatever its English, the others (海 in 中南海) only
# where the English has the word.
PARTED = {
    "山": "Mountain Mountains Hill Hills Mount", "江": "River", "河": "River", "湖": "Lake", "海": "Sea", "湾": "Bay", "岛": "Island", "寺": "Temple Monastery",
    "塔": "Pagoda", "亭": "Pavilion", "阁": "Pavilion", "园": "Garden", "桥": "Bridge", "县": "County", "区": "District", "路": "Road", "街": "Street",
}  # fmt: skip


def in_context(chinese: str) -> list[str]:
    """The tone-marked syllables as a dictionary of words has them; what is no character stays together."""
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin("".join(units(chinese)), style=Style.TONE)


def joined(syllables: Iterable[str]) -> str:
    """Tone-marked syllables as one word."""
    text = before = ""
    for syllable in syllables:
        if toneless(syllable)[:1] in ("a", "e", "o") and toneless(before)[-1:].isalpha():
            text += "'"
        text, before = text + syllable, syllable
    return text


def aligned(chinese: str, pinyin: str) -> tuple[str, ...] | None:
    """The toneless syllable of each unit, read off the stored pinyin; None when the pinyin does not fit the characters."""
    letters = toneless(pinyin)
    # For each unit the places in the letters from which it and all units behind it can be read to the end, with its reading and where that ends; from
    # behind, so that a form of a thousand characters takes no thousand calls within each other.
    behind = {len(letters): ("", len(letters))}
    steps = []
    for unit in reversed(units(chinese)):
        here: dict[int, tuple[str, int]] = {}
        for choice, form in _written_as(unit):
            for end in behind:
                if letters.endswith(form, 0, end):
                    here.setdefault(end - len(form), (choice, end))
        steps.append(here)
        behind = here
    if 0 not in behind:
        return None
    read, at = [], 0
    for step in reversed(steps):
        choice, at = step[at]
        read.append(choice)
    return tuple(read)


@cache
def _written_as(unit: str) -> tuple[tuple[str, str], ...]:
    """The toneless readings of a unit, the longest first, each with a way in which pinyin writes it."""
    if not is_hanzi(unit):
        return ((toneless(unit), toneless(unit)), (unit.lower(), ""))  # "1+8": digits are often read out or left out
    choices = characters_read_as(unit)
    choices = (*choices, "r") if unit == "儿" else choices
    # u is written for ü after j, q, x, y, and by many writers elsewhere; both are accepted.
    return tuple((choice, form) for choice in sorted(choices, key=len, reverse=True) for form in dict.fromkeys((choice, choice.replace("v", "u"))))


def written(chinese: str, pinyin: str) -> tuple[tuple[str, str], ...]:
    """Each unit of a form with its syllable as the reading writes it, in lower case with its tone mark; empty if the reading does not fit.

    >>> written("西安", "Xī'ān")
    (('西', 'xī'), ('安', 'ān'))
    """
    text, at, pairs = unicodedata.normalize("NFC", pinyin.lower()), 0, []
    for part, syllable in zip(units(chinese), aligned(chinese, pinyin) or (), strict=False):
        while at < len(text) and not toneless(text[at]):
            at += 1
        end = at
        while end < len(text) and len(toneless(text[at:end])) < len(syllable):
            end += 1
        pairs.append((part, text[at:end]))
        at = end
    return tuple(pairs)


@cache
def toned_readings(character: str) -> frozenset[str]:
    """Every reading with its tone mark that pypinyin knows for one character; none for one that it does not know."""
    from pypinyin import Style, pinyin

    return frozenset(*pinyin(character, style=Style.TONE, heteronym=True, errors="ignore"))


def fits(chinese: str, pinyin: str) -> bool:
    """Whether every syllable of the pinyin is a reading that pypinyin knows for its character."""
    return aligned(chinese, pinyin) is not None


def syllables(chinese: str, pinyin: str) -> tuple[str, ...]:
    """The toneless syllable of each unit: from the stored pinyin where it fits, else in pypinyin's contextual reading."""
    return aligned(chinese, pinyin) or contextual(chinese)


# Wade–Giles without marks, as old books spell it. Source: the rules of the system, written as replacements of initials and finals.
_WADE_INITIALS = (("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("j", "ch"), ("q", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("b", "p"), ("p", "p"),
                  ("d", "t"), ("t", "t"), ("g", "k"), ("k", "k"), ("r", "j"))  # fmt: skip
_WADE_FINALS = {"ong": "ung", "iong": "iung", "ian": "ien", "ue": "ueh", "ie": "ieh", "i": "ih", "e": "o", "ui": "ui", "uo": "uo", "iu": "iu"}
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "ssu", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yong": "yung", "er": "erh", "he": "ho",
    "ke": "ko", "ge": "ko", "e": "o", "yue": "yueh", "gui": "kuei", "kui": "kuei", "xi": "hsi", "qi": "chi", "ji": "chi", "guo": "kuo", "duo": "to",
    "tuo": "to", "luo": "lo", "nuo": "no", "zuo": "tso", "cuo": "tso", "suo": "so", "zhuo": "cho", "chuo": "cho", "ruo": "jo",
}  # fmt: skip


@cache
def wade_giles(syllable: str) -> str:
    """The syllable in unmarked Wade–Giles: xiao -> hsiao, zhong -> chung."""
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    own = syllable[:1] if syllable[:1] not in "aeiou" else ""
    initial, wade = next(((a, b) for a, b in _WADE_INITIALS if syllable.startswith(a)), (own, own))
    final = syllable[len(initial) :]
    if final == "i" and initial not in ("zh", "ch", "sh", "r"):
        return wade + "i"
    if final == "e" and initial in ("zh", "ch", "sh", "r", "z", "c", "s", "d", "t", "l", "n"):
        return wade + "e"
    return wade + _WADE_FINALS.get(final, final)
