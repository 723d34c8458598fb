"""Entries -> TOML: the data files in their one layout."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from glossary.entry import Action, ConceptEntry, Status, Transaction


def identifier(english: str) -> str:
    """The id of a concept, made of its English: lower case, hyphens, a letter first.

    >>> identifier("Xi'an–Chengdu High-speed Railway"), identifier("24 solar terms")
    ('xian-chengdu-high-speed-railway', 'n-24-solar-terms')
    """
    plain = re.sub("[–—]", " ", english)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower().replace("'", "")
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug if slug[:1].isalpha() else f"n-{slug}".rstrip("-")


def as_toml(entries: Iterable[ConceptEntry]) -> str:
    """The text of a data file: sorted by id, one line a field, empty fields left out, deprecated forms in alphabetical order."""
    return "\n".join("".join(f"{line}\n" for line in toml_lines(entry)) for entry in sorted(entries, key=lambda entry: entry.id))


def told_note(entry: ConceptEntry) -> str:
    """The note, with what is said of the Chinese and has no field in a glossary file: what explains it, and the forms not to be used, with the reason."""
    wrong = (f"not to be used: {term.text}" + (f" ({term.because})" if term.because else "") for term in entry.zh.of(Status.DEPRECATED))
    return "; ".join(part for part in (entry.note, entry.zh.gloss, *wrong) if part)


def toml_lines(entry: ConceptEntry) -> Iterator[str]:
    """One concept as the data files have it."""
    yield "[[concept]]"
    yield f"id = {_quoted(entry.id)}"
    yield f"subject = {_quoted(entry.subject)}"
    yield from _given(("region", entry.region), ("definition", entry.definition))
    if entry.well_known:
        yield "well_known = true"
    if entry.coordinates:
        yield f"coordinates = [{', '.join(f'{degrees:.2f}' if round(degrees, 2) == degrees else repr(degrees) for degrees in entry.coordinates)}]"
    yield from _list("related", entry.related)
    yield from _given(("note", told_note(entry)), ("source", entry.source))
    if entry.history:
        yield f"history = [{', '.join(_inline(happened) for happened in entry.history)}]"
    yield "[concept.zh]"
    yield from _given(("preferred", entry.chinese), ("pinyin", entry.pinyin))
    yield from _list("admitted", [term.text for term in entry.zh.of(Status.ADMITTED)])
    yield from _given(("context", entry.zh.context))
    yield "[concept.en]"
    yield f"preferred = {_quoted(entry.english)}"
    yield from _list("admitted", [term.text for term in entry.en.of(Status.ADMITTED)])
    yield from _given(("gloss", entry.en.gloss), ("part_of_speech", "" if entry.en.part_of_speech == "noun" else entry.en.part_of_speech))
    yield from _given(("context", entry.en.context))
    for term in sorted(entry.deprecated, key=lambda term: term.text):
        yield "[[concept.en.deprecated]]"
        yield f"form = {_quoted(term.text)}"
        yield f"kind = {_quoted(term.kind or 'calque')}"
        yield from _given(("action", "" if term.action is Action.REVIEW else term.action), ("say", term.say), ("because", term.because))
        yield from _list("seen", term.seen)


def look_alike_lines(form: str, because: str) -> Iterator[str]:
    """One form that is right though it looks garbled, as a glossary has it."""
    yield "[[look_alike]]"
    yield from _given(("form", form), ("because", because))


def _given(*fields: tuple[str, str]) -> Iterator[str]:
    for name, value in fields:
        if value:
            yield f"{name} = {_quoted(value)}"


def _list(name: str, values: Sequence[str]) -> Iterator[str]:
    if values:
        yield f"{name} = [{', '.join(map(_quoted, values))}]"


def _inline(happened: Transaction) -> str:
    by = f", by = {_quoted(happened.by)}" if happened.by else ""
    return f"{{ kind = {_quoted(happened.kind)}, date = {_quoted(happened.date)}{by} }}"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(char):04X}" if ord(char) < 32 or ord(char) == 127 else char for char in escaped) + '"'
