"""zhengming lookup: what the termbase knows of a form, right, garbled, Chinese, pinyin, or nearly so."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from running import within

from zhengming import Stop

pytestmark = pytest.mark.usefixtures("warm_cache")


@pytest.mark.parametrize("form", ["Jindian Week", "jindian week", "锦淀周", "錦淀周", "Jin-Dian-Zhou", "jindianzhou", "Jǐn-Diàn-Zhōu", "Jindian Weeks"])
def test_lookup_finds(form: str) -> None:
    """Right, garbled, folded, Chinese in both scripts, pinyin with and without tones, an inflection."""
    code, output = within("lookup", form)
    assert code == 0
    assert "锦淀周" in output
    assert "Jin-Dian-Zhou" in output


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("Gui Street", "“Gui Street” is right, though it may look garbled: Food street of Beijing"),
        ("gui street", "“Gui Street” is right"), ("沪", "沪 is short for Shanghai\n"), ("滬", "沪 is short for Shanghai\n"),
        ("jin3 dian4 zhou1", "锦淀周"), ("Jin3dian4zhou1", "锦淀周"),
    ],
)  # fmt: skip
def test_lookup_knows_the_tables_and_figures_for_tones(form: str, said: str) -> None:
    """A look-alike is right and says why, a short name says for what; pinyin may be typed without its marks."""
    code, output = within("lookup", form)
    assert (code, said in output, "nothing found" in output) == (0, True, False)


def test_lookup_of_a_right_form_is_the_entry_alone() -> None:
    """Xi'an is a look-alike too, for its apostrophe."""
    assert within("lookup", "Xi'an")[1].startswith("Chinese")


def test_lookup_of_a_users_look_alike(tmp_path: Path) -> None:
    """What a glossary says of its own."""
    path = tmp_path / "own.toml"
    path.write_text('[[look_alike]]\nform = "Brocade Street"\nbecause = "a street in Chengdu"\n', encoding="utf-8")
    assert "a street in Chengdu" in within("lookup", "Brocade Street", "--glossary", str(path), "--no-builtin")[1]


def test_lookup_of_other_tones() -> None:
    """Tone marks count if they are given."""
    code, output = within("lookup", "Jín-Diān-Zhōu")
    assert (code, "nothing found" in output) == (1, True)


def test_lookup_of_signs() -> None:
    """Nothing can be sought."""
    with pytest.raises(Stop, match="holds nothing to look up"):
        within("lookup", "!?")


def test_lookup_shows_every_concept_of_a_form() -> None:
    """Suzhou is a city in Jiangsu and one in Anhui."""
    _, output = within("lookup", "Suzhou")
    assert "苏州" in output
    assert "宿州" in output


def test_lookup_of_a_users_term(tmp_path: Path) -> None:
    """The user's glossary is looked up too."""
    path = tmp_path / "own.toml"
    within("glossary", "add", "锦绣周", "Brocade Week Festival", "--deprecated", "Jinxiu Week", "--to", str(path))
    code, output = within("lookup", "Jinxiu Week", "--glossary", str(path), "--no-builtin")
    assert code == 0
    assert "Brocade Week Festival" in output


def test_lookup_of_nothing_offers_near_misses() -> None:
    """Exit code 1, and what is spelled nearly so."""
    code, output = within("lookup", "Jin-Dian-Zhu")
    assert code == 1
    assert "nothing found" in output
    assert "锦淀周" in output
    code, output = within("lookup", "锦淀")
    assert code == 1
    assert "锦淀周" in output


def test_lookup_in_a_terminal(monkeypatch: pytest.MonkeyPatch, checker: object) -> None:
    """In a terminal the same facts come as a table."""
    from zhengming import looking_up
    from zhengming.config import Settings

    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    screen = Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    assert looking_up.look_up("Jindian Week", Settings(), print)
    assert "锦淀周" in screen.getvalue()
