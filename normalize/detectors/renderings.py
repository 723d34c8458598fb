"""Garbles that nobody listed: stretches that read back to a concept through its lattice."""

import re
from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from glossary.entry import Action, ConceptEntry, Kind
from normalize.context import Context
from normalize.findings import Evidence, Finding
from normalize.proposals import propose, rival
from normalize.reading_back.paths import CAPITAL, CAPITALS, LEAST_PATH, Demand, Path
from normalize.reading_back.readback import Demands, Reader
from normalize.reading_back.readings import ELSEWHERE, LEAST_BITS, explained, found, kind_of, letters, prior, probability, said
from normalize.reading_back.ruled_out import is_ruled_out, may_stand
from normalize.reading_back.shapes import (
    among_persons,
    belongs,
    capitals_of,
    has_lost_capitals,
    is_clipped,
    is_named,
    is_person,
    is_reordered,
    is_telegraphic,
    is_where,
    strange_words,
)
from normalize.termbase.compiled import HAS_RELATED, IS_CHAIN, IS_NAME, IS_PROMINENT, Compiled
from normalize.termbase.knowledge import ANCHORS, READINGS, SPELLED_OUT, EdgeKind
from normalize.text.word_forms import finite_form
from normalize.view import View
from normalize.weights import of_reading

MISREAD = frozenset({EdgeKind.OTHER_READING, EdgeKind.CONFUSED, EdgeKind.ROMANIZATION})
OWN_LEAST_BITS = 8.0  # for a concept of the user's own glossary: 1 alarm in 480 clean sentences with 150 such concepts at 9, 4 at 7
LOWER, OWN_LOWER = 3.0, 1.0  # bits against each step of a name that has no capital; of a user's own concept
PERSON = 6.0  # bits against a reading where the words look like a surname and a given name
HARMLESS = 8.0  # bits for what is only another way of saying the right form, against garbles of something else
HYPHENATED, DANGLING = 10.0, 8.0  # bits for a chain whose members hyphens join; for one with a member left as a bare syllable
_CHAINED = HYPHENATED + DANGLING  # the most that the shape of a chain tells
QUOTED, WHOLLY_QUOTED = 2.0, 4.0  # bits for a quotation mark beside a reading; for one on either side: a text quotes what is a term
ONE_WORD = 2.0  # bits for a rare word that renders a user's own concept whole: it tells more than what is kept of its rarity (derailed 出轨)
ORDERED = 28.0  # bits of the words of a right form that say, turned about and in lower case, nothing else: stone lake strings the moon
FOREIGN = 6.0  # bits against a reading that takes a right form of something else into a name
PROMINENT = 5.0  # bits for a place that everybody names: the prefecture-level cities, and what is well known (Si Chuan)
OWN_GLOSSARY = 5.0  # bits: a concept that the user put into a glossary is likelier in the user's texts …
CROWD, CROWDED = 2.0, 1000  # … less so many for each doubling of a glossary over so many concepts: of 3,500 each says little of a text
MARGIN = 4.0  # bits by which the best reading must lead to be shown alone
BESIDE, ALONE, BACKING = 22.0, 26.0, 1.5  # bits for an `auto`: where the right form stands in the document, where it does not; what the document must then add


class Claim(NamedTuple):
    """A path that may be a garble of a concept: its bits with what the document adds; no evidence where it is merely another way of saying the right form."""

    bits: float
    path: Path
    entry: ConceptEntry
    own: bool
    evidence: list[Evidence] | None


def renderings(view: View, context: Context, reader: Reader) -> Iterator[Finding]:
    """The best reading of each stretch, with its rivals."""
    claims: list[Claim] = []
    for path in reader.paths(view.words, view.named, view.joined, _demands(view, context)):
        number = view.compiled.variant_entry(path.variant)
        if not may_stand(view, path, number):
            continue
        entry = view.entry(number)
        if (scored := _scored(view, context, path, entry, number)) is not None:
            bits, evidence = scored
            claims.append(Claim(bits, path, entry, view.compiled.is_own(number), evidence))
    for cluster in _clusters(claims):
        yield from _judged(view, context, cluster)


def _clusters(claims: list[Claim]) -> Iterator[list[Claim]]:
    """Claims that touch each other, in the order of the text."""
    cluster: list[Claim] = []
    end = -1
    for claim in sorted(claims, key=lambda claim: (claim.path.start, claim.path.end)):
        if cluster and claim.path.start >= end:
            yield cluster
            cluster = []
        cluster.append(claim)
        end = max(end, claim.path.end)
    if cluster:
        yield cluster


