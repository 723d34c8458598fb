"""The plain formats: what we write is read back, others' files are read too, and a spreadsheet runs none of it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from samples import ALL, KUNQU, KUNSHAN, SEVEN_DAYS, entries, entry, pairs, right

from glossary import LanguageSection, Status
from glossary.csv_table import load_csv
from glossary.text_file import GlossaryError
from tbx import DEEPL, GOOGLE, Engine, read_engine, read_memoq, read_omegat, write_csv, write_engine, write_memoq, write_omegat


def written(write, *arguments, **options) -> str:
    """What a writer writes."""
    file = io.BytesIO()
    write(arguments[0], file, *arguments[1:], **options)
    return file.getvalue().decode("utf-8")


# OmegaT ---------------------------------------------------------------------------------------------------------------------------


def test_omegat_has_right_forms_one_line_each(tmp_path):
    """Tabs and line breaks become blanks: the format has no escapes."""
    path = tmp_path / "glossary.utf8"
    write_omegat([KUNQU], path)
    assert path.read_bytes().decode() == (
        "# Chinese, English, comment; written by Zhengming\n"
        "昆曲\tKunqu Opera\tpinyin: Kūnqǔ; Opera of Kunshan.\n昆曲\tKunqu\tpinyin: Kūnqǔ; Opera of Kunshan.\n昆剧\tKunqu Opera\tpinyin: Kūnqǔ; Opera of Kunshan.\n"
    )
    first, second = read_omegat(path)
    assert (first.chinese, first.right_forms, first.pinyin, first.definition) == ("昆曲", ("Kunqu Opera", "Kunqu"), "Kūnqǔ", "Opera of Kunshan.")
    assert (second.chinese, second.english) == ("昆剧", "Kunqu Opera")
    write_omegat([entry("a", "昆山", "Kunshan", pinyin="Kūnshān"), entry("b", "周庄", "Zhouzhuang", definition="A town.")], path)
    assert path.read_text(encoding="utf-8").splitlines()[1:] == ["昆山\tKunshan\tpinyin: Kūnshān", "周庄\tZhouzhuang\tA town."]


def test_omegat_would_take_a_term_for_a_comment():
    """A line that begins with # is none to it."""
    with pytest.raises(GlossaryError, match="'#昆山' begins with #, and OmegaT takes such a line for a comment"):
        written(write_omegat, [entry("a", "#昆山", "Kunshan")])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeff# x\nKunshan\t昆山\r\n\r\n昆山\tKunshan City\tfree: words\r\n", [("昆山", ("Kunshan", "Kunshan City"))]),
        ("Kunshan\t昆山\nKunshan City\t昆山\nseven days a week\t“5+2”\n", [("昆山", ("Kunshan", "Kunshan City")), ("“5+2”", ("seven days a week",))]),
        ("昆山 Kunshan\n", "holds no pair with a Chinese term"),
        ("# x\nKunshan\tKunshan\n", "holds no pair with a Chinese term"),
    ],
)
def test_omegat_glossaries_of_others(tmp_path, content, expected):
    """Either direction; a file without any pair is refused."""
    path = tmp_path / "glossary.utf8"
    path.write_bytes(content.encode())
    if isinstance(expected, str):
        with pytest.raises(GlossaryError, match=expected):
            list(read_omegat(path))
    else:
        assert [(each.chinese, each.right_forms) for each in read_omegat(path)] == expected


# The engines ----------------------------------------------------------------------------------------------------------------------


def test_engines_get_a_line_for_each_right_chinese():
    """Source, target, no header, no garbled form; DeepL and Google take the same."""
    assert written(write_engine, ALL, DEEPL) == "昆曲,Kunqu Opera\r\n昆剧,Kunqu Opera\r\n昆山,Kunshan\r\n“5+2”,seven days a week\r\n"
    assert written(write_engine, [KUNSHAN], GOOGLE, tabs=True) == "昆山\tKunshan\r\n"


def test_engines_do_not_get_what_they_would_put_in_everywhere():
    """通州 is a district of Beijing and of Nantong, 里 a li and half of every second place."""
    said: list[str] = []
    several = [entry("a", "通州", "Tongzhou"), entry("b", "通州", "Tongzhou, Nantong"), entry("c", "里", "li"), entry("d", "昆山", "Kunshan"), entry("e", "昆山", "Kunshan")]
    assert written(write_engine, several, DEEPL, report=said.append) == "昆山,Kunshan\r\n"
    assert [sentence.partition(",")[0] for sentence in said] == ["1 Chinese left out (a single character)", "1 Chinese left out (several concepts)"]
    assert write_engine(several, io.BytesIO(), DEEPL) == 2, "the two of Kunshan, which say the same"


@pytest.mark.parametrize(
    ("entries", "engine", "message"),
    [
        ([entry("a", "昆山", "x" * 1025)], DEEPL, "is longer than the 1024 bytes that DeepL takes"),
        ([entry("a", "昆山", "x" * 1024)], GOOGLE, "is longer than the 1023 bytes that Google takes"),
        ([entry("a", "昆山", "Kunshan")], Engine("Tiny", 1024, 5), "more than the 0 MB that Tiny takes; choose with --subject"),
    ],
)
def test_engines_have_limits(entries, engine, message):
    """Said here, before the upload fails."""
    with pytest.raises(GlossaryError, match=message):
        written(write_engine, entries, engine)


