"""Which Chinese forms a stretch of English could be: the first, cheap step of reading back, made for long texts.

Every English word knows the forms in whose lattice it can stand, as a bit mask. One pass of ANDs over neighbouring words leaves the few
places where something shares a form; only those are looked at closely. A form is woken

- by one word that renders it whole (Ganshengyuan 乾生元, Soochow 苏州; of the user's own also a rare English word, Seagull 海鸥, or one of several),
- by a pinyin word that is no English, together with a neighbour (Jindian Week 锦淀周),
- by two neighbours that are capitalized, quoted or hyphenated (“one-yard pass” 一码通行), or by members of a hyphen chain,
- by three neighbours in plain lower case: two common words say nothing.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import chain, compress, count
from math import log2
from operator import and_
from typing import NamedTuple

from glossary.surnames import SURNAMES
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import FUNCTION_WORDS, RARE
from normalize.termbase.lattice import ordered_stems
from normalize.termbase.postings import AMONG, BEHIND, SPELLED, WAY, postings, sharing
from normalize.termbase.reach import UNITS, Reach
from normalize.termbase.remembered import Remembered
from normalize.text.words import Words

REACH = 4  # words from one waking word to the next
ENOUGH, ENOUGH_OF_THREE = 22.0, 32.0  # bits that waking words must tell together …
FORMS = 16_000  # … where there are no more forms than so many
MOST, HALF, THIRD = 0.51, 0.5, 0.33  # shares of a form that two words must make up, or three, or those that wake a concept of the user's own
LONG = 9  # units that a form counts for at most: of a slogan of fourteen characters no two words say a third
MEMORY = 500_000  # pairs and triples remembered
COMMON = 8.4  # bits below which a word wakes nothing: the 38 commonest words of English


class Lexeme(NamedTuple):
    """What one English word can wake: the forms in which it can stand, and the bits that it tells."""

    reach: Reach
    told: float


class Lexicon(dict[str, Lexeme | None]):
    """Word -> Lexeme, worked out when first asked; None for a word that wakes nothing."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__()
        self._compiled = compiled
        self.anchors: set[str] = set()  # pinyin words that are no English, and old romanizations

    def __missing__(self, word: str) -> Lexeme | None:
        self[word] = found = self._find(word)
        return found

    def _find(self, word: str) -> Lexeme | None:
        compiled, rarity = self._compiled, self._compiled.knowledge.rarity(word)
        if word in FUNCTION_WORDS or len(word) < 2 or rarity < COMMON:
            return None
        reach = compiled.reach[word]
        if not reach.parts and not reach.cuts:
            return None
        if (reach.cuts and rarity >= RARE) or not compiled.romanized.isdisjoint(ordered_stems(word)):
            self.anchors.add(word)
        return Lexeme(reach, min(rarity, 13.0))


class _Masks(dict[str, int]):
    """Word -> mask of its lexeme, 0 for none; what the words tell is put beside them."""

    def __init__(self, lexicon: Lexicon, told: dict[str, float], width: int) -> None:
        super().__init__()
        self._lexicon, self._told, self._nowhere = lexicon, told, 1 << width

    def __missing__(self, word: str) -> int:
        lexeme = self._lexicon[word]
        self[word] = mask = 0 if lexeme is None else lexeme.reach.mask or self._nowhere  # a pinyin word of no form may still join another
        if lexeme is not None:
            self._told[word] = lexeme.told
        return mask


