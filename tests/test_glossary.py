"""zhengming glossary verify, show, add: what they print, write and refuse; glossaries as TOML."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import entry as concept
from typer.testing import CliRunner

from glossary.entry import Transaction
from glossary.load import NOT_CONCEPTS, data_files, load_toml
from glossary.text_file import GlossaryError
from glossary.write import as_toml, identifier
from zhengming import Stop
from zhengming.cli import whole_app

RUNNER = CliRunner()
pytestmark = pytest.mark.usefixtures("warm_cache")


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and output of a command; what the program's entry point would print as one sentence is raised."""
    result = RUNNER.invoke(whole_app(), list(arguments))
    if isinstance(result.exception, Stop | GlossaryError):
        raise result.exception
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("english", "expected"),
    [("Jin-Dian-Zhou", "jin-dian-zhou"), ("Xi'an–Chengdu Railway", "xian-chengdu-railway"), ("24 solar terms", "n-24-solar-terms"), ("Lüshun", "lushun"), ("!", "n")],
)
def test_identifier(english: str, expected: str) -> None:
    """Lower case, hyphens, a letter first."""
    assert identifier(english) == expected


@pytest.mark.parametrize(
    ("ids", "related", "expected"),
    [
        (("1", "2"), "1", {"c-1": (), "c-2": ("c-1",)}),
        (("1", "c-1"), "1", {"c-1-2": (), "c-1": ("c-1-2",)}),
        (("#1", "1"), "#1", {"c-1": (), "c-1-2": ("c-1",)}),
        (("27766_1432818", "x"), "x", {"c-27766_1432818": (), "x": ("x",)}),
        (("甲", "乙"), "甲", {"kunshan": (), "suzhou": ("kunshan",)}),
        (("a", "a"), "7", {"a": (), "a-2": ("c-7",)}),
        (("a", "b"), "周庄", {"a": (), "b": ("周庄",)}),
    ],
)  # fmt: skip
def test_what_is_written_as_toml_can_be_read(ids: tuple[str, str], related: str, expected: dict[str, tuple[str, ...]], tmp_path: Path) -> None:
    """Other tools number their concepts: an id that TOML glossaries do not know becomes one that they do, and references follow."""
    first, second = (concept(name, zh, en) for name, zh, en in zip(ids, ("昆山", "苏州"), ("Kunshan", "Suzhou"), strict=True))
    path = tmp_path / "own.toml"
    path.write_text(as_toml([first, second._replace(related=(related,))]), encoding="utf-8")
    assert {each.id: each.related for each in load_toml(path)} == expected


@pytest.mark.parametrize("path", [path for path in data_files() if path.name not in NOT_CONCEPTS], ids=lambda path: path.stem)
def test_data_files_are_in_their_one_layout(path: Path) -> None:
    """Sorted, one line a field: a change shows in a diff as itself."""
    assert as_toml(load_toml(path)) == path.read_text(encoding="utf-8")


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """Quotes, backslashes and control characters survive the layout."""
    source = tmp_path / "own.toml"
    source.write_text('[[concept]]\nid = "a"\ndefinition = "say \\"a\\\\b\\" \\u0007"\n[concept.zh]\npreferred = "锦"\n[concept.en]\npreferred = "brocade"\n', encoding="utf-8")
    entries = load_toml(source)
    source.write_text(as_toml(entries), encoding="utf-8")
    assert load_toml(source) == entries


def test_add_makes_a_glossary_that_loads(tmp_path: Path) -> None:
    """The first entry makes the file; what was given stands in it."""
    path = tmp_path / "own.toml"
    code, output = run("glossary", "add", "锦淀周", "Jin-Dian-Zhou", "--admitted", "JDZ area", "--deprecated", "Jindian Week", "--region", "Jiangsu", "--to", str(path))
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
    run("glossary", "add", "小程序", "mini program", "--to", str(path))
    assert path.read_text(encoding="utf-8").startswith(before)
    assert [entry.english for entry in load_toml(path)] == ["first", "mini program"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["own.toml"]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ("乾县", "Qian County", ("乾县", "place")), ("小應用", "mini app", ("小应用", "society")), ("锦绣戏", "Jinxiu opera", ("锦绣戏", "society")),
        ("锦绣院", "Brocade Council of China", ("锦绣院", "place")), ("昆曲", "Kunqu opera", ("昆曲", "culture")),
    ],
)  # fmt: skip
def test_add_decides_as_a_csv_would(tmp_path: Path, zh: str, en: str, expected: tuple[str, str]) -> None:
    """Simplified characters, but those that the mainland's names keep; a subject by the capitals of all words, where no built-in concept has one."""
    path = tmp_path / "own.toml"
    run("glossary", "add", zh, en, "--to", str(path))
    (entry,) = load_toml(path)
    assert (entry.chinese, entry.subject) == expected


