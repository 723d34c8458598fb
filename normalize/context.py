"""What the rest of the document says: which regions it is about, which right forms stand in it, what else supports a reading."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from glossary.entry import Action, ConceptEntry
from normalize.findings import Evidence, Finding
from normalize.text.folding import folded_form
from normalize.view import Mention, View

STANDS, RELATED = 5.0, 3.0  # bits that the right form in the document gives, and at most the concepts related to it
SHORT = 120  # words
STRANGE = 14.5  # bits of rarity from which a word of a name tells that it is no English one: Hong Kong; not stone, lake
_CHINA = re.compile(r"China|Chinese|Beijing|Shanghai|Xinhua|Mandarin|renminbi")
_NATIONAL = ("国家", "中国", "全国", "中央", "中华")
_ASPIRATED = re.compile(r"\b(?:Ch|K|P|T|Ts|Tz)['’‘`][a-zü]{1,5}\b")
ASPIRATED = 3  # different words by which Wade and Giles are known
FAR, NEAR = 700.0, 200.0  # km; chains of neighbours have no leg like the first beside one like the second


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometers on the great circle between two points of (latitude, longitude) in degrees."""
    a, b, c, d = map(math.radians, (*one, *other))
    return 6371.0 * math.acos(max(-1.0, min(1.0, math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d))))


DELTA = frozenset({"Shanghai", "Jiangsu", "Zhejiang", "Anhui", "Yangtze River Delta"})


