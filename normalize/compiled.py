"""A termbase made ready for texts: the automaton of listed forms and the rendering lattice's index, compiled once and cached.

The cache file's name holds a hash of what went in (data, user glossaries, options), the format and Python's version; the file begins with
a checksum of the rest. A file that does not check is built anew; a folder that cannot be written costs a compilation on every run.
"""

from __future__ import annotations

import hashlib
import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from glossary.entry import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction
from glossary.pinyin import cut, is_pinyin, wade_giles
from normalize.forms import FormIndex, folded_form
from normalize.lattice import (
    FUNCTION_WORDS,
    NAME,
    OLD,
    ROMANIZED,
    SYLLABLE,
    Knowledge,
    Lattice,
    Variant,
    easy_units,
    fold_syllable,
    index_variants,
    ordered_stems,
    variants_of,
    words_of,
)
from normalize.phrases import Listed, phrases_of
from normalize.shelf import Rows, Shelf, filed, rowed, shelved, unfiled

if TYPE_CHECKING:
    from glossary.tables import SideTables
    from glossary.termbase import Termbase

FORMAT = 15
ORDINARY = 18.0  # bits below which a lower-case word is ordinary English
TITLE = b"A termbase compiled by Zhengming; made anew where it is missing.\n"
WIDEST = 1 << 17  # bits of a mask at most; more forms than that share bits, and are told apart afterwards
MANY = 24  # postings from which a mask is laid out beforehand, where 16,384 bits are enough
MOST_OWN = 2000  # concepts of a user's glossaries up to which they are looked for harder than the built-in ones
IS_NAME, HAS_COORDINATES, IS_CHAIN, HAS_RELATED = 1, 2, 4, 8  # facts of an entry; a chain's English is a list of places
PROTECTED = -1  # the entry number of a look-alike: a form that is right and belongs to no concept of ours


class Reach(NamedTuple):
    """The forms in which a word can stand, as a bit mask, and as bytes; its postings; the syllables that it may be cut into, folded; the most
    bits that it can tell in any form."""

    mask: int
    forms: bytes
    parts: tuple[array[int], ...]
    cuts: tuple[tuple[str, ...], ...]
    most: float


