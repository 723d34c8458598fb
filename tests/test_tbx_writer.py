"""What we write as TBX: right forms for CAT tools in v2, everything in the others, the same bytes every time, and back again."""

from __future__ import annotations

import io
import re
import tracemalloc
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from tbx_files import BOTH, KUN_SHAN, KUNQU, KUNSHAN, NAMES, V2, V2_FULL, V3, V3_PROFILES, again, every_profile, section, written

from glossary import LanguageSection
from glossary.text_file import GlossaryError
from tbx import Dialect, Profile, Style, Version, problems, read_tbx, write
from tbx.id_set import Identifiers, own_name
from tbx.markup import escaped, one_line, text_of


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Kunqu Opera", "Kunqu Opera"), (" Kunqu", "Kunqu"), ("Kunqu ", "Kunqu"), ("Kunqu  Opera", "Kunqu Opera"), ("Opera\tof\r\nKunshan\n", "Opera of Kunshan"),
        ("no\u00a0 break", "no\u00a0 break"), ("\u3000昆曲", "\u3000昆曲"), ("", ""), ("  ", ""), ("a < b", "a < b"), (">", ">"), ("R&D &amp;", "R&D &amp;"),
    ],
)  # fmt: skip
def test_a_text_on_one_line(text: str, line: str) -> None:
    """As it is written and as it is read, for each of which speed has its own lines: blanks at the ends too, other spaces never."""
    assert one_line(text) == line
    assert escaped(text) == line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    node = etree.Element("term")
    node.text = text
    assert text_of(node) == line
    node.append(etree.Comment("inside"))
    assert text_of(node) == line


def test_v2_holds_right_forms_only():
    """A deprecated form in the file for CAT tools would be offered to the translator."""
    text = written(V2)
    assert re.findall("<term>(.*?)</term>", text) == ["昆山", "Kunshan", "昆曲", "Kunqu Opera", "Kunqu"]
    assert "<note>pinyin: Kūnshān</note>" in text
    assert '<termEntry id="kunshan">' in text
    assert "xmlns" not in text
    assert "termNote" not in text
    assert "DOCTYPE" not in text


@pytest.mark.parametrize("profile", [V2_FULL, *V3_PROFILES], ids=NAMES[1:])
def test_the_others_hold_every_form_with_its_status_and_reason(profile):
    """The whole termbase says which forms are garbled and why; pinyin is a term in none."""
    text = written(profile)
    assert re.findall("<term>(.*?)</term>", text) == ["昆山", "Kunshan", "Kun Shan", "昆曲", "Kunqu Opera", "Kunqu"]
    assert text.count("deprecatedTerm-admn-sts") == 1
    assert "<note>kind: split</note>" in text
    assert "<note>because: One name, one word.</note>" in text


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile(Version.V3, Dialect.CORE), ["<note>subject: culture</note>", "<note>status: preferredTerm-admn-sts</note>", "<note>origination: 2026-01-31 Li Wei</note>"]),
        (Profile(Version.V3, Dialect.MIN), ['<descrip type="subjectField">culture</descrip>', "<note>definition: Opera of Kunshan.</note>", "<note>related: kunshan</note>"]),
        (Profile(Version.V3, Dialect.MIN, Style.DCT), ["<min:partOfSpeech>noun</min:partOfSpeech>", "<note>context: We heard Kunqu Opera.</note>"]),
        (
            Profile(Version.V3, Dialect.BASIC),
            [
                '<descripGrp>\n  <descrip type="definition">Opera of Kunshan.</descrip>\n  <admin type="source">UNESCO list</admin>',
                '<ref type="crossReference" target="kunshan">kunshan</ref>',  # an IDREF must hit
                "<note>related: jingju</note>",  # this one would not
                '<transac type="transactionType">origination</transac>\n  <date>2026-01-31</date>\n  <transacNote type="responsibility">Li Wei</transacNote>',
                '<descrip type="context">We heard Kunqu Opera.</descrip>',
                "<note>pinyin: Kūnqǔ</note>",
            ],
        ),
        (Profile(Version.V3, Dialect.BASIC, Style.DCT), ['<basic:crossReference target="kunshan">kunshan</basic:crossReference>', "<note>related: jingju</note>"]),
        (
            Profile(Version.V3, Dialect.LINGUIST),
            ['<adminGrp>\n    <admin type="reading">Kūnqǔ</admin>\n    <adminNote type="readingNote">Hanyu Pinyin</adminNote>'],
        ),
        (Profile(Version.V3, Dialect.LINGUIST, Style.DCT), ["<linguist:reading>Kūnqǔ</linguist:reading>"]),
        (V2_FULL, ['<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>', '<transac type="transactionType">modification</transac>']),
    ],
    ids=lambda value: "-".join((value.version, value.dialect, value.style)) if isinstance(value, Profile) else "",
)
def test_each_dialect_says_what_it_can_where_the_standard_wants_it(profile, expected):
    """And the rest in notes, so that no dialect loses anything."""
    text = written(profile)
    assert [part for part in expected if part not in text] == []


