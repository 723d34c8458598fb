"""Two termbases joined and told apart."""

from __future__ import annotations

from dataclasses import replace

from glossary import ConceptEntry, Kind, LanguageSection, Status, Term
from tbx import Change, Difference, FieldChange, diff, merged


def entry(identifier: str, zh: str, en: str, *admitted: str, **fields) -> ConceptEntry:
    """A small concept."""
    english = LanguageSection((Term(en, Status.PREFERRED), *(Term(text, Status.ADMITTED) for text in admitted)))
    return ConceptEntry(identifier, "place", LanguageSection((Term(zh, Status.PREFERRED),)), english, **fields)


KUNSHAN, SUZHOU, WUXI = entry("kunshan", "昆山", "Kunshan"), entry("suzhou", "苏州", "Suzhou"), entry("wuxi", "无锡", "Wuxi")


def test_the_same_differ_in_nothing():
    """Order and file of origin are no difference."""
    assert diff([KUNSHAN, SUZHOU], [SUZHOU, replace(KUNSHAN, origin="other.tbx")]) == ()


def test_added_removed_and_changed_are_ordered_by_chinese():
    """A changed concept says which fields, before and after."""
    garbled = replace(KUNSHAN, en=LanguageSection((*KUNSHAN.en.terms, Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT, because="one word"))), region="Jiangsu")
    assert diff([KUNSHAN, SUZHOU], [garbled, WUXI]) == (
        Difference(Change.ADDED, "无锡", "wuxi"),
        Difference(Change.CHANGED, "昆山", "kunshan", (FieldChange("en deprecated", "", "Kun Shan (split, review, one word)"), FieldChange("region", "", "Jiangsu"))),
        Difference(Change.REMOVED, "苏州", "suzhou"),
    )


def test_concepts_meet_by_chinese_then_by_id():
    """Another id for the same Chinese is a changed id; other Chinese under the same id is changed Chinese."""
    (renamed,) = diff([KUNSHAN], [replace(KUNSHAN, id="c7")])
    assert renamed.fields == (FieldChange("id", "kunshan", "c7"),)
    (rewritten,) = diff([KUNSHAN], [entry("kunshan", "昆山市", "Kunshan")])
    assert rewritten.fields == (FieldChange("zh preferred", "昆山", "昆山市"),)
    twice = [entry("dali-city", "大理", "Dali"), entry("dali-marble", "大理", "marble")]
    assert diff(twice, list(reversed(twice))) == ()


def test_the_first_termbase_wins_and_the_second_fills_in():
    """The preferred term is the first one's; the other stays admitted."""
    (both,) = merged([entry("soochow", "苏州", "Soochow")], [entry("suzhou", "苏州", "Suzhou", region="Jiangsu")])
    assert (both.id, both.english, both.right_forms, both.region) == ("soochow", "Soochow", ("Soochow", "Suzhou"), "Jiangsu")


def test_one_id_for_two_concepts_loses_neither():
    """Every tool counts from c1."""
    joined = merged([entry("c1", "昆山", "Kunshan")], [entry("c1", "苏州", "Suzhou"), entry("c1-2", "无锡", "Wuxi")])
    assert [(e.id, e.chinese) for e in joined] == [("c1", "昆山"), ("c1-3", "苏州"), ("c1-2", "无锡")]
