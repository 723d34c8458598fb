"""What we read as TBX: every make of v2 and v3, and one clear sentence for what is neither."""

from __future__ import annotations

import io
import re

import pytest

from glossary import Action, Kind, Status, Transaction
from glossary.text_file import GlossaryError
from tbx import iter_tbx, read_tbx

V2 = (
    '<?xml version="1.0"?>{doctype}<martif type="TBX" xml:lang="en"{xmlns}>'
    "<martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader><text><body>{body}</body></text></martif>"
)
V3 = (
    '<tbx type="TBX-Basic" style="{style}" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:m="http://www.tbxinfo.net/ns/min" xmlns:b="http://www.tbxinfo.net/ns/basic">'
    "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>{body}</body></text></tbx>"
)


def v2(zh: str, en: str, more: str = "", tags: tuple[str, str] = ("zh-CN", "en"), doctype: str = "", xmlns: str = "", identifier: str = ' id="c1"') -> str:
    """A v2 file of one entry."""
    body = f'<termEntry{identifier}>{more}<langSet xml:lang="{tags[0]}">{zh}</langSet><langSet xml:lang="{tags[1]}">{en}</langSet></termEntry>'
    return V2.format(doctype=doctype, xmlns=xmlns, body=body)


def tig(term: str, more: str = "") -> str:
    """A term group."""
    return f"<tig><term>{term}</term>{more}</tig>"


def status(word: str, category: str = "administrativeStatus") -> str:
    """A status as a termNote."""
    return f'<termNote type="{category}">{word}</termNote>'


def v3(en: str, more: str = "", style: str = "dca", zh: str = "<termSec><term>昆山</term></termSec>") -> str:
    """A v3 file of one entry."""
    return V3.format(style=style, body=f'<conceptEntry id="c1">{more}<langSec xml:lang="zh-Hans">{zh}</langSec><langSec xml:lang="en">{en}</langSec></conceptEntry>')


PLAIN = v2(tig("昆山"), tig("Kunshan"))


@pytest.fixture
def read(tmp_path):
    """Text or bytes -> entries."""

    def run(content):
        path = tmp_path / "a.tbx"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_tbx(path)

    return run


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        v2(tig("昆山"), tig("Kunshan"), doctype='<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">'),
        v2(tig("昆山"), tig("Kunshan"), doctype='<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">'),
        v2(tig("昆山"), tig("Kunshan"), xmlns=' xmlns="urn:iso:std:iso:30042:ed-1"'),
        v2("<ntig><termGrp><term>昆山</term></termGrp></ntig>", "<ntig><termGrp><term>Kunshan</term></termGrp></ntig>"),
        v2(tig("昆山"), tig("\n   <hi>Kun</hi>shan<!-- the city -->\n")),
        *(v2(tig("昆山"), tig("Kunshan"), tags=tags) for tags in [("zh", "en-US"), ("zh-Hans", "en-GB"), ("zh_CN", "EN"), ("zh-TW", "en"), ("cmn-Hans-CN", "eng")]),
        b"\xef\xbb\xbf" + PLAIN.encode(),
        PLAIN.replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
        PLAIN.replace('"1.0"', '"1.0" encoding="GB18030"').encode("gb18030"),
        v3("<termSec><term>Kunshan</term></termSec>"),
        re.sub("(</?)(?=[a-z])", r"\1t:", v3("<termSec><term>Kunshan</term></termSec>", style="dct")).replace("xmlns=", "xmlns:t="),
    ],
)
def test_every_make_gives_the_same_pair(read, content):
    """Structure, namespace, DOCTYPE, language tag and encoding make no difference."""
    (entry,) = read(content)
    assert (entry.id, entry.chinese, entry.english, entry.origin) == ("c1", "昆山", "Kunshan", "a.tbx")


