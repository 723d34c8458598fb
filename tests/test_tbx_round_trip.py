"""Whatever a termbase holds, written as TBX and read again: to the byte, and field for field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tbx_files import NAMES, V2, V2_FULL, V3_PROFILES, again, every_profile, section, written

from glossary import Action, ConceptEntry, Kind, Status, Term, Transaction
from glossary.entry import PARTS_OF_SPEECH, SUBJECTS
from glossary.hanzi import mainland
from tbx import iter_tbx, problems, read_tbx, write

TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=12).map(lambda text: " ".join(text.split(" ")).strip()).filter(
    lambda text: bool(text.strip()) and "  " not in text and mainland(text) == text
)

MAYBE = st.just("") | TEXT | st.sampled_from(["region: Jiangsu", "note: note", "pinyin: x", "a & <b> ]]>", "source: "]).map(str.strip)

GARBLED = st.builds(
    Term, TEXT, st.just(Status.DEPRECATED), st.sampled_from(Kind), st.sampled_from(Action), MAYBE, MAYBE, st.lists(TEXT, max_size=2).map(tuple)
)  # fmt: skip

HISTORY = st.builds(Transaction, st.sampled_from(["origination", "modification"]), st.dates().map(lambda day: day.isoformat()), MAYBE)


@st.composite
def sections(draw, garbled):
    """A language section whose texts come once."""
    texts = draw(st.lists(TEXT, min_size=1, max_size=3, unique=True))
    bad = draw(st.lists(GARBLED.filter(lambda term: term.text not in texts), max_size=2, unique_by=lambda term: term.text)) if garbled else []
    made = section(*texts, pinyin=draw(MAYBE), garbled=tuple(bad))
    return made._replace(gloss=draw(MAYBE), part_of_speech=draw(st.sampled_from(PARTS_OF_SPEECH)), context=draw(MAYBE))


ENTRIES = st.builds(
    ConceptEntry, st.from_regex(r"[A-Za-z][A-Za-z0-9._-]{0,5}", fullmatch=True), st.sampled_from(SUBJECTS), sections(False), sections(True), TEXT, MAYBE, MAYBE, MAYBE,
    st.booleans(), st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.lists(TEXT, max_size=2).map(tuple), st.just(""), st.lists(HISTORY, max_size=2).map(tuple),
)  # fmt: skip

TERMBASES = st.lists(ENTRIES, min_size=1, max_size=3, unique_by=lambda entry: entry.id)


@every_profile
@settings(max_examples=15, deadline=None)
@given(TERMBASES, st.sampled_from(["zh-CN", "zh-TW"]))
def test_what_is_written_is_read_and_written_again_to_the_byte(profile, entries, tag):
    """Every version, dialect and style, whatever the termbase holds."""
    profile = replace(profile, language_tag=tag)
    text = written(profile, entries)
    assert again(text, profile) == text


@pytest.mark.parametrize("profile", [V2_FULL, *V3_PROFILES], ids=NAMES[1:])
@settings(max_examples=12, deadline=None)
@given(TERMBASES)
def test_what_they_say_is_read_back_whole(tmp_path_factory, profile, entries):
    """Every field of every concept; and the file keeps the rules."""
    path = tmp_path_factory.mktemp("v3") / "all.tbx"
    write(entries, path, profile)
    lost: list[str] = []
    assert sorted(iter_tbx(path, lost.append), key=lambda entry: entry.id) == sorted(entries, key=lambda entry: entry.id)
    assert lost == []
    assert [entry._replace(origin="") for entry in read_tbx(path)] == list(iter_tbx(path))
    assert problems(path) == []


@settings(max_examples=30, deadline=None)
@given(TERMBASES)
def test_what_v2_says_is_read_back(tmp_path_factory, entries):
    """Right terms, pinyin, context, definition, source and subject come back; the rest is not in the file."""
    path = tmp_path_factory.mktemp("v2") / "right.tbx"
    write(entries, path, V2)

    def said(e: ConceptEntry) -> tuple[object, ...]:
        return e.id, e.chinese_forms, e.right_forms, e.zh.pinyin, e.zh.context, e.en.context, e.definition, e.source, e.subject

    back = read_tbx(path)
    assert [said(entry) for entry in back] == [said(entry) for entry in entries]
    assert all(not entry.deprecated for entry in back)
    assert problems(path) == []