class Waker:
    """Wakes forms; remembers its answers per distinct pair or triple of words."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.lexicon = Lexicon(compiled)
        self._told: dict[str, float] = {}
        self._masks = _Masks(self.lexicon, self._told, compiled.width)
        self._own_forms = compiled.own_forms
        self._own = (1 << min(self._own_forms, compiled.width)) - 1  # as a mask
        # By chance a pair wakes as many forms as there are: of ten times as many it must tell three bits more.
        more = log2(max(1.0, len(compiled.lengths) / FORMS))
        self._enough, self._enough_of_three = ENOUGH + more, ENOUGH_OF_THREE + more
        self._alone: dict[str, tuple[int, ...]] = Remembered(self._wakes_alone)
        self._together: dict[tuple[str, ...], tuple[int, ...]] = Remembered(self._wakes, MEMORY)
        self._own_alone: dict[str, tuple[int, ...]] = Remembered(self._wakes_own_alone)
        self._own_together: dict[tuple[str, str], list[int]] = Remembered(self._wakes_own, MEMORY)

    def pinyin_words(self, words: frozenset[str]) -> frozenset[str]:
        """Those words that are pinyin and no English, or an old romanization."""
        for word in words:
            self._masks[word]
        return words & self.lexicon.anchors

    def woken(self, text: Words, named: Sequence[bool]) -> dict[int, list[int]]:
        """Forms that could stand in a text -> the places (word numbers) that woke them."""
        words, cased, marked, told, together = text.words, text.cased, text.marked, self._told, self._together
        masks = list(map(self._masks.__getitem__, words))
        content = list(compress(count(), masks))
        rich = list(filter(None, masks))
        woken: dict[int, list[int]] = {}
        bare = list(compress(count(), map(self.lexicon.anchors.__contains__, compress(words, masks))))  # pinyin, by its place in `content`
        person = self._persons(text, [content[at] for at in bare])

        def wake(*places: int) -> None:
            if not person.keys().isdisjoint(places) and any(person.get(k, k) not in places for k in places) and not self._in_one_name(text, places):
                return
            for variant in together[tuple([words[k] for k in places])]:
                woken.setdefault(variant, []).extend(places)

        pairs, triples, own_pairs = sharing(rich, self._own)
        for at in triples:
            one, other, third = content[at : at + 3]
            if named[one] and named[other] and named[third]:
                continue  # "Yangtze River Delta" says only itself
            if third - one <= REACH + 1 and told[words[one]] + told[words[other]] + told[words[third]] >= self._enough_of_three:
                wake(one, other, third)
        for at in pairs:
            one, other = content[at], content[at + 1]
            capitals = cased[one] != words[one] and cased[other] != words[other]
            if not (capitals or one in marked or other in marked or named[one] or named[other]):
                continue  # nine in ten: nothing makes the two words stand out
            if told[words[one]] + told[words[other]] >= self._enough and other - one <= REACH and self._striking(text, one, other, named):
                wake(one, other)
        for at in own_pairs:
            one, other = content[at : at + 2]  # the user's own concepts are looked for in plain lower case too, and in common words
            if other - one <= REACH and not (named[one] and named[other]):
                for variant in self._own_together[words[one], words[other]]:
                    woken.setdefault(variant, []).extend((one, other))
        for k in content if self._own else ():
            if not named[k]:
                for variant in self._own_alone[words[k]]:
                    woken.setdefault(variant, []).append(k)
        tried: set[int] = set()
        for at in bare:
            k = content[at]
            if text.shouted(k):
                continue
            tried.add(at)
            if not named[k]:
                for variant in self._alone[words[k]]:
                    woken.setdefault(variant, []).append(k)
            for beside in (at - 2, at - 1, at + 1, at + 2):
                if 0 <= beside < len(content) and beside not in tried:
                    one, other = (k, content[beside]) if beside > at else (content[beside], k)
                    if other - one <= REACH and (not (named[one] or named[other]) or self._joined(text, one, other, named)):
                        wake(one, other)
        return woken

    def _persons(self, text: Words, bare: Sequence[int]) -> dict[int, int]:
        """For each word of what may be a personal name the other: the Yang of Yang Weimin and the village where she lives say nothing together. `bare`
        are the words that are pinyin."""
        words = text.words

        def is_given(word: str) -> bool:
            return (lexeme := self.lexicon[word]) is not None and bool(lexeme.reach.cuts) and all(len(cut) == 2 for cut in lexeme.reach.cuts)

        pairs = [k - 1 for k in bare if k and words[k - 1] in SURNAMES and text.capital(k - 1) and text.capital(k) and text.between(k) == " " and is_given(words[k])]
        return {k: k + 1 for k in pairs} | {k + 1: k for k in pairs}

    def _in_one_name(self, text: Words, places: Sequence[int]) -> bool:
        """Whether words could be parts of one name: capitals all along, and only spaces or hyphens between (Lu Jiazui Financial City)."""
        low, high = min(places), max(places)
        return all(map(text.capital, range(low, high + 1))) and all(text.between(k) in (" ", "-") for k in range(low + 1, high + 1))

    def _striking(self, text: Words, one: int, other: int, named: Sequence[bool]) -> bool:
        """Whether two words stand out as part of a name: both capitalized, or quoted or hyphenated; two right names only as a chain."""
        if named[one] or named[other]:
            return self._joined(text, one, other, named)
        return (text.capital(one) and text.capital(other)) or one in text.marked or other in text.marked

    def _joined(self, text: Words, low: int, high: int, named: Sequence[bool]) -> bool:
        """Right names beside each other are right names, unless hyphens make them a chain (Shanghai-Suzhou-Kunming); beside a right
        name only bare pinyin wakes (Shanghai and Tong), or else every mention of Shanghai would wake all its institutions."""
        if not (named[low] or named[high]):
            return True
        if high == low + 1 and text.hyphen(high):
            return True
        if named[low] and named[high]:
            return False
        bare = self.lexicon[text.words[high if named[low] else low]]
        return bare is not None and bool(bare.reach.cuts)

    def _wakes_alone(self, word: str) -> tuple[int, ...]:
        lexeme, lengths = self.lexicon[word], self.compiled.lengths
        places = sorted(chain.from_iterable(lexeme.reach.parts)) if lexeme else ()
        return tuple(dict.fromkeys(_whole((place for place in places if place & WAY >= SPELLED), lengths)))

    def _wakes_own_alone(self, word: str) -> tuple[int, ...]:
        """The user's own forms that the word renders whole: a rare one by itself, as an engine does that takes a name for a word (Seagull, the
        typhoon 海鸥), any other with words beside it that may be too common to wake anything (lost the election 落选)."""
        lexeme, lengths = self.lexicon[word], self.compiled.lengths
        rare = self.compiled.knowledge.rarity(word) >= RARE  # Chinese is no 我国
        places = [place for part in (lexeme.reach.parts if lexeme else ()) for place in part[: bisect_left(part, self._own_forms << 12)]]
        return tuple(dict.fromkeys(_whole((place for place in places if place & AMONG or (rare and not place & BEHIND)), lengths)))

    def _wakes(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Forms in which all the words can stand side by side, one of them by a way that a good translation would not take."""
        lexemes = [lexeme for word in words if (lexeme := self.lexicon[word]) is not None]
        woken: list[int] = []
        if sum(lexeme.told for lexeme in lexemes) >= (self._enough if len(words) == 2 else self._enough_of_three) and len(set(words)) == len(words):
            woken = self._shared(lexemes, reduce(and_, (lexeme.reach.mask for lexeme in lexemes)), len(self.compiled.lengths))
        if len(words) == 2:
            woken += self._runs(*lexemes)
        return tuple(dict.fromkeys(woken))

    def _wakes_own(self, words: tuple[str, str]) -> list[int]:
        """The user's own forms in which both words can stand side by side: few enough to be looked at even for common words."""
        lexemes = [lexeme for word in words if (lexeme := self.lexicon[word]) is not None]
        shared = reduce(and_, (lexeme.reach.mask for lexeme in lexemes), self._own)
        return self._shared(lexemes, shared, self._own_forms)

    def _shared(self, lexemes: Sequence[Lexeme], mask: int, count: int) -> list[int]:
        """The forms of a mask, of the first so many, in which the words can stand side by side and make up enough of the form; of the user's own a third,
        and in whatever way (time node 时间节点)."""
        lengths, own = self.compiled.lengths, self._own_forms
        one, other, *more = [lexeme.reach.places for lexeme in lexemes]
        share = HALF if more else MOST
        found = []
        for variant in _variants(mask, count, self.compiled.width):
            least, ways = (THIRD, 0) if variant < own else (share, WAY)
            if _stand_together(one[variant], other[variant], more[0][variant] if more else None, least * min(lengths[variant], LONG), ways):
                found.append(variant)
        return found

    def _runs(self, one: Lexeme, other: Lexeme) -> Iterable[int]:
        """Forms in which two words are syllables in a row: Huang Yan."""
        for left in one.reach.cuts:
            for right in other.reach.cuts:
                for place in postings(self.compiled.index["runs"].get("-".join((*left, *right)))):
                    if 3 * (len(left) + len(right)) >= self.compiled.lengths[place >> 12]:
                        yield place >> 12


