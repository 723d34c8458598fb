"""English word forms: what a plural, an article or a folded spelling looks like. Pure; knows nothing of Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

_IRREGULAR = {
    "man": "men", "woman": "women", "child": "children", "person": "people", "foot": "feet", "tooth": "teeth", "goose": "geese", "mouse": "mice",
    "life": "lives", "wife": "wives", "knife": "knives", "leaf": "leaves", "loaf": "loaves", "half": "halves", "calf": "calves", "shelf": "shelves", "wolf": "wolves",
    "hoof": "hooves", "thief": "thieves", "ox": "oxen", "axis": "axes",
    "phenomenon": "phenomena", "criterion": "criteria", "hero": "heroes", "potato": "potatoes", "tomato": "tomatoes", "veto": "vetoes", "echo": "echoes",
}  # fmt: skip
_UNCOUNTED = frozenset(
    "people men women children series species news information equipment research progress police sheep fish staff media omnimedia self-media data tea".split()
)
_PAST = {
    "be": "was", "have": "had", "do": "did", "go": "went", "say": "said", "pay": "paid", "lay": "laid", "lie": "lay", "saute": "sauteed",
    "arise": "arose", "awake": "awoke", "bear": "bore", "beat": "beat", "become": "became", "begin": "began", "bend": "bent", "bind": "bound", "bite": "bit",
    "bleed": "bled", "blow": "blew", "break": "broke", "breed": "bred", "bring": "brought", "build": "built", "buy": "bought", "catch": "caught", "choose": "chose",
    "cling": "clung", "come": "came", "creep": "crept", "deal": "dealt", "dig": "dug", "draw": "drew", "drink": "drank", "drive": "drove", "eat": "ate", "fall": "fell",
    "feed": "fed", "feel": "felt", "fight": "fought", "find": "found", "flee": "fled", "fling": "flung", "fly": "flew", "forbid": "forbade", "foresee": "foresaw",
    "foretell": "foretold", "forget": "forgot", "forgive": "forgave", "freeze": "froze", "get": "got", "give": "gave", "grind": "ground", "grow": "grew", "hang": "hung",
    "hear": "heard", "hide": "hid", "hold": "held", "keep": "kept", "kneel": "knelt", "know": "knew", "lead": "led", "leave": "left", "lend": "lent", "light": "lit",
    "lose": "lost", "make": "made", "mean": "meant", "meet": "met", "mislead": "misled", "mistake": "mistook", "outdo": "outdid", "outgrow": "outgrew", "outshine": "outshone",
    "overcome": "overcame", "override": "overrode", "oversee": "oversaw", "overtake": "overtook", "overthrow": "overthrew", "partake": "partook", "rebuild": "rebuilt",
    "redo": "redid", "remake": "remade", "repay": "repaid", "resell": "resold", "retake": "retook", "rethink": "rethought", "rewrite": "rewrote", "ride": "rode",
    "ring": "rang", "rise": "rose", "run": "ran", "see": "saw", "seek": "sought", "sell": "sold", "send": "sent", "shake": "shook", "shine": "shone", "shoot": "shot",
    "shrink": "shrank", "sing": "sang", "sink": "sank", "sit": "sat", "sleep": "slept", "slide": "slid", "speak": "spoke", "speed": "sped", "spend": "spent", "spin": "spun",
    "spring": "sprang", "stand": "stood", "steal": "stole", "stick": "stuck", "sting": "stung", "stride": "strode", "strike": "struck", "string": "strung", "strive": "strove",
    "swear": "swore", "sweep": "swept", "swim": "swam", "swing": "swung", "take": "took", "teach": "taught", "tear": "tore", "tell": "told", "think": "thought",
    "throw": "threw", "tread": "trod", "undergo": "underwent", "understand": "understood", "undertake": "undertook", "undo": "undid", "unwind": "unwound", "uphold": "upheld",
    "wake": "woke", "wear": "wore", "weave": "wove", "weep": "wept", "win": "won", "withdraw": "withdrew", "withhold": "withheld", "withstand": "withstood", "wring": "wrung",
    "write": "wrote",
    **{verb: verb for verb in (
        "beset", "bet", "bid", "broadcast", "burst", "cast", "cost", "cut", "forecast", "hit", "hurt", "input", "let", "offset", "put", "quit", "read", "reset", "rid", "set",
        "shed", "shut", "split", "spread", "thrust", "upset",
    )},
}  # fmt: skip
_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
# Where it is not the simple past: has taken, was known.
_PARTICIPLE = {
    "be": "been", "do": "done", "go": "gone", "lie": "lain", "arise": "arisen", "awake": "awoken", "bear": "borne", "beat": "beaten", "become": "become", "begin": "begun",
    "bite": "bitten", "break": "broken", "choose": "chosen", "come": "come", "draw": "drawn", "drink": "drunk", "drive": "driven", "eat": "eaten", "fall": "fallen", "fly": "flown",
    "forbid": "forbidden", "foresee": "foreseen", "foretell": "foretold", "forget": "forgotten", "forgive": "forgiven", "freeze": "frozen", "give": "given", "grow": "grown",
    "hide": "hidden", "know": "known", "mistake": "mistaken", "outdo": "outdone", "outgrow": "outgrown", "overcome": "overcome", "override": "overridden", "oversee": "overseen",
    "overtake": "overtaken", "overthrow": "overthrown", "partake": "partaken", "redo": "redone", "retake": "retaken", "rewrite": "rewritten", "ride": "ridden", "ring": "rung",
    "rise": "risen", "run": "run", "see": "seen", "shake": "shaken", "shrink": "shrunk", "sing": "sung", "sink": "sunk", "speak": "spoken", "spring": "sprung", "steal": "stolen",
    "stride": "stridden", "strive": "striven", "swear": "sworn", "swim": "swum", "take": "taken", "tear": "torn", "throw": "thrown", "tread": "trodden", "undergo": "undergone",
    "undertake": "undertaken", "undo": "undone", "wake": "woken", "wear": "worn", "weave": "woven", "withdraw": "withdrawn", "write": "written",
}  # fmt: skip
_ING = {"be": "being", "saute": "sauteing", "singe": "singeing"}
# Verbs of several syllables that double their last letter, as a rule because the stress lies there: admitted, but visited and developed.
_STRESSED = frozenset(
    "abet abhor abut acquit admit allot annul beget begin beset commit compel concur confer control defer demur deter dispel embed emit enrol entrap equip excel expel "
    "forbid forget handicap impel incur infer input inter kidnap occur offset omit outbid outfit outrun overrun patrol permit prefer program propel rebel rebut recap recur refer "
    "refit regret remit repel rerun reset retrofit rid submit transfer transmit transship unplug unwrap upset waterlog zigzag".split()
)
_VOWEL_SOUND = (
    r"(?i)^(?:(?!one\b|once|uni(?![mn])|use|usu|uti|uto|uro|ura|ubi|uk\b|eu|ewe)[aeiou](?-i:(?![A-Z&]))|hour|honest|honou?r|heir|8|11\b|11th|18\b|18th|(?-i:[AEFHILMNORSX](?=[A-Z0-9&])))"
)


_HEAD = re.compile(r"^(.*?\w)( (?:of|for|in|to|from|with|on|by|at|between|above|under|per) .*)$")
_HISSING = ("s", "x", "z", "ch", "sh")
_MANY, _CONSONANT_Y, _ONE_BEAT = re.compile(r"[^sui]s$"), re.compile(r"[^aeiou]y$"), re.compile(r"(?:[^aeiou]|qu)*[aeiou][bdgmnprt]")
_NO_MEN = frozenset({"human", "german", "roman", "norman", "shaman", "talisman", "ottoman", "laghman"})


_CLAUSE = re.compile(r"\b(?:is|are|was|were|be)\b")  # ensuring responsibilities are fulfilled: no noun


def plural(noun: str) -> str:
    """The plural of a noun phrase, made on its head: "mini program" -> "mini programs", "way of life" -> "ways of life"."""
    if _CLAUSE.search(noun):
        return noun
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
    if low.endswith("sis"):
        return noun[:-2] + "es"
    if low.endswith(_HISSING):
        return noun + "es"
    if _CONSONANT_Y.search(low):
        return noun[:-1] + "ies"
    return noun + "s"


_ONE_OF = {many: one for one, many in _IRREGULAR.items() if many != "people"}  # a people is one, too
# What looks like a plural and has no singular that means the same; what ends in -ics is none either.
_MANY_ONLY = (_UNCOUNTED - _ONE_OF.keys()) | frozenset("gas lens atlas canvas headquarters barracks means works goods savings arms sports grassroots overseas".split())
_SINGULARS = (
    (r"(cri|the|empha|oa|gno|rpho|y)ses$", r"\1sis"), (r"\b(ab|exc)uses$", r"\1use"), (r"([^aeo]us|ss|x|zz|ch|sh)es$", r"\1"),
    (r"\b(mov|cook|calor|zomb|smooth|self|food|aunt|t|p|l)ies$", r"\1ie"), (r"([^aeiou])ies$", r"\1y"), (r"men$", "man"), (r"([^sui])s$", r"\1"),
)  # fmt: skip


def singular(noun: str) -> str:
    """The noun phrase of which this is the plural: "top enterprises" -> "top enterprise"; "" for what is no plural, or has no singular (news)."""
    if match := _HEAD.match(noun):
        return one + match[2] if (one := singular(match[1])) else ""
    head, space, last = noun.rpartition(" ")
    low = last.lower()
    if low in _MANY_ONLY or low.endswith("ics"):
        return ""
    if low in _ONE_OF:
        return head + space + (_ONE_OF[low].capitalize() if last[0].isupper() else _ONE_OF[low])
    made = next((re.sub(many, one, last) for many, one in _SINGULARS if re.search(many, last)), "")
    return head + space + made if made and plural(made) == last else ""


# The verb of a phrase: behind quote marks, adverbs and what a hyphen joins to it ("bravely shoulder", "each perform", "co-build").
_ADVERBS = r"(?:(?!(?:(?:ap|com|im|multi|re|sup|)p|al|bul|f|re|ral|tal)ly )\w+ly (?:and )?|(?:also|always|both|each|never|then) )*"
_VERB = rf"(?s)^(\W*{_ADVERBS}(?:\w+-)*)(\w+)(.*)$"
# A phrase has several verbs where it begins with a list ("study, reflect, practice and comprehend"), and where one of these follows a comma or an "and":
# "plan and act in step", but "reduce pollution and carbon emissions".
_LISTED = r"\w+, "
_FURTHER = frozenset(
    "accept act add apply ask assess believe benefit break close complete cross delegate deliver dump eliminate enforce expand extend fall fight find guide help hold "
    "implement leave let make manage nurture overtake pool press prevent produce promote purge put raise relax rely remove see sell set share shed shore stabilize stay "
    "straighten strengthen study swat take taste treat understand upgrade work".split()
)
_JOINT = r"(, and |, | and )"


def _inflected(phrase: str, form: Callable[[str], str]) -> str:
    """The phrase with `form` made of its verb, or of each verb where it has several."""
    first, *others = re.split(_JOINT, phrase)
    listed = re.match(_LISTED, phrase)
    said = _first_inflected(first, form)
    for joint, part in zip(others[::2], others[1::2], strict=True):
        verb = re.match(_VERB, part)
        further = verb is not None and (listed or (verb[2] in _FURTHER and not _is_noun(verb, phrase)))
        said += joint + (_first_inflected(part, form) if further else part)
    return said


def _is_noun(verb: re.Match[str], phrase: str) -> bool:
    """Whether what could be a verb is the object of one (resume production and work), or an infinitive as the one before it (be able to read and write)."""
    return (verb[2] == "work" and not verb[3]) or phrase.startswith(("be able to ", "rush to "))


def _first_inflected(phrase: str, form: Callable[[str], str]) -> str:
    if not (match := re.match(_VERB, phrase)):
        return phrase
    before, verb, rest = match.groups()
    made = form(verb.lower()) if verb.istitle() else form(verb)
    return before + (made.capitalize() if verb.istitle() else made) + rest


def _doubles(verb: str) -> bool:
    return verb in _STRESSED or _ONE_BEAT.fullmatch(verb) is not None


def ing(verb: str) -> str:
    """The -ing form of a verb phrase: "bravely take the lead" -> "bravely taking the lead"."""
    return _inflected(verb, _ing)


def _ing(verb: str) -> str:
    if verb in _ING:
        return _ING[verb]
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if re.search(r"[^aeiouy]e$", verb) or verb.endswith(("ue", "se", "ce")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def past(verb: str) -> str:
    """The simple past of a verb phrase: "pay a visit" -> "paid a visit"."""
    return _inflected(verb, _past)


def _past(verb: str) -> str:
    if verb in _PAST:
        return _PAST[verb]
    if verb.endswith("e"):
        return verb + "d"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def participle(verb: str) -> str:
    """The past participle of a verb phrase: "take stock" -> "taken stock"."""
    return _inflected(verb, lambda word: _PARTICIPLE.get(word) or _past(word))


def third_person(verb: str) -> str:
    """The third person singular of a verb phrase: "open a road" -> "opens a road"."""
    return _inflected(verb, _third_person)


def _third_person(verb: str) -> str:
    if verb in _THIRD:
        return _THIRD[verb]
    if verb.endswith((*_HISSING, "o")):
        return verb + "es"
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ies"
    return verb + "s"


def article(phrase: str) -> str:
    """"a" or "an", by the sound that the phrase begins with."""
    return "an" if re.match(_VOWEL_SOUND, phrase) else "a"


@cache
def stems(word: str) -> frozenset[str]:
    """What a lower-case word may be an inflection of, itself included: "studies" -> studies, study; loose, for comparing only."""
    found = {word, _BASE.get(word, word)}
    if doubled := _DOUBLED.fullmatch(word):
        found.add(doubled[1])
    for ending, bases in _ENDINGS if word.endswith(_ANY_ENDING) else ():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            found |= {word[: -len(ending)] + base for base in bases}
    return frozenset(found)


# took: take; hidden: hide; goes: go; women: woman. Of two verbs that share a form the one whose past it is (lay: lie).
_BASE = _ONE_OF | {form: verb for table in (_THIRD, _PARTICIPLE, _PAST) for verb, form in table.items()}
_SHORT = ("cry", "dry", "fly", "fry", "sky", "try")  # of less than three letters before the ending
_BASE |= {form(word): word for word in _SHORT for form in (_past, _third_person)} | {_ing(verb): verb for verb in ("die", "lie", "tie")}
_BASE |= {f"{verb}t": verb for verb in ("burn", "dream", "learn", "spoil")}
_DOUBLED = re.compile(r"([a-z]+([bdglmnprt]))\2(?:ing|ed)")  # swimming: swim


_ENDINGS = (("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("men", ("man",)), ("ing", ("", "e")), ("ied", ("y",)), ("ed", ("", "e")), ("d", ("",)), ("al", ("", "e")),
            ("ly", ("",)), ("tion", ("te", "t")), ("ional", ("ion",)), ("ation", ("e", "")), ("ment", ("",)), ("ive", ("e", "")), ("ern", ("",)))  # fmt: skip
_ANY_ENDING = tuple(ending for ending, _ in _ENDINGS)
