"""The termbase: found by form, merged with a user's entries, loaded with errors that name the place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from samples import entry as sample

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Termbase, folded, merged
from glossary.csv_table import load_csv
from glossary.load import load_builtin, load_glossary, load_look_alikes, load_toml
from glossary.pinyin import syllables
from glossary.tables import SideTables, load_tables
from glossary.text_file import GlossaryError
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase, variants_of

ENTRY = """
[[concept]]
id = "jin-dian-zhou"
subject = "place"
[concept.zh]
preferred = "锦淀周"
pinyin = "Jǐn-Diàn-Zhōu"
[concept.en]
preferred = "Jin-Dian-Zhou"
admitted = ["JDZ area"]
[[concept.en.deprecated]]
form = "Jindian Week"
kind = "char-gloss"
action = "auto"
because = "周 is Zhouzhuang here."
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


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
        ('preferred = "锦淀周"', "", "`preferred` must be a text and is missing"),
        ('preferred = "锦淀周"', "preferred = 3", "`preferred` must be a text$"),
        ('subject = "place"', 'subject = "planet"', "`subject` is 'planet'; it must be one of place"),
        ('subject = "place"', 'topic = "place"', "unknown field 'topic' in concept"),
        ('kind = "char-gloss"', 'kind = "garbled"', "`kind` is 'garbled'"),
        ('action = "auto"', 'action = "always"', "`action` is 'always'"),
        ('admitted = ["JDZ area"]', 'admitted = "JDZ area"', "`admitted` must be a list of texts"),
        ('form = "Jindian Week"', 'form = ""', "`form` must be a text"),
        ('subject = "place"', "coordinates = [31.0]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', "coordinates = [90.1, 30.0]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', "coordinates = [31.0, -180.1]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', "coordinates = [nan, true]", "must be \\[latitude, longitude\\]"),
        ('subject = "place"', 'well_known = "no"', "`well_known` is 'no'; it must be true or false"),
        ("[[concept.en.deprecated]]", "deprecated = 5\n[concept.history]", "`deprecated` must be a list of tables"),
        ('subject = "place"', 'subject = "place', "broken TOML: .*line 4"),
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
    assert [warning.split(": ", 1)[1] for warning in warnings] == ["concept 'jin-dian-zhou': the reading 'Sūzhōu' is unusual for 锦淀周; it is kept"]


def test_csv_is_forgiving(tmp_path: Path) -> None:
    """Quote marks and brackets around a cell fall away, an empty reading stays empty until the glossaries are joined, doubts are warnings."""
    path = write(
        tmp_path, "own.csv",
        "\ufeffzh, en ,en_admitted,en_deprecated,pinyin,subject\n"
        "“锦淀周”,「Jin-Dian-Zhou」,JDZ area | Jin-Dian-Zhou,Jindian Week|“Jin Dian Week”,,\n"
        "《昆曲》,Kunqu Opera…,,,Kūnqǔ,heritage\n"
        "昆山,Kunshan,,,Sūzhōu,planet\n"
        "昆山,Kunshan again,,,,\n"
        "苏州,,,,,\n"
        ",,,,,\n",
    )  # fmt: skip
    entries, warnings = load_csv(path)
    assert [(e.chinese, e.right_forms, e.pinyin, e.subject) for e in entries] == [
        ("锦淀周", ("Jin-Dian-Zhou", "JDZ area"), "", "place"),
        ("昆曲", ("Kunqu Opera",), "Kūnqǔ", "heritage"),
        ("昆山", ("Kunshan", "Kunshan again"), "Sūzhōu", "place"),
    ]
    assert [term.text for term in entries[0].deprecated] == ["Jindian Week", "Jin Dian Week"]
    assert [warning.split(": ", 1)[1].split(",")[0] for warning in warnings] == [
        "line 4: the reading 'Sūzhōu' is unusual for 昆山; it is kept",
        "line 6: left out",
        "line 4: subject 'planet' is not known; it is taken as a name if the English is capitalized",
        "line 5: its Chinese stands in an earlier line too; the two are one concept",
    ]


