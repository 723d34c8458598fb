"""What other people's programs make of our files: OmegaT's own readers, translate-toolkit (on which Weblate stands), an RDF library."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import SKOS
from samples import ALL, KUNQU, KUNSHAN, entry, pairs
from translate.storage.tbx import tbxfile

from glossary import Status
from glossary.entry import SUBJECTS
from tbx import Profile, join, problems, read_multiterm, read_weblate, write, write_multiterm, write_omegat, write_skos, write_weblate

OMEGAT = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))


def right_pairs(entries) -> set[tuple[str, str]]:
    """Every right Chinese with every right English of its concept."""
    return {(zh, en) for each in entries for zh in each.chinese_forms for en in each.right_forms}


def must_not_stand(entries) -> set[str]:
    """Pinyin and garbled forms that are right forms of no concept."""
    right = {form for each in entries for form in (*each.chinese_forms, *each.right_forms)}
    return ({each.pinyin for each in entries} | {term.text for each in entries for term in each.deprecated}) - right


# OmegaT ---------------------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def omegat(tmp_path_factory):
    """A file -> the (source, target, comment) that OmegaT's own reader loads from it, without a display."""
    if not OMEGAT.is_file() or not shutil.which("javac") or not shutil.which("java"):
        pytest.skip("needs OmegaT and a JDK (on Debian: apt-get install omegat default-jdk-headless)")
    folder = tmp_path_factory.mktemp("java")
    subprocess.run(["javac", "-encoding", "UTF-8", "-cp", str(OMEGAT), "-d", str(folder), str(Path(__file__).parent / "java" / "OmegatGlossary.java")], check=True)

    def load(path: Path) -> list[tuple[str, str, str]]:
        command = ["java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-cp", f"{OMEGAT}{os.pathsep}{folder}", "OmegatGlossary", str(folder), "zh-CN", "en", str(path)]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        return [tuple(line.split("\t")) for line in done.stdout.splitlines()]

    return load


def test_omegat_loads_exactly_the_right_pairs_of_the_whole_termbase(omegat, builtin, tmp_path):
    """From TBX v2: each right Chinese with each right English; no pinyin, no garbled form, on either side."""
    write(builtin, tmp_path / "all.tbx", Profile())
    loaded = omegat(tmp_path / "all.tbx")
    assert {(zh, en) for zh, en, _ in loaded} == right_pairs(builtin)
    assert {word for zh, en, _ in loaded for word in (zh, en)} & must_not_stand(builtin) == set()
    assert "pinyin: Kūnshān" in next(comment for zh, _, comment in loaded if zh == "昆山")


def test_omegat_loads_its_own_format(omegat, tmp_path):
    """The text file holds each right Chinese with the preferred English, and the preferred Chinese with each."""
    write_omegat(ALL, tmp_path / "glossary.utf8")
    assert omegat(tmp_path / "glossary.utf8") == [
        ("昆曲", "Kunqu Opera", "pinyin: Kūnqǔ; Opera of Kunshan."), ("昆曲", "Kunqu", "pinyin: Kūnqǔ; Opera of Kunshan."),
        ("昆剧", "Kunqu Opera", "pinyin: Kūnqǔ; Opera of Kunshan."), ("昆山", "Kunshan", "pinyin: Kūnshān"), ("“5+2”", "seven days a week", "pinyin: wǔ jiā èr"),
    ]  # fmt: skip


# translate-toolkit and Weblate ----------------------------------------------------------------------------------------------------


def toolkit(path: Path) -> list:
    """The units that translate-toolkit reads."""
    with path.open("rb") as file:
        return tbxfile(file, sourcelanguage="zh-CN", targetlanguage="en").units


def test_translate_toolkit_loads_exactly_the_right_pairs(builtin, tmp_path):
    """Every term of every ninth concept of the termbase; none that it takes for obsolete, since those never reach Weblate."""
    entries = builtin[::9]
    write(entries, tmp_path / "all.tbx", Profile())
    units = toolkit(tmp_path / "all.tbx")
    assert len(units) == len(entries)
    assert {(zh.text, en.text) for unit in units for zh in unit.get_source_terms() for en in unit.get_target_terms()} == right_pairs(entries)
    assert not any(unit.isobsolete() for unit in units)
    assert {(unit.source, unit.target) for unit in units} == {(each.chinese, each.english) for each in entries}


def weblate_flags(unit) -> set[str]:
    """The flags that Weblate sets, by its documentation: forbidden for the words forbidden and obsolete, read-only for "Translation needed: No"."""
    words = {term.administrative_status for term in unit.get_target_terms()} | {term.administrative_status for term in unit.get_source_terms()}
    return ({"forbidden"} if words & {"forbidden", "obsolete"} else set()) | (set() if unit.istranslatable() else {"read-only"})


