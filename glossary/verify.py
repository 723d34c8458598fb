"""House rules of the data: what the types cannot say and a reviewer would overlook, found by comparing every entry with all others.

An error is something that makes a wrong or an unreachable suggestion; a warning is something that a terminologist should have seen once.
Start at `problems`; each rule below it is one function from the Survey to the problems it sees.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from glossary.english import plural
from glossary.entry import Action, ConceptEntry, Term
from glossary.hanzi import simplified_form
from glossary.orthography import faults
from glossary.pinyin import contextual, fits, toneless
from glossary.tables import SideTables
from glossary.termbase import folded

SOURCES = ("seen: ", "rule: ", "unverified", "seed")
MOST_UNVERIFIED = 0.30
# Pinyin that is English, so it may stand among the English of its own character.
_LOANS = frozenset({
    "baijiu", "dan", "dao", "erhu", "guan", "ha", "hutong", "li", "mahjong", "ming", "mu", "qi", "qigong", "qin", "qing", "qipao", "song", "tang", "wu", "yang", "yin", "yuan",
})  # fmt: skip
_ESTABLISHED = frozenset("éèêáàâäãåíîïóôöúüçñ“”‘’–—·")
_SITES = frozenset({"place", "heritage"})  # a hill and the district around it share a name: 金山
LETTERS = re.compile(r"[a-z0-9]")
K = TypeVar("K")
V = TypeVar("V")


class Level(StrEnum):
    """Whether a problem must be mended or only seen."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One breach of a house rule; `id` is the entry, the form or the character that it lies in."""

    level: Level
    file: str
    id: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.id}: {'' if self.level is Level.ERROR else 'warning: '}{self.message}"


@dataclass(frozen=True)
class Survey:
    """All entries and tables with what stands where, under folded forms."""

    entries: tuple[ConceptEntry, ...]
    tables: SideTables

    @cached_property
    def right(self) -> dict[str, list[ConceptEntry]]:
        """Right English -> its entries."""
        return grouped((key, entry) for entry in self.entries for key in dict.fromkeys(map(folded, entry.right_forms)))

    @cached_property
    def garbled(self) -> dict[str, list[tuple[ConceptEntry, Term]]]:
        """Deprecated English -> its entries and terms."""
        return grouped((folded(term.text), (entry, term)) for entry in self.entries for term in entry.deprecated)

    @cached_property
    def chinese(self) -> dict[str, list[ConceptEntry]]:
        """Right Chinese -> its entries."""
        return grouped((form, entry) for entry in self.entries for form in dict.fromkeys(entry.chinese_forms))

    @cached_property
    def look_alikes(self) -> frozenset[str]:
        """Forms that look garbled and are right."""
        return frozenset(map(folded, self.tables.look_alikes))


def problems(entries: Iterable[ConceptEntry], tables: SideTables) -> list[Problem]:
    """Every breach of the house rules: by rule, then in the order of the entries."""
    survey = Survey(tuple(entries), tables)
    return [problem for rule in RULES for problem in rule(survey)]