@pytest.mark.parametrize(
    ("cell", "bare"),
    [
        ("“Little Giant” enterprises", "“Little Giant” enterprises"), ("“小巨人”企业", "“小巨人”企业"), ("Foo Co., Ltd.", "Foo Co., Ltd."), ("U.S.", "U.S."),
        ("“Made in China” and “Open to All”", "“Made in China” and “Open to All”"), ("workers' homes", "workers' homes"), ("Shanghai (City)", "Shanghai"),
        ("“Kunshan”", "Kunshan"), ("‘Xi’an’", "Xi’an"), ("【“昆山”】", "昆山"), ("…“Kunqu Opera…”...", "Kunqu Opera"),
        ("Jin-Dian-Zhou\n(three towns)", "Jin-Dian-Zhou"),
        ("“”", ""), ("”", "”"),
    ],
)  # fmt: skip
def test_what_belongs_to_a_cell(tmp_path: Path, cell: str, bare: str) -> None:
    """Marks go where they enclose the whole, and nothing that the words need."""
    path = tmp_path / "own.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["zh", "en", "en_admitted"], ["昆山", "English", cell]])
    (entry,), _ = load_csv(path)
    assert entry.right_forms[1:] == ((bare,) if bare else ())


def test_a_cell_too_many_is_named(tmp_path: Path) -> None:
    """A comma in a name that stands without quote marks cuts it."""
    _, warnings = load_csv(write(tmp_path, "own.csv", "zh,en\n富士康,Foo Co., Ltd.\n昆山,Kunshan,,\n"))
    assert [warning.split(": ", 1)[1] for warning in warnings] == ["line 2: Ltd. stands behind the last column and is left out; put quote marks around a cell with a separator"]


def test_a_very_long_cell(tmp_path: Path) -> None:
    """A text that stands where a term should is read like any other."""
    entries, _ = load_csv(write(tmp_path, "own.csv", f"zh,en,pinyin\n{'昆' * 1200},Kun,\n{'山' * 1200},Shan,{'shān' * 1200}\n"))
    assert [len(entry.chinese) for entry in entries] == [1200, 1200]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("own.csv", "chinese,english\n昆山,Kunshan\n", "line 1: the header must name the columns zh and en"),
        ("own.csv", "", "line 1: the header must name the columns zh and en"),
        ("own.csv", 'zh,en\n昆山,"Kun"shan\n', "line 2: broken CSV"),
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


def test_the_users_entry_comes_first(tmp_path: Path) -> None:
    """Its English is preferred, the built-in preferred form stays admitted, the garbled forms stay known; what is merely admitted there goes."""
    theirs = load_toml(write(tmp_path, "built.toml", ENTRY))
    mine, _ = load_csv(write(tmp_path, "own.csv", "zh,en,en_deprecated\n锦淀周,Three Water Towns,JDZ area\n"))
    base = merged(mine, theirs)
    (entry,) = base
    assert entry.right_forms == ("Three Water Towns", "Jin-Dian-Zhou")
    assert {term.text for term in entry.deprecated} == {"Jindian Week", "JDZ area"}
    assert base.by_chinese["锦淀周"] == (entry,)


def concept(identifier: str, zh: str, en: str, *garbled: str, origin: str = "own.toml", **fields) -> ConceptEntry:
    """A concept of a user's file."""
    return sample(identifier, zh, en, wrong=garbled, origin=origin, **fields)


@pytest.mark.parametrize(
    ("mine", "expected"),
    [
        # An id of the termbase for other Chinese; what the user's file relates to it is meant as the file has it.
        ([concept("kunshan", "昆仑小镇", "Kunlun Town"), concept("a", "甲", "A", related=("kunshan",))], ["kunshan-2 昆仑小镇", "a 甲 > kunshan-2", "kunshan 昆山"]),
        ([concept("kunshan", "昆山", "Kunshan City"), concept("kunshan", "昆仑小镇", "Kunlun Town", origin="b.toml")], ["kunshan 昆山", "kunshan-2 昆仑小镇"]),
        ([concept("c1", "甲", "A"), concept("c1", "乙", "B", origin="b.toml"), concept("c1-2", "丙", "C")], ["c1 甲", "c1-3 乙", "c1-2 丙", "kunshan 昆山"]),
        # The same Chinese in two files is one concept, two concepts of one file stay two.
        ([concept("u-7532", "甲", "A", origin="a.csv"), concept("u-7532", "甲", "B", origin="b.csv")], ["u-7532 甲", "kunshan 昆山"]),
        ([concept("flower", "花", "flower"), concept("spend", "花", "spend"), concept("f", "花", "bloom", origin="b.toml")], ["flower 花", "spend 花", "kunshan 昆山"]),
    ],
)  # fmt: skip
def test_no_concept_gets_lost_by_its_id(mine: list[ConceptEntry], expected: list[str]) -> None:
    """Ids that clash are numbered; entries of one Chinese are joined, and the first wins."""
    base = merged(mine, [concept("kunshan", "昆山", "Kunshan", origin="places.toml")])
    assert [" ".join([entry.id, entry.chinese, *(f"> {other}" for other in entry.related)]) for entry in base] == expected
    assert [base.by_id[entry.id] for entry in base] == list(base)
    assert base.own == len([entry for entry in base if entry.origin != "places.toml"])


