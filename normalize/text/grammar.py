"""The grammar around a replacement: capitals, plural, verb form, article, no word said twice.

A replacement is fitted to the words it takes the place of, and the stretch may grow by the article before it or a repeated generic noun
after it: "a one-yard access" keeps its article, "kunqu opera" becomes "Kunqu Opera" and not "Kunqu Opera opera".
"""

from __future__ import annotations

import re

from glossary.english import article, ing, participle, past, plural, singular, stems, third_person

_ARTICLE = re.compile(r"(?<![\w'’‘-])(?<!['’‘] )(an?|An?)[ \u00a0](?=[\"“‘']?$)")
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Za-z]+)\b")
# The end of a sentence, also where its space is lost (met.The); the head of a line, with what makes it an item, a heading or a cell.
_SENTENCE_END = re.compile(
    r"(?:[。！？]|[.!?:。！？][\"”’')\]]*\s+|[a-z\d\"”’)%][.!?][\"”’)]*|(?:^|\n)\s*(?:(?:[-•·–—>#+*]+|\(?\d+[.)])[ \t]+)*|\|[ \t]*)[\"“‘'(\[*_]*$"
)

_LONGEST = 400  # a headline, in code points; those of the seeds and the gold lists have fewer than 300

PLURAL, THIRD, ING, PAST, PARTICIPLE = "plural", "third", "ing", "past", "participle"
INFLECT = {PLURAL: plural, THIRD: third_person, ING: ing, PAST: past}  # the forms in which a text is searched
_FORMS = {**INFLECT, PARTICIPLE: participle}


def starts_sentence(text: str, start: int) -> bool:
    """Whether a word at this offset begins a sentence, a line or a text."""
    return _SENTENCE_END.search(text, max(0, start - 12), start) is not None


def capitalized(phrase: str) -> str:
    """The phrase with its first letter in upper case."""
    for index, char in enumerate(phrase):
        if char.isalpha():
            return phrase[:index] + char.upper() + phrase[index + 1 :]
        if char.isalnum():
            break
    return phrase


def is_title_case(found: str) -> bool:
    """Whether every longer word of two or more is capitalized, as in a headline or a name."""
    words = [word for word in re.findall(r"[A-Za-z]+", found) if len(word) > 3]
    return len(words) >= 2 and all(word[0].isupper() for word in words)


def is_headline(line: str) -> bool:
    """Whether a line is set in headline capitals: most of its longer words are capitalized."""
    words = [word for word in re.findall(r"[A-Za-z]+", line) if len(word) > 3]
    return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


def in_headline(text: str, offset: int) -> bool:
    """Whether an offset lies in a headline."""
    return is_headline(_line(text, offset))


def fit(text: str, start: int, end: int, replacement: str, inflection: str | None = None, *, verb: bool = False, bearer: bool = False) -> tuple[int, int, str]:
    """(start, end, replacement) so that the sentence holds: the stretch may grow, the replacement is inflected, capitalized and put after the article
    that it asks for."""
    found = text[start:end]
    if inflection is not None:
        replacement = _FORMS[inflection](replacement)
    replacement = _without_double_before(text, start, _cased(text, start, end, replacement), verb)
    replacement = _paired(found, replacement, text[max(0, start - 1) : start])
    end, replacement = _without_double(text, end, replacement)
    end, replacement = _possessive(text, start, end, replacement)
    if replacement.endswith(".") and re.match(r"\.(?!\.)", text[end : end + 2]):
        end += 1  # one full stop ends Co., Ltd. and its sentence
    start, replacement = _after_its_article(text, start, end, replacement, verb, bearer)
    return start, end, replacement


def _after_its_article(text: str, start: int, end: int, replacement: str, verb: bool, bearer: bool) -> tuple[int, str]:
    """The start of the stretch, which takes the "a" or "an" before it in where that changes or goes, and the replacement behind it: "|crab" after "an" ->
    "|a crab"; without an article of its own where the place has one: "its |the Court"."""
    before = text[max(0, start - 12) : start]
    match = _ARTICLE.search(before)
    if match is None:
        own = re.match(r"[Tt]he |an? (?=[a-z])", replacement)
        return start, replacement[own.end() :] if own and re.search(_DETERMINED, before) else replacement
    wanted, have, gap = article(replacement.lstrip("\"“‘'")), match[1], before[match.end(1) :]
    at, begins = start - len(before) + match.start(1), have[0].isupper()
    if verb or _takes_no_article(replacement) or ((bearer or _is_uncounted(replacement)) and re.match(_ALONE, text[end:])):
        return at, gap[1:] + (capitalized(replacement) if begins else replacement)
    if have.lower() != wanted:
        return at, (wanted.capitalize() if begins else wanted) + gap + replacement
    return start, replacement


