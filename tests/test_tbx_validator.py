"""The rules of TBX in our own words: what keeps them has no problem, each breach has one that names its line."""

from __future__ import annotations

import re

import pytest

from glossary.text_file import GlossaryError
from tbx import problems

GOOD_V3 = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>test</p></sourceDesc></fileDesc></tbxHeader>
<text><body>
<conceptEntry id="c1">
<descrip type="subjectField">place</descrip>
<descripGrp><descrip type="definition">A city.</descrip><admin type="source">atlas</admin></descripGrp>
<ref type="crossReference" target="c1">itself</ref>
<transacGrp><transac type="transactionType">origination</transac><date>2026-01-31</date></transacGrp>
<langSec xml:lang="zh-CN">
<termSec><term>昆山</term><termNote type="partOfSpeech">noun</termNote><note>pinyin</note></termSec>
</langSec>
<langSec xml:lang="en">
<termSec><term>Kunshan</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termSec>
</langSec>
</conceptEntry>
</body></text></tbx>
"""
GOOD_V2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>test</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c1">
<langSet xml:lang="zh-CN">
<tig><term>昆山</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
</langSet>
<langSet xml:lang="en">
<ntig><termGrp><term>Kunshan</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig>
</langSet>
</termEntry>
</body></text></martif>
"""
DCT = (
    GOOD_V3.replace('style="dca"', 'style="dct" xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:b="http://www.tbxinfo.net/ns/basic"')
    .replace('<descrip type="subjectField">place</descrip>', "<min:subjectField>place</min:subjectField>")
    .replace('<descrip type="definition">A city.</descrip><admin type="source">atlas</admin>', "<b:definition>A city.</b:definition><b:source>atlas</b:source>")
    .replace('<ref type="crossReference" target="c1">itself</ref>', '<b:crossReference target="c1">itself</b:crossReference>')
    .replace('<transac type="transactionType">origination</transac>', "<b:transactionType>origination</b:transactionType>")
    .replace('<termNote type="partOfSpeech">noun</termNote>', "<min:partOfSpeech>noun</min:partOfSpeech>")
    .replace('<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>', "<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>")
)


@pytest.fixture
def checked(tmp_path):
    """Text -> problems, without the concept they all name."""

    def run(text):
        path = tmp_path / "a.tbx"
        path.write_text(text, "utf-8")
        return [re.sub(r"^(line \d+), concept '\w+':", r"\1:", problem) for problem in problems(path)]

    return run


