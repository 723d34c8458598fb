"""What a corpus holds that the termbase does not: unknown names, gathered under their pinyin, ranked for the glossary editor.

Nothing here is an alarm: a correct small name (Bacheng Town) looks like a garbled one (Jindian Week), and only a person can tell them apart.
One pass over each text finds hits; hits meet under their toneless letters; neighbors by one syllable are looked up, never compared in pairs.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from glossary.pinyin import confusable, cut, toneless
from normalize.mining.guesses import GENERIC_NOUNS, guesses
from normalize.mining.unknown_names import CHINESE_SOUND, ROLES, Hit, Suspicion, hits, in_title_case, one_line
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document
from normalize.text.folding import folded_form

WEIGHT = {
    Suspicion.ROLE: 6.0, Suspicion.SPELLINGS: 5.0, Suspicion.CONFUSABLE: 4.0, Suspicion.CHAIN: 3.0, Suspicion.COMMON_WORDS: 3.0, Suspicion.GENERIC: 2.0,
    Suspicion.PHRASE: 2.0, Suspicion.UNKNOWN: 1.0, Suspicion.PERSON: 0.0,
}  # fmt: skip
FURTHER = 1.0  # for each further suspicion or spelling
CONTEXTS, AROUND = 3, 60  # places shown of each name, and characters on either side of it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a spelling stands: document, line from 1, and the text around it, `AROUND` characters on either side."""

    document: str
    line: int
    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One unknown name with all its spellings, the commonest first.

    `score` orders the list, it is no probability. `right` is the spelling by GB/T 16159, `chinese` at most two guesses, often none.
    """

    key: str
    suspicions: tuple[Suspicion, ...]
    spellings: tuple[tuple[str, int], ...]
    documents: int
    contexts: tuple[Place, ...]
    score: float
    right: str
    chinese: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How often it stands in the corpus."""
        return sum(count for _, count in self.spellings)

    @property
    def is_person(self) -> bool:
        """Whether it is listed apart, with the personal names."""
        return Suspicion.PERSON in self.suspicions


@dataclass(slots=True)
class _Cluster:
    cores: Counter[str] = field(default_factory=Counter)
    tails: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)
    suspicions: Counter[Suspicion] = field(default_factory=Counter)
    documents: set[int] = field(default_factory=set)
    places: dict[str, list[tuple[int, int, Place]]] = field(default_factory=dict)
    strong: bool = False
    base: str = ""

    def add(self, hit: Hit, number: int, document: Document) -> None:
        spelling = one_line(document.flow.text[hit.start : hit.end])
        self.spellings[spelling] += 1
        self.cores[hit.core] += 1
        if hit.tail:
            self.tails[hit.tail] += 1
        self.suspicions[hit.suspicion] += 1
        self.documents.add(number)
        self.strong |= not hit.weak
        places = self.places.setdefault(spelling, [])
        if len(places) < CONTEXTS:
            places.append((number, hit.start, place_of(document, hit.start, hit.end)))

    def absorb(self, other: _Cluster) -> None:
        for mine, theirs in ((self.cores, other.cores), (self.tails, other.tails), (self.spellings, other.spellings)):
            mine.update(theirs)
        self.suspicions.update(other.suspicions)
        self.documents |= other.documents
        for spelling, places in other.places.items():
            self.places[spelling] = sorted([*self.places.get(spelling, []), *places], key=lambda place: place[:2])[:CONTEXTS]

    @property
    def only_person(self) -> bool:
        return set(self.suspicions) == {Suspicion.PERSON}


def mine(documents: Iterable[Document], compiled: Compiled, least: int = 1) -> tuple[Candidate, ...]:
    """The unknown names of a corpus that stand in it at least `least` times, personal names last, each part by rank.

    The result does not depend on the order of the documents.
    """
    clusters: dict[str, _Cluster] = defaultdict(_Cluster)
    givens: set[str] = set()
    checker = Checker(compiled)
    for number, document in enumerate(sorted(documents, key=lambda document: (document.name, document.text))):
        for hit in hits(document, checker):
            clusters[hit.key].add(hit, number, document)
            givens.add(hit.given)
    kept = {key: cluster for key, cluster in clusters.items() if cluster.strong and not _only_recalls(key, cluster, givens)}
    _mark_roles(kept, compiled)
    _join_confusable(kept)
    found = [_candidate(key, cluster, compiled) for key, cluster in kept.items() if cluster.spellings.total() >= least]
    return tuple(sorted(found, key=lambda candidate: (candidate.is_person, -candidate.score, candidate.key)))


