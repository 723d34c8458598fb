"""Workbooks: both layouts come back, TRUE is a truth value, no text is a formula, and no archive unpacks into all of memory."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from samples import ALL, KUNQU, entries, entry, pairs

import tbx.xlsx
from glossary.text_file import GlossaryError
from tbx import read_omegat, read_spreadsheet, write_matecat, write_phrase


def sheet(path) -> list[tuple]:
    """The cells of a workbook as openpyxl has them, formulas unevaluated."""
    return list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))


@pytest.mark.parametrize("write", [write_phrase, write_matecat])
def test_both_layouts_come_back(write, tmp_path):
    """Terms, status, pinyin, subject, region, definition; Phrase keeps the ids, Matecat the example."""
    path = tmp_path / "glossary.xlsx"
    write(ALL, path)
    back = {each.chinese: each for each in read_spreadsheet(path)}
    assert pairs([back[each.chinese] for each in ALL]) == pairs(ALL)
    kunqu = back["昆曲"]
    assert (kunqu.pinyin, kunqu.subject, kunqu.region, kunqu.definition) == ("Kūnqǔ", "culture", "Jiangsu", "Opera of Kunshan.")
    assert kunqu.deprecated[0].because == "曲 is a kind of opera here."
    if write is write_phrase:
        assert (list(back), kunqu.id, kunqu.chinese_forms) == (["昆曲", "昆山", "“5+2”"], "kunqu", ("昆曲", "昆剧"))
    else:
        assert kunqu.en.context == KUNQU.en.context


def test_phrase_says_of_each_term_whether_it_is_forbidden_or_preferred(tmp_path):
    """Chinese and English beside each other, one CID."""
    write_phrase([KUNQU], tmp_path / "phrase.xlsx")
    header, *rows = sheet(tmp_path / "phrase.xlsx")
    assert header == (
        "CID", "concept_domain", "concept_subdomain", "concept_definition", "concept_note", "zh_cn", "forbidden", "preferred", "note", "en", "forbidden", "preferred", "note",
    )  # fmt: skip
    assert [(row[0], row[5:8], row[9:12]) for row in rows] == [
        ("kunqu", ("昆曲", False, True), ("Kunqu Opera", False, True)),
        ("kunqu", ("昆剧", False, False), ("Kunqu", False, False)),
        ("kunqu", (None, None, None), ("Kun Song", True, False)),
    ]


def test_matecat_forbids_the_pair(tmp_path):
    """A row a pair, TRUE in the first column."""
    write_matecat([KUNQU], tmp_path / "matecat.xlsx", language_tag="zh-TW")
    header, *rows = sheet(tmp_path / "matecat.xlsx")
    assert header == ("Forbidden", "Domain", "Subdomain", "Definition", "zh-TW", "Notes", "Example of use", "en-US", "Notes", "Example of use")
    assert [(row[0], row[4], row[5], row[7]) for row in rows] == [  # 昆剧 is read otherwise
        (False, "昆曲", "pinyin: Kūnqǔ", "Kunqu Opera"), (False, "昆曲", "pinyin: Kūnqǔ", "Kunqu"), (False, "昆剧", None, "Kunqu Opera"), (True, "昆曲", None, "Kun Song"),
    ]  # fmt: skip


@settings(max_examples=20)
@given(entries())
def test_no_cell_is_a_formula(made):
    """openpyxl reads a formula as data type f; a text that begins with = stays a text."""
    file = io.BytesIO()
    write_phrase(made, file)
    cells = [cell for row in openpyxl.load_workbook(file).worksheets[0].iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "b", "n"}
    assert all(cell.value is None for cell in cells if cell.data_type == "n")


def test_the_same_entries_give_the_same_bytes(tmp_path):
    """No clock in the archive."""
    write_phrase(ALL, tmp_path / "a.xlsx")
    write_phrase(iter(ALL), tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_plain_and_foreign_sheets(tmp_path):
    """Two columns are a glossary; truth is spelled in many ways; a row without English is passed over."""
    book = openpyxl.Workbook()
    for row in (["en-GB", "Forbidden", "zh_TW"], ["Kunshan", None, "崑山"], ["Kun Shan", "WAHR", "崑山"], ["sun", "", None], [None, None, None], ["Quinsan", "true", "崑山"]):
        book.active.append(row)
    book.save(tmp_path / "theirs.xlsx")
    (theirs,) = read_spreadsheet(tmp_path / "theirs.xlsx")
    assert (theirs.chinese, theirs.right_forms, [term.text for term in theirs.deprecated]) == ("崑山", ("Kunshan",), ["Kun Shan", "Quinsan"])


@pytest.mark.parametrize("name", ["theirs.xlsx", "theirs.utf8"])
def test_simplified_and_traditional_chinese_are_one(tmp_path, name):
    """As in a table of ours: 錦溪 and 锦溪 in rows or pairs of their own are one concept, whatever program wrote them."""
    if name.endswith("xlsx"):
        book = openpyxl.Workbook()
        for row in [("zh-TW", "forbidden", "en", "forbidden"), ("錦溪", False, "Jinxi", False), ("锦溪", False, "Jinxi Town", False)]:
            book.active.append(row)
        book.save(tmp_path / name)
        (jinxi,) = read_spreadsheet(tmp_path / name)
    else:
        (tmp_path / name).write_text("錦溪\tJinxi\n锦溪\tJinxi Town\n", encoding="utf-8")
        (jinxi,) = read_omegat(tmp_path / name)
    assert (jinxi.chinese_forms, jinxi.right_forms) == (("锦溪", "錦溪"), ("Jinxi", "Jinxi Town"))


def test_a_plain_workbook_is_read_as_the_same_csv(tmp_path):
    """Marks and brackets of somebody's typing, lists, synonyms in rows."""
    book = openpyxl.Workbook()
    for row in [("zh", "en"), ("“昆山”", "Kunshan (city)"), ("昆山", "Kunshan City|Kunshan"), ("苏州", "#N/A")]:
        book.active.append(row)
    book.save(tmp_path / "plain.xlsx")
    said: list[str] = []
    (kunshan,) = read_spreadsheet(tmp_path / "plain.xlsx", said.append)
    assert (kunshan.chinese, kunshan.right_forms, kunshan.en.gloss) == ("昆山", ("Kunshan", "Kunshan City"), "city")
    assert [sentence.split(": ", 1)[1] for sentence in said] == [
        "row 4: #N/A is left out: a formula has failed there; put the word itself into the cell", "row 4: left out, because en is empty",
        "row 3: its Chinese stands in an earlier row too; the two are one concept, and the English of the first is preferred",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "row", "note", "lost"),
    [
        (["zh", "en", "Notes"], ["昆山", "Kunshan", "", "stray"], "", "behind the last"),
        (["zh", None, "en", "Notes"], ["昆山", "odd", "Kunshan", "a note"], "Kunshan, note: a note", "one without a name"),
        (["zh", "en", None, "Notes"], ["昆山", "Kunshan", "odd", None, "stray"], "", "one without a name, behind the last"),
        (["zh", "en", "Notes", "Notes"], ["昆山", "Kunshan", "a note", None], "Kunshan, note: a note", ""),
        (["zh", "en", "Notes", "Notes"], ["昆山", "Kunshan", "a note", "another"], "Kunshan, note: a note", "notes"),
    ],
)
def test_what_has_no_column_is_named(header, row, note, lost, tmp_path):
    """A value behind the last column, in one without a name, in the second of two that are called the same; a row of blanks says nothing."""
    book = openpyxl.Workbook()
    for cells in (header, row, [None, "  ", " "]):
        book.active.append(cells)
    book.save(tmp_path / "theirs.xlsx")
    said: list[str] = []
    (theirs,) = read_spreadsheet(tmp_path / "theirs.xlsx", said.append)
    assert theirs.note == note
    where = "in 1 row; the first is 昆山 (row 2)"
    assert said == ([f"{tmp_path}/theirs.xlsx: left out: columns that a concept has no place for ({lost}), {where}"] if lost else [])


