"""Concept entries -> TBX, in two files for two uses.

`write_v2` is the file for CAT tools: no open-source client reads v3, and each of them offers a deprecated form unmarked or drops its concept,
so it holds right forms only. `write_v3` is the whole termbase as TBX-Basic (DCA), garbled forms included, for archives and for `read_tbx`.
The same entries give the same bytes: nothing reads the clock, and a date stands in the file only if one is given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.entry import ConceptEntry, Status, Term
from glossary.load import GlossaryError
from tbx.markup import add, element, legal, write_document
from tbx.profile import Profile, Version
from tbx.vocabulary import LANGUAGE_TAG, NAMESPACE, STATUS_WRITTEN, XML_ID, labeled

if TYPE_CHECKING:
    from tbx.markup import Element

_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]+")


def write(entries: Iterable[ConceptEntry], out: Path | BinaryIO, profile: Profile) -> None:
    """The entries as TBX of one profile. GlossaryError if a text holds a character that XML cannot carry, or if there is nothing to write."""
    writer = write_v2 if profile.version is Version.V2 else write_v3
    writer(entries, out, title=profile.title, language_tag=profile.language_tag, date=profile.date)


def write_v2(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, title: str = "Glossary", language_tag: str = "zh-CN", date: Date | None = None) -> None:
    """Preferred and admitted terms as TBX v2 (`martif`) for OmegaT, Lokalize, Weblate and their like.

    The preferred term comes first; no status or part of speech is written, because OmegaT shows each termNote as a line of comment.
    GlossaryError if a text holds a character that XML cannot carry, or if there is nothing to write; the file is then not touched.
    """
    named = _named(entries, language_tag)
    root = element("martif", type="TBX", lang="en")
    header = add(root, "martifHeader")
    description = add(header, "fileDesc")
    add(add(description, "titleStmt"), "title", legal(title, "the title"))
    if date:
        add(add(description, "publicationStmt"), "p", date.isoformat())
    add(add(description, "sourceDesc"), "p", "Chinese-English termbase written by Zhengming")
    add(add(header, "encodingDesc"), "p", "TBXXCSV02.xcs", type="XCSURI")
    body = add(add(root, "text"), "body")
    write_document(file, root, body, (_v2_entry(identifier, entry, language_tag) for identifier, entry in named.items()))


def write_v3(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, title: str = "Termbase", language_tag: str = "zh-CN", date: Date | None = None) -> None:
    """Every term with its status as TBX v3, dialect TBX-Basic, style DCA; what Basic has no category for stands in notes as "label: value".

    `read_tbx` gives the entries back but for `origin` (the file read), line breaks inside texts (they become blanks), an empty `source`, and
    identifiers that are no XML id or come twice. GlossaryError as in `write_v2`.
    """
    named = _named(entries, language_tag)
    references: dict[str, str] = {}
    for identifier, entry in named.items():
        references.setdefault(entry.id, identifier)
    root = element("tbx", type="TBX-Basic", style="dca", lang="en", xmlns=NAMESPACE)
    description = add(add(root, "tbxHeader"), "fileDesc")
    if date:
        add(add(description, "publicationStmt"), "p", date.isoformat())
    add(add(description, "titleStmt"), "title", legal(title, "the title"))
    add(add(description, "sourceDesc"), "p", "Chinese-English termbase written by Zhengming")
    body = add(add(root, "text"), "body")
    write_document(file, root, body, (_v3_entry(identifier, entry, language_tag, references) for identifier, entry in named.items()))


def _named(entries: Iterable[ConceptEntry], language_tag: str) -> dict[str, ConceptEntry]:
    """The entries under ids that are XML ids and come once; everything that could fail fails here, before a byte is written."""
    if not LANGUAGE_TAG.fullmatch(language_tag) or not language_tag.lower().startswith("zh"):
        raise GlossaryError(f"the language tag {language_tag!r} is not Chinese in BCP 47; give zh-CN or zh-TW")
    named: dict[str, ConceptEntry] = {}
    for entry in entries:
        wanted = re.sub(r"[^A-Za-z0-9._\-\u4e00-\u9fff]", "_", entry.id)
        wanted = wanted if XML_ID.fullmatch(wanted) else f"c{wanted}"
        identifier, number = wanted, 1
        while identifier in named:
            number += 1
            identifier = f"{wanted}-{number}"
        _check(entry)
        named[identifier] = entry
    if not named:
        raise GlossaryError("there is no concept to write, and a TBX file without one is not valid; choose a glossary that holds some")
    return named


def _check(entry: ConceptEntry) -> None:
    where = f"concept {entry.id!r}: "
    for name, section in (("Chinese", entry.zh), ("English", entry.en)):
        if not any(term.status is not Status.DEPRECATED for term in section.terms):
            raise GlossaryError(f"{where}it has no right {name} term; add the preferred one")
        for term in section.terms:
            if not legal(term.text, f"{where}the {name} term {term.text!r}"):
                raise GlossaryError(f"{where}one of its {name} terms is empty; fill it in or take it out")
            for text in (term.because, term.say, *term.seen):
                legal(text, f"{where}the form {term.text!r}")
        legal(section.pinyin + section.gloss, f"{where}its {name} section")
    for field in ("id", "subject", "source", "region", "definition", "note"):
        legal(getattr(entry, field), f"{where}the {field}")
    for other in entry.related:
        legal(other, f"{where}`related`")


# v2 -------------------------------------------------------------------------------------------------------------------------------


def _v2_entry(identifier: str, entry: ConceptEntry, language_tag: str) -> Element:
    made = element("termEntry", id=identifier)
    add(made, "descrip", legal(entry.subject, "subject"), type="subjectField")
    if not _definition(made, entry) and entry.source:
        add(made, "admin", legal(entry.source, "source"), type="source")
    for section, tag in ((entry.zh, language_tag), (entry.en, "en")):
        language = add(made, "langSet", lang=tag)
        right = (*section.of(Status.PREFERRED), *section.of(Status.ADMITTED))
        for number, term in enumerate(right):
            group = add(language, "tig")
            add(group, "term", legal(term.text, "term"))
            if number == 0 and section.pinyin:
                _note(group, "pinyin", section.pinyin)
    return made


# v3 -------------------------------------------------------------------------------------------------------------------------------


def _v3_entry(identifier: str, entry: ConceptEntry, language_tag: str, references: dict[str, str]) -> Element:
    made = element("conceptEntry", id=identifier)
    add(made, "descrip", legal(entry.subject, "subject"), type="subjectField")
    if not _definition(made, entry) and entry.source:
        _note(made, "source", entry.source)
    if entry.region:
        _note(made, "region", entry.region)
    if entry.coordinates:
        _note(made, "coordinates", f"{entry.coordinates[0]!r}, {entry.coordinates[1]!r}")
    if entry.well_known:
        _note(made, "well-known", "yes")
    for other in entry.related:
        if other in references:
            add(made, "ref", legal(other, "related"), type="crossReference", target=references[other])
        else:
            _note(made, "related", other)
    if entry.note:
        free = legal(entry.note, "note")
        _note(made, "note", free) if labeled(free)[0] else add(made, "note", free)
    for section, tag in ((entry.zh, language_tag), (entry.en, "en")):
        language = add(made, "langSec", lang=tag)
        if section.gloss:
            _note(language, "gloss", section.gloss)
        speech = section.part_of_speech
        if section is entry.zh and speech == "noun" != entry.en.part_of_speech:
            speech = ""  # the data leaves the Chinese at "noun"; 召开 "convene" would be called one
        for number, term in enumerate(section.terms):
            _term(add(language, "termSec"), term, speech, section.pinyin if number == 0 else "")
    return made


def _term(group: Element, term: Term, speech: str, pinyin: str) -> None:
    text = legal(term.text, "term")
    add(group, "term", text)
    add(group, "termNote", STATUS_WRITTEN[term.status], type="administrativeStatus")
    if speech:
        add(group, "termNote", "other" if speech == "phrase" else speech, type="partOfSpeech")
    if speech == "phrase" or _ACRONYM.fullmatch(text):
        add(group, "termNote", "phrase" if speech == "phrase" else "acronym", type="termType")
    if pinyin:
        _note(group, "pinyin", pinyin)
    if term.kind is not None:
        _note(group, "kind", term.kind)
        _note(group, "action", term.action)
    for label, value in (("because", term.because), ("say", term.say), *(("seen", name) for name in term.seen)):
        if value:
            _note(group, label, value)


def _definition(parent: Element, entry: ConceptEntry) -> bool:
    """The definition with its source beside it, if there is a definition; a source alone has no place in TBX-Basic."""
    if not entry.definition:
        return False
    group = add(parent, "descripGrp")
    add(group, "descrip", legal(entry.definition, "definition"), type="definition")
    if entry.source:
        add(group, "admin", legal(entry.source, "source"), type="source")
    return True


def _note(parent: Element, label: str, text: str) -> None:
    add(parent, "note", f"{label}: {legal(text, label)}")