def test_a_reference_ahead_is_one_whichever_way_the_entries_come():
    """Only at the end is it known which ids a file holds; the entries may be an iterator."""
    first, second = KUNSHAN._replace(related=("kunqu", "wuxi")), KUNQU._replace(related=())
    text = written(V3, iter((first, second)))
    assert '<ref type="crossReference" target="kunqu">kunqu</ref>' in text
    assert "<note>related: wuxi</note>" in text
    assert text == written(V3, (first, second))


@every_profile
def test_a_right_term_has_no_action(profile: Profile) -> None:
    """What is done with a garbled form is said of garbled forms alone."""
    out = io.BytesIO()
    write([KUNQU], out, profile)
    assert b"action:" not in out.getvalue()


@every_profile
def test_the_same_entries_give_the_same_bytes(profile, tmp_path):
    """Nothing depends on the clock, and a path gets what a stream gets."""
    path = tmp_path / "out.tbx"
    assert write(BOTH, path, profile) == 2
    assert path.read_text("utf-8") == written(profile) == written(profile, iter(BOTH))
    assert list(tmp_path.iterdir()) == [path]
    assert "<p>2026-01-31</p>" in written(replace(profile, date=date(2026, 1, 31)))
    assert "<p>2026" not in written(profile)


@pytest.mark.parametrize("profile", [V2, V3], ids=["v2", "v3"])
@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ((), "there is no concept to write"),
        ((KUNSHAN._replace(definition="a\x01b"),), "concept 'kunshan' holds the character U\\+0001"),
        ((KUNSHAN._replace(definition="a\x0eb"),), "concept 'kunshan' holds the character U\\+000E"),
        ((KUNSHAN._replace(en=section("Kun\ufffeshan")),), "concept 'kunshan' holds the character U\\+FFFE"),
        ((KUNSHAN._replace(en=section("Kun\ud800")),), "holds half a character \\(U\\+D800\\)"),
        ((KUNSHAN._replace(en=section(" \n")),), "one of its English terms is empty"),
        ((KUNSHAN._replace(zh=LanguageSection((KUN_SHAN._replace(text="昆"),))),), "no right Chinese term"),
        ((KUNQU, KUNSHAN._replace(en=LanguageSection(()))), "no right English term|there is no"),
    ],
)
def test_what_cannot_be_written_leaves_the_old_file_as_it_was(profile, entries, message, tmp_path):
    """Also when the bad entry is not the first."""
    path = tmp_path / "out.tbx"
    path.write_text("old")
    if profile is V2 and len(entries) == 2:
        entries = (entries[0], KUNSHAN._replace(zh=LanguageSection(())))
        message = "no right Chinese term"
    with pytest.raises(GlossaryError, match=message):
        write(entries, path, profile)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("profile", [V2, V3])
