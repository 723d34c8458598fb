"""A glossary in TOML: every field where it belongs, or an error that names file, concept and field."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import ENTRY, write

from glossary import Action, Kind, Status
from glossary.load import load_glossary, load_look_alikes, load_toml
from glossary.text_file import GlossaryError


def test_toml_becomes_an_entry(tmp_path: Path) -> None:
    """Every field where it belongs."""
    (entry,) = load_toml(write(tmp_path, "own.toml", ENTRY))
    assert (entry.id, entry.chinese, entry.pinyin, entry.english) == ("jin-dian-zhou", "锦淀周", "Jǐn-Diàn-Zhōu", "Jin-Dian-Zhou")
    assert entry.right_forms == ("Jin-Dian-Zhou", "JDZ area")
    (garbled,) = entry.deprecated
    assert (garbled.text, garbled.status, garbled.kind, garbled.action) == ("Jindian Week", Status.DEPRECATED, Kind.CHAR_GLOSS, Action.AUTO)
    assert entry.origin == "own.toml"
    assert not entry.verified


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "jin-dian-zhou"', 'id = "1st"', "`id` must begin with a letter"),
        ('id = "jin-dian-zhou"', "", "`id` must be a text and is missing"),
        ('preferred = "锦淀周"', "", "line 2: concept 'jin-dian-zhou': `zh.preferred` must be a text and is missing"),
        ('preferred = "锦淀周"', "preferred = 3", "`zh.preferred` must be a text$"),
        ('subject = "place"', 'subject = "planet"', "`subject` is 'planet'; it must be one of place"),
        ('subject = "place"', 'topic = "place"', "unknown field 'topic' in concept"),
        ('kind = "char-gloss"', 'kind = "garbled"', "`kind` is 'garbled'"),
        ('action = "auto"', 'action = "always"', "`action` is 'always'"),
        ('admitted = ["JDZ area"]', 'admitted = "JDZ area"', "`en.admitted` must be a list of texts"),
        ('form = "Jindian Week"', 'form = ""', "`form` must be a text"),
        ('subject = "place"', "coordinates = [31.0]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', "coordinates = [90.1, 30.0]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', "coordinates = [31.0, -180.1]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', "coordinates = [nan, true]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', 'well_known = "no"', "`well_known` is 'no'; it must be true or false"),
        ("[[concept.en.deprecated]]", "deprecated = 5\n[concept.history]", "`en.deprecated` must be a list of tables"),
        ('subject = "place"', 'subject = "place', "broken TOML: .*line 4"),
        (ENTRY, '[[concept]]\nzh = "锦溪"\nen = "Jinxi"\n', 'line 1: `zh` must be a table; write zh = {preferred = "锦溪"}'),
        ("[[concept]]", "[concept]", "write \\[\\[concept\\]\\]"),
        ("[[concept]]", "title = 'x'\n[[concept]]", "unknown table 'title'"),
    ],
)
def test_broken_toml_names_file_entry_and_field(tmp_path: Path, old: str, new: str, says: str) -> None:
    """The message says where and what."""
    path = write(tmp_path, "own.toml", ENTRY.replace(old, new, 1))
    with pytest.raises(GlossaryError, match=f"own.toml: .*{says}"):
        load_toml(path)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('look_alike = "x"', "`look_alike` must be a list of tables"),
        ('[[look_alike]]\nform = "x"\nbecause = "y"\nwhy = "z"', "look_alike 1: unknown field 'why'"),
        ('[[look_alike]]\nform = 5\nbecause = "y"', "look_alike 1: `form` must be a text$"),
        ('[[look_alike]]\nform = "x"', "look_alike 1: `because` must be a text and is missing"),
    ],
)
def test_a_broken_look_alike(tmp_path: Path, row: str, says: str) -> None:
    """The message names the row and the field."""
    with pytest.raises(GlossaryError, match=f"own.toml: {says}"):
        load_look_alikes(write(tmp_path, "own.toml", row))


@pytest.mark.parametrize("place", [(90.0, -180.0), (-90.0, 180.0)])
def test_degrees_reach_to_the_poles(tmp_path: Path, place: tuple[float, float]) -> None:
    """What lies beyond is refused above."""
    (entry,) = load_toml(write(tmp_path, "own.toml", ENTRY.replace('subject = "place"', f"coordinates = {list(place)}")))
    assert entry.coordinates == place


def test_an_unusual_reading_in_toml_is_said(tmp_path: Path) -> None:
    """As of a CSV: it is kept."""
    _, warnings = load_glossary(write(tmp_path, "own.toml", ENTRY.replace("Jǐn-Diàn-Zhōu", "Sūzhōu")))
    assert [warning.split(": ", 1)[1] for warning in warnings] == ["line 2: concept 'jin-dian-zhou': the reading 'Sūzhōu' is unusual for 锦淀周; it is kept"]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("own.csv", "chinese,english\n昆山,Kunshan\n", "line 1: the header must name the columns zh and en"),
        ("own.csv", "", "line 1: the header must name the columns zh and en"),
        ("own.csv", 'zh,en\n昆山,"Kun"shan\n', "line 2: broken CSV"),
        ("own.csv", 'zh,en\n苏州,Suzhou\n"昆山,Kunshan\n上海,Shanghai\n', r"line 3: broken CSV: a quote mark \(\"\) is opened and never closed"),
        ("own.json", "{}", "give a .toml, .csv or .tbx file"),
    ],
)
def test_what_is_no_glossary(tmp_path: Path, name: str, text: str, says: str) -> None:
    """The message says what a glossary looks like."""
    with pytest.raises(GlossaryError, match=says):
        load_glossary(write(tmp_path, name, text))


def test_a_glossary_that_cannot_be_read(tmp_path: Path) -> None:
    """TOML is UTF-8 by its standard; the message says what to do."""
    path = tmp_path / "own.toml"
    path.write_bytes(ENTRY.encode("gb18030"))
    with pytest.raises(GlossaryError, match="save it as UTF-8"):
        load_glossary(path)
    with pytest.raises(GlossaryError, match="cannot be read"):
        load_glossary(tmp_path / "none.toml")


def test_chinese_and_english_exchanged_in_toml_are_said(tmp_path: Path) -> None:
    """As of a CSV."""
    exchanged = ENTRY.replace("锦淀周", "@", 1).replace("Jin-Dian-Zhou", "锦淀周", 1).replace("@", "Jin-Dian-Zhou")
    _, warnings = load_glossary(write(tmp_path, "own.toml", exchanged))
    assert [warning.split(": ", 1)[1] for warning in warnings] == [
        "line 2: concept 'jin-dian-zhou': zh is Jin-Dian-Zhou and en is 锦淀周, so it is never found; exchange the two"
    ]