@pytest.mark.parametrize(
    ("word", "category", "expected"),
    [
        ("preferredTerm-admn-sts", "administrativeStatus", Status.PREFERRED),
        ("admittedTerm-admn-sts", "administrativeStatus", Status.ADMITTED),
        ("deprecatedTerm-admn-sts", "administrativeStatus", Status.DEPRECATED),
        ("supersededTerm-admn-sts", "administrativeStatus", Status.DEPRECATED),
        ("deprecated", "usageStatus", Status.DEPRECATED),
        ("preferred", "usageStatus", Status.PREFERRED),
        ("not recommended", "usageStatus", Status.DEPRECATED),
        ("deprecatedTerm", "normativeAuthorization", Status.DEPRECATED),
        ("forbidden", "administrativeStatus", Status.DEPRECATED),
        ("obsolete", "administrativeStatus", Status.DEPRECATED),
        ("rejected", "administrativeStatus", Status.DEPRECATED),
        ("Do not use", "usageStatus", Status.DEPRECATED),
        ("nonPreferredTerm", "administrativeStatus", Status.DEPRECATED),
        ("Not approved", "usageStatus", Status.DEPRECATED),
        ("whatever", "administrativeStatus", Status.ADMITTED),
    ],
)
def test_statuses_in_everybodys_words(read, word, category, expected):
    """The second of two terms; if it is preferred it moves to the front."""
    (entry,) = read(v2(tig("昆山"), tig("Kun Shan") + tig("Kunshan City", status(word, category))))
    assert {term.text: term.status for term in entry.en.terms}["Kunshan City"] is expected
    assert entry.english == ("Kunshan City" if expected is Status.PREFERRED else "Kun Shan")


def test_a_foreign_deprecated_term_is_a_garble_for_review(read):
    """Its free note is the reason; without one the file is."""
    (entry,) = read(v2(tig("昆山"), tig("Kunshan") + tig("Kun Shan", status("forbidden") + "<note>never split</note>") + tig("Quinsan", status("obsolete"))))
    assert [(t.text, t.kind, t.action, t.because) for t in entry.deprecated] == [
        ("Kun Shan", Kind.CALQUE, Action.REVIEW, "never split"),
        ("Quinsan", Kind.CALQUE, Action.REVIEW, "listed in a.tbx"),
    ]


def test_style_dct_under_any_prefix(read):
    """<m:partOfSpeech> is <termNote type="partOfSpeech">."""
    (entry,) = read(
        v3(
            "<termSec><term>convene</term><m:administrativeStatus>preferredTerm-admn-sts</m:administrativeStatus><m:partOfSpeech>verb</m:partOfSpeech></termSec>"
            "<termSec><term>open up</term><m:administrativeStatus>deprecatedTerm-admn-sts</m:administrativeStatus></termSec>",
            "<m:subjectField>meeting</m:subjectField><descripGrp><b:definition>To\n\t\tcall.</b:definition><b:source>A book</b:source></descripGrp>",
            "dct",
        )
    )
    assert (entry.english, entry.en.part_of_speech, entry.subject, entry.definition, entry.source) == ("convene", "verb", "meeting", "To call.", "A book")
    assert [term.text for term in entry.deprecated] == ["open up"]


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
def test_what_the_model_has_no_field_for_is_told_in_the_note(read, zh, en, more, said):
    """A second reading, notes beside comments, more than one transaction says."""
    (entry,) = read(v2(tig("昆山", zh), tig("Kunshan", en), more))
    assert entry.note == said


def test_latin_letters_of_another_language_are_no_pinyin(read):
    """Konzan is how Japanese reads 昆山; it is left out like any other language."""
    (entry,) = read(v2(tig("昆山"), tig("Kunshan"), f'<langSet xml:lang="ja-Latn">{tig("Konzan")}</langSet>'))
    assert (entry.pinyin, entry.note) == ("", "")


def test_a_reason_in_two_notes_is_one(read):
    """Parted by a semicolon."""
    (entry,) = read(v2(tig("昆山"), tig("Kunshan") + tig("Kun Shan", status("deprecated") + "<note>because: one name</note><note>because: one word</note>")))
    assert [term.because for term in entry.deprecated] == ["one name; one word"]


def test_pinyin_is_read_from_our_note_and_from_a_reading(read):
    """TBX-Linguist has the category `reading`."""
    (ours,) = read(v2(tig("昆山", "<note>pinyin: Kūnshān</note>"), tig("Kunshan")))
    (linguist,) = read(v3("<termSec><term>Kunshan</term></termSec>", zh='<termSec><term>昆山</term><adminGrp><admin type="reading">Kūnshān</admin></adminGrp></termSec>'))
    assert ours.pinyin == linguist.pinyin == "Kūnshān"


