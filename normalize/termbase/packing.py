"""Entries as tuples of plain values, which marshal can keep."""

from __future__ import annotations

from typing import Any

from glossary.entry import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction


def pack(entry: ConceptEntry) -> tuple[Any, ...]:
    """An entry as a tuple of plain values."""
    # `_value_`: what `value` has in Python 3.11 is Python code.
    zh = [(term.text, term.status._value_) for term in entry.zh.terms]
    en = [(t.text, t.status._value_, t.kind._value_ if t.kind else None, t.action._value_, t.because, t.say, t.seen) for t in entry.en.terms]
    return (entry.id, entry.subject, zh, entry.zh.pinyin, en, entry.en.gloss, entry.en.part_of_speech, entry.source, entry.region, entry.definition, entry.note,
            entry.well_known, entry.coordinates, entry.related, entry.origin, entry.zh.context, entry.en.context, tuple((t.kind, t.date, t.by) for t in entry.history))  # fmt: skip


_STATUS = {status.value: status for status in Status}
_KIND: dict[str | None, Kind | None] = {None: None, **{kind.value: kind for kind in Kind}}
_ACTION = {action.value: action for action in Action}


def unpack(packed: tuple[Any, ...]) -> ConceptEntry:
    """The entry that was packed."""
    (identifier, subject, zh, pinyin, en, gloss, part_of_speech, source, region, definition, note, well_known, coordinates, related, origin,
     zh_context, en_context, history) = packed  # fmt: skip
    chinese = tuple([Term(text, _STATUS[status]) for text, status in zh])
    english = tuple([Term(text, _STATUS[status], _KIND[kind], _ACTION[action], because, say, seen) for text, status, kind, action, because, say, seen in en])
    return ConceptEntry(
        identifier, subject, LanguageSection(chinese, pinyin=pinyin, context=zh_context),
        LanguageSection(english, gloss=gloss, part_of_speech=part_of_speech, context=en_context), source, region,
        definition, note, well_known, coordinates, related, origin, tuple(Transaction(*happened) for happened in history),
    )  # fmt: skip
