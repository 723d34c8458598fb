"""Ours beside what the editors of TBX publish: their schemas and their good and bad files (`published.py` says where they are)."""

from __future__ import annotations

import copy
import io
import random
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from published import OFFICIAL, by_core, by_modules, by_schematron, relax_ng

from glossary.load import load_builtin
from glossary.text_file import GlossaryError
from tbx import Dialect, Profile, Style, Version, iter_tbx, problems, write
from tbx.grammar import grammar

pytestmark = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official schemas of TBX are not here; ZHENGMING_TBX_OFFICIAL may name their folder")

CORE = "{urn:iso:std:iso:30042:ed-2}"
EXAMPLES = {
    (dialect, style): f"TBX-{dialect.capitalize()}_dialect/{style.upper()}/Example_Astronomy_{style.upper()}_VALID.tbx"
    for dialect in ("min", "basic", "linguist") for style in Style
}  # fmt: skip
TESTS = ("basic_good", "basic_bad", "min_good", "min_bad", "core_structure_good", "core_structure_bad")



# What we write ---------------------------------------------------------------------------------------------------------------------------

V3_PROFILES = [Profile(Version.V3, dialect, style, tag) for dialect in Dialect for style in Style for tag in ("zh-CN", "zh-TW")]


def name_of(profile: Profile) -> str:
    """For a test's name."""
    return f"{profile.version}-{profile.dialect}-{profile.style}-{profile.language_tag}"


@pytest.fixture(scope="module")
def builtin() -> tuple[Any, ...]:
    """Every thirtieth concept of the termbase, and those with much to say."""
    entries = load_builtin()
    return entries[::30] + tuple(entry for number, entry in enumerate(entries) if number % 30 and (entry.related and entry.definition))[:100]


@pytest.mark.parametrize("profile", V3_PROFILES, ids=name_of)
def test_what_we_write_in_v3_is_valid_by_the_published_schemas(profile, builtin, tmp_path):
    """Structure by the core, elements by the modules, categories, levels and values by the Schematron of the dialect."""
    path = tmp_path / "out.tbx"
    write(builtin, path, profile)
    tree = etree.parse(str(path))
    assert by_core(tree)
    assert by_modules(tree) == []
    assert problems(path) == []
    if profile.dialect is not Dialect.CORE:
        assert by_schematron(path, profile.dialect, profile.style) == []


@pytest.mark.parametrize("version", [Version.V2, Version.V2_FULL])
@pytest.mark.parametrize("schema", ["TBX-Spec_v2/TBX-Default/Validation/TBXcoreStructV02.rng", "TBX-Spec_v2/TBX-Basic/Validation/TBXBasicRNGV02.rng"])
def test_what_we_write_in_v2_is_valid_by_the_published_schema(version, schema, builtin, tmp_path):
    """The core structure of the 2008 edition, and TBX-Basic as it was then."""
    path = tmp_path / "out.tbx"
    write(builtin, path, Profile(version))
    assert problems(path, rng=OFFICIAL / schema) == []


# What we say of their files --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dialect", "style"), EXAMPLES)
def test_their_examples_are_good_to_both(dialect, style):
    """Each dialect in each style."""
    path = OFFICIAL / EXAMPLES[dialect, style]
    theirs = by_schematron(path, dialect, style)
    assert (by_core(etree.parse(str(path))), theirs, problems(path)) == (True, [], [])


OUTDATED = re.compile("'usageStatus'|transactionType is 'creation'")  # in their files of 2025, and refused by their Schematron of 2023


