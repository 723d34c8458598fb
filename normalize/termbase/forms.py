"""Every listed English form, right or garbled, found in one linear pass whatever the size of the termbase.

Text and forms are folded alike (see `folding`). A form is looked up by its first two words; a hit is confirmed on the original text afterwards.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import compress, count, islice
from operator import sub
from typing import NamedTuple
from zlib import crc32

from glossary.english import ing, past, plural, third_person
from glossary.entry import ConceptEntry, Status
from normalize.termbase.remembered import Remembered
from normalize.termbase.shelf import Packed, Rows, Shelf, rowed, shelved
from normalize.text.folding import Folded, folded_form
from normalize.text.grammar import ING, PAST, PLURAL, THIRD

_JOINTS = frozenset(" -'’–‐‑\u00a0\n,&/:()")
_ABBREVIATIONS = frozenset({"co", "corp", "dr", "ltd", "mr", "mrs", "mt", "no", "st"})


class FormRecord(NamedTuple):
    """What one pattern stands for: term `term` of entry `entry`, perhaps inflected."""

    entry: int
    term: int
    right: bool
    inflection: str | None


class Hit(NamedTuple):
    """A listed form at [start, end) of a text; `pattern` indexes its records."""

    start: int
    end: int
    pattern: int


def spellings(text: str, part_of_speech: str, deprecated: bool) -> Iterator[tuple[str, str | None]]:
    """A form and the inflections in which running text has it."""
    yield text, None
    if part_of_speech == "verb":
        yield third_person(text), THIRD
        yield ing(text), ING
        yield past(text), PAST
    elif part_of_speech == "noun" and _is_counted(text, deprecated):
        yield plural(text), PLURAL


def _is_counted(noun: str, deprecated: bool) -> bool:
    """Whether a noun has a plural: a garbled form, a common noun (mini program), a name whose kind has one (Huangyan and Jiaojiang Districts)."""
    if not noun[-1:].isalpha() or noun.lower().endswith(("s", "ing", "ed", "ly")):
        return False
    return deprecated or noun.islower() or noun.split(" ")[-1].lower() in _COUNTED


_COUNTED = frozenset("district county town city committee street bridge temple garden lake mountain railway expressway program zone opera".split())


MEMORY = 200_000  # pairs of words remembered

Tail = tuple[bytes, int]  # what follows the first two words of a pattern, or its only one, up to the boundary behind it; the pattern's number


class FormIndex:
    """All forms by their first two words, with what each stands for."""

    def __init__(self, patterns: Sequence[bytes], records: Sequence[Sequence[tuple[int, int, bool, str | None]]]) -> None:
        self.patterns, self.records = patterns, records

    @cached_property
    def _tails(self) -> Mapping[bytes, Sequence[Tail]]:
        tails: dict[bytes, list[Tail]] = {}
        for number, pattern in enumerate(self.patterns):
            head = _head(pattern)
            tails.setdefault(head, []).append((pattern[1 + len(head) :], number))
        return tails

    @cached_property
    def _sieve(self) -> bytes:
        """By the checksum of a word, or that of a word less that of the next, whether a form may begin with them: of the pairs in a text one in six does."""
        sieve = bytearray(1 << (8 * len(self._tails)).bit_length())
        for head in self._tails:
            first, *second = head.split()
            sieve[crc32(first) - (crc32(second[0]) if second else 0) & len(sieve) - 1] = 1
        return bytes(sieve)

    @cached_property
    def _checksums(self) -> dict[str, int]:
        """Word -> its checksum, within the sieve."""
        last = len(self._sieve) - 1
        return Remembered(lambda word: crc32(word.encode()) & last)

    @cached_property
    def _alone(self) -> dict[str, Sequence[Tail]]:
        """Word -> the forms that it is."""
        sieve, checksums, tails = self._sieve, self._checksums, self._tails
        return Remembered(lambda word: tails.get(word.encode(), ()) if sieve[checksums[word]] else ())

    @cached_property
    def _begun(self) -> dict[bytes, Sequence[Tail]]:
        """Two words as they stand in a text -> the forms that begin with them."""
        tails = self._tails
        return Remembered(lambda head: tails.get(head, ()), MEMORY)

    @classmethod
    def compiled(cls, entries: Sequence[ConceptEntry], ordinary: Callable[[str], bool] = lambda word: False) -> "FormIndex":
        """Compile the forms of all entries, in their order.

        A right form that is one ordinary English word (carrier, community) is left out: it says nothing of the concept.
        """
        records: dict[bytes, list[tuple[int, int, bool, str | None]]] = {}
        for number, entry in enumerate(entries):
            for place, term in enumerate(entry.en.terms):
                garbled = term.status is Status.DEPRECATED
                if not garbled and ordinary(term.text):
                    continue
                seen: set[bytes] = set()
                for spelling, inflection in spellings(term.text, entry.en.part_of_speech, garbled):
                    key = folded_form(spelling)
                    if len(key) < 4 or key in seen:
                        continue
                    seen.add(key)
                    rows = records.setdefault(key, [])
                    rows.append((number, place, not garbled, inflection))
        patterns = sorted(records)
        return cls(patterns, [tuple(records[pattern]) for pattern in patterns])

    def dump(self) -> tuple[bytes, Packed, Packed]:
        """What `load` needs, in plain values."""
        return self._sieve, shelved(self._tails), rowed(self.records)

    @classmethod
    def load(cls, dumped: tuple[bytes, Packed, Packed]) -> "FormIndex":
        """The index that was dumped; it no longer knows its patterns, only the number of each."""
        sieve, tails, records = dumped
        index = cls((), Rows(records))
        index._sieve, index._tails = bytes(sieve), Shelf(tails)
        return index

    def number(self, key: bytes) -> int | None:
        """The pattern of a folded form."""
        head = _head(key)
        return next((number for tail, number in self._tails.get(head, ()) if tail == key[1 + len(head) :]), None)

    def of(self, pattern: int) -> list[FormRecord]:
        """What a pattern stands for."""
        return [FormRecord(*row) for row in self.records[pattern]]

    def scan(self, text: Folded) -> list[tuple[int, int, int]]:
        """Leftmost-longest hits (start, end, pattern) that hold on the original text, in order, without overlap; an article before a form gives
        it no lead: "the city" does not hide "city pipe" in "the city pipe".

        The choice among overlapping hits is made after the boundary check: to choose first is to lose matches.
        """
        folded = text.plain.lower().encode() + b" "
        found = list(self._found(text, folded))
        found.sort(key=partial(_precedence, folded))
        hits: list[tuple[int, int, int]] = []
        last = 0
        for start, end, pattern in found:
            if start >= last and end - start > 2 and _holds(text.text, start, end, folded):
                hits.append((start, end, pattern))
                last = end
        return hits

    def _found(self, text: Folded, folded: bytes) -> Iterator[tuple[int, int, int]]:
        """Every form in a folded text, with a space behind its last word."""
        words, starts, alone, begun = text.words, text.starts, self._alone, self._begun
        for k in compress(count(), map(alone.__getitem__, words)):
            start = starts[k]
            end = start + len(words[k])
            for tail, pattern in alone[words[k]]:
                if folded.startswith(tail, end):
                    yield start, end + len(tail) - 1, pattern
        checksums = list(map(self._checksums.__getitem__, words))
        less = map(sub, checksums, islice(checksums, 1, None))  # below nothing it counts from the sieve's end
        for k in compress(count(), map(self._sieve.__getitem__, less)):
            start, end = starts[k], starts[k + 1] + len(words[k + 1])
            for tail, pattern in begun[folded[start:end]]:
                if folded.startswith(tail, end):
                    yield start, end + len(tail) - 1, pattern


def _head(pattern: bytes) -> bytes:
    """The first two words of a pattern, as they stand there, or its only one."""
    match = _HEAD.match(pattern)
    return match[1] if match else b""


_HEAD = re.compile(rb" ([^ ]+(?: +[^ ]+)?)")


def _precedence(folded: bytes, match: tuple[int, int, int]) -> tuple[int, int, int]:
    """Leftmost but for an article, then longest, then with the article."""
    start, end, _ = match
    if folded.startswith((b"the ", b"a ", b"an "), start):
        return folded.index(b" ", start) + 1, -end, start
    return start, -end, start


def _holds(text: str, start: int, end: int, folded: bytes) -> bool:
    """Whether what parts the words in the original is a joint (space, hyphen, apostrophe, one line break), not the end of a sentence: the
    period of Mt. Tai, I. M. Pei or JD.com ends none."""
    at = folded.find(b" ", start, end)
    while at >= 0:
        if not _joins(text, start, at):
            return False
        at = folded.find(b" ", at + 1, end)
    return True


def _joins(text: str, start: int, index: int) -> bool:
    """Whether a sign inside a form [start, …) parts its words only; a comma without a space behind it parts the cells of a table."""
    sign = text[index]
    return (sign in _JOINTS and (sign != "," or not text[index + 1].isalpha())) or (sign == "." and _abbreviates(text, start, index))


def _abbreviates(text: str, start: int, period: int) -> bool:
    """Whether a period inside a form [start, …) belongs to an abbreviation or a domain name."""
    at = period
    while at > start and text[at - 1].isalpha():
        at -= 1
    return period - at == 1 or text[at:period].lower() in _ABBREVIATIONS or text[period + 1 : period + 2].islower()
