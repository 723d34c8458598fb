"""Garbles that nobody listed: stretches that read back to a concept through its lattice."""

import re
from collections.abc import Iterator, Sequence
from math import log2
from typing import NamedTuple

from glossary.entry import Action, ConceptEntry, Kind
from normalize.compiled import HAS_RELATED, IS_CHAIN, IS_NAME, IS_PROMINENT, Compiled
from normalize.context import Context
from normalize.findings import Evidence, Finding
from normalize.knowledge import READINGS, EdgeKind
from normalize.paths import CAPITAL, CAPITALS, LEAST_PATH, Demand, Path, renders_enough
from normalize.proposals import propose, rival
from normalize.readback import Demands, Reader
from normalize.readings import ELSEWHERE, LEAST_BITS, explained, found, kind_of, letters, prior, probability, said
from normalize.ruled_out import is_ruled_out
from normalize.shapes import (
    among_persons,
    belongs,
    capitals_of,
    has_lost_capitals,
    is_clipped,
    is_misread_syllable,
    is_named,
    is_person,
    is_reordered,
    is_telegraphic,
    lost_characters,
    strange_words,
)
from normalize.view import View
from normalize.weights import of_reading
from normalize.word_forms import finite_form

MISREAD = frozenset({EdgeKind.OTHER_READING, EdgeKind.CONFUSED, EdgeKind.ROMANIZATION})
SPELLED_OUT = READINGS | {EdgeKind.PLACE}
ANCHORS = SPELLED_OUT | {EdgeKind.NESTED}
OWN_LEAST_BITS = 8.0  # for a concept of the user's own glossary: 1 alarm in 480 clean sentences with 150 such concepts at 9, 4 at 7
TELLING, OWN_TELLING = 24.0, 18.0  # bits of a path that a name's characters can hardly give by chance; for a user's own concept
SHARE = 0.65  # of a name of the user's own that much must be rendered where it has no capital
SPOKEN_FOR = 5  # characters of a name in whose words, all in lower case, nobody says anything else
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
        if not _may_stand(view, path, number):
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
    claims = sorted(claims, key=lambda claim: (-claim.bits, claim.path.start, not view.compiled.is_preferred(claim.path.variant), claim.entry.id))
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
    known: dict[int, Demand] = {}
    compiled, against = view.compiled, prior(len(view.compiled))
    elsewhere = 0.0 if context.chinese else ELSEWHERE
    plain = (OWN_LEAST_BITS if compiled.own_concepts else LEAST_BITS) - HARMLESS  # one that is weaker than every finding stands in nobody's way

    def demand(variant: int) -> Demand:
        number = compiled.variant_entry(variant)
        found = known.get(number)
        if found is None:
            flags, region = compiled.facts(number)
            own, chain = compiled.is_own(number), _CHAINED if flags & IS_CHAIN else 0.0
            least = against - (_own_bits(compiled) if own else 0.0) - (PROMINENT if flags & IS_PROMINENT else 0.0) - chain
            support = context.most_support(number, region, bool(flags & HAS_RELATED)) + max(WHOLLY_QUOTED, ONE_WORD) - elsewhere
            bits, path = (OWN_LEAST_BITS, OWN_LEAST_BITS) if own else (LEAST_BITS, LEAST_PATH)
            found = known[number] = Demand(least + bits - support, least + plain, bool(flags & IS_NAME), chain, path)
        return found

    return demand


def _own_bits(compiled: Compiled) -> float:
    """Bits for a concept of the user's glossary."""
    return OWN_GLOSSARY - CROWD * log2(max(1.0, compiled.own_concepts / CROWDED))


def _may_stand(view: View, path: Path, number: int) -> bool:
    """Whether a path renders enough of its form, in the shape that a name must have: told without laying out the entry."""
    name, own, lost = view.compiled.is_name(number), view.compiled.is_own(number), lost_characters(view, path) if path.share < 1 else 0
    if (len(path.steps) == 1 and (path.share < 1 or is_misread_syllable(view, path))) or path.covered < 2 or not renders_enough(path.length, path.covered, lost, name):
        return False
    if not own and lost > (2 if path.length < 12 else 5):
        return False  # "output value of enterprises above designated size" is not 规模以上工业增加值 (value added); a long slogan may lose more
    return not name or _may_be_name(view, path, own)