@pytest.mark.parametrize("name", TESTS)
def test_their_test_files_are_to_us_what_they_are_to_them(name):
    """Structure: valid or not as by the core schema. Good files: nothing but what their own Schematron refuses as well."""
    path = OFFICIAL / "TBX_test_files" / f"{name}.tbx"
    found = problems(path)
    structure = by_core(etree.parse(str(path)))
    assert structure == (name != "core_structure_bad")
    if name == "core_structure_good":
        assert found == []
    elif name.endswith("good"):
        theirs = by_schematron(path, name.partition("_")[0], "dca")
        assert [problem for problem in found if not OUTDATED.search(problem)] == []
        assert bool(theirs) == bool(found)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "core_structure_bad",
            [
                "line 15: <sourceDesc> holds bare text; it must hold its text in <p>", "line 21: <admin> may not stand in <text>, only body, back",
                "line 27, concept 'c1': <admin> has no type; name its data category", "line 28, concept 'c1': <term> stands too late in <termSec>; move it up",
                "line 32, concept 'c1': <term> stands in <termSec> a second time; it may hold only one",
                "line 46, concept 'c1': <descrip> stands in <descripGrp> a second time; it may hold only one",
            ],
        ),
        (
            "basic_bad",
            [
                "concept 'c1': <admin>: a source stands in a <descripGrp> beside what it is the source of",
                "<descrip>: definition may not stand in <termSec>, only in conceptEntry, langSec",
                "<termNote>: partOfSpeech is 'nominal'; it must be one of noun, verb", "names the data category 'wrongType', which TBX-Basic does not have",
                "names the data category 'theWrongType', which TBX-Basic does not have",
            ],
        ),
        (
            "min_bad",
            [
                "concept 'c1': <admin> names the data category 'source', which TBX-Min does not have; say it in a note, or call the file TBX-Basic",
                "<termNote> names the data category 'usageStatus', which TBX-Min does not have; write administrativeStatus",
                "<xref> names the data category 'error', which TBX-Min does not have",
            ],
        ),
        ("poorly_formed_xml", ["line 42: not well-formed XML"]),
    ],
)  # fmt: skip
def test_each_fault_of_their_bad_files_is_named(name, expected):
    """Their comments list the faults; each is named with its line and its concept."""
    found = problems(OFFICIAL / "TBX_test_files" / f"{name}.tbx")
    assert [wanted for wanted in expected if not any(wanted in problem for problem in found)] == []


def chinese(path: Path) -> bytes:
    """A file of theirs with its second language called Chinese, so that our reader has a pair."""
    text = path.read_text("utf-8-sig")
    other = next(tag for tag in re.findall(r'xml:lang="([\w-]+)"', text) if tag != "en")
    return text.replace(f'xml:lang="{other}"', 'xml:lang="zh-CN"').encode()


@pytest.mark.parametrize("name", [*EXAMPLES.values(), *(f"TBX_test_files/{name}.tbx" for name in TESTS if name.endswith("good"))])
def test_every_good_file_of_theirs_is_read_and_nothing_is_lost(name):
    """Each term and each note comes back out; without Chinese the error says which languages there are."""
    path = OFFICIAL / name
    with pytest.raises(GlossaryError, match=r"no concept has both a Chinese \(zh\) and an English \(en\) term; languages found: .*en"):
        list(iter_tbx(path))
    data, lost = chinese(path), list[str]()
    out = io.BytesIO()
    count = write(iter_tbx(io.BytesIO(data), lost.append), out, Profile(Version.V3))
    tree, written = etree.fromstring(data), "".join(" ".join(text.split()) for text in etree.fromstring(out.getvalue()).itertext())
    both = [entry for entry in tree.iter(f"{CORE}conceptEntry") if len(entry.findall(f"{CORE}langSec")) >= 2]
    assert count == len(both) > 5
    told = [node for entry in both for node in entry.iter("{*}term", "{*}note", "{*}descrip", "{*}definition", "{*}context", "{*}source", "{*}subjectField", "{*}admin")]
    missing = [text for node in told if (text := " ".join("".join(node.itertext()).split())) and text not in written]
    assert missing == []
    assert [sentence for sentence in lost if "left out" not in sentence] == []


