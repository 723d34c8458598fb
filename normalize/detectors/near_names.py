"""A name of the user's own glossary with one syllable misread: Zhao Yanwei for Zhao Yanhao 赵岩昊.

An engine that meets a rare character takes it for one that looks like it (鑨 read zhen), and no table of readings knows the guess. Built-in names
are not read so: there another person is likelier than another reading. A name that somebody put into a glossary is one that the texts are about.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product, takewhile

from glossary.entry import Action, Kind
from glossary.pinyin import cut
from normalize.compiled import Compiled
from normalize.context import Context
from normalize.findings import Evidence, Finding
from normalize.proposals import propose, rival
from normalize.readings import letters
from normalize.view import View

FEWEST, MOST = 3, 6  # syllables of a name; of two, one alone says nothing
MOST_WORDS = 4

Syllables = tuple[str, ...]


class NearNames:
    """The pinyin names of the user's glossaries by all their syllables but one; never but the first, which is a surname or heads a place."""

    def __init__(self, compiled: Compiled) -> None:
        self.heads: set[str] = set()
        self._found: dict[tuple[int, Syllables], list[tuple[int, Syllables]]] = {}
        for number in takewhile(compiled.is_own, range(len(compiled))):
            entry = compiled.entry(number)
            syllables = compiled.read(number)
            if not entry.is_name or not FEWEST <= len(syllables) <= MOST or letters(entry.english) != "".join(syllables):
                continue
            self.heads.add(syllables[0])
            for at in range(1, len(syllables)):
                self._found.setdefault((at, _without(syllables, at)), []).append((number, syllables))

    def near(self, syllables: Syllables) -> dict[int, tuple[str, str]]:
        """Entry numbers that differ in one syllable -> that syllable as it should be and as it stands."""
        found: dict[int, tuple[str, str]] = {}
        for at in range(1, len(syllables)):
            for number, right in self._found.get((at, _without(syllables, at)), ()):
                if right != syllables:
                    found[number] = right[at], syllables[at]
        return found


def near_names(view: View, context: Context, names: NearNames) -> Iterator[Finding]:
    """Stretches of capitalized pinyin that differ from one of the names in one syllable."""
    words = view.words
    if not names.heads or names.heads.isdisjoint(way[0] for word in words.capitalized for way in cut(word)):
        return
    for k, word in enumerate(words.words):
        begins = words.capital(k) and not view.named[k] and any(way[0] in names.heads for way in cut(word))
        if begins and (finding := _nearest(view, context, names, k)) is not None:
            yield finding


def _nearest(view: View, context: Context, names: NearNames, k: int) -> Finding | None:
    """The longest stretch from word k that is near a name; with several such names it is for a person to choose."""
    words = view.words
    ways: list[Syllables] = [()]
    best: tuple[int, dict[int, tuple[str, str]]] | None = None
    for end in range(k, min(k + MOST_WORDS, len(words.words))):
        if end > k and (words.between(end) not in (" ", "-") or not (words.capital(end) or words.hyphen(end)) or view.named[end]):
            break
        ways = [before + way for before, way in product(ways, cut(words.words[end])) if len(before + way) <= MOST]
        found = {number: pair for way in ways if len(way) >= FEWEST for number, pair in names.near(way).items()}
        if found:
            best = end, found
    if best is None:
        return None
    (number, (right, read)), *others = best[1].items()
    entry, rivals = view.entry(number), [view.entry(other) for other, _ in others]
    confidence = 0.7 if context.stands(number) else 0.5
    return propose(
        view, (words.start(k), words.end(best[0])), Kind.POLYPHONE, Action.REVIEW, entry, confidence=confidence / (1 + len(rivals)), weight=15,
        evidence=[Evidence("reading", f"“{read}” for “{right}”: the other syllables are those of {entry.english} in your glossary")],
        rivals=[rival(other, confidence / (1 + len(rivals))) for other in rivals],
    )  # fmt: skip


def _without(syllables: Syllables, at: int) -> Syllables:
    return (*syllables[:at], *syllables[at + 1 :])