# What follows a noun that no other noun follows: a Guilin rice powder. But a Guilin rice powder shop.
_ALONE = (
    r"[\"”’)]*(?:$|[.,;:!?)\n]|[ \u00a0](?:and|are|as|at|but|by|can|for|from|had|has|have|in|into|is|of|on|or|than|that|to|was|were|when|where|which|while|who|will|with"
    r"|\w+ed|became|began|came|grew|made|met|said|stood|took|went|won)\b)"
)
_DETERMINED = r"(?i)(?:\b(?:the|this|its|their|his|her|our|my|your|any|each|every|no|some|these|those)|\w['’]s)[ \u00a0]$"
_UNCOUNTED = frozenset(
    "development employment equipment governance information infrastructure management news pork prevention progress research rice safety security tea tofu".split()
)


def _is_uncounted(replacement: str) -> bool:
    """Whether no "a" may stand before it: rice noodles, static management."""
    return bool(singular(replacement)) or replacement.rpartition(" ")[2].lower() in _UNCOUNTED


def _cased(text: str, start: int, end: int, replacement: str) -> str:
    """The replacement with the capitals that its place asks for: of a line in capitals, of a headline or a longer name, of a sentence."""
    found, line = text[start:end], _line(text, start)
    if _in_capitals(line, found):
        return replacement.upper()
    words = [word for word in re.findall(r"[A-Za-z][\w'’-]*", found) if word.lower() not in _SMALL]
    titled = all(word[0].isupper() for word in words)
    if titled and ((is_headline(line) and not line.rstrip().endswith(".")) or _is_within_name(text, start, end, len(words))):
        return _titled(replacement)
    begins = (found[:1].isupper() or found[:1].isdigit()) and starts_sentence(text, start)
    return capitalized(replacement) if begins else replacement


def _in_capitals(line: str, found: str) -> bool:
    """Whether the line around what was found is set in capitals, and is no list of abbreviations."""
    return line.isupper() and (" " in found or len(re.findall(r"[A-Z]{4,}", line)) > 2)


def _is_within_name(text: str, start: int, end: int, words: int) -> bool:
    """Whether so many words with capitals are part of a longer name: the Municipal Normalized Epidemic Prevention and Control Headquarters."""
    if re.match(r"[ \u00a0][A-Z][a-z]", text[end : end + 3]):
        return words > 1 or not starts_sentence(text, start)  # where the capital of one word may be the sentence's
    before = re.search(r"(?<![\w'’-])([A-Z][\w-]*)[ \u00a0]$", text[max(0, start - _LONGEST_WORD) : start])
    return before is not None and before[1].lower() not in _NO_ARTICLE  # District Normalized …, but The Normalized …


_LONGEST_WORD = 30
_OPENING, _CLOSING = "“([{（《「«", "”)]}）》」»"  # either side of a mark tells what "*" and '"' do
_QUOTES = frozenset("“”「」«»\"")
_MARK = rf"(?P<opening>(?<!\w)(?:[{re.escape(_OPENING)}\"]|[*_~=]+)(?=\w))|(?<=\w)(?:[{re.escape(_CLOSING)}\"]|[*_~=]+)(?!\w)"


def _paired(found: str, replacement: str, before: str) -> str:
    """The replacement with the marks whose other half stands outside of what was found: “Jindian” Week, Jindian [Week](…), **Jindian** Week, \\emph{Jindian} Week. A single
    quotation mark is one only where it opens before what was found; else it is an apostrophe."""
    if not _QUOTES.isdisjoint(replacement):
        return replacement  # it has marks of its own
    opened: list[str] = []
    closed = "".join(re.findall(r"(?<=\w)['’](?=[ A-Z])", found)[:1]) if before in ("'", "‘") else ""
    for match in re.finditer(_MARK, found):
        if match["opening"]:
            opened.append(match[0])
        elif opened:
            opened.pop()
        else:
            closed += match[0]
    if opened and closed:
        return replacement  # “a” b “c”: the halves outside are a pair
    return "".join(opened) + replacement + closed


# What begins with these words is no noun that an article could stand before: "a gallery" 一廊, one corridor; "a wide range" 面广, reach a wide area.
# Written with a capital they may begin a name (No 1 Bridge, To Live), so only articles count in either case.
_ARTICLES = frozenset({"a", "an", "the"})
_NO_ARTICLE = _ARTICLES | frozenset(
    "this that these those its his her their our my your each every all both many several some any no one two three four five six seven eight nine ten "
    "I it he she they we you there in on at of by for from to with as and or but if when while after before not is are was were be being been".split()
)


