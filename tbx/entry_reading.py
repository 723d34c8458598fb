"""One entry element of any kind of TBX -> ConceptEntry. What the model has no field for becomes a note, or is named to `Losses`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.defaults import user_id
from glossary.entry import DATE, TRANSACTIONS, ConceptEntry, Transaction
from tbx.facts import facts_in
from tbx.losses import Losses
from tbx.markup import text_of
from tbx.term_reading import Words, gather
from tbx.vocabulary import LANGUAGES, bare, is_romanized, is_traditional, language, tag_of

if TYPE_CHECKING:
    from tbx.markup import Element

_TRANSACTIONS = {"origination": "origination", "creation": "origination", "modification": "modification"}
_OF_A_CONCEPT = frozenset({"subject", "source", "region", "definition", "well-known", "coordinates"})


def read_entry(node: Element, losses: Losses) -> ConceptEntry | None:
    """The concept of a termEntry or conceptEntry; None if it has no Chinese term that is right, or no English one at all.

    English may be wholly deprecated: Weblate writes an entry for each forbidden form. `losses` is told each kind of thing that is left out.
    """
    told = _Told(node)
    chinese, english = _words(told.sections, losses)
    if not chinese.right or not (english.right or english.wrong):
        return None
    zh, en = chinese.section(), english.section()
    take, notes = told.facts.pop, told.notes
    definition = take("definition", "") or english.definition or chinese.definition
    source = take("source", "") or english.source or chinese.source
    for other in (english, chinese):
        if other.definition and other.definition != definition:
            other.notes.append(f"{other.code} definition: {other.definition}")
        if other.source and other.source != source:
            other.notes.append(f"{other.code} source: {other.source}")
    coordinates = None
    if (place := take("coordinates", "")) and (coordinates := _coordinates(place)) is None:
        notes.append(f"coordinates: {place}")
    notes += chinese.notes + english.notes
    return ConceptEntry(
        node.get("id") or user_id(zh.terms[0].text), take("subject", ""), zh, en,
        source, take("region", ""), definition, "; ".join(dict.fromkeys(notes)) if notes else "",
        take("well-known", "") == "yes", coordinates, tuple(told.related), "", tuple(told.history),
    )  # fmt: skip


class _Told:
    """What an entry says of the concept itself, and its language sections: (language, tag, element), as yet unread."""

    __slots__ = ("facts", "history", "notes", "related", "sections")

    def __init__(self, node: Element) -> None:
        self.sections: list[tuple[str, str, Element]] = []
        self.facts: dict[str, str] = {}
        self.related: list[str] = []
        self.history: list[Transaction] = []
        self.notes: list[str] = []
        for child in node:
            tag = child.tag
            name = bare(tag) if isinstance(tag, str) else ""
            if name in LANGUAGES:
                tag = tag_of(child)
                self.sections.append((language(tag), tag, child))
            elif name == "transacGrp":
                _transaction(child, self.history, self.notes)
            else:
                for label, text in facts_in(child):
                    self._put(label, text)

    def _put(self, label: str, text: str) -> None:
        if label in _OF_A_CONCEPT and label not in self.facts:
            self.facts[label] = text
        elif label == "related":
            self.related.append(text)
        elif label in TRANSACTIONS:
            date, _, by = text.partition(" ")
            self.history.append(Transaction(label, date, by))
        else:
            self.notes.append(text if label == "note" else f"{label}: {text}")


def _words(sections: list[tuple[str, str, Element]], losses: Losses) -> tuple[Words, Words]:
    """What the Chinese sections say, and the English ones."""
    chinese, english = Words("zh"), Words("en")
    if len(sections) > 2:  # the simplified terms first, whichever order the file has, and readings last
        sections = sorted(sections, key=lambda section: (is_romanized(section[1]), is_traditional(section[1])))
    for code, tag, section in sections:
        if code == "zh" and is_romanized(tag):
            _romanized(section, tag, chinese, losses)
        elif code == "zh" or code == "en":
            gather(section, chinese if code == "zh" else english, losses)
        else:
            losses.lost(f"terms in {code or 'a language without a tag'}")
    return chinese, english


def _romanized(section: Element, tag: str, chinese: Words, losses: Losses) -> None:
    """The terms of a section like zh-Latn-pinyin: the first is the reading where there is none yet, every other one is told in a note."""
    words = Words(tag)
    gather(section, words, losses)
    terms = [text for text in words.right if text != chinese.pinyin]
    if terms and not chinese.pinyin and re.fullmatch(r"[a-z]+[-_]latn([-_](pinyin|cn|[a-z]{2}))?", tag.lower()):
        chinese.pinyin = terms.pop(0)
    chinese.notes += [f"{tag}: {text}" for text in terms] + words.notes


def _transaction(group: Element, history: list[Transaction], notes: list[str]) -> None:
    """The one transaction of a group; what is neither origination nor modification with a date is a note."""
    kind, date, by, more = "", "", "", []
    for child in group:
        tag = child.tag
        name = bare(tag) if isinstance(tag, str) else ""
        text = text_of(child) if name else ""
        if name in ("transac", "transactionType"):
            kind = text
        elif name == "date":
            date = text
        elif not by and (name == "responsibility" or (name == "transacNote" and child.get("type") == "responsibility")):
            by = text
        elif text:
            more.append(text)
    known = kind in _TRANSACTIONS and re.fullmatch(DATE, date) is not None
    if known:
        history.append(Transaction(_TRANSACTIONS[kind], date, by))
    if (more or not known) and (told := " ".join(part for part in (kind, date, by, *more) if part)):
        notes.append(f"transaction: {told}")


def _coordinates(text: str) -> tuple[float, float] | None:
    latitude, _, longitude = text.partition(", ")
    try:
        return float(latitude), float(longitude)
    except ValueError:
        return None