def test_the_first_of_the_users_entries_speaks_for_the_chinese() -> None:
    """The later one's English is admitted, its garbled forms are known."""
    base = merged([concept("u-1", "小程序", "mini app", origin="a.csv"), concept("u-1", "小程序", "mini program", "small procedure", origin="b.csv")], [])
    (entry,) = base.by_chinese["小程序"]
    assert base.by_id["u-1"] == entry
    assert (entry.right_forms, [term.text for term in entry.deprecated]) == (("mini app", "mini program"), ["small procedure"])


def test_what_the_user_left_open_is_taken_over() -> None:
    """What the user says holds."""
    known = {"region": "Jiangsu", "definition": "a town", "coordinates": (31.0, 120.9), "related": ("kunshan",), "well_known": True}
    said = {"region": "Anhui", "definition": "two towns", "coordinates": (32.0, 121.9), "related": ("suzhou",), "well_known": True}
    for mine, expected in (({}, known), (said, said)):
        (joined,) = merged([concept("u-1", "锦溪", "Jinxi Town", **mine)], [concept("jinxi", "锦溪", "Jinxi", **known)])
        assert {name: getattr(joined, name) for name in known} == expected


@pytest.mark.parametrize(("english", "speech"), [("pay a New Year visit", "verb"), ("New Year visit", "noun")])
def test_a_verb_stays_one_in_a_spreadsheet(english: str, speech: str) -> None:
    """A file that does not say what it is leaves the verb's forms known: worshiped the year."""
    call = concept("pay-a-new-year-call", "拜年", "pay a New Year call", "worship the year", origin="culture.toml", part_of_speech="verb")
    (joined,) = merged([concept("u-1", "拜年", english)], [call])
    assert joined.en.part_of_speech == speech


def test_a_concept_keeps_its_id_in_a_spreadsheet() -> None:
    """Decisions go by it; what somebody chose stays."""
    theirs = [concept("kunqu", "昆曲", "Kunqu Opera", origin="culture.toml", subject="culture"), concept("kunshan", "昆山", "Kunshan", related=("kunqu",))]
    mine = [concept("u-6606-66f2", "昆曲", "Kun Opera", origin="own.csv", subject="place"), concept("my-city", "昆山", "Kunshan City")]
    assert [(entry.id, entry.subject, entry.english) for entry in merged(mine, theirs)] == [("kunqu", "culture", "Kun Opera"), ("my-city", "place", "Kunshan City")]


@pytest.mark.parametrize(
    ("theirs", "mine", "say", "expected"),
    [
        (("close contact", "noun"), ("near contact", "noun"), "close contacts", ("near contacts", "auto")),
        (("close contact", "noun"), ("close contact", "noun"), "close contacts", ("close contacts", "auto")),
        (("Hukun Expressway", "noun"), ("G60", "noun"), "Hukun Expressway interchange", ("G60 interchange", "auto")),
        (("combat crime", "verb"), ("fight crime", "verb"), "combating crime", ("fighting crime", "auto")),
        (("combat crime", "verb"), ("combat gangs", "noun"), "combated crime", ("combated gangs", "auto")),
        (("combat crime", "verb"), ("crackdown on crime", "noun"), "combating crime", ("crackdown on crime", "review")),
        (("petitioning", "noun"), ("complaint", "noun"), "handling of petitions", ("handling of petitions", "auto")),  # other words than the preferred ones
    ],
)
def test_a_garbled_form_is_replaced_by_the_users_english(theirs: tuple[str, str], mine: tuple[str, str], say: str, expected: tuple[str, str]) -> None:
    """Where the built-in one is inflected too, or stands within more words; unasked only where that is sure to fit."""
    built_in = concept("x", "甲", theirs[0], part_of_speech=theirs[1])
    wrong = Term("black sweep", Status.DEPRECATED, Kind.CALQUE, Action.AUTO, say=say)
    built_in = built_in._replace(en=built_in.en._replace(terms=(*built_in.en.terms, wrong)))
    (joined,) = merged([concept("mine", "甲", mine[0], part_of_speech=mine[1])], [built_in])
    assert [(term.say, term.action.value) for term in joined.deprecated] == [expected]


def test_own_entries_are_told_by_their_place() -> None:
    """A file of the user's may be called as one of ours; what is ours stays ours."""
    base = merged([concept("k", "昆仑小镇", "Kunlun Town", origin="people.toml")], [concept("kunshan", "昆山", "Kunshan", origin="people.toml")])
    compiled = Compiled(compile_termbase(base, SideTables({}, {}, {}, {})))
    assert [compiled.is_own(number) for number in range(2)] == [True, False]