def test_a_link_stays_a_link(profile, tmp_path):
    """What it points at is replaced, in its own folder and with the rights it had; a link to nothing yet makes the file."""
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "real.tbx", tmp_path / "out.tbx"
    link.symlink_to("shared/real.tbx")
    write(BOTH, link, profile)
    real.chmod(0o640)
    write([KUNSHAN], link, profile)
    assert link.is_symlink()
    assert [each.id for each in read_tbx(real)] == ["kunshan"]
    assert real.stat().st_mode & 0o777 == 0o640
    assert list(real.parent.iterdir()) == [real]


def test_only_forbidden_english_has_no_place_among_right_forms():
    """Weblate's entries of one bad form: named, and written where every form is."""
    bad = KUNSHAN._replace(id="bad", en=LanguageSection((KUN_SHAN,)))
    told: list[str] = []
    file = io.BytesIO()
    assert write((bad, KUNQU), file, V2, told.append) == 1
    assert told == ["concept 'bad': every English term is forbidden, and a v2 file holds right forms only; left out"]
    assert again(written(V3, (bad, KUNQU)), V3) == written(V3, (bad, KUNQU))


@pytest.mark.parametrize("tag", ["zh_CN", "en", ""])
def test_a_language_tag_must_be_a_chinese_one(tag):
    """zh_CN is how Java spells it, and it is invalid."""
    with pytest.raises(GlossaryError, match="zh-CN"):
        written(Profile(language_tag=tag))


def test_taiwan_has_its_own_characters_and_words():
    """软件 is 軟體 there; two terms that become one stand once, and what is traditional already stays."""
    software = KUNSHAN._replace(zh=section("软件", "軟體", "咸陽", "咸阳")._replace(context="软件。"), related=())
    text = written(Profile(Version.V3, language_tag="zh-TW"), (software,))
    assert re.findall("<term>(.*?)</term>", text)[:2] == ["軟體", "咸陽"]
    assert '<langSec xml:lang="zh-TW">' in text
    assert '<descrip type="context">軟體。</descrip>' in text
    text = written(V3, (software,))
    assert re.findall("<term>(.*?)</term>", text)[:2] == ["软件", "咸阳"]
    assert "<descrip type=\"context\">软件。</descrip>" in text


def test_a_name_that_keeps_an_old_character_is_not_simplified():
    """乾县 is written so on the mainland; only a text that is traditional throughout is converted."""
    assert "<term>乾县</term>" in written(V3, (KUNSHAN._replace(zh=section("乾县")),))


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
    entries = [KUNSHAN._replace(id=identifier) for identifier in ids]
    text = written(V3, entries)
    assert re.findall('<conceptEntry id="(.*?)">', text) == expected
    path = tmp_path / "out.tbx"
    path.write_text(text, "utf-8")
    assert problems(path) == []


def test_ids_are_told_apart_in_any_number():
    """The set grows as it must and forgets none."""
    taken = Identifiers()
    names = [f"c{number}" for number in range(5000)]
    assert all(taken.add(name) for name in names)
    assert all(name in taken for name in names)
    assert not any(taken.add(name) for name in names)
    assert "d1" not in taken
    assert own_name("c7", taken) == "c7-2"


def test_a_long_termbase_is_written_in_little_memory(tmp_path):
    """Python's own memory for 4,000 concepts that refer to each other stays what it is for a few."""

    def many():
        for number in range(4_000):
            yield KUNQU._replace(id=f"c{number}", related=(f"c{number + 1}", "none"))

    path = tmp_path / "out.tbx"
    tracemalloc.start()
    count = write(many(), path, V3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4_000
    assert path.stat().st_size > 4 << 20
    assert peak < 2 << 20
    text = path.read_text("utf-8")
    assert text.count('<ref type="crossReference"') == 3_999
    assert text.count("<note>related: none</note>") == 4_000
