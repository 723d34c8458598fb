"""Nothing in a TBX file is dropped silently: what a concept has no field for stands in its note, and what is left out is said."""

from __future__ import annotations

import io

import pytest
from tbx_files import FILE_V2, status, tig, v2, v3

from glossary import Kind, Transaction
from tbx import iter_tbx, read_tbx


def told(content: str) -> tuple[list, list[str]]:
    """The concepts of a file as they stand in it, and what is said about them."""
    said: list[str] = []
    return list(iter_tbx(io.BytesIO(content.encode()), said.append)), said


@pytest.mark.parametrize(
    ("zh", "en", "more", "said"),
    [
        ("<note>pinyin: Kūnshān</note><note>pinyin: Kwunshan</note>", "", "", "昆山, pinyin: Kwunshan"),
        ("", "<!-- seen --><note>in headlines</note>", "", "in headlines"),
        ("", "", "<descripGrp><!-- seen --><descrip type='definition'>A city.</descrip></descripGrp><note>by the lake</note>", "by the lake"),
        ("", "", "<transacGrp><transac type='transactionType'>origination</transac><date>2026-01-31</date><note>from a list</note></transacGrp>",
         "transaction: origination 2026-01-31 from a list"),
    ],
)  # fmt: skip
def test_what_the_model_has_no_field_for_is_told_in_the_note(zh, en, more, said):
    """A second reading, notes beside comments, more than one transaction says."""
    (entry,), _ = told(v2(tig("昆山", zh), tig("Kunshan", en), more))
    assert entry.note == said


def test_latin_letters_of_another_language_are_no_pinyin():
    """Konzan is how Japanese reads 昆山; it is left out like any other language."""
    (entry,), _ = told(v2(tig("昆山"), tig("Kunshan"), f'<langSet xml:lang="ja-Latn">{tig("Konzan")}</langSet>'))
    assert (entry.pinyin, entry.note) == ("", "")


def test_a_reason_in_two_notes_is_one():
    """Parted by a semicolon."""
    (entry,), _ = told(v2(tig("昆山"), tig("Kunshan") + tig("Kun Shan", status("deprecated") + "<note>because: one name</note><note>because: one word</note>")))
    assert [term.because for term in entry.deprecated] == ["one name; one word"]


@pytest.mark.parametrize(
    ("english", "more", "expected"),
    [
        (tig("Kunshan", '<termNote type="geographicalUsage">US</termNote>'), "", "Kunshan, geographicalUsage: US"),
        (tig("Kunshan", '<termNote type="partOfSpeech">numeral</termNote>'), "", "Kunshan, part-of-speech: numeral"),
        (tig("Kunshan", '<termNote type="partOfSpeech">properNoun</termNote>'), "", ""),
        (tig("Kunshan") + tig("to kunshan", '<termNote type="partOfSpeech">verb</termNote>'), "", "to kunshan, part-of-speech: verb"),
        (tig("Kunshan", '<termNote type="termType">shortForm</termNote>'), "", "Kunshan, term-type: shortForm"),
        (tig("Kunshan", '<note>free</note><descripGrp><descrip type="context">In K.</descrip><admin type="source">atlas</admin></descripGrp>'), "", "free; Kunshan, source: atlas"),
        (tig("Kunshan") + tig("Kun", '<descrip type="context">In Kun.</descrip>'), "", "Kun, context: In Kun."),
        (tig("Kunshan") + tig("Kunshan", status("forbidden")), "", "Kunshan, deprecated: as well as right"),
        (tig("Kunshan") + tig("Kun", "<note>in headlines</note><note>since 2020</note>"), "", "Kun, note: in headlines; Kun, note: since 2020"),
        (tig("Kunshan", "<note>because: x</note>"), "", "Kunshan, because: x"),
        ("<descrip type='definition'>A.</descrip>" + tig("Kunshan"), "<descrip type='definition'>B.</descrip>", "en definition: A."),
        ("<note>of the section</note><admin type='projectSubset'>p</admin>" + tig("Kunshan"), "", "of the section; en projectSubset: p"),
        (tig("Kunshan"), "<xref type='xGraphic' target='https://example.com/a.png'>map</xref>", "xGraphic: map https://example.com/a.png"),
        (tig("Kunshan"), "<descrip type='subjectField'>a</descrip><descrip type='subjectField'>b</descrip>", "subject: b"),
        (tig("Kunshan"), "<note>coordinates: here</note>", "coordinates: here"),
        (tig("Kunshan", "<descrip type='definition'>A.</descrip>") + tig("Kun", "<descrip type='definition'>B.</descrip>"), "", "Kun, definition: B."),
        ("<admin type='source'>atlas</admin>" + tig("Kunshan"), "<admin type='source'>book</admin>", "en source: atlas"),
        (tig("Kunshan") + tig("Kun Shan", status("forbidden") + "<note>kind: odd</note>"), "", "Kun Shan, kind: odd"),
        (tig("Kunshan", "<!-- seen --><note>Hanyu Pinyin</note>"), "", "Hanyu Pinyin"),
        (tig("Kunshan", "<adminGrp><admin type='reading'>k</admin><adminNote type='readingNote'>Hanyu Pinyin</adminNote></adminGrp>"), "", ""),
        (tig("Kunshan", "<adminGrp><admin type='reading'>k</admin><adminNote type='readingNote'>Wade-Giles</adminNote></adminGrp>"), "", "Kunshan, readingNote: Wade-Giles"),
        (tig("Kunshan"), "<transacGrp><transac type='transactionType'>approval</transac><date>2026</date></transacGrp>", "transaction: approval 2026"),
        (tig("Kunshan"), "<transacGrp><transac type='transactionType'>origination</transac><date>May</date></transacGrp>", "transaction: origination May"),
    ],
)
def test_what_a_concept_has_no_field_for_is_in_its_note(english, more, expected):
    """With the term or the language that it was said of."""
    (entry,), said = told(v2(tig("昆山"), english, more))
    assert entry.note == expected
    assert said == []


