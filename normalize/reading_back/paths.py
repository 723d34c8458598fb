"""The best path of words through the lattice of a form: a chain of edges, scored in bits."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from glossary.english import stems
from normalize.termbase.knowledge import FUNCTION_WORDS, OLD, PINYIN, SENSES, EdgeKind, told_by_pinyin
from normalize.termbase.lattice import Edge, Lattice

ENGLISH = SENSES | {EdgeKind.OWN}  # a further one of which says less
LEAST_PATH = 14.0  # bits below which no context makes a reading worth showing
NAMED = 4.5  # bits that a right name standing in the text adds to a longer reading: a text about Shanghai says Shanghai
WILD = 5.6  # bits lost for a word inside the stretch that no edge explains
TURN = 3.0  # bits lost for each step back in the Chinese: "X of Y"
LINKS = frozenset({"of", "the", "and", "a", "an", "in", "on", "for", "to", "s", "its", "at", "by", "with"})
VERBS = FUNCTION_WORDS - LINKS  # which no name holds: Su Zhou is a city
FREE = 0.4  # bits lost for a word that links the parts of a name: of, the, and
VERB = 2.0  # bits lost for any other function word between the parts of a term
DROP = 4.0  # bits lost for a character that nothing renders
DROP_EASY = 1.2  # … if it is one that translations often drop (EASY)
FURTHER_SENSE = 2.0  # bits lost for each sense after the first: senses in one name are not independent
SLACK = 2.0  # bits that the function words of an edge may tell, one each


class Step(NamedTuple):  # a tuple, because a long text makes tens of thousands
    """Words [start, end) of the text stand for an edge's units."""

    start: int
    end: int
    edge: Edge


class Path(NamedTuple):
    """A chain of edges of one form (`variant`) through words [start, end) of a text.

    `bits` are its score; `covered` of the form's `length` units are rendered; `turns` counts the steps back in the Chinese, `wild` the words inside the
    stretch that no edge explains, function words not counted.
    """

    variant: int
    start: int
    end: int
    steps: tuple[Step, ...]
    bits: float
    covered: int
    length: int
    turns: int
    wild: int

    @property
    def words(self) -> frozenset[int]:
        """The words that an edge explains."""
        return frozenset(k for step in self.steps for k in range(step.start, step.end))

    @property
    def share(self) -> float:
        """How much of the Chinese is rendered, 0 to 1."""
        return self.covered / self.length


def renders_enough(length: int, rendered: int, lost: int, name: bool) -> bool:
    """Whether so many of a form's characters may stand for it, when so many are lost that translations do not usually drop: three of five, of a long form
    half; of a name all but one or, of a long one, two."""
    if 5 * rendered < 3 * length if length <= 5 else 2 * rendered < length:
        return False
    return not name or lost <= (2 if length >= 6 else 1)


class Demand(NamedTuple):
    """What a form's path must reach to matter in a document.

    `bits` are for a reading, to which capitals may still add; `plain_bits` for what merely says the right form otherwise, which keeps other readings away.
    `chain_bits` are asked for besides where a unit is left out: only where all members of a chain stand does its shape tell so much. No path under `least`
    is shown whatever speaks for it. The path of a name needs a capital and most characters.
    """

    bits: float = LEAST_PATH
    plain_bits: float = LEAST_PATH
    name: bool = False
    chain_bits: float = 0.0
    least: float = LEAST_PATH


CAPITAL, CAPITALS = 1.5, 3  # bits that a capital adds to a reading, up to three of them
ANY = Demand()


Gaps = dict[tuple[int, int], tuple[float, int]]  # by the end of one step and the start of the next: bits lost and unexplained words between them
Window = tuple[tuple[str, ...], tuple[bool, ...], tuple[float, ...]]  # words, which of them are right names, what the joints cost
Move = tuple[Edge, int, float, int, bool]  # an edge, its number of words, what it gains in bits, its units as a mask, whether it is a sense
Moves = tuple[tuple[Move, ...], float, int]  # those of one word, the most that one gains, all their units
_Placed = tuple[int, int, Edge, float, int, bool]  # a move in a text: words [start, end), edge, gain, mask, whether it is a sense


def _moves(lattice: Lattice, word: str) -> Moves:
    """What the edges that begin with a word bring."""
    gains, moves, most, units = lattice.knowledge.gains, [], 0.0, 0
    for edge in lattice.edges(word):
        i, j, kind, words, cost = edge
        gain = gains.get((words, kind, cost, j - i))
        if gain is None:
            gain = gains[words, kind, cost, j - i] = told(edge, lattice.knowledge.rarity) - cost
        mask = ((1 << (j - i)) - 1) << i
        moves.append((edge, len(words), gain, mask, kind in ENGLISH))
        units |= mask
        if gain > most:
            most = gain
    return tuple(moves), most, units


