"""What a row of a CSV glossary becomes: which cells are forgiven, which are taken as they stand, and what is said of the rest."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from samples import write

from glossary.csv_table import load_csv
from glossary.text_file import GlossaryError

MADE = "u-6606-5c71"  # the id of 昆山


def loaded(folder: Path, text: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """(id, subject, part of speech, right forms) of the concepts, and what was said of the lines."""
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8", newline="")
    entries, warnings = load_csv(path)
    return [(entry.id, entry.subject, entry.en.part_of_speech, *entry.right_forms) for entry in entries], [warning.removeprefix(f"{path}: ") for warning in warnings]


@pytest.mark.parametrize(
    ("header", "row", "expected", "said"),
    [
        ("zh,en", "昆山,Kunshan", (MADE, "place", "noun", "Kunshan"), []),
        ("zh;en", "昆山;Kunshan, Suzhou", (MADE, "place", "noun", "Kunshan, Suzhou"), []),
        ("zh\ten", "昆山\tKunshan; Suzhou", (MADE, "place", "noun", "Kunshan; Suzhou"), []),
        ("zh,en,subject", "昆山,Kunshan, heritage ", (MADE, "heritage", "noun", "Kunshan"), []),
        ("zh,en,part_of_speech", "昆山,pay a visit, verb ", (MADE, "society", "verb", "pay a visit"), []),
        ("zh,en,part_of_speech", "昆山,pay a visit,verbs", (MADE, "society", "noun", "pay a visit"), []),
        ("zh,en,en_admitted", "昆山,Kunshan,Kunshan City| |Kunshan", (MADE, "place", "noun", "Kunshan", "Kunshan City"), []),
        ("zh,en,pinyin,subject", "昆山,Kunshan", (MADE, "place", "noun", "Kunshan"), []),  # a row may end early
        ("zh,en", "昆山,'=Kunshan", (MADE, "place", "noun", "=Kunshan"), []),  # the apostrophe kept a spreadsheet from running it
        ("zh,en", "昆山,''=Kunshan", (MADE, "society", "noun", "'=Kunshan"), []),
        ("zh,en", "昆山,=Kunshan", (MADE, "place", "noun", "=Kunshan"), []),
        ("zh,en", "昆山,'Kunshan", (MADE, "society", "noun", "'Kunshan"), []),
        ("zh,en,id", "昆山,“Kunshan”,ks", ("ks", "place", "noun", "“Kunshan”"), []),  # a program wrote it
        (
            "zh,en,id", "昆山,“Kunshan”,1", (MADE, "place", "noun", "“Kunshan”"),
            ["line 2: the id '1' must begin with a letter and hold letters, digits, hyphens only; another is made"],
        ),
        ("zh,en,pinyin", "世界500强,Fortune Global 500,shìjiè wǔbǎi qiáng", ("u-4e16-754c-35-30-30-5f3a", "place", "noun", "Fortune Global 500"), []),
        ("zh,en", "昆山,", None, ["line 2: left out, because en is empty"]),
        ("zh,en", ",Kunshan", None, ["line 2: left out, because zh is empty"]),
        ("zh,en", "“”,…", None, []),
        ("zh,en", "Kunshan,昆山", None, ["line 2: left out, because zh is Kunshan and en is 昆山; exchange the two"]),
        ("zh,en", "5G,5G", ("u-35-47", "place", "noun", "5G"), []),
    ],
)  # fmt: skip
def test_a_row(tmp_path: Path, header: str, row: str, expected: tuple[str, ...] | None, said: list[str]) -> None:
    """One concept or none, and a sentence only where something is lost."""
    assert loaded(tmp_path, f"{header}\n{row}\n") == ([expected] if expected else [], said)


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("“Kunshan", "“Kunshan"), ("Kunshan”", "Kunshan”"), ("“Kunshan]", "“Kunshan]"),
        ("… Kunqu Opera …", "Kunqu Opera"), ("“ Kunshan ”", "Kunshan"), ("[Kunshan]", "Kunshan"), ("'Kunshan'", "Kunshan"),
    ],
)  # fmt: skip
def test_marks_at_one_end(tmp_path: Path, cell: str, bare: str) -> None:
    """A mark that has no partner stays: nobody knows what it is for."""
    assert loaded(tmp_path, f"zh,en\n昆山,{cell}\n")[0][0][3] == bare


def test_the_first_of_two_ids_is_kept(tmp_path: Path) -> None:
    """And the second is named."""
    entries, warnings = loaded(tmp_path, "zh,en,id\n昆山,Kunshan,ks\n苏州,Suzhou,ks\n")
    assert ([entry[-1] for entry in entries], warnings) == (["Kunshan"], ["line 3: ks stands there twice; the first is kept"])


COLUMNS = "zh,en,en_deprecated,region,definition,note"


@pytest.mark.parametrize(
    ("rows", "right", "wrong", "note"),
    [
        (["锦溪,Jinxi,Brocade Stream", "锦溪,Jinxi Town,Brocade Brook"], ("Jinxi", "Jinxi Town"), {"Brocade Stream": "", "Brocade Brook": "Jinxi Town"}, ""),
        (["锦溪,Jinxi,Brocade Stream", "锦溪,Jinxi,Brocade Brook"], ("Jinxi",), {"Brocade Stream": "", "Brocade Brook": ""}, ""),
        (["锦溪,Jinxi,Jinxi Town", "锦溪,Jinxi Town"], ("Jinxi", "Jinxi Town"), {}, ""),
        (["锦溪,Jinxi,,,a town,old", "锦溪,Jinxi Town,,,a water town,new"], ("Jinxi", "Jinxi Town"), {}, "old; new; Jinxi Town, definition: a water town"),
        (["锦溪,Jinxi,,Jiangsu", "锦溪,Jinxi Town"], ("Jinxi", "Jinxi Town"), {}, ""),
    ],
)  # fmt: skip
def test_synonyms_are_written_as_rows(tmp_path: Path, rows: list[str], right: tuple[str, ...], wrong: dict[str, str], note: str) -> None:
    """Two rows of one Chinese are one concept, nothing of the second is lost, and its garbled forms are replaced by its own English."""
    path = tmp_path / "own.csv"
    path.write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
    (entry,), _ = load_csv(path)
    assert (entry.right_forms, {term.text: term.say for term in entry.deprecated}, entry.note) == (right, wrong, note)


def test_two_regions_are_two_concepts(tmp_path: Path) -> None:
    """通州 in Beijing is not that in Jiangsu, and a third row joins its own."""
    path = tmp_path / "own.csv"
    path.write_text("zh,en,region\n通州,Tongzhou,Beijing\n通州,Tongzhou District,Jiangsu\n通州,Tongzhou of Nantong,Jiangsu\n", encoding="utf-8")
    entries, warnings = load_csv(path)
    assert [(entry.id, entry.region, entry.right_forms) for entry in entries] == [
        ("u-901a-5dde", "Beijing", ("Tongzhou",)), ("u-901a-5dde-2", "Jiangsu", ("Tongzhou District", "Tongzhou of Nantong")),
    ]  # fmt: skip
    assert [warning.removeprefix(f"{path}: ") for warning in warnings] == [
        "line 4: its Chinese stands in an earlier line too; the two are one concept, and the English of the first is preferred"
    ]


def test_rows_in_simplified_and_traditional_characters(tmp_path: Path) -> None:
    """錦溪 and 锦溪 are one Chinese, whoever reads the table: a run joined them, an import and a merge did not."""
    path = tmp_path / "own.csv"
    path.write_text("zh,en,en_deprecated\n錦溪,Jinxi,Brocade Stream\n锦溪,Jinxi Town,\n錦溪,Jinxi Ancient Town,\n", encoding="utf-8")
    (entry,), warnings = load_csv(path)
    assert (entry.id, entry.chinese_forms, entry.right_forms) == ("u-9326-6eaa", ("錦溪", "锦溪"), ("Jinxi", "Jinxi Town", "Jinxi Ancient Town"))
    assert [warning.removeprefix(f"{path}: ") for warning in warnings] == [
        "its Chinese stands in an earlier line too; the two are one concept, and the English of the first is preferred (2 lines, the first is line 3)"
    ]


def test_a_row_joins_a_numbered_one_that_we_have_written(tmp_path: Path) -> None:
    """A table of ours, to which somebody has added a synonym of the 通州 in Jiangsu."""
    path = tmp_path / "own.csv"
    path.write_text("zh,en,region,id\n通州,Tongzhou,Beijing,u-901a-5dde\n通州,Tongzhou District,Jiangsu,u-901a-5dde-2\n通州,Nantong's Tongzhou,Jiangsu,\n", encoding="utf-8")
    entries, _ = load_csv(path)
    assert [(entry.id, entry.right_forms) for entry in entries] == [("u-901a-5dde", ("Tongzhou",)), ("u-901a-5dde-2", ("Tongzhou District", "Nantong's Tongzhou"))]


def test_the_same_row_again_says_nothing_new(tmp_path: Path) -> None:
    """And so nothing is said of it."""
    assert loaded(tmp_path, "zh,en\n昆山,Kunshan\n昆山,Kunshan\n") == ([(MADE, "place", "noun", "Kunshan")], [])


@pytest.mark.parametrize("cell", ["Brocade Stream|Brocade Brook", "Brocade Stream; Brocade Brook", "Brocade Stream；Brocade Brook", '"Brocade Stream\nBrocade Brook"'])
def test_a_list_as_people_write_it(tmp_path: Path, cell: str) -> None:
    """By our sign, a semicolon, or a line each."""
    path = tmp_path / "own.csv"
    path.write_text(f"zh,en,en_deprecated\n锦溪,Jinxi,{cell}\n", encoding="utf-8")
    (entry,), _ = load_csv(path)
    assert [term.text for term in entry.deprecated] == ["Brocade Stream", "Brocade Brook"]


def test_no_bar_goes_into_a_text(tmp_path: Path) -> None:
    """Several forms in the column of the preferred one: the first is preferred."""
    assert loaded(tmp_path, "zh,en\n昆山|昆山市,Kunshan|Kunshan City\n") == ([(MADE, "place", "noun", "Kunshan", "Kunshan City")], [])


@pytest.mark.parametrize("cell", ["#NAME?", "#REF!", " #N/A "])
def test_a_formula_that_failed_is_no_english(tmp_path: Path, cell: str) -> None:
    """Nobody wants #NAME? in a text."""
    said = f"line 2: {cell.strip()} is left out: a formula has failed there; put the word itself into the cell"
    assert loaded(tmp_path, f"zh,en\n昆山,{cell}\n") == ([], [said, "line 2: left out, because en is empty"])
    assert loaded(tmp_path, f"zh,en,en_admitted\n昆山,Kunshan,{cell}\n") == ([(MADE, "place", "noun", "Kunshan")], [said])


