"""zhengming glossary verify, show, add: what they print, write and refuse; glossaries as TOML."""

from __future__ import annotations

from pathlib import Path

import pytest
from running import within
from samples import entry as concept

from glossary.entry import Transaction
from glossary.load import NOT_CONCEPTS, data_files, load_toml
from glossary.text_file import GlossaryError
from glossary.write import as_toml, identifier
from zhengming import Stop

pytestmark = pytest.mark.usefixtures("warm_cache")


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


def test_verify_reads_ones_own_glossary(tmp_path: Path) -> None:
    """What it holds is counted, what can do nothing and what is broken named; of the built-in data nothing is said."""
    path = tmp_path / "own.toml"
    path.write_text('[[look_alike]]\nform = "Jindian Week"\nbecause = "A festival of ours."\n', encoding="utf-8")
    within("glossary", "add", "锦绣周", "Brocade Festival", "--deprecated", "Jinxiu Week", "--to", str(path))
    code, output = within("glossary", "verify", "--glossary", str(path))
    assert (code, output) == (0, f"{path}: 1 concept, 1 deprecated form, 1 look-alike\n")
    within("glossary", "add", "锦周", "Brocade Week", "--deprecated", "Jindian Week", "--to", str(path))
    code, output = within("glossary", "verify", "--glossary", str(path))
    assert (code, "'Jindian Week' is a look-alike, which is left alone" in output) == (1, True)
    path.write_text("[[concept]\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="broken TOML"):
        within("glossary", "verify", "--glossary", str(path))


def test_the_audit_knows_ones_own_look_alikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that the user calls right fires no more."""
    monkeypatch.setattr("glossary.load.load_builtin", lambda: ())
    monkeypatch.setattr("normalize.audit.clean_english", lambda: ("We went to see the Brocade Weeks of Kunshan.",))
    path = tmp_path / "own.toml"
    within("glossary", "add", "锦绣周", "Brocade Festival", "--deprecated", "Brocade Weeks", "--to", str(path))
    assert "audit: 1 concept fires" in within("glossary", "verify", "--audit", "--glossary", str(path))[1]
    with path.open("a", encoding="utf-8") as file:
        file.write('[[look_alike]]\nform = "Brocade Weeks"\nbecause = "A festival of ours."\n')
    assert "audit: 0 concepts fire" in within("glossary", "verify", "--audit", "--glossary", str(path))[1]


@pytest.mark.parametrize("name", ["jin-dian-zhou", "锦淀周", "錦淀周", "“锦淀周”"])
def test_show(name: str) -> None:
    """By id, by simplified and by traditional Chinese."""
    code, output = within("glossary", "show", name)
    assert code == 0
    assert "Jǐn-Diàn-Zhōu" in output
    assert "Jindian Week" in output


def test_show_what_is_not_there() -> None:
    """One sentence that says what to try."""
    with pytest.raises(Stop, match="zhengming lookup"):
        within("glossary", "show", "no-such-entry")


def test_show_is_the_entry_in_full(tmp_path: Path) -> None:
    """Every field that a glossary has."""
    path = tmp_path / "own.toml"
    path.write_text(
        '[[concept]]\nid = "meet"\nsubject = "politics"\nwell_known = true\ncoordinates = [31.2, 120.9]\nrelated = ["kunshan"]\n'
        'history = [{ kind = "origination", date = "2026-01-31", by = "Ann" }]\n[concept.zh]\npreferred = "开会"\ncontext = "他们开会。"\n'
        '[concept.en]\npreferred = "meet"\npart_of_speech = "verb"\ncontext = "They meet."\n[[concept.en.deprecated]]\nform = "open meeting"\nseen = ["a.txt"]\n',
        encoding="utf-8",
    )
    _, output = within("glossary", "show", "meet", "--glossary", str(path), "--no-builtin")
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
