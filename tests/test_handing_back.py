"""A fix list that a person fills in and hands back: nothing that they wrote is lost between two runs, and nothing is asked for twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from running import GIVEN
from running import quickly as run

from zhengming.decisions import DecisionFile

OPTIONS = ("--glossary", "own.toml", "--no-builtin")
NORMALIZE = ("normalize", "a.txt", "--out", "out", *OPTIONS)
IMPORT = ("review", "--import", "out/fixes.xlsx", "--by", "Ann")
GLOSSARY = (GIVEN / "own.toml").read_text(encoding="utf-8")
TEXT = "One is Jindian Week.\n\nTwo are Jindian Week too.\n\nThree times Jindian Week.\n"
REFUSED = (
    "zhengming: out/fixes.xlsx: was changed since the run that wrote the folder, and would be lost; "
    "take its decisions over with `zhengming review --import out/fixes.xlsx`, or --force\n"
)


@pytest.fixture
def fill(tmp_path: Path) -> Callable[..., None]:
    """Fills in cells of out/fixes.xlsx after a first run: `fill(2, decision="reject")` in row 2."""
    (tmp_path / "own.toml").write_text(GLOSSARY, encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)

    def write(number: int, **cells: str | datetime | None) -> None:
        path = tmp_path / "out" / "fixes.xlsx"
        book = load_workbook(path)
        columns = [cell.value for cell in book["Fixes"][1]]
        for name, value in cells.items():
            book["Fixes"].cell(number, columns.index(name.replace("_", " ")) + 1).value = value
        book.save(path)

    return write


def said(folder: Path) -> list[tuple[str, str, str | None]]:
    """Who decided what, in the decisions file."""
    return [(decision.by, decision.verdict.value, decision.text) for decision in DecisionFile(folder / "zhengming.decisions.jsonl").current]


def text(folder: Path) -> str:
    """What the last run wrote."""
    return (folder / "out" / "texts" / "a.txt").read_text(encoding="utf-8")


def test_a_list_that_is_handed_over_holds_in_later_runs(tmp_path: Path, fill: Callable[..., None]) -> None:
    """`normalize --decisions` takes it over first; a plain run afterwards does the same, and its list says so."""
    fill(2, decision="replace", your_text="my own words", note="client says so")
    fill(3, decision="reject")
    fill(4, decision="accept", your_text="other words")  # whoever gives words means them
    stdout, stderr, code = run([*NORMALIZE, "--decisions", "out/fixes.xlsx"], tmp_path)
    assert (stderr, code) == ("", 0)
    assert stdout.startswith("out/fixes.xlsx: 3 new decisions by ")
    for _ in range(2):
        assert text(tmp_path) == "One is my own words.\n\nTwo are Jindian Week too.\n\nThree times other words.\n"
        assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)


def test_a_list_that_is_handed_over_is_added_to_the_decisions(tmp_path: Path, fill: Callable[..., None]) -> None:
    """What was decided elsewhere holds as well, also for a check, which records nothing."""
    fill(2, decision="reject")
    run([*IMPORT], tmp_path)
    fill(2, decision="")
    fill(3, decision="accept")
    fill(4, decision="reject")
    before = said(tmp_path)
    assert run(["check", "a.txt", "--decisions", "out/fixes.xlsx", *OPTIONS], tmp_path)[0].count("a.txt:") == 1
    assert said(tmp_path) == before == [("Ann", "reject", None)]
    assert run([*NORMALIZE, "--decisions", "out/fixes.xlsx"], tmp_path)[1:] == ("", 0)
    assert [verdict for _, verdict, _ in said(tmp_path)] == ["reject", "accept", "reject"]
    assert text(tmp_path) == TEXT.replace("Two are Jindian Week", "Two are Jin-Dian-Zhou")


def test_a_list_that_comes_without_its_decisions_file(tmp_path: Path, fill: Callable[..., None]) -> None:
    """Sent to somebody else: what stood in it when it was written counts too, but is not said a second time where it is known."""
    fill(2, decision="accept")
    run([*IMPORT], tmp_path)
    run([*NORMALIZE], tmp_path)
    fill(3, decision="accept")
    assert run([*IMPORT], tmp_path)[0].startswith("out/fixes.xlsx: 1 new decision by Ann, 1 known already;")
    (tmp_path / "zhengming.decisions.jsonl").unlink()
    assert run([*NORMALIZE, "--decisions", "out/fixes.xlsx"], tmp_path)[1:] == ("", 0)
    assert len(said(tmp_path)) == 2
    assert text(tmp_path).count("Jindian Week") == 1


def test_what_is_decided_elsewhere_hands_nothing_back(tmp_path: Path, fill: Callable[..., None]) -> None:
    """A colleague's decisions are newer than the list that was filled in: it is not replaced for that."""
    fill(2, decision="reject")
    run([*IMPORT], tmp_path)
    fill(3, decision="replace", your_text="my own words")
    with open(tmp_path / "zhengming.decisions.jsonl", "a", encoding="utf-8") as file:
        file.write('{"fingerprint": "1:0", "verdict": "reject", "by": "Ben", "document": "b.txt", "at": "2999-01-01T00:00:00Z"}\n')
    assert run([*NORMALIZE], tmp_path)[1:] == (REFUSED, 2)
    run([*IMPORT], tmp_path)
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    assert "my own words" in text(tmp_path)