def test_a_row_that_is_forbidden_forbids_its_english(tmp_path):
    """Its Chinese is right, also where the rows of a concept share a number and the Chinese stands in no other row."""
    book = openpyxl.Workbook()
    for row in (["CID", "Forbidden", "zh", "en"], ["1", False, "昆曲", "Kunqu"], ["1", True, "昆剧", "Kun Song"]):
        book.active.append(row)
    book.save(tmp_path / "theirs.xlsx")
    (theirs,) = read_spreadsheet(tmp_path / "theirs.xlsx")
    assert (theirs.chinese_forms, theirs.right_forms, [term.text for term in theirs.deprecated]) == (("昆曲", "昆剧"), ("Kunqu",), ["Kun Song"])


def test_signs_without_a_place_in_xml_come_back(tmp_path):
    """CRLF inside a cell stands in the file as _x000D_ and a line feed."""
    tbx.xlsx.write_rows([["The\r\nconference", "a\x0bb", "_x4eba_"]], tmp_path / "x.xlsx", "Sheet")
    ((_, cells),) = tbx.xlsx.read_rows(tmp_path / "x.xlsx")
    assert cells[:3] == ["The\r\nconference", "a\x0bb", "_x4eba_"]


def test_what_a_workbook_cannot_hold_is_refused():
    """xlsxwriter would cut it without a word."""
    for text in ("x" * 32768, "Kun\ud800"):
        with pytest.raises(GlossaryError, match="cannot stand in a workbook"):
            write_phrase([entry("a", "昆山", text)], io.BytesIO())