@pytest.mark.parametrize("rows", ["锦溪,Jinxi,Jinxi|Brocade Stream", "锦溪,Jinxi,Brocade Stream|Jinxi Town\n锦溪,Jinxi Town,"])
def test_a_form_that_is_right_and_garbled_is_named(tmp_path: Path, rows: str) -> None:
    """It counts as right: a form less to be replaced."""
    path = tmp_path / "own.csv"
    path.write_text(f"zh,en,en_deprecated\n{rows}\n", encoding="utf-8")
    (entry,), warnings = load_csv(path)
    assert [term.text for term in entry.deprecated] == ["Brocade Stream"]
    assert any("among the right forms and among the deprecated ones; it counts as right" in warning for warning in warnings)


def test_what_is_true_of_many_rows_is_said_once(tmp_path: Path) -> None:
    """A column of subjects in somebody's own words; those of ours in capitals are known."""
    entries, warnings = loaded(tmp_path, "zh,en,subject\n昆山,Kunshan,Ort\n苏州,Suzhou,Ort\n昆曲,Kunqu,Culture\n")
    assert [entry[1] for entry in entries] == ["place", "place", "culture"]
    assert warnings == ["subject 'Ort' is not known; it is taken as a name if the English is capitalized (2 lines, the first is line 2)"]