def test_weblate_gets_every_pair_and_every_garbled_form_with_its_flag(tmp_path):
    """It looks at the first term of each language only: so each pair is an entry, and none is obsolete (Weblate drops those)."""
    write_weblate(ALL, tmp_path / "weblate.tbx")
    units = toolkit(tmp_path / "weblate.tbx")
    assert [(unit.source, unit.target, weblate_flags(unit)) for unit in units] == [
        ("昆曲", "Kunqu Opera", set()), ("昆曲", "Kunqu", set()), ("昆剧", "Kunqu Opera", set()), ("昆曲", "Kun Song", {"forbidden"}),
        ("昆山", "Kunshan", set()), ("昆山", "Kun Shan", {"forbidden"}), ("昆山", '"Quinsan"', {"forbidden"}), ("“5+2”", "seven days a week", set()),
    ]  # fmt: skip
    assert not any(unit.isobsolete() for unit in units)
    assert len({unit.getid() for unit in units}) == len(units)
    bad = units[5]
    assert (bad.getnotes("definition"), bad.getnotes("translator")) == ("pinyin: Kūnshān", "write: Kunshan; one name, one word")


def test_weblate_loses_no_concept(builtin, tmp_path):
    """Every Chinese of a ninth of the termbase with its preferred English, every garbled form forbidden; the file breaks no rule but the status word that Weblate wants."""
    entries = builtin[::9]
    write_weblate(entries, tmp_path / "weblate.tbx")
    read = [(unit.source, unit.target, weblate_flags(unit)) for unit in toolkit(tmp_path / "weblate.tbx")]
    good = {(zh, en) for zh, en, flags in read if not flags}
    assert good == {(each.chinese, form) for each in entries for form in each.right_forms} | {(form, each.english) for each in entries for form in each.chinese_forms}
    forbidden = {(zh, en) for zh, en, flags in read if flags == {"forbidden"}}
    assert forbidden == {(each.chinese, term.text) for each in entries for term in each.deprecated}
    write_weblate(entries[:500], tmp_path / "weblate.tbx")
    assert {re.sub(r"line \d+, concept '.*?': ", "", problem).partition(";")[0] for problem in problems(tmp_path / "weblate.tbx")} <= {"<termNote> is 'forbidden'"}


def test_a_gloss_with_a_semicolon_comes_back_from_weblate(tmp_path):
    """Its second half is no part of the definition."""
    write_weblate([KUNSHAN._replace(en=KUNSHAN.en._replace(gloss="a city; a county once"), definition="A city in Jiangsu.")], tmp_path / "weblate.tbx")
    (back,) = read_weblate(tmp_path / "weblate.tbx")
    assert (back.en.gloss, back.definition) == ("a city, a county once", "A city in Jiangsu.")


def test_a_glossary_from_weblate_is_read_back(tmp_path):
    """Its pairs become concepts again; Chinese of which only wrong English is known is told."""
    said: list[str] = []
    write_weblate([*ALL, entry("x", "黄岩", "Huangyan", wrong=("Huang Yan",))], tmp_path / "weblate.tbx")
    text = (tmp_path / "weblate.tbx").read_text("utf-8")
    cut = text[text.index('<termEntry id="x">') : text.index('<termEntry id="x-forbidden">')]
    (tmp_path / "weblate.tbx").write_text(text.replace(cut, ""), "utf-8")
    back = list(read_weblate(tmp_path / "weblate.tbx", said.append))
    assert [row for row in pairs(back) if row[0] != "昆剧"] == pairs(ALL)
    assert all(each.subject in SUBJECTS and each.source and all(term.kind for term in each.deprecated) for each in back)
    kept = [(each.pinyin, each.en.gloss, " ".join(each.definition.split()), {term.because or "listed in weblate.tbx" for term in each.deprecated}) for each in ALL]
    assert [(each.pinyin, each.en.gloss, each.definition, {term.because for term in each.deprecated}) for each in back if each.chinese != "昆剧"] == kept
    assert len(said) == 1
    assert "黄岩: left out, because all its English is forbidden" in said[0]


# MultiTerm and SKOS ---------------------------------------------------------------------------------------------------------------


def test_multiterm_xml_is_read_back(tmp_path):
    """Every term with its status, every field we name; MultiTerm itself was not at hand."""
    write_multiterm(ALL, tmp_path / "all.xml")
    assert re.findall("<concept>(.*?)</concept>", (tmp_path / "all.xml").read_text("utf-8")) == ["1", "2", "3"]
    back = list(read_multiterm(tmp_path / "all.xml"))
    assert pairs(back) == pairs(ALL)
    assert [(e.id, e.pinyin, e.subject, e.region, e.source, e.en.context) for e in back] == [(e.id, e.pinyin, e.subject, e.region, e.source, e.en.context) for e in ALL]
    assert join(ALL, back).added == ()
    text = (tmp_path / "all.xml").read_text("utf-8")
    assert "<concept>1</concept>" in text
    assert '<descrip type="Status">forbidden</descrip>' in text
    assert "></descrip>" not in text, "a field that says nothing"


