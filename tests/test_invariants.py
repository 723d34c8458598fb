"""What holds for every text, whatever is found in it."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary import Action, Kind
from glossary.encodings import Encoding, UnreadableText, decode, encode
from normalize.findings import Finding, Suggestion, judge
from normalize.fixing.decisions import Decision, Ruling, Verdict
from normalize.fixing.fixes import Fix, apply, choose, revert
from normalize.fixing.records import records
from normalize.pipeline import Checker
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
        assert finding.suggestions or finding.action is Action.NOTE
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
    """Chinese and pinyin in brackets are what an annotation puts there; every fifth concept as it would be annotated."""
    entries = [checker.compiled.entry(number) for number in range(0, len(checker.compiled), 5)]
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


# The judge and the choice, on made-up findings ---------------------------------------------------------------------------------------

TEXT = "abcdefghijklmnopqrstuvwxyz" * 8
FINDINGS = st.lists(
    st.builds(
        lambda start, size, action, weight, concept, said: Finding(
            start, start + size, TEXT[start : start + size], Kind.CALQUE, action, 0.5, (Suggestion(said, concept),), concept=concept, weight=weight
        ),
        st.integers(0, 180), st.integers(0, 9), st.sampled_from(list(Action)), st.sampled_from([1.0, 2.0, 3.0]), st.sampled_from(["a",
        "b", None]), st.sampled_from(["", "X", "abc"]),
    ),
    max_size=25,
)  # fmt: skip


@given(FINDINGS, st.randoms())
def test_the_judge_keeps_no_overlap_and_no_order(findings: list[Finding], random) -> None:
    """One finding a stretch; what comes out does not depend on the order of what went in."""
    kept = judge(findings)
    assert all(a.end <= b.start for a, b in pairwise(kept))
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert [(f.start, f.end, f.weight) for f in judge(shuffled)] == [(f.start, f.end, f.weight) for f in kept]


def claim(end: int, weight: float, concept: str, action: Action, confidence: float = 0.5) -> Finding:
    """A claim on the first signs of the text."""
    return Finding(0, end, TEXT[:end], Kind.CALQUE, action, confidence, (Suggestion(concept.upper(), concept),), concept=concept, weight=weight)


AUTO, REVIEW = Action.AUTO, Action.REVIEW


@pytest.mark.parametrize(
    ("claims", "concept", "action", "rivals"),
    [
        ([claim(9, 5, "a", AUTO), claim(4, 1, "b", AUTO)], "a", AUTO, 1),  # a part of it claimed by another concept is a rival, no doubt
        ([claim(9, 5, "a", AUTO), claim(9, 1, "b", AUTO)], "a", REVIEW, 1),  # the very same words: a person decides
        ([claim(9, 5, "a", AUTO), claim(9, 1, "b", REVIEW)], "a", AUTO, 1),  # what is itself in doubt puts nothing in doubt
        ([claim(9, 5, "a", AUTO), claim(9, 2, "b", REVIEW), claim(9, 1, "b", AUTO)], "a", REVIEW, 1),
        ([claim(9, 5, "a", AUTO), *(claim(9, 2, concept, REVIEW) for concept in "bcde"), claim(9, 1, "f", AUTO)], "a", REVIEW, 4),  # four rivals are shown
        ([claim(9, 5, "a", AUTO), claim(9, 1, "a", AUTO)], "a", AUTO, 0),
        ([claim(20, 1, "a", REVIEW, 0.95), claim(4, 5, "b", AUTO, 0.95)], "b", AUTO, 1),  # a certain part outweighs an uncertain whole
        ([claim(20, 1, "a", AUTO, 0.95), claim(4, 5, "b", AUTO, 0.95)], "a", AUTO, 1),
        ([claim(20, 5, "a", REVIEW, 0.95), claim(4, 5, "b", REVIEW, 0.95)], "a", REVIEW, 1),
        ([claim(9, 5, "a", REVIEW), claim(9, 5, "b", AUTO)], "b", AUTO, 1),  # of equal claims the surer one
        ([claim(9, 5, "a", AUTO), claim(4, 1, "b", AUTO), claim(5, 1, "b", AUTO)], "a", AUTO, 1),
    ],
)
def test_who_wins(claims: list[Finding], concept: str, action: Action, rivals: int) -> None:
    """The heavier, the longer, the surer claim; the loser is shown once."""
    (kept,) = judge(claims)
    assert (kept.concept, kept.action, len(kept.rivals)) == (concept, action, rivals)


def test_the_same_words_are_no_change() -> None:
    """A person who puts what stands there keeps it as it is, which is decided; who decided is kept with the fix."""
    finding = claim(3, 1, "x", REVIEW)
    assert choose([finding], [Ruling(Verdict.REPLACE, finding.found, (Decision("1", "1:0", Verdict.REPLACE),))]) == [(None, "rejected")]
    ((fix, _),) = choose([finding], [Ruling(Verdict.ACCEPT, None, (Decision("1", "1:0", Verdict.ACCEPT, by="Li"),))])
    assert fix is not None
    assert fix.decided_by == "Li"


def made_up(verdict: Verdict | str) -> Ruling:
    """A ruling by one person, or a disagreement."""
    if not isinstance(verdict, Verdict):
        return Ruling(None, None, ())
    return Ruling(verdict, "own" if verdict is Verdict.REPLACE else None, (Decision("1", "1:0", verdict),))


@given(FINDINGS, st.lists(st.sampled_from([None, "conflict", *Verdict]), min_size=25, max_size=25))
def test_chosen_fixes_obey_decisions(findings: list[Finding], verdicts: list[Verdict | str | None]) -> None:
    """Rejected, doubted or disputed is never applied; a note only on a person's word; accepted always unless it says nothing new."""
    kept = judge(findings)
    given = verdicts[: len(kept)]
    rulings = [made_up(verdict) if verdict else None for verdict in given]
    chosen = choose(kept, rulings)
    for finding, verdict, (fix, state) in zip(kept, given, chosen, strict=True):
        assert (state == "rejected") is (verdict is Verdict.REJECT)
        assert (state == "applied") is (fix is not None)
        if fix is not None:
            assert verdict in (Verdict.ACCEPT, Verdict.REPLACE) or (verdict is None and finding.action is Action.AUTO)
            assert fix.after == ("own" if verdict is Verdict.REPLACE else finding.text)
        else:
            assert verdict is not Verdict.REPLACE
    output, placed = apply(TEXT, [fix for fix, _ in chosen if fix])
    assert revert(output, placed) == TEXT
    assert revert(output, placed[::-1]) == TEXT


