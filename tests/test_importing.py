"""A glossary of others taken into one's own TOML file: every byte that need not change stays, comments included."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from samples import ALL, HOUSE, KUNQU, KUNSHAN, entries, entry, right

from glossary import LanguageSection, Status, Term, Transaction
from glossary.amend import add_entry
from glossary.load import load_toml
from glossary.text_file import GlossaryError
from glossary.write import as_toml
from tbx import changes
from zhengming import Stop
from zhengming.importing import import_into


def imported(theirs, into: Path, **options) -> list[str]:
    """What the import says."""
    return list(import_into(theirs, "client.tbx", into, **options))


@pytest.fixture
def own(tmp_path):
    """A glossary with a hand of its own."""
    path = tmp_path / "own.toml"
    path.write_text(HOUSE, encoding="utf-8")
    return path


def test_a_reading_that_has_been_checked_is_not_worked_out_anew(tmp_path: Path) -> None:
    """What stands in the user's file outweighs the built-in concept from then on."""
    path = tmp_path / "own.toml"
    imported([entry("c1", "白蛇传", "White Snake"), entry("c2", "千灯路", "Qiandeng Road")], path)
    assert [each.pinyin for each in load_toml(path)] == ["Báishé Zhuàn", "Qiāndēng Lù"]


def test_new_concepts_come_at_the_end_and_nothing_else_changes(own):
    """All bytes before them are the bytes there were."""
    said = imported([KUNQU], own)
    assert said == ["+ 昆曲  Kunqu Opera  (kunqu)", f"client.tbx: 1 added, 0 changed, 0 already there, 0 said otherwise; {own} is written"]
    text = own.read_text("utf-8")
    assert text.startswith(HOUSE)
    assert not changes(load_toml(own)[2], KUNQU._replace(definition="Opera\tof\nKunshan."))


@pytest.mark.parametrize(
    "english",
    [
        '[concept.en]\npreferred = "Kunshan"\n', 'en = { preferred = "Kunshan" }\n', 'en = { preferred = "Kunshan", deprecated = [{ form = "Kun Shan", kind = "split" }] }\n',
        '[concept.en]\npreferred = "Kunshan"\ndeprecated = [\n  { form = "Kun Shan", kind = "split" },  # one\n]\n',
    ],
)  # fmt: skip
def test_garbled_forms_come_in_the_shape_that_the_file_has(tmp_path, english):
    """As tables of their own, or in braces among the others; comments stay."""
    path = tmp_path / "own.toml"
    path.write_text(f'[[concept]]\nid = "kunshan"\nzh = {{ preferred = "昆山" }}\n{english}', encoding="utf-8")
    imported([KUNSHAN], path)
    (entry,) = load_toml(path)
    assert {term.text for term in entry.deprecated} >= {term.text for term in KUNSHAN.deprecated}
    assert ("# one" in path.read_text("utf-8")) is ("# one" in english)


