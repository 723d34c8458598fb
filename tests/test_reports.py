"""The page and the workbook: nothing of a text is ever markup, script or formula; the two sides say what the fix list says."""

import base64
import hashlib
import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from time import process_time

import pytest

from glossary.entry import Action, Kind
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.fixing.decisions import Decision, Decisions, Scope, Verdict
from normalize.text.document import Document
from zhengming.checking import Checked, settled
from zhengming.corpus import Source
from zhengming.decisions import decide
from zhengming.decisions.spreadsheet import read_spreadsheet
from zhengming.reports.formats import csv
from zhengming.reports.page import _items, _passages, page, write_page
from zhengming.reports.workbook import COLUMNS, write_workbook

TEXT = 'In Jindian Week, </script><script>alert(1)</script>\n\nThe\n\nmeeting.Suzhou =1+1 of my country\'s <b>kunqu</b> &amp; "x"\r\n\r\nA last line.'


def _finding(found: str, action: Action, *suggestions: str, at: int | None = None, kind: Kind = Kind.CHAR_GLOSS, concept: str | None = None, zh: str | None = None) -> Finding:
    start = TEXT.index(found) if at is None else at
    return Finding(
        start, start + len(found), found, kind, action, 0.9, tuple(Suggestion(text, concept, 0.9) for text in suggestions),
        (Evidence("listed", "because <i>of</i> it"),), concept, zh, "Jǐn-Diàn-Zhōu" if zh else None, (Rival("other", "他", "<u>Other</u>", 0.2),) if zh else (),
    )  # fmt: skip


FINDINGS = [
    _finding("Jindian Week", Action.AUTO, "Jin-Dian-Zhou", concept="jin-dian-zhou", zh="锦淀周"),
    _finding("</script><script>", Action.NOTE, ""),
    _finding("\n\n", Action.AUTO, " ", at=TEXT.index("\n\nmeeting"), kind=Kind.RESIDUE),
    _finding("", Action.AUTO, " ", at=TEXT.index("Suzhou"), kind=Kind.RESIDUE),
    _finding("=1+1", Action.REVIEW, "=SUM(1)", "+2", concept="sum", zh="一"),
    _finding("<b>kunqu</b>", Action.REVIEW, "<img src=x onerror=alert(1)>", concept="kunqu", zh="昆<曲>"),
]


def _checked(name: str = "a.txt", decisions: Sequence[Decision] = ()) -> Checked:
    return settled(Source(None, name, name), Document(name, TEXT), FINDINGS, Decisions(decisions, [name]))


def _fingerprint(found: str) -> str:
    return next(str(row["fingerprint"]) for row in _checked().rows if row["found"] == found)