def test_found_by_form() -> None:
    """Folded right and garbled forms lead to their entries."""
    base = Termbase(load_builtin())
    assert [entry.id for entry in base.by_right_form[folded("jin dian zhou")]] == ["jin-dian-zhou"]
    assert "jin-dian-zhou" in [entry.id for entry in base.by_deprecated_form[folded("JINDIAN WEEK")]]
    assert not any(entry.deprecated for entry in base.without_deprecated())
    assert [entry.right_forms for entry in base.without_deprecated()] == [entry.right_forms for entry in base]


def test_tables_load() -> None:
    """Senses, abbreviated places, romanizations, look-alikes."""
    tables = load_tables()
    assert "bureau" in tables.senses["局"]
    assert {"Jiangsu", "Suzhou"} <= set(tables.places["苏"])
    assert "Soochow" in tables.romanized["苏州"]
    assert all(tables.look_alikes.values())


@pytest.mark.parametrize(
    ("chinese", "expected"),
    [
        ("錦澱周", "jin-dian-zhou"), ("崑山", "kunshan"), ("乾縣", "qian-county"), ("軟體", "software"), ("昆剧", "kunqu"), ("崑劇", "kunqu"), ("錦溪", None), ("干县", None),
    ],
)  # fmt: skip
def test_a_concept_is_known_in_traditional_characters(chinese: str, expected: str | None) -> None:
    """Also with Taiwan's words, where a name keeps its character and where the built-in concept merely admits the form."""
    theirs = [concept("jin-dian-zhou", "锦淀周", "Jin-Dian-Zhou", "Jindian Week"), concept("kunshan", "昆山", "Kunshan"), concept("qian-county", "乾县", "Qian County")]
    theirs += [concept("software", "软件", "software"), concept("kunqu", "昆曲", "Kunqu")]
    theirs[-1] = theirs[-1]._replace(zh=LanguageSection((*theirs[-1].zh.terms, Term("昆剧", Status.ADMITTED))))
    base = merged([concept("mine", chinese, "My Own")], theirs)
    entry = base.entries[0]
    partner = next((each for each in theirs if each.id == expected), None)
    assert (entry.chinese, entry.english, len(base)) == (chinese, "My Own", 5 if expected else 6)
    if partner is not None:
        assert expected not in base.by_id
        assert set(partner.chinese_forms) <= set(entry.chinese_forms)
        assert (partner.english in entry.right_forms, entry.deprecated) == (True, partner.deprecated)


def test_a_concept_in_traditional_characters_alone_is_read_back_as_in_simplified_ones() -> None:
    """The senses are those of simplified characters; what the user's file says is wrong Chinese stays wrong."""
    (entry,) = merged([concept("jinxi", "錦溪鎮", "Jinxi")._replace(zh=LanguageSection((Term("錦溪鎮", Status.PREFERRED), Term("陳墓鎮", Status.DEPRECATED))))], [])
    assert entry.chinese_forms == ("錦溪鎮", "锦溪镇")
    (entry,) = merged([entry], [concept("x", "锦溪镇", "Jinxi Town")])
    assert entry.chinese_forms == ("錦溪鎮", "锦溪镇")


@pytest.mark.parametrize(
    ("ids", "count"),
    [(("u-9326-6fb1-5468", "u-9526-6dc0-5468"), 1), (("hair", "sending"), 2)],
    ids=["without ids of their own", "under ids of their own"],
)
def test_one_chinese_in_both_kinds_of_characters(ids: tuple[str, str], count: int) -> None:
    """In two files it is one concept; in one file too, unless ids tell them apart."""
    one, other = (concept(identifier, zh, "JDZ") for identifier, zh in zip(ids, ("錦澱周", "锦淀周"), strict=True))
    assert len(merged([one, other], [])) == count
    assert len(merged([one, other._replace(origin="b.toml")], [])) == 1


def test_the_simplified_twin_has_the_reading_that_the_user_gave() -> None:
    """長 is zhǎng in the user's file, whatever the dictionary thinks of 长."""
    (entry,) = merged([concept("zhangle", "長樂溝", "Zhanglegou")._replace(zh=LanguageSection((Term("長樂溝", Status.PREFERRED),), pinyin="Zhǎnglègōu"))], [])
    assert [("".join(each.units), each.syllables) for each in variants_of([entry], syllables)] == [(form, ("zhang", "le", "gou")) for form in ("長樂溝", "长乐沟")]