class Context:
    """One document's answers; other documents of the corpus may add evidence, never license an `auto`.

    `mended` says of how many garbles of an entry it is known that they are mended unasked: they stand as right forms as soon as that is done, and a second
    run over the mended text must find nothing new.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self.mended: Counter[int] = Counter()
        self._known_regions: dict[str, float] = {}

    def mends(self, findings: Iterable[Finding]) -> bool:
        """Take the garbles that these findings mend unasked for right forms from now on; whether that is anything new."""
        compiled = self.view.compiled
        certain = (finding.concept for finding in findings if finding.concept and finding.action is Action.AUTO and finding.concept not in compiled.demoted)
        mended = Counter(compiled.numbers[identifier] for identifier in certain)
        if mended == self.mended:
            return False
        self.mended = mended
        self._known_regions.clear()
        self.__dict__.pop("regions", None)  # worked out anew when they are asked for
        return True

    @cached_property
    def regions(self) -> Counter[str]:
        """Votes for each region: a place named counts once for each mention, up to three."""
        votes: Counter[str] = Counter()
        for number, count in (self.view.counts + self.mended).items():
            if region := self.view.compiled.facts(number)[1]:
                votes[region] += min(count, 3)
            elif (entry := self.view.entry(number)).subject == "place":
                votes[entry.english] += min(count, 3)
        return votes

    @cached_property
    def chinese(self) -> bool:
        """Whether the text is about China: it names something Chinese once in 2,000 words; a short text is given the benefit."""
        words = len(self.view.words.words)
        if words < SHORT:
            return True
        named = len(_CHINA.findall(self.view.text)) - words / 2000
        return named > 0 or named + sum(map(self._names_a_region, self.view.mentions)) > 0

    def _names_a_region(self, mention: Mention) -> bool:
        """Whether a right form names something of one region of China in other than common English words: Stone Lake may be anywhere."""
        if not mention.exact or not any(self.view.compiled.facts(number)[1] for number in mention.entries):
            return False
        return any(self.view.compiled.knowledge.rarity(word) >= STRANGE for word in re.findall("[a-z]+", self.view.text[mention.start : mention.end].lower()))

    @cached_property
    def spells_as_of_old(self) -> bool:
        """Whether the text writes Chinese by Wade and Giles: an apostrophe behind a consonant is a sign that nobody else makes (Ch'ing, T'ao, Ts'ai)."""
        return len(frozenset(_ASPIRATED.findall(self.view.text))) >= ASPIRATED

    def garbled(self, start: int, end: int) -> Evidence | None:
        """Whether a listed garbled form stands elsewhere in the document: a text that an engine garbled once, it garbled more than once."""
        for other in self.view.garbled:
            if (other.end <= start or end <= other.start) and self.view.text[other.start : other.end] != self.view.text[start:end]:
                return Evidence("garbled", f"“{self.view.text[other.start : other.end]}” in this document")
        return None

    def stands(self, number: int) -> bool:
        """Whether the right form of an entry stands in the document, or will when it is mended."""
        return number in self.view.counts or number in self.mended

    def standing(self, number: int, name: str) -> Evidence:
        """What is said where `stands` holds: how often the right form, called so, stands there."""
        count = self.view.counts[number]
        return Evidence("document", f"{name} stands in this document ({count}×)" if count else "another garble of it is mended in this document")

    def most_support(self, number: int, region: str, related: bool) -> float:
        """The bits that `supports` may give at most, told without looking at the entry."""
        return STANDS * self.stands(number) + RELATED * related + self._region_bits(region)

    def _region_bits(self, region: str) -> float:
        """None for a concept that is at home nowhere in particular: nothing votes for it."""
        found = self._known_regions.get(region)
        if found is None:
            votes = self.votes(region)
            found = self._known_regions[region] = 0.0 if not votes else 1.0 if votes < 3 else 2.0
        return found

    def supports(self, entry: ConceptEntry, number: int) -> tuple[float, list[Evidence]]:
        """Bits and evidence that the document gives for a concept."""
        bits, evidence = 0.0, []
        if self.stands(number):
            bits += STANDS
            evidence.append(self.standing(number, "the right form"))
        related = [other for identifier in entry.related if (other := self.view.compiled.by_id(identifier)) is not None]
        present = [other.english for other in related if self.stands(self.view.compiled.numbers[other.id])]
        if present:
            bits += min(RELATED, 1.5 * len(present))
            evidence.append(Evidence("related", ", ".join(present[:4]) + " in this document"))
        if region_bits := self._region_bits(entry.region):
            bits += region_bits
            evidence.append(Evidence("region", f"the document is about {'the ' if entry.region.endswith('Delta') else ''}{entry.region}"))
        return bits, evidence

    def is_elsewhere(self, entry: ConceptEntry, head: str) -> bool:
        """Whether the head that a name has lost says that another one is meant: the Municipal Disease Control Bureau is not the national one, nor the
        Provincial Department of Economic and Information Technology that of Zhejiang, unless the text is about Zhejiang."""
        return head.startswith(_NATIONAL) or (len(head) > 1 and bool(entry.region) and not self.votes(entry.region))

    def odd_geography(self, members: Sequence[str]) -> Evidence | None:
        """Whether a chain of places has one leg over 700 km beside one under 200: Shanghai-Suzhou-Kunming; from prefecture coordinates."""
        points = [self._coordinates(name) for name in members]
        legs = [(a, b, distance(p, q)) for (a, p), (b, q) in pairwise(zip(members, points, strict=True)) if p is not None and q is not None]
        far = [leg for leg in legs if leg[2] > FAR]
        if not far or not any(length < NEAR for _, _, length in legs):
            return None
        return Evidence("geography", f"{far[0][0]} and {far[0][1]} lie {far[0][2]:.0f} km apart, the other members close together")

    def _coordinates(self, name: str) -> tuple[float, float] | None:
        found = [entry.coordinates for entry in self.view.compiled.right_forms(folded_form(name)) if entry.coordinates]
        return found[0] if found else None

    def votes(self, region: str) -> int:
        """How much the document is about a region; where it is named, the rest of the delta counts for it at half weight."""
        own = self.regions[region]
        if own and region in DELTA:
            own += sum(self.regions[other] for other in DELTA if other != region) // 2
        return own