def test_multiterm_exports_of_others(tmp_path):
    """UTF-16, sub-languages, MultiTerm's own field names."""
    path = tmp_path / "theirs.xml"
    path.write_bytes(
        '<?xml version="1.0" encoding="UTF-16"?><mtf><conceptGrp><concept>7</concept><languageGrp><language lang="ZH-CN" type="Chinese (PRC)"/><termGrp><term>昆山</term></termGrp>'
        '</languageGrp><languageGrp><language lang="EN-US" type="English (United States)"/><termGrp><term>Kun Shan</term><descripGrp><descrip type="Usage">Forbidden</descrip>'
        "</descripGrp></termGrp><termGrp><term>Kunshan</term></termGrp></languageGrp></conceptGrp></mtf>".encode("utf-16")
    )
    assert pairs(read_multiterm(path)) == [("昆山", "Kunshan", Status.PREFERRED), ("昆山", "Kun Shan", Status.DEPRECATED)]


def test_what_multiterm_says_twice(tmp_path):
    """The first definition and reading count; the others, and a reason against a right term, go into the note with what they are said of; no term is none."""

    def fields(**said: str) -> str:
        return "".join(f'<descripGrp><descrip type="{name}">{text}</descrip></descripGrp>' for name, text in said.items())

    path = tmp_path / "theirs.xml"
    path.write_text(
        f'<mtf><conceptGrp><concept>7</concept>{fields(Definition="A city.")}<languageGrp><language lang="ZH"/><termGrp><term>昆山</term>{fields(Pinyin="Kūnshān")}</termGrp>'
        f'</languageGrp><languageGrp><language lang="EN"/>{fields(Definition="A town.")}<termGrp></termGrp>'
        f'<termGrp><term>Kunshan</term>{fields(Reason="why", Pinyin="Kun Shan")}</termGrp>'
        "</languageGrp></conceptGrp></mtf>",
        encoding="utf-8",
    )
    (kunshan,) = read_multiterm(path)
    assert (kunshan.right_forms, kunshan.definition, kunshan.pinyin) == (("Kunshan",), "A city.", "Kūnshān")
    assert kunshan.note == "en definition: A town.; Kunshan, reason: why; Kunshan, pinyin: Kun Shan"


def test_skos_is_turtle_with_every_label_in_its_place(tmp_path):
    """One preferred label a language, pinyin with a tag of its own, garbled forms hidden."""
    odd = [entry("a b", "苏州", 'Su"zh\\ou', related=("kunqu",)), entry("termbase", "术语库", "termbase")]
    write_skos([KUNQU, KUNSHAN, *odd], tmp_path / "all.ttl")
    graph = Graph().parse(tmp_path / "all.ttl", format="turtle", publicID="http://example.org/terms")
    (kunqu,) = graph.subjects(SKOS.prefLabel, Literal("Kunqu Opera", "en"))
    assert str(kunqu) == "http://example.org/terms#kunqu"
    assert set(graph.objects(kunqu, SKOS.prefLabel)) == {Literal("昆曲", "zh-CN"), Literal("Kunqu Opera", "en"), Literal("Kūnqǔ", "zh-Latn-pinyin")}
    assert set(graph.objects(kunqu, SKOS.altLabel)) == {Literal("昆剧", "zh-CN"), Literal("Kunqu", "en")}
    assert set(graph.objects(kunqu, SKOS.hiddenLabel)) == {Literal("Kun Song", "en")}
    assert set(graph.objects(kunqu, SKOS.example)) == {Literal(KUNQU.en.context, "en")}
    (suzhou,) = graph.subjects(SKOS.prefLabel, Literal('Su"zh\\ou', "en"))
    assert (str(suzhou), str(graph.value(suzhou, SKOS.related))) == ("http://example.org/terms#a%20b", str(kunqu))
    assert str(graph.value(kunqu, SKOS.inScheme)) == "http://example.org/terms#termbase"
    assert [str(concept) for concept in graph.subjects(SKOS.prefLabel, Literal("termbase", "en"))] == ["http://example.org/terms#termbase-2"]


def test_skos_keeps_the_rules_of_labels(builtin, tmp_path):
    """At most one preferred label for each language, no label in two places (S13, S14 of the SKOS reference)."""
    entries = [*builtin[:500], entry("both", "无锡", "Wuxi", "Wusih", wrong=("Wusih", "Wu Xi"))]  # Wusih is right and garbled
    write_skos(entries, tmp_path / "all.ttl")
    graph = Graph().parse(tmp_path / "all.ttl", format="turtle", publicID="http://example.org/terms")
    seen = set()
    for name in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        labels = {(concept, label) for concept, label in graph.subject_objects(name)}
        assert not labels & seen
        seen |= labels
    tags = [(concept, label.language) for concept, label in graph.subject_objects(SKOS.prefLabel)]
    assert len(tags) == len(set(tags))
    assert len({concept for concept, _ in tags}) == len(entries)
