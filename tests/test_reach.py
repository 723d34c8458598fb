"""What postings tell of a word in a form, against the lattice of the form: a form that is dropped for its bound must be out of reach indeed."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from glossary.english import stems
from normalize.pipeline import Checker
from normalize.reading_back.paths import SLACK, told
from normalize.termbase.compiled import Compiled
from normalize.termbase.lattice import edges_of
from normalize.termbase.postings import sharing
from normalize.termbase.reach import UNITS
from normalize.text.document import Document


@pytest.fixture(scope="module")
def words(checker: Checker, root) -> list[str]:
    """The distinct words of the seeds: English, pinyin and function words."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "seeds").glob("*.txt"))]
    return sorted({word for text in texts for word in checker.view(Document("a.txt", text)).words.distinct})


def test_no_edge_gains_more_than_its_words_may(compiled: Compiled, words: list[str]) -> None:
    """Over a sample of forms for each word, the units and the gain of every edge that begins with it."""
    chance, seen = random.Random(4), 0
    for word in chance.sample(words, 600):
        reach = compiled.reach[word]
        variants = sorted({place >> 12 for places in reach.parts for place in places})
        for variant in chance.sample(variants, min(6, len(variants))):
            lattice, (units, most, among) = compiled.lattice(variant), reach.standing[variant]
            for edge in lattice.edges(word):
                seen += 1
                place, gain = (lattice.variant.units, edge), told(edge, compiled.knowledge.rarity) - edge.cost
                assert not (1 << edge.j) - (1 << edge.i) & ~units, place
                if len(edge.words) == 1:
                    assert gain <= most + 1e-9, place
                else:
                    assert among, place
                    assert gain <= sum(compiled.reach[other].standing[variant][1] for other in edge.words) + SLACK, place
    assert seen > 2000


def test_a_form_laid_out_whole_has_the_edges_of_its_words(compiled: Compiled) -> None:
    """A text asks word by word; figures and benches ask for all edges of a form at once: they must be the same."""
    for variant in random.Random(5).sample(range(len(compiled.lengths)), 60):
        lattice = compiled.lattice(variant)
        whole = {edge for edge in edges_of(lattice.variant, compiled.knowledge, compiled.entry(lattice.variant.entry).right_forms) if stems(edge.words[0]) == {edge.words[0]}}
        for edge in whole:
            assert edge in lattice.edges(edge.words[0]), ("".join(lattice.variant.units), edge)


def test_neighbors_that_share_a_form() -> None:
    """Two, three, and two that share one of the user's own."""
    chance = random.Random(6)
    masks, own = [chance.getrandbits(6) & chance.getrandbits(6) for _ in range(50)], 0b111
    shared = [one & other for one, other in pairwise(masks)]
    expected = [k for k, mask in enumerate(shared) if mask], [k for k in range(48) if shared[k] & masks[k + 2]], [k for k, mask in enumerate(shared) if mask & own]
    assert sharing(masks, own) == expected
    assert sharing(masks, 0)[2] == []
    assert sharing([], own) == ([], [], [])


@pytest.mark.parametrize(("place", "units"), [(0x00, 0b1), (0x01, 0b11), (0x12, 0b110), (0xFF, 1 << 15)])
def test_the_units_of_a_posting(place: int, units: int) -> None:
    assert UNITS[place] == units
