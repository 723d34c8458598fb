"""The text as it is read: wrapped lines, unseen signs."""

from __future__ import annotations

import re

import pytest
from wrapped_text import PARAGRAPH, put

from normalize.findings import Finding
from normalize.fixing.decisions import Decisions
from normalize.fixing.fixes import Fix, revert
from normalize.pipeline import Checker
from normalize.text.document import Document
from zhengming.checking import settled
from zhengming.corpus import Source


def said(findings: list[Finding]) -> list[tuple[str, str, str, str | None]]:
    return [(re.sub(r"[\s>]+", " ", f.found), f.kind.value, f.action.value, f.text) for f in findings]


LAYOUTS = {"lines": ("\n", ""), "Windows": ("\r\n", ""), "old Mac": ("\r", ""), "mail": ("\n", "> "), "indented": ("\n", "    "), "flowed": (" \n", ""), "blanks": ("  \n", "")}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", [45, 60, 66, 72, 80])
def test_a_wrapped_text_is_read_as_the_same_in_one_line(width: int, layout: str, checker: Checker) -> None:
    """The same findings, whatever the width and the line ends; each stands where the file has it."""
    findings = checker.check(document := Document("a.txt", put(PARAGRAPH, width, *LAYOUTS[layout])))
    assert said(findings) == said(checker.check(Document("a.txt", PARAGRAPH)))
    assert all(f.found == document.text[f.start : f.end] for f in findings)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("width", [45, 60, 66, 72, 80])
def test_fixes_keep_the_lines(width: int, layout: str, checker: Checker) -> None:
    """As many lines as before, each with its quoting; the words are those of the text in one line; every fix can be taken back."""
    line_end, prefix = LAYOUTS[layout]
    text = put(PARAGRAPH, width, line_end, prefix)
    outputs = []
    for each in (text, PARAGRAPH):
        document = Document("a.txt", each)
        result = settled(Source(None, "a.txt", "a.txt"), document, checker.check(document), Decisions())
        made = [Fix(row["start"], row["end"], row["before"], row["after"], row["out_start"], row["out_end"]) for row in result.rows if row["after"] is not None]
        assert revert(result.output, made) == each
        outputs.append(result.output)
    lines = outputs[0].split(line_end)
    assert len(lines) == len(text.split(line_end))
    assert all(line.startswith(prefix) and not re.match(r"\s", line[len(prefix) :]) for line in lines)
    assert " ".join(line.removeprefix(prefix) for line in lines) == outputs[1]


# Where lines end for good -----------------------------------------------------------------------------------------------------------------

LINES_OF_THEIR_OWN = {
    "headings": "Kunshan opens its doors to the guests of Jindian\nWeek of culture begins in the old town of Suzhou today\nNew railway comes to the towns of the delta",
    "list": "- guests who came from the old towns near Kunshan and Jindian\n- week of culture in the towns, as was planned\n- access to the old towns of the delta for all guests",
    "numbers": "1. guests who came from the old towns near Kunshan and Jindian\n2. week of culture in the towns, as was planned\n3) access to the old towns of the delta",
    "verse": "By Kunshan's river where the boats of Jindian\nWeek after week go down with lantern light\nAnd songs are sung upon the water there",
    "address": "Office of Foreign Affairs of Kunshan\nHuang\nYan Road 12\nSuzhou, Jiangsu Province\nChina",
    "table": "Name of the town    Province of the town    guests\nJindian             Jiangsu                 12\nWeek                Jiangsu                 7",
    "cells": "name of the town\tprovince of the town and region\nname of Jindian\tguests who came there by train\nweek\tplans of the towns of the delta",
    "chat": "[12:03] Wang: in Kunshan they planned the area of Jindian\n[12:04] Week: what is this, and who has said that it is so?\n[12:05] Wang: ask them",
    "stanzas": "the guests who came from the towns near Kunshan and Jindian\n\nweek after week the boats of the old town go down the river",
    "subtitles": "00:00:01,000 --> 00:00:04,000 of the Jindian\nweek the plan was heard by all of the guests",
    "a paragraph that begins": "the guests who came from the old towns near Kunshan and Jindian\n   week after week the boats of the town go down",
}


@pytest.mark.parametrize("name", LINES_OF_THEIR_OWN)
def test_lines_that_end_for_good(name: str) -> None:
    """Headings, items, verses, addresses, rows and speeches are not joined."""
    document = Document("a.txt", LINES_OF_THEIR_OWN[name])
    assert document.flow.text == document.text


def test_a_wrapped_text_keeps_headings_and_lists() -> None:
    """Only the lines of a paragraph are joined, those of an item too; not those of code."""
    item = "- the guests who came from the old towns near Kunshan and from all\n  the cities of the delta to see it"
    code = ["```", "the guests who came from the old towns near Kunshan and Jindian", "week after week", "```"]
    text = "\n".join(["# Plan of the towns of the delta", put(PARAGRAPH, 66), "", item, "- a second item", *code])
    flow = Document("a.md", text, markdown=True).flow.text
    assert flow.splitlines() == ["# Plan of the towns of the delta", PARAGRAPH, "", re.sub(r"\n +", " ", item), "- a second item", *code]