@pytest.mark.parametrize("name", ["core_structure_bad", "poorly_formed_xml"])
def test_a_file_of_theirs_without_structure_is_read_as_far_as_it_goes(name):
    """Ill-formed XML is refused with its line; wrong order is read."""
    path = OFFICIAL / "TBX_test_files" / f"{name}.tbx"
    if name == "poorly_formed_xml":
        with pytest.raises(GlossaryError, match=r"poorly_formed_xml\.tbx: line 42: not well-formed XML"):
            list(iter_tbx(path))
    else:
        assert len(list(iter_tbx(io.BytesIO(chinese(path))))) > 5


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    ("version", "sample"),
    [("v3", "TBX-Basic_dialect/DCA/Example_Astronomy_DCA_VALID.tbx"), ("v3", "TBX-Linguist_dialect/DCT/Example_Astronomy_DCT_VALID.tbx"), ("v2", "")],
)
def test_our_grammar_says_what_theirs_says_of_files_damaged_at_random(version, sample, seed, builtin, tmp_path):
    """An element taken out, doubled, moved, renamed or with an attribute too many: sixty for each seed."""
    schema = relax_ng("TBX_Core_RNG/TBXcoreStructV03.rng" if version == "v3" else "TBX-Spec_v2/TBX-Default/Validation/TBXcoreStructV02.rng")
    if sample:
        tree = etree.parse(str(OFFICIAL / sample))
    else:
        write(builtin[:20], tmp_path / "a.tbx", Profile(Version.V2_FULL))
        tree = etree.parse(str(tmp_path / "a.tbx"))
    body = tree.getroot().find(".//{*}body")
    for entry in list(body)[6:]:
        body.remove(entry)
    for reference in [*tree.iter("{*}ref", "{*}crossReference"), *(node for node in tree.iter() if isinstance(node.tag, str) and "target" in node.attrib)]:
        if reference.getparent() is not None and not reference.get("target", "").startswith("http"):
            reference.getparent().remove(reference)  # IDREFs are checked beside our grammar
    assert schema.validate(tree)
    chance = random.Random(seed)
    refused = 0
    for _ in range(60):
        damaged = copy.deepcopy(tree)
        nodes = [node for node in damaged.getroot().iter() if isinstance(node.tag, str) and node.getparent() is not None]
        node = chance.choice(nodes)
        what = chance.choice(["drop", "double", "move", "rename", "attribute", "text"])
        if what == "drop":
            node.getparent().remove(node)
        elif what == "double":
            node.addnext(copy.deepcopy(node))
            for inside in node.iter():
                inside.attrib.pop("id", None) if node.tag.rpartition("}")[2] not in ("conceptEntry", "termEntry") else None
            if "id" in node.attrib:
                node.set("id", "another")
        elif what == "move":
            chance.choice(nodes).append(copy.deepcopy(node)) if "id" not in node.attrib else None
        elif what == "rename":
            node.tag = chance.choice(nodes).tag
        elif what == "attribute":
            node.set(chance.choice(["type", "lang", "datatype", "style"]), "x")
        else:
            node.text = (node.text or "") + "x"
        ids = [inside.get("id") for inside in damaged.iter() if isinstance(inside.tag, str) and inside.get("id")]
        if len(ids) != len(set(ids)):
            continue
        theirs = schema.validate(damaged)
        entries = list(damaged.getroot().iter("{*}conceptEntry", "{*}termEntry"))
        whole = damaged.getroot().find(".//{*}body")
        direct = whole is not None and all(entry.getparent() is whole for entry in entries) and bool(entries)
        ours = direct and all(grammar(version).validate(entry) for entry in entries)
        for entry in entries:
            entry.getparent().remove(entry)
        ours = ours and grammar(version).validate(damaged.getroot())
        assert ours == theirs, (what, node.tag, schema.error_log, grammar(version).error_log)
        refused += not theirs
    assert 10 < refused < 60
