"""An id or a Chinese term that a user's TOML glossary holds twice: the second is named with its line and what to do, and nothing gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary.load import load_glossary
from zhengming.termbases import compiled_termbase


def concept(identifier: str, zh: str, en: str, more: str = "") -> str:
    """A concept of eight lines with the empty one behind it, or nine."""
    return f'[[concept]]\nid = "{identifier}"\n{more}subject = "place"\n[concept.zh]\npreferred = "{zh}"\n[concept.en]\npreferred = "{en}"\n\n'


KUNSHAN = concept("a", "昆山", "Kunshan")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (KUNSHAN + concept("b", "苏州", "Suzhou"), []),
        (KUNSHAN + concept("a", "苏州", "Suzhou"), ["line 9: the id 'a' is that of 昆山 (line 1); a number tells the two apart; give it an id of its own"]),
        (
            KUNSHAN + concept("b", "昆山", "Quinsan"),
            ["line 9: 昆山 stands at line 1 too, as 'Kunshan'; join the two, or name 'a' under `related` where they are two concepts"],
        ),
        (
            "# ours\r\n" + (KUNSHAN + concept("a", "昆山", "Quinsan")).replace("\n", "\r\n"),
            ["line 10: 昆山 stands at line 2 too, under the same id; they are taken as one, and 'Kunshan' wins; join the two"],
        ),
        (KUNSHAN + concept("b", "昆山", "Quinsan", 'related = ["a"]\n'), []),
        (concept("a", "昆山", "Kunshan", 'related = ["b"]\n') + concept("b", "昆山", "Quinsan"), []),
        (concept("a", "通州", "Tongzhou", 'region = "Beijing"\n') + concept("b", "通州", "Tongzhou", 'region = "Jiangsu"\n'), []),
        (
            'concept = [\n{id = "a", zh = {preferred = "昆山"}, en = {preferred = "Kunshan"}},\n{id = "a", zh = {preferred = "苏州"}, en = {preferred = "Suzhou"}},\n]\n',
            ["concept 2: the id 'a' is that of 昆山 (concept 1); a number tells the two apart; give it an id of its own"],
        ),
    ],
)
def test_doubles_are_named(tmp_path: Path, text: str, said: list[str]) -> None:
    """One sentence each; namesakes that the file tells apart are none."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8", newline="")
    assert load_glossary(path)[1] == [f"{path}: {sentence}" for sentence in said]


def test_doubles_are_named_on_every_run(tmp_path: Path) -> None:
    """By the run as a whole, and both concepts are there."""
    path = tmp_path / "own.toml"
    path.write_text(KUNSHAN + concept("a", "苏州", "Suzhou"), encoding="utf-8")
    for _ in range(2):
        warnings: list[str] = []
        compiled = compiled_termbase([path], False, warnings.append)
        assert [sentence.split("; ")[-1] for sentence in warnings] == ["give it an id of its own"]
        assert [compiled.entry(number).english for number in range(len(compiled))] == ["Kunshan", "Suzhou"]