def unverified_share(entries: Sequence[ConceptEntry]) -> float:
    """The share of entries that neither a source nor a rule stands behind, 0 to 1."""
    return sum(not entry.verified for entry in entries) / len(entries) if entries else 0.0


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """The values of each key, in the order in which they came."""
    found: dict[K, list[V]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _error(entry: ConceptEntry, message: str) -> Problem:
    return Problem(Level.ERROR, entry.origin, entry.id, message)


def _warning(entry: ConceptEntry, message: str) -> Problem:
    return Problem(Level.WARNING, entry.origin, entry.id, message)


# One entry against the others ---------------------------------------------------------------------------------------------------------


def _identity(survey: Survey) -> Iterator[Problem]:
    """Double ids, double Chinese, an order that hides doubles, `related` that leads nowhere."""
    by_id = grouped((entry.id, entry) for entry in survey.entries)
    for same in by_id.values():
        for entry in same[1:]:
            yield _error(entry, f"the id is taken by {same[0].chinese} in {same[0].origin}; give another one")
    for before, entry in pairwise(survey.entries):
        if before.origin == entry.origin and before.id > entry.id:
            yield _error(entry, f"stands after {before.id}; sort the file by id")
    for entry in survey.entries:
        if twice := [form for form, count in Counter(entry.chinese_forms).items() if count > 1]:
            yield _error(entry, f"{twice[0]} stands twice among its own Chinese; drop one")
        for other in survey.chinese[entry.chinese]:
            if other.id != entry.id and other.chinese == entry.chinese and (other.origin, other.id) < (entry.origin, entry.id):
                yield _error(entry, f"{entry.chinese} is {other.id} in {other.origin} too; join the two")
            elif other.id != entry.id and other.chinese != entry.chinese and not {entry.subject, other.subject} <= _SITES:
                yield _warning(entry, f"{entry.chinese} is also admitted Chinese of {other.id} ({other.chinese})")
        for related in entry.related:
            if related not in by_id or related == entry.id:
                yield _error(entry, f"related {related!r} is {'the entry itself' if related == entry.id else 'no entry'}; correct or drop it")


def _namesakes(survey: Survey) -> Iterator[Problem]:
    """One right English for two names of one region, or for one Chinese in a longer and a shorter form (双减政策, 双减): usually one concept entered twice.

    Names that pinyin spells alike are no matter, nor are two words for which English has one (a 太守 and a 知府 are prefects).
    """
    for entries in grouped((folded(entry.english), entry) for entry in survey.entries).values():
        for one, other in pairwise(entries):
            if one.region != other.region or toneless(one.pinyin) == toneless(other.pinyin) or one.id in other.related or other.id in one.related:
                continue
            if (one.is_name and other.is_name) or _shortened(one.chinese, other.chinese) or _shortened(other.chinese, one.chinese):
                yield _warning(other, f"{other.english!r} ({other.chinese}) is preferred for {one.chinese} ({one.id}) too; join them, or name it under `related`")


def _shortened(short: str, long: str) -> bool:
    """Whether a form is another with characters left out: 扩内需 of 扩大内需."""
    rest = iter(long)
    return all(char in rest for char in short)


def _garbled_forms(survey: Survey) -> Iterator[Problem]:
    """Deprecated forms that are right, double or out of reach, or that do not say why."""
    for entry in survey.entries:
        keys = [folded(term.text) for term in entry.deprecated]
        plurals = {plural(key) for key in keys if plural(key) != key}
        for number, (key, term) in enumerate(zip(keys, entry.deprecated, strict=True)):
            form = f"deprecated {term.text!r}"
            if len(LETTERS.findall(key)) < 2:
                yield _error(entry, f"{form} has no two letters or digits, so it can never match")
                continue
            if key in survey.right:
                owners = ", ".join(f"{other.chinese} ({other.id})" for other in survey.right[key])
                yield _error(entry, f"{form} is a right form of {owners}; drop it or make it longer")
            if key in survey.look_alikes:
                yield _error(entry, f"{form} is right according to look_alikes.toml")
            if key in keys[:number]:
                yield _error(entry, f"{form} stands there twice")
            if key in plurals:
                yield _error(entry, f"{form} is a plural that is matched anyway; drop it")
            if term.action is Action.AUTO and not entry.verified:
                yield _error(entry, f"{form} is auto, but nothing verifies the entry; make it review")
            if not term.because:
                yield _error(entry, f"{form} does not say why (`because`)")


def _contradictions(survey: Survey) -> Iterator[Problem]:
    """One deprecated form under several concepts: a person must choose, and the data must not pretend otherwise."""
    for (first, one), *others in survey.garbled.values():
        for entry, two in others:
            if entry.id == first.id:
                continue
            if Action.AUTO in (one.action, two.action):
                yield _error(entry, f"deprecated {two.text!r} belongs to {first.chinese} ({first.id}) too, so neither may be auto")
            elif (one.action, one.kind) != (two.action, two.kind):
                yield _warning(entry, f"deprecated {two.text!r} is {two.kind}/{two.action} here and {one.kind}/{one.action} in {first.id}")


def chains(survey: Survey) -> Iterator[Problem]:
    """A replacement that is itself garbled: the second run would change what the first one wrote."""
    for entry in survey.entries:
        for term in entry.deprecated:
            said = folded(term.say or entry.english)
            if said == folded(term.text):
                continue  # of a user's glossary; what is ours is told that the form is right
            path = [folded(term.text)]
            while said in survey.garbled and said not in path:
                path.append(said)
                target, next_term = survey.garbled[said][0]
                said = folded(next_term.say or target.english)
            if said in path:
                yield _error(entry, f"{' → '.join([*path, said])} is a cycle")
            elif len(path) > 1:
                yield _error(entry, f"{' → '.join([*path, said])} is a chain; say the last form at once")
            elif term.say and said not in survey.right and (inner := _inside(said, survey)):
                yield _error(entry, f"say {term.say!r} holds {inner!r}, which is deprecated")


def _inside(text: str, survey: Survey) -> str | None:
    """A deprecated form inside a text that no longer right form covers."""
    words = text.split()
    spans = [(i, j) for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    right = [(i, j) for i, j in spans if " ".join(words[i:j]) in survey.right]
    for i, j in spans:
        if (form := " ".join(words[i:j])) in survey.garbled and not any(a <= i and j <= b for a, b in right):
            return form
    return None


# One entry alone ----------------------------------------------------------------------------------------------------------------------


def _orthography(survey: Survey) -> Iterator[Problem]:
    """Characters and readings that are not written as they should be."""
    for entry in survey.entries:
        for fault in faults(entry):
            yield _error(entry, fault)


def insertable(survey: Survey) -> Iterator[Problem]:
    """Preferred English that cannot go into a text as it stands."""
    for entry in survey.entries:
        # 中国（上海）自由贸易试验区 has its brackets in Chinese too.
        text = entry.english if not re.search("[（(]", entry.chinese) else re.sub(r"[()]", "", entry.english)
        if re.search(r"[()/\[\]{}]| [–—] |\s-\s|[:;,]\s*$|\b(?:i\.e|e\.g|lit)\.", text):
            yield _error(entry, f"preferred {entry.english!r} holds a gloss, a slash or a bracket; only what goes into a text may stand there")


def _english(survey: Survey) -> Iterator[Problem]:
    """Letters that English does not have."""
    for entry in survey.entries:
        for form in (*entry.right_forms, *(text for term in entry.deprecated for text in (term.text, term.say))):
            if odd := sorted({char for char in form.lower() if not char.isascii() and char not in _ESTABLISHED}):
                yield _error(entry, f"{form!r} holds {''.join(odd)}, which English texts do not")


def _sources(survey: Survey) -> Iterator[Problem]:
    """Where an entry comes from, and how much comes from nowhere."""
    for entry in survey.entries:
        if not entry.source.startswith(SOURCES) or entry.source.strip() in ("seen:", "rule:"):
            yield _error(entry, f"source {entry.source!r} must begin with {', '.join(repr(source.strip()) for source in SOURCES)} and say what")
    if (share := unverified_share(survey.entries)) > MOST_UNVERIFIED:
        yield Problem(Level.ERROR, "all files", "source", f"{share:.0%} of the entries are unverified; at most {MOST_UNVERIFIED:.0%} may be")


# The tables ---------------------------------------------------------------------------------------------------------------------------


def _tables(survey: Survey) -> Iterator[Problem]:
    """Abbreviations that stand for nothing; senses in capitals or in pinyin; plain phrases out of order, or listed as garbled; readings that do not fit."""
    tables = survey.tables
    for short, places in tables.places.items():
        if not places:
            yield Problem(Level.ERROR, "abbreviations.toml", short, "stands_for is empty; name a place or drop the row")
    for chinese, senses in tables.senses.items():
        file = "senses_characters.toml" if len(chinese) == 1 else "senses_words.toml"
        if (plain := simplified_form(chinese)) != chinese:
            yield Problem(Level.ERROR, file, chinese, f"not simplified; write {plain}")
        own = "".join(contextual(chinese))
        for sense in senses:
            if sense != sense.lower():
                yield Problem(Level.ERROR, file, chinese, f"sense {sense!r} has a capital")
            if sense == own and sense not in _LOANS:
                yield Problem(Level.WARNING, file, chinese, f"sense {sense!r} is the pinyin of the word itself")
    for before, phrase in pairwise(("", *tables.plain_phrases)):
        if before >= phrase:
            yield Problem(Level.ERROR, "plain_phrases.toml", phrase, f"stands after {before!r}; sort the phrases and drop doubles")
        for entry, _ in survey.garbled.get(folded(phrase), ()):
            yield Problem(Level.ERROR, "plain_phrases.toml", phrase, f"is listed as garbled under {entry.chinese} ({entry.id}); one of the two is wrong")
    known = {form for entry in survey.entries for form in entry.chinese_forms[:1]}
    for before, term in pairwise(("", *tables.plain_terms)):
        if before >= term or term not in known:
            yield Problem(Level.ERROR, "plain_phrases.toml", term, f"stands after {before!r}, or no concept prefers it; sort the terms and drop what is gone")
    for chinese, (reading, _) in tables.subdistricts.items():
        if not fits(chinese, reading) or not reading[0].isupper():
            yield Problem(Level.ERROR, "subdistricts.toml", chinese, f"reading {reading!r} does not fit the characters, or has no capital")


RULES = (_identity, _namesakes, _garbled_forms, _contradictions, chains, _orthography, insertable, _english, _sources, _tables)
