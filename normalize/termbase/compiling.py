"""Compiles a termbase: the index of listed forms, the index of the rendering lattices, and what is known of words and entries."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from glossary.entry import ConceptEntry
from glossary.hanzi import is_hanzi, units
from glossary.pinyin import is_pinyin, toneless, wade_giles
from normalize.termbase.compiled import HAS_RELATED, IS_CHAIN, IS_NAME, IS_PROMINENT, PROTECTED, Subdistrict
from normalize.termbase.forms import FormIndex
from normalize.termbase.indexing import index_variants
from normalize.termbase.knowledge import FUNCTION_WORDS, Knowledge, words_of
from normalize.termbase.lattice import LONGEST_FORM, Variant, easy_units
from normalize.termbase.packing import pack
from normalize.termbase.phrases import phrases_of
from normalize.termbase.postings import ROMANIZED, WAY, many, mark, postings, width_of
from normalize.termbase.shelf import rowed, shelved
from normalize.text.folding import folded_form
from normalize.text.words import with_one_less

if TYPE_CHECKING:
    from glossary.tables import SideTables
    from glossary.termbase import Termbase

ORDINARY = 18.0  # bits below which a word in lower case is ordinary English: one in 260,000 words


def compile_termbase(termbase: Termbase, tables: SideTables, beside: Sequence[ConceptEntry] = ()) -> dict[str, Any]:
    """Everything a run needs, in plain values that marshal can keep; of the concepts beside the termbase only that their forms are right."""
    from glossary.pinyin import syllables

    entries = (*termbase.entries, *beside)
    variants = variants_of(termbase.entries, syllables)
    right_forms = [entry.right_forms for entry in entries]
    knowledge = _knowledge(entries, right_forms, variants, tables)
    index = index_variants(variants, knowledge, right_forms, termbase.own)
    old = {word for spellings in knowledge.romanized.values() for spelling in spellings for word in words_of(spelling)}
    named = {word for entry in termbase.entries[: termbase.own] if entry.is_name for word in words_of(entry.english)}
    bits = word_bits({*index["words"], *(word for entry in beside for form in entry.right_forms for word in words_of(form))}, named)
    look_alikes = sorted(tables.look_alikes.items())
    forms = _forms(entries, bits, [form for form, _because in look_alikes])
    plain = frozenset(tables.plain_terms)
    plain_entries = {number for number, entry in enumerate(termbase.entries) if number >= termbase.own and entry.chinese in plain}
    phrases = phrases_of(termbase.entries, variants, knowledge, (*tables.look_alikes, *tables.plain_phrases), plain_entries)
    heads: dict[str, list[str]] = defaultdict(list)
    for begun in phrases:
        head, second = begun.split()
        heads[head].append(second)
    index["masks"] = _masks(index, width_of(len(variants)))
    regions = sorted({entry.region for entry in entries})
    return {
        "entries": rowed([pack(entry) for entry in entries]),
        "numbers": shelved({entry.id: number for number, entry in enumerate(termbase.entries)}),
        "variants": rowed([(variant.units, variant.syllables) for variant in variants]),
        "variant_entries": array("I", [variant.entry for variant in variants]).tobytes(),
        "romanized": sorted(word for word in old if any(place & WAY == ROMANIZED for place in postings(index["words"].get(word)))),
        "index": {name: shelved(table, drawer=4 if name == "runs" else 1) for name, table in index.items()},
        "phrases": shelved(phrases, drawer=1),
        "phrase_heads": {head: " ".join(seconds) for head, seconds in heads.items()},
        "lengths": bytes(len(variant.units) for variant in variants),
        "easy": array("H", [easy_units(variant.units) for variant in variants]).tobytes(),
        "look_alikes": look_alikes,
        "subdistricts": shelved(_subdistricts(tables.subdistricts)),
        "facts": array("I", [_facts(entry, tables.places, regions) for entry in entries]).tobytes(),
        "regions": regions,
        "demoted": {},  # the audit fills it
        "own": termbase.own,
        "concepts": len(termbase),
        "knowledge": {
            "senses": {}, "places": dict(knowledge.places), "readings": dict(knowledge.readings), "names": {}, "romanized": {}, "bits": bits,
            "parts": shelved(knowledge.rendered_parts(), drawer=1),
        },
        "forms": forms.dump(),
        "warnings": [],  # whoever reads the glossaries fills it
    }  # fmt: skip


def _knowledge(entries: Sequence[ConceptEntry], right_forms: Sequence[Sequence[str]], variants: Sequence[Variant], tables: SideTables) -> Knowledge:
    """The tables behind the lattices of these forms, yet without the frequencies of English words, which are asked for the words of the index alone."""
    from glossary.pinyin import living_readings

    names: dict[str, list[str]] = {}
    for entry, rights in zip(entries, right_forms, strict=True):
        for form in entry.chinese_forms:
            if len(form) >= 2:
                known = names.setdefault(form, [])
                known += [right for right in rights if right not in known]
    characters = {unit for variant in variants for unit in variant.units}
    return Knowledge(
        senses=tables.senses, places=tables.places, names=names, romanized=_romanized(entries, variants, tables.romanized),
        readings={c: list(living_readings(c)) for c in sorted(characters) if is_hanzi(c)}, bits={},
    )  # fmt: skip


def _masks(index: Mapping[str, Mapping[str, bytes]], width: int) -> dict[str, bytes]:
    """The forms of the commonest keys of the index as bit masks, laid out beforehand; a hyphen tells runs of syllables from words."""
    enough = many(width) * array("I").itemsize
    return {
        f"-{key}" if name == "runs" else key: bytes(mark(bytearray(width // 8), postings(places)))
        for name in ("words", "first", "runs")
        for key, places in index[name].items()
        if len(places) >= enough
    }


def _forms(entries: Sequence[ConceptEntry], bits: Mapping[str, float], look_alikes: Sequence[str]) -> FormIndex:
    """The index of listed forms, with the look-alikes, which are right and belong to no concept."""
    forms = FormIndex.compiled(entries, lambda word: bits.get(word, 99.0) < ORDINARY)
    patterns, records = list(forms.patterns), list(forms.records)
    places = {pattern: at for at, pattern in enumerate(patterns)}
    for number, form in enumerate(look_alikes):
        key = folded_form(form)
        record = (PROTECTED, number, True, None)
        if key in places:
            records[places[key]] = (*records[places[key]], record)
        else:
            places[key] = len(patterns)
            patterns.append(key)
            records.append((record,))
    return FormIndex(patterns, records)


def _romanized(entries: Sequence[ConceptEntry], variants: Sequence[Variant], listed: dict[str, list[str]]) -> dict[str, list[str]]:
    """The old spellings of the tables, and Wade–Giles for the cities and persons that old books name: Teng Hsiao-ping. Several words that are no pinyin wake
    the user's own forms alone, so of persons only theirs are found."""
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