def test_what_is_handed_back_is_not_asked_for_again(tmp_path: Path, fill: Callable[..., None]) -> None:
    """Saved without a change, an emptied cell, a decision taken back since: the list may go."""
    fill(2)
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    fill(2, decision="reject")
    run([*IMPORT], tmp_path)
    run(["decisions", "undo", DecisionFile(tmp_path / "zhengming.decisions.jsonl").current[0].id], tmp_path)
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    fill(2, decision="reject")
    run([*IMPORT], tmp_path)
    run([*NORMALIZE], tmp_path)
    fill(2, decision="")
    assert run([*IMPORT], tmp_path)[0].endswith("out/fixes.xlsx: row 2: an emptied cell takes nothing back; use `zhengming decisions list` and `undo`\n")
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    assert text(tmp_path).startswith("One is Jindian Week.")


def test_what_was_taken_back_is_not_said_again_by_an_old_list(tmp_path: Path, fill: Callable[..., None]) -> None:
    """A list that holds the decision from an earlier round is handed back after somebody took it back: nothing in it is new."""
    fill(2, decision="accept")
    run([*IMPORT], tmp_path)
    run([*NORMALIZE], tmp_path)
    run(["decisions", "undo", DecisionFile(tmp_path / "zhengming.decisions.jsonl").current[0].id], tmp_path)
    assert run([*IMPORT], tmp_path)[0].startswith("out/fixes.xlsx: 0 new decisions by Ann, 1 known already;")
    assert said(tmp_path) == []


def test_the_remedy_names_the_file_in_which_decisions_are_kept(tmp_path: Path, fill: Callable[..., None]) -> None:
    """An import into another one would hand nothing back to this run."""
    (tmp_path / "ours.jsonl").touch()
    fill(2, decision="accept")
    ours = ["--decisions", "ours.jsonl"]
    assert run([*NORMALIZE, *ours], tmp_path)[1:] == (REFUSED.replace("fixes.xlsx`", "fixes.xlsx --decisions ours.jsonl`"), 2)
    run([*IMPORT, *ours], tmp_path)
    assert run([*NORMALIZE, *ours], tmp_path)[1:] == ("", 0)


def test_the_same_word_a_second_time_is_news(tmp_path: Path, fill: Callable[..., None]) -> None:
    """Accepted, rejected, and accepted again in the list: the first acceptance in the history hands back nothing."""
    for verdict in ("accept", "reject"):
        fill(2, decision=verdict)
        run([*IMPORT], tmp_path)
        run([*NORMALIZE], tmp_path)
    fill(2, decision="accept")
    assert run([*NORMALIZE], tmp_path)[1:] == (REFUSED, 2)


def test_a_scope_filled_down(tmp_path: Path, fill: Callable[..., None]) -> None:
    """“everywhere” in each row of a form is said once, with the notes of all rows, and taken back at once."""
    for row in (2, 3, 4):
        fill(row, decision="accept", scope="everywhere", note="as agreed" if row < 4 else "see the map")
    assert run([*IMPORT], tmp_path)[0].startswith("out/fixes.xlsx: 1 new decision by Ann, 0 known already;")
    assert run([*IMPORT], tmp_path)[0].startswith("out/fixes.xlsx: 0 new decisions by Ann, 1 known already;")
    (decision,) = DecisionFile(tmp_path / "zhengming.decisions.jsonl").current
    assert decision.note == "as agreed; see the map"
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    assert "Jindian Week" not in text(tmp_path)
    run(["decisions", "undo", decision.id], tmp_path)
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    assert text(tmp_path) == TEXT


