"""Nothing is dropped without a word: what readers of tables and of MultiTerm keep of a file, and what they say of the rest."""

from __future__ import annotations

import openpyxl
import pytest
from samples import KUNSHAN, right

from glossary import LanguageSection, Status, Term
from glossary.csv_table import load_csv
from glossary.write import as_toml
from tbx import read_engine, read_memoq, read_multiterm, read_omegat, read_spreadsheet, write_csv
from zhengming.exchange import read_glossary

HALF = "left out: concepts that have not both a right Chinese and an English term"
NO_PLACE = "left out: columns that a concept has no place for"


def told(read, path, content):
    """(Chinese, right English, deprecated English, note) of the concepts of a file, and what is said of it."""
    if isinstance(content, str):
        path.write_text(content, encoding="utf-8", newline="")
    else:
        book = openpyxl.Workbook()
        for row in content:
            book.active.append(row)
        book.save(path)
    said: list[str] = []
    entries = [(entry.chinese_forms, entry.right_forms, tuple(term.text for term in entry.deprecated), entry.note) for entry in read(path, said.append)]
    return entries, [sentence.removeprefix(f"{path}: ") for sentence in said]


# Workbooks -----------------------------------------------------------------------------------------------------------------------------


def test_a_workbook_in_the_columns_of_our_csv_is_read_as_that_csv(tmp_path):
    """Exported as CSV, edited in a spreadsheet, saved as .xlsx: en_deprecated is no English of the region DEPRECATED."""
    header = ("zh", "en", "en_admitted", "en_deprecated", "备注")
    rows = [header, ("锦溪古镇", "Jinxi Ancient Town", "Jinxi Old Town", "Brocade Creek Town|Jin Xi", "x"), ("周庄", None, None, None, None)]
    entries, said = told(read_spreadsheet, tmp_path / "own.xlsx", rows)
    assert entries == [(("锦溪古镇",), ("Jinxi Ancient Town", "Jinxi Old Town"), ("Brocade Creek Town", "Jin Xi"), "")]
    assert said == ["row 3: left out, because en is empty", "left out: columns that are not known (备注), in 1 row; the first is row 2"]


@pytest.mark.parametrize("header", [("zh", "en", "en_deprecated", "Forbidden"), ("zh", "en", "en_abgelehnt")])
def test_a_column_that_looks_like_a_language_is_none(tmp_path, header):
    """What stands there is no right English, in whichever layout."""
    entries, said = told(read_spreadsheet, tmp_path / "theirs.xlsx", [header, ("昆山", "Kunshan", "Kun Shan")])
    assert entries == [(("昆山",), ("Kunshan",), (), "")]
    assert said == [f"{NO_PLACE} ({header[2]}), in 1 row; the first is 昆山 (row 2)"]


def test_a_platform_s_workbook_keeps_notes_and_says_what_is_left_out(tmp_path):
    """Notes of right terms go into the note with their term; half concepts and further columns are counted."""
    rows = [
        ("CID", "concept_definition", "zh_cn", "forbidden", "preferred", "note", "en", "forbidden", "preferred", "note", "status"),
        (1, "a town", "锦溪古镇", False, True, "客户要求", "Jinxi Ancient Town", False, True, "house style", "approved"),
        (1, "the town", None, None, None, None, "Brocade Creek Town", True, False, "wrong", "approved"),
        (2, None, "周庄水乡", None, True, None, None, None, None, None, None),
        (3, None, None, None, None, None, "only English", None, None, None, None),
    ]
    entries, said = told(read_spreadsheet, tmp_path / "phrase.xlsx", rows)
    assert entries == [(("锦溪古镇",), ("Jinxi Ancient Town",), ("Brocade Creek Town",), "锦溪古镇, note: 客户要求; Jinxi Ancient Town, note: house style")]
    assert said == [
        f"{NO_PLACE} (status), in 2 rows; the first is 锦溪古镇 (row 2)",
        "left out: what a further row of a concept says otherwise (definition), in 1 row; the first is Brocade Creek Town (row 3)",
        f"{HALF}, in 2 rows; the first is 周庄水乡 (row 4)",
    ]


def test_examples_stay_with_their_language(tmp_path):
    """A Chinese sentence is no context of the English; a sentence with another term is told of that term."""
    header = ("Forbidden", "zh-TW", "Example of use", "zh-CN", "en", "Example of use")
    rows = [header, (None, "崑山", "去崑山。", "昆山", "Kunshan", "To Kunshan."), (None, "崑山", "", "昆山", "Kun", "To Kun.")]
    told(lambda path, report: read_spreadsheet(path), tmp_path / "x.xlsx", rows)
    (entry,) = read_spreadsheet(tmp_path / "x.xlsx")
    assert (entry.chinese_forms, entry.zh.context, entry.en.context) == (("昆山", "崑山"), "", "To Kunshan.")
    assert entry.note == "崑山, context: 去崑山。; Kun, context: To Kun."