def test_what_cannot_be_amended_is_not_called_broken(tmp_path):
    """A dotted key is good TOML and takes no second one: the file stays, and the sentence says what to do."""
    path = tmp_path / "own.toml"
    path.write_text('[[concept]]\nid = "kunshan"\nzh.preferred = "昆山"\nen.preferred = "Kunshan"\n', encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(GlossaryError, match="could not be amended without loss"):
        imported([KUNSHAN], path)
    assert path.read_bytes() == before


def test_a_concept_that_learns_keeps_its_comments(own):
    """Only its own block changes, in the tables and in the inline table it has."""
    said = imported([KUNSHAN._replace(zh=LanguageSection(right("昆山", "玉峰"), pinyin="Kūnshān"))], own)
    assert said[:-1] == [
        "~ 昆山  zh admitted: + 玉峰", "~ 昆山  zh pinyin: + Kūnshān",
        '~ 昆山  en deprecated: Kun Shan (split, review) → Kun Shan (split, review, one name, one word) | "Quinsan" (romanization, review)',
        "~ 昆山  source: unverified → rule: pinyin name", "~ 昆山  region: + Jiangsu",
    ]  # fmt: skip
    text = own.read_text("utf-8")
    for kept in ("# The house glossary", "# checked by Li", "[[concept]]  # the city\nid = 'kunshan'\n", "# no reading yet", "# two wrong ones"):
        assert kept in text
    assert text.endswith(HOUSE[HOUSE.index('[[concept]]\nid = "suzhou"') :])
    kunshan = load_toml(own)[0]
    assert (kunshan.chinese_forms, kunshan.pinyin, [term.because for term in kunshan.deprecated]) == (("昆山", "玉峰"), "Kūnshān", ["one name, one word", ""])


@pytest.mark.parametrize(
    "behind",
    [
        "\n# ---- Suzhou: agreed with the client on 3 May ----\n[[concept]]\nid = 'suzhou'\nzh.preferred = '苏州'\nen.preferred = 'Suzhou'\n",
        "# Suzhou\n\n  # at once\n[[concept]]\nid = 'suzhou'\nzh.preferred = '苏州'\nen.preferred = 'Suzhou'\n",
        "\n# right as it is\n[[look_alike]]\nform = 'Gui Street'\nbecause = 'a street'\n\n# the end\n",
        "\n[[look_alike]]\nform = 'Gui Street'\nbecause = 'a street'\n[[concept]]\nid = 'suzhou'\nzh.preferred = '苏州'\nen.preferred = 'Suzhou'\n",
        "\n# the end", "\n\n", "",
    ],
    ids=["a concept", "several remarks", "a look-alike", "a look-alike and a concept", "the end", "empty lines", "nothing"],
)  # fmt: skip
def test_a_remark_on_what_follows_stays_with_it(tmp_path, behind):
    """What a concept learns stands before the remark that heads the next table."""
    path = tmp_path / "own.toml"
    head = '[[concept]]\nid = "kunshan"\n[concept.zh]\npreferred = "昆山"\n[concept.en]\npreferred = "Kunshan"  # the city\n'
    path.write_text(head + behind, encoding="utf-8")
    theirs = KUNSHAN._replace(en=KUNSHAN.en._replace(terms=(*KUNSHAN.en.terms, Term("Kunshan City", Status.ADMITTED))))
    imported([theirs], path)
    text = path.read_text("utf-8")
    assert text.endswith(behind)
    assert "Kun Shan" in text.removesuffix(behind)
    path.write_bytes((head + behind).replace("\n", "\r\n").encode())
    imported([theirs], path)
    assert path.read_bytes() == text.replace("\n", "\r\n").encode()


def test_a_look_alike_in_the_midst_of_a_concept(tmp_path):
    """What stands behind it is the concept's all the same."""
    path = tmp_path / "own.toml"
    path.write_text("[[concept]]\nid = 'kunshan'\nzh.preferred = '昆山'\n[[look_alike]]\nform = 'Gui Street'\nbecause = 'a street'\n[concept.en]\npreferred = 'Kunshan'\n", "utf-8")
    imported([KUNSHAN._replace(zh=KUNSHAN.zh._replace(pinyin=""))], path)
    assert len(load_toml(path)[0].deprecated) == 2


def test_a_sentence_is_told_and_kept(own):
    """A concept that learns a sentence in which its term stands has a line for it."""
    theirs = entry("suzhou", "苏州", "Suzhou")
    said = imported([theirs._replace(en=theirs.en._replace(context="They live in Suzhou."))], own)
    assert said[:-1] == ["~ 苏州  en context: + They live in Suzhou."]
    assert load_toml(own)[1].en.context == "They live in Suzhou."


@pytest.mark.parametrize("blank", [" ", "\n", "\u3000", "\u00a0", "\u2028"])
def test_blanks_around_a_text_are_no_loss(own, blank):
    """A client's fields end in an ideographic space; a TOML glossary keeps none."""
    theirs = entry("suzhou", "苏州", "Suzhou", definition=f"A city.{blank}", note=f"old{blank}")
    imported([theirs._replace(en=theirs.en._replace(context=f"{blank}They live in Suzhou."))], own)
    suzhou = load_toml(own)[1]
    assert (suzhou.definition, suzhou.note, suzhou.en.context) == ("A city.", "old", "They live in Suzhou.")


def test_what_is_said_otherwise_stands_beside_as_a_comment(own):
    """The glossary stays; a second import does not say it twice."""
    theirs = [entry("c7", "苏州", "Suchow", region="Anhui")]
    said = imported(theirs, own)
    assert said[:-1] == ["~ 苏州  en admitted: + Suchow", "! 苏州  the preferred English is 'Suzhou' here, 'Suchow' there", "! 苏州  region is 'Jiangsu' here, 'Anhui' there"]
    text = own.read_text("utf-8")
    assert "[[concept]]\n# client.tbx: the preferred English is 'Suzhou' here, 'Suchow' there\n# client.tbx: region is 'Jiangsu' here, 'Anhui' there\nid = \"suzhou\"\n" in text
    assert '"Soochow",  # only in names' in text
    assert load_toml(own)[1].right_forms == ("Suzhou", "Soochow", "Suchow")
    assert imported(theirs, own)[-1] == f"client.tbx: 0 added, 0 changed, 0 already there, 2 said otherwise; {own} stays as it is"
    assert own.read_text("utf-8") == text


def test_a_dry_run_says_the_same_and_writes_nothing(own):
    """Every line but the last."""
    said = imported(ALL, own, dry_run=True)
    assert said[-1].endswith("nothing is written (--dry-run)")
    assert own.read_text("utf-8") == HOUSE
    assert said[:-1] == imported(ALL, own)[:-1]
    missing = own.with_name("new.toml")
    imported(ALL, missing, dry_run=True)
    assert not missing.exists()


def test_a_glossary_that_is_not_there_is_made(tmp_path):
    """Readings are worked out; ids that TOML glossaries cannot have are made fit; Chinese that is wrong is told in the note."""
    path = tmp_path / "new.toml"
    zh = LanguageSection((*right("昆山"), Term("坤山", Status.DEPRECATED, because="a slip")))
    odd = entry("1", "昆山", "Kunshan")._replace(zh=zh, history=(Transaction("origination", "2026-01-31", "Li"),))
    imported([odd, entry("昆曲", "昆曲", "Kunqu Opera")], path)
    assert [(each.id, each.pinyin, each.note) for each in load_toml(path)] == [("c-1", "Kūnshān", "not to be used: 坤山 (a slip)"), ("kunqu-opera", "Kūnqǔ", "")]
    assert load_toml(path)[0].history == odd.history


@pytest.mark.parametrize("text", ["\ufeff" + HOUSE, HOUSE.replace("\n", "\r\n"), HOUSE.rstrip(), "", "# nothing yet\n", "\n\n"])
def test_marks_and_line_ends_stay(tmp_path, text):
    """Byte-order mark, CRLF, no line end at the end, no concept at all."""
    path = tmp_path / "own.toml"
    path.write_bytes(text.encode())
    imported([KUNQU], path)
    after = path.read_bytes().decode()
    assert after.startswith(text)
    assert ("\r\n" in after) == ("\r\n" in text)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in after
    imported([KUNSHAN._replace(region="Jiangsu")], path)
    assert {each.region for each in load_toml(path)} == {"Jiangsu"}
    assert path.read_bytes().decode().startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('concept = [{ id = "a", zh = { preferred = "昆山" }, en = { preferred = "Kunshan" } }]\n', "1 concepts stand under 0 lines"),
        ('[[concept]]\nid = "a"\nnote = """\n[[concept]]\n"""\nzh.preferred = "昆山"\nen.preferred = "Kunshan"\n', "1 concepts stand under 2 lines"),
        ("[[concept]\n", "broken TOML"),
    ],
)
def test_a_glossary_in_another_form_is_left_alone(tmp_path, text, message):
    """One sentence, and the file is what it was."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossaryError, match=message):
        imported([KUNQU], path)
    assert path.read_text("utf-8") == text


def test_only_toml_is_amended(tmp_path):
    """A spreadsheet is edited in its own program."""
    with pytest.raises(Stop, match=r"give a \.toml glossary"):
        imported([KUNQU], tmp_path / "own.csv")


def test_references_follow_their_concepts(tmp_path):
    """Numbers become ids, those of other concepts are numbered on, and what is known already keeps its own."""
    path = tmp_path / "own.toml"
    path.write_text(as_toml([entry("c-1", "无锡", "Wuxi"), entry("kunshan", "昆山", "Kunshan")]), encoding="utf-8")
    imported([entry("1", "苏州", "Suzhou", related=("2", "3")), entry("2", "昆山", "Kunshan"), entry("3", "锦溪", "Jinxi", related=("1",))], path)
    assert {each.id: each.related for each in load_toml(path)} == {"c-1": (), "kunshan": (), "c-1-2": ("kunshan", "c-3"), "c-3": ("c-1-2",)}


def test_a_concept_that_is_there_in_traditional_characters_is_not_added(own):
    """錦溪 came with an import from Taiwan; `glossary add 锦溪` writes simplified characters."""
    imported([entry("jinxi", "錦溪", "Jinxi")], own)
    with pytest.raises(GlossaryError, match="锦溪 stands there already as 'Jinxi'"):
        add_entry(own, entry("jinxi-town", "锦溪", "Jinxi Town"))


@settings(max_examples=20)
@given(entries(), entries())
def test_what_is_imported_is_what_is_read(tmp_path_factory, ours, theirs):
    """The text says what the joining says, whatever the terms hold."""
    path = tmp_path_factory.mktemp("import") / "own.toml"
    path.write_text(as_toml(ours), encoding="utf-8")
    imported(theirs, path)
    known = {form for each in load_toml(path) for form in each.chinese_forms}
    assert known >= {form for each in (*ours, *theirs) for form in each.chinese_forms}
    before = path.read_bytes()
    imported(theirs, path)
    assert path.read_bytes() == before


def test_thousands_of_concepts_in_little_time(tmp_path, builtin):
    """3,000 concepts into a glossary with a comment for each of its own; time grows with the number."""
    builtin = builtin[:3000]
    path = tmp_path / "own.toml"
    path.write_text(as_toml(builtin[:400]).replace("[[concept]]", "# mine\n[[concept]]"), encoding="utf-8")
    more = [each._replace(en=each.en._replace(terms=(*each.en.terms, Term("Quite new", Status.ADMITTED)))) for each in builtin]
    started = time.perf_counter()
    said = imported(more, path)
    assert time.perf_counter() - started < 60  # 1.5 s where this was written
    assert said[-1].startswith(f"client.tbx: {len(builtin) - 400} added, 400 changed, 0 already there")
    assert path.read_text("utf-8").count("# mine\n") == 400
