"""Where a text holds names that the termbase neither holds nor can read back: pinyin words, half-translated names, chains, quoted phrases.

These are hits for mining, never findings: `check` does not show them, because a right small name looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.pinyin import SYLLABLES, cut, toneless
from glossary.surnames import SURNAMES, is_personal_name
from normalize.mining.guesses import GENERIC_NOUNS
from normalize.pipeline import Checker
from normalize.termbase.knowledge import FUNCTION_WORDS, Knowledge
from normalize.text.document import Document
from normalize.view import View


class Suspicion(StrEnum):
    """Why a name is shown, in the words of the list."""

    ROLE = "role word at the end of a person's name"
    SPELLINGS = "written several ways"
    CONFUSABLE = "one confusable syllable apart"
    CHAIN = "chain with an unknown member"
    COMMON_WORDS = "half translated: pinyin and capitalized English words"
    GENERIC = "pinyin and a generic noun"
    PHRASE = "recurring quoted phrase"
    UNKNOWN = "pinyin word that no list knows"
    PERSON = "personal name"


COMMON = 14.0  # bits: a syllable told less than this is an English word (long, can, he), even with a capital
LONGEST_TAIL = 5  # words: Hongqiao International Airport Economic Zone
ROLES = ("wentu", "she", "wen", "tu")
_LETTERS = "A-Za-zÀ-ɏ"
_TOKEN = re.compile(rf"[{_LETTERS}]+(?:['’][{_LETTERS}]+)*")
_LETTERS_OF_PINYIN = re.compile(r"(?i)[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]+")
_JOINTS = {" ": " ", "\u00a0": " ", "-": "-", "–": "-", "‐": "-", "\u2011": "-"}
_CHINESE_LOOK = re.compile(r"zh|x[iu]|q(?:i|u[aen]?$)")
CHINESE_SOUND = re.compile(r"zh|x|q|ng|iao|ian|uan|uo|ui|ou|sh|ch|j[iu]|y[iu]")
_PHRASE = re.compile(rf"[{_LETTERS}0-9]+(?:[ '’&-]+[{_LETTERS}0-9]+)*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text; `joint` is what joins it to the word before ("" if nothing that holds a name together)."""

    start: int
    end: int
    text: str
    key: str
    joint: str
    known: bool

    @property
    def capital(self) -> bool:
        """Whether it is written as a name: a capital, then small letters (after an apostrophe also a capital: Chun'An)."""
        return self.text[0].isupper() and all(part[1:] == part[1:].lower() for part in re.split("['’]", self.text))

    def is_pinyin(self) -> bool:
        """Whether every part can be cut into syllables."""
        parts = re.split("['’]", self.text)
        if len(self.key) < 2 or not all(_LETTERS_OF_PINYIN.fullmatch(part) for part in parts):
            return False
        # An apostrophe parts syllables only before a vowel: Chun'an, but not You're or Kari'na.
        return all(cut(toneless(part)) and (at == 0 or part[0].lower() in "aeo") for at, part in enumerate(parts))


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where an unknown name stands. A weak hit counts only beside strong ones of the same key."""

    key: str
    suspicion: Suspicion
    core: str
    tail: str
    start: int
    end: int
    weak: bool = False
    given: str = ""


def hits(document: Document, checker: Checker) -> Iterator[Hit]:
    """Every place in a document as it is read where a name stands that the termbase neither holds nor can read back."""
    view = checker.view(document)
    document = view.document
    known = bytearray(len(document.text))
    for start, end in _known_stretches(view, checker):
        known[start:end] = b"\1" * (end - start)
    yield from _Names(document.text, _tokens(document.text, known), checker.compiled.knowledge).hits()
    yield from _phrases(view, known)


def _known_stretches(view: View, checker: Checker) -> Iterator[tuple[int, int]]:
    yield from view.document.skipped
    for mention in view.told:
        yield mention.start, mention.end
    for garbled in view.garbled:
        yield garbled.start, garbled.end
    for finding in checker.check_view(view):
        if finding.concept:
            yield finding.start, finding.end


def _tokens(text: str, known: bytearray) -> list[Token]:
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        word = match[0]
        if word[-2:] in ("'s", "’s"):
            word, end = word[:-2], end - 2
        if word:
            joint = _JOINTS.get(text[last:start], "") if tokens else ""
            tokens.append(Token(start, end, word, toneless(word), joint, bool(known[start])))
            last = end
    return tokens


class _Names:
    """The unknown names among the words of one text: runs of pinyin words with the English behind them, and chains."""

    def __init__(self, text: str, tokens: Sequence[Token], knowledge: Knowledge) -> None:
        self.text, self.tokens, self.bits, self.rarity = text, tokens, knowledge.bits, knowledge.rarity

    def hits(self) -> Iterator[Hit]:
        """Those of the whole text, in its order."""
        at = 0
        while at < len(self.tokens):
            end = at + 1
            while self._joined(end, "-"):
                end += 1
            if end - at > 1:
                yield from self._chain(at, end)
            elif self._unknown(at):
                while self._joined(end) and self._unknown(end) and not self._joined(end + 1, "-"):
                    end += 1
                for first, last, suspicion in _units(self.tokens, at, end):
                    if (hit := self._name(first, last, suspicion, ends=last == end)) is not None:
                        yield hit
            elif (hit := self._without_capital(self.tokens[at])) is not None:
                yield hit
            at = end

    def _english(self, token: Token) -> bool:
        """Whether it is an English word as it stands: Chang'e is no change."""
        return token.key in self.bits and not ("'" in token.text or "’" in token.text)

    def _unknown(self, at: int) -> bool:
        token = self.tokens[at]
        return not token.known and token.capital and token.is_pinyin() and (not self._english(token) or _one_syllable(token.key))

    def _joined(self, at: int, joint: str = " ") -> bool:
        return at < len(self.tokens) and self.tokens[at].joint == joint

    def _without_capital(self, token: Token) -> Hit | None:
        """A word that looks Chinese in small letters, or in capitals throughout."""
        if token.known or self._english(token) or _one_syllable(token.key) or not (_CHINESE_LOOK.search(token.key) and token.is_pinyin()):
            return None
        return Hit(token.key, Suspicion.UNKNOWN, token.text, "", token.start, token.end)

    def _name(self, first: int, last: int, suspicion: Suspicion, ends: bool) -> Hit | None:
        """The name that pinyin words [first, last) begin; behind the last word of a run (`ends`) English ones may belong to it."""
        tokens, words = self.tokens, self.tokens[first:last]
        key, core, given = "".join(word.key for word in words), " ".join(word.text.replace("’", "'") for word in words), ""
        end, generic = self._tail(last) if ends else (last, False)
        weak = all(self.rarity(word.key) < COMMON for word in words)
        if suspicion is Suspicion.PERSON and not (generic and tokens[last].capital):
            end, given = last, key[len(words[0].key) :]
        elif end > last:
            if len(words) == 1 and self._english(words[0]):
                return None  # Sun Temple, Song Group
            if not generic and _one_syllable(key) and tokens[last].is_pinyin():
                return None  # Yao Ming: Ming is a dynasty elsewhere
            suspicion = Suspicion.GENERIC if generic else Suspicion.COMMON_WORDS
            weak |= not _strict(key) and not CHINESE_SOUND.search(key)  # the Aegean Sea
        elif len(words) == 1:
            if _one_syllable(key) or _follows_surname(tokens, first) or key in ROLES:
                return None  # Mr. Yang; Qinwen in Zheng Qinwen, where another entry claims Zheng
            # "Emilia" can be cut into syllables only by leaving apostrophes out; so can Huaian, but that one is rarely alone.
            weak = "'" not in core and not _strict(key)
        tail = one_line(self.text[tokens[last].start : tokens[end - 1].end]) if end > last else ""
        return Hit(key, suspicion, core, tail, words[0].start, tokens[end - 1].end, weak, given)

    def _tail(self, at: int) -> tuple[int, bool]:
        """Where the English words behind a pinyin word end, and whether they are one generic noun: Miaojing River, Shibei High-tech City."""
        tokens = self.tokens
        if self._joined(at) and tokens[at].text.lower() in GENERIC_NOUNS and not self._joined(at + 1, "-"):
            more = self._joined(at + 1) and tokens[at].capital and tokens[at + 1].capital and self._is_plain(tokens[at + 1])
            if not more:
                return at + 1, True
        end = at
        while end - at < LONGEST_TAIL and (self._joined(end, "-") or (self._joined(end) and tokens[end].capital and self._is_plain(tokens[end]))):
            end += 1
        return end, False

    def _is_plain(self, token: Token) -> bool:
        """An English word: not a further name in pinyin, no function word. A known one may be an ordinary term (High-tech, Port)."""
        word = token.text.lower()
        return len(word) > 1 and word not in FUNCTION_WORDS and (word in self.bits or not token.is_pinyin())

    def _chain(self, at: int, end: int) -> Iterator[Hit]:
        """A chain of names with an unknown member (Su-Tong, Shanghai-Miaojing), and such members themselves."""
        members, strange = self.tokens[at:end], [self.tokens[k] for k in range(at, end) if self._unknown(k)]
        named = all(member.capital and (member.known or member.is_pinyin()) for member in members)
        telling = any(self.rarity(member.key) >= COMMON for member in strange)  # He-Man
        person = _follows_surname(self.tokens, at) and all(_one_syllable(member.key) for member in members)  # Ma Ying-Jeou
        if named and telling and not person:
            core = one_line(self.text[members[0].start : members[-1].end])
            yield Hit("".join(member.key for member in members), Suspicion.CHAIN, core, "", members[0].start, members[-1].end)
        for member in strange:
            if not _one_syllable(member.key):
                yield Hit(member.key, Suspicion.UNKNOWN, member.text, "", member.start, member.end, not _strict(member.key))


