"""What we write as TBX: right forms for CAT tools in v2, everything in v3, the same bytes every time."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.entry import PARTS_OF_SPEECH, SUBJECTS
from glossary.load import GlossaryError
from tbx import problems, read_tbx
from tbx.writer import write_v2, write_v3


def section(*right: str, pinyin: str = "", garbled: tuple[Term, ...] = ()) -> LanguageSection:
    """A section of right forms, the first preferred, then garbled ones."""
    terms = tuple(Term(text, Status.ADMITTED if n else Status.PREFERRED) for n, text in enumerate(right))
    return LanguageSection((*terms, *garbled), pinyin=pinyin)


KUN_SHAN = Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT, Action.AUTO, "One name, one word.", "", ("001.txt",))
KUNSHAN = ConceptEntry("kunshan", "place", section("昆山", pinyin="Kūnshān"), section("Kunshan", garbled=(KUN_SHAN,)), source="rule: pinyin name", region="Jiangsu")
KUNQU = ConceptEntry(
    "kunqu", "culture", section("昆曲", pinyin="Kūnqǔ"), section("Kunqu Opera", "Kunqu"), source="UNESCO list", definition="Opera of Kunshan.", related=("kunshan", "jingju"),
)  # fmt: skip
BOTH = (KUNSHAN, KUNQU)


def written(write, entries=BOTH, **options) -> str:
    """The file as text."""
    file = io.BytesIO()
    write(entries, file, **options)
    return file.getvalue().decode()


def test_v2_holds_right_forms_only():
    """A deprecated form in the file for CAT tools would be offered to the translator."""
    text = written(write_v2)
    assert re.findall("<term>(.*?)</term>", text) == ["昆山", "Kunshan", "昆曲", "Kunqu Opera", "Kunqu"]
    assert "<note>pinyin: Kūnshān</note>" in text
    assert '<termEntry id="kunshan">' in text
    assert "xmlns" not in text
    assert "termNote" not in text
    assert "DOCTYPE" not in text


def test_v3_holds_every_form_with_its_status_and_reason():
    """The whole termbase says which forms are garbled and why."""
    text = written(write_v3)
    assert re.findall("<term>(.*?)</term>", text) == ["昆山", "Kunshan", "Kun Shan", "昆曲", "Kunqu Opera", "Kunqu"]
    assert text.count("deprecatedTerm-admn-sts") == 1
    assert "<note>kind: split</note>" in text
    assert "<note>because: One name, one word.</note>" in text
    assert '<ref type="crossReference" target="kunshan">kunshan</ref>' in text  # an IDREF must hit
    assert "<note>related: jingju</note>" in text  # this one would not
    assert text.count("xmlns") == 1


@pytest.mark.parametrize("write", [write_v2, write_v3])
def test_the_same_entries_give_the_same_bytes(write, tmp_path):
    """Nothing depends on the clock, and a path gets what a stream gets."""
    path = tmp_path / "out.tbx"
    write(BOTH, path)
    assert path.read_text("utf-8") == written(write) == written(write, iter(BOTH))
    assert "2026" not in written(write)
    assert "<p>2026-01-31</p>" in written(write, date=date(2026, 1, 31))


@pytest.mark.parametrize("write", [write_v2, write_v3])
@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ((), "there is no concept to write"),
        ((replace(KUNSHAN, definition="a\x01b"),), "concept 'kunshan': the definition holds the character U\\+0001"),
        ((replace(KUNSHAN, en=section("Kun\ufffeshan")),), "the English term .* holds the character U\\+FFFE"),
        ((replace(KUNSHAN, en=section("Kun\ud800")),), "holds the character U\\+D800"),
        ((replace(KUNSHAN, en=section(" \n")),), "one of its English terms is empty"),
        ((replace(KUNSHAN, en=LanguageSection((KUN_SHAN,))),), "no right English term"),
    ],
)
def test_what_cannot_be_written_is_refused_before_a_byte_is(write, entries, message, tmp_path):
    """An old file stays whole."""
    path = tmp_path / "out.tbx"
    path.write_text("old")
    with pytest.raises(GlossaryError, match=message):
        write(entries, path)
    assert path.read_text() == "old"


@pytest.mark.parametrize("tag", ["zh_CN", "en", ""])
def test_a_language_tag_must_be_a_chinese_one(tag):
    """zh_CN is how Java spells it, and it is invalid."""
    with pytest.raises(GlossaryError, match="zh-CN"):
        written(write_v2, language_tag=tag)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("1", "a b", "昆山", "x"), ["c1", "a_b", "昆山", "x"]),
        (("a", "a", "a-2"), ["a", "a-2", "a-2-2"]),
        (("", "<&>"), ["c", "___"]),
    ],
)
def test_ids_are_xml_ids_and_come_once(ids, expected, tmp_path):
    """Whatever a user's file called its concepts."""
    entries = [replace(KUNSHAN, id=identifier) for identifier in ids]
    text = written(write_v3, entries)
    assert re.findall('<conceptEntry id="(.*?)">', text) == expected
    path = tmp_path / "out.tbx"
    path.write_text(text, "utf-8")
    assert problems(path) == []


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12).map(lambda text: " ".join(text.split(" ")).strip()).filter(
    lambda text: bool(text) and "  " not in text
)
MAYBE = st.just("") | TEXT | st.sampled_from(["region: Jiangsu", "note: note", "pinyin: x", "a & <b> ]]>", "source: "]).map(str.strip)
GARBLED = st.builds(
    Term, TEXT, st.just(Status.DEPRECATED), st.sampled_from(Kind), st.sampled_from(Action), MAYBE, MAYBE, st.lists(TEXT, max_size=2).map(tuple)
)  # fmt: skip


