"""TBX of any make -> concept entries: v2 with tig or ntig, with or without namespace, v3 in DCA and DCT, UTF-8 and UTF-16.

A concept needs a Chinese and an English term; others are passed over, as a termbase of many languages has them. Where to start: `read_tbx`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.entry import SUBJECTS, Action, ConceptEntry, LanguageSection, Status, Term
from glossary.load import GlossaryError
from tbx.markup import line_of, read_entries, text_of
from tbx.vocabulary import (
    DRAFT_MIN,
    ENTRIES,
    LANGUAGES,
    STATUS_CATEGORIES,
    TERM_GROUPS,
    XML_LANG,
    category,
    is_traditional,
    kind_read,
    labeled,
    language,
    local,
    status_read,
)  # fmt: skip

if TYPE_CHECKING:
    from tbx.markup import Element


def read_tbx(path: Path) -> tuple[ConceptEntry, ...]:
    """The concepts of a TBX file in its order, each with one preferred Chinese and one preferred English term.

    A term without a status is preferred if it is the first of its language and no other is, else admitted. An entry whose English is wholly
    forbidden (Weblate writes one for each bad form) gives its forms to the entry with the same Chinese. GlossaryError names file and line.
    """
    entries: dict[str, ConceptEntry] = {}
    forbidden: list[ConceptEntry] = []
    for entry in _concepts(path):
        if not entry.right_forms:
            forbidden.append(entry)
            continue
        identifier, number = entry.id, 1
        while identifier in entries:
            number += 1
            identifier = f"{entry.id}-{number}"
        entries[identifier] = entry if identifier == entry.id else replace(entry, id=identifier)
    if forbidden:
        holder = {form: identifier for identifier, entry in reversed(entries.items()) for form in entry.chinese_forms}
        for entry in forbidden:
            if identifier := holder.get(entry.chinese, ""):
                owner = entries[identifier]
                known = {term.text for term in owner.en.terms}
                more = tuple(term for term in entry.en.terms if term.text not in known)
                entries[identifier] = replace(owner, en=replace(owner.en, terms=owner.en.terms + more))
    return tuple(entries.values())


def iter_tbx(path: Path, report: Callable[[str], None] = lambda sentence: None) -> Iterator[ConceptEntry]:
    """The concepts of a TBX file one at a time, with a memory that does not grow.

    `report` gets a sentence for each thing that a ConceptEntry cannot hold. Other than in `read_tbx` an id may come twice, and an entry may have
    only forbidden English (`right_forms` is then empty): Weblate writes one for each bad form. GlossaryError names file and line.
    """
    return _concepts(path)


def _concepts(path: Path) -> Iterator[ConceptEntry]:
    """Concepts as they come, with a memory that does not grow; an entry may still have only forbidden English."""
    found, first_line, languages = 0, 0, set[str]()
    for is_entry, node in read_entries(path, ENTRIES):
        if not is_entry:
            _known_root(node, path)
            continue
        first_line = first_line or line_of(node)
        entry = _concept(node, path)
        if entry is not None:
            found += 1
            yield entry
        elif len(languages) < 9:
            languages |= {tag for child in node if local(child) in LANGUAGES and (tag := child.get(XML_LANG) or "")}
    if not first_line:
        raise GlossaryError(f"{path}: line 1: holds no concept (termEntry or conceptEntry); export it again")
    if not found:
        seen = ", ".join(sorted(languages)) or "none"
        raise GlossaryError(f"{path}: line {first_line}: no concept has both a Chinese (zh) and an English (en) term; languages found: {seen}; export it with zh and en")


def _known_root(root: Element, path: Path) -> None:
    name = local(root)
    if name in {"martif", "tbx"}:
        return
    where = f"{path}: line {line_of(root)}"
    if name == DRAFT_MIN:
        raise GlossaryError(f"{where}: this is the 2013 draft of TBX-Min, which no later edition reads; convert it to TBX v2 or v3")
    raise GlossaryError(f"{where}: the root element is <{name}>, not <martif> (TBX v2) or <tbx> (TBX v3); give a TBX file")


@dataclass(slots=True)
class _Words:
    """What one language of an entry says while it is being gathered."""

    terms: list[tuple[Term, Status | None]] = field(default_factory=list)
    pinyin: str = ""
    gloss: str = ""
    speech: str = ""
    definition: str = ""
    source: str = ""
    notes: list[str] = field(default_factory=list)


def _concept(node: Element, path: Path) -> ConceptEntry | None:
    chinese, english = _Words(), _Words()
    sections = [(language(child), is_traditional(child), child) for child in node if local(child) in LANGUAGES]
    for name, _, section in sorted((s for s in sections if s[0]), key=lambda s: s[1]):  # the simplified terms first, whichever order the file has
        _gather(section, chinese if name == "zh" else english, path)
    if not chinese.terms or not english.terms:
        return None
    zh, en = _section(chinese, path), _section(english, path)
    if all(term.status is Status.DEPRECATED for term in zh.terms):
        return None
    facts: dict[str, list[str]] = {}
    for child in node:
        if local(child) not in LANGUAGES:
            _facts(child, facts, path)

    def first(name: str) -> str:
        return facts.get(name, [""])[0]

    notes = [*facts.get("note", []), *chinese.notes, *english.notes]
    subject = first("subjectField")
    if subject not in SUBJECTS:
        notes += [f"subject: {subject}"] if subject else []
        subject = "place" if _looks_like_a_name(en.preferred) else "society"
    return ConceptEntry(
        id=node.get("id") or "u-" + "-".join(f"{ord(c):x}" for c in zh.preferred), subject=subject, zh=zh, en=en,
        source=first("source") or english.source or chinese.source or f"user glossary {path.name}", region=first("region"),
        definition=first("definition") or english.definition or chinese.definition, note="; ".join(dict.fromkeys(notes)), well_known=first("well-known") == "yes",
        coordinates=_coordinates(first("coordinates")), related=tuple(facts.get("related", [])), origin=path.name,
    )  # fmt: skip


def _facts(node: Element, facts: dict[str, list[str]], path: Path) -> None:
    """What an element outside the term groups says, by category, or by the label of a note of ours."""
    name = category(node)
    if name.endswith("Grp"):
        for child in node:
            _facts(child, facts, path)
    elif name == "note":
        label, value = labeled(text_of(node, path))
        facts.setdefault(label or "note", []).append(value)
    elif name == "crossReference":
        facts.setdefault("related", []).append(text_of(node, path) or node.get("target") or "")
    elif local(node) == "descrip" and not name:  # Weblate's explanation has no type
        facts.setdefault("definition", []).append(text_of(node, path))
    elif name in {"subjectField", "definition", "source"} and (text := text_of(node, path)):
        facts.setdefault(name, []).append(text)


def _gather(section: Element, words: _Words, path: Path) -> None:
    facts: dict[str, list[str]] = {}
    for child in section:
        if local(child) in TERM_GROUPS:
            _term(child, words, path)
        else:
            _facts(child, facts, path)
    words.gloss = words.gloss or facts.get("gloss", [""])[0]
    words.definition = facts.get("definition", [words.definition])[0]
    words.source = words.source or facts.get("source", [""])[0]
    words.notes += facts.get("note", [])


def _term(group: Element, words: _Words, path: Path) -> None:
    text, status, speech, phrase, reading, definition = "", None, "", False, "", ""
    notes: dict[str, list[str]] = {}
    for node in group.iter():
        name = category(node)
        if name == "term":
            text = text or text_of(node, path)
        elif name in STATUS_CATEGORIES:
            status = status or status_read(text_of(node, path))
        elif name == "partOfSpeech":
            speech = text_of(node, path)
        elif name == "termType":
            phrase = text_of(node, path) == "phrase"
        elif name == "reading":
            reading = text_of(node, path)
        elif name == "definition":
            definition = definition or text_of(node, path)
        elif name == "note":
            label, value = labeled(text_of(node, path))
            notes.setdefault(label, []).append(value)
    if not text:
        return
    if not words.terms:
        words.speech = "phrase" if phrase and speech == "other" else speech
    words.definition = words.definition or definition
    words.pinyin = words.pinyin or notes.get("pinyin", [reading])[0]
    free = [note for note in notes.get("", []) if note]
    because = "; ".join(notes.get("because", free))
    if status is not Status.DEPRECATED:
        words.notes += free
        words.terms.append((Term(text, status or Status.ADMITTED), status))
        return
    kind, action = (notes[label][0] if label in notes else "" for label in ("kind", "action"))
    words.terms.append((
        Term(
            text, Status.DEPRECATED, kind_read(kind), Action(action) if action in set(Action) else Action.REVIEW,
            because or ("" if kind else f"listed in {path.name}"), notes.get("say", [""])[0], tuple(notes.get("seen", [])),
        ),
        status,
    ))  # fmt: skip


def _section(words: _Words, path: Path) -> LanguageSection:
    right: dict[str, Status | None] = {}
    for term, status in words.terms:
        if term.status is not Status.DEPRECATED:
            right.setdefault(term.text, status)
    best = next((text for text, status in right.items() if status is Status.PREFERRED), next(iter(right), ""))
    terms = [Term(best, Status.PREFERRED)] if best else []
    terms += [Term(text, Status.ADMITTED) for text in right if text != best]
    terms += [term for term, _ in words.terms if term.status is Status.DEPRECATED and term.text not in right]
    speech = words.speech if words.speech in {"verb", "adjective", "adverb", "phrase"} else "noun"
    return LanguageSection(tuple(terms), words.pinyin, words.gloss, speech)


def _coordinates(text: str) -> tuple[float, float] | None:
    found = re.fullmatch(r"(-?[\d.]+(?:e-?\d+)?), (-?[\d.]+(?:e-?\d+)?)", text)
    try:
        return (float(found[1]), float(found[2])) if found else None
    except ValueError:
        return None


def _looks_like_a_name(english: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z']+", re.sub(r"\(.*?\)", "", english)) if word.lower() not in {"of", "the", "and", "in", "for", "on"}]
    return bool(words) and all(word[0].isupper() for word in words)