def _touch(one: Path, other: Path) -> bool:
    return one.start < other.end and other.start < one.end


def _judged(view: View, context: Context, claims: Sequence[Claim]) -> Iterator[Finding]:
    """The best claims of a cluster that do not overlap, each with its rivals; close rivals leave the choice to a person."""
    if any(claim.own and claim.evidence is not None for claim in claims):
        # What merely looks like a built-in concept stands in no way of the user's own: an "official party member" is 正式党员, not 党员干部.
        claims = [claim for claim in claims if claim.own or claim.evidence is not None]
    claims = sorted(claims, key=lambda claim: (-claim.bits - claim.own * MARGIN, claim.path.start, not view.compiled.is_preferred(claim.path.variant), claim.entry.id))
    taken: list[Path] = []
    for bits, path, entry, own, evidence in claims:
        if any(_touch(path, other) for other in taken):
            continue
        taken.append(path)
        if evidence is None:
            continue
        others: dict[str, Claim] = {}
        for other in claims:
            if other.evidence is not None and other.entry.id != entry.id and other.bits > bits - 3 * MARGIN and _touch(path, other.path):
                others.setdefault(other.entry.id, other)
        close = any(other.bits > bits - MARGIN for other in others.values())
        span = view.words.start(path.start), view.words.end(path.end - 1)
        yield propose(
            view, span, Kind.CASE if any(each.kind == "capitals" for each in evidence) else kind_of(path),
            Action.REVIEW if close else _action(view, context, path, entry, bits), entry, say=said(view, path, entry),
            inflection=finite_form(view.text, *span, entry), evidence=[Evidence("reading", explained(view, path)), *evidence], confidence=probability(bits),
            weight=of_reading(bits, own),
            rivals=[rival(other.entry, probability(other.bits)) for other in list(others.values())[:4]],
        )  # fmt: skip


def _demands(view: View, context: Context) -> Demands:
    """What a form's path must reach so that `_scored` may still let it through, whatever else speaks for it in this document."""
    known: dict[tuple[int, str, bool, bool], Demand] = {}  # by all that makes one concept ask for more than another
    compiled, against = view.compiled, prior(view.compiled.known)
    elsewhere = 0.0 if context.chinese else ELSEWHERE
    plain = (OWN_LEAST_BITS if compiled.own_concepts else LEAST_BITS) - HARMLESS  # one that is weaker than every finding stands in nobody's way

    def demand(variant: int) -> Demand:
        number = compiled.variant_entry(variant)
        flags, region = compiled.facts(number)
        own = compiled.is_own(number)
        shape = (flags, region, own, context.stands(number))
        found = known.get(shape)
        if found is None:
            chain = _CHAINED if flags & IS_CHAIN else 0.0
            least = against - (_own_bits(compiled) if own else 0.0) - (PROMINENT if flags & IS_PROMINENT else 0.0) - chain
            support = context.most_support(number, region, bool(flags & HAS_RELATED)) + max(WHOLLY_QUOTED, ONE_WORD) - elsewhere
            bits, path = (OWN_LEAST_BITS, OWN_LEAST_BITS) if own else (LEAST_BITS, LEAST_PATH)
            found = known[shape] = Demand(least + bits - support, least + plain, bool(flags & IS_NAME), chain, path)
        return found

    return demand


def _own_bits(compiled: Compiled) -> float:
    """Bits for a concept of the user's glossary."""
    return OWN_GLOSSARY - CROWD * log2(max(1.0, compiled.own_concepts / CROWDED))


