"""Set phrases that came out word for word in plain lower case, where the text gives a reason to think so."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import compress, count, filterfalse, islice, product
from operator import not_
from typing import NamedTuple

from glossary.english import stems
from glossary.entry import Action, ConceptEntry, Kind
from normalize.context import Context
from normalize.findings import Evidence, Finding
from normalize.proposals import propose
from normalize.reading_back.readings import ELSEWHERE, LEAST_BITS, prior, probability
from normalize.termbase.knowledge import FUNCTION_WORDS, words_of
from normalize.termbase.phrases import LIGHT, MOST_WORDS, Listed
from normalize.termbase.remembered import Remembered
from normalize.text.grammar import INFLECT, PLURAL, THIRD
from normalize.text.words import Words
from normalize.view import Mention, View
from normalize.weights import of_reading

WHOLE = 5.0  # bits: nothing is left out, turned or unexplained
VARIANT = 4.0  # bits against a rendering that has a word of the right form: "advanced group" for "outstanding group"
GARBLED = 5.0  # bits: another garble stands in the text
_JOINTS = frozenset({"", "-", "‐", "‑"})


class Rendering(NamedTuple):
    """Words [start, end) of a text render all of a form: the units before `joint` by the words before `middle`."""

    variant: int
    start: int
    end: int
    joint: int
    middle: int
    cost: float
    inflection: str | None


def word_for_word(view: View, context: Context, phrases: "Phrases") -> Iterator[Finding]:
    """One finding for each set phrase that is rendered word for word; the best where they overlap."""
    claims = [(*scored, rendering) for rendering in phrases.renderings(view.words) if (scored := _scored(view, context, rendering))]
    taken: list[Rendering] = []
    for bits, evidence, rendering in sorted(claims, key=lambda claim: (claim[2].start - claim[2].end, -claim[0], claim[2].variant)):
        if any(rendering.start < other.end and other.start < rendering.end for other in taken):
            continue
        taken.append(rendering)
        if bits >= LEAST_BITS:
            yield _finding(view, rendering, bits, evidence)


def _scored(view: View, context: Context, rendering: Rendering) -> tuple[float, list[Evidence]] | None:
    """Bits and evidence; None where the words are right as they stand."""
    words, number = view.words, view.compiled.variant_entry(rendering.variant)
    start, end = words.start(rendering.start), words.end(rendering.end - 1)
    if any(number in mention.entries or not _is_plain_word(view, mention) for mention in view.mentions_over(start, end)):
        return None  # the right form stands there: a chief eunuch is a 太监 too
    entry = view.entry(number)
    content = [k for k in range(rendering.start, rendering.end) if words.words[k] not in FUNCTION_WORDS]
    if all(map(words.capital, content)):
        return None  # a name, or a reading's business: Tsing Yi
    strange = _strange(words.words, content, entry)
    if not strange:
        return None
    told = sum(view.compiled.knowledge.rarity(words.words[k]) for k in content)
    bits = told - rendering.cost - prior(view.compiled.known) + WHOLE - (VARIANT if strange < len(content) else 0.0)
    extra, evidence = context.supports(entry, number)
    garbled = context.garbled(start, end)
    if garbled:
        evidence.append(garbled)
        extra += GARBLED
    return bits + extra - (0.0 if context.chinese else ELSEWHERE), evidence


def _is_plain_word(view: View, mention: Mention) -> bool:
    """Whether a right form is one plain word: "field" 赛道 says nothing of "test field"."""
    return view.text[mention.start : mention.end].isalpha() and not any(map(view.compiled.is_name, mention.entries))


def _strange(words: list[str], content: list[int], entry: ConceptEntry) -> int:
    """How many of the words the right form nearest to them has in no inflection; a word derived from one of it is another: integration development for
    integrated development 一体化发展."""
    least = len(content)
    for form in entry.right_forms:
        right = {base for word in words_of(form) for base in bases(word)}
        least = min(least, sum(right.isdisjoint(bases(words[k])) for k in content))
    return least


def _finding(view: View, rendering: Rendering, bits: float, evidence: list[Evidence]) -> Finding:
    words, entry = view.words, view.entry(view.compiled.variant_entry(rendering.variant))
    start, end = words.start(rendering.start), words.end(rendering.end - 1)
    units, stretches = view.compiled.lattice(rendering.variant).variant.units, [(rendering.start, rendering.middle), (rendering.middle, rendering.end)]
    said = [view.text[words.start(first) : words.end(last - 1)] for first, last in stretches if first < last]
    parts = ["".join(units[: rendering.joint]), "".join(units[rendering.joint :])]
    explained = ", ".join(f"{chinese}→“{english}”" for chinese, english in zip(parts, said, strict=False)) + " (word for word)"
    inflection = rendering.inflection if _may_take(entry, rendering.inflection) else None
    return propose(
        view, (start, end), Kind.CHAR_GLOSS if 1 in map(len, parts) else Kind.CALQUE, Action.REVIEW, entry, inflection=inflection,
        evidence=[Evidence("reading", explained), *evidence], confidence=probability(bits), weight=of_reading(bits),
    )  # fmt: skip


def _may_take(entry: ConceptEntry, inflection: str | None) -> bool:
    """Whether the right form can be inflected so: a plural stays one, "in succession" has none."""
    return entry.en.part_of_speech in ("noun", "verb") and inflection not in bases(words_of(entry.english)[-1]).values()


@cache
def bases(word: str) -> Mapping[str, str | None]:
    """The words of which a lower-case word is a form -> which form, as `grammar.INFLECT` names it; the word itself -> None."""
    found: dict[str, str | None] = {}
    for base in sorted(stems(word) - {word}):
        for name, inflect in INFLECT.items():
            if word == inflect(base):
                found.setdefault(base, name)
    return {**found, word: None}


def _of_verb(inflection: str | None) -> str | None:
    """A word in -s, which may be a plural, is the third person at the head of a verb: takes root."""
    return THIRD if inflection == PLURAL else inflection


class Phrases:
    """Finds the listed renderings in texts; remembers what it has asked the table."""

    def __init__(self, table: Mapping[str, Sequence[Listed]], heads: Mapping[str, str]) -> None:
        self._table = table
        # Word -> what may follow it in a rendering.
        self._seconds: dict[str, frozenset[str]] = Remembered(lambda word: frozenset(second for stem in stems(word) for second in heads.get(stem, "").split()))

    def renderings(self, text: Words) -> Iterator[Rendering]:
        """Every listed rendering in a text, in the order of the text."""
        known = list(filterfalse(LIGHT.__contains__, text.words))
        apart = map(frozenset.isdisjoint, map(self._seconds.__getitem__, known), map(stems, islice(known, 1, None)))
        if begun := list(compress(count(), map(not_, apart))):
            content = [k for k, word in enumerate(text.words) if word not in LIGHT]
            for at in begun:
                yield from self._at(text, content[at : at + MOST_WORDS])

    def _at(self, text: Words, content: Sequence[int]) -> Iterator[Rendering]:
        forms = [bases(text.words[k]) for k in content]
        for (base, first), (follower, second) in product(forms[0].items(), forms[1].items()):
            for rest, variant, joint, size, verb, cost in self._table.get(f"{base} {follower}", ()):
                words = len(rest) + 2
                if words > len(forms) or not all(word in forms[k] for k, word in enumerate(rest, 2)):
                    continue
                inner = [first, second, *(forms[k][word] for k, word in enumerate(rest, 2))]
                end, last = content[words - 1] + 1, inner.pop()
                # A noun is inflected at its end, a verb at its head; articles stand only before the object of a verb.
                whole = last in (None, PLURAL) and not any(inner[verb:]) and (verb or end - content[0] == words)
                whole = whole and not text.hyphen(end) and not text.hyphen(content[0])  # deepen people-to-people exchanges
                if whole and all(text.between(k).strip() in _JOINTS and not text.gaps[k] for k in range(content[0] + 1, end)):
                    yield Rendering(variant, content[0], end, joint, content[size] if size < words else end, cost, _of_verb(first) if verb else last)
