"""A name of the user's own glossary with one letter wrong: Nango Village for Nangou Village, Zhang Yoning for Zhang Yuning.

No reading gives such a word, and no wordlist has it. It is told by the rest of the name beside it, or by its length; a word of English is never
taken for a slip, nor is a name that the termbase has.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from glossary.entry import Action, Kind
from glossary.pinyin import is_pinyin
from normalize.context import Context
from normalize.findings import Evidence, Finding
from normalize.proposals import propose
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import RARE, words_of
from normalize.text.words import with_one_less
from normalize.view import View
from normalize.weights import OWN_SLIP

SHORTEST, SHORTEST_ALONE = 5, 7  # letters of the word; of one that is the whole name

Place = tuple[int, int]  # number of an entry, number of a word of its right form


class Spellings:
    """The unusual words of the user's names, each under itself with any one letter left out."""

    def __init__(self, compiled: Compiled) -> None:
        self.names: dict[int, tuple[str, ...]] = {}
        self.known: set[str] = set()
        self._without: dict[str, list[Place]] = {}
        for number in takewhile(compiled.is_own, range(len(compiled))):
            entry = compiled.entry(number)
            if not entry.is_name:
                continue
            self.known.update(word for form in entry.right_forms for word in words_of(form))
            words = self.names[number] = words_of(entry.english)
            for at, word in enumerate(words):
                if len(word) >= (SHORTEST if len(words) > 1 else SHORTEST_ALONE) and word.isalpha() and compiled.knowledge.rarity(word) >= RARE:
                    for less in with_one_less(word):
                        self._without.setdefault(less, []).append((number, at))

    def near(self, word: str) -> set[Place]:
        """The words of names that one letter more, less, other or moved makes of a word."""
        return {place for less in with_one_less(word) for place in self._without.get(less, ()) if _is_slip(word, self.names[place[0]][place[1]])}


def misspelled_names(view: View, context: Context, spellings: Spellings) -> Iterator[Finding]:
    """Words that are one letter off, with the rest of the name beside them; where two names fit, none is said."""
    if not spellings.names:
        return
    words, rarity = view.words, view.compiled.knowledge.rarity
    strange = {word for word in words.distinct if len(word) >= SHORTEST - 1 and word.isalpha() and word not in spellings.known and rarity(word) >= RARE}
    near = {word: places for word in strange if (places := spellings.near(word))}
    for k, word in enumerate(words.words) if near else ():
        if word not in near or view.named[k]:
            continue
        fitting = {number: k - at for number, at in near[word] if _stands(view, spellings.names[number], k - at, at)}
        if len(fitting) != 1:
            continue
        ((number, first),) = fitting.items()
        entry, last = view.entry(number), first + len(spellings.names[number]) - 1
        right = spellings.names[number][k - first]
        yield propose(
            view, (words.start(first), words.end(last)), Kind.POLYPHONE, Action.REVIEW, entry, confidence=0.7 if context.stands(number) else 0.5, weight=OWN_SLIP,
            evidence=[Evidence("reading", f"“{word}” is one letter from “{right}”: {entry.english} in your glossary")],
        )  # fmt: skip


def _stands(view: View, name: tuple[str, ...], first: int, slip: int) -> bool:
    """Whether the other words of a name stand around the slip, joined as a name is."""
    words = view.words
    if first < 0 or first + len(name) > len(words.words):
        return False
    if len(name) == 1 and (not words.capital(first) or is_pinyin(words.words[first]) or words.words[first] in view.compiled.knowledge.bits):
        return False  # alone, "Linking" is no Linqing, and Qingtuan (a rice dumpling) another word than Qingyuan; but the Milo River is the Miluo River
    rest = all(words.words[first + at] == word for at, word in enumerate(name) if at != slip)
    return rest and all(words.between(first + at) in (" ", "-") for at in range(1, len(name)))


def _is_slip(one: str, other: str) -> bool:
    """Whether one letter more, less, other or changed with its neighbour makes one word of the other; the first letter stays, and a plural is none."""
    if one[0] != other[0] or one == f"{other}s" or other == f"{one}s":
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return longer[start + 1 :] == shorter[start:]
    return one[start + 1 :] == other[start + 1 :] or (one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :])
