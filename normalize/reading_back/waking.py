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

from glossary.surnames import SURNAMES
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import FUNCTION_WORDS, RARE
from normalize.termbase.lattice import ordered_stems
from normalize.termbase.postings import AMONG, SPELLED, WAY, postings, sharing
from normalize.termbase.reach import UNITS, Reach
from normalize.termbase.remembered import Remembered
from normalize.text.words import Words

REACH = 4  # words from one waking word to the next
MOST_TOLD = 13.0  # bits that one waking word may bring
ENOUGH = 22.0  # bits that waking words must tell together …
FORMS = 16_000  # … where there are no more forms than so many
MOST, HALF, THIRD = 0.51, 0.5, 0.33  # shares of a form that two words must make up, or three, or those that wake a concept of the user's own
LONG = 9  # units that a form counts for at most: of a slogan of fourteen characters no two words say a third
MEMORY = 500_000  # pairs and triples remembered


class Waker:
    """Wakes forms; remembers its answers per distinct word, pair or triple of words."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self._own_forms = compiled.own_forms
        self._own = (1 << min(self._own_forms, compiled.width)) - 1  # as a mask
        # By chance a pair wakes as many forms as there are: of ten times as many it must tell three bits more.
        self._enough = ENOUGH + log2(max(1.0, len(compiled.lengths) / FORMS))
        self._masks: dict[str, int] = Remembered(self._mask)
        self._bare: dict[str, bool] = Remembered(self._is_bare)
        self._alone: dict[str, list[int]] = Remembered(self._wakes_alone)
        self._together: dict[tuple[str, ...], list[int]] = Remembered(self._wakes, MEMORY)
        self._own_alone: dict[str, list[int]] = Remembered(self._wakes_own_alone)
        self._own_together: dict[tuple[str, str], list[int]] = Remembered(self._wakes_own, MEMORY)

    def pinyin_words(self, words: frozenset[str]) -> frozenset[str]:
        """Those words that are pinyin and no English, or an old romanization."""
        return frozenset(filter(self._bare.__getitem__, words))

    def woken(self, text: Words, named: Sequence[bool]) -> dict[int, list[int]]:
        """Forms that could stand in a text -> the places (word numbers) that woke them. `named[k]` says that word k is part of a right name."""
        words = text.words
        masks = list(map(self._masks.__getitem__, words))
        content = list(compress(count(), masks))
        bare = list(compress(content, map(self._bare.__getitem__, compress(words, masks))))
        partner = self._partners(words, bare)
        woken: dict[int, list[int]] = {}

        def wake(variants: Iterable[int], *places: int) -> None:
            for variant in variants:
                woken.setdefault(variant, []).extend(places)

        def wake_together(*places: int) -> None:
            if not partner or all(partner.get(k, k) in places for k in places):
                wake(self._together[tuple([words[k] for k in places])], *places)

        pairs, triples, own_pairs = sharing(list(filter(None, masks)), self._own)
        for at in triples:
            one, other, third = content[at : at + 3]
            if third - one <= REACH + 1 and not (named[one] and named[other] and named[third]):  # "Yangtze River Delta" says only itself
                wake_together(one, other, third)
        for at in pairs:
            one, other = content[at], content[at + 1]
            if other - one <= REACH and self._striking(text, one, other, named):
                wake_together(one, other)
        for at in own_pairs:
            one, other = content[at : at + 2]  # the user's own concepts are looked for in plain lower case too, and in common words
            if other - one <= REACH and not (named[one] and named[other]):
                wake(self._own_together[words[one], words[other]], one, other)
        for k in content if self._own else ():  # without concepts of the user's own a fortieth of a megabyte's time is saved
            if not named[k]:
                wake(self._own_alone[words[k]], k)
        for k in bare:
            if text.shouted(k):
                continue
            if not named[k]:
                wake(self._alone[words[k]], k)
            at = bisect_left(content, k)
            for beside in content[max(at - 2, 0) : at] + content[at + 1 : at + 3]:
                one, other = min(k, beside), max(k, beside)
                if other - one <= REACH and self._beside_names(words, one, other, named):
                    wake_together(one, other)
        return woken

    def _partners(self, words: Sequence[str], bare: Sequence[int]) -> dict[int, int]:
        """For each word of what may be a personal name the other: the Yang of Yang Weimin and the village where she lives say nothing together. `bare` are
        the words that are pinyin. A fiftieth of the time on a page full of names is saved."""
        reach = self.compiled.reach
        given = [k for k in bare if k and words[k - 1] in SURNAMES and {len(cut) for cut in reach[words[k]].cuts} == {2}]
        return {k: k - 1 for k in given} | {k - 1: k for k in given}

    def _striking(self, text: Words, one: int, other: int, named: Sequence[bool]) -> bool:
        """Whether two words stand out as part of a name: both capitalized, or one of them quoted or hyphenated."""
        if named[one] or named[other]:
            return self._beside_names(text.words, one, other, named)
        return (text.capital(one) and text.capital(other)) or one in text.marked or other in text.marked

    def _beside_names(self, words: Sequence[str], one: int, other: int, named: Sequence[bool]) -> bool:
        """Whether two words may say more than the right names of which they are part: two right names say themselves, and beside one only bare pinyin
        wakes (Shanghai and Tong), or else every mention of Shanghai would wake all its institutions."""
        if named[one] and named[other]:
            return False
        if named[one] or named[other]:
            return bool(self.compiled.reach[words[other if named[one] else one]].cuts)
        return True

    def _mask(self, word: str) -> int:
        """The forms in which a word can stand, as a mask; a function word wakes nothing. Pinyin of no form keeps those beside it apart, by a bit that no form
        has: on a page full of names that saves a sixtieth."""
        if word in FUNCTION_WORDS:
            return 0
        reach = self.compiled.reach[word]
        return reach.mask or (1 << self.compiled.width if reach.cuts else 0)

    def _is_bare(self, word: str) -> bool:
        """Whether a word is pinyin and no English, or an old romanization."""
        if word in FUNCTION_WORDS:
            return False  # where it can stand need not be laid out
        pinyin = bool(self.compiled.reach[word].cuts) and self.compiled.knowledge.rarity(word) >= RARE
        return pinyin or not self.compiled.romanized.isdisjoint(ordered_stems(word))

    def _wakes_alone(self, word: str) -> list[int]:
        """The forms that bare pinyin renders whole."""
        places = sorted(chain.from_iterable(self.compiled.reach[word].parts))
        return self._whole(place for place in places if place & WAY >= SPELLED)

    def _wakes_own_alone(self, word: str) -> list[int]:
        """The user's own forms that the word renders whole: a rare one by itself, as an engine does that takes a name for a word (Seagull, the
        typhoon 海鸥), any other with words beside it that may be too common to wake anything (lost the election 落选)."""
        rare = self.compiled.knowledge.rarity(word) >= RARE  # Chinese is no 我国
        places = [place for part in self.compiled.reach[word].parts for place in part[: bisect_left(part, self._own_forms << 12)]]
        return self._whole(place for place in places if rare or place & AMONG)

    def _whole(self, places: Iterable[int]) -> list[int]:
        """The forms that postings cover from end to end."""
        lengths = self.compiled.lengths
        return list(dict.fromkeys(place >> 12 for place in places if UNITS[place >> 4 & 255].bit_count() == lengths[place >> 12]))

    def _wakes(self, words: tuple[str, ...]) -> list[int]:
        """Forms in which all the words can stand side by side, one of them by a way that a good translation would not take."""
        reaches = [self.compiled.reach[word] for word in words]
        told = sum(min(self.compiled.knowledge.rarity(word), MOST_TOLD) for word in words)
        woken: list[int] = []
        if told >= self._enough and len(set(words)) == len(words):
            woken = self._shared(reaches, reduce(and_, (reach.mask for reach in reaches)), len(self.compiled.lengths))
        if len(words) == 2:
            woken += self._runs(*reaches)
        return list(dict.fromkeys(woken))

    def _wakes_own(self, words: tuple[str, str]) -> list[int]:
        """The user's own forms in which both words can stand side by side: few enough to be looked at even for common words."""
        one, other = [self.compiled.reach[word] for word in words]
        return self._shared([one, other], one.mask & other.mask & self._own, self._own_forms)

    def _shared(self, reaches: Sequence[Reach], mask: int, count: int) -> list[int]:
        """The forms of a mask, of the first so many, in which the words can stand side by side and make up enough of the form; of the user's own a third,
        and in whatever way (time node 时间节点)."""
        lengths, own = self.compiled.lengths, self._own_forms
        one, other, *more = [reach.places for reach in reaches]
        share = HALF if more else MOST
        found = []
        for variant in _variants(mask, count, self.compiled.width):
            least, way = (THIRD, WAY) if variant < own else (share, 0)
            if _stand_together(one[variant], other[variant], more[0][variant] if more else None, least * min(lengths[variant], LONG), way):
                found.append(variant)
        return found

    def _runs(self, one: Reach, other: Reach) -> Iterable[int]:
        """Forms in which two words are syllables in a row: Huang Yan."""
        for left in one.cuts:
            for right in other.cuts:
                for place in postings(self.compiled.index["runs"].get("-".join((*left, *right)))):
                    yield place >> 12


def _variants(mask: int, count: int, width: int) -> list[int]:
    """The forms that share the bits of a mask, those of the first bit first; bits are taken off from the other end, where one is found at once."""
    bits: list[int] = []
    while mask:
        bits.append(bit := mask.bit_length() - 1)
        mask ^= 1 << bit
    bits.reverse()
    return bits if count <= width else [variant for bit in bits for variant in range(bit, count, width)]


def _stand_together(one: Sequence[int], other: Sequence[int], third: Sequence[int] | None, least: float, way: int) -> bool:
    """Whether two or three words can take disjoint parts of a form, at least so many units together, one of them by a way that a good translation would
    not take, unless `way` is one; each is given by its postings in the form, without the form's number. Written out: a loop for any number of words
    would cost a check three hundredths."""
    for first in one:
        part = UNITS[first >> 4]
        for second in other:
            part_2 = UNITS[second >> 4]
            if part & part_2:
                continue
            if third is None:
                if (first | second | way) & WAY and (part | part_2).bit_count() >= least:
                    return True
                continue
            both = part | part_2
            for place in third:
                part_3 = UNITS[place >> 4]
                if not both & part_3 and (first | second | place | way) & WAY and (both | part_3).bit_count() >= least:
                    return True
    return False