LONG_LINE = f"{PARAGRAPH[:200]} {PARAGRAPH[11:140]}."


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ("the guests who came from the old towns near Kunshan and Jindian\n→week after week", None),
        ("The guests had come from the old towns near Kunshan, of Jindian;\n   week after week", None),
        ("The guests    12    Jiangsu    7 of the old towns near the Jindian\nweek after week", None),
        ("> the guests who came from the towns near Kunshan and Jindian\nweek after week", "the guests who came from the towns near Kunshan and Jindian\nweek after week"),
        ("the guests who came from the towns near Kunshan and Jindian\nweek of culture    12    Jiangsu    7", None),
        ("The guests had come from the old towns near Kunshan and Jindian;\n3. Week after week", None),
        ("The guests had come from the old towns near Kunshan, of Jindian\nThe week after week", None),
        (f"{LONG_LINE}\nWeek after week", None),
        ("The guests of the old towns came to Jindian.\nWeek after week", None),
        ("The guests of the old towns came to Jindian;\nweek after week", None),
        ("The guests had come from the old towns near Kunshan, of Jindian.\nThe week of", "The guests had come from the old towns near Kunshan, of Jindian. The week of"),
        ("The guests had come from the old towns near Kunshan, and said:\n“We are here", "The guests had come from the old towns near Kunshan, and said: “We are here"),
    ],
)
def test_lines_below_a_wrapped_paragraph(lines: str, read: str | None) -> None:
    """What begins something else keeps its line end there too: another sign, who is quoted, a row, an item, a sentence behind no stop or a line that was not full."""
    assert Document("a.txt", f"{put(PARAGRAPH, 66)}\n\n{lines}").flow.text == f"{PARAGRAPH}\n\n{read or lines}"


def test_lines_that_fixes_made_longer() -> None:
    """The others are as full as they were."""
    first, second, *others = put(PARAGRAPH, 50).split("\n")
    lines = [f"{first} {'as was said before ' * 6}", f"{second} {'as was said before ' * 6}", *others]
    assert Document("a.txt", "\n".join(lines)).flow.text == " ".join(line.rstrip() for line in lines)


def test_lines_of_their_own_of_which_one_goes_on() -> None:
    """Among many such lines one begins in lower case by chance: nothing is wrapped."""
    text = "Kunshan: the old town that all the guests have come to see\nofficials: " + "\n".join(f"Wang Wei of the town no. {n} by the lake: a guest" for n in range(9))
    assert Document("a.txt", text).flow.text == text


@pytest.mark.parametrize(
    ("one", "other", "read"),
    [
        ("COVID-", "19 came", "COVID-19 came"), ("the 12-", "year plan", "the 12-year plan"), ("1990-", "2000 or so", "1990-2000 or so"), ("yin-", "yang", "yin-yang"),
        ("Chang-", "zhou", "Changzhou"), ("Mid-", "year plan", "Mid-year plan"), ("old-", "“new” plan", "old- “new” plan"),
        ("Suzhou-", "Kunming", "Suzhou-Kunming"), ("old, -", "new", "old, - new"), ("soft\u00ad", "ware", "software"),
    ],
)  # fmt: skip
def test_how_a_hyphen_at_a_line_end_is_read(one: str, other: str, read: str) -> None:
    """In a text that cuts no words."""
    lead = "The guests had come from the old towns near Kunshan, and some of"[: 66 - len(one)]
    assert Document("a.txt", f"{put(f'{PARAGRAPH} {PARAGRAPH}', 66)}\n\n{lead} {one}\n{other}").flow.text == f"{PARAGRAPH} {PARAGRAPH}\n\n{lead} {read}"


def test_where_words_are_cut_nobody_can_say() -> None:
    """Which hyphens belong to the word, where many were put in: the line end stays, unless the text has the word elsewhere."""
    text = (
        "the guests of Kunshan had come from the old towns with their com-\npanions, and some of them had been there before, of whom the oth-\n"
        "ers had known nothing, and no companions in the 12-\nyear plan"
    )
    assert Document("a.txt", text).flow.text == text.replace("com-\n", "com").replace("12-\n", "12-")


def test_a_text_without_such_lines_is_read_as_it_is() -> None:
    """Though a sign in it may begin letters that stand for another."""
    document = Document("a.txt", "A book of £12, in Kunshan: the old town that all of the guests have come to see.")
    assert document.flow is document


def test_a_full_heading_stays_a_heading(checker: Checker) -> None:
    """It has no stop, and the line below begins a sentence."""
    heading = "All of the many guests of Kunshan opera have come to the old town"
    flow = Document("a.txt", f"{heading}\nThe guests came by {put(PARAGRAPH[11:], 66)}").flow.text
    assert flow.splitlines()[0] == heading


