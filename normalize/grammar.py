"""The grammar around a replacement: capitals, plural, verb form, article, no word said twice.

A replacement is fitted to the words it takes the place of, and the stretch may grow by the article before it or a repeated generic noun
after it: "a one-yard access" keeps its article, "kunqu opera" becomes "Kunqu Opera" and not "Kunqu Opera opera".
"""

from __future__ import annotations

import re

from glossary.english import article, ing, past, plural, third_person

_ARTICLE = re.compile(r"(?<![\w'’‘-])(?<!['’‘] )(an?|An?)[ \u00a0](?=[\"“‘']?$)")
_NEXT_WORD = re.compile(r"[ \u00a0]([A-Za-z]+)\b")
_SENTENCE_END = re.compile(r"(?:^|[。！？]|[.!?:。！？][\"”’')\]]*\s+|\n\s*|^\s+)[\"“‘'(\[]*$")

_LONGEST = 400  # a headline, in code points; those of the seeds and the gold lists have fewer than 300

PLURAL, THIRD, ING, PAST = "plural", "third", "ing", "past"
INFLECT = {PLURAL: plural, THIRD: third_person, ING: ing, PAST: past}


def starts_sentence(text: str, start: int) -> bool:
    """Whether a word at this offset begins a sentence, a line or a text."""
    return bool(_SENTENCE_END.search(text, max(0, start - 12), start)) or start == 0


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
    """Whether an offset lies in a headline. A line that is longer than any is not read: a text of megabytes may be a single one."""
    first, last = max(0, offset - _LONGEST), min(len(text), offset + _LONGEST)
    start, end = text.rfind("\n", first, offset) + 1 or first, text.find("\n", offset, last)
    end = end if end >= 0 else last
    return end - start < _LONGEST and is_headline(text[start:end])


def fit(text: str, start: int, end: int, replacement: str, inflection: str | None = None, *, verb: bool = False) -> tuple[int, int, str]:
    """(start, end, replacement) so that the sentence holds: the stretch may grow, the replacement is inflected and capitalized; a verb takes the
    article away."""
    found = text[start:end]
    if not replacement:
        return start, end, replacement
    if inflection is not None:
        replacement = INFLECT[inflection](replacement)
    if replacement[0].islower():
        if is_title_case(found) and in_headline(text, start):
            replacement = _titled(replacement)
        elif found[:1].isupper() and (starts_sentence(text, start) or (found.isupper() and replacement.partition(" ")[0].islower())):  # E-CNY: e-CNY
            replacement = capitalized(replacement)
    end, replacement = _without_double(text, end, replacement)
    if replacement.endswith(".") and text[end : end + 1] == "." and text[end + 1 : end + 2] != ".":
        end += 1  # one full stop ends Co., Ltd. and its sentence
    before = text[max(0, start - 6) : start]
    if match := _ARTICLE.search(before):
        wanted = article(replacement.lstrip("\"“‘'"))
        have = match[1]
        if verb or _takes_no_article(replacement):
            start = start - len(before) + match.start()
            replacement = capitalized(replacement) if have[0].isupper() else replacement
        elif have.lower() != wanted:
            at = start - len(before) + match.start(1)
            gap = text[at + len(have) : start]
            replacement = (wanted.capitalize() if have[0].isupper() else wanted) + gap + replacement
            start = at
    elif replacement.lower().startswith("the ") and re.search(r"(?i)\bthe[ \u00a0]$", before):
        replacement = replacement[4:]
    return start, end, replacement


# What begins with these words is no noun that an article could stand before: "a gallery" 一廊, one corridor; "a wide range" 面广, reach a wide area.
# Written with a capital they may begin a name (No 1 Bridge, To Live), so only articles count in either case.
_ARTICLES = frozenset({"a", "an", "the"})
_NO_ARTICLE = _ARTICLES | frozenset(
    "this that these those its his her their our my your each every all both many several some any no one two three four five six seven eight nine ten "
    "I it he she they we you there in on at of by for from to with as and or but if when while after before not is are was were be being been".split()
)


def _takes_no_article(replacement: str) -> bool:
    first, space, _ = replacement.partition(" ")
    word = first.strip("\"“‘'")
    return bool(space) and (word in _NO_ARTICLE or word.lower() in _ARTICLES)


_SMALL = frozenset({"of", "the", "and", "in", "on", "for", "to", "a", "an", "at", "with", "by", "or"})


def _titled(phrase: str) -> str:
    return re.sub(r"[A-Za-z][A-Za-z']*", lambda m: m[0] if m[0] in _SMALL and m.start() else m[0][0].upper() + m[0][1:], phrase)


def _without_double(text: str, end: int, replacement: str) -> tuple[int, str]:
    """The end of the stretch behind a word that the replacement already ends with, and the number that this word has: "…Opera| opera" ->
    "…Opera opera|", "little giant enterprise| enterprises" -> "little giant enterprises|"."""
    match = _NEXT_WORD.match(text, end)
    head, space, last = replacement.rpartition(" ")
    if match and space and last.isalpha() and match[1].lower() in (last.lower(), plural(last).lower()):
        return match.end(), replacement if match[1].lower() == last.lower() else head + space + plural(last)
    return end, replacement
