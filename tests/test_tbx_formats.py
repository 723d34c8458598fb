"""OmegaT's glossary and CSV: what we write is read back, and a spreadsheet runs none of it."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from glossary import ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.load import GlossaryError
from tbx import read_csv, read_omegat, write_csv, write_omegat

ENTRY = ConceptEntry(
    "kunqu", "culture",
    LanguageSection((Term("昆曲", Status.PREFERRED), Term("昆剧", Status.ADMITTED)), pinyin="Kūnqǔ"),
    LanguageSection((Term("Kunqu Opera", Status.PREFERRED), Term("Kunqu", Status.ADMITTED), Term("Kun Song", Status.DEPRECATED, Kind.CHAR_GLOSS))),
    region="Jiangsu", definition="Opera\tof\nKunshan.",
)  # fmt: skip


def test_omegat_has_right_forms_one_line_each(tmp_path):
    """Tabs and line breaks become blanks: the format has no escapes."""
    path = tmp_path / "glossary.utf8"
    write_omegat([ENTRY], path)
    assert path.read_bytes().decode() == (
        "# Chinese, English, comment; written by Zhengming\n"
        "昆曲\tKunqu Opera\tpinyin: Kūnqǔ; Opera of Kunshan.\n昆曲\tKunqu\tpinyin: Kūnqǔ; Opera of Kunshan.\n昆剧\tKunqu Opera\tpinyin: Kūnqǔ; Opera of Kunshan.\n"
    )
    first, second = read_omegat(path)
    assert (first.chinese, first.right_forms, first.pinyin, first.definition) == ("昆曲", ("Kunqu Opera", "Kunqu"), "Kūnqǔ", "Opera of Kunshan.")
    assert (second.chinese, second.english) == ("昆剧", "Kunqu Opera")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeff# x\nKunshan\t昆山\r\n\r\n昆山\tKunshan City\tfree: words\r\n", [("昆山", ("Kunshan", "Kunshan City"))]),
        ("昆山 Kunshan\n", "line 1: needs a source term, a tab and a target term"),
        ("# x\nKunshan\tKunshan\n", "line 2: neither 'Kunshan' nor 'Kunshan' is Chinese"),
    ],
)
def test_omegat_glossaries_of_others(tmp_path, content, expected):
    """Either direction; a broken line is named."""
    path = tmp_path / "glossary.utf8"
    path.write_bytes(content.encode())
    if isinstance(expected, str):
        with pytest.raises(GlossaryError, match=expected):
            read_omegat(path)
    else:
        assert [(entry.chinese, entry.right_forms) for entry in read_omegat(path)] == expected


def test_csv_is_what_the_glossary_loader_reads(tmp_path):
    """BOM and CRLF for spreadsheets, lists parted by |."""
    path = tmp_path / "out.csv"
    write_csv([ENTRY], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfzh,en,pinyin,en_admitted,en_deprecated,subject,region,definition,source\r\n")
    (entry,), warnings = read_csv(path)
    assert warnings == []
    assert (entry.chinese, entry.right_forms, entry.pinyin, entry.subject, entry.region) == ("昆曲", ("Kunqu Opera", "Kunqu"), "Kūnqǔ", "culture", "Jiangsu")
    assert [term.text for term in entry.deprecated] == ["Kun Song"]


@pytest.mark.parametrize("text", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_csv_holds_no_formula(text):
    """A cell that begins like one begins with an apostrophe instead."""
    file = io.BytesIO()
    write_csv([replace(ENTRY, region=text)], file)
    cells = file.getvalue().decode("utf-8-sig")
    assert "'" + text.replace('"', '""') in cells


def test_csv_cannot_hold_the_sign_between_forms():
    """A form with | would come back as two."""
    with pytest.raises(GlossaryError, match=r"holds \|"):
        write_csv([replace(ENTRY, en=LanguageSection((Term("a", Status.PREFERRED), Term("b|c", Status.ADMITTED))))], io.BytesIO())