def _scored(view: View, context: Context, path: Path, entry: ConceptEntry, number: int) -> tuple[float, list[Evidence] | None] | None:
    """The path's bits with what the document adds; None where one of the filters says that this is no garble of the concept, and no
    evidence where it is merely another way of saying its right form."""
    own, (flags, region) = view.compiled.is_own(number), view.compiled.facts(number)
    kinds, capitals, quoted = {step.edge.kind for step in path.steps}, capitals_of(view, path), view.is_quoted(*_span(view, path))
    bits = path.bits - prior(view.compiled.known) + (_own_bits(view.compiled) if own else 0.0) + (PROMINENT if flags & IS_PROMINENT else 0.0)
    prominence, least = _prominence(view, path, entry, capitals, quoted), OWN_LEAST_BITS if own else LEAST_BITS
    elsewhere = 0.0 if context.chinese else ELSEWHERE
    most = bits + (_CHAINED if flags & IS_CHAIN else 0.0) + prominence + context.most_support(number, region, bool(flags & HAS_RELATED)) - elsewhere
    if most < least and (kinds & MISREAD or strange_words(path, entry)):
        return None  # the cheapest test first: half of the readings of a garbled text fail it
    if is_ruled_out(view, context, path, entry, number) or (geography := _odd_geography(view, context, path, flags)) is None:
        return None
    if flags & IS_CHAIN and path.share == 1:
        bits += _chain_bits(view, path)
    respaced = own and any(letters(form) == letters(found(view, path)) for form in entry.right_forms)  # Wu Yutai for Wuyutai
    if (foreign := _foreign(view, path, number, respaced)) is None:
        return None
    bits -= FOREIGN * foreign
    strange = strange_words(path, entry)
    lowered = own and not strange and _is_lowered(view, path, entry)
    if not strange and not lowered and _is_variant(view, path, entry, own):
        return None if path.wild else (bits + HARMLESS, None)  # the secretary of the party branch of the unity village: no other way of saying 村党支部书记
    located = bool(flags & IS_PROMINENT) and kinds == {EdgeKind.READING} and is_where(view, *_span(view, path))
    if is_person(view, path) and not context.stands(number) and not respaced and not located:
        if path.share < 1 or (not own and ((kinds & MISREAD and (path.length == 2 or path.turns)) or not kinds <= READINGS)):
            return None  # Yang Gang is no 青阳港, Lü Bu no 六部 (lùbù), Shi Yuqi no 玉溪市, Zhang Jie no 张家界 (张家 as Zhang)
        bits -= PERSON + (PROMINENT if flags & IS_PROMINENT and among_persons(view, *_span(view, path)) else 0.0)
    if kinds <= READINGS and (path.share < 1 or "of" in view.words.words[path.start : path.end]):
        return None  # "Professor Gu of Su Da" is no 大鼓书 and no 姑苏
    if not kinds & ANCHORS:
        if EdgeKind.SENSE not in kinds:
            if path.share < 1 and (len(strange) < 2 or bits < LEAST_BITS + 3):
                return None
            if 2 * len(strange) < len(path.steps):
                bits -= 3.0
        if not capitals and not quoted and not own:
            bits -= 3.0
    extra, evidence = context.supports(entry, number)
    evidence = geography + evidence
    bits += prominence + extra - elsewhere
    if lowered:
        evidence.append(Evidence("capitals", "the words are those of the right name, without its capitals"))
    if quoted:
        evidence.append(Evidence("quotes", "it stands in quotation marks"))
    return (bits, evidence) if bits >= least else None


def _span(view: View, path: Path) -> tuple[int, int]:
    return view.words.start(path.start), view.words.end(path.end - 1)


def _odd_geography(view: View, context: Context, path: Path, flags: int) -> list[Evidence] | None:
    """None where all words are right names, which are what they say; only impossible geography makes a chain of them the garble of another chain."""
    if not all(is_named(view, step) for step in path.steps):
        return []
    members = [view.text[view.words.start(step.start) : view.words.end(step.end - 1)] for step in path.steps]
    oddity = context.odd_geography(members) if flags & IS_CHAIN and path.share == 1 else None
    return None if oddity is None else [oddity]


def _foreign(view: View, path: Path, number: int, respaced: bool) -> int | None:
    """How many right forms of something else are drawn into the reading; None where its own right form stands there, or a right form all around it."""
    own, (start, end), foreign = view.compiled.is_own(number), _span(view, path), 0
    for mention in view.mentions_over(start, end):
        if number in mention.entries or (mention.start <= start and end <= mention.end):
            return None
        if not mention.entries:
            return None  # nothing around a look-alike: "Shanghai–Kunshan cooperation"; a path cuts no right form in two, see `Reader.paths`
        several = not own and " " in view.text[mention.start : mention.end]  # the dishes of Zhejiang cuisine 浙菜 are no 江湖菜
        foreign += mention.exact and (several or any(map(view.compiled.is_name, mention.entries))) and not respaced and not belongs(view, path, mention, own)
    return foreign


def _is_lowered(view: View, path: Path, entry: ConceptEntry) -> bool:
    """Whether it is a name some of whose capitals are lost, as in visual China for Visual China Group; without any they may be a phrase."""
    return entry.is_name and path.share == 1 and not path.wild and any(map(view.words.capital, path.words)) and has_lost_capitals(view, path, entry)