def best_path(
    variant: int, lattice: Lattice, words: tuple[str, ...], named: tuple[bool, ...], joints: tuple[float, ...], hits: Sequence[tuple[int, float]], gaps: Gaps,
    demand: Demand, required: float,
) -> Path | None:  # fmt: skip
    """The chain of edges through these words that scores highest, or None if none can reach so many bits as are required.

    Each edge adds what its words tell (their rarity) less how unlikely the rendering is; gaps, turns and unrendered characters cost.
    `hits` are the words that can begin an edge, each with what the words before it that cannot cost in all; `gaps` what is known of the words
    between steps.
    """
    known: dict[str, Moves] = lattice.moves
    begun: list[tuple[int, tuple[Move, ...]]] = []
    reachable, bound, run, before = 0, 0.0, 0.0, 0.0
    for at, wilds in hits:
        word = words[at]
        if word not in known:
            known[word] = _moves(lattice, word)
        moves, gain, mask = known[word]
        if gain > NAMED and named[at]:
            gain = NAMED
        reachable |= mask
        run = max(run - wilds + before, 0.0) + gain
        before = wilds
        if run > bound:
            bound = run
        begun.append((at, moves))
    whole = (1 << lattice.length) - 1
    lost = whole & ~reachable
    most = bound - DROP * (lost & ~lattice.easy).bit_count() - DROP_EASY * (lost & lattice.easy).bit_count()  # if every word gave its best
    if most < required + (demand.chain_bits if lost else 0.0):
        return None
    steps = [
        (at, at + size, edge, NAMED if gain > NAMED and named[at] else gain, mask, sense)
        for at, moves in begun
        for edge, size, gain, mask, sense in moves
        if size == 1 or (at + size <= len(words) and edge.words[1] in stems(words[at + 1]) and all(edge.words[k] in stems(words[at + k]) for k in range(2, size)))
    ]
    best, bits = _best_chain(lattice, steps, words, joints, gaps)
    if bits < max(demand.least, required):
        return None
    chain: list[Step] = []
    state = best
    while state is not None:
        chain.append(Step(*state[4][:3]))
        state = state[5]
    chain.reverse()
    return Path(variant, chain[0].start, best[2], tuple(chain), round(bits, 2), best[1].bit_count(), lattice.length, best[8], best[6])


def _best_chain(lattice: Lattice, steps: Sequence[_Placed], words: tuple[str, ...], joints: tuple[float, ...], gaps: Gaps) -> tuple[Any, float]:
    """The state in which the best chain of these steps ends, and its bits less those of what it leaves out; None and very few if there is no step."""
    easy = lattice.easy
    hard = ((1 << lattice.length) - 1) ^ easy
    # A state: score, mask, last word, last unit, the step taken, the state before, wild words, senses, turns.
    states: list[Any] = []
    best: Any = None
    best_total = -1e9
    for step in steps:
        start, end, edge, gain, mask, sense = step
        first_unit, unit = edge.i, edge.j
        size = unit - first_unit
        lost_units = DROP * (hard & ~mask).bit_count() + DROP_EASY * (easy & ~mask).bit_count()
        choice = straight = (gain, mask, end, unit, step, None, 0, int(sense), 0)
        choice_total = straight_total = gain - lost_units
        for state in states:
            score, taken, last, last_unit, before, _, wild_before, senses, turns = state
            if last > start:
                continue
            doubled = taken & mask
            if doubled and not (size == 1 and sense and unit == last_unit and start == last and before[2].j - before[2].i > 1):
                continue  # "Xizihu Lake" says 湖 twice; nothing else may be rendered twice
            gap = gaps.get((last, start))
            if gap is None:
                gap = gaps[last, start] = _gap(words, joints, last, start)
            lost_bits, wild = gap
            if wild > 2 or ((size == 0 or before[2].j == before[2].i) and (wild or "and" in words[last:start])):
                continue  # a word of the right form that stands for no character belongs to what is beside it
            turn = size > 0 and first_unit < last_unit and not doubled
            extra = min(gain, 3.0) if doubled or size == 0 else gain
            score = score + extra - lost_bits - (TURN if turn else 0.0) - (FURTHER_SENSE if sense and senses else 0.0)
            taken |= mask
            lost_units = DROP * (hard & ~taken).bit_count() + DROP_EASY * (easy & ~taken).bit_count()
            total = score - lost_units
            if total > straight_total and not turn and not turns:
                straight_total = total
                straight = (score, taken, end, unit if size else last_unit, step, state, wild_before + wild, senses + sense, 0)
            if total > choice_total:
                choice_total = total
                choice = (score, taken, end, unit if size else last_unit, step, state, wild_before + wild, senses + sense, turns + turn)
        states.append(choice)
        if choice[8]:
            states.append(straight)  # black rock group, triumphant thunder group: the first group is not the second one's
        if choice_total > best_total:
            best, best_total = choice, choice_total
    return best, best_total


def told(edge: Edge, rarity: Callable[[str], float]) -> float:
    """What an edge's words tell, in bits: their rarity in English, and for pinyin the number of syllables that fit."""
    if edge.kind is EdgeKind.ROMANIZATION:
        return OLD
    if edge.kind in PINYIN:
        return told_by_pinyin(rarity(edge.words[0]), edge.j - edge.i)
    content = [rarity(word) for word in edge.words if word not in FUNCTION_WORDS]
    return min(sum(content) + min(len(edge.words) - len(content), SLACK), 7.0 * max(edge.j - edge.i, 1) + 9.0)


def _gap(words: tuple[str, ...], joints: tuple[float, ...], start: int, end: int) -> tuple[float, int]:
    """Bits lost, and unexplained words, between two steps."""
    wild = sum(words[k] not in FUNCTION_WORDS for k in range(start, end))
    links = sum(words[k] in LINKS for k in range(start, end))
    return wild * WILD + links * FREE + (end - start - wild - links) * VERB + sum(joints[start : end + 1]), wild