def _only_recalls(key: str, cluster: _Cluster, givens: set[str]) -> bool:
    """A given name alone (Xinming, of Wu Xinming), and a quoted phrase that does not recur."""
    if set(cluster.suspicions) == {Suspicion.UNKNOWN} and key in givens:
        return True
    if set(cluster.suspicions) == {Suspicion.PHRASE}:
        # "same city in different places" is a phrase of the article, not a name; said three times it is worth a look.
        return cluster.spellings.total() < (2 if any(in_title_case(spelling) for spelling in cluster.spellings) else 3)
    return False


def place_of(document: Document, start: int, end: int) -> Place:
    """A stretch of the text as it is read, with its surroundings on one line."""
    text = document.flow.text
    before, after = ("".join(c for c in re.sub(r"\s+", " ", part) if c.isprintable()) for part in (text[max(0, start - AROUND) : start], text[end : end + AROUND]))
    return Place(document.name, document.place(document.flow.stood(start, end)[0])[0], before, one_line(text[start:end]), after)


# Clusters -------------------------------------------------------------------------------------------------------------------------------


def _mark_roles(clusters: Mapping[str, _Cluster], compiled: Compiled) -> None:
    """Sun Quanshe beside Sun Quan is no person of his own."""
    for key, cluster in clusters.items():
        core = _first(cluster.cores)
        for role in filter(core.endswith, ROLES if cluster.only_person else ()):
            name, other = core.removesuffix(role), clusters.get(key.removesuffix(role))
            if other is not None:
                cluster.base = _first(other.cores)
            elif compiled.right_forms(folded_form(name)):
                cluster.base = name
            if cluster.base:
                cluster.suspicions = Counter({Suspicion.ROLE: cluster.spellings.total()})
                break


def _join_confusable(clusters: dict[str, _Cluster]) -> None:
    """The rarer of two names one confusable syllable apart joins the more frequent one, which itself stays where it is.

    Persons stay apart: Wang Min and Wang Ming are two. So do names whose generic words differ (Qinshan Station, Qingshan Lake), and names that no text has
    together, unless they have these words in common: a vice mayor called Jiuchen in one, the Jiucheng Palace in another.
    """
    ranked = sorted((key for key, cluster in clusters.items() if not cluster.only_person), key=lambda key: (-clusters[key].spellings.total(), key))
    rank = {key: at for at, key in enumerate(ranked)}
    gone: set[str] = set()
    for key in ranked:
        if key in gone:
            continue
        for near in sorted(rank.keys() & _neighbors(key), key=rank.__getitem__):
            if near in gone:
                continue
            mine, theirs = clusters[key], clusters[near]
            shared = {tail.lower() for tail in mine.tails} & {tail.lower() for tail in theirs.tails}
            if not shared and ((mine.tails and theirs.tails) or mine.documents.isdisjoint(theirs.documents)):
                continue
            mine.absorb(theirs)
            mine.suspicions[Suspicion.CONFUSABLE] += 1
            gone.add(near)
    for key in gone:
        del clusters[key]


def _neighbors(key: str) -> set[str]:
    found = set()
    for way in cut(key):
        if 2 <= len(way) <= 4:
            for at, syllable in enumerate(way):
                found |= {"".join((*way[:at], other, *way[at + 1 :])) for other in confusable(syllable)}
    return found - {key}