class _Tags(HTMLParser):
    """What a browser sees: elements with attributes, and the text of each passage side."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.sides: dict[str, list[str]] = {"in": [], "out": []}
        self.side: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if tag == "p":
            self.side = given.get("class") if given.get("class") in self.sides else None
            if self.side:
                self.sides[self.side].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.side = None

    def handle_data(self, data: str) -> None:
        if self.side:
            self.sides[self.side][-1] += data


def test_hostile_texts_stay_text() -> None:
    """Neither texts, suggestions, evidence, names nor the title become elements; no attribute runs anything; nothing is fetched."""
    html = page([_checked('<script>x</script>".txt')])
    seen = _Tags(html)
    assert [tag for tag, _ in seen.tags].count("script") == 1
    assert not {"img", "i", "u", "link", "iframe"} & {tag for tag, _ in seen.tags}
    assert all(not name.startswith("on") and name not in ("src", "style") for _, attributes in seen.tags for name in attributes)
    assert all((attributes["href"] or "").startswith("#") for _, attributes in seen.tags if "href" in attributes)
    assert "</script><script>alert(1)" not in html


def test_policy_names_style_and_script_by_hash() -> None:
    """The policy allows this style and this script, and nothing else."""
    html = page([_checked()])
    policy = next(attributes["content"] or "" for tag, attributes in _Tags(html).tags if attributes.get("http-equiv") == "Content-Security-Policy")
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert inside
        assert base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in re.sub(r"http-equiv", "", html)


def test_both_sides_are_the_texts() -> None:
    """The passages joined are the input and the output; a mended line break stays within one passage."""
    result = _checked()
    seen = _Tags(page([result]))
    assert " ".join(seen.sides["in"]).split() == result.document.text.split()
    assert " ".join(seen.sides["out"]).split() == result.output.split()
    assert len(seen.sides["in"]) == len(seen.sides["out"]) == 3
    assert seen.sides["in"][1].startswith("The\n\nmeeting.Suzhou")
    assert seen.sides["out"][1].startswith("The meeting. Suzhou")
    rows = [attributes["class"] for tag, attributes in seen.tags if tag == "div" and (attributes.get("class") or "").startswith("row")]
    assert rows == ["row", "row", "row same"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_what_waits_stands_on_both_sides(number: int) -> None:
    """At its own place before and behind what was mended."""
    kept = [finding._replace(action=Action.REVIEW if place == number else Action.AUTO) for place, finding in enumerate((FINDINGS[0], FINDINGS[2], FINDINGS[4]))]
    result = settled(Source(None, "a.txt", "a.txt"), Document("a.txt", TEXT), kept, Decisions())
    item = _items(0, result, count(1))[number]
    assert [side[slice(*at)] for side, at in zip((TEXT, result.output), item.sides, strict=True)] == [item.row["found"]] * 2


def test_a_long_text_takes_no_longer_a_line() -> None:
    """Ten thousand paragraphs with a finding each are laid side by side in a second, not in half a minute."""
    words = "He saw Jindian Week in Kunshan.\n\n"
    one = _finding("Jindian Week", Action.REVIEW, "Jin-Dian-Zhou")
    findings = [one._replace(start=at + 7, end=at + 19) for at in range(0, 10_000 * len(words), len(words))]
    result = settled(Source(None, "a.txt", "a.txt"), Document("a.txt", words * 10_000), findings, Decisions())
    items = _items(0, result, count(1))
    began = process_time()
    assert len(list(_passages(result, items))) == 10_000
    assert process_time() - began < 5


def test_each_finding_is_marked_on_both_sides_and_explained() -> None:
    """Two marks and one entry for every finding; every link leads to an entry or a mark."""
    seen = _Tags(page([_checked(), _checked("b.txt")]))
    marks = [attributes for tag, attributes in seen.tags if tag == "a" and "data-f" in attributes]
    entries = [attributes for tag, attributes in seen.tags if "finding" in (attributes.get("class") or "").split()]
    assert len(marks) == 2 * 2 * len(FINDINGS)
    assert len(entries) == 2 * len(FINDINGS)
    ids = [attributes["id"] for _, attributes in seen.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {(attributes["href"] or "")[1:] for _, attributes in seen.tags if "href" in attributes} <= set(ids)
    assert page([_checked()]).count("<dt>Suggested</dt>") == 1, "where more than one thing is suggested"
    assert "<dt>Or else</dt><dd><ul><li>&lt;u&gt;Other&lt;/u&gt; <span lang=\"zh-Hans\">他</span> <small>20%</small></li></ul></dd>" in page([_checked()])
    changed = dict(re.findall(r"<del>(.*?)</del> → <ins>(.*?)</ins>", page([_checked()]), re.DOTALL))
    assert [changed[found] for found in ("Jindian Week", "=1+1", escape("</script><script>"), "(nothing)")] == ["Jin-Dian-Zhou", "=SUM(1)", "(delete)", "(a space)"]
    assert {mark["class"] for mark in marks} >= {"m applied", "m note", "m open", "m applied gap", "m applied space"}


def test_a_card_says_what_was_decided_and_why() -> None:
    """Who set a finding aside, who disagrees, and their notes: both are still “To review”."""
    rows = {row["found"]: row for row in _checked().rows}
    said = [("Jindian Week", Verdict.UNSURE, "Ann", "ask <him>"), ("=1+1", Verdict.ACCEPT, "Ann", "a sum")]
    said += [("=1+1", Verdict.REJECT, "Bob", ""), ("<b>kunqu</b>", Verdict.REJECT, "Bob", "")]
    html = page([_checked(decisions=[decide(rows[found], verdict, by=by, note=note) for found, verdict, by, note in said])])
    told = sorted(re.findall(r"<dt>Decided</dt><dd>(.*?)</dd>", html))
    assert told == ["kept by Bob", "the reviewers disagree: Ann, Bob: “a sum”", "unsure by Ann: “ask &lt;him&gt;”"]


@pytest.mark.parametrize("results", [[], [_checked()], [settled(Source(None, "empty.txt", "empty.txt"), Document("empty.txt", ""), [], Decisions())]])
def test_reports_are_deterministic(results: list[Checked], tmp_path: Path) -> None:
    """The same results give the same bytes, for no texts and empty ones too."""
    written = []
    for _ in range(2):
        write_page(results, tmp_path / "r.html")
        write_workbook(results, tmp_path / "r.xlsx")
        written.append([(tmp_path / name).read_bytes() for name in ("r.html", "r.xlsx")])
    assert written[0] == written[1]


def test_workbook_holds_strings_and_a_drop_down(tmp_path: Path) -> None:
    """No cell is a formula or a link; the header, the filter and the choice of decisions are there."""
    from openpyxl import load_workbook

    path = tmp_path / "fixes.xlsx"
    write_workbook([_checked()], path)
    book = load_workbook(path)
    assert book.sheetnames == ["Fixes", "Concepts", "Read me"]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.value is None or (isinstance(cell.value, str) and cell.data_type == "s")
                assert cell.hyperlink is None
    fixes = book["Fixes"]
    assert [cell.value for cell in fixes[1]] == [name for name, _ in COLUMNS]
    assert fixes.freeze_panes == "D2"
    assert fixes.auto_filter.ref == f"A1:W{len(FINDINGS) + 1}"
    choices = {str(choice.sqref): (choice.type, choice.formula1) for choice in fixes.data_validations.dataValidation}
    assert choices == {f"A2:A{len(FINDINGS) + 1}": ("list", '"accept,reject,replace,unsure"'), f"L2:L{len(FINDINGS) + 1}": ("list", '"place,document,everywhere"')}
    by_found = {row[2]: row for row in fixes.iter_rows(min_row=2, values_only=True)}
    assert by_found["=1+1"][3] == "=SUM(1)"
    assert by_found["=1+1"][10] == ">alert(1)</script> The meeting.Suzhou «=1+1» of my country's <b>kunqu</b> &amp;"
    assert by_found["(nothing)"][3] == "(a space)"
    concepts = {row[0]: row[1:] for row in book["Concepts"].iter_rows(min_row=2, values_only=True)}
    assert concepts["jin-dian-zhou"] == ("锦淀周", "Jǐn-Diàn-Zhōu", "Jin-Dian-Zhou", "1", "1")


def test_a_fix_list_can_be_read(tmp_path: Path) -> None:
    """A heading, cells to fill in, the colors of the states; findings of one concept on one ground, the next on another."""
    from openpyxl import load_workbook

    texts = [_checked(), _checked("b.txt")]
    write_workbook(texts, tmp_path / "fixes.xlsx")
    header, *rows = load_workbook(tmp_path / "fixes.xlsx")["Fixes"].iter_rows()
    column = {str(cell.value): place for place, cell in enumerate(header)}
    assert all(cell.font.bold for cell in header)
    assert {row[column["your text"]].fill.fgColor.rgb for row in rows} == {"FFFFFBE0"}
    assert {row[column["state"]].fill.fgColor.rgb for row in rows if row[column["state"]].value == "applied"} == {"FFD5EFDC"}
    grounds = {(row[column["concept"]].value or row[column["kind"]].value, row[column["found"]].fill.fgColor.rgb) for row in rows}
    groups = list(dict.fromkeys(row[column["concept"]].value or row[column["kind"]].value for row in rows))
    assert [dict(grounds)[group] for group in groups] == [("FFF6F4EE", "FFFFFFFF")[number % 2] for number in range(len(groups))]
    assert len(grounds) == len(groups) < len(rows)


def test_a_printed_fix_list_can_be_read(tmp_path: Path) -> None:
    """On A4, across, with what one decides by; each page with the header."""
    from openpyxl import load_workbook

    write_workbook([_checked()], path := tmp_path / "fixes.xlsx")
    sheet = load_workbook(path)["Fixes"]
    assert sheet.print_area == f"'Fixes'!$A$1:$K${sheet.max_row}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == ("landscape", 9, 0)
    assert (sheet.print_title_rows, sheet["K1"].value, sheet.freeze_panes) == ("$1:$1", "context", "D2")


def decided(path: Path) -> list[Decision]:
    """What a fix list decides."""
    return [row.decision for row in read_spreadsheet(path) if row.decision is not None]


@pytest.mark.parametrize("text", ["", " ", "   ", "=2+2", "'=2+2", "+x", "two\nlines", "two\r\nlines", "锦|淀", "Kunshan Plaza (200 parking spaces)", "(3 open spaces)"])
def test_odd_words_come_back(text: str, tmp_path: Path) -> None:
    """Nothing, a blank, what looks like a formula: as a workbook and as CSV."""
    row = next(row for row in _checked().rows if row["found"] == "=1+1")
    result = _checked(decisions=[decide(row, Verdict.REPLACE, text=text)])
    write_workbook([result], tmp_path / "fixes.xlsx")
    (tmp_path / "fixes.csv").write_text("".join(csv([result])), encoding="utf-8")
    for name in ("fixes.xlsx", "fixes.csv"):
        (decision,) = decided(tmp_path / name)
        assert (decision.verdict, decision.text, decision.found) == (Verdict.REPLACE, text, "=1+1")
        assert [back.changed for back in read_spreadsheet(tmp_path / name)] == [False]


def test_decisions_come_back(tmp_path: Path) -> None:
    """What a person writes into the workbook is read back, applied, and stands in the next workbook again."""
    from openpyxl import load_workbook

    path = tmp_path / "fixes.xlsx"
    write_workbook([_checked()], path)
    assert decided(path) == []
    book = load_workbook(path)
    columns = {cell.value: cell.column - 1 for cell in book["Fixes"][1]}
    for row in book["Fixes"].iter_rows(min_row=2):
        if row[columns["found"]].value == "=1+1":
            row[0].value, row[1].value, row[columns["note"]].value = "accept", "two", "A sum."
        elif row[columns["found"]].value == "Jindian Week":
            row[0].value, row[columns["scope"]].value = "拒绝", "document"
    book.save(path)
    decisions = decided(path)
    said = {decision.found: (decision.fingerprint, decision.verdict, decision.text, decision.scope, decision.note) for decision in decisions}
    assert said == {
        "=1+1": (_fingerprint("=1+1"), Verdict.REPLACE, "two", Scope.PLACE, "A sum."),
        "Jindian Week": (_fingerprint("Jindian Week"), Verdict.REJECT, None, Scope.DOCUMENT, ""),
    }  # fmt: skip
    result = _checked(decisions=decisions)
    assert "Suzhou two of" in result.output
    assert "Jindian Week" in result.output
    write_workbook([result], path)
    again = {decision.found: decision for decision in decided(path)}
    assert [decision._replace(id=again[decision.found].id) for decision in decisions] == [again[decision.found] for decision in decisions]
