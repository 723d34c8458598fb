"""A document as the detectors see it: folded once, its listed forms found once and sorted into right, nearly right and garbled."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from glossary.entry import ConceptEntry, Term
from glossary.pinyin import SYLLABLES, is_pinyin
from glossary.surnames import is_personal_name
from normalize.termbase.compiled import PROTECTED, Compiled
from normalize.termbase.forms import FormRecord, Hit
from normalize.text.document import Document
from normalize.text.grammar import INFLECT, starts_sentence
from normalize.text.words import Words

_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\n": " "})


def plain(text: str) -> str:
    """The text with typographic quotes, dashes and spaces made plain, so that spellings can be compared."""
    return text if text.isascii() and "\n" not in text else text.translate(_PLAIN)


class Mention(NamedTuple):
    """A right form at [start, end): the entries that it may name (more than one for homographs, none for a look-alike).

    `exact` says that it is right as it stands, `spelled` that it stands letter for letter as the termbase has it.
    """

    start: int
    end: int
    entries: tuple[int, ...]
    exact: bool = True
    spelled: bool = True


class NearMention(NamedTuple):
    """A right form but for case or joints: what stands there, what it should be, and whether only the case differs."""

    start: int
    end: int
    entry: int
    right: str
    only_case: bool


class Garbled(NamedTuple):
    """A listed garbled form at [start, end)."""

    start: int
    end: int
    entry: int
    term: int
    inflection: str | None


class View:
    """One document against one compiled termbase."""

    def __init__(self, document: Document, compiled: Compiled) -> None:
        self.document, self.compiled = document, compiled
        self.text = document.text
        self.mentions: list[Mention] = []
        self.near: list[NearMention] = []
        self.garbled: list[Garbled] = []
        skips = bool(document.skipped)
        spellings = compiled.right_spellings
        for start, end, pattern in compiled.forms.scan(self.words):
            if (skips and document.is_skipped(start, end)) or document.parts(start, end):
                continue
            entries = spellings(pattern).get(self.text[start:end])
            if entries is not None:
                self.mentions.append(Mention(start, end, entries))
            else:
                self._sort(Hit(start, end, pattern))

    def _sort(self, hit: Hit) -> None:
        """Put a hit where it belongs: a right form in its right spelling protects its words from every other reading."""
        found = plain(self.text[hit.start : hit.end])
        records = self.compiled.forms.of(hit.pattern)
        right = [record for record in records if record.right]
        wrong = [record for record in records if not record.right]
        if right and wrong and (forbidden := self._forbidden(hit, found, right, wrong)):
            self._take_as_garbled(hit, forbidden)
            return
        exact = [record for record in right if self._spelled(record, found)]
        if exact:
            self.mentions.append(Mention(hit.start, hit.end, tuple(dict.fromkeys(r.entry for r in exact if r.entry != PROTECTED)), spelled=False))
            return
        for record in right:
            form = self._form(record)
            if form.isupper():
                continue  # "who" is no WHO
            if not self.compiled.is_beside(record.entry):
                self.near.append(NearMention(hit.start, hit.end, record.entry, form, form.casefold() == found.casefold()))
            self.mentions.append(Mention(hit.start, hit.end, (record.entry,) if record.entry != PROTECTED else (), exact=False))
            return
        self._take_as_garbled(hit, wrong)

    def _take_as_garbled(self, hit: Hit, records: Sequence[FormRecord]) -> None:
        self.garbled += [Garbled(hit.start, hit.end, record.entry, record.term, record.inflection) for record in records]

    def _forbidden(self, hit: Hit, found: str, right: Sequence[FormRecord], wrong: Sequence[FormRecord]) -> list[FormRecord]:
        """What stands there letter for letter as a concept forbids it, though but for case and joints it is a right form of it: mini-program, where a
        house writes mini program. A capital at a sentence start tells nothing."""
        concepts = {record.entry for record in right}
        begins = starts_sentence(self.text, hit.start)

        def stands(record: FormRecord) -> bool:
            form = self._form(record)
            return found == form or (begins and found == form[:1].upper() + form[1:])

        return [] if any(map(stands, right)) else [record for record in wrong if record.entry in concepts and stands(record)]

    def _form(self, record: FormRecord) -> str:
        if record.entry == PROTECTED:
            return self.compiled.look_alikes[record.term][0]
        text = self.compiled.entry(record.entry).en.terms[record.term].text
        return plain(INFLECT[record.inflection](text) if record.inflection else text)

    def _spelled(self, record: FormRecord, found: str) -> bool:
        """Whether what was found is the form as it may stand in a text: itself, at a sentence start, in capitals, in title case."""
        form = self._form(record)
        if found.isupper() and len(found) > 3:
            return True  # XI AN
        if len(found) != len(form) or found.casefold() != form.casefold():
            return found.replace("-", " ") == form.replace("-", " ") and not is_chain(form)
        # A capital more than the form has is right at a sentence start and in titles; a capital less never is in a name.
        return all(a == b or (a.isupper() and b.islower()) for a, b in zip(found, form, strict=True))

    @cached_property
    def told(self) -> list[Mention]:
        """The mentions of which something may be said: all but those of concepts that are merely known beside the termbase."""
        return [mention for mention in self.mentions if not any(map(self.compiled.is_beside, mention.entries))]

    @cached_property
    def words(self) -> Words:
        """The words of the text with their places."""
        return Words(self.text)

    @cached_property
    def named(self) -> list[bool]:
        """For each word whether it is part of a right name (Shanghai, the State Council; not opera or carrier)."""
        words = self.words
        named = [False] * len(words.words)
        for mention in self.mentions:
            if not mention.exact or not any(map(self.compiled.is_name, mention.entries)):
                continue
            first, last = words.at(mention.start), words.at(mention.end)
            if (words.hyphen(first) and words.capital(first - 1)) or (words.hyphen(last) and words.capital(last)):
                continue  # a member of a longer chain: Kunming in Shanghai-Suzhou-Kunming; but a Hong Kong-style tea house
            named[first:last] = [True] * (last - first)
        return named

    def begins(self, mention: Mention) -> int:
        """Where a right form begins without its article, which holds nothing together: “the first” is 首个, and “first issue” something else."""
        return mention.start + 4 * self.text.startswith(("the ", "The "), mention.start)

    @cached_property
    def joined(self) -> list[bool]:
        """For each word, and what stands behind the last, whether a listed right form holds it together with the word before it."""
        words = self.words
        joined = [False] * (len(words.words) + 1)
        for mention in self.mentions:
            first, last = words.at(self.begins(mention)), words.at(mention.end)
            joined[first + 1 : last] = [True] * max(0, last - first - 1)
        return joined

    @cached_property
    def counts(self) -> Counter[int]:
        """How often each entry is named by a right form."""
        return Counter(entry for mention in self.mentions if mention.exact for entry in mention.entries)

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    def mentions_over(self, start: int, end: int) -> Iterator[Mention]:
        """Right forms that touch a stretch."""
        at = max(0, bisect_left(self._mention_starts, start) - 1)
        while at < len(self.mentions) and self.mentions[at].start < end:
            if self.mentions[at].end > start:
                yield self.mentions[at]
            at += 1

    def occurrences(self, name: str) -> Iterator[int]:
        """Where a name stands as words of its own; looked for letter by letter, since a pattern for each name of a long text would cost more."""
        at = self.text.find(name)
        while at >= 0:
            if not (self.text[at - 1 : at].isalnum() or self.text[at + len(name) : at + len(name) + 1].isalnum()):
                yield at
            at = self.text.find(name, at + 1)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The words that stand somewhere as a surname before a given name: Qi of Qi Zhijia."""
        return frozenset(match[1] for match in _NAMES.finditer(self.text) if is_personal_name([match[1], match[2]]))

    @cached_property
    def quotes(self) -> list[tuple[int, int]]:
        """Stretches between quotation marks, without the marks."""
        return [(m.start() + 1, m.end() - 1) for m in re.finditer(r"“[^”\n]{1,400}”|\"[^\"\n]{1,400}\"", self.text)]

    def in_quotes(self, start: int, end: int) -> bool:
        """Whether a stretch stands within quotation marks."""
        at = bisect_right(self.quotes, (start, len(self.text) + 1)) - 1
        return at >= 0 and end <= self.quotes[at][1] + 1

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether quotation marks close tightly around a stretch, or open or close at it; an apostrophe alone is no mark (Dian Zhi's)."""
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        return before in _QUOTES or after in _QUOTES or self.is_wholly_quoted(start, end)

    def is_wholly_quoted(self, start: int, end: int) -> bool:
        """Whether quotation marks close tightly around a stretch on both sides."""
        before, after = self.text[start - 1 : start], self.text[end : end + 2]
        return before in _OPENING and after[:1] in _CLOSING and not (after[:1] in "'’" and after[1:].isalpha())

    def entry(self, number: int) -> ConceptEntry:
        """The entry of a number."""
        return self.compiled.entry(number)

    def term(self, garbled: Garbled) -> Term:
        """The deprecated term of a listed garbled form."""
        return self.entry(garbled.entry).en.terms[garbled.term]


_QUOTES = frozenset("\"“”‘《》")
_OPENING, _CLOSING = frozenset("\"“”‘’'《"), frozenset("\"“”’'》")


_NAMES = re.compile(r"\b([A-Z][a-zü]+)(?= ([A-Z][a-z]+)\b)")
_JOINT = re.compile(r"[a-z]-[A-Z]")
_PAIR = re.compile(r"([A-Z][a-z']+)-([A-Z][a-z']+) \w")


def is_chain(form: str) -> bool:
    """Whether hyphens join the members of a name (Beijing-Tianjin-Hebei, Beijing-Guangzhou High-speed Railway): there a lost hyphen is a lost sign.

    Of two members alone (Beijing-Shanghai) it is none: a menu lists cities side by side."""
    pair = _PAIR.match(form)
    return joints(form) >= 2 or (pair is not None and all(name.lower() not in SYLLABLES and is_pinyin(name) for name in pair.groups()))


def joints(form: str) -> int:
    """How many hyphens join members with a capital each."""
    return len(_JOINT.findall(form))