@pytest.mark.parametrize("text", [GOOD_V3, GOOD_V2, DCT, GOOD_V3.replace("TBX-Basic", "TBX-Linguist"), GOOD_V3.replace("<note>", "<!-- seen --><note>")])
def test_what_keeps_the_rules_has_no_problem(checked, text):
    """Both versions, both styles, a dialect that holds the smaller one, a comment."""
    assert checked(text) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('type="TBX-Basic"', "", "line 2: <tbx> has type ''; it must name a dialect: TBX-Core, TBX-Min, TBX-Basic, TBX-Linguist"),
        ('style="dca"', 'style="xyz"', "line 2: <tbx> has style 'xyz'; it must be dca or dct"),
        ('style="dca" xml:lang="en"', 'style="dca"', "line 2: <tbx> has no xml:lang"),
        (' xmlns="urn:iso:std:iso:30042:ed-2"', "", "line 2: <tbx> must have the namespace urn:iso:std:iso:30042:ed-2"),
        ("<sourceDesc><p>test</p></sourceDesc>", "", "line 2: the header has no fileDesc with a sourceDesc; say there where the terms are from"),
        ('<ref type="crossReference" target="c1">itself</ref>', '<xref type="externalCrossReference" target="atlas">x</xref>',
         "line 8: <xref> has the target 'atlas'; it must be an http or https address"),
        ("<p>test</p>", "test", "line 3: <sourceDesc> holds bare text; it must hold its text in <p>"),
        (' id="c1"', "", "line 5: <conceptEntry> has no id; give it one that begins with a letter"),
        ('id="c1"', 'id="1"', "line 5: the id '1' is no XML id; begin it with a letter"),
        ('target="c1"', 'target="c2"', "line 8: the target 'c2' is no id in this file; point it at one"),
        (' type="subjectField"', "", "line 6: <descrip> has no type; name its data category"),
        ("subjectField", "context", "line 6: <descrip>: context may not stand in <conceptEntry>, only in termSec"),
        ("subjectField", "reading", "line 6: <descrip> names the data category 'reading', which TBX-Basic does not have; say it in a note, or call the file TBX-Linguist"),
        ("subjectField", "source", "line 6: <descrip> names 'source', which belongs in <admin>"),
        ("origination", "creation", "line 9: <transac>: transactionType is 'creation'; it must be one of origination, modification"),
        ("2026-01-31", "31.1.2026", "line 9: <date> is '31.1.2026'; write it as 2026-01-31"),
        ("zh-CN", "zh_CN", "line 10: <langSec> has xml:lang 'zh_CN'; write a tag of BCP 47 such as zh-CN"),
        ("zh-CN", "en", "line 13: <langSec> has xml:lang 'en' for a second time in this entry; join the two"),
        ("<term>昆山</term>", "<term> </term>", "line 11: <term> is empty; write the term or take its group out"),
        ("<term>昆山</term>", "", "line 11: <termSec> holds no <term>; add it"),
        ("<term>昆山</term>", "<term>昆</term><term>山</term>", "line 11: <term> stands in <termSec> a second time; it may hold only one"),
        ("<note>pinyin</note>", "pinyin", "line 11: <termSec> holds bare text; put it into an element"),
        ("<term>昆山</term>", "<note>x</note><term>昆山</term>", "line 11: <term> stands too late in <termSec>; move it up"),
        (">noun<", ">proper noun<", "line 11: <termNote>: partOfSpeech is 'proper noun'; it must be one of noun, verb, adjective, adverb, other"),
        (
            "administrativeStatus", "usageStatus",
            "line 14: <termNote> names the data category 'usageStatus', which TBX-Basic does not have; write administrativeStatus",
        ),
        ("</body>", '<p>x</p></body><admin type="source">x</admin>', "line 17: <admin> may not stand in <text>, only body, back"),
        ("</body>", "<p>x</p></body>", "line 17: <p> may not stand in <body>, only conceptEntry"),
    ],
)  # fmt: skip
def test_each_breach_of_v3_is_named_with_its_line(checked, old, new, expected):
    """One change to a good file, one problem that says it."""
    assert old in GOOD_V3
    assert expected in checked(GOOD_V3.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (' type="TBX" ', " ", 'line 3: <martif> has no type; write type="TBX"'),
        (' type="TBX"', ' type="TBX" xmlns="urn:x"', "line 3: <martif> has a namespace; TBX v2 has none, and OmegaT refuses the file"),
        (' xml:lang="zh-CN"', "", "line 7: <langSet> has no xml:lang"),
        ("preferredTerm-admn-sts", "preferred", "line 8: <termNote> is 'preferred'; an administrativeStatus is one of preferredTerm-admn-sts"),
        ("<term>Kunshan</term>", "", "line 11: <termGrp> holds no <term>; add it"),
        ("</martifHeader>", "</martifHeader", "line 5: not well-formed XML"),
    ],
)
def test_each_breach_of_v2_is_named_with_its_line(checked, old, new, expected):
    """The core structure of the 2008 edition."""
    assert old in GOOD_V2
    assert any(problem.startswith(expected) for problem in checked(GOOD_V2.replace(old, new, 1)))


def test_an_id_may_come_once(checked):
    """An XML id is one for the whole file."""
    entry = GOOD_V3[GOOD_V3.index("<conceptEntry") : GOOD_V3.index("</body>")]
    assert checked(GOOD_V3.replace("</body>", entry + "</body>")) == ["line 17: the id 'c1' stands in this file twice; give one of them another"]


