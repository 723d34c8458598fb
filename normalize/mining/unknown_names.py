"""Where a text holds names that the termbase neither holds nor can read back: pinyin words, half-translated names, chains, quoted phrases.

These are hits for mining, never findings: `check` does not show them, because a right small name looks the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.pinyin import SYLLABLES, cut, toneless
from glossary.surnames import SURNAMES, is_personal_name
from normalize.mining.guesses import GENERIC_NOUNS
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import FUNCTION_WORDS
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
    tokens = _tokens(document.text, known)
    yield from _names(document.text, tokens, checker.compiled)
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


def _names(text: str, tokens: Sequence[Token], compiled: Compiled) -> Iterator[Hit]:
    bits, rarity = compiled.knowledge.bits, compiled.knowledge.rarity

    def english(token: Token) -> bool:
        return token.key in bits and not ("'" in token.text or "’" in token.text)

    def unknown(at: int) -> bool:
        token = tokens[at]
        return not token.known and token.capital and token.is_pinyin() and (not english(token) or _one_syllable(token.key))

    def joined(at: int, joint: str = " ") -> bool:
        return at < len(tokens) and tokens[at].joint == joint

    at = 0
    while at < len(tokens):
        token = tokens[at]
        chain = at + 1
        while joined(chain, "-"):
            chain += 1
        if chain - at > 1:
            if (hit := _chain(text, tokens, at, chain, unknown, rarity)) is not None:
                yield hit
            yield from _chain_members(tokens, at, chain, unknown)
            at = chain
            continue
        if not unknown(at):
            if not token.known and token.text.islower() and not english(token) and _CHINESE_LOOK.search(token.key) and token.is_pinyin() and not _one_syllable(token.key):
                yield Hit(token.key, Suspicion.UNKNOWN, token.text, "", token.start, token.end)
            at += 1
            continue
        run = at + 1
        while joined(run) and unknown(run) and not joined(run + 1, "-"):
            run += 1
        for first, last, suspicion in _units(tokens, at, run):
            core, given = _core(tokens[first:last]), ""
            key = "".join(part.key for part in tokens[first:last])
            tail_end, generic = _tail(tokens, last, bits) if last == run else (last, False)
            weak = all(rarity(part.key) < COMMON for part in tokens[first:last])
            if suspicion is Suspicion.PERSON:
                if generic and tokens[last].text[0].isupper():
                    suspicion = Suspicion.GENERIC
                else:
                    tail_end, given = last, key[len(tokens[first].key) :]
            elif tail_end > last:
                suspicion = Suspicion.GENERIC if generic else Suspicion.COMMON_WORDS
                weak |= not _strict(key) and not CHINESE_SOUND.search(key)  # the Aegean Sea
            elif last - first == 1:
                if _one_syllable(key) or _follows_surname(tokens, first) or key in ROLES:
                    continue  # Mr. Yang; Qinwen in Zheng Qinwen, where another entry claims Zheng
                # "Emilia" can be cut into syllables only by leaving apostrophes out; so can Huaian, but that one is rarely alone.
                weak = "'" not in core and not _CHINESE_LOOK.search(key) and not _strict(key)
            if suspicion in (Suspicion.GENERIC, Suspicion.COMMON_WORDS) and last - first == 1 and english(tokens[first]):
                continue  # Sun Temple, Song Group
            if suspicion is Suspicion.COMMON_WORDS and _one_syllable(key) and tokens[last].is_pinyin():
                continue  # Yao Ming: Ming is a dynasty elsewhere
            tail = one_line(text[tokens[last].start : tokens[tail_end - 1].end]) if tail_end > last else ""
            yield Hit(key, suspicion, core, tail, tokens[first].start, tokens[tail_end - 1].end, weak, given)
        at = run


def _units(tokens: Sequence[Token], at: int, end: int) -> Iterator[tuple[int, int, Suspicion]]:
    """Cut a run of pinyin words into names: persons, cut names (Zao Shao), words. Bylines run on: Yang Yanci Sun Quan Wang Yifei."""
    while at < end:
        texts = [token.text for token in tokens[at : at + 4]]
        size = min(end - at, 4)
        if size >= 3 and all(map(_one_syllable, (token.key for token in tokens[at : at + 3]))):
            three = is_personal_name([texts[0], texts[1] + texts[2].lower()]) and not (size == 4 and is_personal_name(texts[2:4]))
            if three:
                yield at, at + 3, Suspicion.PERSON
                at += 3
                continue
        if size >= 2 and (is_personal_name(texts[:2]) or _with_role(texts[:2])):
            yield at, at + 2, Suspicion.PERSON
            at += 2
            continue
        last = at + 1
        if _one_syllable(tokens[at].key):
            while last < end and last - at < 4 and _one_syllable(tokens[last].key):
                last += 1
        yield at, last, Suspicion.UNKNOWN
        at = last


def _follows_surname(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at].joint == " " and tokens[at - 1].capital and tokens[at - 1].key in SURNAMES


def _with_role(words: Sequence[str]) -> bool:
    """Wang Yifeishe: a surname and three syllables of which the last is a role word."""
    role = next((role for role in ROLES if words[1].endswith(role)), "")
    return bool(role) and is_personal_name([words[0], words[1][: -len(role)]])


def _tail(tokens: Sequence[Token], at: int, bits: Mapping[str, float]) -> tuple[int, bool]:
    """Where the English words behind a pinyin word end, and whether they are one generic noun: Miaojing River, Shibei High-tech City."""
    if at < len(tokens) and tokens[at].joint == " " and tokens[at].text.lower() in GENERIC_NOUNS and not (at + 1 < len(tokens) and tokens[at + 1].joint == "-"):
        more = at + 1 < len(tokens) and tokens[at + 1].joint == " " and tokens[at + 1].capital and tokens[at].capital and _is_plain(tokens[at + 1], bits)
        if not more:
            return at + 1, True
    end = at
    while end < len(tokens) and end - at < 5:
        token = tokens[end]
        if not (token.joint == " " and token.capital and _is_plain(token, bits)) and not (token.joint == "-" and end > at):
            break
        end += 1
    return end, False


def _is_plain(token: Token, bits: Mapping[str, float]) -> bool:
    """An English word: not a further name in pinyin, no function word. A known one may be an ordinary term (High-tech, Port)."""
    word = token.text.lower()
    return len(word) > 1 and word not in FUNCTION_WORDS and (word in bits or word in GENERIC_NOUNS or not token.is_pinyin())


def _chain(text: str, tokens: Sequence[Token], at: int, end: int, unknown: Callable[[int], bool], rarity: Callable[[str], float]) -> Hit | None:
    """A chain of names with an unknown member: Su-Tong, Shanghai-Miaojing."""
    members = tokens[at:end]
    strange = [k for k in range(at, end) if unknown(k)]
    if not strange or not all(member.capital and (member.known or member.is_pinyin()) for member in members):
        return None
    if all(rarity(tokens[k].key) < COMMON for k in strange):
        return None
    if at and tokens[at].joint == " " and tokens[at - 1].key in SURNAMES and all(_one_syllable(member.key) for member in members):
        return None  # Ma Ying-Jeou
    core = one_line(text[members[0].start : members[-1].end])
    return Hit("".join(member.key for member in members), Suspicion.CHAIN, core, "", members[0].start, members[-1].end)


def _chain_members(tokens: Sequence[Token], at: int, end: int, unknown: Callable[[int], bool]) -> Iterator[Hit]:
    for k in range(at, end):
        if unknown(k) and not _one_syllable(tokens[k].key):
            yield Hit(tokens[k].key, Suspicion.UNKNOWN, tokens[k].text, "", tokens[k].start, tokens[k].end, not (_CHINESE_LOOK.search(tokens[k].key) or _strict(tokens[k].key)))


def _phrases(view: View, known: bytearray) -> Iterator[Hit]:
    """Quoted phrases of two to seven words that no concept explains."""
    for start, end in view.quotes:
        phrase = view.text[start:end].rstrip(" ,.;!?")
        start += len(phrase) - len(phrase.lstrip())
        phrase = phrase.strip()
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


def _core(tokens: Sequence[Token]) -> str:
    return " ".join(token.text.replace("’", "'") for token in tokens)


def one_line(text: str) -> str:
    """The text with single spaces and nothing that does not print."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