@pytest.mark.parametrize("content", ["昆山,Kunshan\n", "source,target\n昆山,Kunshan,zh,en\n", "Kunshan\t昆山\tx\n", "\ufeff昆山;Kunshan\r\n"])
def test_glossaries_of_engines_are_read(tmp_path, content):
    """With or without a header, either direction, DeepL's further columns passed over."""
    path = tmp_path / "deepl.csv"
    path.write_text(content, encoding="utf-8")
    assert pairs(read_engine(path)) == [("昆山", "Kunshan", Status.PREFERRED)]


# memoQ ----------------------------------------------------------------------------------------------------------------------------


def test_memoq_repeats_the_columns_of_a_term_and_marks_the_forbidden():
    """NonTerm is memoQ's word; the header has room for the concept with most synonyms."""
    header, first, second, third = csv.reader(io.StringIO(written(write_memoq, ALL).removeprefix("\ufeff")))
    assert header[:5] == ["Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_Note", "English_United_States_Def"]
    assert header.count("English_United_States") == 3
    assert header.count("Chinese_PRC") == 2
    assert all(len(row) == len(header) for row in (first, second, third))
    assert first[5:14] == [
        "Kunqu Opera", "CasePermissive;HalfPrefix", KUNQU.en.context, "Kunqu", "CasePermissive;HalfPrefix", "", "Kun Song", "CasePermissive;HalfPrefix;NonTerm", "",
    ]  # fmt: skip
    assert written(write_memoq, ALL, taiwan=True).count("Chinese_Taiwan") == 3


def test_memoq_is_read_back(tmp_path):
    """Terms, status, context, pinyin, definition, subject, region."""
    path = tmp_path / "memoq.csv"
    write_memoq(ALL, path)
    back = list(read_memoq(path))
    assert pairs(back) == pairs(ALL)
    assert [(e.pinyin, e.subject, e.region, e.en.context) for e in back] == [(e.pinyin, e.subject, e.region, e.en.context) for e in ALL]
    assert back[0].definition == "Opera of Kunshan."
    assert back[0].chinese_forms == KUNQU.chinese_forms


def test_memoq_files_of_others(tmp_path):
    """Semicolons, further columns, generic languages, a concept without Chinese."""
    path = tmp_path / "qterm.csv"
    path.write_text(
        "Entry_ID;Entry_Creator;English;Term_Info;Term_Forbidden;Chinese;Term_Info;Term_Gender\n"
        "7;me;Kun Shan;CaseSense;NonTerm;昆山;;\n7;me;Kunshan;;;昆山;CaseSense;\n8;me;sun;;;;;\n",
        encoding="utf-8",
    )
    assert pairs(read_memoq(path)) == [("昆山", "Kunshan", Status.PREFERRED)]
    path.write_text("Entry_ID,German,English\n1,Sonne,sun\n")
    with pytest.raises(GlossaryError, match="line 1: names no English and Chinese columns"):
        list(read_memoq(path))


# CSV ------------------------------------------------------------------------------------------------------------------------------


def test_csv_comes_back_whole(tmp_path):
    """BOM and CRLF for spreadsheets, lists parted by |; only the reasons against garbled forms have no column."""
    path = tmp_path / "out.csv"
    write_csv(ALL, path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert [row["part_of_speech"] for row in csv.DictReader(file)] == ["", "", "phrase"]  # what is left open is a noun
    assert path.read_bytes().startswith(b"\xef\xbb\xbfzh,en,pinyin,en_admitted,en_deprecated,subject,region,")
    assert b"\r\n" in path.read_bytes()
    back, warnings = load_csv(path)
    assert warnings == []
    assert pairs(back) == pairs(ALL)
    bare = [each._replace(en=each.en._replace(terms=right(*each.right_forms)), origin="") for each in back]
    assert bare == [each._replace(en=each.en._replace(terms=right(*each.right_forms)), definition=each.definition.strip()) for each in ALL]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_of_any_spreadsheet(delimiter, tmp_path):
    """Excel parts cells by what the country's numbers leave free."""
    (tmp_path / "own.csv").write_text("zh,en,region\n昆山,Kunshan,Jiangsu\n".replace(",", delimiter), encoding="utf-8")
    (entry,), _ = load_csv(tmp_path / "own.csv")
    assert (entry.chinese, entry.english, entry.region) == ("昆山", "Kunshan", "Jiangsu")


@given(entries())
def test_any_csv_comes_back(tmp_path_factory, made):
    """Quote marks, dots and brackets around a term too: a row with an id is taken as it stands."""
    path = tmp_path_factory.mktemp("csv") / "out.csv"
    write_csv(made, path)
    back, _ = load_csv(path)
    assert pairs(back) == pairs(made)
    assert [(e.id, e.subject, e.region, e.definition) for e in back] == [(e.id, e.subject, e.region, e.definition) for e in made]


@given(entries())
def test_no_cell_of_a_csv_is_a_formula(made):
    """A cell that begins like one begins with an apostrophe instead."""
    for row in csv.reader(io.StringIO(written(write_csv, made).removeprefix("\ufeff"), newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")) for cell in row)


def test_csv_cannot_hold_the_sign_between_forms():
    """A form with | would come back as two."""
    with pytest.raises(GlossaryError, match=r"holds \|"):
        written(write_csv, [SEVEN_DAYS._replace(en=LanguageSection(right("a", "b|c")))])


def test_half_a_character_is_refused():
    """UTF-8 cannot carry it."""
    with pytest.raises(GlossaryError, match=r"half a character \(U\+D800\)"):
        written(write_csv, [entry("a", "昆山", "Kun\ud800")])