@pytest.mark.parametrize(("scope", "reach"), [("document", "the whole document"), ("everywhere", "everywhere")])
def test_rows_that_contradict_each_other(tmp_path: Path, fill: Callable[..., None], scope: str, reach: str) -> None:
    """Nobody could say which of them holds, so none does, and the list is not replaced; a narrower row is no contradiction."""
    fill(2, decision="accept", scope=scope)
    fill(3, decision="reject", scope=scope)
    fill(4, decision="reject")
    remedy = "leave one of them, or give both the scope place"
    told = f"zhengming: out/fixes.xlsx: rows 2 and 3 decide differently on “Jindian Week” for {reach}; {remedy}\n"
    assert run([*IMPORT], tmp_path) == ("", told, 2)
    assert (said(tmp_path), run([*NORMALIZE], tmp_path)[1]) == ([], REFUSED)
    fill(3, decision=None, scope=None)
    assert run([*IMPORT], tmp_path)[0].startswith("out/fixes.xlsx: 2 new decisions by Ann, 0 known already;")
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    assert text(tmp_path) == TEXT.replace("One is Jindian Week", "One is Jin-Dian-Zhou").replace("Two are Jindian Week", "Two are Jin-Dian-Zhou")


def test_own_words_that_look_like_a_date(tmp_path: Path, fill: Callable[..., None]) -> None:
    """The cells for words are text cells; where a spreadsheet made a date all the same, what it made does not go into a text."""
    sheet = load_workbook(tmp_path / "out" / "fixes.xlsx")["Fixes"]
    formats = {str(sheet[1][at].value): cell.number_format for at, cell in enumerate(sheet[2])}
    assert [formats[name] for name in ("your text", "note", "decision")] == ["@", "@", "General"]
    fill(2, decision="replace", your_text=datetime(2026, 6, 15))
    refused = "row 2: the spreadsheet has made a date of “your text” (2026-06-15 00:00:00); format the cell as text and write it anew"
    assert run([*IMPORT], tmp_path) == ("", f"zhengming: out/fixes.xlsx: {refused}\n", 2)
    fill(2, your_text="June 15")
    assert run([*IMPORT], tmp_path)[1:] == ("", 0)
    assert [words for _, _, words in said(tmp_path)] == ["June 15"]


def test_a_note_without_a_decision(tmp_path: Path, fill: Callable[..., None]) -> None:
    """The import says what to do with it, once it is done the list may go; the note of those who disagree is nobody's new one."""
    fill(2, note="ask Li")
    assert run([*NORMALIZE], tmp_path)[1:] == (REFUSED, 2)
    assert run([*IMPORT], tmp_path)[0].endswith("out/fixes.xlsx: row 2: a note without a decision is not kept; write accept, reject or unsure beside it\n")
    fill(2, decision="unsure")
    run([*IMPORT], tmp_path)
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    fill(2, decision="reject", note="no")
    run([*IMPORT], tmp_path)
    fill(2, decision="accept", note="yes")
    run([*IMPORT[:-1], "Ben"], tmp_path)
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)
    fill(3, decision="reject")
    assert "row" not in run([*IMPORT], tmp_path)[0]
    assert run([*NORMALIZE], tmp_path)[1:] == ("", 0)


def test_an_accepted_note(tmp_path: Path, fill: Callable[..., None]) -> None:
    """It goes into the text, as on the review page; where there is nothing to accept the row is named; own words equal to the text leave it as it is."""
    (tmp_path / "own.toml").write_text(GLOSSARY.replace('"review"', '"note"'), encoding="utf-8")
    run([*NORMALIZE], tmp_path)
    fill(2, decision="accept")
    fill(3, decision="accept", suggestion="")
    said_of_it = run([*IMPORT], tmp_path)[1]
    assert said_of_it == "zhengming: out/fixes.xlsx: row 3: there is no suggestion to accept; write your own words under “your text”, or reject\n"
    fill(3, decision="replace", your_text="Jindian Week")
    run([*IMPORT], tmp_path)
    assert said(tmp_path) == [("Ann", "replace", "Jin-Dian-Zhou"), ("Ann", "replace", "Jindian Week")]
    assert run([*NORMALIZE], tmp_path)[0].startswith(
        "1 text, 3 findings: 1 fixed, 0 to review, 1 note, 1 rejected\n"
        "                  fixed  to review  note  rejected\n"
        "char-gloss            1          0     1         1\n"
    )
    assert text(tmp_path) == TEXT.replace("Jindian Week", "Jin-Dian-Zhou", 1)


def test_a_wrong_cell_is_not_replaced(tmp_path: Path, fill: Callable[..., None]) -> None:
    """The import names it."""
    fill(2, decision="perhaps")
    assert run([*NORMALIZE], tmp_path)[1:] == (REFUSED, 2)
    assert "row 2: decision 'perhaps' is not known" in run([*IMPORT], tmp_path)[1]