def _units(tokens: Sequence[Token], at: int, end: int) -> Iterator[tuple[int, int, Suspicion]]:
    """Cut a run of pinyin words into names: persons, cut names (Zao Shao), words. Bylines run on: Yang Yanci Sun Quan Wang Yifei."""
    while at < end:
        texts = [token.text for token in tokens[at : at + 4]]
        size = min(end - at, 4)
        last, suspicion = at + 1, Suspicion.UNKNOWN
        if size >= 3 and is_personal_name([texts[0], texts[1] + texts[2].lower()]) and not (size == 4 and is_personal_name(texts[2:4])):
            last, suspicion = at + 3, Suspicion.PERSON
        elif size >= 2 and any(is_personal_name([texts[0], texts[1].removesuffix(role)]) for role in ("", *ROLES)):  # Wang Yifeishe
            last, suspicion = at + 2, Suspicion.PERSON
        elif _one_syllable(tokens[at].key):
            while last < end and _one_syllable(tokens[last].key):
                last += 1
        yield at, last, suspicion
        at = last


def _follows_surname(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].joint == " " and tokens[at - 1].capital and tokens[at - 1].key in SURNAMES


def _phrases(view: View, known: bytearray) -> Iterator[Hit]:
    """Quoted phrases of two to seven words that no concept explains."""
    for start, end in view.quotes:
        phrase = view.text[start:end].rstrip(" ,.;!?")
        words = phrase.split()
        end = start + len(phrase)
        if 2 <= len(words) <= 7 and _PHRASE.fullmatch(phrase) and known.count(1, start, end) * 2 < len(phrase):
            key = " ".join(re.findall(r"[a-z0-9]+", phrase.lower()))
            yield Hit(key, Suspicion.PHRASE, one_line(phrase), "", start, end)


def in_title_case(phrase: str) -> bool:
    """Whether every word of content is written with a capital, and there are two at least."""
    content = [word for word in re.findall(rf"[{_LETTERS}]+", phrase) if word.lower() not in FUNCTION_WORDS]
    return len(content) >= 2 and all(word[0].isupper() for word in content)


def _one_syllable(key: str) -> bool:
    return key in SYLLABLES


def _strict(key: str) -> bool:
    """Whether a word can be cut so that no later syllable begins with a vowel; by the rules such a one takes an apostrophe."""
    return any(all(piece[0] not in "aeo" for piece in way[1:]) for way in cut(key))


def one_line(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())