def starts_with_article(phrase: str) -> bool:
    """Whether a phrase begins with "a" or "an"."""
    return phrase.partition(" ")[0].lower() in ("a", "an")


def with_article(found: str, words: str) -> str:
    """The words with the article that what was found begins with, in the form that they ask for: an open bureau, a fresh start."""
    if not starts_with_article(found) or _takes_no_article(words) or _is_uncounted(words):
        return words
    said = article(words.lstrip("\"“‘'"))
    return f"{said.capitalize() if found[0].isupper() else said} {words}"


def _takes_no_article(replacement: str) -> bool:
    word = replacement.partition(" ")[0].strip("\"“‘'")
    return word in _NO_ARTICLE or word.lower() in _ARTICLES


def _line(text: str, offset: int) -> str:
    """The line of an offset; empty where it is longer than any headline, for a text of megabytes may be a single line."""
    first, last = max(0, offset - _LONGEST), min(len(text), offset + _LONGEST)
    start, end = text.rfind("\n", first, offset) + 1, text.find("\n", offset, last)
    end = end if end >= 0 else last
    return text[start:end] if end - start < _LONGEST else ""


_SMALL = frozenset({"of", "the", "and", "in", "on", "for", "to", "a", "an", "at", "with", "by", "or"})


def _titled(phrase: str) -> str:
    """In headline capitals; a word that has capitals or a point of its own stays: e-CNY, High-speed Railway, youth.cn."""
    return " ".join(_title_word(word, at > 0) for at, word in enumerate(phrase.split(" ")))


def _title_word(word: str, inner: bool) -> str:
    if word != word.lower() or "." in word or (inner and word in _SMALL):
        return word
    first, *others = word.split("-")
    return "-".join([capitalized(first), *(part if part in _SMALL else capitalized(part) for part in others)])


def _without_double(text: str, end: int, replacement: str) -> tuple[int, str]:
    """The end of the stretch behind the words that the replacement already ends with, and the number that the last one has: "…Opera| opera" ->
    "…Opera opera|", "little giant enterprise| enterprises" -> "little giant enterprises|"; behind a bracket that says the replacement: "pneumonia| (COVID-19)"."""
    following = text[end : end + len(replacement) + 3]
    if following.lower() == f" ({replacement.lower()})":
        return end + len(following), replacement
    for space in re.finditer(" ", replacement):
        tail = replacement[space.start() :]
        if following.replace("\u00a0", " ").lower().startswith(tail.lower()) and not following[len(tail) : len(tail) + 1].isalnum():
            return end + len(tail), replacement
    match = _NEXT_WORD.match(text, end)
    head, among, last = replacement.rpartition(" ")
    if match and among and match[1].lower() == plural(last).lower():
        return match.end(), head + among + plural(last)
    return end, replacement


def _without_double_before(text: str, start: int, replacement: str, verb: bool) -> str:
    """The replacement without the words that stand before it: "Shanghai |Shanghai Polytechnic University", "China (|China (Shanghai) Pilot Free Trade Zone";
    of a verb in any form: "puts |put the people first"."""
    before = text[max(0, start - _LONGEST_WORD) : start]
    first, _, rest = replacement.partition(" ")
    if first.lower() in _ARTICLES:
        return replacement  # `fit` sees to articles
    for match in re.finditer(r"[ (]", replacement):
        said = replacement[: match.end()]
        if before.lower().endswith(said.lower()) and not re.search(r"[\w'’-]$", before[: -len(said)]):
            return replacement[match.end() :]
    same = re.search(r"(?<![\w'’-])([a-z]+) $", before) if verb and rest else None
    return rest if same and first.lower() in stems(same[1]) else replacement


def _possessive(text: str, start: int, end: int, replacement: str) -> tuple[int, str]:
    """The possessive of a plural that was a singular, and the other way round: Zhejiang merchants', the heir's."""
    if re.match(r"['’]s\b", text[end : end + 3]) and replacement.endswith("s") and singular(replacement):
        return end + 2, replacement + text[end]
    plural_before = re.match(r"s['’] [a-z]", text[end - 1 : end + 3])
    if plural_before and not replacement.endswith("s") and not re.search(r"(?<!\w)['‘]\w?[^'’\n]*$", text[max(0, start - 200) : start]):
        return end + 1, f"{replacement}{text[end]}s"
    return end, replacement