def _is_variant(view: View, path: Path, entry: ConceptEntry, own: bool) -> bool:
    """Whether words that are all of the right form say it otherwise and garble nothing: none is misread, and a user's own form is neither turned about
    nor cut short. A proper name cut short is one still: the University of Electronic Science and Technology."""
    kinds = {step.edge.kind for step in path.steps}
    if kinds & MISREAD or (kinds <= READINGS and path.share == 1) or is_telegraphic(path, entry):
        return False
    if not own or path.share < 1 or path.wild:
        return True
    titled = capitals_of(view, path) == len(path.steps)
    clipped = len(path.steps) > 1 and not (entry.is_name and titled) and is_clipped(path, entry)
    return not clipped and not ((titled or path.bits >= ORDERED) and is_reordered(path, entry))


def _prominence(view: View, path: Path, entry: ConceptEntry, capitals: int, quoted: bool) -> float:
    """The bits of so many capitals and of quotation marks, less what a name's steps without capitals cost."""
    own = view.compiled.is_own(view.compiled.variant_entry(path.variant))
    bits = CAPITAL * min(capitals, CAPITALS) + (WHOLLY_QUOTED if quoted and view.is_wholly_quoted(*_span(view, path)) else QUOTED if quoted else 0.0)
    if entry.is_name:
        bits -= (OWN_LOWER if own else LOWER) * (len(path.steps) - capitals)
    alone = own and len(path.steps) == path.end - path.start == path.share == 1 and not capitals and not quoted
    return bits + (ONE_WORD if alone else 0.0)


def _chain_bits(view: View, path: Path) -> float:
    """What the shape of a chain tells: members joined by hyphens, or one left as a bare syllable (Shanghai and Tong)."""
    hyphens = len(re.findall(r"[a-z][-–][A-Za-z]", found(view, path)))
    dangling = any(step.edge.kind is EdgeKind.READING and step.edge.j - step.edge.i == 1 and view.text[view.words.start(step.start)].isupper() for step in path.steps)
    named = any(step.edge.kind is EdgeKind.PLACE for step in path.steps)  # Hu Yu alone is a person, not 沪渝
    return (HYPHENATED if hyphens >= path.length - 1 else 0.0) + (DANGLING if dangling and named else 0.0)


# An old spelling is right in its time, which ended in 1979: Nanking in 1937, the treaty port of Canton, a century ago; not in the new century, beside consultants.
_OLD_TIMES = (
    r"\b1(?:[0-8]\d|9[0-7])\ds?\b|[Dd]ynasty|[Tt]reaty|[Cc]olon(?:y|ial)|\b[Ff]ormer|[Ee]mperor|[Ee]mpire|"
    r"(?<!first.)(?<!21st.)(?<!new.)(?<!this.)\bcentury|\bmissionar|\bconsul(?:s|ar|ates?)?\b"
)


def _action(view: View, context: Context, path: Path, entry: ConceptEntry, bits: float) -> Action:
    """`auto` only for a whole, straight, unrivalled reading that the document itself supports."""
    kinds = {step.edge.kind for step in path.steps}
    number = view.compiled.variant_entry(path.variant)
    if EdgeKind.ROMANIZATION in kinds:
        near = view.text[max(0, view.words.start(path.start) - 120) : view.words.end(path.end - 1) + 120]
        return Action.NOTE if context.spells_as_of_old or re.search(_OLD_TIMES, near) else Action.REVIEW
    between = path.end - path.start - sum(step.end - step.start for step in path.steps)
    whole = path.share == 1 and not between and not path.turns and EdgeKind.CONFUSED not in kinds and EdgeKind.OWN not in kinds
    if not whole:
        return Action.REVIEW
    if kinds <= READINGS:
        # Huang Yan beside Huangyan; but Chang Jiang is another name of the Yangtze River, not a way of writing it, and "hong shao rou" beside "braised pork" a gloss.
        return Action.AUTO if _stands_so(view, context, path, entry, number) else Action.REVIEW
    odd = kinds & {EdgeKind.SENSE, EdgeKind.PLACE}  # pinyin beside the name of something else, as in char siu bao, is how many houses write it
    backed = path.length >= 3 and bits >= ALONE and odd and EdgeKind.WORD_SENSE not in kinds and context.supports(entry, number)[0] >= BACKING
    return Action.AUTO if kinds & SPELLED_OUT and (bits >= BESIDE if context.stands(number) else backed) else Action.REVIEW


def _stands_so(view: View, context: Context, path: Path, entry: ConceptEntry, number: int) -> bool:
    """Whether a right form with the same letters stands elsewhere in the document, or will when another garble of it is mended."""
    same = letters(found(view, path))
    stands = (view.text[mention.start : mention.end] for mention in view.mentions if mention.exact and number in mention.entries)
    return any(letters(form) == same for form in (entry.right_forms if number in context.mended else stands))
