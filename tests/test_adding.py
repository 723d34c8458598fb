"""`glossary add`: one concept more in a file of one's own, of which every other byte stays, or one sentence why not."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from running import within
from samples import HOUSE, KUNQU

from glossary import Action, Kind, Status, Term, Transaction
from glossary.amend import Amendment, add_entry, amended, with_look_alikes
from glossary.load import load_toml, parse_toml
from glossary.text_file import GlossaryError
from tbx import changes
from zhengming import Stop

pytestmark = pytest.mark.usefixtures("warm_cache")


def test_add_makes_a_glossary_that_loads(tmp_path: Path) -> None:
    """The first entry makes the file; what was given stands in it."""
    path = tmp_path / "own.toml"
    code, output = within("glossary", "add", "锦淀周", "Jin-Dian-Zhou", "--admitted", "JDZ area", "--deprecated", "Jindian Week", "--region", "Jiangsu", "--to", str(path))
    (entry,) = load_toml(path)
    assert code == 0
    assert "jin-dian-zhou" in output
    assert (entry.id, entry.chinese, entry.english, entry.region, entry.subject) == ("jin-dian-zhou", "锦淀周", "Jin-Dian-Zhou", "Jiangsu", "place")
    assert entry.right_forms == ("Jin-Dian-Zhou", "JDZ area")
    assert [term.text for term in entry.deprecated] == ["Jindian Week"]
    assert entry.pinyin


def test_add_keeps_comments_and_entries(tmp_path: Path) -> None:
    """What a person wrote into the file stays as it is, to the byte."""
    path = tmp_path / "own.toml"
    before = '# Our own terms.\n\n[[concept]]\nid = "a"  # first\n[concept.zh]\npreferred = "甲"\n[concept.en]\npreferred = "first"\n'
    path.write_text(before, encoding="utf-8")
    within("glossary", "add", "小程序", "mini program", "--to", str(path))
    assert path.read_text(encoding="utf-8").startswith(before)
    assert [entry.english for entry in load_toml(path)] == ["first", "mini program"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["own.toml"]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("乾县", "Qian County", ("乾县", "place")), ("小應用", "mini app", ("小应用", "society")), ("锦绣戏", "Jinxiu opera", ("锦绣戏", "society")),
        ("锦绣院", "Brocade Council of China", ("锦绣院", "place")), ("昆曲", "Kunqu opera", ("昆曲", "culture")),
        ("崑曲", "Kun Opera", ("昆曲", "culture")), ("昇騰", "Shengteng", ("昇腾", "place")),
    ],
)  # fmt: skip
def test_add_decides_as_a_csv_would(tmp_path: Path, zh: str, en: str, expected: tuple[str, str]) -> None:
    """Simplified characters, as a built-in concept has them (昆曲), else but those that the mainland's names keep (昇腾); a subject by the capitals of all
    words, where no built-in concept has one."""
    path = tmp_path / "own.toml"
    within("glossary", "add", zh, en, "--to", str(path))
    (entry,) = load_toml(path)
    assert (entry.chinese, entry.subject) == expected


def test_add_keeps_an_unusual_reading(tmp_path: Path) -> None:
    """It says so: a name may be read as nobody else's; a usual one is taken without a word."""
    path = tmp_path / "own.toml"
    assert "the reading 'Yúxī' is unusual for 锦溪; it is kept" in within("glossary", "add", "锦溪", "Jinxi", "--pinyin", "Yúxī", "--to", str(path))[1]
    assert "is unusual" not in within("glossary", "add", "周庄", "Zhouzhuang", "--pinyin", "Zhōuzhuāng", "--to", str(path))[1]
    assert [entry.pinyin for entry in load_toml(path)] == ["Yúxī", "Zhōuzhuāng"]


def test_add_through_a_link(tmp_path: Path) -> None:
    """The file behind it is written, with the rights that it has; the link stays one."""
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "own.toml", tmp_path / "link.toml"
    link.symlink_to(real)
    within("glossary", "add", "锦", "brocade", "--to", str(link))
    real.chmod(0o600)
    within("glossary", "add", "小程序", "mini program", "--to", str(link))
    assert link.is_symlink()
    assert (len(load_toml(real)), real.stat().st_mode & 0o777) == (2, 0o600)


