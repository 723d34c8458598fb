"""Which of several claims on the same words stands, and which fixes a person's decisions leave: on made-up findings."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Action, Kind
from normalize.findings import Finding, Suggestion, judge
from normalize.fixing.decisions import Decision, Ruling, Verdict
from normalize.fixing.fixes import Fix, apply, choose, revert

TEXT = "abcdefghijklmnopqrstuvwxyz" * 8
FINDINGS = st.lists(
    st.builds(
        lambda start, size, action, weight, concept, said: Finding(
            start, start + size, TEXT[start : start + size], Kind.CALQUE, action, 0.5, (Suggestion(said, concept),), concept=concept, weight=weight
        ),
        st.integers(0, 180), st.integers(0, 9), st.sampled_from(list(Action)), st.sampled_from([1.0, 2.0, 3.0]), st.sampled_from(["a",
        "b", None]), st.sampled_from(["", "X", "abc"]),
    ),
    max_size=25,
)  # fmt: skip


@given(FINDINGS, st.randoms())
def test_the_judge_keeps_no_overlap_and_no_order(findings: list[Finding], random) -> None:
    """One finding a stretch; what comes out does not depend on the order of what went in."""
    kept = judge(findings)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert [(f.start, f.end, f.weight) for f in judge(shuffled)] == [(f.start, f.end, f.weight) for f in kept]


AUTO, REVIEW = Action.AUTO, Action.REVIEW


def claim(end: int, weight: float, concept: str | None, action: Action = REVIEW, confidence: float = 0.5, start: int = 0) -> Finding:
    """A claim on signs of the text, from the first on if nothing is said."""
    said = (Suggestion((concept or "page").upper(), concept),)
    return Finding(start, end, TEXT[start:end], Kind.CALQUE, action, confidence, said, concept=concept, weight=weight)


@pytest.mark.parametrize(
    ("claims", "concept", "action", "rivals"),
    [
        ([claim(9, 5, "a", AUTO), claim(4, 1, "b", AUTO)], "a", AUTO, 1),  # a part of it claimed by another concept is a rival, no doubt
        ([claim(9, 5, "a", AUTO), claim(9, 1, "b", AUTO)], "a", REVIEW, 1),  # the very same words: a person decides
        ([claim(9, 5, "a", AUTO), claim(9, 1, "b", REVIEW)], "a", AUTO, 1),  # what is itself in doubt puts nothing in doubt
        ([claim(9, 5, "a", AUTO), claim(9, 2, "b", REVIEW), claim(9, 1, "b", AUTO)], "a", REVIEW, 1),
        ([claim(9, 5, "a", AUTO), *(claim(9, 2, concept, REVIEW) for concept in "bcde"), claim(9, 1, "f", AUTO)], "a", REVIEW, 4),  # four rivals are shown
        ([claim(9, 5, "a", AUTO), claim(9, 1, "a", AUTO)], "a", AUTO, 0),
        ([claim(20, 1, "a", REVIEW, 0.95), claim(4, 5, "b", AUTO, 0.95)], "b", AUTO, 1),  # a certain part outweighs an uncertain whole
        ([claim(20, 1, "a", AUTO, 0.95), claim(4, 5, "b", AUTO, 0.95)], "a", AUTO, 1),
        ([claim(20, 5, "a", REVIEW, 0.95), claim(4, 5, "b", REVIEW, 0.95)], "a", REVIEW, 1),
        ([claim(9, 5, "a", REVIEW), claim(9, 5, "b", AUTO)], "b", AUTO, 1),  # of equal claims the surer one
        ([claim(9, 5, "a", AUTO), claim(4, 1, "b", AUTO), claim(5, 1, "b", AUTO)], "a", AUTO, 1),
        ([claim(9, 5, "a", AUTO), claim(4, 1, None, AUTO)], "a", AUTO, 0),  # debris of the page is no other reading
        ([claim(4, 5, "a", AUTO, start=4), claim(4, 1, "b", AUTO, start=4)], "a", REVIEW, 1),  # what is missing between two signs, twice
    ],
)
def test_who_wins(claims: list[Finding], concept: str, action: Action, rivals: int) -> None:
    """The heavier, the longer, the surer claim; the loser is shown once."""
    (kept,) = judge(claims)
    assert (kept.concept, kept.action, len(kept.rivals)) == (concept, action, rivals)


@pytest.mark.parametrize(
    ("whole", "part", "outweighs"),
    [
        (claim(20, 1, "a", confidence=0.95), claim(9, 5, "b", start=4), True),
        (claim(20, 1, "a", confidence=0.9), claim(9, 5, "b", start=4), False),  # it is not sure
        (claim(8, 1, "a", confidence=0.95), claim(7, 5, "b", start=4), False),  # or short: Jian 'an
        (claim(20, 1, None, confidence=0.95), claim(9, 5, "b", start=4), False),  # or no reading
        (claim(20, 1, "a", confidence=0.95), claim(20, 5, "b"), False),  # what claims all of it is no part
        (claim(20, 1, "a", confidence=0.95), claim(24, 5, "b", start=15), False),  # nor what reaches beyond
        (claim(20, 1, "a", confidence=0.95), claim(9, 5, "a", start=4), False),  # nor the listed form of the same concept
    ],
)
def test_a_sure_reading_outweighs_what_claims_a_part_of_it(whole: Finding, part: Finding, outweighs: bool) -> None:
    """Though that is heavier; and keeps its own weight where it is heavier itself."""
    winner = whole if outweighs else part
    (kept,) = judge([whole, part])
    assert (kept.start, kept.end, kept.concept) == (winner.start, winner.end, winner.concept)
    (kept,) = judge([whole._replace(weight=9), part._replace(weight=1), claim(24, 7, "c")])
    assert kept.concept == whole.concept


def test_a_missing_space_beside_a_claim_is_another_claim() -> None:
    """met.Jindian Week: the space, and the name."""
    assert len(judge([claim(4, 1, None, AUTO, start=4), claim(9, 5, "a", start=4), claim(9, 1, None, AUTO, start=9)])) == 3


def test_the_same_words_are_no_change() -> None:
    """A person who puts what stands there keeps it as it is, which is decided; who decided is kept with the fix. A claim that puts them is none."""
    finding = claim(3, 1, "x")
    assert judge([finding._replace(suggestions=(Suggestion(finding.found),))]) == []
    assert choose([finding], [Ruling(Verdict.REPLACE, finding.found, (Decision("1", "1:0", Verdict.REPLACE),))]) == [(None, "rejected")]
    ((fix, _),) = choose([finding], [Ruling(Verdict.ACCEPT, None, (Decision("1", "1:0", Verdict.ACCEPT, by="Li"),))])
    assert fix is not None
    assert fix.decided_by == "Li"


def made_up(verdict: Verdict | str) -> Ruling:
    """A ruling by one person, or a disagreement."""
    if not isinstance(verdict, Verdict):
        return Ruling(None, None, ())
    return Ruling(verdict, "own" if verdict is Verdict.REPLACE else None, (Decision("1", "1:0", verdict),))


@given(FINDINGS, st.lists(st.sampled_from([None, "conflict", *Verdict]), min_size=25, max_size=25))
def test_chosen_fixes_obey_decisions(findings: list[Finding], verdicts: list[Verdict | str | None]) -> None:
    """Rejected, doubted or disputed is never applied; a note only on a person's word; accepted always unless it says nothing new."""
    kept = judge(findings)
    given = verdicts[: len(kept)]
    rulings = [made_up(verdict) if verdict else None for verdict in given]
    chosen = choose(kept, rulings)
    for finding, verdict, (fix, state) in zip(kept, given, chosen, strict=True):
        assert (state == "rejected") is (verdict is Verdict.REJECT)
        assert (state == "applied") is (fix is not None)
        if fix is not None:
            assert verdict in (Verdict.ACCEPT, Verdict.REPLACE) or (verdict is None and finding.action is Action.AUTO)
            assert fix.after == ("own" if verdict is Verdict.REPLACE else finding.text)
        else:
            assert verdict is not Verdict.REPLACE
    output, placed = apply(TEXT, [fix for fix, _ in chosen if fix])
    assert revert(output, placed) == TEXT
    assert revert(output, placed[::-1]) == TEXT


@pytest.mark.parametrize(
    ("fixes", "says"),
    [([Fix(0, 3, "abc", "x"), Fix(2, 4, "cd", "y")], "overlap"), ([Fix(0, 3, "abd", "x")], "has changed since it was checked")],
)
def test_what_cannot_be_applied(fixes: list[Fix], says: str) -> None:
    """Overlaps and texts that have changed are refused."""
    with pytest.raises(ValueError, match=says):
        apply(TEXT, fixes)


def test_what_cannot_be_reverted() -> None:
    """A text that was edited since is refused."""
    output, placed = apply(TEXT, [Fix(0, 3, "abc", "xyz")])
    with pytest.raises(ValueError, match="has changed since it was fixed"):
        revert("q" + output, placed)