@pytest.mark.parametrize("mark", ["sep=;\r\n", '"sep=;"\n'])
def test_a_first_line_for_excel_is_no_header(tmp_path: Path, mark: str) -> None:
    """It says what parts the cells, and lines are counted with it."""
    assert loaded(tmp_path, f"\ufeff{mark}zh;en\n昆山;Kunshan, Suzhou\n苏州;\n") == (
        [(MADE, "place", "noun", "Kunshan, Suzhou")], ["line 4: left out, because en is empty"],
    )  # fmt: skip


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "big5"])
def test_a_file_in_another_encoding(tmp_path: Path, codec: str) -> None:
    """A Chinese Excel writes its plain CSV in GB18030, one in Taiwan in Big5, and “Unicode text” is UTF-16."""
    (tmp_path / "own.csv").write_bytes("zh,en\n崑山,Kunshan\n蘇州,Suzhou\n上海,Shanghai\n".replace(*("崑蘇" if codec == "big5" else "崑昆")).encode(codec))
    entries, warnings = load_csv(tmp_path / "own.csv")
    assert ([entry.english for entry in entries], warnings) == (["Kunshan", "Suzhou", "Shanghai"], [])


def test_a_broken_byte_is_named(tmp_path: Path) -> None:
    """In a file that is UTF-8 but for it; another encoding would read all its Chinese as something else."""
    (tmp_path / "own.csv").write_bytes("zh,en\n昆山,Kunshan\n苏州,Suzhou\n".encode() + b"\xff\n")
    with pytest.raises(GlossaryError, match="UTF-8 but for the byte FF in line 4; mend it there"):
        load_csv(tmp_path / "own.csv")


