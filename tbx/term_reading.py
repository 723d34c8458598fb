"""One language section of any kind of TBX, langSet or langSec, -> LanguageSection. Where to start: `gather`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.entry import Action, Kind, LanguageSection, Status, Term
from tbx.facts import facts_in, label_of, said
from tbx.losses import UNKNOWN_STATUS, Losses
from tbx.markup import text_of
from tbx.vocabulary import TERM_GROUPS, bare, status_read

if TYPE_CHECKING:
    from tbx.markup import Element

_SPEECHES = frozenset({"noun", "verb", "adjective", "adverb", ""})
_PHRASES = frozenset({"phrase", "phraseologicalUnit"})
_KINDS, _ACTIONS = {str(kind): kind for kind in Kind}, {str(action): action for action in Action}
# Looking a member up in its class costs more than comparing it, and this happens ten times an entry.
_PREFERRED, _ADMITTED, _DEPRECATED = Status


class Words:
    """What one language of an entry says while it is being gathered: right terms with the status they were given, and wrong ones.

    `doubtful` are right terms with a status that we do not know, `free` the places of notes that are about one right term.
    """

    __slots__ = ("code", "contexts", "definition", "doubtful", "free", "gloss", "notes", "pinyin", "right", "source", "speech", "wrong")

    def __init__(self, code: str) -> None:
        self.code = code
        self.right: dict[str, Status | None] = {}
        self.wrong: list[Term] = []
        self.pinyin = self.gloss = self.speech = self.definition = self.source = ""
        self.contexts: dict[str, str] = {}
        self.notes: list[str] = []
        self.doubtful: set[str] = set()
        self.free: dict[int, str] = {}

    def section(self) -> LanguageSection:
        """The terms with one preferred term first, if any is right; a text that comes twice is right if it is right once.

        A term of which nobody knows what its status means (`rejected by Li`) is not preferred where another is.
        """
        right = self.right
        terms = []
        if right:
            best = next(iter(right))
            if right[best] is not _PREFERRED:
                certain = next((text for text in right if text not in self.doubtful), best)
                best = next((text for text, status in right.items() if status is _PREFERRED), certain)
            terms.append(Term(best, _PREFERRED))
            terms += [Term(text, _ADMITTED) for text in right if text != best]
        known = set(right)
        for term in self.wrong:
            if term.text in known:
                self.notes.append(f"{term.text}, deprecated: {'as well as right' if term.text in right else 'twice'}")
            else:
                known.add(term.text)
                terms.append(term)
        if len(terms) > 1:
            for place, text in self.free.items():
                self.notes[place] = f"{text}, note: {self.notes[place]}"
        context = self.contexts.pop(terms[0].text, "") if self.contexts else ""
        self.notes += [f"{text}, context: {sentence}" for text, sentence in self.contexts.items()]
        return LanguageSection(tuple(terms), self.pinyin, self.gloss, self.speech or "noun", context)


def gather(section: Element, words: Words, losses: Losses) -> None:
    """Put everything that a language section says to its words."""
    for child in section:
        tag = child.tag
        name = bare(tag) if isinstance(tag, str) else ""
        if name in TERM_GROUPS:
            _term(child, words, losses)
        elif name == "transacGrp":
            losses.lost("transactions of single languages and terms")
        else:
            for label, text in facts_in(child):
                if label in ("gloss", "definition", "source") and not getattr(words, label):
                    setattr(words, label, text)
                else:
                    words.notes.append(text if label == "note" else f"{words.code} {label}: {text}")


class _Told:
    """What a term group says: facts of which a term has one each, notes, where the form was seen, and what the model has no field for."""

    __slots__ = ("facts", "free", "more", "seen")

    def __init__(self, group: Element, losses: Losses) -> None:
        self.facts: dict[str, str] = {}
        self.free: list[str] = []
        self.more: list[str] = []
        self.seen: list[str] = []
        facts = self.facts
        for child in group:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            label = label_of(tag, child.get("type"))
            if label == "*" and bare(tag) == "transacGrp":
                losses.lost("transactions of single languages and terms")
            elif label in _OF_A_TERM and label not in facts:
                if text := text_of(child):
                    facts[label] = text
            else:
                for label, text in facts_in(child) if label == "*" else (said(child, label),):  # noqa: B020
                    if text:
                        self._put(label, text)

    def _put(self, label: str, text: str) -> None:
        if label in _OF_A_TERM and label not in self.facts:
            self.facts[label] = text
        elif label == "note":
            self.free.append(text)
        elif label == "seen":
            self.seen.append(text)
        elif label == "because":
            self.facts[label] += f"; {text}"
        elif label != "term":
            self.more.append(f"{label}: {text}")


def _term(group: Element, words: Words, losses: Losses) -> None:
    """Put the term of a group to the words of its language, right or wrong, and what is told of it."""
    told = _Told(group, losses)
    facts, more = told.facts, told.more
    if not (text := facts.pop("term", "")):
        losses.lost("empty terms")
        return
    word, speech = facts.pop("status", ""), _speech_read(facts.pop("part-of-speech", ""))
    status = status_read(word) if word else None
    first = not (words.right or words.wrong)
    if facts or told.free or told.seen or speech not in _SPEECHES:
        term = _deprecated(text, status, told, words)
        speech = _speech(speech, facts.get("term-type", ""), more)
    else:
        term = Term(text, _DEPRECATED) if status is _DEPRECATED else None
    if word and status is None:
        more.append(f"status: {word}")
        losses.lost(UNKNOWN_STATUS, word)
        words.doubtful.add(text)
    if first:
        words.speech = speech
    elif speech and speech != (words.speech or "noun"):
        more.append(f"part-of-speech: {speech}")
    if more:
        words.notes += [f"{text}, {what}" for what in more]
    if term is not None:
        words.wrong.append(term)
    else:
        words.right.setdefault(text, status)


_OF_A_TERM = frozenset({"term", "status", "part-of-speech", "term-type", "pinyin", "context", "definition", "kind", "action", "because", "say"})


def _speech_read(word: str) -> str:
    """The part of speech as we spell it, where it is one of ours in other letters: Microsoft's terminology has `Verb` and `Proper Noun`."""
    if word in _SPEECHES:
        return word
    plain = re.sub("[^a-z]", "", word.lower())
    return "noun" if plain == "propernoun" else plain if plain in _SPEECHES or plain == "other" else word


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


def _deprecated(text: str, status: Status | None, told: _Told, words: Words) -> Term | None:
    """The term, if it is deprecated, with what is told of it; what belongs to its language goes there, the rest to `more`."""
    get, free, more, seen = told.facts.get, told.free, told.more, told.seen
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
    if status is _DEPRECATED:
        if kind and kind not in _KINDS:
            more.append(f"kind: {kind}")
        because = "; ".join((because, *free) if because else free)
        return Term(text, status, _KINDS.get(kind), _ACTIONS.get(action, Action.REVIEW), because, say, tuple(seen))
    words.free |= dict.fromkeys(range(len(words.notes), len(words.notes) + len(free)), text)
    words.notes += free
    more += [f"{label}: {what}" for label, what in (("kind", kind), ("because", because), ("say", say), *(("seen", name) for name in seen)) if what]
    return None
