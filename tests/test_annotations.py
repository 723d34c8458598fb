"""Where `--annotate` puts Chinese and pinyin, and which mentions it passes over."""

from __future__ import annotations

import pytest

from normalize.annotations import SHORT, annotated
from normalize.document import Document
from normalize.fixes import apply, choose
from normalize.pipeline import Checker
from zhengming.cli import ANNOTATE

LONG = "For six hundred years the people of the lake towns have sung Kunqu Opera at the harvest, and they sing it still."
DONE = LONG.replace("Opera", "Opera (昆曲, Kūnqǔ)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG, DONE),
        (f"{LONG}\n{LONG}", f"{DONE}\n{LONG}"),  # the first mention alone
        (f"Kunqu Opera Comes Home to the Lake Towns\n{LONG}", f"Kunqu Opera Comes Home to the Lake Towns\n{DONE}"),  # a heading
        (f"They sing Kunqu Opera there.\n{LONG}", f"They sing Kunqu Opera there.\n{DONE}"),  # a short line
        ("They sing Kunqu Opera there.\n", "They sing Kunqu Opera there.\n"),  # and nothing else
        (f"“{LONG}”", f"“{LONG}”"),  # somebody else's words
        (LONG.replace("Opera", "Opera (昆曲)"), LONG.replace("Opera", "Opera (昆曲)")),  # it stands there
    ],
)
def test_the_first_mention_in_running_text(checker: Checker, text: str, expected: str) -> None:
    """The next mention gets it where the first is passed over."""
    document = Document("a.txt", text)
    view = checker.view(document)
    findings = annotated(view, checker.check_view(view))
    assert apply(text, [fix for fix, _ in choose(findings, [None] * len(findings)) if fix is not None])[0] == expected


@pytest.mark.parametrize(("more", "found"), [(0, 0), (1, 1)])
def test_how_short_a_line_is_passed_over(checker: Checker, more: int, found: int) -> None:
    """The figure that `--help` and README name."""
    line = "They sing Kunqu Opera there, "
    line += "as they did of old,"[: SHORT - len(line)]
    line = line.ljust(SHORT + more - 1, "o") + "."
    view = checker.view(Document("a.txt", line))
    assert (len(line), len(annotated(view, []))) == (SHORT + more, found)


def test_people_are_told(root) -> None:
    """Both places name the figure."""
    for said in ((root / "README.md").read_text(encoding="utf-8"), ANNOTATE):
        assert f"lines of up to {SHORT} characters" in said
