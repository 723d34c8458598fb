"""Which Chinese forms a stretch of English could be: the first, cheap step of reading back, made for long texts.

Every English word knows the forms in whose lattice it can stand, as a bit mask. One pass of ANDs over neighbouring words leaves the few
places where something shares a form; only those are looked at closely. A form is woken

- by one word that renders it whole (Danzhi 弹指, Soochow 苏州),
- by a pinyin word that is no English, together with a neighbour (Jindian Week 锦淀周),
- by two neighbours that are capitalized, quoted or hyphenated (“one-yard pass” 一码通行), or by members of a hyphen chain,
- by three neighbours in plain lower case: two common words say nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import and_

from glossary.english import stems
from glossary.pinyin import cut
from normalize.compiled import Compiled, postings
from normalize.lattice import FUNCTION_WORDS, ROMANIZED, SPELLED, fold_syllable, unpacked
from normalize.words import Words

REACH = 4  # words from one waking word to the next
ENOUGH, ENOUGH_OF_THREE = 22.0, 32.0  # bits that waking words must tell together
COMMON = 8.4  # bits below which a word wakes nothing: the commonest 150 words of English
RARE = 15.5  # bits from which a pinyin word is no English word
BITS = 8192  # width of the masks; more forms than that share bits, and are told apart afterwards


@dataclass(frozen=True)
class Lexeme:
    """What one English word can wake: the forms in which it can stand, and where (postings, in order)."""

    places: array[int]
    cuts: tuple[tuple[str, ...], ...]
    told: float

    @cached_property
    def variants(self) -> frozenset[int]:
        """The forms in which the word can stand."""
        return frozenset([place >> 12 for place in self.places])

    @cached_property
    def mask(self) -> int:
        """The forms as a bit mask."""
        bits = bytearray(BITS // 8)
        for variant in self.variants:
            bits[variant >> 3 & BITS // 8 - 1] |= 1 << (variant & 7)
        return int.from_bytes(bits, "little")

    def at(self, variant: int) -> list[tuple[int, int, int]]:
        """(i, j, way) of each place in a form."""
        first = bisect_left(self.places, variant << 12)
        last = bisect_left(self.places, (variant + 1) << 12, first)
        return [unpacked(place) for place in self.places[first:last]]


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
        index, rarity = self._compiled.index, self._compiled.knowledge.rarity(word)
        if word in FUNCTION_WORDS or len(word) < 2 or rarity < COMMON:
            return None
        places = array("I")
        for stem in stems(word):
            places.extend(postings(index["words"].get(stem)))
        cuts: list[tuple[str, ...]] = []
        if word.isalpha():
            for pieces in cut(word):
                folded = tuple(fold_syllable(piece) for piece in pieces)
                cuts.append(folded)
                places.extend(postings(index["runs"].get("-".join(folded))))
        if not places and not cuts:
            return None
        anchor = (bool(cuts) and rarity >= RARE) or any(place & 15 == ROMANIZED for place in places)
        if anchor:
            self.anchors.add(word)
        return Lexeme(array("I", sorted(places)), tuple(dict.fromkeys(cuts)), min(rarity, 13.0))


class _Masks(dict[str, int]):
    """Word -> mask of its lexeme, 0 for none."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, word: str) -> int:
        lexeme = self._lexicon[word]
        self[word] = mask = 0 if lexeme is None else lexeme.mask or 1 << BITS  # a pinyin word of no form may still join another
        return mask