def test_further_sheets_are_named(tmp_path):
    """One with rows; the empty ones that older programs add are nobody's loss."""
    book, said = openpyxl.Workbook(), list[str]()
    for name in ("Places", "Food", "Sheet3"):
        page = book.create_sheet(name) if name != "Places" else book.active
        for row in [("zh", "en"), ("昆山", "Kunshan")] if name != "Sheet3" else []:
            page.append(row)
    book.save(tmp_path / "two.xlsx")
    assert len(list(read_spreadsheet(tmp_path / "two.xlsx", said.append))) == 1
    assert said == [f"{tmp_path / 'two.xlsx'}: left out: the sheets behind the first (Food); put their rows into one sheet"]


# memoQ, MultiTerm ----------------------------------------------------------------------------------------------------------------------


def test_memoq_says_what_is_left_out(tmp_path):
    """A client's number, German, a concept without Chinese; a second definition and a further example go into the note."""
    columns = "Entry_ID Entry_ClientID English_Def English_United_States_Def English Term_Info Term_Example English Term_Info Term_Example"
    header = ";".join([*columns.split(), "Chinese_PRC_Def", "Chinese_PRC", "Term_Info", "Term_Example", "German"])
    rows = "1;ACME;a town;a city;Jinxi;CasePermissive;;Jinxi Town;;In Jinxi Town.;一镇;锦溪;;去锦溪。;Stadt\n2;;;;Only English;;;;;;;;;;\n"
    entries, said = told(read_memoq, tmp_path / "m.csv", f"{header}\n{rows}")
    assert entries == [(("锦溪",), ("Jinxi", "Jinxi Town"), (), "Chinese definition: 一镇; Jinxi Town, context: In Jinxi Town.")]
    assert said == [
        f"{NO_PLACE} (Entry_ClientID, English_United_States_Def, German), in 1 concept; the first is Jinxi (line 2)",
        f"{HALF}, in 1 concept; the first is Only English (line 3)",
    ]
    (entry,) = read_memoq(tmp_path / "m.csv")
    assert (entry.definition, entry.zh.context, entry.en.context) == ("a town", "去锦溪。", "")


def field(kind: str, text: str) -> str:
    """A field of MultiTerm."""
    return f'<descripGrp><descrip type="{kind}">{text}</descrip></descripGrp>'


def test_multiterm_keeps_every_field_and_says_what_is_left_out(tmp_path):
    """A definition at the language, its usual place; notes of terms; a status that nobody knows; German; who wrote it."""
    chinese = f'<languageGrp><language type="Chinese" lang="ZH"/><termGrp><term>锦溪</term>{field("Gender", "n")}</termGrp></languageGrp>'
    english = (
        f'<languageGrp><language type="English" lang="EN"/>{field("Definition", "a town")}{field("Client", "ACME")}'
        f"<termGrp><term>Brocade Creek</term>{field('Status', 'In review')}</termGrp><termGrp><term>Jinxi</term>{field('Note', 'ask')}</termGrp>"
        f"<termGrp><term>Jin Xi</term>{field('Status', 'Do not use')}{field('Note', 'old')}</termGrp></languageGrp>"
    )
    german = '<languageGrp><language type="German" lang="DE"/><termGrp><term>Stadt</term></termGrp></languageGrp>'
    one = f"<conceptGrp><concept>1</concept><transacGrp><transac type='origination'>jd</transac></transacGrp>{field('Project', 'P')}{chinese}{english}{german}</conceptGrp>"
    two = f"<conceptGrp><concept>2</concept>{chinese}</conceptGrp>"
    entries, said = told(read_multiterm, tmp_path / "mt.xml", f"<mtf>\n{one}\n{two}\n</mtf>")
    note = "en Client: ACME; Project: P; 锦溪, Gender: n; Brocade Creek, status: In review; Jinxi, note: ask"
    assert entries == [(("锦溪",), ("Jinxi", "Brocade Creek"), ("Jin Xi",), note)]
    assert said == [
        "left out: who wrote or changed what, and when, in 1 concept; the first is concept 1 (line 2)",
        "left out: statuses that are not known, whose terms count as right (In review), in 1 concept; the first is concept 1 (line 2)",
        "left out: terms in de, in 1 concept; the first is concept 1 (line 2)",
        f"{HALF}, in 1 concept; the first is concept 2 (line 3)",
    ]
    (entry,) = read_multiterm(tmp_path / "mt.xml")
    assert (entry.definition, entry.deprecated[0].because) == ("a town", "old")


# Lists of pairs ------------------------------------------------------------------------------------------------------------------------