# Hostile files -------------------------------------------------------------------------------------------------------------------


def zipped(path, **parts: bytes):
    """An archive of these parts; __ is a slash, _dot_ a dot."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return path


def test_an_archive_that_unpacks_into_all_of_memory_is_refused(tmp_path, monkeypatch):
    """A megabyte of zeros packs into a thousand bytes; the directory is read before anything is unpacked."""
    path = zipped(tmp_path / "bomb.xlsx", xl__workbook_dot_xml=b"0" * 2_000_000)
    assert path.stat().st_size < 5000
    monkeypatch.setattr(tbx.xlsx, "MAX_UNPACKED", 1024 * 1024)
    with pytest.raises(GlossaryError, match=r"bomb.xlsx: unpacks to 1 MB, more than 1 MB; this is no glossary, or it must be split"):
        list(read_spreadsheet(path))


def test_an_archive_that_lies_about_its_size_is_refused(tmp_path):
    """Its directory says a hundred bytes: no more than those are ever unpacked."""
    path = zipped(tmp_path / "liar.xlsx", xl__workbook_dot_xml=b"0" * 2_000_000)
    data = path.read_bytes()
    path.write_bytes(data.replace((2_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little")))
    with pytest.raises(GlossaryError, match="not a workbook"):
        list(read_spreadsheet(path))


def test_a_sheet_that_claims_to_be_vast_is_read_as_it_is(tmp_path):
    """One cell in the last column of the last row: a naive reader makes seventeen billion empty cells."""
    write_phrase([KUNQU], tmp_path / "small.xlsx")
    with zipfile.ZipFile(tmp_path / "small.xlsx") as small, zipfile.ZipFile(tmp_path / "vast.xlsx", "w") as vast:
        for part in small.infolist():
            content = small.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<dimension ref="A1:M4"/>', b'<dimension ref="A1:XFD1048576"/>')
                content = content.replace(b"</sheetData>", b'<row r="5000"><c r="XFD5000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>')
            vast.writestr(part.filename, content)
    assert [each.chinese for each in read_spreadsheet(tmp_path / "vast.xlsx")] == ["昆曲"]


def test_a_workbook_with_entities_is_refused(tmp_path):
    """No spreadsheet program writes a DOCTYPE."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(GlossaryError, match=r"its part xl/workbook\.xml has a DOCTYPE"):
        list(read_spreadsheet(zipped(tmp_path / "entities.xlsx", xl__workbook_dot_xml=bomb)))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"zh,en\n", zipfile.ZipFile])
def test_what_is_no_workbook_gets_one_sentence(tmp_path, content):
    """An empty file, a broken archive, a CSV of the wrong name, an archive of something else."""
    path = tmp_path / "odd.xlsx"
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        zipped(path, readme=b"hello")
    with pytest.raises(GlossaryError, match=r"odd.xlsx: not a workbook"):
        list(read_spreadsheet(path))
    with pytest.raises(GlossaryError, match="cannot be read"):
        list(read_spreadsheet(tmp_path / "missing.xlsx"))


def test_a_sheet_without_the_languages_is_named(tmp_path):
    """What to do is said."""
    book = openpyxl.Workbook()
    book.active.append(["Deutsch", "English"])
    book.save(tmp_path / "german.xlsx")
    with pytest.raises(GlossaryError, match="row 1: names no zh and en columns"):
        list(read_spreadsheet(tmp_path / "german.xlsx"))
