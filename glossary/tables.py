"""The built-in tables beside the concepts: senses of characters and words, abbreviated places, old romanizations, look-alikes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from glossary.load import load_table
from glossary.text_file import GlossaryError


@dataclass(frozen=True, slots=True)
class SideTables:
    """What is known about Chinese in English beyond single concepts.

    `senses`: character or word -> English by which engines render it; `places`: character -> places that it abbreviates, the usual one
    first; `romanized`: Chinese -> old spellings; `look_alikes`: forms that look garbled and are right -> why; `plain_phrases`: ordinary
    English that is also a set phrase word for word ("solve problem", 破题), without articles, uninflected; `plain_terms`: Chinese terms whose
    words come out as ordinary English whichever way they go (国民经济: people's, national economy); `subdistricts`: name of a 街道 -> its reading and the
    provinces where there is one.
    """

    senses: dict[str, list[str]]
    places: dict[str, list[str]]
    romanized: dict[str, list[str]]
    look_alikes: dict[str, str]
    plain_phrases: tuple[str, ...] = ()
    plain_terms: tuple[str, ...] = ()
    subdistricts: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


def load_tables() -> SideTables:
    """Every table; GlossaryError names the file and the row that cannot be used."""
    senses = {**_senses("senses_words.toml"), **_senses("senses_characters.toml")}
    places: dict[str, list[str]] = {}
    for row in _rows("abbreviations.toml", "abbreviation", ("zh", "stands_for")):
        places.setdefault(row["zh"], []).extend(p for p in row["stands_for"] if p not in places.get(row["zh"], []))
        also = [_apart(sense.lower()) for sense in row.get("also", [])]  # Olympics
        senses.setdefault(row["zh"], []).extend(sense for sense in also if sense not in senses[row["zh"]])
    romanized: dict[str, list[str]] = {}
    look_alikes = {row["form"]: str(row["because"]) for row in _rows("look_alikes.toml", "look_alike", ("form", "because"))}
    for row in _rows("romanizations.toml", "romanization", ("form", "zh", "system")):
        romanized.setdefault(row["zh"], []).append(row["form"])
        for form in row.get("right_in", []):
            look_alikes.setdefault(form, f"the old spelling {row['form']} is established in this name")
    plain = load_table("plain_phrases.toml")
    phrases, terms = plain.get("phrases", []), plain.get("terms", [])
    if not isinstance(phrases, list) or not all(isinstance(phrase, str) and " " in phrase for phrase in phrases):
        raise GlossaryError("plain_phrases.toml: `phrases` must be a list of texts of two words and more")
    if not isinstance(terms, list) or not all(isinstance(term, str) for term in terms):
        raise GlossaryError("plain_phrases.toml: `terms` must be a list of Chinese terms")
    return SideTables(senses, places, romanized, look_alikes, tuple(phrases), tuple(terms), _subdistricts("subdistricts.toml"))


def _subdistricts(name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for province, named in load_table(name).items():
        for chinese, reading in named.items() if isinstance(named, dict) else ():
            known, provinces = found.get(chinese, (reading, ()))
            if not isinstance(reading, str) or reading != known:
                raise GlossaryError(f"{name}: {chinese}: its reading is no text, or another one than further up")
            found[chinese] = reading, (*provinces, province)
    return found


def _senses(name: str) -> dict[str, list[str]]:
    table = load_table(name).get("senses", {})
    for chinese, senses in table.items():
        if not isinstance(senses, list) or not all(isinstance(sense, str) and sense.strip() for sense in senses):
            raise GlossaryError(f"{name}: {chinese}: the senses must be a list of texts")
    return {chinese: [_apart(sense) for sense in senses] for chinese, senses in table.items()}


def _apart(sense: str) -> str:
    """A sense as its words, for so a text is read: one-yard, women's, o'clock."""
    return sense.replace("-", " ").replace("'", " ")  # `translate` takes three times as long


def _rows(name: str, key: str, needed: tuple[str, ...]) -> list[Mapping[str, Any]]:
    rows = load_table(name).get(key, [])
    for number, row in enumerate(rows, 1):
        if missing := [field for field in needed if field not in row]:
            raise GlossaryError(f"{name}: {key} {number}: `{missing[0]}` is missing")
    return list(rows)