def _scored(view: View, context: Context, path: Path, entry: ConceptEntry, number: int) -> tuple[float, list[Evidence] | None] | None:
    """The path's bits with what the document adds; None where one of the filters says that this is no garble of the concept, and no
    evidence where it is merely another way of saying its right form."""
    words = view.words
    start, end = words.start(path.start), words.end(path.end - 1)
    kinds = {step.edge.kind for step in path.steps}
    stretch = view.text[start:end]
    capitals = capitals_of(view, path)
    own = view.compiled.is_own(number)
    facts, region = view.compiled.facts(number)
    bonus, chain = PROMINENT if facts & IS_PROMINENT else 0.0, bool(facts & IS_CHAIN)
    bits = path.bits - prior(len(view.compiled)) + (_own_bits(view.compiled) if own else 0.0) + bonus
    quoted, least = view.is_quoted(start, end), OWN_LEAST_BITS if own else LEAST_BITS
    shape = (_CHAINED if chain else 0.0) + CAPITAL * min(capitals, CAPITALS) + (WHOLLY_QUOTED if quoted else 0.0) + (ONE_WORD if own else 0.0)
    lower = (OWN_LOWER if own else LOWER) * (len(path.steps) - capitals) if entry.is_name else 0.0
    elsewhere = 0.0 if context.chinese else ELSEWHERE
    most = bits + shape - lower + context.most_support(number, region, bool(facts & HAS_RELATED)) - elsewhere
    if most < least and (kinds & MISREAD or strange_words(path, entry)):
        return None  # the cheapest test first, which half of the readings of a garbled text fail
    if is_ruled_out(view, context, path, entry, number):
        return None
    geography: list[Evidence] = []
    if all(is_named(view, step) for step in path.steps):
        # Right names side by side are what they say; only impossible geography makes a chain of them the garble of another chain.
        members = [view.text[words.start(step.start) : words.end(step.end - 1)] for step in path.steps]
        if not chain or path.share < 1 or (oddity := context.odd_geography(members)) is None:
            return None
        geography = [oddity]
    if chain and path.share == 1:
        bits += _chain_bits(view, path, stretch)
    respaced = own and any(letters(form) == letters(stretch) for form in entry.right_forms)  # Wu Yutai for Wuyutai
    for mention in view.mentions_over(start, end):
        if number in mention.entries or (mention.start <= start and end <= mention.end):
            return None
        if not mention.entries:
            return None  # nothing around a look-alike: "Shanghai–Kunshan cooperation"; a path cuts no right form in two, see `Reader.paths`
        several = not own and " " in view.text[mention.start : mention.end]  # the dishes of Zhejiang cuisine 浙菜 are no 江湖菜
        if mention.exact and (several or any(map(view.compiled.is_name, mention.entries))) and not respaced and not belongs(view, path, mention, own):
            bits -= FOREIGN
    strange = strange_words(path, entry)
    reordered = own and path.share == 1 and not path.wild and (capitals == len(path.steps) or path.bits >= ORDERED) and is_reordered(path, entry)
    # A proper name cut short is one still: the University of Electronic Science and Technology.
    clipped = own and len(path.steps) > 1 and not (entry.is_name and capitals == len(path.steps)) and is_clipped(path, entry)
    # A name of the user's own whose capitals are lost; of one without any, enough must stand there that it is no phrase: a civil war.
    spoken_for = path.length >= SPOKEN_FOR or any(map(words.capital, path.words))
    lowered = own and entry.is_name and path.share == 1 and not path.wild and spoken_for and has_lost_capitals(view, path, entry)
    if not strange and not kinds & MISREAD and not (kinds <= READINGS and path.share == 1) and not is_telegraphic(path, entry) and not (reordered or clipped or lowered):
        if path.wild:
            return None  # the secretary of the party branch of the unity village: no other way of saying 村党支部书记
        return bits + HARMLESS, None  # every word is one of the right form: a variant, no garble, and nothing else either
    if is_person(view, path) and not context.stands(number) and not respaced:
        if path.share < 1 or (not own and ((kinds & MISREAD and (path.length == 2 or path.turns)) or not kinds <= READINGS)):
            return None  # Yang Gang is no 青阳港, Lü Bu no 六部 (lùbù), Shi Yuqi no 玉溪市, Zhang Jie no 张家界 (张家 as Zhang)
        bits -= PERSON + (bonus if among_persons(view, start, end) else 0.0)
    if kinds <= READINGS:
        if path.share < 1 or "of" in words.words[path.start : path.end]:
            return None  # "Professor Gu of Su Da" is no 大鼓书 and no 姑苏
    elif not kinds & ANCHORS:
        if EdgeKind.SENSE not in kinds:
            if path.share < 1 and (len(strange) < 2 or bits < LEAST_BITS + 3):
                return None
            if 2 * len(strange) < len(path.steps):
                bits -= 3.0
        if not capitals and not quoted and not own:
            bits -= 3.0
    bits += CAPITAL * min(capitals, CAPITALS) + (WHOLLY_QUOTED if quoted and view.is_wholly_quoted(start, end) else QUOTED if quoted else 0.0)
    bits -= lower
    if own and len(path.steps) == path.end - path.start == path.share == 1 and not capitals and not quoted:
        bits += ONE_WORD
    extra, evidence = context.supports(entry, number)
    evidence = geography + evidence
    bits += extra - elsewhere
    if lowered and not strange:
        evidence.append(Evidence("capitals", "the words are those of the right name, without its capitals"))
    if quoted:
        evidence.append(Evidence("quotes", "it stands in quotation marks"))
    return (bits, evidence) if bits >= least else None


