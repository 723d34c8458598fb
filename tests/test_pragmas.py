"""Pragmas: what each exempts, of all kinds or of some, and that a mistaken one is named."""

from __future__ import annotations

import pytest

from normalize.pipeline import Checker
from normalize.text.document import Document

GARBLED = "In Kunshan, Jindian Week was normal . "  # a char-gloss and a residue


def found(checker: Checker, text: str, name: str = "a.txt") -> list[tuple[int, str]]:
    """Line and kind of each finding of the two."""
    document = Document(name, text, markdown=name.endswith(".md"))
    kinds = [(document.place(f.start)[0], f.kind.value) for f in checker.check(document)]
    return [each for each in kinds if each[1] in ("char-gloss", "residue")]


BOTH = ["char-gloss", "residue"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["{}", "{}"], [(1, BOTH), (2, BOTH)]),
        (["{} zhengming: ignore", "{}"], [(2, BOTH)]),
        (["zhengming: ignore-next-line", "{}", "{}"], [(3, BOTH)]),
        (["{}", "zhengming: ignore-start", "{}", "{}", "zhengming: ignore-end", "{}"], [(1, BOTH), (6, BOTH)]),
        (["{}", "zhengming: ignore-start", "{}"], [(1, BOTH)]),
        (["{}", "{} zhengming: ignore-file"], []),
        (["{} zhengming: ignore[residue]", "{}"], [(1, ["char-gloss"]), (2, BOTH)]),
        (["{}", "{} zhengming: ignore[residue]"], [(1, BOTH), (2, ["char-gloss"])]),
        (["{} zhengming:ignore[residue , char-gloss]"], []),
        (["zhengming: ignore-start[char-gloss]", "{}", "zhengming: ignore-end", "{}"], [(2, ["residue"]), (4, BOTH)]),
        (["zhengming: ignore-file[char-gloss]", "{}"], [(2, ["residue"])]),
        (["{} zhengming: ignore[bogus]"], [(1, BOTH)]),
        (["{} zhengming: ignore-line"], [(1, BOTH)]),
        (["{} zhengming: ignore[bogus, residue]"], [(1, ["char-gloss"])]),
        (["zhengming: ignore-end", "{}"], [(2, BOTH)]),
        (["zhengming: ignore-start", "{}", "zhengming: ignore-end[]", "{}"], [(4, BOTH)]),
    ],
)
def test_what_a_pragma_exempts(checker: Checker, lines: list[str], expected: list[tuple[int, list[str]]]) -> None:
    """Each alone, and with a kind."""
    text = "\n".join(lines).format(*[GARBLED] * 9)
    assert found(checker, text) == [(line, kind) for line, kinds in expected for kind in kinds]


def test_in_a_comment_of_markdown(checker: Checker) -> None:
    """Where a reader does not see it."""
    text = f"<!-- zhengming: ignore-next-line[residue] because the space is meant -->\n{GARBLED}\n"
    assert found(checker, text, "a.md") == [(2, "char-gloss")]


@pytest.mark.parametrize("example", ["`zhengming: ignore-file` is one", "```\nzhengming: ignore-file\n```", "\n    zhengming: ignore-file\n"])
def test_an_example_in_code_does_nothing(checker: Checker, example: str) -> None:
    """A manual tells of pragmas; in plain text there is no code."""
    text = f"{GARBLED}\n{example}\n"
    assert found(checker, text, "a.md") == [(1, kind) for kind in BOTH]
    assert found(checker, text, "a.txt") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x\nzhengming: ignore[bogus]", "names an unknown kind, bogus; known are abbr-wrong, "),
        ("x\nzhengming: ignore-line", "“zhengming: ignore-line” is unknown and does nothing; known are ignore, ignore-next-line, "),
        ("x\nzhengming: ignore[]", "names no kind and does nothing"),
        ("x\nzhengming: ignore-end", "has no “zhengming: ignore-start” before it"),
        ("x\nzhengming: ignore-start\ny", "has no “zhengming: ignore-end” and exempts the rest"),
        ("zhengming: ignore-start\nzhengming: ignore-start\ny\nzhengming: ignore-end", "stands within another one"),
    ],
)
def test_a_mistaken_pragma_is_named(text: str, sentence: str) -> None:
    """One sentence, at its line."""
    document = Document("a.txt", text)
    (doubt,) = document.pragmas[1]
    assert sentence in doubt.sentence
    assert document.place(doubt.offset)[0] == 2


def test_none_is_no_doubt() -> None:
    """Words about Zhengming are no pragma."""
    assert Document("a.txt", "We ask zhengming: what is this? zhengming: ignored.").pragmas == ([], [])