def _subdistricts(named: Mapping[str, tuple[str, tuple[str, ...]]]) -> dict[str, list[Subdistrict]]:
    """The letters of a subdistrict's name -> every one of that name."""
    found: dict[str, list[Subdistrict]] = defaultdict(list)
    for chinese, (reading, provinces) in named.items():
        english = "'".join(toneless(part) for part in reading.split("'")).replace("v", "u")
        found[english.replace("'", "")].append((f"{english.capitalize()} Subdistrict", f"{chinese}街道", f"{reading} Jiēdào", provinces))
    return found


def _is_chain(entry: ConceptEntry, places: Mapping[str, Sequence[str]]) -> bool:
    """Whether the right English is itself a list of places, so that place names alone may stand for it."""
    named = {word for character in places.keys() & "".join(entry.chinese_forms) for place in places[character] for word in words_of(place)}
    return bool(named) and any(sum(word in named for word in words_of(form)) >= 2 for form in entry.right_forms)


def _facts(entry: ConceptEntry, places: Mapping[str, Sequence[str]], regions: Sequence[str]) -> int:
    """The flags of an entry (see `compiled`) and, above them, the number of its region."""
    prominent = entry.coordinates is not None or (entry.well_known and entry.subject == "place")
    flags = IS_NAME * entry.is_name | IS_PROMINENT * prominent | IS_CHAIN * _is_chain(entry, places) | HAS_RELATED * bool(entry.related)
    return flags | regions.index(entry.region) << 4


def word_bits(words: Container[str], names: Iterable[str] = ()) -> dict[str, float]:
    """-log2 of the frequency of each English word that is among these, that could be read as pinyin, or that is one letter from a word of the user's names
    (linking, which is no slip for Linqing); rare words are left out."""
    import math

    from wordfreq import get_frequency_dict

    frequencies = get_frequency_dict("en", wordlist="small")
    slips = {less for name in names for less in with_one_less(name)}

    def is_asked(word: str) -> bool:
        return word in words or word in FUNCTION_WORDS or is_pinyin(word) or (bool(slips) and not slips.isdisjoint(with_one_less(word)))

    return {
        word: round(-math.log2(frequency), 1)
        for word, frequency in frequencies.items()
        if frequency > 2**-19 and word.isascii() and word.isalnum() and is_asked(word)
    }


def variants_of(entries: Sequence[ConceptEntry], syllables: Callable[[str, str], tuple[str, ...]]) -> list[Variant]:
    """The forms of all entries that can be read back: two units and more, at least one of them a character."""
    found: list[Variant] = []
    for number, entry in enumerate(entries):
        whole: Variant | None = None
        for form in entry.chinese_forms:
            parts = units(form)
            if 2 <= len(parts) <= LONGEST_FORM and any(map(is_hanzi, parts)):
                readings = _part(whole, parts) or syllables(form, entry.pinyin)
                variant = Variant(number, parts, tuple(map(toneless, readings)))
                whole = whole or variant
                found.append(variant)
    return found


def _part(whole: Variant | None, parts: tuple[str, ...]) -> tuple[str, ...] | None:
    """The syllables of a shorter form as the preferred one has them: 弹指 in 弹指一挥间 is tánzhǐ, whatever the dictionary's first reading."""
    if whole is None:
        return None
    for at in range(len(whole.units) - len(parts) + 1):
        if whole.units[at : at + len(parts)] == parts:
            return whole.syllables[at : at + len(parts)]
    return None