def test_add_keeps_an_unusual_reading(tmp_path: Path) -> None:
    """It says so: a name may be read as nobody else's; a usual one is taken without a word."""
    path = tmp_path / "own.toml"
    assert "the reading 'Yúxī' is unusual for 锦溪; it is kept" in run("glossary", "add", "锦溪", "Jinxi", "--pinyin", "Yúxī", "--to", str(path))[1]
    assert "is unusual" not in run("glossary", "add", "周庄", "Zhouzhuang", "--pinyin", "Zhōuzhuāng", "--to", str(path))[1]
    assert [entry.pinyin for entry in load_toml(path)] == ["Yúxī", "Zhōuzhuāng"]


def test_add_through_a_link(tmp_path: Path) -> None:
    """The file behind it is written, with the rights that it has; the link stays one."""
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "own.toml", tmp_path / "link.toml"
    link.symlink_to(real)
    run("glossary", "add", "锦", "brocade", "--to", str(link))
    real.chmod(0o600)
    run("glossary", "add", "小程序", "mini program", "--to", str(link))
    assert link.is_symlink()
    assert (len(load_toml(real)), real.stat().st_mode & 0o777) == (2, 0o600)


def test_add_of_what_is_no_text(tmp_path: Path) -> None:
    """A byte that is no UTF-8 comes as half a surrogate pair: one sentence, and nothing is left behind."""
    with pytest.raises(GlossaryError, match="is no character"):
        run("glossary", "add", "锦", "bro\udc80cade", "--to", str(tmp_path / "own.toml"))
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
    run("glossary", "add", "小程序", "mini program", "--deprecated", "small program", "--to", str(path))
    before = path.read_bytes()
    with pytest.raises((Stop, GlossaryError), match=says):
        run("glossary", "add", *arguments, "--to", str(path))
    assert path.read_bytes() == before


def test_add_refuses_what_is_no_glossary(tmp_path: Path) -> None:
    """A spreadsheet, a broken file, a folder that is not there."""
    broken = tmp_path / "broken.toml"
    broken.write_text("[[concept]\n", encoding="utf-8")
    for path in (tmp_path / "own.csv", broken, tmp_path / "nowhere" / "own.toml"):
        with pytest.raises((Stop, GlossaryError)):
            run("glossary", "add", "锦", "brocade", "--to", str(path))


