"""The quality gate: what the program reads back on the gold lists may not get worse than the pinned figures."""

from __future__ import annotations

import tomllib

import pytest
import quality
from gold_rows import GOLD

from normalize.audit import audit
from zhengming.termbases import compiled_termbase

FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", quality.SETS)
def test_nothing_falls_below_its_floor(name: str, warm_cache: None) -> None:
    """Right and fixed may not fall, wrong and alarms may not rise, in either half of a set."""
    results = quality.score(name)
    print(quality.table(name, results))
    assert set(results) == set(FLOORS[name]), "floors.toml and the halves of the set differ; write it anew with python tests/quality.py --floors"
    worse = []
    for half, result in results.items():
        for key in quality.PINNED_FLOORS:
            if round(getattr(result.total, key), 2) < FLOORS[name][half][key]:
                worse.append(f"{name}.{half}: {key} fell from {FLOORS[name][half][key]} to {getattr(result.total, key):.2f}")
        for key in quality.PINNED_CEILINGS:
            if getattr(result.total, key) > FLOORS[name][half][key]:
                worse.append(f"{name}.{half}: {key} rose from {FLOORS[name][half][key]} to {getattr(result.total, key)}")
    assert worse == []


def test_no_clean_sentence_is_garbled(warm_cache: None) -> None:
    """The audit of the built-in termbase, which users' machines need not do again."""
    assert audit(compiled_termbase()) == ()


@pytest.mark.parametrize(("hits", "rows", "low", "high"), [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (80, 100, 0.711, 0.867), (0, 0, 0.0, 1.0)])
def test_wilson_interval(hits: float, rows: int, low: float, high: float) -> None:
    """Against published values of the score interval."""
    assert quality.wilson(hits, rows) == pytest.approx((low, high), abs=0.001)


GOLD_ROW = {
    "span": "Jindian Week",
    "chinese": "锦淀周",
    "canonical_english": "Jin-Dian-Zhou (Jinxi, Dianshanhu and Zhouzhuang) / JDZ area",
    "kind": "char-gloss",
    "action": "auto",
    "confidence": "high",
}
TEXT = "In Jindian Week today."


def record(text: str, action: str = "auto", zh: str | None = None, span: tuple[int, int] = (3, 15)) -> quality.Record:
    """A finding on the span of the example."""
    return {"start": span[0], "end": span[1], "action": action, "kind": "char-gloss", "zh": zh, "suggestions": [{"text": text}]}


@pytest.mark.parametrize(
    ("records", "closed", "expected"),
    [
        ([], False, {}),
        ([record("Jin-Dian-Zhou")], False, {"found": 1, "right": 1, "auto_right": 1, "fixed": 1}),
        ([record("“JDZ area”")], True, {"found": 1, "right": 1, "auto_right": 1, "fixed": 1}),
        ([record("Jin-Dian-Zhou", "review")], False, {"found": 1, "right": 1, "auto_right": 1}),
        ([record("Jin-Dian-Zhou", "note", "锦淀周")], False, {"found": 1}),
        ([record("another", "review", "锦淀周")], False, {"found": 1, "right": 1, "auto_right": 1}),
        ([record("another", "review", "锦淀周")], True, {"found": 1}),
        ([record("another", "auto", "锦淀周")], False, {"found": 1, "right": 1, "auto_right": 1, "differs": 1}),
        ([record("another", "auto", "昆山")], False, {"found": 1, "wrong": 1}),
        ([record("Jin-Dian-", span=(3, 11)), record("Zhou", span=(11, 15))], True, {"found": 1, "right": 1, "auto_right": 1, "fixed": 1}),
        ([record("another", span=(16, 21))], False, {}),
    ],
)
def test_a_row_is_judged(records: list[quality.Record], closed: bool, expected: dict[str, float]) -> None:
    """Each definition of the scorer on a made-up row."""
    score = quality.judged(GOLD_ROW, records, TEXT, [(3, 15)], closed)
    assert score == quality.Score(**{"rows": 1, "auto_rows": 1, **expected})


def test_uncertain_rows_are_left_out() -> None:
    """A row whose Chinese nobody can recover counts neither for nor against."""
    assert quality.judged({**GOLD_ROW, "confidence": "low"}, [record("another", zh="昆山")], TEXT, [(3, 15)], False) == quality.Score()


def test_the_halves_are_odd_and_even_rows() -> None:
    """Rows are counted from 1 below the header; even rows were developed with."""
    assert [quality.half(number) for number in (1, 2, 3, 4)] == ["aside", "tuned", "aside", "tuned"]
