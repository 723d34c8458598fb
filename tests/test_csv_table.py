"""What a row of a CSV glossary becomes: which cells are forgiven, which are taken as they stand, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("昆山,Kunshan,\n昆山,Quinsan,", "昆山 stands there twice"),
        ("昆山,Kunshan,ks\n苏州,Suzhou,ks", "ks stands there twice"),
    ],
)
def test_the_first_of_two_is_kept(tmp_path: Path, rows: str, said: str) -> None:
    """And the second is named by what they share."""
    entries, warnings = loaded(tmp_path, f"zh,en,id\n{rows}\n")
    assert ([entry[-1] for entry in entries], warnings) == (["Kunshan"], [f"line 3: {said}; the first is kept"])


def test_the_columns_are_named(tmp_path: Path) -> None:
    """Those that must be there, and all that may."""
    with pytest.raises(GlossaryError, match=r"must name the columns zh and en \(optional: pinyin, en_admitted, .*, id\)"):
        loaded(tmp_path, "zh\n昆山\n")