def _whole(places: Iterable[int], lengths: Sequence[int]) -> Iterable[int]:
    """The forms that postings cover from end to end."""
    return (place >> 12 for place in places if UNITS[place >> 4 & 255].bit_count() == lengths[place >> 12])


def _variants(mask: int, count: int, width: int) -> list[int]:
    """The forms that share the bits of a mask, those of the first bit first; bits are taken off from the other end, where one is found at once."""
    bits: list[int] = []
    while mask:
        bits.append(bit := mask.bit_length() - 1)
        mask ^= 1 << bit
    bits.reverse()
    return bits if count <= width else [variant for bit in bits for variant in range(bit, count, width)]


def _stand_together(one: Sequence[int], other: Sequence[int], third: Sequence[int] | None, least: float, ways: int) -> bool:
    """Whether two or three words can take disjoint parts of a form, at least so many units together, at least one of them in one of these ways (0:
    in any); each is given by its postings in the form, without the form's number."""
    for first in one:
        part = UNITS[first >> 4]
        for second in other:
            part_2 = UNITS[second >> 4]
            if part & part_2:
                continue
            if third is None:
                if (not ways or (first | second) & ways) and (part | part_2).bit_count() >= least:
                    return True
                continue
            both = part | part_2
            for place in third:
                part_3 = UNITS[place >> 4]
                if not both & part_3 and (not ways or (first | second | place) & ways) and (both | part_3).bit_count() >= least:
                    return True
    return False
