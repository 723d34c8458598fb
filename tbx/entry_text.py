"""One concept entry as the XML text of one profile, an element a line. Texts are put on one line each, so that no line break is left to chance."""

from __future__ import annotations

import re

from glossary.entry import ConceptEntry, LanguageSection, Status, Term, Transaction
from tbx.markup import escaped
from tbx.spelling import Spelling
from tbx.vocabulary import READING_NOTE, V2_TERM_TYPES, labeled, xml_name

_DEPRECATED = Status.DEPRECATED  # looking it up in its class costs more than comparing it
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]+")


def clean_text(entry: ConceptEntry, zh: LanguageSection, en: LanguageSection, identifier: str, tag: str, spell: Spelling) -> str:
    """Right terms only (they come first), without status or part of speech, because OmegaT shows each termNote as a line of comment."""
    facts, lines = spell.facts, list[str]()
    add = lines.append
    add(f'<{spell.entry} id="{identifier}">')
    _fact(lines, " ", facts["subject"], entry.subject)
    _definition(lines, entry, spell)
    for section, language in ((zh, tag), (en, "en")):
        add(f' <{spell.language} xml:lang="{language}">')
        for number, term in enumerate(section.terms):
            if term.status is _DEPRECATED:
                break
            add(f"  <{spell.group}>")
            add(f"   <term>{escaped(term.text)}</term>")
            if not number:
                _fact(lines, "   ", facts["pinyin"], section.pinyin)
                _fact(lines, "   ", facts["context"], section.context)
            add(f"  </{spell.group}>")
        add(f" </{spell.language}>")
    add(f"</{spell.entry}>\n")
    return "\n".join(lines)


def full_text(entry: ConceptEntry, zh: LanguageSection, en: LanguageSection, identifier: str, tag: str, spell: Spelling) -> str:
    """Everything we know, at the level the standard gives it."""
    facts, lines = spell.facts, list[str]()
    add = lines.append
    add(f'<{spell.entry} id="{identifier}">')
    _fact(lines, " ", facts["subject"], entry.subject)
    _definition(lines, entry, spell)
    _fact(lines, " ", facts["region"], entry.region)
    if entry.coordinates:
        _fact(lines, " ", facts["coordinates"], f"{entry.coordinates[0]!r}, {entry.coordinates[1]!r}")
    if entry.well_known:
        _fact(lines, " ", facts["well-known"], "yes")
    for other in entry.related:
        if "related" in spell.native:
            add(f'{reference_start(spell)}{xml_name(other)}">{escaped(other)}{facts["related"][1]}')
        else:
            add(note_for(escaped(other)))
    if entry.note:
        _fact(lines, " ", facts["note"] if labeled(entry.note)[0] else ("<note>", "</note>"), entry.note)
    for happened in entry.history:
        _transaction(lines, happened, spell)
    for section, language in ((zh, tag), (en, "en")):
        add(f' <{spell.language} xml:lang="{language}">')
        _fact(lines, "  ", facts["gloss"], section.gloss)
        speech = section.part_of_speech
        if section is zh and speech == "noun" != en.part_of_speech:
            speech = ""  # the data leaves the Chinese at "noun"; 召开 "convene" would be called one
        for number, term in enumerate(section.terms):
            _term(lines, term, speech, section if not number else None, spell)
        add(f" </{spell.language}>")
    add(f"</{spell.entry}>\n")
    return "\n".join(lines)


def reference_start(spell: Spelling) -> str:
    """What stands before the id in a cross-reference to another concept."""
    return f' {spell.facts["related"][0][:-1]} target="'


def note_for(other: str) -> str:
    """A cross-reference to a concept that is not in the file, its text already escaped."""
    return f" <note>related: {other}</note>"


def _fact(lines: list[str], indent: str, markup: tuple[str, str], text: str) -> None:
    if text and (content := escaped(text)):
        lines.append(f"{indent}{markup[0]}{content}{markup[1]}")


def _definition(lines: list[str], entry: ConceptEntry, spell: Spelling) -> None:
    """The definition with its source beside it; v3 has no place for a source alone."""
    definition, source = spell.facts["definition"], spell.facts["source"]
    if entry.definition and "definition" in spell.native:
        lines.append(" <descripGrp>")
        _fact(lines, "  ", definition, entry.definition)
        _fact(lines, "  ", source, entry.source)
        lines.append(" </descripGrp>")
    else:
        _fact(lines, " ", definition, entry.definition)
        _fact(lines, " ", ("<note>source: ", "</note>") if spell.entry == "conceptEntry" else source, entry.source)


def _transaction(lines: list[str], happened: Transaction, spell: Spelling) -> None:
    if spell.transaction is None:
        _fact(lines, " ", spell.facts[happened.kind], f"{happened.date} {happened.by}".strip())
        return
    lines.append(" <transacGrp>")
    _fact(lines, "  ", spell.transaction, happened.kind)
    lines.append(f"  <date>{escaped(happened.date)}</date>")
    _fact(lines, "  ", spell.responsibility, happened.by)
    lines.append(" </transacGrp>")


def _term(lines: list[str], term: Term, speech: str, first_of: LanguageSection | None, spell: Spelling) -> None:
    facts, add = spell.facts, lines.append
    add(f"  <{spell.group}>")
    add(f"   <term>{escaped(term.text)}</term>")
    add(f"   {spell.statuses[term.status]}")
    if speech:
        add(f"   {spell.speeches[speech]}")
    if speech == "phrase" or _ACRONYM.fullmatch(term.text):
        kind = "phrase" if speech == "phrase" else "acronym"
        _fact(lines, "   ", facts["term-type"], V2_TERM_TYPES.get(kind, kind) if spell.entry == "termEntry" else kind)
    if first_of is not None:
        if first_of.pinyin and "pinyin" in spell.native:
            add("   <adminGrp>")
            _fact(lines, "    ", facts["pinyin"], first_of.pinyin)
            _fact(lines, "    ", spell.reading_note, READING_NOTE)
            add("   </adminGrp>")
        else:
            _fact(lines, "   ", facts["pinyin"], first_of.pinyin)
        _fact(lines, "   ", facts["context"], first_of.context)
    if term.kind is not None:
        _fact(lines, "   ", facts["kind"], term.kind)
        _fact(lines, "   ", facts["action"], term.action)
    if term.status is _DEPRECATED:
        _fact(lines, "   ", facts["because"], term.because)
        _fact(lines, "   ", facts["say"], term.say)
        for name in term.seen:
            _fact(lines, "   ", facts["seen"], name)
    add(f"  </{spell.group}>")