def test_add_of_what_is_no_text(tmp_path: Path) -> None:
    """A byte that is no UTF-8 comes as half a surrogate pair: one sentence, and nothing is left behind."""
    with pytest.raises(GlossaryError, match="is no character"):
        within("glossary", "add", "锦", "bro\udc80cade", "--to", str(tmp_path / "own.toml"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("小程序", "mini app"), "stands there already"),
        (("小應用", "mini program"), "id 'mini-program' is taken"),
        (("Jin", "锦"), "no Chinese"),
        (("锦", "锦"), "no English"),
        (("锦", "brocade", "--subject", "cloth"), "--subject cloth"),
        (("锦", "brocade", "--admitted", "silk", "--deprecated", "Silk", "--deprecated", "silk"), "'silk' cannot be both right and deprecated"),
        (("锦", "Small Program"), "both right and deprecated"),  # the other concept of the file says that it is garbled
        (("锦", "brocade", "--deprecated", "Mini Program"), "both right and deprecated"),
        (("锦", "brocade", "--admitted", " "), "cannot be empty"),
    ],
)
def test_add_refuses(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    """One sentence, and the file as it was."""
    path = tmp_path / "own.toml"
    within("glossary", "add", "小程序", "mini program", "--deprecated", "small program", "--to", str(path))
    before = path.read_bytes()
    with pytest.raises((Stop, GlossaryError), match=says):
        within("glossary", "add", *arguments, "--to", str(path))
    assert path.read_bytes() == before


def test_add_refuses_what_is_no_glossary(tmp_path: Path) -> None:
    """A spreadsheet, a broken file, a folder that is not there."""
    broken = tmp_path / "broken.toml"
    broken.write_text("[[concept]\n", encoding="utf-8")
    for path in (tmp_path / "own.csv", broken, tmp_path / "nowhere" / "own.toml"):
        with pytest.raises((Stop, GlossaryError)):
            within("glossary", "add", "锦", "brocade", "--to", str(path))


def test_add_takes_a_bracket_for_an_explanation(tmp_path: Path) -> None:
    """As a CSV does; a form given twice stands once, and a subject may have a capital."""
    path = tmp_path / "own.toml"
    code, output = within("glossary", "add", "千灯", "Qiandeng (a water town)", "--admitted", "Qiandeng", "--admitted", "Qiandeng Town", "--subject", "Place", "--to", str(path))
    (entry,) = load_toml(path)
    assert (code, entry.right_forms, entry.en.gloss, entry.id, entry.subject) == (0, ("Qiandeng", "Qiandeng Town"), "a water town", "qiandeng", "place")
    assert "Qiandeng (explained as a water town), id qiandeng" in output


def test_adding_one_entry_keeps_the_rest(tmp_path: Path) -> None:
    """Also its gloss and definition."""
    own = tmp_path / "own.toml"
    own.write_text(HOUSE, encoding="utf-8")
    add_entry(own, KUNQU)
    assert own.read_text("utf-8").startswith(HOUSE)
    assert not changes(load_toml(own)[2], KUNQU)


def test_amending_changes_what_it_is_told_to() -> None:
    """Coordinates, history, context, a garbled form with all that is said of it, a list where none was; and the text is TOML."""
    known = parse_toml(HOUSE, Path("own.toml"))
    sure = Term("Su Zhou", Status.DEPRECATED, Kind.SPLIT, Action.AUTO, "One name, one word.", "Suzhou City", ("a.txt",))
    after = known[1]._replace(
        coordinates=(31.299974, 120.6), history=(Transaction("modification", "2026-02-01"),), well_known=True, related=("kunshan",),
        en=known[1].en._replace(context="They live in Suzhou.", terms=(*known[1].en.terms, sure)),
    )  # fmt: skip
    text = amended(HOUSE, known, {1: Amendment(after, ("look\nhere",))})
    assert "# look here\n" in text
    assert parse_toml(text, Path("own.toml"))[1] == after
    assert len(tomllib.loads(text)["concept"]) == 2


@pytest.mark.parametrize(
    ("before", "gap"), [("", ""), ("# ours", "\n\n"), ("# ours\n", "\n"), ("# ours\r\n", "\r\n"), ("# ours\r\n# and", "\r\n\r\n")],
)  # fmt: skip
def test_a_look_alike_stands_apart(before: str, gap: str) -> None:
    """By one empty line, whatever the file ends with, and with the file's line ends."""
    end = "\r\n" if "\r" in before else "\n"
    assert with_look_alikes(before, {"Gui Street": "a street"}) == f'{before}{gap}[[look_alike]]{end}form = "Gui Street"{end}because = "a street"{end}'