class Compiled:
    """What the detectors ask: listed forms, lattices, entries. Entries and lattices are laid out on first use."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        self._packed = Rows(data["entries"])
        self._variants = Rows(data["variants"])
        self._variant_entries = memoryview(data["variant_entries"]).cast("I")
        self._entries: dict[int, ConceptEntry] = {}
        self._lattices: dict[int, Lattice] = {}
        self._spelled: dict[int, dict[str, tuple[int, ...]]] = {}
        self._places: dict[str, array[int]] = {}
        self.reach: dict[str, Reach] = Remembered(self._reached)
        self.look_alikes: list[tuple[str, str]] = data["look_alikes"]
        self.lengths: bytes = data["lengths"]
        self.width = width_of(len(self.lengths))
        self._many = _many(self.width)
        self.index: dict[str, Shelf] = {name: Shelf(table) for name, table in data["index"].items()}
        self.romanized = frozenset(data["romanized"])  # English words that are old spellings
        self.numbers = Shelf(data["numbers"])  # entry numbers by identifier
        self._facts = memoryview(data["facts"]).cast("I")
        self.easy = memoryview(data["easy"]).cast("H")  # for each variant the units that translations often drop, as a mask
        self._regions: list[str] = data["regions"]
        self.demoted: frozenset[str] = frozenset(data["demoted"])
        self.mine: frozenset[str] = frozenset(data["mine"])  # the user's glossaries
        most = min(len(self), MOST_OWN + 1)
        count = next((n for n in range(most) if self.entry(n).origin not in self.mine), most) if self.mine else 0
        self.own = self.mine if count <= MOST_OWN else frozenset()  # those looked for harder: a large one says little of a text
        self._own_entries = count if self.own else 0

    @cached_property
    def forms(self) -> FormIndex:
        """The index of listed forms."""
        return FormIndex.load(self._data["forms"])

    @cached_property
    def phrases(self) -> Mapping[str, Sequence[Listed]]:
        """Set phrases as they come out word for word, by the first word (see `phrases`)."""
        return Shelf(self._data["phrases"])

    @cached_property
    def knowledge(self) -> Knowledge:
        """The tables behind the lattices."""
        tables = self._data["knowledge"]
        return Knowledge(**{name: Shelf(table) if isinstance(table, tuple) else table for name, table in tables.items()})

    def __len__(self) -> int:
        return len(self._packed)

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

    def is_own(self, number: int) -> bool:
        """Whether an entry is one of the user's that are looked for harder."""
        return number < self._own_entries

    def by_id(self, identifier: str) -> ConceptEntry | None:
        """The entry of an identifier."""
        number = self.numbers.get(identifier)
        return None if number is None else self.entry(number)

    def right_forms(self, key: bytes) -> list[ConceptEntry]:
        """The entries that have a folded form (see `folded_form`) among their right ones."""
        pattern = self.forms.number(key)
        return [] if pattern is None else [self.entry(r.entry) for r in self.forms.of(pattern) if r.right and r.entry != PROTECTED]

    def spelled(self, pattern: int) -> dict[str, tuple[int, ...]]:
        """The right spellings of a pattern, letter for letter -> the entries that they name."""
        found = self._spelled.get(pattern)
        if found is None:
            found = {}
            for record in self.forms.of(pattern):
                if record.right and record.inflection is None:
                    if record.entry == PROTECTED:
                        found.setdefault(self.look_alikes[record.term][0], ())
                    else:
                        text = self.entry(record.entry).en.terms[record.term].text
                        found[text] = (*(n for n in found.get(text, ()) if n != record.entry), record.entry)
            self._spelled[pattern] = found
        return found

    def own_mask(self) -> int:
        """The forms of the user's own entries, which come first, as a bit mask."""
        count = bisect_left(self._variant_entries, self._own_entries)
        return (1 << min(count, self.width)) - 1

    def variant_entry(self, number: int) -> int:
        """The entry number of a variant."""
        return int(self._variant_entries[number])

    def lattice(self, number: int) -> Lattice:
        """The lattice of a variant."""
        found = self._lattices.get(number)
        if found is None:
            entry = self._variant_entries[number]
            variant = Variant(entry, *self._variants[number])
            found = Lattice(variant, self.knowledge, lambda: self.entry(entry).right_forms, stretches=partial(self._stretches, number))
            self._lattices[number] = found
        return found

    def _stretches(self, variant: int, word: str) -> Iterable[tuple[int, int]]:
        """The stretches of a variant for which a word can stand, alone or as the first of several."""
        places = self.postings_of(word)
        first, size = bisect_left(places, variant << 12), len(places)
        found: dict[tuple[int, int], None] = {}
        while first < size and places[first] >> 12 == variant:
            found[places[first] >> 8 & 15, (places[first] >> 4 & 15) + 1] = None
            first += 1
        return found

    def postings_of(self, stem: str) -> array[int]:
        """The places of an uninflected English word, or of a function word with which an edge begins."""
        places = self._places.get(stem)
        if places is None:
            places = self._places[stem] = postings(self.index["first" if stem in FUNCTION_WORDS else "words"].get(stem))
        return places

    def mask_of(self, key: str, places: array[int]) -> int:
        """The forms of an uninflected word, or after a hyphen of a run of syllables, as a bit mask; the commonest are laid out beforehand."""
        return mask_of(places, self.width) if len(places) < self._many else int.from_bytes(self.index["masks"][key], "little")

    def _reached(self, word: str) -> Reach:
        """Where a word, read as English or as pinyin, can stand in forms."""
        rarity, stems = self.knowledge.rarity, ordered_stems(word)
        mask, parts, most = 0, [], max(map(rarity, (word, *stems)))
        for stem in stems:
            if places := self.postings_of(stem):
                parts.append(places)
                mask |= self.mask_of(stem, places)
        cuts: dict[tuple[str, ...], None] = {}
        for pieces in cut(word) if word.isalpha() else ():
            folded = tuple(map(fold_syllable, pieces))
            cuts[folded] = None
            most = max(most, SYLLABLE * len(pieces) + NAME)
            run = "-".join(folded)
            if places := postings(self.index["runs"].get(run)):
                parts.append(places)
                mask |= self.mask_of(f"-{run}", places)
        if not self.romanized.isdisjoint(stems):
            most = max(most, OLD)
        return Reach(mask, mask.to_bytes(self.width // 8, "little"), tuple(parts), tuple(cuts), most)


def _many(width: int) -> int:
    return max(MANY, width // 256 if width > 1 << 14 else 0)


class Remembered(dict[str, Any]):
    """Answers by word, each worked out when first asked for."""

    def __init__(self, answer: Callable[[str], Any]) -> None:
        super().__init__()
        self._answer = answer

    def __missing__(self, word: str) -> Any:
        self[word] = found = self._answer(word)
        return found


def width_of(forms: int) -> int:
    """Bits of the masks over so many forms: a power of two."""
    return min(WIDEST, max(1 << 10, 1 << (forms - 1).bit_length()))


def mask_of(places: Iterable[int], width: int) -> int:
    """The forms of postings as a bit mask."""
    bits = bytearray(width // 8)
    for place in places:
        bits[place >> 15 & width // 8 - 1] |= 1 << (place >> 12 & 7)
    return int.from_bytes(bits, "little")


def postings(packed: bytes | None) -> array[int]:
    """The postings of one key of the index."""
    return array("I", packed or b"")


def _romanized(entries: Sequence[ConceptEntry], variants: Sequence[Variant], listed: dict[str, list[str]]) -> dict[str, list[str]]:
    """The old spellings of the tables, and Wade–Giles for the cities and persons that old books name: Teng Hsiao-ping."""
    found = {chinese: list(spellings) for chinese, spellings in listed.items()}
    for variant in variants:
        entry = entries[variant.entry]
        person = entry.subject == "person" and len(variant.units) == 3
        if (not person and entry.coordinates is None) or len(variant.units) > 3:
            continue
        spelled = [wade_giles(syllable) for syllable in variant.syllables]
        old = f"{spelled[0]} {'-'.join(spelled[1:])}" if person else "".join(spelled)
        if not is_pinyin(old.replace(" ", "").replace("-", "")):  # what is also pinyin would be read as something else
            found.setdefault("".join(variant.units), []).append(old)
    return found


def _is_chain(entry: ConceptEntry, places: Mapping[str, Sequence[str]]) -> bool:
    """Whether the right English is itself a list of places, so that place names alone may stand for it."""
    named = {word for character in dict.fromkeys("".join(entry.chinese_forms)) for place in places.get(character, ()) for word in words_of(place)}
    return len(named) > 1 and any(sum(word in named for word in words_of(form)) >= 2 for form in entry.right_forms)


def _facts(entry: ConceptEntry, places: Mapping[str, Sequence[str]], regions: Sequence[str]) -> int:
    flags = IS_NAME * entry.is_name | HAS_COORDINATES * (entry.coordinates is not None) | IS_CHAIN * _is_chain(entry, places) | HAS_RELATED * bool(entry.related)
    return flags | regions.index(entry.region) << 4


def compile_termbase(termbase: Termbase, tables: SideTables) -> dict[str, Any]:
    """Everything a run needs, in plain values that marshal can keep."""
    from glossary.load import data_files
    from glossary.pinyin import characters_read_as, syllables

    entries = termbase.entries
    builtin = {path.name for path in data_files()}
    variants = variants_of(entries, syllables)
    characters = {unit for variant in variants for unit in variant.units}
    names: dict[str, list[str]] = {}
    for entry in entries:
        for form in entry.chinese_forms:
            if len(form) >= 2:
                known = names.setdefault(form, [])
                known += [right for right in entry.right_forms if right not in known]
    knowledge = Knowledge(
        senses=tables.senses, places=tables.places, names=names, romanized=_romanized(entries, variants, tables.romanized),
        readings={c: list(characters_read_as(c)) for c in sorted(characters) if c > "\u3400"}, bits={},
    )  # fmt: skip
    index = index_variants(variants, knowledge, [entry.right_forms for entry in entries])
    width = width_of(len(variants))
    many = _many(width)
    laid_out = {
        f"-{word}" if name == "runs" else word: mask_of(found, width).to_bytes(width // 8, "little")
        for name in ("words", "first", "runs")
        for word, places in index[name].items()
        if len(found := postings(places)) >= many
    }
    index["masks"] = laid_out
    bits = word_bits(index["words"])
    forms = FormIndex.compiled(entries, lambda word: word.islower() and word.isalpha() and bits.get(word, 99.0) < ORDINARY)
    patterns, records = list(forms.patterns), list(forms.records)
    places = {pattern: at for at, pattern in enumerate(patterns)}
    regions = sorted({entry.region for entry in entries})
    look_alikes = sorted(tables.look_alikes.items())
    for number, (form, _because) in enumerate(look_alikes):
        key = folded_form(form)
        record = (PROTECTED, number, True, None)
        if key in places:
            records[places[key]] = (*records[places[key]], record)
        else:
            places[key] = len(patterns)
            patterns.append(key)
            records.append((record,))
    return {
        "entries": rowed([pack(entry) for entry in entries]),
        "numbers": shelved({entry.id: number for number, entry in enumerate(entries)}),
        "forms": FormIndex(patterns, records).dump(),
        "variants": rowed([(variant.units, variant.syllables) for variant in variants]),
        "variant_entries": array("I", [variant.entry for variant in variants]).tobytes(),
        "romanized": sorted(word for word, places in index["words"].items() if any(place & 15 == ROMANIZED for place in postings(places))),
        "index": {name: shelved(table) for name, table in index.items()},
        "phrases": shelved(phrases_of(entries, variants, knowledge)),
        "lengths": bytes(len(variant.units) for variant in variants),
        "easy": array("H", [easy_units(variant.units) for variant in variants]).tobytes(),
        "look_alikes": look_alikes,
        "facts": array("I", [_facts(entry, tables.places, regions) for entry in entries]).tobytes(),
        "regions": regions,
        "demoted": [],  # the audit fills it
        "mine": sorted({entry.origin for entry in entries} - builtin),
        "knowledge": {
            "senses": shelved(knowledge.senses), "places": dict(knowledge.places), "readings": dict(knowledge.readings), "names": shelved(names),
            "romanized": dict(knowledge.romanized), "bits": bits,
        },
    }  # fmt: skip


def word_bits(words: dict[str, bytes]) -> dict[str, float]:
    """-log2 of the frequency of each English word that the index knows or that could be read as pinyin; rare words are left out."""
    import math

    from wordfreq import get_frequency_dict

    frequencies = get_frequency_dict("en", wordlist="small")
    return {
        word: round(-math.log2(frequency), 1)
        for word, frequency in frequencies.items()
        if word.isascii() and word.isalnum() and (word in words or word in FUNCTION_WORDS or (len(word) < 13 and is_pinyin(word))) and frequency > 2**-19
    }


# Packing: entries as plain tuples ---------------------------------------------------------------------------------------------------


def pack(entry: ConceptEntry) -> tuple[Any, ...]:
    """An entry as a tuple of plain values."""
    zh = [(term.text, term.status.value) for term in entry.zh.terms]
    en = [(t.text, t.status.value, t.kind.value if t.kind else None, t.action.value, t.because, t.say, t.seen) for t in entry.en.terms]
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


# The cache --------------------------------------------------------------------------------------------------------------------------


def cache_folder() -> Path:
    """Where compiled termbases are kept: ZHENGMING_CACHE, else the user's cache folder."""
    if own := os.environ.get("ZHENGMING_CACHE"):
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or str(Path.home() / ".cache")
    return Path(base) / "zhengming"


def cached(contents: Sequence[bytes], build: Callable[[], dict[str, Any]]) -> Compiled:
    """The compiled termbase of these contents: from the cache if its checksum holds, else built and put there."""
    digest = hashlib.blake2b(digest_size=16)
    for content in contents:
        digest.update(len(content).to_bytes(8, "little"))
        digest.update(content)
    name = f"termbase-{digest.hexdigest()}-{FORMAT}-{sys.implementation.cache_tag}.bin"
    path = cache_folder() / name
    if (data := _read(path)) is not None:
        return Compiled(data)
    data = build()
    _write(path, data)
    return Compiled(data)


def _read(path: Path) -> dict[str, Any] | None:
    """The file as it lies on the disk: pages that nobody asks for are never copied."""
    try:
        with open(path, "rb") as file:
            view = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))
        if crc32(view[8:]).to_bytes(8, "little") != view[:8] or len(view) < 8 + len(TITLE):
            return None
        data: dict[str, Any] = unfiled(view[8 + len(TITLE) :])
        return data
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(path: Path, data: dict[str, Any]) -> None:
    """To a temporary name, then renamed; a folder that cannot be written is no error."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        import tempfile

        head, blobs = filed(data)
        checksum = 0
        for part in (TITLE, head, *blobs):
            checksum = crc32(part, checksum)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(checksum.to_bytes(8, "little") + TITLE + head)
            file.writelines(blobs)
        os.replace(file.name, path)
    except OSError:
        return
