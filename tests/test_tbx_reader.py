"""What we read as TBX: every make of v2 and v3, and one clear sentence for what is neither."""

from __future__ import annotations

import re

import pytest
from tbx_files import FILE_V2, status, tig, v2, v3

from glossary import Action, Kind, Status
from glossary.text_file import GlossaryError
from tbx import read_tbx

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
    (entry,) = read(FILE_V2.format(doctype="", xmlns="", body=body))
    assert (entry.id, entry.english, [term.text for term in entry.deprecated]) == ("u-6606-5c71", "Kunshan", ["Kun Shan"])


def test_simplified_and_other_english_stand_beside_each_other(read):
    """The preferred Chinese is the simplified one, whichever comes first."""
    terms = [("zh-TW", "崑山"), ("fr", "Kunshan"), ("en-GB", "Kunshan"), ("zh-CN", "昆山"), ("en-US", "Kunshan City")]
    body = "".join(f'<langSet xml:lang="{tag}">{tig(term)}</langSet>' for tag, term in terms)
    (entry,) = read(FILE_V2.format(doctype="", xmlns="", body=f'<termEntry id="1">{body}</termEntry>'))
    assert (entry.chinese_forms, entry.right_forms) == (("昆山", "崑山"), ("Kunshan", "Kunshan City"))


def test_other_languages_are_passed_over_and_ids_made_to_differ(read):
    """A termbase of many languages has concepts without Chinese."""
    one = '<termEntry id="1"><langSet xml:lang="zh"><tig><term>昆山</term></tig></langSet><langSet xml:lang="en"><tig><term>Kunshan</term></tig></langSet></termEntry>'
    other = '<termEntry id="2"><langSet xml:lang="es"><tig><term>sol</term></tig></langSet><langSet xml:lang="en"><tig><term>sun</term></tig></langSet></termEntry>'
    assert [entry.id for entry in read(FILE_V2.format(doctype="", xmlns="", body=one + other + one))] == ["1", "1-2"]


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
        (FILE_V2.format(doctype="", xmlns="", body=""), "a.tbx: line 1: holds no concept"),
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
