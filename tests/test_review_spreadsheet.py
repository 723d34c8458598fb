"""A fix list that a translator sorted, filtered, filled in and saved in another program."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from review_page import ARTICLE, OPTIONS, with_article
from running import quickly as run

from normalize.fixing.decisions import Scope, Verdict
from zhengming.decisions import DecisionFile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A text with five findings and its glossary, no decisions."""
    return with_article(tmp_path)


def filled(folder: Path, answers: dict[str, dict[str, str]], *, shuffled: bool) -> Path:
    """fixes.xlsx as a translator gives it back: cells filled in by the found form, the rows sorted otherwise, some hidden by a filter."""
    from openpyxl import load_workbook

    book = load_workbook(folder / "out" / "fixes.xlsx")
    sheet = book["Fixes"]
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(min_row=2)]
    for row in rows:
        row.update(answers.get(row["found"], {}))
    if shuffled:
        rows.sort(key=lambda row: str(row["context"]), reverse=True)
    for at, row in enumerate(rows, 2):
        for column, name in enumerate(header, 1):
            sheet.cell(at, column).value = row[name]
        sheet.row_dimensions[at].hidden = at % 2 == 0
    path = folder / "back.xlsx"
    book.save(path)
    return path


ANSWERS = {
    "one-yard access": {"decision": "Accept", "note": "QR code"},
    "name card": {"decision": "替换", "your text": "old things"},
    "Jindian Week": {"decision": "拒绝", "scope": "document"},
}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_spreadsheet_comes_back(folder: Path, form: str, warm_cache: None) -> None:
    """Sorted, filtered, saved as CSV: every decision finds its finding; handed back twice it is known; the next fix list shows it."""
    run(["normalize", "a.txt", "--out", "out", *OPTIONS], folder)
    path = filled(folder, ANSWERS, shuffled=True)
    if form != "xlsx":
        from openpyxl import load_workbook

        path = folder / "back.csv"
        with open(path, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows(load_workbook(folder / "back.xlsx")["Fixes"].iter_rows(values_only=True))
    assert run(["review", "--import", path.name, "--by", "Li"], folder) == (f"{path.name}: 3 new decisions by Li, 0 known already; kept in zhengming.decisions.jsonl\n", "", 0)
    assert "0 new decisions by Li, 3 known already" in run(["review", "--import", path.name, "--by", "Li"], folder)[0]
    _, stderr, code = run(["normalize", "a.txt", "--out", "out", *OPTIONS], folder)
    assert (stderr, code) == ("", 0)
    assert (folder / "out/texts/a.txt").read_text() == ARTICLE.replace("one-yard access", "one-code access").replace("name card", "old things")
    assert "0 new decisions by Ben, 3 known already" in run(["review", "--import", "out/fixes.xlsx", "--by", "Ben"], folder)[0]
    back = filled(folder, {"one-yard access": {"decision": None}, "name card": {"decision": "unsure", "your text": None}}, shuffled=False)
    said, _, _ = run(["review", "--import", back.name, "--by", "Ben"], folder)
    assert re.search(r"1 new decision by Ben, 1 known already.*\n.*row \d: an emptied cell takes nothing back", said)
    current = DecisionFile(folder / "zhengming.decisions.jsonl").current
    assert {(d.found, d.by, d.verdict, d.scope) for d in current} == {
        ("one-yard access", "Li", Verdict.ACCEPT, Scope.PLACE), ("name card", "Li", Verdict.REPLACE, Scope.PLACE),
        ("Jindian Week", "Li", Verdict.REJECT, Scope.DOCUMENT), ("name card", "Ben", Verdict.UNSURE, Scope.PLACE),
    }  # fmt: skip


def test_a_wrong_cell_changes_nothing(folder: Path, warm_cache: None) -> None:
    """It is named by its row; no decision of the sheet is taken."""
    run(["normalize", "a.txt", "--out", "out", *OPTIONS], folder)
    filled(folder, {**ANSWERS, "one-yard access": {"decision": "perhaps"}}, shuffled=False)
    stdout, stderr, code = run(["review", "--import", "back.xlsx"], folder)
    assert (stdout, code) == ("", 2)
    assert re.fullmatch(r"zhengming: back.xlsx: row \d: decision 'perhaps' is not known; write accept, reject, replace or unsure \(.*\)\n", stderr)
    assert not (folder / "zhengming.decisions.jsonl").exists()


def test_all_wrong_cells_are_named_at_once(folder: Path, warm_cache: None) -> None:
    """Who has filled in a hundred rows does not want to hear of one slip a run."""
    run(["normalize", "a.txt", "--out", "out", *OPTIONS], folder)
    filled(folder, {"one-yard access": {"decision": "perhaps"}, "name card": {"decision": "replace"}, "Jindian Week": {"your text": "Jindian"}}, shuffled=False)
    stdout, stderr, code = run(["review", "--import", "back.xlsx"], folder)
    assert (stdout, code) == ("", 2)
    said = [re.sub(r"row \d+", "row", line).partition(";")[0] for line in stderr.splitlines()]
    assert said[0].startswith("zhengming: back.xlsx: row: ")
    assert sorted({line.removeprefix("zhengming: back.xlsx:").strip() for line in said}) == [
        "row: decision 'perhaps' is not known", "row: replace needs words under “your text”, or (delete)", "row: “your text” is filled in, but not “decision”",
    ]  # fmt: skip
    assert len(said) == 5
    assert not (folder / "zhengming.decisions.jsonl").exists()
