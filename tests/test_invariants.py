"""What holds for every text, whatever is found in it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary import Action
from glossary.encodings import Encoding, UnreadableText, decode, encode
from normalize.fixing.fixes import Fix, apply, choose, revert
from normalize.fixing.records import records
from normalize.pipeline import Checker
from normalize.questions import questions
from normalize.text.document import Document
from zhengming.checking import Checked, checked
from zhengming.config import Settings

DATA = Path(__file__).parent / "data"
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
SENTENCES = tuple(
    row["text"] for name in ("wild", "synthetic", "negative") for row in tomllib.loads((DATA / f"cases_{name}.toml").read_text(encoding="utf-8"))["case"]
)  # fmt: skip
SCRAPS = (
    "Jindian Week", "jindian week", "mini procedures", "one-yard access", "my country", "Ningxi Zai Shao", "Huang Yan", "Huangyan", "Su Zhou", "Suzhou", "kunqu",
    "Kunqu Opera", "opera", "The", "the",
    "a", "an", "Shanghai-Suzhou-Kunming", "Shanghai and Tong", "Kunshan", "kunshan", "“", "”", "\"", "'", ".", ".The ", ",", "&amp;", "/kloc-0", "Sun Quanshe",
    "Sun Quan", "Xi 'an", "opens a new bureau",
    "html ", "|", "\n", "\r\n", "\n\n", " ", "  ", "\u00a0", "锦淀周", "（", "）", "…", "é", "18", "metropolitan area", "https://a.b/c", "of", "is", "city", "`", "<p>",
    "]( ", "zhengming: ignore", "Jindian Zhou", "my country’s", "District", "District District", "&amp;nbsp;", "&notice;", "“18”", "“16” metropolitan area", "”It",
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4, unique=True).map(" ".join),
    st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(["", " ", " ", " ", "\n"])), max_size=16).map(lambda parts: "".join(a + b for a, b in parts)),
    st.text(max_size=80),
)


def fixed(checker: Checker, text: str, markdown: bool = False) -> tuple[str, list[Fix]]:
    """The text with every unasked fix in place."""
    document = Document("a.md" if markdown else "a.txt", text, markdown=markdown)
    findings = checker.check(document)
    chosen = choose(findings, [None] * len(findings))
    return apply(text, [fix for fix, _ in chosen if fix is not None])


@given(TEXTS, st.booleans())
@example("", False)
@example("\ufeff", False)
def test_findings_stand_where_they_say(checker: Checker, text: str, markdown: bool) -> None:
    """Spans lie inside the text, hold what was found, do not overlap, leave skipped stretches alone; fingerprints are unique."""
    document = Document("a.txt", text, markdown=markdown)
    findings = checker.check(document)
    last = (0, 0)
    for finding in findings:
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.found
        assert finding.start >= last[1]
        assert (finding.start, finding.end) != last or finding.start != finding.end or last == (0, 0)
        last = (finding.start, finding.end)
        assert 0 <= finding.confidence <= 1
        assert finding.suggestions
        assert finding.action is not Action.AUTO or finding.text != finding.found
        assert not document.is_skipped(finding.start, finding.end)
    rows = records(document, findings)
    assert len({row["fingerprint"] for row in rows}) == len(rows)
    assert [document.place(row["start"]) for row in rows] == [(row["line"], row["column"]) for row in rows]


@given(TEXTS)
def test_reverting_gives_the_original(checker: Checker, text: str) -> None:
    """Fixes are undone without loss, and each stands in the output where it says."""
    output, placed = fixed(checker, text)
    assert revert(output, placed) == text
    assert all(output[fix.out_start : fix.out_end] == fix.after and text[fix.start : fix.end] == fix.before for fix in placed)


@given(TEXTS)
def test_twice_is_once(checker: Checker, text: str) -> None:
    """A normalized text has nothing left to fix unasked."""
    once, _ = fixed(checker, text)
    twice, fixes = fixed(checker, once)
    assert [(fix.before, fix.after) for fix in fixes] == []
    assert twice == once


@pytest.mark.parametrize(
    "text",
    [
        "The Jindian Week plan in Kunshan, China. The Jindian Zhou plan.",
        "my country’s kunqu. my country",
        "In China they sang kunqu in Jindian Week, Jindian Week and Jindian Week.",
        "China has the Minhang District District District.",
        "China &amp;nbsp;here &amp;amp;quot;x&amp;quot; &notice;",
        "In China they saw Jindian Week“is good” here.",
        *("In China" + " and so on" * 4 + " " * k + " they saw Jindian Week“is good” here." for k in range(1, 6)),
    ],
)
def test_twice_is_once_where_one_fix_leads_to_another(checker: Checker, text: str) -> None:
    """What one fix makes certain, certain from the start; spaces that are missing at any offset."""
    once, _ = fixed(checker, text)
    assert fixed(checker, once) == (once, [])


def test_twice_is_once_in_doubled_lines(checker: Checker) -> None:
    """What a person has to decide does not stand in the way of what needs no decision."""
    once, _ = fixed(checker, "Research &amp; development in Suzhou grew.\n" * 2)
    assert fixed(checker, once)[1] == []


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name[:3])
def test_twice_is_once_on_the_seeds(checker: Checker, path: Path) -> None:
    """The same on whole articles."""
    once, _ = fixed(checker, path.read_bytes().decode())
    assert [(fix.before, fix.after) for fix in fixed(checker, once)[1]] == []


def test_annotating_twice_is_annotating_once(tmp_path: Path, warm_cache: None) -> None:
    """The second run puts nothing behind a name; a concept has one annotation a document."""
    once = annotated(Path(SEEDS[0]).parent, tmp_path / "once")
    twice = annotated(tmp_path / "once", tmp_path / "twice")
    assert [rows for rows in twice if rows["kind"] == "annotation"] == []
    assert len([rows for rows in once if rows["kind"] == "annotation"]) > 20
    places = [(Path(row["document"]).name, row["concept"]) for row in once if row["kind"] == "annotation"]
    assert len(set(places)) == len(places)


def test_nothing_is_found_in_an_annotation(checker: Checker) -> None:
    """Chinese and pinyin in brackets are what an annotation puts there; every twentieth concept as it would be annotated."""
    entries = [checker.compiled.entry(number) for number in range(0, len(checker.compiled), 20)]
    notes = [f" ({entry.chinese}, {entry.pinyin})" for entry in entries if entry.pinyin]
    found = checker.check(Document("notes.txt", "\n".join(f"There is a thing of China{note}." for note in notes)))
    assert [f.found for f in found] == []


def annotated(folder: Path, out: Path) -> list[dict[str, Any]]:
    """Write the texts of a folder with fixes and annotations; their records."""
    rows = []
    out.mkdir()
    for result in checked([str(folder)], Settings(), lambda sentence: None, annotate=True):
        assert isinstance(result, Checked)
        (out / result.source.name).write_bytes(encode(result.output, result.document.encoding))
        rows += result.rows
    return rows


@given(TEXTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "gb18030", "big5"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_bytes_outside_fixes_stay(checker: Checker, text: str, codec: str, line_end: str) -> None:
    """Encoding, mark and line ends come out as they went in; only the fixes change."""
    text = text.replace("\r", "").replace("\n", line_end)
    try:
        data = b"\xfe\xff" + text.encode("utf-16-be") if codec == "utf-16-be-bom" else text.encode(codec)
    except UnicodeEncodeError:
        return
    try:
        read, encoding = decode(data)
    except UnreadableText:
        return
    output, placed = fixed(checker, read)
    at, pieces = 0, encoding.bom
    for fix in placed:
        pieces += read[at : fix.start].encode(encoding.name) + fix.after.encode(encoding.name, "replace")
        at = fix.end
    try:
        assert encode(output, encoding) == pieces + read[at:].encode(encoding.name)
    except UnicodeEncodeError:
        assert encoding.name in ("big5", "gb18030")
    assert encode(revert(output, placed), encoding) == data


def test_crlf_and_mark_survive_a_fix(checker: Checker) -> None:
    """A file of Windows is a file of Windows afterwards."""
    data = b"\xef\xbb\xbfIn Kunshan lies Jindian Week.\r\n\r\nThe end.\r\n"
    text, encoding = decode(data)
    assert encode(fixed(checker, text)[0], encoding) == b"\xef\xbb\xbfIn Kunshan lies Jin-Dian-Zhou.\r\n\r\nThe end.\r\n"
    assert encoding == Encoding("utf-8", b"\xef\xbb\xbf")


def test_a_fingerprint_survives_edits_above(checker: Checker) -> None:
    """The same place has the same fingerprint after text was put above it; two like places differ."""
    text = "Here is Jindian Week.\nHere is Jindian Week.\nHere is Jindian Week.\n"
    above = "A new line about Wuxi. See here:\n"

    def marks(text: str) -> list[str]:
        document = Document("a.txt", text)
        return [row["fingerprint"] for row in records(document, checker.check(document)) if row["found"] == "Jindian Week"]

    assert marks(text) == marks(above + text)
    assert len(set(marks(text))) == 3


@pytest.mark.parametrize("piece", ["| ", "a|", " \n"])
def test_time_grows_with_the_length(checker: Checker, piece: str) -> None:
    """A line of 80,000 bars took minutes, and so did 300,000 empty lines: what was read was read again for each."""
    view = checker.view(Document("a.txt", f"In Kunshan, Jiangsu, China: {piece * 300_000}"))
    assert questions(view, checker.check_view(view)) == []