def test_the_columns_are_named(tmp_path: Path) -> None:
    """Those that must be there, and all that may."""
    with pytest.raises(GlossaryError, match=r"must name the columns zh and en \(optional: pinyin, en_admitted, .*, id\); .*`zhengming tbx import"):
        loaded(tmp_path, "zh\n昆山\n")


def test_csv_is_forgiving(tmp_path: Path) -> None:
    """Quote marks and brackets around a cell fall away, an empty reading stays empty until the glossaries are joined, doubts are warnings."""
    path = write(
        tmp_path, "own.csv",
        "\ufeffzh, en ,en_admitted,en_deprecated,pinyin,subject\n"
        "“锦淀周”,「Jin-Dian-Zhou」,JDZ area | Jin-Dian-Zhou,Jindian Week|“Jin Dian Week”,,\n"
        "《昆曲》,Kunqu Opera…,,,Kūnqǔ,heritage\n"
        "昆山,Kunshan,,,Sūzhōu,planet\n"
        "昆山,Kunshan again,,,,\n"
        "苏州,,,,,\n"
        ",,,,,\n",
    )  # fmt: skip
    entries, warnings = load_csv(path)
    assert [(e.chinese, e.right_forms, e.pinyin, e.subject) for e in entries] == [
        ("锦淀周", ("Jin-Dian-Zhou", "JDZ area"), "", "place"),
        ("昆曲", ("Kunqu Opera",), "Kūnqǔ", "heritage"),
        ("昆山", ("Kunshan", "Kunshan again"), "Sūzhōu", "place"),
    ]
    assert [term.text for term in entries[0].deprecated] == ["Jindian Week", "Jin Dian Week"]
    assert [warning.split(": ", 1)[1].split(",")[0] for warning in warnings] == [
        "line 4: the reading 'Sūzhōu' is unusual for 昆山; it is kept",
        "line 6: left out",
        "line 4: subject 'planet' is not known; it is taken as a name if the English is capitalized",
        "line 5: its Chinese stands in an earlier line too; the two are one concept",
    ]


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("“Little Giant” enterprises", "“Little Giant” enterprises"), ("“小巨人”企业", "“小巨人”企业"), ("Foo Co., Ltd.", "Foo Co., Ltd."), ("U.S.", "U.S."),
        ("“Made in China” and “Open to All”", "“Made in China” and “Open to All”"), ("workers' homes", "workers' homes"), ("Shanghai (City)", "Shanghai"),
        ("“Kunshan”", "Kunshan"), ("‘Xi’an’", "Xi’an"), ("【“昆山”】", "昆山"), ("…“Kunqu Opera…”...", "Kunqu Opera"),
        ("Jin-Dian-Zhou\n(three towns)", "Jin-Dian-Zhou"),
        ("“”", ""), ("”", "”"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_cell(tmp_path: Path, cell: str, bare: str) -> None:
    """Marks go where they enclose the whole, and nothing that the words need."""
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["zh", "en", "en_admitted"], ["昆山", "English", cell]])
    (entry,), _ = load_csv(path)
    assert entry.right_forms[1:] == ((bare,) if bare else ())


def test_a_cell_too_many_is_named(tmp_path: Path) -> None:
    """A comma in a name that stands without quote marks cuts it."""
    _, warnings = load_csv(write(tmp_path, "own.csv", "zh,en\n富士康,Foo Co., Ltd.\n昆山,Kunshan,,\n"))
    assert [warning.split(": ", 1)[1] for warning in warnings] == ["line 2: Ltd. stands behind the last column and is left out; put quote marks around a cell with a separator"]


def test_a_very_long_cell(tmp_path: Path) -> None:
    """A text that stands where a term should is read like any other."""
    entries, _ = load_csv(write(tmp_path, "own.csv", f"zh,en,pinyin\n{'昆' * 1200},Kun,\n{'山' * 1200},Shan,{'shān' * 1200}\n"))
    assert [len(entry.chinese) for entry in entries] == [1200, 1200]