class Waker:
    """Wakes forms; remembers its answers per distinct pair or triple of words."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.lexicon = Lexicon(compiled)
        self._masks = _Masks(self.lexicon)
        self._alone: dict[str, tuple[int, ...]] = {}
        self._together: dict[tuple[str, ...], tuple[int, ...]] = {}

    def pinyin_words(self, words: frozenset[str]) -> frozenset[str]:
        """Those words that are pinyin and no English, or an old romanization."""
        for word in words:
            self._masks[word]
        return words & self.lexicon.anchors

    def woken(self, text: Words, named: Sequence[bool]) -> dict[int, list[int]]:
        """Forms that could stand in a text -> the places (word numbers) that woke them."""
        words, lexicon = text.words, self.lexicon
        masks = list(map(self._masks.__getitem__, words))
        content = [k for k, mask in enumerate(masks) if mask]
        woken: dict[int, list[int]] = {}

        def wake(*places: int) -> None:
            for variant in self._wakes(*(words[k] for k in places)):
                woken.setdefault(variant, []).extend(places)

        rich = [masks[k] for k in content]
        pairs = list(map(and_, rich, rich[1:]))
        for at, shared in enumerate(map(and_, pairs, rich[2:])):
            if shared and content[at + 2] - content[at] <= REACH + 1:
                wake(content[at], content[at + 1], content[at + 2])
        told = [lexicon[words[k]].told for k in content]  # type: ignore[union-attr]
        for at, shared in enumerate(pairs):
            if shared and told[at] + told[at + 1] >= ENOUGH and content[at + 1] - content[at] <= REACH and self._striking(text, content[at], content[at + 1], named):
                wake(content[at], content[at + 1])
        for at in [at for at, k in enumerate(content) if words[k] in lexicon.anchors]:
            if text.shouted(k := content[at]):
                continue
            if not named[k]:
                for variant in self._wakes_alone(words[k]):
                    woken.setdefault(variant, []).append(k)
            for other in (*content[max(0, at - 2) : at], *content[at + 1 : at + 3]):
                if abs(other - k) <= REACH and self._joined(text, k, other, named):
                    wake(min(k, other), max(k, other))
        return woken

    def _striking(self, text: Words, one: int, other: int, named: Sequence[bool]) -> bool:
        """Whether two words stand out as part of a name: both capitalized, or quoted or hyphenated; two right names only as a chain."""
        if named[one] or named[other]:
            return self._joined(text, one, other, named)
        return (text.capital(one) and text.capital(other)) or text.marked(one) or text.marked(other)

    def _joined(self, text: Words, one: int, other: int, named: Sequence[bool]) -> bool:
        """Right names beside each other are right names, unless hyphens make them a chain (Shanghai-Suzhou-Kunming); beside a right
        name only bare pinyin wakes (Shanghai and Tong), or else every mention of Shanghai would wake all its institutions."""
        if not (named[one] or named[other]):
            return True
        low, high = min(one, other), max(one, other)
        if high == low + 1 and text.hyphen(high):
            return True
        if named[one] and named[other]:
            return False
        bare = self.lexicon[text.words[other if named[one] else one]]
        return bare is not None and bool(bare.cuts)

    def _wakes_alone(self, word: str) -> tuple[int, ...]:
        found = self._alone.get(word)
        if found is None:
            lexeme, lengths = self.lexicon[word], self.compiled.lengths
            places = lexeme.places if lexeme else ()
            whole = (place >> 12 for place in places if place & 15 >= SPELLED and place >> 8 & 15 == 0 and (place >> 4 & 15) + 1 == lengths[place >> 12])
            found = self._alone[word] = tuple(dict.fromkeys(whole))
        return found

    def _wakes(self, *words: str) -> tuple[int, ...]:
        """Forms in which all the words can stand side by side, one of them by a way that a good translation would not take."""
        found = self._together.get(words)
        if found is None:
            if len(self._together) > 500_000:
                self._together.clear()
            lexemes = [lexeme for word in words if (lexeme := self.lexicon[word]) is not None]
            woken: list[int] = []
            if sum(lexeme.told for lexeme in lexemes) >= (ENOUGH if len(words) == 2 else ENOUGH_OF_THREE) and len(set(words)) == len(words):
                shared = frozenset.intersection(*(lexeme.variants for lexeme in sorted(lexemes, key=lambda x: len(x.places))))
                woken = [variant for variant in shared if _stand_together(lexemes, variant, self.compiled.lengths[variant])]
            if len(words) == 2:
                woken += self._runs(*lexemes)
            found = self._together[words] = tuple(dict.fromkeys(woken))
        return found

    def _runs(self, one: Lexeme, other: Lexeme) -> Iterable[int]:
        """Forms in which two words are syllables in a row: Huang Yan."""
        for left in one.cuts:
            for right in other.cuts:
                for place in postings(self.compiled.index["runs"].get("-".join((*left, *right)))):
                    if 3 * (len(left) + len(right)) >= self.compiled.lengths[place >> 12]:
                        yield place >> 12


def _stand_together(lexemes: Sequence[Lexeme], variant: int, length: int) -> bool:
    """Whether the words can take disjoint parts of a form that make up a third of it (of three words, half), at least one oddly."""
    share = 3 if len(lexemes) == 2 else 2

    def fits(at: int, taken: int, odd: bool) -> bool:
        if at == len(lexemes):
            return odd and share * taken.bit_count() >= length
        for i, j, way in lexemes[at].at(variant):
            part = ((1 << (j - i)) - 1) << i
            if not taken & part and fits(at + 1, taken | part, odd or way > 0):
                return True
        return False

    return fits(0, 0, False)
