"""Another termbase joined to ours: nothing of ours changes its meaning, nothing of theirs is lost without a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from samples import KUNQU, KUNSHAN, entries, entry, right

from glossary import Kind, LanguageSection, Status, Term, Transaction
from tbx import join


def test_what_they_know_beyond_us_is_learned():
    """Terms, garbled forms, open fields; a source where ours has none."""
    ours = entry("kunqu", "昆曲", "Kunqu Opera", subject="culture")
    joined = join([ours], [KUNQU._replace(id="c1")])
    assert joined.changed == (0,)
    assert joined.added == joined.conflicts == ()
    assert joined.entries == (KUNQU._replace(id="kunqu"),)


@pytest.mark.parametrize(("ours", "theirs", "after"), [("", "Li", "Li"), ("Ann", "", "Ann"), ("Ann", "Li", "Ann"), ("", "", "")])
def test_the_history_is_ours_if_there_is_one(ours, theirs, after):
    """Two tools' dates in one list would tell of nobody's work."""
    first, second, joined = (KUNSHAN._replace(history=(Transaction("origination", "2026-01-31", by),) if by else ()) for by in (ours, theirs, after))
    assert join([first], [second]).entries == (joined,)


def test_where_two_disagree_ours_stays_and_the_other_is_told():
    """Preferred English, reading, part of speech, definition, region, gloss; their preferred English stays admitted."""
    ours = entry("soochow", "苏州", "Soochow", region="Jiangsu", definition="A city.")
    theirs = entry("suzhou", "苏州", "Suzhou", region="Zhejiang", definition="Another city.")
    theirs = theirs._replace(en=theirs.en._replace(part_of_speech="verb"))
    joined = join([ours], [theirs])
    (after,) = joined.entries
    assert (after.id, after.english, after.right_forms, after.region, after.definition) == ("soochow", "Soochow", ("Soochow", "Suzhou"), "Jiangsu", "A city.")
    assert [str(conflict) for conflict in joined.conflicts] == [
        "the preferred English is 'Soochow' here, 'Suzhou' there", "part of speech is 'noun' here, 'verb' there",
        "region is 'Jiangsu' here, 'Zhejiang' there", "definition is 'A city.' here, 'Another city.' there",
    ]  # fmt: skip


def test_a_form_right_for_one_and_garbled_for_the_other_stays_what_it_is_for_us():
    """In both directions; case counts, for "kunqu" is a garble of "Kunqu"."""
    ours = entry("a", "昆山", "Kunshan", wrong=("Kun Shan", "kunshan"))
    theirs = entry("a", "昆山", "Kunshan", "Kun Shan", wrong=("Kunshan", "Quinsan"))
    joined = join([ours], [theirs])
    assert joined.entries[0].right_forms == ("Kunshan",)
    assert [term.text for term in joined.entries[0].deprecated] == ["Kun Shan", "kunshan", "Quinsan"]
    assert [str(conflict) for conflict in joined.conflicts] == [
        "status is 'Kun Shan (garbled)' here, 'Kun Shan (right)' there", "status is 'Kunshan (right)' here, 'Kunshan (garbled)' there",
    ]  # fmt: skip


def test_the_name_of_their_file_is_no_reason():
    """A table gives every garbled form one: “listed in client.csv” beside ours, which has none."""
    wrong = Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT)
    ours, theirs = (KUNSHAN._replace(en=LanguageSection((*right("Kunshan"), wrong._replace(because=why)))) for why in ("", "listed in client.csv"))
    assert join([ours], [theirs]).changed == ()


def test_what_says_nothing_new_is_counted_and_leaves_all_as_it_is():
    """Another subject that was only guessed is nothing new; nor is a glossary's own name as a source."""
    theirs = [KUNSHAN._replace(id="u-1", source="user glossary x.csv", origin="x.csv"), KUNQU._replace(subject="place", source="unverified")]
    joined = join([KUNQU, KUNSHAN], theirs)
    assert (joined.entries, joined.changed, joined.added, joined.conflicts, joined.unchanged) == ((KUNQU, KUNSHAN), (), (), (), 2)


