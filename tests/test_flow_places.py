"""Offsets between the file and the text as it is read, what a fix does to line ends, and what is shown of both."""

from __future__ import annotations

import json
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wrapped_text import PARAGRAPH, put

from normalize.fixing.decisions import Decision, Decisions, Verdict
from normalize.fixing.fixes import Fix, apply, revert, wrapped
from normalize.fixing.records import records
from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming.checking import settled
from zhengming.corpus import Source
from zhengming.reports.changes import around
from zhengming.reports.formats import writer
from zhengming.reports.page import _items
from zhengming.review.passages import sentence

# Places and line ends ---------------------------------------------------------------------------------------------------------------------


def test_old_line_ends_count_lines() -> None:
    """A carriage return alone ends a line."""
    document = Document("a.txt", "one\rtwo\r\nthree\nfour")
    assert [document.place(document.text.index(word)) for word in ("one", "two", "three", "four")] == [(1, 1), (2, 1), (3, 1), (4, 1)]
    assert document.line(5) == "two"


def test_within_what_was_misread() -> None:
    """What ends within the signs that came out as others stands up to their end."""
    flow = Document("a.txt", "Kunshan鈥檚 lake").flow
    assert [flow.stood(0, end) for end in (7, 8, 9)] == [(0, 7), (0, 9), (0, 9)]


@given(st.text("ab \n\r\u00ad\ufb03u\u0308\f", max_size=60), st.data())
def test_offsets_lead_both_ways(text: str, data: st.DataObject) -> None:
    """A stretch of what is read stands in the file where its signs stand."""
    source = Document("a.txt", f"{PARAGRAPH[:60]}\n{PARAGRAPH[61:120]}\n{text}")
    flow = source.flow
    start = data.draw(st.integers(0, len(flow.text)))
    end = data.draw(st.integers(start, len(flow.text)))
    first, last = flow.stood(start, end)
    assert 0 <= first <= last <= len(source.text)
    if flow.text[start:end].isalpha() and source.text[first:last].isascii():
        assert source.text[first:last].replace("\n", "") in (flow.text[start:end], flow.text[start:end].replace("ffi", ""))
        assert flow.read(first, last) == (start, end)


def test_a_decision_is_known_again_in_other_lines(checker: Checker) -> None:
    """Whoever decided in lines of 72 has decided in lines of 60, and in one line."""
    first = Document("a.txt", put(PARAGRAPH, 72))
    rows = records(first, checker.check(first))
    decided = [
        Decision(str(at), row["fingerprint"], Verdict.REJECT, at="2026", document="a.txt", kind=row["kind"], concept=row["concept"], found=row["found"], around=row["around"])
        for at, row in enumerate(rows)
    ]
    for text in (PARAGRAPH, put(PARAGRAPH, 60), put(PARAGRAPH, 66, "\r\n", "> ")):
        document = Document("a.txt", f"A line above.\n\n{text}")
        rulings = Decisions(decided, ["a.txt"]).rulings(records(document, checker.check(document)))
        assert [ruling.verdict if ruling else None for ruling in rulings] == [Verdict.REJECT] * len(rows)


@pytest.mark.parametrize(
    ("text", "found", "instead", "expected"),
    [
        ("of Su, Wuxi\nand Changzhou there", "Su, Wuxi\nand Changzhou", "Suzhou, Wuxi and Changzhou", "of Suzhou, Wuxi\nand Changzhou there"),
        ("of Huang\nYan is", "Huang\nYan", "Huangyan", "of Huangyan\nis"),
        ("> of “Huang\n> Yan”, which", "Huang\n> Yan", "Huangyan", "> of “Huangyan”,\n> which"),
        ("of Huang\r\nYan - is", "Huang\r\nYan", "Huangyan", "of Huangyan - is"),  # no list begins
        ("of Huang\nYan\nis", "Huang\nYan", "Huangyan", "of Huangyan\nis"),
        ("Huang\nYan", "Huang\nYan", "Huangyan", "Huangyan"),
        ("from Shanghai-Suzhou-\nKunming on", "Shanghai-Suzhou-\nKunming", "Shanghai-Suzhou-Kunshan", "from Shanghai-Suzhou-\nKunshan on"),
        ("a\none two\nthree four\nfive b", "one two\nthree four\nfive", "eins zwei drei vier fünf", "a\neins zwei\ndrei vier\nfünf b"),
        ("the\n\nmeeting", "\n\n", " ", "the meeting"),
        ("A\nline twice\n", "line twice\n", "", "A\n"),
        ("A\nline twice\n more", "line twice\n", "", "A\n more"),  # what is dropped whole leaves no line end
        ("the hospital\n. The end", "\n", "", "the hospital.\nThe end"),
        ("by Huang\nYan on", "Huang\nYan", "Huang-Yan", "by Huang-Yan\non"),
        ("of one\ntwo\nthree f", "one\ntwo\nthree", "eins zwei", "of eins\nzwei\nf"),
        ("of one\ntwo there", "one\ntwo", "eins\n\nzwei", "of eins\n\nzwei there"),  # a person's own lines
    ],
)  # fmt: skip
def test_line_ends_within_a_fix(text: str, found: str, instead: str, expected: str) -> None:
    """They stand at the space nearest to where they stood; one word takes in the space behind it, if there is one."""
    start = text.index(found)
    output, made = apply(text, wrapped(text, [Fix(start, start + len(found), found, instead)]))
    assert output == expected
    assert revert(output, made) == text


# What people and programs are shown -------------------------------------------------------------------------------------------------------


def test_the_sentence_is_shown_over_its_lines(checker: Checker) -> None:
    """The review and the reports show the sentence of a finding, not its line."""
    document = Document("a.txt", put(PARAGRAPH, 60))
    finding = next(f for f in checker.check(document) if f.found == "Huang\nYan" or f.found == "Huang Yan")
    first, last = sentence(document, finding.start, finding.end)
    assert first == 0
    assert "\n" in document.text[finding.end : last]
    before, after = around(document, finding.start, finding.end, 50)
    assert (before, after) == ("… Huangyan in Zhejiang asked what the people of ", " in Taizhou would say, and my country's railways …")


def test_programs_keep_the_lines(checker: Checker) -> None:
    """What SARIF and reviewdog offer to put in place of a finding has its line end, and takes in the space behind."""
    document = Document("a.txt", "In Kunshan, Jiangsu, guests from all the cities of Su, Wuxi\nand Changzhou came by train from Huangyan in Zhejiang, as Huang\nYan is called.")
    result = settled(Source(None, "a.txt", "a.txt"), document, checker.check(document), Decisions())
    (region,) = json.loads("".join(writer("sarif")([result])))["runs"][0]["results"][1]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert (region["deletedRegion"]["endColumn"], region["insertedContent"]["text"]) == (5, "Huangyan\n")
    offers = [each["suggestions"][0]["text"] for each in json.loads("".join(writer("rdjson")([result])))["diagnostics"]]
    assert offers == ["Suzhou, Wuxi\nand Changzhou", "Huangyan\n"]


def test_a_grown_fix_in_the_reports(checker: Checker) -> None:
    """Both sides of the report, and the list of changes, show what was replaced, the space behind it too."""
    document = Document("a.txt", put(PARAGRAPH, 60, "\r\n"))
    result = settled(Source(None, "a.txt", "a.txt"), document, checker.check(document), Decisions())
    for item in _items(0, result, count()):
        if item.row["after"] is not None:
            (start, end), (out_start, out_end) = item.sides
            assert (document.text[start:end], result.output[out_start:out_end]) == (item.row["before"], item.row["after"])