def test_the_quoting_of_a_mail_is_no_text() -> None:
    """What begins a line begins it behind its quoting too; empty lines part paragraphs there."""
    paragraphs = f"{put(PARAGRAPH, 66)}\n\nhtml On June 15"
    quoted = Document("a.txt", "\n".join(f"> {line}".rstrip() for line in paragraphs.splitlines()))
    assert quoted.flow.text == f"{PARAGRAPH}\n\nhtml On June 15"


def test_a_headline_printed_twice_is_two() -> None:
    """However full its lines are."""
    headline = "Old Towns Opened Their Gates as the Guests of Kunqu Opera Came Here"
    assert Document("a.txt", f"{headline}\n{headline}\n\n{put(PARAGRAPH, 66)}").flow.text.startswith(f"{headline}\n{headline}\n\n")


def test_a_line_that_markdown_breaks_stays_broken() -> None:
    """Two spaces or a backslash at the end of a line break it."""
    for mark in ("  ", "\\"):
        text = put(PARAGRAPH, 66, f"{mark}\n")
        assert Document("a.md", text, markdown=True).flow.text == text


def test_what_a_hard_line_end_parts_is_not_fixed_unasked(checker: Checker) -> None:
    """A listed form over two verses, or a heading and what stands below, is for a person to see."""
    (finding,) = checker.check(Document("a.txt", "In Kunshan, Jiangsu, they sing of one-yard\nAccess to the towns."))
    assert (finding.found, finding.action.value) == ("one-yard\nAccess", "review")


@pytest.mark.parametrize("cells", ["Jindian\tWeek", "Jindian,Week", "Jindian      Week"])
def test_cells_are_not_joined(cells: str, checker: Checker) -> None:
    """Tabs, commas without a space and columns part the cells of a table."""
    assert not checker.check(Document("a.txt", f"In Kunshan, Jiangsu, lies what follows.\n\nname\n{cells}\n"))


# Signs that nobody sees -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "In Kun\u00adshan, Jiangsu, near Tai\u00adzhou in Zhejiang, the lo\u00adcal Kun\u00adqu Opera troupe came.",
        "In Kun\u200bshan, Jiangsu, near \ufeffTaizhou\u2060 in Zhejiang lies Huang\u200byan.",
        "In Kunshan, China, they went to Lu\u0308liang and saw the o\ufb03ces of Nu\u0308wa.",
        "In Kunshan the guests of Taizhou in Zhejiang asked what the people of Huang\u00ad\nyan would say of it, and of those who had come with them to\nthe towns.",
    ],
)  # fmt: skip
def test_unseen_signs_make_no_garble(text: str, checker: Checker) -> None:
    """Soft hyphens, signs without width, ligatures and accents as signs of their own are no part of a word."""
    assert not checker.check(Document("a.txt", text))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("one\rtwo", "one\ntwo"), ("one\r\ntwo", "one\ntwo"), ("one\ftwo", "one\ntwo"), ("one\u2029two", "one\ntwo"), ("one\vtwo", "one two"), ("one\x85two", "one two"),
        ("one\u2028two", "one two"), (">> one > two\u200b", "one > two"), ("o\u00adn\ufeffe\u200b", "one"), ("o\ufb03ce", "office"), ("Lu\u0308", "Lü"),
    ],
)  # fmt: skip
def test_what_lays_a_text_out(text: str, read: str) -> None:
    """Each sign, in a text that has nothing else of the kind."""
    assert Document("a.txt", text).flow.text == read


def test_an_unseen_sign_hides_no_garble(checker: Checker) -> None:
    """What is found stands in the file with its unseen signs, and goes with them."""
    document = Document("a.txt", "In Kunshan, Jiangsu, the Jin\u00addian Week area was planned.")
    (finding,) = checker.check(document)
    assert (finding.found, finding.action.value) == ("Jin\u00addian Week", "auto")
    assert settled(Source(None, "a", "a"), document, [finding], Decisions()).output == "In Kunshan, Jiangsu, the Jin-Dian-Zhou area was planned."


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("would go to all the cities of Su, Wuxi and Chang-\nzhou by train, and to the towns", "Su, Wuxi and Chang-\nzhou"),
        ("would go to all of the towns of Shanghai-Suzhou-\nKunming by train, and to towns", "Shanghai-Suzhou-\nKunming"),
        ("would all go to the towns with one-yard ac-\ncess by train, as it has access to", "one-yard ac-\ncess"),
        ("would all go with their passes to the one-\nyard access of the town; the one-yard", "one-\nyard access"),
    ],
)  # fmt: skip
def test_a_hyphen_at_a_line_end(lines: str, found: str, checker: Checker) -> None:
    """It is put in where a name is cut or the text has the word elsewhere, and part of the word in a chain or compound."""
    text = f"In Kunshan, Jiangsu, it was said by guests of the\ncity that in the end they, and all of the others,\n{lines} and\nthe cities of the old province of the delta."
    assert found in [finding.found for finding in checker.check(Document("a.txt", text))]