@pytest.mark.parametrize(("old", "new"), [('style="dct"', 'style="dca"'), ("<min:partOfSpeech>noun</min:partOfSpeech>", '<termNote type="partOfSpeech">noun</termNote>')])
def test_the_style_must_agree_with_the_content(checked, old, new):
    """DCT elements in a DCA file and the other way round."""
    found = checked(DCT.replace(old, new, 1))
    assert found
    assert all("is written in style" in problem for problem in found)


def test_a_data_category_stands_in_the_namespace_of_its_module(checked):
    """subjectField is one of TBX-Min."""
    found = checked(DCT.replace("min:subjectField", "b:subjectField"))
    assert found == ["line 6: <subjectField> stands in the namespace of basic; subjectField belongs to min"]


def test_a_file_without_concepts(checked):
    """No TBX may be so."""
    assert "line 2: the file holds no concept; its body may not be empty" in checked(re.sub("<conceptEntry.*</conceptEntry>", "", GOOD_V3, flags=re.DOTALL))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", "line 1: the file is empty; export it again"), ("<html/>", "line 1: the root element is <html>, not <martif> (TBX v2) or <tbx> (TBX v3); give a TBX file")],
)
def test_what_is_no_tbx_is_one_problem(checked, text, expected):
    """No further problems are made up about it."""
    assert checked(text) == [expected]


def test_a_users_relax_ng_schema_is_checked_besides(tmp_path):
    """Its problems follow ours; what is no schema is an error."""
    path, schema = tmp_path / "a.tbx", tmp_path / "a.rng"
    path.write_text(GOOD_V2, "utf-8")
    schema.write_text('<element name="martif" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>')
    assert problems(path, rng=schema)
    assert problems(path) == []
    for text in ("<a/>", "no XML"):
        schema.write_text(text)
        with pytest.raises(GlossaryError, match=r"a\.rng: not a RELAX NG schema"):
            problems(path, rng=schema)
    with pytest.raises(GlossaryError, match=r"none\.rng: not a RELAX NG schema"):
        problems(path, rng=tmp_path / "none.rng")


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (GOOD_V3, "<note>", '<note from="me">', "line 11, concept 'c1': "),
        (GOOD_V3, "<tbxHeader>", '<tbxHeader lang="en">', "line 3: "),
        (GOOD_V3, 'target="c1"', 'target="c 1"', "line 8, concept 'c1': "),
        (GOOD_V2, "<tig>", '<tig type="x">', "line 8, concept 'c1': "),
        (GOOD_V2, "</body>", "<p>x</p></body>", "line 14: <p> may not stand in <body>, only termEntry"),
        (GOOD_V3, "<date>2026-01-31", "<date>2026-02-30", "line 9, concept 'c1': "),
        (GOOD_V3, '<descrip type="subjectField">place</descrip>', "<definition>x</definition>", "line 6, concept 'c1': <definition> may not stand in <conceptEntry>"),
        (DCT, "<min:subjectField>place</min:subjectField>", "<min:nothing>x</min:nothing>", "line 6, concept 'c1': <nothing> may not stand in <conceptEntry>"),
        (GOOD_V2, "<termGrp>", '<termGrp><hi>x</hi>', "line 11, concept 'c1': <hi> may not stand in <termGrp>"),
    ],
)
def test_the_grammar_finds_what_no_rule_names(tmp_path, text, old, new, expected):
    """An attribute that no element of that name has; the concept is named with the line."""
    assert old in text
    path = tmp_path / "a.tbx"
    path.write_text(text.replace(old, new, 1), "utf-8")
    found = problems(path)
    assert found
    assert any(problem.startswith(expected) for problem in found)


def test_what_cannot_be_read_is_no_problem_of_the_file(tmp_path):
    """It is an error with a sentence."""
    with pytest.raises(GlossaryError, match=r"cannot be read \(Is a directory\); check the path"):
        problems(tmp_path)
