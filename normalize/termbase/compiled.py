"""A compiled termbase, as the detectors ask it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial, reduce
from operator import or_
from typing import Any

from glossary.entry import ConceptEntry
from glossary.pinyin import cut, spelled
from normalize.termbase.forms import FormIndex
from normalize.termbase.knowledge import FUNCTION_WORDS, Knowledge, fold_syllable
from normalize.termbase.lattice import Lattice, Variant, ordered_stems
from normalize.termbase.packing import unpack
from normalize.termbase.phrases import Listed
from normalize.termbase.postings import BEHIND, many, mark, postings, width_of
from normalize.termbase.reach import Reach
from normalize.termbase.remembered import Remembered
from normalize.termbase.shelf import Rows, Shelf

MOST_OWN = 6000  # concepts of a user's glossaries up to which they are looked for harder than the built-in ones
IS_NAME, IS_PROMINENT, IS_CHAIN, HAS_RELATED = 1, 2, 4, 8  # facts of an entry; a chain's English is a list of places
PROTECTED = -1  # the entry number of a look-alike: a form that is right and belongs to no concept of ours
Subdistrict = tuple[str, str, str, tuple[str, ...]]  # English, Chinese, reading, provinces


class Compiled:
    """What the detectors ask: listed forms, lattices, entries. Entries and lattices are laid out on first use."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._packed = Rows(data["entries"])
        self._variants = Rows(data["variants"])
        self._variant_entries = memoryview(data["variant_entries"]).cast("I")
        self._entries: dict[int, ConceptEntry] = {}
        self._lattices: dict[int, Lattice] = {}
        self._spellings: dict[int, dict[str, tuple[int, ...]]] = {}
        self._places: dict[str, array[int]] = {}
        self.reach: dict[str, Reach] = Remembered(self._reached)
        self.look_alikes: list[tuple[str, str]] = data["look_alikes"]
        self.lengths: bytes = data["lengths"]
        self.width = width_of(len(self.lengths))
        self._many = many(self.width)
        self.index: dict[str, Shelf] = {name: Shelf(table) for name, table in data["index"].items()}
        self.subdistricts: Mapping[str, Sequence[Subdistrict]] = Shelf(data["subdistricts"])  # by the letters of the name
        self.romanized = frozenset(data["romanized"])  # English words that are old spellings
        self.numbers = Shelf(data["numbers"])  # entry numbers by identifier
        self._facts = memoryview(data["facts"]).cast("I")
        self.easy = memoryview(data["easy"]).cast("H")  # for each variant the units that translations often drop, as a mask
        self._regions: list[str] = data["regions"]
        self.demoted: Mapping[str, float] = data["demoted"]  # concepts that fire on clean English -> up to what confidence they are doubted
        self.warnings: list[str] = data["warnings"]  # what was read with a doubt in the user's glossaries
        self.users: int = data["own"]  # how many entries are the user's; they come first
        self._concepts: int = data["concepts"]
        self.known = len(self._packed)  # with those that are merely known beside the termbase: chance hits are judged by all names that there are
        self.own_concepts = self.users if self.users <= MOST_OWN else 0  # … and are looked for harder: a large glossary says little of a text

    @cached_property
    def forms(self) -> FormIndex:
        """The index of listed forms."""
        return FormIndex.load(self._data["forms"])

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[Listed]]:
        """Set phrases as they come out word for word, by their first two words (see `phrases`)."""
        return Shelf(self._data["phrases"])

    @cached_property
    def phrase_heads(self) -> Mapping[str, str]:
        """The first words of `phrases`, each with the second ones, with spaces between."""
        heads: dict[str, str] = self._data["phrase_heads"]
        return heads

    @cached_property
    def knowledge(self) -> Knowledge:
        """The tables behind the lattices."""
        tables = self._data["knowledge"]
        return Knowledge(**{name: Shelf(table) if isinstance(table, tuple) else table for name, table in tables.items()})

    def __len__(self) -> int:
        """How many concepts there are to find; those behind them are known by their right forms alone (see `is_beside`)."""
        return self._concepts

    def entry(self, number: int) -> ConceptEntry:
        """The entry of a number."""
        found = self._entries.get(number)
        if found is None:
            found = self._entries[number] = unpack(self._packed[number])
        return found

    def facts(self, number: int) -> tuple[int, str]:
        """Flags (IS_NAME, …) and region of an entry, without laying it out."""
        facts = self._facts[number]
        return facts & 15, self._regions[facts >> 4]

    def is_name(self, number: int) -> bool:
        """Whether an entry is a name, told without laying it out."""
        return bool(self._facts[number] & IS_NAME)

    def is_own(self, number: int) -> bool:
        """Whether an entry is one of the user's that are looked for harder."""
        return number < self.own_concepts

    def is_beside(self, number: int) -> bool:
        """Whether an entry is no concept of this run, and its right forms are left alone all the same: the built-in ones with --no-builtin."""
        return number >= self._concepts

    def by_id(self, identifier: str) -> ConceptEntry | None:
        """The entry of an identifier."""
        number = self.numbers.get(identifier)
        return None if number is None else self.entry(number)

    def right_forms(self, key: bytes) -> list[ConceptEntry]:
        """The entries that have a folded form (see `folded_form`) among their right ones."""
        pattern = self.forms.number(key)
        records = () if pattern is None else self.forms.of(pattern)
        return [self.entry(r.entry) for r in records if r.right and r.entry != PROTECTED and not self.is_beside(r.entry)]

    def right_spellings(self, pattern: int) -> dict[str, tuple[int, ...]]:
        """The right spellings of a pattern, letter for letter -> the entries that they name."""
        found = self._spellings.get(pattern)
        if found is None:
            found = {}
            for record in self.forms.of(pattern):
                if record.right and record.inflection is None:
                    if record.entry == PROTECTED:
                        found.setdefault(self.look_alikes[record.term][0], ())
                    else:
                        text = self.entry(record.entry).en.terms[record.term].text
                        found[text] = (*(n for n in found.get(text, ()) if n != record.entry), record.entry)
            self._spellings[pattern] = found
        return found

    @property
    def own_forms(self) -> int:
        """How many forms the user's own entries have; they come first."""
        return bisect_left(self._variant_entries, self.own_concepts)

    def variant_entry(self, number: int) -> int:
        """The entry number of a variant."""
        return int(self._variant_entries[number])

    def is_preferred(self, number: int) -> bool:
        """Whether a variant is its entry's first form: of 昆腔, and of 昆山腔 that is also called so, the former is meant by 昆腔."""
        return number == 0 or self._variant_entries[number - 1] != self._variant_entries[number]

    def read(self, entry: int) -> tuple[str, ...]:
        """The toneless syllables of an entry's first Chinese form, as English texts spell them; none if no form of it can be read back."""
        first = bisect_left(self._variant_entries, entry)
        return tuple(map(spelled, self._variants[first][1])) if first < len(self._variant_entries) and self._variant_entries[first] == entry else ()

    def lattice(self, number: int) -> Lattice:
        """The lattice of a variant."""
        found = self._lattices.get(number)
        if found is None:
            variant = Variant(self._variant_entries[number], *self._variants[number])
            found = self._lattices[number] = Lattice(variant, self.easy[number], self.knowledge, partial(self._stretches, number))
        return found

    def _stretches(self, variant: int, word: str) -> Iterable[tuple[int, int]]:
        """The stretches of a variant for which a word can stand, alone or as the first of several."""
        places = self.postings_of(word)
        first, size = bisect_left(places, variant << 12), len(places)
        found: dict[tuple[int, int], None] = {}
        while first < size and places[first] >> 12 == variant:
            if not places[first] & BEHIND:
                found[places[first] >> 8 & 15, (places[first] >> 4 & 15) + 1] = None
            first += 1
        return found

    def postings_of(self, stem: str) -> array[int]:
        """The places of an uninflected English word, or of a function word with which an edge begins."""
        places = self._places.get(stem)
        if places is None:
            places = self._places[stem] = postings(self.index["first" if stem in FUNCTION_WORDS else "words"].get(stem))
        return places

    def _reached(self, word: str) -> Reach:
        """Where a word, read as English or as pinyin, can stand in forms."""
        stems = ordered_stems(word)
        found = [(stem, self.postings_of(stem)) for stem in stems]
        cuts: dict[tuple[str, ...], None] = {}
        for pieces in cut(word):
            folded = tuple(map(fold_syllable, pieces))
            cuts[folded] = None
            run = "-".join(folded)
            found.append((f"-{run}", postings(self.index["runs"].get(run))))
        found = [(key, places) for key, places in found if places]
        return Reach(self._forms_of(found), [places for _, places in found], tuple(cuts), [self.knowledge.rarity(each) for each in (word, *stems)])

    def _forms_of(self, found: Sequence[tuple[str, array[int]]]) -> bytes | bytearray:
        """The forms of uninflected words, or after a hyphen of runs of syllables, as one bit mask; those of the commonest are laid out beforehand."""
        large: list[bytes] = [self.index["masks"][key] for key, places in found if len(places) >= self._many]
        if len(large) == len(found) < 2:
            return large[0] if large else b""
        forms = bytearray(large[0] if large else self.width // 8)
        if len(large) > 1:
            forms[:] = reduce(or_, [int.from_bytes(mask, "little") for mask in large]).to_bytes(len(forms), "little")
        for _, places in found:
            if len(places) < self._many:
                mark(forms, places)
        return forms
