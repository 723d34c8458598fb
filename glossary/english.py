"""English word forms: what a plural, an article or a folded spelling looks like. Pure; knows nothing of Chinese."""

from __future__ import annotations

import re
from functools import cache

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth", "goose": "geese", "mouse": "mice",
    "life": "lives", "wife": "wives", "knife": "knives", "leaf": "leaves", "half": "halves", "shelf": "shelves", "wolf": "wolves", "analysis": "analyses",
    "crisis": "crises", "basis": "bases", "phenomenon": "phenomena", "criterion": "criteria",
}  # fmt: skip
_UNCOUNTED = frozenset({"people", "series", "species", "news", "information", "equipment", "research", "progress", "police", "sheep", "fish", "staff", "media", "data", "tea"})
_PAST = {
    "make": "made", "take": "took", "give": "gave", "get": "got", "go": "went", "come": "came", "run": "ran", "hold": "held", "build": "built",
    "set": "set", "put": "put", "cut": "cut", "lead": "led", "win": "won", "break": "broke", "speak": "spoke", "write": "wrote", "draw": "drew", "grow": "grew",
    "do": "did", "be": "was", "have": "had", "say": "said", "see": "saw", "keep": "kept", "bring": "brought", "think": "thought", "sing": "sang", "begin": "began",
    "bear": "bore", "beat": "beat", "blow": "blew", "buy": "bought", "catch": "caught", "choose": "chose", "drive": "drove", "drink": "drank", "eat": "ate", "fall": "fell",
    "feel": "felt", "fight": "fought", "find": "found", "fly": "flew", "forget": "forgot", "hear": "heard", "know": "knew", "leave": "left", "lose": "lost", "meet": "met",
    "read": "read", "ride": "rode", "rise": "rose", "sell": "sold", "send": "sent", "shine": "shone", "show": "showed", "sit": "sat", "sleep": "slept", "spend": "spent",
    "stand": "stood", "steal": "stole", "swim": "swam", "teach": "taught", "tell": "told", "wear": "wore", "win over": "won over",
}  # fmt: skip
_VOWEL_SOUND = re.compile(
    r"(?i)^(?:(?!one\b|once|uni(?![mn])|use|usu|uti|uto|uro|ura|ubi|uk\b|eu|ewe)[aeiou](?-i:(?![A-Z&]))|hour|honest|honou?r|heir|8|11\b|11th|18\b|18th|(?-i:[AEFHILMNORSX](?=[A-Z0-9&])))"
)


_HEAD = re.compile(r"^(.*?\w)( (?:of|for|in|to|from|with|on|by|at|between|above|under|per) .*)$")
_HISSING = ("s", "x", "z", "ch", "sh")
_MANY, _CONSONANT_Y, _DOUBLED = re.compile(r"[^sui]s$"), re.compile(r"[^aeiou]y$"), re.compile(r"[^aeiou]*[aeiou][bdgmnprt]")
_NO_MEN = frozenset({"human", "german", "roman", "norman", "shaman", "talisman", "ottoman"})


def plural(noun: str) -> str:
    """The plural of a noun phrase, made on its head: "mini program" -> "mini programs", "way of life" -> "ways of life"."""
    if match := _HEAD.match(noun):
        return plural(match[1]) + match[2]
    head, space, last = noun.rpartition(" ")
    low = last.lower()
    if not low or low in _UNCOUNTED or not low[-1].isalpha() or _MANY.search(low):
        return noun
    if low in _IRREGULAR:
        form = _IRREGULAR[low]
        return head + space + (form.capitalize() if last[0].isupper() else form)
    if low.endswith("man") and low not in _NO_MEN:
        return noun[:-2] + "en"
    if low.endswith(_HISSING):
        return noun + "es"
    if _CONSONANT_Y.search(low):
        return noun[:-1] + "ies"
    return noun + "s"


def ing(verb: str) -> str:
    """The -ing form of a verb phrase, made on its first word."""
    first, space, rest = verb.partition(" ")
    if first == "be":
        stem = first
    elif first.endswith("ie"):
        stem = first[:-2] + "y"
    elif re.search(r"[^aeiouy]e$", first) or first.endswith(("ue", "se", "ce")):
        stem = first[:-1]
    elif _DOUBLED.fullmatch(first):
        stem = first + first[-1]
    else:
        stem = first
    return stem + "ing" + space + rest


def past(verb: str) -> str:
    """The simple past of a verb phrase, made on its first word."""
    first, space, rest = verb.partition(" ")
    if first in _PAST:
        form = _PAST[first]
    elif first.endswith("e"):
        form = first + "d"
    elif _CONSONANT_Y.search(first):
        form = first[:-1] + "ied"
    elif _DOUBLED.fullmatch(first):
        form = first + first[-1] + "ed"
    else:
        form = first + "ed"
    return form + space + rest


def third_person(verb: str) -> str:
    """The third person singular of a verb phrase: "open a road" -> "opens a road"."""
    first, space, rest = verb.partition(" ")
    irregular = {"be": "is", "have": "has", "do": "does", "go": "goes"}
    if first in irregular:
        form = irregular[first]
    elif first.endswith((*_HISSING, "o")):
        form = first + "es"
    elif _CONSONANT_Y.search(first):
        form = first[:-1] + "ies"
    else:
        form = first + "s"
    return form + space + rest


def article(phrase: str) -> str:
    """"a" or "an", by the sound that the phrase begins with."""
    return "an" if _VOWEL_SOUND.match(phrase) else "a"


@cache
def stems(word: str) -> frozenset[str]:
    """What a lower-case word may be an inflection of, itself included: "studies" -> studies, study; loose, for comparing only."""
    found = {word}
    for ending, bases in _ENDINGS if word.endswith(_ANY_ENDING) else ():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            found |= {word[: -len(ending)] + base for base in bases}
    return frozenset(found)


_ENDINGS = (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ing", ("", "e")), ("ed", ("", "e")), ("d", ("",)), ("al", ("", "e")), ("ly", ("",)), ("tion", ("te", "t")),
            ("ional", ("ion",)), ("ation", ("e", "")), ("ment", ("",)), ("ive", ("e", "")), ("ern", ("",)))  # fmt: skip
_ANY_ENDING = tuple(ending for ending, _ in _ENDINGS)
