"""What a reading looks like where it stands: its capitals, what it leaves out, the right names inside it, whether its words look like a person.

Facts alone; what each of them weighs, and which of them rules a reading out, is said where readings are judged.
"""

from __future__ import annotations

import re
from itertools import pairwise

from glossary.english import stems
from glossary.entry import ConceptEntry
from glossary.pinyin import SYLLABLES
from glossary.surnames import is_given_first as names_given_first
from glossary.surnames import is_personal_name
from normalize.reading_back.paths import Path, Step
from normalize.termbase.compiled import IS_PROMINENT
from normalize.termbase.knowledge import ANCHORS, EASY, FUNCTION_WORDS, READINGS, EdgeKind, words_of
from normalize.text.folding import folded_form
from normalize.view import Mention, View


def capitals_of(view: View, path: Path) -> int:
    """How many of the steps begin with a capital."""
    return sum(view.text[view.words.start(step.start)].isupper() for step in path.steps)


def has_foreign_name(view: View, path: Path) -> bool:
    """Whether a capitalized word that the path leaves unexplained stands inside it: Wuhan-Xi'an is not Wuhan-Guangzhou."""
    return any(view.text[view.words.start(k)].isupper() for k in range(path.start, path.end) if k not in path.words)


def introduces(path: Path) -> bool:
    """Whether a verb that gives a name is read as its beginning: Hebei is called Ji, which is no 叫化鸡."""
    return path.steps[0].edge.words[0] in _NAMING and any(step.edge.kind in READINGS for step in path.steps[1:2])


_NAMING = frozenset({"call", "called", "dub", "dubbed", "name", "named", "nickname", "nicknamed", "term", "termed", "title", "titled"})


def is_misread_syllable(view: View, path: Path) -> bool:
    """Whether one word that is a syllable is taken for two, misread: Xiang is not Xi'an."""
    step = path.steps[0]
    return step.edge.kind is EdgeKind.CONFUSED and view.words.words[step.start] in SYLLABLES


def lost_characters(view: View, path: Path) -> int:
    """How many characters that a translation does not usually drop the path leaves out."""
    lattice = view.compiled.lattice(path.variant)
    mask = 0
    for step in path.steps:
        mask |= ((1 << (step.edge.j - step.edge.i)) - 1) << step.edge.i
    return sum(1 for k, unit in enumerate(lattice.variant.units) if not mask >> k & 1 and unit not in EASY)


def lost_head(view: View, path: Path) -> str:
    """The characters before the first that the path renders: 浙江 where 浙江省经济和信息化厅 is read from "the Provincial Department of …"."""
    units = view.compiled.lattice(path.variant).variant.units
    return "".join(units[: min(step.edge.i for step in path.steps)])


def is_named(view: View, step: Step) -> bool:
    """Whether every word of a step is part of a right name: China alone of "visual China" is."""
    over = (view.mentions_over(view.words.start(k), view.words.end(k)) for k in range(step.start, step.end))
    return all(any(any(map(view.compiled.is_name, mention.entries)) for mention in mentions) for mentions in over)


def belongs(view: View, path: Path, mention: Mention, own: bool) -> bool:
    """Whether a right form inside the stretch is part of the name that is read: Ningxi in 宁溪糟烧, a place in a chain. The pinyin of the user's own name
    may also be that of another place (禄口, 渌口: Lukou), and so may that of a longer name of which nothing is left out: Zhongyuan Sea Transport is 中远海运."""
    units = view.compiled.lattice(path.variant).variant.units
    chinese = "".join(form for number in mention.entries for form in view.entry(number).chinese_forms)
    inside = range(view.words.at(mention.start), view.words.at(mention.end))
    whole = path.length > 3 and path.share == 1 and not path.wild
    if not path.words.issuperset(inside):
        return False  # the Xi of Xi'an
    for step in path.steps:
        if view.words.start(step.start) < mention.end and mention.start < view.words.end(step.end - 1):
            homograph = (own or whole) and step.edge.kind in READINGS and len(inside) == 1
            if step.edge.kind is not EdgeKind.PLACE and not homograph and not all(unit in chinese for unit in units[step.edge.i : step.edge.j]):
                return False
    return True


def _explained_words(path: Path) -> list[str]:
    """The words of the edges in the order of the text, uninflected, without function words."""
    return [word for step in path.steps for word in step.edge.words if word not in FUNCTION_WORDS]