def test_a_wholly_forbidden_entry_joins_the_entry_of_its_chinese(read):
    """Weblate writes one entry more for each forbidden term."""
    body = "".join(
        f'<termEntry><langSet xml:lang="zh">{tig(zh)}</langSet><langSet xml:lang="en">{en}</langSet></termEntry>'
        for zh, en in [("昆山", tig("Kun Shan", status("forbidden"))), ("昆山", tig("Kunshan")), ("黄岩", tig("Huang Yan", status("forbidden")))]
    )
    (entry,) = read(V2.format(doctype="", xmlns="", body=body))
    assert (entry.id, entry.english, [term.text for term in entry.deprecated]) == ("u-6606-5c71", "Kunshan", ["Kun Shan"])


def test_simplified_and_other_english_stand_beside_each_other(read):
    """The preferred Chinese is the simplified one, whichever comes first."""
    terms = [("zh-TW", "崑山"), ("fr", "Kunshan"), ("en-GB", "Kunshan"), ("zh-CN", "昆山"), ("en-US", "Kunshan City")]
    body = "".join(f'<langSet xml:lang="{tag}">{tig(term)}</langSet>' for tag, term in terms)
    (entry,) = read(V2.format(doctype="", xmlns="", body=f'<termEntry id="1">{body}</termEntry>'))
    assert (entry.chinese_forms, entry.right_forms) == (("昆山", "崑山"), ("Kunshan", "Kunshan City"))


def test_other_languages_are_passed_over_and_ids_made_to_differ(read):
    """A termbase of many languages has concepts without Chinese."""
    one = '<termEntry id="1"><langSet xml:lang="zh"><tig><term>昆山</term></tig></langSet><langSet xml:lang="en"><tig><term>Kunshan</term></tig></langSet></termEntry>'
    other = '<termEntry id="2"><langSet xml:lang="es"><tig><term>sol</term></tig></langSet><langSet xml:lang="en"><tig><term>sun</term></tig></langSet></termEntry>'
    assert [entry.id for entry in read(V2.format(doctype="", xmlns="", body=one + other + one))] == ["1", "1-2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "a.tbx: line 1: the file is empty"),
        (b"   \n", "a.tbx: line \\d+: not well-formed XML"),
        (b"<martif>\n<text>\n<body></text></martif>", "a.tbx: line 3: not well-formed XML"),
        (PLAIN.encode()[:-30], "a.tbx: line 1: not well-formed XML"),
        (PLAIN.encode().replace("昆".encode(), b"\xff"), "a.tbx: line 1: not well-formed XML"),
        ('<?xml version="1.0"?>\n<TBX dialect="TBX-Min"><header/><body/></TBX>', "a.tbx: line 2: this is the 2013 draft of TBX-Min"),
        ("<html><body/></html>", "a.tbx: line 1: the root element is <html>"),
        ("<html><text/></html>", "a.tbx: line 1: the root element is <html>"),
        (V2.format(doctype="", xmlns="", body=""), "a.tbx: line 1: holds no concept"),
        (v2(tig("sol"), tig("sun"), tags=("es", "en")), "a.tbx: line 1: no concept has both a Chinese .* languages found: en, es"),
        (v2(tig(" "), tig("sun")), "a.tbx: line 1: no concept has both"),
        (v2(tig("&a;"), tig("x"), doctype='<!DOCTYPE martif [<!ENTITY a "昆山">]>'), "a.tbx: line 1: the DOCTYPE declares the entity 'a'"),
        (v2(tig("&a;"), tig("x"), doctype='<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), "declares the entity 'a'"),
        (v2(tig("昆&b;山"), tig("x"), doctype='<!DOCTYPE martif SYSTEM "x.dtd">'), "a.tbx: line 1: the entity &b; is not defined here"),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(read, content, message):
    """File, line, what is wrong, what to do."""
    with pytest.raises(GlossaryError, match=message) as caught:
        read(content)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_a_glossary_error(tmp_path):
    """As for every other glossary."""
    with pytest.raises(GlossaryError, match="cannot be read"):
        read_tbx(tmp_path / "none.tbx")


# Nothing is dropped silently ---------------------------------------------------------------------------------------------------------------


def told(content: str) -> tuple[list, list[str]]:
    """The concepts of a file as they stand in it, and what is said about them."""
    said: list[str] = []
    return list(iter_tbx(io.BytesIO(content.encode()), said.append)), said


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
    (entry,), said = told(V2.format(doctype="", xmlns="", body=body))
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
    content = V2.format(doctype="", xmlns="", body=body).replace("</body>", "</body><back><refObjectList type='respPerson'><refObject id='p1'/></refObjectList></back>")
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
