"""Which readings are none, whatever they score: those that render too little, and shapes each of which stands for a class of false alarms."""

from __future__ import annotations

import re

from glossary.entry import ConceptEntry
from normalize.context import Context
from normalize.reading_back.cuts import cuts_brackets, cuts_hyphens, cuts_pinyin, cuts_word, goes_on, is_glossed, is_sentence, lists
from normalize.reading_back.paths import Path, renders_enough
from normalize.reading_back.shapes import (
    capitals_of,
    has_foreign_name,
    introduces,
    is_common_for_person,
    is_given_first,
    is_misread_syllable,
    is_patched,
    is_surname_of_somebody,
    is_thrown_together,
    lost_characters,
    lost_head,
    takes_surname_for_word,
)
from normalize.termbase.compiled import IS_CHAIN
from normalize.termbase.knowledge import ANCHORS, READINGS, EdgeKind
from normalize.view import View

TELLING, OWN_TELLING = 24.0, 18.0  # bits of a path that a name's characters can hardly give by chance; for a user's own concept


def may_stand(view: View, path: Path, number: int) -> bool:
    """Whether a path renders enough of its form, in the shape that a name must have: told without laying out the entry."""
    name, own, lost = view.compiled.is_name(number), view.compiled.is_own(number), lost_characters(view, path)
    if (len(path.steps) == 1 and (path.share < 1 or is_misread_syllable(view, path))) or not renders_enough(path.length, path.covered, lost, name):
        return False
    if not own and lost > (2 if path.length < 12 else 5):
        return False  # "output value of enterprises above designated size" is not 规模以上工业增加值 (value added); a long slogan may lose more
    return not name or _may_be_name(view, path, own)


def _may_be_name(view: View, path: Path, own: bool) -> bool:
    """Whether a path may render a name: it has a capital, and pinyin, a place or a nested name holds it (North Sea is not 北海) unless it
    tells so much that chance is out of the question (Nine factions view the world, 九派观天下); in plain lower case only such a one."""
    kinds, capitals = {step.edge.kind for step in path.steps}, capitals_of(view, path)
    telling = path.length >= 3 and path.bits >= (OWN_TELLING if own else TELLING)
    if own and path.length == len(path.steps) == path.end - path.start == 2 and path.bits >= OWN_TELLING:
        return True  # cool cloud, a company 酷云
    if not capitals:
        spelled = kinds == {EdgeKind.READING}  # rongchuang, a company 融创
        clipped = path.bits >= TELLING  # paulownia ridge station 桐木岭站
        return own and (spelled or clipped or (telling and path.share == 1))
    return telling or bool(kinds & ANCHORS) or (capitals == len(path.steps) and path.share == 1 and (path.length > 2 or own))


def is_ruled_out(view: View, context: Context, path: Path, entry: ConceptEntry, number: int) -> bool:
    """Whether the shape of a reading, or where it stands, says that it is no garble of the concept."""
    start, end = view.words.start(path.start), view.words.end(path.end - 1)
    stretch, kinds = view.text[start:end], {step.edge.kind for step in path.steps}
    own, chain = view.compiled.is_own(number), bool(view.compiled.facts(number)[0] & IS_CHAIN)
    if cuts_brackets(view, stretch) or cuts_word(view, path) or introduces(path):
        return True
    if kinds <= READINGS and is_glossed(view, entry, start, end):
        return True
    if not chain and (cuts_hyphens(view, path, own) or cuts_pinyin(view, path) or lists(view, path)):
        return True
    if is_common_for_person(view, path, entry):
        return True
    if EdgeKind.PLACE in kinds and (path.share < 1 if chain or entry.is_name else kinds == {EdgeKind.PLACE}):
        return True  # Xi'an high-speed railway is no 大西高铁
    if chain and path.length == entry.english.count("-") + 1 and not kinds & READINGS and not re.search(r"[a-z][-–][A-Z]", stretch):
        return True  # Chinese, Japanese and Korean are three peoples, not 中日韩
    if entry.is_name and (goes_on(view, path) or has_foreign_name(view, path)):
        return True
    if is_thrown_together(view, path, chain):
        return True
    if any(step.edge.kind is EdgeKind.ROMANIZATION and view.words.words[step.end - 1] != step.edge.words[-1] for step in path.steps):
        return True  # Hokkiens are people
    if own:
        return False
    if is_given_first(view, path) or takes_surname_for_word(view, path) or is_sentence(view, path, chain):
        return True
    if entry.is_name and context.is_elsewhere(entry, lost_head(view, path)):
        return True
    return is_surname_of_somebody(view, path) or is_patched(view, path, entry.is_name, chain)