def strange_words(path: Path, entry: ConceptEntry) -> list[str]:
    """The explained words of the stretch that the right form nearest to it does not have."""
    strange = words = _explained_words(path)
    for form in entry.right_forms:
        right = {stem for word in words_of(form) for stem in stems(word)}
        strange = min(strange, [word for word in words if not stems(word) & right], key=len)
    return strange


def has_lost_capitals(view: View, path: Path, entry: ConceptEntry) -> bool:
    """Whether a word of the right name, which writes it with a capital, stands without: visual China for Visual China Group."""
    right = {stem for word in words_of(entry.english) for stem in stems(word)}
    return any(not view.words.capital(k) and not stems(view.words.words[k]).isdisjoint(right) for k in path.words)


def is_reordered(path: Path, entry: ConceptEntry) -> bool:
    """Whether no right form has the explained words in their order: King Chu Cheng for King Cheng of Chu."""
    words = _explained_words(path)
    for form in entry.right_forms:
        right = iter(words_of(form))
        if all(any(not stems(word).isdisjoint(stems(other)) for other in right) for word in words):
            return False
    return True


def is_clipped(path: Path, entry: ConceptEntry) -> bool:
    """Whether every right form needs a word more than stands there for the whole Chinese: iron foot for iron-brown foot 铁足."""
    said = {stem for step in path.steps for word in step.edge.words for stem in stems(word)}
    return all(any(word not in FUNCTION_WORDS and said.isdisjoint(stems(word)) for word in words_of(form)) for form in entry.right_forms)


def is_telegraphic(path: Path, entry: ConceptEntry) -> bool:
    """Whether one word stands for each character where the right form needs two: "strong, prosperous, beautiful and high" for 强富美高."""
    if any(step.edge.kind is not EdgeKind.SENSE for step in path.steps):
        return False
    return all(sum(word not in FUNCTION_WORDS for word in words_of(form)) >= 2 * len(path.steps) for form in entry.right_forms)


def is_thrown_together(view: View, path: Path, chain: bool) -> bool:
    """Whether a reading is chance whoever's concept it is: on the rows of fresh pages, with their concepts as the user's own, five of 1,323 right readings are
    such, and of 146 findings in good English thirty. One syllable and one sense where a character of three is lost (Emperor Wu is no 围龙屋); a misread
    syllable with something lost, or beside the sense of a character (night markets of Xin Jue Jiang are no 吉安市); pinyin that "and" links to another word
    (Pa Kua Chang and Tai Chi: no 长拳); one word of a person's name (created by Lu Miaoxiang: no 创新中路)."""
    words, kinds = view.words, {step.edge.kind for step in path.steps}
    if path.length == 3 and path.share < 1 and kinds & READINGS:
        return True
    if EdgeKind.CONFUSED in kinds and (path.share < 1 or path.wild or EdgeKind.SENSE in kinds):
        return True
    if not chain and len(path.steps) == 2 and kinds & READINGS and "and" in words.words[path.start : path.end]:
        return True
    # Where all is pinyin and places, as in Du Shen Yan, the second half looks like somebody else.
    return len(path.steps) > 1 and not kinds <= ANCHORS and (path.share < 1 or path.length < LISTED) and _parts_person(view, path)


def is_patched(view: View, path: Path, name: bool, chain: bool) -> bool:
    """Whether a reading is put together from what does not belong together, so that it is chance; measured on fresh pages, where of ninety such
    readings of built-in concepts seven were right: "Singapore, Guan" for 新冠, "Song and Yuan" for 松原, the Yan of Luo Yan for 雁峰区."""
    comma = not chain and any("," in view.words.between(k) for k in range(path.start + 1, path.end))
    if comma and (path.wild or len(path.steps) == 2 or path.length < LISTED or name):
        return True  # "Hunan, participated in the Nanchang Uprising" is no 湘南起义; "the word, renminbi" no 数字人民币: two are no list
    if path.turns and path.length == 2:
        return True  # what is as short as Changchun nobody turns about: Chun Chang
    return (path.share < 1 and ((name and path.turns > 0) or _sets_off(view, path))) or _is_right_but_for_one(path)


LISTED = 4  # characters of a slogan whose words commas may part: strong, rich, beautiful, and high 强富美高