def test_a_status_that_nobody_knows_is_said_and_makes_no_term_the_preferred_one():
    """“under review” may mean anything: the term beside it, of which nothing is said, comes first."""
    (entry,), said = told(v2(tig("昆山"), tig("Kun Shan", status("under review")) + tig("Kunshan") + tig("Kunshan City", status("Disputed"))))
    assert (entry.right_forms, entry.note) == (("Kunshan", "Kun Shan", "Kunshan City"), "Kun Shan, status: under review; Kunshan City, status: Disputed")
    assert said == ["the file: left out: statuses that are not known, whose terms count as right (under review, Disputed), in 1 concept; the first is c1 (line 1)"]
    (alone,), _ = told(v2(tig("昆山"), tig("Kun Shan", status("under review"))))
    assert alone.english == "Kun Shan"


@pytest.mark.parametrize(("word", "expected"), [("Verb", "verb"), (" VERB ", "verb"), ("Proper Noun", "noun"), ("properNoun", "noun"), ("Adjective", "adjective")])
def test_a_part_of_speech_in_any_letters(word, expected):
    """Microsoft's terminology writes them with a capital; what is no verb is not inflected."""
    speech = f'<termNote type="partOfSpeech">{word}</termNote>'
    (entry,), said = told(v2(tig("推出", speech), tig("roll out", speech) + tig("launch", speech)))
    assert (entry.en.part_of_speech, entry.note, said) == (expected, "", [])


