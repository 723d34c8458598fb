"""Behind which mentions Chinese may not stand: those in a longer name, and those that may be another thing of the same letters.

The Chinese of another thing in somebody's article is worse than none, so every doubt counts; a later mention without one is taken instead.
"""

from __future__ import annotations

import re

from glossary.entry import ConceptEntry
from glossary.pinyin import SYLLABLES
from glossary.surnames import SURNAMES, is_personal_name
from normalize.context import Context
from normalize.mining.guesses import GENERIC_NOUNS
from normalize.text.folding import folded_form
from normalize.text.grammar import starts_sentence
from normalize.view import View

_IN_BRACKET = re.compile(r"[(（\[【][^)）\]】\n]*$")
_BOUND = re.compile(r"['’]|[-–‐‑]\w")  # behind it: a possessive, a compound
_WORD_BEFORE = re.compile(r"\b([A-Z][\w'’]*)([ \u00a0\n-])$")
_CAPITAL_BEHIND = re.compile(r"[ \u00a0\n][“\"‘]?[A-Z]")
_GENERIC_BEHIND = re.compile(rf"[ \u00a0\n](?:{'|'.join(GENERIC_NOUNS)})s?\b")
_NAMESAKES = ("City", "County", "District", "Island", "Lake", "Mountain", "Mountains", "Prefecture", "River", "Town")
_WHOLE = ("City", "County", "District", "Prefecture", "Province")  # with these a place's name is complete: Tianqiao District Public Security Bureau
_TITLES = frozenset("Chairman Comrade Emperor Empress General King Marshal Premier President Prince Princess Queen Secretary".split())


def is_doubtful(view: View, context: Context, start: int, end: int, entry: ConceptEntry) -> bool:
    """Whether Chinese behind this mention would stand in the way, or could be that of something else."""
    return _is_bound(view, start, end) or _is_part_of_name(view, start, end) or _may_be_another(view, context, start, end, entry)


def _is_bound(view: View, start: int, end: int) -> bool:
    """Whether it stands within a bracket, before a possessive (Cao Cao's) or in a compound (Huizhou-style)."""
    line = view.document.line_span(start)[0]
    return _IN_BRACKET.search(view.text, line, start) is not None or _BOUND.match(view.text, end) is not None


def _is_part_of_name(view: View, start: int, end: int) -> bool:
    """Whether the name begins before it or goes on behind it: Deng Jinxin, Weiyang Palace, Beijing-Zhuhai-Macao, Xihu township."""
    if _GENERIC_BEHIND.match(view.text, end):
        return True
    if _CAPITAL_BEHIND.match(view.text, end) and not view.text[start:end].endswith(_WHOLE):
        return True
    before = _WORD_BEFORE.search(view.text, max(0, start - 40), start)
    if before is None or before[1] in _TITLES:
        return False
    if before[2] == "-":
        return True
    if starts_sentence(view.text, before.start()):
        return before[1].lower() in SURNAMES  # Chen Jinhu; but In Maqu County
    return not _is_place(view, before.start(), before.end(1))


def _is_titled(view: View, start: int) -> bool:
    """Whether a title stands before a name: Premier Zhou Enlai."""
    before = _WORD_BEFORE.search(view.text, max(0, start - 40), start)
    return before is not None and before[1] in _TITLES


def _is_place(view: View, start: int, end: int) -> bool:
    """Whether the stretch ends with a place, which may stand before what lies there: Guangdong before Shantou."""
    places = (m for m in view.mentions_over(start, end) if any(view.entry(number).subject == "place" for number in m.entries))
    return any(not _is_syllable(view.text[m.start : m.end]) for m in places)


def _may_be_another(view: View, context: Context, start: int, end: int, entry: ConceptEntry) -> bool:
    found = view.text[start:end]
    if _is_syllable(found):
        return True  # Tang, Han, Zhou, Jing: surnames, peoples, dishes, several dynasties
    if any(other.chinese != entry.chinese for other in view.compiled.right_forms(folded_form(found))):
        return True  # Pingtan 平潭 at the head of a list may be pingtan 评弹
    if _capitals(found) > starts_sentence(view.text, start) + max(map(_capitals, entry.right_forms)):
        return True  # Shark's Fin and Sichuan Pepper is a book
    if entry.subject == "person" and _is_common_name(found) and not _is_titled(view, start) and not _is_among_people(view, entry):
        return True  # Chen Yi, secretary of a township, is not 陈毅
    if entry.english.endswith(" District") and not found.endswith("District"):
        return True  # Chang'an, Langya, Jiangdu: districts bear the names of old cities, rivers, palaces
    if _has_namesake(view, found, entry):
        return not entry.region or _speaks_against(view, context, entry)
    return (_is_bare_county(found, entry) or _is_abbreviation(found, entry)) and _speaks_against(view, context, entry)


_PEOPLE = frozenset({"person", "history"})


def _is_syllable(text: str) -> bool:
    return text.lower() in SYLLABLES


def _capitals(text: str) -> int:
    return sum(word[0].isupper() for word in re.findall(r"[A-Za-z]+", text))


def _is_common_name(found: str) -> bool:
    """Whether it is a surname with one syllable, as millions bear it."""
    words = found.split()
    return is_personal_name(words) and _is_syllable(words[1])


def _is_among_people(view: View, entry: ConceptEntry) -> bool:
    """Whether the text names another person, or something of history: Mao Zedong beside Chen Yi."""
    return any(other.subject in _PEOPLE and other.id != entry.id for other in map(view.entry, view.counts))


def _is_bare_county(found: str, entry: ConceptEntry) -> bool:
    return entry.chinese.endswith("县") and not found.endswith("County")


def _is_abbreviation(found: str, entry: ConceptEntry) -> bool:
    """Whether others may bear the letters too (SASS in Sichuan is not 上海社会科学院); those of a company are its name (BYD)."""
    return found.isupper() and entry.subject != "company"


def _has_namesake(view: View, found: str, entry: ConceptEntry) -> bool:
    """Whether a place of other characters has the name with its generic: Huizhou District 徽州区 beside Huizhou 惠州."""
    others = (other for generic in _NAMESAKES for other in view.compiled.right_forms(folded_form(f"{found} {generic}")))
    return any(other.chinese[:2] != entry.chinese[:2] for other in others)


def _speaks_against(view: View, context: Context, entry: ConceptEntry) -> bool:
    """Whether the text names other regions, and not that of the entry but by the entry itself."""
    own = min(view.counts[view.compiled.numbers[entry.id]], 3)
    return bool(entry.region) and context.regions[entry.region] <= own < context.regions.total()