def _sets_off(view: View, path: Path) -> bool:
    """Whether capitals set the pinyin of a term off from the words that are read with it, and nothing links them: a raw Yi Wu (a tea of Yiwu) is no 生物医药."""
    if any(k not in path.words for k in range(path.start, path.end)):
        return False  # the donkey's hoof noodles in Ganzhou 乾州驴蹄子面
    steps = [(step.edge.kind, view.words.capital(step.start)) for step in path.steps]
    return any(capital for _, capital in steps) and any(kind is EdgeKind.SENSE and not capital for kind, capital in steps)


def _is_right_but_for_one(path: Path) -> bool:
    """Whether all that is read is right names and one character, and what stands at the end of the Chinese, where the kind is named, is lost: a Kunqu Opera
    performance is no 昆剧艺术节; stewed spring bamboo shoots, where only the 油 at the head is lost, are 油焖春笋."""
    others = [step.edge for step in path.steps if step.edge.kind is not EdgeKind.NESTED]
    if len(others) != 1 or others[0].kind is not EdgeKind.SENSE:
        return False
    rendered = {at for step in path.steps for at in range(step.edge.i, step.edge.j)}
    return rendered != set(range(min(rendered), path.length))


def _parts_person(view: View, path: Path) -> bool:
    """Whether one word of a personal name stands in the stretch and the other beside it does not."""
    words, inside = view.words, path.words
    pairs = [(k, k + 1) for k in range(max(0, path.start - 1), min(path.end, len(words.words) - 1)) if (k in inside) != (k + 1 in inside)]
    return any(is_personal_name([view.text[words.start(j) : words.end(j)] for j in pair]) for pair in pairs)


def is_given_first(view: View, path: Path) -> bool:
    """Whether somebody with an English given name stands there: Joy Qing is no Yueqing, Sunny Xiang no Xiangyang, Pearl Shi in Shanghai no Zhuhai."""
    return any(names_given_first(view.words.cased[k - 1 : k + 1]) for k in range(path.start + 1, path.end))


def is_common_for_person(view: View, path: Path, entry: ConceptEntry) -> bool:
    """Whether words without any capital are taken for a person otherwise than by pinyin: a balance sheet is no 张衡."""
    return entry.subject == "person" and not capitals_of(view, path) and any(step.edge.kind not in READINGS for step in path.steps)


def is_person(view: View, path: Path) -> bool:
    """Whether the stretch looks like a person's name: Huang Yan, Lu Gang."""
    words = view.words
    return is_personal_name([view.text[words.start(k) : words.end(k)] for k in range(path.start, path.end)])


def takes_surname_for_word(view: View, path: Path) -> bool:
    """Whether a person's surname is read as an English word and the given name behind it as pinyin: "clear Sun Zhengcai's influence" is no 浏阳蒸菜."""
    words = view.words
    for one, other in pairwise(path.steps):
        given = other.edge.kind in READINGS and other.edge.j - other.edge.i == 2 and one.end == other.start
        if one.edge.kind is EdgeKind.SENSE and given and is_personal_name([view.text[words.start(step.start) : words.end(step.end - 1)] for step in (one, other)]):
            return True
    return False


def is_where(view: View, start: int, end: int) -> bool:
    """Whether the words before a stretch make a place of it: in Xia Men, where nobody is; but in Wu Xi's view."""
    return _IN.search(view.text, max(0, start - 9), start) is not None and not view.text.startswith(("'", "’"), end)


_IN = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear) $")
_PAIR = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")


def is_surname_of_somebody(view: View, path: Path) -> bool:
    """Whether one capitalized syllable among words in lower case is the surname of a person of the text: "in this painting Qi …" of Qi Zhijia is no 漆器."""
    words = view.words
    capital = [k for k in path.words if words.capital(k)]
    return len(capital) == 1 and view.text[words.start(capital[0]) : words.end(capital[0])] in view.surnames


def among_persons(view: View, start: int, end: int) -> bool:
    """Whether other persons are named close by: Wu Xi beside Wu Lei is a player, not Wuxi. Places cut in two are none: Shang Hai and Bei Jing."""
    pairs = _PAIR.findall(view.text, max(0, start - 100), end + 100)
    return any(is_personal_name(pair.split()) and not _is_prominent(view, pair.replace(" ", "").capitalize()) for pair in pairs)


def _is_prominent(view: View, form: str) -> bool:
    """Whether it is a right form of a place that everybody names."""
    compiled = view.compiled
    return any(compiled.facts(compiled.numbers[entry.id])[0] & IS_PROMINENT for entry in compiled.right_forms(folded_form(form)))