@pytest.mark.parametrize(
    ("tag", "more", "expected"),
    [
        ("zh-Latn-pinyin", "", ("Kūnshān", "")),
        ("zh-Latn", "", ("Kūnshān", "")),
        ("zh_Latn_CN", "", ("Kūnshān", "")),
        ("zh-Latn-wadegile", "", ("", "zh-Latn-wadegile: Kūnshān")),
        ("zh-Latn-pinyin", "<note>pinyin: Kūn Shān</note>", ("Kūn Shān", "zh-Latn-pinyin: Kūnshān")),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_chinese_in_latin_letters_is_a_reading(tag, more, expected, first):
    """And no term, let alone the preferred one; a SKOS file of ours has this tag."""
    sections = [f'<langSet xml:lang="{tag}">{tig("Kūnshān")}</langSet>', f'<langSet xml:lang="zh-Hans">{tig("昆山", more)}</langSet>']
    body = f'<termEntry id="c1">{"".join(sections if first else sections[::-1])}<langSet xml:lang="en">{tig("Kunshan")}</langSet></termEntry>'
    (entry,), said = told(FILE_V2.format(doctype="", xmlns="", body=body))
    assert (entry.chinese_forms, (entry.pinyin, entry.note), said) == (("昆山",), expected, [])


@pytest.mark.parametrize("reference", ['<ref type="crossReference" target="c2">Zhouzhuang</ref>', '<ref type="crossReference" target="c2"/>', "<note>related: c2</note>"])
def test_a_cross_reference_names_its_target(reference):
    """The text in it is for people: “see Zhouzhuang” is no id."""
    (entry,), _ = told(v2(tig("昆山"), tig("Kunshan"), reference))
    (dct,), _ = told(v3("<termSec><term>Kunshan</term></termSec>", '<b:crossReference target="c2">see Zhouzhuang</b:crossReference>', "dct"))
    assert entry.related == dct.related == ("c2",)


def test_transactions_and_contexts_have_fields_of_their_own():
    """TBX of 2008 and the LTAC files of 2025 differ in the word."""
    transactions = "".join(
        f"<transacGrp><transac type='transactionType'>{kind}</transac><transacNote type='responsibility' target='p1'>{by}</transacNote><date>2026-0{n}-01</date></transacGrp>"
        for n, (kind, by) in enumerate([("origination", "Li"), ("creation", "Wu"), ("modification", "")], 1)
    )
    (entry,), said = told(v2(tig("昆山", "<descrip type='context'>去昆山。</descrip>"), tig("Kunshan", "<descrip type='context'>To Kunshan.</descrip>"), transactions))
    assert entry.history == (Transaction("origination", "2026-01-01", "Li"), Transaction("origination", "2026-02-01", "Wu"), Transaction("modification", "2026-03-01"))
    assert (entry.zh.context, entry.en.context, entry.note, said) == ("去昆山。", "To Kunshan.", "", [])


def test_what_is_left_out_is_counted_and_the_first_is_named():
    """Other languages, half concepts, transactions of terms, people in the back."""
    french = '<langSet xml:lang="fr"><tig><term>x</term></tig></langSet>'
    group = "<transacGrp><transac type='transactionType'>origination</transac></transacGrp>"
    body = "\n".join(
        f'<termEntry id="c{n}">{french}<langSet xml:lang="zh">{tig("昆山")}</langSet>' + (f'<langSet xml:lang="en">{tig("Kunshan", group)}</langSet>' if n else "") + "</termEntry>"
        for n in range(3)
    )
    content = FILE_V2.format(doctype="", xmlns="", body=body).replace("</body>", "</body><back><refObjectList type='respPerson'><refObject id='p1'/></refObjectList></back>")
    entries, said = told(content)
    assert [entry.id for entry in entries] == ["c1", "c2"]
    assert said == [
        "the file: left out: the back matter (persons, bibliography)",
        "the file: left out: terms in fr, in 3 concepts; the first is c0 (line 1)",
        "the file: left out: concepts that have not both a right Chinese and an English term, in 1 concept; the first is c0 (line 1)",
        "the file: left out: transactions of single languages and terms, in 2 concepts; the first is c1 (line 2)",
    ]


def test_an_entry_as_it_stands_and_as_a_glossary(tmp_path):
    """`iter_tbx` fills nothing in; `read_tbx` gives what checking texts needs, and says which forbidden form found no owner."""
    orphan = f'<termEntry id="c2"><langSet xml:lang="zh">{tig("黄岩")}</langSet><langSet xml:lang="en">{tig("Huang Yan", status("forbidden"))}</langSet></termEntry>'
    content = v2(tig("昆山"), tig("Kunshan") + tig("Kun Shan", status("forbidden")), '<descrip type="subjectField">Geography</descrip>').replace("</body>", orphan + "</body>")
    plain, other = told(content)[0]
    assert (plain.subject, plain.source, plain.note, plain.deprecated[0].kind, plain.deprecated[0].because) == ("Geography", "", "", None, "")
    assert (other.right_forms, [term.text for term in other.deprecated]) == ((), ["Huang Yan"])
    path, said = tmp_path / "a.tbx", list[str]()
    path.write_text(content, encoding="utf-8")
    (filled,) = read_tbx(path, said.append)
    assert (filled.subject, filled.source, filled.note, filled.deprecated[0].kind) == ("place", "user glossary a.tbx", "subject: Geography", Kind.CALQUE)
    assert said == ["concept 'c2' (黄岩) has only forbidden English, and no other concept has its Chinese; left out"]