@pytest.mark.parametrize(
    ("fixes", "says"),
    [([Fix(0, 3, "abc", "x"), Fix(2, 4, "cd", "y")], "overlap"), ([Fix(0, 3, "abd", "x")], "has changed since it was checked")],
)
def test_what_cannot_be_applied(fixes: list[Fix], says: str) -> None:
    """Overlaps and texts that have changed are refused."""
    with pytest.raises(ValueError, match=says):
        apply(TEXT, fixes)


def test_what_cannot_be_reverted() -> None:
    """A text that was edited since is refused."""
    output, placed = apply(TEXT, [Fix(0, 3, "abc", "xyz")])
    with pytest.raises(ValueError, match="has changed since it was fixed"):
        revert("q" + output, placed)


def test_a_fingerprint_survives_edits_above(checker: Checker) -> None:
    """The same place has the same fingerprint after text was put above it; two like places differ."""
    text = "Here is Jindian Week.\nHere is Jindian Week.\nHere is Jindian Week.\n"
    above = "A new line about Wuxi. See here:\n"

    def marks(text: str) -> list[str]:
        document = Document("a.txt", text)
        return [row["fingerprint"] for row in records(document, checker.check(document)) if row["found"] == "Jindian Week"]

    assert marks(text) == marks(above + text)
    assert len(set(marks(text))) == 3