def _may_be_name(view: View, path: Path, own: bool) -> bool:
    """Whether a path may render a name: it has a capital, and pinyin, a place or a nested name holds it (North Sea is not 北海) unless it
    tells so much that chance is out of the question (Nine factions view the world, 九派观天下); in plain lower case only such a one."""
    kinds, capitals = {step.edge.kind for step in path.steps}, capitals_of(view, path)
    telling = path.length >= 3 and path.bits >= (OWN_TELLING if own else TELLING)
    pair = own and path.length == len(path.steps) == path.end - path.start == 2 and path.share == 1 and path.bits >= OWN_TELLING  # cool cloud, a company 酷云
    if not capitals:
        spelled = own and path.share == len(path.steps) == 1 and kinds == {EdgeKind.READING}  # rongchuang, a company 融创
        clipped = own and path.share > SHARE and path.bits >= TELLING  # paulownia ridge station 桐木岭站
        return pair or spelled or clipped or (path.share == 1 and telling and (own or bool(kinds & READINGS)))
    return telling or pair or bool(kinds & ANCHORS) or (capitals == len(path.steps) and path.share == 1 and (path.length > 2 or own))


def _chain_bits(view: View, path: Path, stretch: str) -> float:
    """What the shape of a chain tells: members joined by hyphens, or one left as a bare syllable (Shanghai and Tong)."""
    hyphens = len(re.findall(r"[a-z][-–][A-Za-z]", stretch))
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
        return Action.NOTE if re.search(_OLD_TIMES, near) else Action.REVIEW
    between = path.end - path.start - sum(step.end - step.start for step in path.steps)
    whole = path.share == 1 and not between and not path.turns and EdgeKind.CONFUSED not in kinds and EdgeKind.OWN not in kinds
    if not whole:
        return Action.REVIEW
    if kinds == {EdgeKind.READING}:
        # Huang Yan beside Huangyan; but Chang Jiang is another name of the Yangtze River, not a way of writing it.
        return Action.AUTO if context.stands(number) and any(letters(form) == letters(found(view, path)) for form in entry.right_forms) else Action.REVIEW
    backed = path.length >= 3 and bits >= ALONE and EdgeKind.WORD_SENSE not in kinds and context.supports(entry, number)[0] >= BACKING
    return Action.AUTO if kinds & SPELLED_OUT and (bits >= BESIDE if context.stands(number) else backed) else Action.REVIEW
