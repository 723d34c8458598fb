"""Two termbases told apart."""

from __future__ import annotations

from samples import entry

from glossary import Kind, LanguageSection, Status, Term, Transaction
from tbx import Change, Difference, FieldChange, diff

KUNSHAN, SUZHOU, WUXI = entry("kunshan", "昆山", "Kunshan"), entry("suzhou", "苏州", "Suzhou"), entry("wuxi", "无锡", "Wuxi")


def test_the_same_differ_in_nothing():
    """Order and file of origin are no difference."""
    assert diff([KUNSHAN, SUZHOU], [SUZHOU, KUNSHAN._replace(origin="other.tbx")]) == ()


def test_the_name_of_a_file_is_no_difference():
    """Nor where it stands as the source, or as the reason against a form: a table and the TBX made of it say the same."""
    one, two = (
        KUNSHAN._replace(
            source=f"user glossary {name}", en=KUNSHAN.en._replace(terms=(*KUNSHAN.en.terms, Term("Kun Shan", Status.DEPRECATED, Kind.CALQUE, because=f"listed in {name}")))
        )
        for name in ("own.csv", "own.xlsx")
    )
    assert diff([one], [two]) == ()


def test_a_sentence_and_a_reason_against_chinese_are_differences():
    """In either language; the reason against a garbled Chinese form too, which has no kind."""
    wrong = Term("崑山", Status.DEPRECATED)
    was = KUNSHAN._replace(zh=KUNSHAN.zh._replace(terms=(*KUNSHAN.zh.terms, wrong), context="昆山很好。"), en=KUNSHAN.en._replace(context="Kunshan is fine."))
    now = was._replace(zh=was.zh._replace(terms=(*KUNSHAN.zh.terms, wrong._replace(because="traditional")), context=""), en=was.en._replace(context="Kunshan is here."))
    assert diff([was], [now])[0].fields == (
        FieldChange("zh deprecated", "崑山", "崑山 (traditional)"), FieldChange("zh context", "昆山很好。", ""), FieldChange("en context", "Kunshan is fine.", "Kunshan is here."),
    )  # fmt: skip


def test_the_order_of_garbled_forms_says_nothing():
    """Our TOML has them by the alphabet; of right forms the order is meant."""
    one, two = (Term(text, Status.DEPRECATED, Kind.SPLIT) for text in ("Kun Shan", "Kun shan"))
    was, now = (KUNSHAN._replace(en=LanguageSection((*KUNSHAN.en.terms, *terms))) for terms in ((one, two), (two, one)))
    assert diff([was], [now]) == ()


def test_what_is_said_of_a_difference_is_short():
    """Of a list what came and what went, of a note what it has grown by, of dates no program's words."""
    said = [
        (FieldChange("en admitted", "a | b", "a | c | b"), "en admitted: + c"), (FieldChange("en admitted", "a | b | c", "a | d"), "en admitted: b | c → d"),
        (FieldChange("en admitted", "a | b", "b | a"), "en admitted: a | b → b | a"), (FieldChange("note", "old; long", "old; long; new"), "note: + new"),
    ]  # fmt: skip
    assert [str(change) for change, _ in said] == [text for _, text in said]
    dated = KUNSHAN._replace(history=(Transaction("origination", "2026-01-31", "Ann"),), well_known=True)
    assert list(map(str, diff([KUNSHAN], [dated])[0].fields)) == ["well known: + yes", "history: + 2026-01-31 origination Ann"]


def test_added_removed_and_changed_are_ordered_by_chinese():
    """A changed concept says which fields, before and after."""
    garbled = KUNSHAN._replace(en=LanguageSection((*KUNSHAN.en.terms, Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT, because="one word"))), region="Jiangsu")
    assert diff([KUNSHAN, SUZHOU], [garbled, WUXI]) == (
        Difference(Change.ADDED, "无锡", "Wuxi", "wuxi"),
        Difference(Change.CHANGED, "昆山", "Kunshan", "kunshan", (FieldChange("en deprecated", "", "Kun Shan (split, review, one word)"), FieldChange("region", "", "Jiangsu"))),
        Difference(Change.REMOVED, "苏州", "Suzhou", "suzhou"),
    )


def test_concepts_meet_by_chinese_then_by_id():
    """Another id for the same Chinese is a changed id; other Chinese under the same id is changed Chinese."""
    (renamed,) = diff([KUNSHAN], [KUNSHAN._replace(id="c7")])
    assert renamed.fields == (FieldChange("id", "kunshan", "c7"),)
    (rewritten,) = diff([KUNSHAN], [entry("kunshan", "昆山市", "Kunshan")])
    assert rewritten.fields == (FieldChange("zh preferred", "昆山", "昆山市"),)
    twice = [entry("dali-city", "大理", "Dali"), entry("dali-marble", "大理", "marble")]
    assert diff(twice, list(reversed(twice))) == ()


def test_a_difference_reads_like_a_sentence():
    """One line a concept, one a field; what only grew shows what came."""
    more = SUZHOU._replace(en=LanguageSection((*SUZHOU.en.terms, Term("Soochow", Status.ADMITTED), Term("Gusu", Status.ADMITTED))), region="Jiangsu", id="su")
    less = KUNSHAN._replace(en=KUNSHAN.en._replace(terms=KUNSHAN.en.terms[:1]), definition="A city.")
    assert [str(each) for each in diff([SUZHOU, entry("kunshan", "昆山", "Kunshan", "Kunshan City", definition="A town.")], [more, less, WUXI])] == [
        "+ 无锡  Wuxi  (wuxi)",
        "~ 昆山  Kunshan  (kunshan)\n    en admitted: - Kunshan City\n    definition: A town. → A city.",
        "~ 苏州  Suzhou  (su)\n    en admitted: + Soochow | Gusu\n    id: suzhou → su\n    region: + Jiangsu",
    ]
