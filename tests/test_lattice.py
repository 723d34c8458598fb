"""The lattice of a form: for which characters a word can stand and at what cost, and the best path through the words of a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.pinyin import SYLLABLES
from normalize.reading_back.paths import ANY, Path, best_path
from normalize.reading_back.readings import probability
from normalize.termbase.knowledge import EdgeKind, Knowledge, fold_syllable
from normalize.termbase.lattice import Lattice, Variant, easy_units, edges_of
from normalize.termbase.postings import posting, unpacked

KNOWLEDGE = Knowledge(
    senses={"周": ["week", "circle"], "锦": ["brocade"], "一码": ["one yard"]}, places={"周": ["Zhouzhuang"]},
    readings={"锦": ["jin"], "淀": ["dian"], "周": ["zhou"], "糟": ["zao"], "烧": ["shao"]},
    names={"周庄": ["Zhouzhuang"]}, romanized={}, bits={"week": 12.0},
)  # fmt: skip

FORM, RIGHT = Variant(0, ("锦", "淀", "周"), ("jin", "dian", "zhou")), ["Jin-Dian-Zhou"]

EDGES = edges_of(FORM, KNOWLEDGE, RIGHT)

JIN_DIAN_ZHOU = Lattice(FORM, easy_units(FORM.units), KNOWLEDGE, lambda word: sorted({(edge.i, max(edge.j, 1)) for edge in EDGES if edge.words[0] == word}))


def path_of(words: str) -> Path | None:
    """The best path through these words, none of them part of a right name, nothing but spaces between them."""
    window = tuple(words.split())
    return best_path(0, JIN_DIAN_ZHOU, window, (False,) * len(window), (0.0,) * len(window), [(at, 0.0) for at in range(len(window))], {}, ANY, ANY.bits)


@pytest.mark.parametrize(
    ("word", "edges"),
    [
        ("jindian", {(0, 2, EdgeKind.READING)}),
        ("zhou", {(2, 3, EdgeKind.READING)}),
        ("zou", {(2, 3, EdgeKind.CONFUSED)}),
        ("week", {(2, 3, EdgeKind.SENSE)}),
        ("weeks", {(2, 3, EdgeKind.SENSE)}),
        ("zhouzhuang", {(2, 3, EdgeKind.PLACE)}),
        ("brocade", {(0, 1, EdgeKind.SENSE)}),
        ("tiger", set()),
    ],
)
def test_edges_of_a_word(word: str, edges: set[tuple[int, int, EdgeKind]]) -> None:
    """For which characters a word can stand, and by what way."""
    assert {(edge.i, edge.j, edge.kind) for edge in JIN_DIAN_ZHOU.edges(word)} == edges


@pytest.mark.parametrize(
    ("words", "covered", "turns", "wild"),
    [
        ("jin dian zhou", 3, 0, 0), ("jindian week", 3, 0, 0), ("brocade dian week", 3, 0, 0), ("week of jindian", 3, 1, 0), ("jindian", 2, 0, 0), ("jindian big week", 3, 0, 1),
    ],
)  # fmt: skip
def test_the_best_path(words: str, covered: int, turns: int, wild: int) -> None:
    """Cuts and joins cost nothing; turned order and unexplained words are counted."""
    path = path_of(words)
    assert path is not None
    assert (path.covered, path.turns, path.wild, path.length) == (covered, turns, wild, 3)
    assert (path.start, path.end) == (0, len(words.split()))


def test_a_path_is_worth_what_it_explains() -> None:
    """The straight reading is worth more than the turned one, the whole more than the half, and nothing is None."""
    bits = {words: path_of(words) for words in ("jindian week", "week of jindian", "jindian", "big tiger", "week")}
    assert bits["jindian week"].bits > bits["week of jindian"].bits > bits["jindian"].bits
    assert bits["big tiger"] is None
    assert bits["week"] is None


@given(st.integers(0, 2**19), st.integers(0, 15), st.integers(1, 16), st.integers(0, 2))
def test_postings_come_back(variant: int, i: int, j: int, way: int) -> None:
    """A packed place is the place; postings are in the order of variants."""
    packed = posting(variant, i, j, way)
    assert packed >> 12 == variant
    assert unpacked(packed) == (i, j, way)


@pytest.mark.parametrize(("one", "other"), [("zhi", "zi"), ("chen", "cen"), ("shao", "sai"), ("ning", "lin"), ("huang", "huan"), ("luo", "no"), ("lv", "nv"), ("cilv", "cilu")])
def test_confused_syllables_fold_together(one: str, other: str) -> None:
    """What engines take for one another has one key."""
    assert fold_syllable(one) == fold_syllable(other)


@given(st.sampled_from(sorted(SYLLABLES)))
def test_folding_twice_is_folding_once(syllable: str) -> None:
    """A key is its own key."""
    assert fold_syllable(fold_syllable(syllable)) == fold_syllable(syllable)


@given(st.floats(-100, 200), st.floats(0, 50))
def test_more_bits_are_more_probable(bits: float, more: float) -> None:
    """A probability, never falling."""
    assert 0 <= probability(bits) <= probability(bits + more) <= 1


def test_later_senses_cost_more_and_are_for_own_names() -> None:
    """The likeliest senses come first; a built-in concept is not looked for by the last of a long list."""
    senses = [f"sense{chr(97 + k)}" for k in range(20)]
    knowledge = Knowledge(senses={"周": senses}, places={}, readings={}, names={}, romanized={}, bits={})
    every, likely = knowledge.renderings(("周", "庄"), 0, 1), knowledge.renderings(("周", "庄"), 0, 1, every=False)
    assert [words for _, words, _ in every] == [(sense,) for sense in senses]
    assert 0 < len(likely) < len(senses)
    assert likely == every[: len(likely)]
    costs = [cost for _, _, cost in every]
    assert costs == sorted(costs)
    assert costs[0] < costs[10]
