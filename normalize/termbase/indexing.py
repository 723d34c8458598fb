"""The index of the rendering lattices: which English words, and which runs of syllables, can stand where in which Chinese form."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from glossary.pinyin import cut
from normalize.termbase.knowledge import FUNCTION_WORDS, ODD, EdgeKind, Knowledge, Renderings, words_of
from normalize.termbase.lattice import LONGEST_STRETCH, Variant
from normalize.termbase.postings import AMONG, ANYWHERE, BEHIND, ODDLY, ONE_UNIT, ROMANIZED, SPELLED, posting


def index_variants(variants: Sequence[Variant], knowledge: Knowledge, right_forms: Sequence[Sequence[str]], own_entries: int) -> dict[str, dict[str, bytes]]:
    """What wakes a form, as key -> postings in order; the forms of the first so many entries, the user's own, by every sense that is known.

    `words`: the English words of its edges, oddly where a good translation would not use them there (a sense of a single character, a
    place that it abbreviates); `first`: function words with which an edge begins; `runs`: one, two and more syllables, folded and joined
    by hyphens.
    """
    words: dict[str, list[int]] = defaultdict(list)
    first: dict[str, list[int]] = defaultdict(list)
    parts: dict[tuple[str, bool, bool], _Part] = {}  # forms share what their parts become, and the places of each are kept together
    spoken = {part for table in (knowledge.senses, knowledge.names, knowledge.romanized) for part in table}
    own = [dict.fromkeys(word for form in forms for word in words_of(form) if word not in FUNCTION_WORDS and not cut(word)) for forms in right_forms]
    for number, variant in enumerate(variants):
        units, n, every = variant.units, len(variant.units), variant.entry < own_entries
        here: list[frozenset[str]] = []
        for i in range(n):
            chinese = ""
            for j, unit in enumerate(units[i : i + LONGEST_STRETCH], i + 1):
                chinese += unit
                if j > i + 1 and chinese not in spoken:
                    continue
                part = parts.get((chinese, j - i == n, every))
                if part is None:
                    renderings = knowledge.renderings(units, i, j, every)
                    part = parts[chinese, j - i == n, every] = _Part(renderings, frozenset(word for _, said, _ in renderings for word in said), [])
                part.places.append(posting(number, i, j, ANYWHERE))
                here.append(part.words)
        for word in own[variant.entry]:
            for said in here:
                if word in said:
                    break
            else:
                words[word].append(posting(number, 0, 0, ANYWHERE))
    for part in parts.values():
        placed = {ANYWHERE: part.places}  # by way
        for table, rows in zip((words, first), _rows(part.renderings), strict=True):
            for word, way in rows:
                if way not in placed:
                    placed[way] = [place | way for place in part.places]
                table[word] += placed[way]
    return {
        **{name: {key: array("I", sorted(found)).tobytes() for key, found in table.items()} for name, table in (("words", words), ("first", first))},
        "runs": _runs(variants, knowledge),
    }


def _runs(variants: Sequence[Variant], knowledge: Knowledge) -> dict[str, bytes]:
    """One, two and more syllables, folded and joined by hyphens -> postings in order: the usual readings, and each with one syllable read otherwise."""
    runs: dict[str, array[int]] = defaultdict(partial(array, "I"))
    for number, variant in enumerate(variants):
        folded = list(map(knowledge.folded, variant.units, variant.syllables))
        for i, readings in enumerate(folded):
            run, place = list(readings), posting(number, i, i + 1, SPELLED)
            for spelling in run:
                runs[spelling].append(place)
            for usual, *others in folded[i + 1 : i + 6]:
                usually = run[0]
                run = [f"{before}-{usual}" for before in run]
                if others:
                    run += [f"{usually}-{other}" for other in others]
                place += ONE_UNIT
                for spelling in run:
                    runs[spelling].append(place)
    return {run: found.tobytes() for run, found in runs.items()}


class _Part(NamedTuple):
    """A stretch that forms share: its renderings, all their words, and the places where it stands (postings without a way)."""

    renderings: Renderings
    words: frozenset[str]
    places: list[int]


def _rows(renderings: Renderings) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The content words of one stretch's renderings with the way of each, and the function words with which one begins."""
    content: dict[tuple[str, int], int] = {}
    first: dict[tuple[str, int], None] = {}
    for kind, words, _ in renderings:
        way = ODDLY if kind in ODD else ANYWHERE
        if len(words) == 1:
            alone = words[0], ROMANIZED if kind is EdgeKind.ROMANIZATION else way
            content[alone] = content.get(alone, 0) & AMONG
            continue
        if words[0] in FUNCTION_WORDS:
            first[words[0], way | AMONG] = None
        for at, word in enumerate(words):
            if word not in FUNCTION_WORDS:
                added = AMONG | BEHIND if at else AMONG
                known = content.get((word, way), added)
                content[word, way] = AMONG | known & added & BEHIND
    return [(word, way | added) for (word, way), added in content.items()], list(first)