def test_a_line_without_a_translation_ends_no_import(tmp_path):
    """OmegaT itself passes over it; the comment of a further English goes into the note."""
    entries, said = told(read_omegat, tmp_path / "g.utf8", "昆山\tKunshan\tfirst\n周庄\n昆山\tKun\tsecond\tx\n\tSuzhou\n")
    assert entries == [(("昆山",), ("Kunshan", "Kun"), (), "Kun, note: second")]
    half = "left out: lines that have not both a source and a target term, in 2 lines; the first is 周庄 (line 2)"
    assert said == [half, f"{NO_PLACE} (the fourth), in 1 line; the first is 昆山 (line 3)"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("昆山,Kunshan,zh,en-US\n", []),
        ("昆山,Kunshan\n周庄,\n", ["left out: lines that have not both a source and a target term, in 1 line; the first is 周庄 (line 2)"]),
        ("昆山,Kunshan,a city,x\n", [f"{NO_PLACE} (behind the second), in 1 line; the first is 昆山 (line 1)"]),
        ("中文,英文\n昆山,Kunshan\n", []),
        ("译文,原文\nKunshan,昆山\n", []),
        ("zh-CN,en-US\n昆山,Kunshan\n", []),
    ],
)
def test_what_else_stands_in_a_file_for_an_engine(tmp_path, content, said):
    """The tags of DeepL's own export are nothing to keep, and the names of columns no concept."""
    assert told(read_engine, tmp_path / "deepl.csv", content) == ([(("昆山",), ("Kunshan",), (), "")], said)


@pytest.mark.parametrize(("chinese", "english"), [("英文", "English"), ("中文", "Chinese")])
def test_what_chinese_is_in_english_is_a_pair(tmp_path, chinese, english):
    """Also on the first line: 英文 is no name of a column there. A concept without an id gets one by its Chinese."""
    path = tmp_path / "deepl.csv"
    assert [entry[:2] for entry in told(read_engine, path, f"{chinese},{english}\n术语,term\n")[0]] == [((chinese,), (english,)), (("术语",), ("term",))]
    assert [entry.id for entry in read_engine(path)][1] == "u-672f-8bed"


# CSV -----------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["own.csv", "own.tsv"])
def test_a_csv_with_our_columns_is_ours_whatever_else_stands_there(tmp_path, name):
    """A column in Chinese, or tabs, make no list of pairs for DeepL of it: en_deprecated would be lost."""
    mark = "\t" if name.endswith("tsv") else ","
    content = "zh,en,en_deprecated,备注\n昆山,Kunshan,Kun Shan|Quinsan,客户\n".replace(",", mark)
    entries, said = told(lambda path, report: read_glossary(path, report), tmp_path / name, content)
    assert entries == [(("昆山",), ("Kunshan",), ("Kun Shan", "Quinsan"), "")]
    assert said == ["left out: columns that are not known (备注), in 1 line; the first is line 2"]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("zh-CN,en-US,region,EN Deprecated", (("昆山",), ("Kunshan",), ("崑山",))),
        ("ZH,EN,Zh-Admitted,note", (("昆山", "Quinsan"), ("Kunshan",), ())),
        ("zh_Hans_CN,en_GB,en_US,zh_Hant", (("昆山", "崑山"), ("Kunshan", "Quinsan"), ())),
    ],
)
def test_the_names_of_columns_in_other_spellings(tmp_path, header, expected):
    """The tags that workbooks have; a second column of a language holds admitted terms."""
    entries, _ = told(lambda path, report: load_csv(path)[0], tmp_path / "own.csv", f"{header}\n昆山,Kunshan,Quinsan,崑山\n")
    assert [entry[:3] for entry in entries] == [expected]


def test_traditional_chinese_stands_behind_the_simplified(tmp_path):
    """Whichever column comes first."""
    entries, _ = told(lambda path, report: load_csv(path)[0], tmp_path / "own.csv", "zh-TW,zh-CN,en\n崑山,昆山,Kunshan\n黃岩,,Huangyan\n")
    assert [entry[0] for entry in entries] == [("昆山", "崑山"), ("黃岩",)]


def test_chinese_that_is_not_to_be_used_is_told_in_the_note(tmp_path):
    """With the reason; neither TOML nor CSV has a field for it."""
    zh = LanguageSection((*right("锦溪"), Term("陈墓", Status.DEPRECATED, because="the name until 1993"), Term("锦溪镇子", Status.DEPRECATED)), pinyin="Jǐnxī")
    entry = KUNSHAN._replace(zh=zh, note="of old")
    note = "of old; not to be used: 陈墓 (the name until 1993); not to be used: 锦溪镇子"
    assert f'note = "{note}"\n' in as_toml([entry])
    write_csv([entry], tmp_path / "x.csv")
    assert load_csv(tmp_path / "x.csv")[0][0].note == note