@pytest.mark.parametrize(
    ("ours", "theirs", "after"),
    [
        ("a; b", "b; c", "a; b; c"), ("15 km away", "5 km", "15 km away; 5 km"), ("", "a; b; a", "a; b"), ("two\nlines; b", "b; two lines", "two\nlines; b"),
        ("a;  b; a", "a", "a;  b; a"), ("a", "", "a"), ("a;", "b", "a;; b"),
    ],
)  # fmt: skip
def test_a_note_gains_the_parts_it_lacks(ours, theirs, after):
    """Each once, ours as they stand; what came through TBX on one line is no new part."""
    assert join([KUNSHAN._replace(note=ours)], [KUNSHAN._replace(note=theirs)]).entries[0].note == after
    assert join([KUNSHAN._replace(note=after)], [KUNSHAN._replace(note=theirs)]).entries[0].note == after


def test_traditional_chinese_meets_simplified():
    """崑山 is 昆山, and no further Chinese form for it."""
    joined = join([KUNSHAN], [KUNSHAN._replace(zh=LanguageSection(right("崑山", "玉峰"), pinyin="Kūnshān"))])
    assert [entry.chinese_forms for entry in joined.entries] == [("昆山", "玉峰")]


def test_the_reading_of_another_form_is_none_of_ours():
    """昆曲 has 昆剧 beside it; who prefers 昆剧 reads that, and says nothing against Kūnqǔ."""
    theirs = KUNQU._replace(zh=LanguageSection(right("昆剧"), pinyin="Kūnjù"))
    joined = join([KUNQU], [theirs])
    assert (joined.entries[0].pinyin, joined.conflicts) == ("Kūnqǔ", ())
    joined = join([KUNQU._replace(zh=LanguageSection(KUNQU.zh.terms))], [theirs])
    assert joined.entries[0].pinyin == ""


def test_homographs_meet_by_id_then_by_english():
    """Whatever the order; one more of them is a concept of its own."""
    ours = [entry("tongzhou-beijing", "通州", "Tongzhou"), entry("tongzhou-nantong", "通州", "Tongzhou District, Nantong")]
    theirs = [
        entry("x", "通州", "Tongzhou in Guizhou"), entry("y", "通州", "Tongzhou District, Nantong", "Tongzhou, Nantong"), entry("tongzhou-beijing", "通州", "Tongzhou (Beijing)"),
    ]  # fmt: skip
    joined = join(ours, theirs)
    assert [(each.id, each.right_forms) for each in joined.entries] == [
        ("tongzhou-beijing", ("Tongzhou", "Tongzhou (Beijing)")), ("tongzhou-nantong", ("Tongzhou District, Nantong", "Tongzhou, Nantong")), ("x", ("Tongzhou in Guizhou",)),
    ]  # fmt: skip


def test_one_id_for_two_concepts_loses_neither():
    """Every tool counts from c1; what related to a concept follows its new name."""
    theirs = [entry("c1", "苏州", "Suzhou"), entry("c1-2", "无锡", "Wuxi", related=("c1", "c3")), entry("c3", "昆山", "Kunshan")]
    joined = join([entry("c1", "昆山", "Kunshan")], theirs)
    assert [(each.id, each.chinese, each.related) for each in joined.entries] == [("c1", "昆山", ()), ("c1-2", "苏州", ()), ("c1-2-2", "无锡", ("c1-2", "c1"))]


@pytest.mark.parametrize("field", ["because", "say", "seen"])
def test_a_garbled_form_known_to_both_gains_what_it_lacks(field):
    """Its reason, its own words, the texts it was seen in."""
    bare, told = Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT), Term("Kun Shan", Status.DEPRECATED, Kind.CALQUE, because="why", say="Kunshan", seen=("a.txt",))
    ours, theirs = (KUNSHAN._replace(en=LanguageSection((*right("Kunshan"), term))) for term in (bare, told))
    (after,) = join([ours], [theirs]).entries
    assert getattr(after.deprecated[0], field) == getattr(told, field)
    assert after.deprecated[0].kind is Kind.SPLIT


@given(entries(), entries())
def test_joining_keeps_ours_and_is_done_once(ours, theirs):
    """Every concept, term and status of ours; and a second time brings nothing."""
    joined = join(ours, theirs)
    for before, after in zip(ours, joined.entries, strict=False):
        assert (after.id, after.english, after.chinese) == (before.id, before.english, before.chinese)
        assert set(before.en.terms) <= set(after.en.terms)
    chinese = {form for each in joined.entries for form in each.chinese_forms}
    assert {form for each in theirs for form in each.chinese_forms} <= chinese
    again = join(joined.entries, theirs)
    assert (again.entries, again.changed, again.added) == (joined.entries, (), ())
