"""A name of the user's own glossary with one syllable misread: Zhao Yanwei for Zhao Yanhao 赵岩昊.

An engine that meets a rare character takes it for one that looks like it (鑨 read zhen), and no table of readings knows the guess. Built-in names
are not read so: there another person is likelier than another reading. A name that somebody put into a glossary is one that the texts are about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product, takewhile

from glossary.entry import Action, Kind
from glossary.pinyin import cut
from normalize.context import Context
from normalize.findings import Evidence, Finding
from normalize.proposals import propose, rival
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import words_of
from normalize.view import View
from normalize.weights import OWN_SLIP

FEWEST, MOST = 3, 6  # syllables of a name; of two, one alone says nothing
MOST_WORDS = 4

Syllables = tuple[str, ...]


class NearNames:
    """The pinyin names of the user's glossaries by all their syllables but one; but the first, which is a surname or heads a place, only
    where a generic follows: Weizhouwan Town for Paizhouwan Town."""

    def __init__(self, compiled: Compiled) -> None:
        self._found: dict[tuple[int, Syllables], list[tuple[int, Syllables, tuple[str, ...]]]] = {}
        for number in takewhile(compiled.is_own, range(len(compiled))):
            entry = compiled.entry(number)
            if not entry.is_name:
                continue
            syllables, generic = _spelled(entry.english, compiled.read(number))
            if not FEWEST <= len(syllables) <= MOST:
                continue
            for at in range(0 if generic else 1, len(syllables)):
                self._found.setdefault((at, _without(syllables, at)), []).append((number, syllables, generic))

    def __bool__(self) -> bool:
        return bool(self._found)

    def near(self, syllables: Syllables, following: Sequence[str]) -> dict[int, tuple[str, str, int]]:
        """Entry numbers that differ in one syllable -> that syllable as it should be, as it stands, and how many of the following words
        are the rest of the name."""
        found: dict[int, tuple[str, str, int]] = {}
        for at in range(len(syllables)):
            for number, right, generic in self._found.get((at, _without(syllables, at)), ()):
                if right != syllables and tuple(following[: len(generic)]) == generic:
                    found[number] = right[at], syllables[at], len(generic)
        return found


def near_names(view: View, context: Context, names: NearNames) -> Iterator[Finding]:
    """Stretches of capitalized pinyin that differ from one of the names in one syllable."""
    for k in range(len(view.words.words)) if names else ():
        if view.words.capital(k) and not view.named[k] and (finding := _nearest(view, context, names, k)) is not None:
            yield finding


def _nearest(view: View, context: Context, names: NearNames, k: int) -> Finding | None:
    """The longest stretch from word k that is near a name; with several such names it is for a person to choose."""
    words = view.words
    ways: list[Syllables] = [()]
    best: tuple[int, dict[int, tuple[str, str, int]]] | None = None
    for end in range(k, min(k + MOST_WORDS, len(words.words))):
        if end > k and (words.between(end) not in (" ", "-") or not (words.capital(end) or words.hyphen(end))):
            break
        ways = [before + way for before, way in product(ways, cut(words.words[end])) if not any(later[0] in "aeo" for later in way[1:])]
        following = words.words[end + 1 : end + 1 + MOST_WORDS]
        found = {number: how for way in ways for number, how in names.near(way, following).items()}
        if found:
            best = end, found
    if best is None:
        return None
    (number, (right, read, more)), *others = best[1].items()
    entry, rivals = view.entry(number), [view.entry(other) for other, _ in others]
    confidence = 0.7 if context.stands(number) else 0.5
    return propose(
        view, (words.start(k), words.end(best[0] + more)), Kind.POLYPHONE, Action.REVIEW, entry, confidence=confidence / (1 + len(rivals)), weight=OWN_SLIP,
        evidence=[Evidence("reading", f"“{read}” for “{right}”: the other syllables are those of {entry.english} in your glossary")],
        rivals=[rival(other, confidence / (1 + len(rivals))) for other in rivals],
    )  # fmt: skip


def _spelled(english: str, syllables: Syllables) -> tuple[Syllables, tuple[str, ...]]:
    """The syllables that the English name spells, and the words that follow them: Shihudang Town is shi hu dang, town."""
    words = words_of(english)
    for size in range(len(words), 0, -1):
        spelled = "".join(words[:size])
        for count in range(len(syllables), 0, -1):
            if spelled == "".join(syllables[:count]):
                return syllables[:count], words[size:]
    return (), ()


def _without(syllables: Syllables, at: int) -> Syllables:
    return (*syllables[:at], *syllables[at + 1 :])