def test_verify_reads_ones_own_glossary(tmp_path: Path) -> None:
    """What it holds is counted, what can do nothing and what is broken named; of the built-in data nothing is said."""
    path = tmp_path / "own.toml"
    path.write_text('[[look_alike]]\nform = "Jindian Week"\nbecause = "A festival of ours."\n', encoding="utf-8")
    run("glossary", "add", "锦绣周", "Brocade Festival", "--deprecated", "Jinxiu Week", "--to", str(path))
    code, output = run("glossary", "verify", "--glossary", str(path))
    assert (code, output) == (0, f"{path}: 1 concept, 1 deprecated form, 1 look-alike\n")
    run("glossary", "add", "锦周", "Brocade Week", "--deprecated", "Jindian Week", "--to", str(path))
    code, output = run("glossary", "verify", "--glossary", str(path))
    assert (code, "'Jindian Week' is a look-alike, which is left alone" in output) == (1, True)
    path.write_text("[[concept]\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="broken TOML"):
        run("glossary", "verify", "--glossary", str(path))


def test_the_audit_knows_ones_own_look_alikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that the user calls right fires no more."""
    monkeypatch.setattr("glossary.load.load_builtin", lambda: ())
    monkeypatch.setattr("normalize.audit.clean_english", lambda: ("We went to see the Brocade Weeks of Kunshan.",))
    path = tmp_path / "own.toml"
    run("glossary", "add", "锦绣周", "Brocade Festival", "--deprecated", "Brocade Weeks", "--to", str(path))
    assert "audit: 1 concept fires" in run("glossary", "verify", "--audit", "--glossary", str(path))[1]
    with path.open("a", encoding="utf-8") as file:
        file.write('[[look_alike]]\nform = "Brocade Weeks"\nbecause = "A festival of ours."\n')
    assert "audit: 0 concepts fire" in run("glossary", "verify", "--audit", "--glossary", str(path))[1]


@pytest.mark.parametrize("name", ["jin-dian-zhou", "锦淀周", "錦淀周", "“锦淀周”"])
def test_show(name: str) -> None:
    """By id, by simplified and by traditional Chinese."""
    code, output = run("glossary", "show", name)
    assert code == 0
    assert "Jǐn-Diàn-Zhōu" in output
    assert "Jindian Week" in output


def test_show_what_is_not_there() -> None:
    """One sentence that says what to try."""
    with pytest.raises(Stop, match="zhengming lookup"):
        run("glossary", "show", "no-such-entry")


def test_add_takes_a_bracket_for_an_explanation(tmp_path: Path) -> None:
    """As a CSV does; a form given twice stands once, and a subject may have a capital."""
    path = tmp_path / "own.toml"
    code, output = run("glossary", "add", "千灯", "Qiandeng (a water town)", "--admitted", "Qiandeng", "--admitted", "Qiandeng Town", "--subject", "Place", "--to", str(path))
    (entry,) = load_toml(path)
    assert (code, entry.right_forms, entry.en.gloss, entry.id, entry.subject) == (0, ("Qiandeng", "Qiandeng Town"), "a water town", "qiandeng", "place")
    assert "Qiandeng (explained as a water town), id qiandeng" in output


def test_show_is_the_entry_in_full(tmp_path: Path) -> None:
    """Every field that a glossary has."""
    path = tmp_path / "own.toml"
    path.write_text(
        '[[concept]]\nid = "meet"\nsubject = "politics"\nwell_known = true\ncoordinates = [31.2, 120.9]\nrelated = ["kunshan"]\n'
        'history = [{ kind = "origination", date = "2026-01-31", by = "Ann" }]\n[concept.zh]\npreferred = "开会"\ncontext = "他们开会。"\n'
        '[concept.en]\npreferred = "meet"\npart_of_speech = "verb"\ncontext = "They meet."\n[[concept.en.deprecated]]\nform = "open meeting"\nseen = ["a.txt"]\n',
        encoding="utf-8",
    )
    _, output = run("glossary", "show", "meet", "--glossary", str(path), "--no-builtin")
    for said in (
        "used as     verb\n", "well known  yes\n", "coordinates 31.2, 120.9\n", "related     kunshan\n", "context     他们开会。\n            They meet.\n",
        "history     2026-01-31 origination by Ann\n", "“open meeting” (calque, review) [a.txt]\n",
    ):  # fmt: skip
        assert said in output


HISTORY = 'history = [{ kind = "origination", date = "2026-01-31", by = "Li \\"Wei\\"" }, { kind = "modification", date = "2026-02-01T08:00:00" }]'


def test_history_and_context_are_kept_in_toml(tmp_path):
    """What is read is written as it stood."""
    path = tmp_path / "own.toml"
    text = (
        f'[[concept]]\nid = "kunshan"\nsubject = "place"\nsource = "seed"\n{HISTORY}\n[concept.zh]\npreferred = "昆山"\npinyin = "Kūnshān"\ncontext = "我在昆山。"\n'
        '[concept.en]\npreferred = "Kunshan"\ncontext = "I am in Kunshan."\n'
    )
    path.write_text(text, encoding="utf-8")
    (entry,) = load_toml(path)
    assert entry.history == (Transaction("origination", "2026-01-31", 'Li "Wei"'), Transaction("modification", "2026-02-01T08:00:00"))
    assert (entry.zh.context, entry.en.context) == ("我在昆山。", "I am in Kunshan.")
    assert as_toml([entry]) == text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("2026-01-31", "31.1.2026", "`date` is '31.1.2026'; write it as"),
        ("2026-01-31", "2026-13-31", "`date` is '2026-13-31'"),
        ("origination", "creation", "`kind` is 'creation'; it must be one of origination, modification"),
        ("by =", "who =", "unknown field 'who' in history"),
        (HISTORY, 'history = "today"', "`history` must be a list of tables"),
        (HISTORY, 'history = ["today"]', "`history` must be a table"),
    ],
)
def test_a_wrong_history_is_named(tmp_path, old, new, message):
    """Dates are those of XML, kinds those of TBX."""
    path = tmp_path / "own.toml"
    path.write_text(f'[[concept]]\nid = "a"\n{HISTORY}\n[concept.zh]\npreferred = "甲"\n[concept.en]\npreferred = "A"\n'.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GlossaryError, match=message):
        load_toml(path)
