"""One entry element of any kind of TBX -> ConceptEntry. What the model has no field for becomes a note, or is named to `lost`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.entry import DATE, TRANSACTIONS, Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction
from glossary.load import user_id
from tbx.markup import text_of
from tbx.vocabulary import (
    CATEGORY_OF,
    LABELS,
    LANGUAGES,
    READING_NOTE,
    STATUS_CATEGORIES,
    TERM_GROUPS,
    TYPED,
    bare,
    is_traditional,
    labeled,
    language,
    status_read,
    tag_of,
)  # fmt: skip

if TYPE_CHECKING:
    from tbx.markup import Element

_LABEL_OF = {category: label for label, category in CATEGORY_OF.items()} | dict.fromkeys(STATUS_CATEGORIES, "status")
_TRANSACTIONS = {"origination": "origination", "creation": "origination", "modification": "modification"}
_SPEECHES = frozenset({"noun", "verb", "adjective", "adverb", ""})
_PHRASES = frozenset({"phrase", "phraseologicalUnit"})
Lost = Callable[[str], None]


def read_entry(node: Element, lost: Lost) -> ConceptEntry | None:
    """The concept of a termEntry or conceptEntry; None if it has no Chinese term that is right, or no English one at all.

    English may be wholly deprecated: Weblate writes an entry for each forbidden form. `lost` is told each kind of thing that is left out.
    """
    sections: list[tuple[str, str, Element]] = []
    facts: dict[str, str] = {}
    related: list[str] = []
    history: list[Transaction] = []
    notes: list[str] = []
    for child in node:
        tag = child.tag
        name = bare(tag) if isinstance(tag, str) else ""
        if name in LANGUAGES:
            tag = tag_of(child)
            sections.append((language(tag), tag, child))
        elif name == "transacGrp":
            _transaction(child, history, notes)
        else:
            for label, text in _facts(child):
                if label in _OF_A_CONCEPT and label not in facts:
                    facts[label] = text
                elif label == "related":
                    related.append(text)
                elif label in TRANSACTIONS:
                    date, _, by = text.partition(" ")
                    history.append(Transaction(label, date, by))
                else:
                    notes.append(text if label == "note" else f"{label}: {text}")
    if len(sections) > 2:  # the simplified terms first, whichever order the file has
        sections.sort(key=lambda section: is_traditional(section[1]))
    chinese, english = _Words("zh"), _Words("en")
    for code, _, section in sections:
        if code == "zh" or code == "en":
            _gather(section, chinese if code == "zh" else english, lost)
        else:
            lost(f"terms in {code or 'a language without a tag'}")
    if not chinese.right or not (english.right or english.wrong):
        return None
    zh, en = chinese.section(), english.section()
    take = facts.pop
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
        take("well-known", "") == "yes", coordinates, tuple(related), "", tuple(history),
    )  # fmt: skip


_OF_A_CONCEPT = frozenset({"subject", "source", "region", "definition", "well-known", "coordinates"})


@lru_cache(maxsize=4096)
def _label(tag: str, category: str | None) -> str:
    """What an element says, by our label, else by the name of its data category; `note` for notes, `*` for groups."""
    name = bare(tag)
    if name.endswith("Grp") or name == "termCompList":
        return "*"
    if name in TYPED:
        # Weblate's explanation is a descrip without a type.
        name = category or ("definition" if name == "descrip" else name)
    return _LABEL_OF.get(name, name)


def _said(leaf: Element, label: str) -> tuple[str, str]:
    """What an element that is no group says: (our label, text), (`note`, text) for a free note, (the category's own name, text) for others."""
    text = text_of(leaf)
    if label == "note":
        label, text = labeled(text)
        return label or "note", text
    if (label not in LABELS or label == "related") and (target := leaf.get("target")):
        text = (text or target) if label == "related" else f"{text} {target}".strip()
    return label, "" if label == "readingNote" and text == READING_NOTE else text


def _facts(node: Element) -> Iterator[tuple[str, str]]:
    """What an element and, if it is a group, the elements in it say."""
    tag = node.tag
    if not isinstance(tag, str):
        return
    label = _label(tag, node.get("type"))
    if label == "*":
        for child in node:
            yield from _facts(child)
    elif (said := _said(node, label))[1]:
        yield said


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
    known = kind in _TRANSACTIONS and DATE.fullmatch(date) is not None
    if known:
        history.append(Transaction(_TRANSACTIONS[kind], date, by))
    if (more or not known) and (told := " ".join(part for part in (kind, date, by, *more) if part)):
        notes.append(f"transaction: {told}")


class _Words:
    """What one language of an entry says while it is being gathered: right terms with the status they were given, and wrong ones."""

    __slots__ = ("code", "contexts", "definition", "gloss", "notes", "pinyin", "right", "source", "speech", "wrong")

    def __init__(self, code: str) -> None:
        self.code = code
        self.right: dict[str, Status | None] = {}
        self.wrong: list[Term] = []
        self.pinyin = self.gloss = self.speech = self.definition = self.source = ""
        self.contexts: dict[str, str] = {}
        self.notes: list[str] = []

    def section(self) -> LanguageSection:
        """The terms with one preferred term first, if any is right; a text that comes twice is right if it is right once."""
        right = self.right
        terms = []
        if right:
            best = next(iter(right))
            if right[best] is not Status.PREFERRED:
                best = next((text for text, status in right.items() if status is Status.PREFERRED), best)
            terms.append(Term(best, Status.PREFERRED))
            terms += [Term(text, Status.ADMITTED) for text in right if text != best]
        known = set(right)
        for term in self.wrong:
            if term.text in known:
                self.notes.append(f"{term.text}, deprecated: {'as well as right' if term.text in right else 'twice'}")
            else:
                known.add(term.text)
                terms.append(term)
        context = self.contexts.pop(terms[0].text, "") if self.contexts else ""
        self.notes += [f"{text}, context: {sentence}" for text, sentence in self.contexts.items()]
        return LanguageSection(tuple(terms), self.pinyin, self.gloss, self.speech or "noun", context)


def _gather(section: Element, words: _Words, lost: Lost) -> None:
    for child in section:
        tag = child.tag
        name = bare(tag) if isinstance(tag, str) else ""
        if name in TERM_GROUPS:
            _term(child, words, lost)
        elif name == "transacGrp":
            lost("transactions of single languages and terms")
        else:
            for label, text in _facts(child):
                if label in ("gloss", "definition", "source") and not getattr(words, label):
                    setattr(words, label, text)
                else:
                    words.notes.append(text if label == "note" else f"{words.code} {label}: {text}")


def _term(group: Element, words: _Words, lost: Lost) -> None:
    facts: dict[str, str] = {}
    free: list[str] = []
    more: list[str] = []
    seen: list[str] = []
    for child in group:
        tag = child.tag
        if not isinstance(tag, str):
            continue
        label = _label(tag, child.get("type"))
        if label == "*" and bare(tag) == "transacGrp":
            lost("transactions of single languages and terms")
            continue
        if label in _OF_A_TERM and label not in facts:
            if text := text_of(child):
                facts[label] = text
            continue
        for label, text in _facts(child) if label == "*" else (_said(child, label),):  # noqa: B020
            if not text:
                continue
            if label in _OF_A_TERM and label not in facts:
                facts[label] = text
            elif label == "note":
                free.append(text)
            elif label == "seen":
                seen.append(text)
            elif label == "because":
                facts[label] += f"; {text}"
            elif label != "term":
                more.append(f"{label}: {text}")
    if not (text := facts.pop("term", "")):
        lost("empty terms")
        return
    word, speech = facts.pop("status", ""), facts.pop("part-of-speech", "")
    status = status_read(word) if word else None
    first = not (words.right or words.wrong)
    if facts or free or more or seen or speech not in _SPEECHES:
        term = _told(text, status, facts, free, more, seen, words)
        speech = _speech(speech, facts.get("term-type", ""), more)
    else:
        term = Term(text, Status.DEPRECATED) if status is Status.DEPRECATED else None
    if word and status is None:
        more.append(f"status: {word}")
    if first:
        words.speech = speech
    elif speech and speech != (words.speech or "noun"):
        more.append(f"part-of-speech: {speech}")
    if more:
        words.notes += [f"{text}, {said}" for said in more]
    if term is not None:
        words.wrong.append(term)
    else:
        words.right.setdefault(text, status)


_OF_A_TERM = frozenset({"term", "status", "part-of-speech", "term-type", "pinyin", "context", "definition", "kind", "action", "because", "say"})
_KINDS, _ACTIONS = frozenset(Kind), frozenset(Action)


def _speech(speech: str, term_type: str, more: list[str]) -> str:
    """Our part of speech, empty if the file says none of ours; what we have no word for goes to `more`."""
    if term_type and term_type not in _PHRASES and term_type != "acronym":
        more.append(f"term-type: {term_type}")
    if speech == "other":
        return "phrase" if term_type in _PHRASES else ""
    if speech not in _SPEECHES:
        more.append(f"part-of-speech: {speech}")
        return ""
    return speech


def _told(text: str, status: Status | None, facts: dict[str, str], free: list[str], more: list[str], seen: list[str], words: _Words) -> Term | None:
    """The term, if it is deprecated, with what is told of it; what belongs to its language goes there, the rest to `more`."""
    get = facts.get
    if context := get("context"):
        words.contexts.setdefault(text, context)
    if reading := get("pinyin"):
        words.pinyin = words.pinyin or reading
        if reading != words.pinyin:
            more.append(f"pinyin: {reading}")
    if definition := get("definition"):
        words.definition = words.definition or definition
        if definition != words.definition:
            more.append(f"definition: {definition}")
    kind, action, because, say = get("kind", ""), get("action", ""), get("because", ""), get("say", "")
    if status is Status.DEPRECATED:
        if kind and kind not in _KINDS:
            more.append(f"kind: {kind}")
        because = "; ".join((because, *free) if because else free)
        return Term(text, status, Kind(kind) if kind in _KINDS else None, Action(action) if action in _ACTIONS else Action.REVIEW, because, say, tuple(seen))
    words.notes += free
    more += [f"{label}: {said}" for label, said in (("kind", kind), ("because", because), ("say", say), *(("seen", name) for name in seen)) if said]
    return None


def _coordinates(text: str) -> tuple[float, float] | None:
    latitude, _, longitude = text.partition(", ")
    try:
        return float(latitude), float(longitude)
    except ValueError:
        return None