def _candidate(key: str, cluster: _Cluster, compiled: Compiled) -> Candidate:
    suspicions = set(cluster.suspicions)
    if len({core.replace("-", " ") for core in _titled(cluster.cores)}) > 1 and Suspicion.CONFUSABLE not in suspicions:
        suspicions.add(Suspicion.SPELLINGS)
    if suspicions - {Suspicion.PERSON, Suspicion.UNKNOWN, Suspicion.SPELLINGS}:
        suspicions.discard(Suspicion.PERSON)
    if suspicions != {Suspicion.UNKNOWN}:
        suspicions.discard(Suspicion.UNKNOWN)
    if any(not {" ", "-"} & set(core) for core in cluster.cores):
        suspicions.discard(Suspicion.PERSON)  # Huangyan beside Huang Yan is a place
    ordered = tuple(sorted(suspicions, key=lambda suspicion: (-WEIGHT[suspicion], suspicion)))
    spellings = tuple(sorted(cluster.spellings.items(), key=lambda item: (-item[1], item[0])))
    count, documents = cluster.spellings.total(), len(cluster.documents)
    score = WEIGHT[ordered[0]] + FURTHER * (len(ordered) - 1 + min(len(spellings) - 1, 3)) + math.log2(count) + math.log2(documents)
    chinese: tuple[str, ...] = ()
    if not suspicions & {Suspicion.PERSON, Suspicion.ROLE, Suspicion.PHRASE}:
        score -= 0.0 if CHINESE_SOUND.search(key) else FURTHER  # Kama, Tupi, Zulu: syllables that any language has
        chinese = guesses(key, cluster.cores, cluster.tails, compiled)
    return Candidate(key, ordered, spellings, documents, _contexts(spellings, cluster), round(score, 2), _right(key, cluster, ordered), chinese)


def _titled(cores: Iterable[str]) -> set[str]:
    """Spellings that differ by more than capitals: kunqu and Kunqu are one."""
    return {core.title().replace("'A", "'a").replace("'E", "'e").replace("'O", "'o") for core in cores}


def _first(counts: Counter[str]) -> str:
    return min(counts, key=lambda text: (-counts[text], text))


def _contexts(spellings: Sequence[tuple[str, int]], cluster: _Cluster) -> tuple[Place, ...]:
    """One place of each spelling, the commonest first, then further ones in the order of the corpus."""
    firsts = [cluster.places[spelling][0] for spelling, _ in spellings[:CONTEXTS]]
    others = sorted((place for places in cluster.places.values() for place in places if place not in firsts), key=lambda place: place[:2])
    return tuple(place for _, _, place in [*firsts, *others][:CONTEXTS])


def _right(key: str, cluster: _Cluster, suspicions: Sequence[Suspicion]) -> str:
    """The spelling by GB/T 16159: a place name joined, with its apostrophe; surname and given name apart; the generic noun after it."""
    if cluster.base:
        return cluster.base
    if Suspicion.PHRASE in suspicions or Suspicion.CHAIN in suspicions:
        return _first(cluster.cores)
    if Suspicion.PERSON in suspicions:
        parts = _first(cluster.cores).split()
        return f"{parts[0]} {''.join(parts[1:]).capitalize()}"
    counts = Counter({core: count for core, count in cluster.cores.items() if toneless(core) == key})
    pieces = max(counts, key=lambda core: ("'" in core, " " in core, counts[core], core)).replace("'", " ").split()
    name = "".join(f"'{piece}" if at and piece[0] in "aeo" else piece for at, piece in enumerate(piece.lower() for piece in pieces))
    name = name[0].upper() + name[1:]
    tail = _tail(cluster)
    return f"{name} {tail[0].upper() + tail[1:]}" if tail else name


def _tail(cluster: _Cluster) -> str:
    """The English words that belong to the name. A generic noun says what it is (Miaojing River); a Baita Cultural Center is another thing than Baita,
    unless the name stands oftener with these words than alone."""
    tail = _first(cluster.tails) if cluster.tails else ""
    if cluster.tails[tail] >= cluster.cores.total() - cluster.tails.total():
        return tail
    nouns = Counter({noun: times for noun, times in cluster.tails.items() if noun.lower() in GENERIC_NOUNS})
    return _first(nouns) if nouns else ""
