"""What TBX makes of concepts that meet: ids that come again, forbidden forms that join their concept, terms that come twice, references."""

from __future__ import annotations

import io
import re

import pytest
from tbx_files import FILE_V2, KUN_SHAN, KUNQU, KUNSHAN, V2, V3, section, status, tig, written

from glossary import LanguageSection, Status, Term
from glossary.text_file import GlossaryError
from tbx import Profile, Version, iter_tbx, read_tbx, write


def concept(identifier: str, zh: str, *english: str) -> str:
    """An entry of a v2 file; English in brackets is forbidden."""
    terms = "".join(tig(term.strip("()"), status("forbidden") if term.startswith("(") else "") for term in english)
    return f'<termEntry id="{identifier}"><langSet xml:lang="zh">{tig(zh)}</langSet><langSet xml:lang="en">{terms}</langSet></termEntry>\n'


@pytest.mark.parametrize(
    ("concepts", "expected", "said"),
    [
        # An id that comes again gets a number that is free.
        ([("1", "昆山", "Kunshan"), ("1", "苏州", "Suzhou"), ("1", "无锡", "Wuxi")], {"1": ["Kunshan"], "1-2": ["Suzhou"], "1-3": ["Wuxi"]}, []),
        ([("1", "昆山", "Kunshan"), ("1-2", "苏州", "Suzhou"), ("1", "无锡", "Wuxi")], {"1": ["Kunshan"], "1-2": ["Suzhou"], "1-3": ["Wuxi"]}, []),
        # Forbidden forms alone go to the first concept of their Chinese, each once, wherever they stand.
        ([("1", "昆山", "(Kun Shan)"), ("2", "昆山", "Kunshan"), ("3", "昆山", "Kunshan City")], {"2": ["Kunshan", "Kun Shan"], "3": ["Kunshan City"]}, []),
        ([("1", "昆山", "Kunshan", "(Kun Shan)"), ("2", "昆山", "(Kun Shan)", "(Quinsan)")], {"1": ["Kunshan", "Kun Shan", "Quinsan"]}, []),
        ([("1", "昆山", "Kunshan"), ("2", "昆山", "(Kunshan)")], {"1": ["Kunshan"]}, []),  # nothing is both right and forbidden
        ([("1", "昆山", "Kunshan"), ("2", "苏州", "(Su Zhou)")], {"1": ["Kunshan"]},
         ["concept '2' (苏州) has only forbidden English, and no other concept has its Chinese; left out"]),
    ],
)  # fmt: skip
def test_concepts_that_meet(tmp_path, concepts, expected, said):
    """Nothing is lost without a word."""
    path, told = tmp_path / "a.tbx", []
    path.write_text(FILE_V2.format(doctype="", xmlns="", body="".join(concept(*each) for each in concepts)), encoding="utf-8")
    assert {entry.id: [term.text for term in entry.en.terms] for entry in read_tbx(path, told.append)} == expected
    assert told == said


@pytest.mark.parametrize(
    ("concepts", "said"),
    [
        ([("a", "昆山", "Kunshan"), ("b", "昆山"), ("c", "苏州")], "in 2 concepts; the first is b (line 2)"),
        ([("a", "昆山"), ("b", "昆山", "Kunshan")], "in 1 concept; the first is a (line 1)"),
    ],
)
def test_what_is_left_out_is_counted(concepts, said):
    """How often, and where first."""
    told: list[str] = []
    list(iter_tbx(io.BytesIO(FILE_V2.format(doctype="", xmlns="", body="".join(concept(*each) for each in concepts)).encode()), told.append))
    assert [sentence.partition("term, ")[2] for sentence in told] == [said]


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ([concept("a", "昆山"), concept("b", "苏州")], "line 1: no concept has both .*; languages found: en, zh;"),
        (['\n<termEntry id="a"></termEntry>\n', '<termEntry id="b"></termEntry>'], "line 2: no concept has both .*; languages found: none;"),
    ],
)
def test_a_file_without_pairs(concepts, message):
    """The line of its first concept, and what it holds instead."""
    with pytest.raises(GlossaryError, match=message):
        list(iter_tbx(io.BytesIO(FILE_V2.format(doctype="", xmlns="", body="".join(concepts)).encode())))


def test_a_language_counts_once_a_concept():
    """However many sections it has."""
    french = f'<langSet xml:lang="fr">{tig("x")}</langSet>'
    told: list[str] = []
    body = concept("a", "昆山", "Kunshan").replace("</termEntry>", f"{french}{french}</termEntry>")
    list(iter_tbx(io.BytesIO(FILE_V2.format(doctype="", xmlns="", body=body).encode()), told.append))
    assert told == ["the file: left out: terms in fr, in 1 concept; the first is a (line 1)"]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (("Kunshan", "Kunshan City"), ["Kunshan", "Kunshan City"]),
        (("Kunshan", "Kun\n shan", "Kun shan", "Kunshan"), ["Kunshan", "Kun shan"]),  # broken over two lines it is the same
        ((KUN_SHAN, "Kunshan"), ["Kunshan", "Kun Shan"]),  # right ones first
        ((KUN_SHAN, "Kun Shan"), ["Kun Shan"]),  # what is right is not forbidden as well
    ],
)
def test_each_text_once_and_right_ones_first(terms, expected):
    """Whatever the order in the termbase."""
    english = LanguageSection(tuple(term if isinstance(term, Term) else Term(term, Status.ADMITTED) for term in terms))
    assert re.findall("<term>(.*?)</term>", written(V3, [KUNSHAN._replace(en=english)]))[1:] == expected


@pytest.mark.parametrize(
    ("related", "references", "notes"),
    [
        (("kunshan",), ["kunshan"], []),
        (("later",), ["later"], []),
        (("kunqu",), ["kunqu"], []),  # itself
        (("nowhere",), [], ["nowhere"]),
        (("later", "nowhere", "kunshan"), ["later", "kunshan"], ["nowhere"]),
    ],
)
def test_references_hit_or_are_notes(tmp_path, related, references, notes):
    """In a file and in a stream, and with nothing beside the file."""
    entries = [KUNSHAN, KUNQU._replace(related=related), KUNSHAN._replace(id="later", zh=section("昆"))]
    text = written(V3, entries)
    assert re.findall('<ref type="crossReference" target="(.*?)">', text) == references
    assert re.findall("<note>related: (.*?)</note>", text) == notes
    assert text.endswith(" </text>\n</tbx>\n")
    assert text.count("</tbx>") == 1  # a note is shorter than a reference, and nothing of the longer file stays behind it
    path = tmp_path / "a.tbx"
    write(entries, path, V3)
    assert (path.read_text("utf-8"), [each.name for each in tmp_path.iterdir()]) == (text, ["a.tbx"])
    assert "related" not in written(V2, entries)


@pytest.mark.parametrize(("tag", "good"), [("zh", True), ("ZH-hant-TW", True), ("zh-", False), ("en-zh", False), ("zh CN", False)])
def test_tags_of_chinese(tag, good):
    """As BCP 47 writes them, in any case."""
    profile = Profile(Version.V3, language_tag=tag)
    if good:
        assert f'xml:lang="{tag}"' in written(profile)
    else:
        with pytest.raises(GlossaryError, match="not Chinese in BCP 47"):
            written(profile)
