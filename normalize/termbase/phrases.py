"""Set phrases rendered word for word: "mini procedures" for 小程序, "special shift" for 专班.

Two common words in lower case wake no lattice (see `waking`): any two words of English are a path of something. But two stretches of
English that stand side by side, in the order of the Chinese, and say all of a set phrase are rare in good English. They are listed when a
termbase is compiled, so that a text is asked one question for each pair of neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

from glossary.entry import ConceptEntry
from normalize.termbase.knowledge import FUNCTION_WORDS, SENSES, Knowledge, words_of
from normalize.termbase.lattice import Variant

LONGEST, MOST_WORDS = 6, 4  # units of a phrase; words of a rendering
UNLIKELY = 3.0  # bits against taking a word of two characters apart: 表示 is to say, not "form display"
LIGHT = frozenset({"the", "a", "an"})  # may stand between a verb and its object
DEAREST = 7.0  # bits that the two renderings may cost together: at 11 twice the alarms on plain prose and not one row more

Listed = tuple[tuple[str, ...], int, int, int, bool, float]  # words after the first two, variant, units and words of the first stretch, whether a verb, cost in bits


def phrases_of(
    entries: Sequence[ConceptEntry], variants: Sequence[Variant], knowledge: Knowledge, plain: Iterable[str], plain_entries: Container[int] = ()
) -> dict[str, list[Listed]]:
    """First two words of a rendering -> what follows and what it renders, for every set phrase that one or two senses render whole.

    Words that stand side by side in a right form or in plain English are no garble of anything: "legal system", "solve a problem". The entries whose
    numbers are plain are left out: whatever renders 国民经济 is ordinary English.
    """
    said = {pair for entry in entries for form in entry.right_forms for pair in pairwise(words_of(form))}
    said |= {pair for form in plain for pair in pairwise(word for word in words_of(form) if word not in LIGHT)}
    found: dict[str, list[Listed]] = defaultdict(list)

    def add(number: int, joint: int, left: tuple[str, ...], right: tuple[str, ...], cost: float, verb: bool) -> None:
        if cost > DEAREST:
            return
        words = left + right
        if 1 < len(words) <= MOST_WORDS and len(set(words)) == len(words) and FUNCTION_WORDS.isdisjoint(words) and not said.issuperset(pairwise(words)):
            found[f"{words[0]} {words[1]}"].append((words[2:], number, joint, len(left), verb, cost))

    for number, variant in enumerate(variants):
        entry, n = entries[variant.entry], len(variant.units)
        if n > LONGEST or variant.entry in plain_entries or any(c.isupper() for c in entry.english):
            continue
        verb = entry.en.part_of_speech == "verb"
        for kind, words, cost in knowledge.renderings(variant.units, 0, n, every=False):
            if kind in SENSES:
                add(number, n, words, (), cost, verb)
        apart = UNLIKELY if n == 2 else 0.0
        for joint in range(1, n):
            lefts = [each for each in knowledge.renderings(variant.units, 0, joint, every=False) if each[0] in SENSES]
            if not lefts:
                continue
            rights = [each for each in knowledge.renderings(variant.units, joint, n, every=False) if each[0] in SENSES]
            for _, left, left_cost in lefts:
                for _, right, right_cost in rights:
                    add(number, joint, left, right, left_cost + right_cost + apart, verb)
    return found