@st.composite
def sections(draw, garbled):
    """A language section whose texts come once."""
    texts = draw(st.lists(TEXT, min_size=1, max_size=3, unique=True))
    bad = draw(st.lists(GARBLED.filter(lambda term: term.text not in texts), max_size=2, unique_by=lambda term: term.text)) if garbled else []
    return replace(section(*texts, pinyin=draw(MAYBE), garbled=tuple(bad)), gloss=draw(MAYBE), part_of_speech=draw(st.sampled_from(PARTS_OF_SPEECH)))


ENTRIES = st.builds(
    ConceptEntry, st.from_regex(r"[A-Za-z][A-Za-z0-9._-]{0,5}", fullmatch=True), st.sampled_from(SUBJECTS), sections(False), sections(True), TEXT, MAYBE, MAYBE, MAYBE,
    st.booleans(), st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.lists(TEXT, max_size=2).map(tuple),
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda entry: entry.id))
def test_what_v3_says_is_read_back_whole(tmp_path_factory, entries):
    """Every field of every concept but the name of the file it came from; and the file keeps the rules."""
    path = tmp_path_factory.mktemp("v3") / "all.tbx"
    write_v3(entries, path)
    assert [replace(entry, origin="") for entry in read_tbx(path)] == entries
    assert problems(path) == []


@settings(max_examples=50, deadline=None)
@given(st.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda entry: entry.id))
def test_what_v2_says_is_read_back(tmp_path_factory, entries):
    """Right terms, pinyin, definition, source and subject come back; the rest is not in the file."""
    path = tmp_path_factory.mktemp("v2") / "right.tbx"
    write_v2(entries, path)
    back = read_tbx(path)
    assert [(e.id, e.chinese_forms, e.right_forms, e.zh.pinyin, e.definition, e.source, e.subject) for e in back] == [
        (e.id, e.chinese_forms, e.right_forms, e.zh.pinyin, e.definition, e.source, e.subject) for e in entries
    ]
    assert all(not entry.deprecated for entry in back)
    assert problems(path) == []


@pytest.mark.skipif("ZHENGMING_TBX_RNG" not in os.environ, reason="ZHENGMING_TBX_RNG names no folder with the official TBXcoreStructV03.rng")
@pytest.mark.parametrize("entries", [BOTH, [replace(KUNSHAN, id="1"), replace(KUNSHAN, id="1", coordinates=(31.4, 120.9), well_known=True, note="note: x")]])
def test_v3_is_valid_by_the_official_schema(entries, tmp_path):
    """The core structure as its editors publish it; the schema itself is not ours to ship."""
    schema = next(Path(os.environ["ZHENGMING_TBX_RNG"]).rglob("TBXcoreStructV03.rng"))
    path = tmp_path / "out.tbx"
    write_v3(entries, path, title="A & B", date=date(2026, 1, 31))
    assert problems(path, rng=schema) == []
    path.write_text(path.read_text("utf-8").replace("<term>昆山</term>", "", 1), "utf-8")
    assert len(problems(path, rng=schema)) > len(problems(path)) > 0
