"""What a reading is cut out of: a longer name, a word, a bracket, a run of pinyin, a list, a sentence. Whoever cuts so reads what nobody wrote.

Facts alone; which of them rule a reading out is said in `ruled_out.py`.
"""

from __future__ import annotations

import re
from itertools import pairwise

from glossary.entry import ConceptEntry
from glossary.pinyin import is_pinyin
from normalize.reading_back.paths import Path
from normalize.reading_back.shapes import LISTED
from normalize.termbase.knowledge import RARE, READINGS, EdgeKind
from normalize.view import View


def goes_on(view: View, path: Path) -> bool:
    """Whether the name of an institution goes on behind the stretch: Zhongnan University of Economics and Law is not 中南大学."""
    end = view.words.end(path.end - 1)
    return view.words.words[path.end - 1] in _OF_SOMETHING and _GOES_ON.match(view.text, end) is not None


_OF_SOMETHING = frozenset({"academy", "college", "institute", "school", "university"})
_GOES_ON = re.compile(r" of (?:the )?[A-Z]")


def cuts_word(view: View, path: Path) -> bool:
    """Whether an apostrophe joins a syllable of the path to one that it leaves out: the Tian of Tian'anmen; not the possessive."""
    words, inside = view.words, path.words
    joints = (k for k in range(path.start, min(path.end + 1, len(words.words))) if words.between(k) in _APOSTROPHES and is_pinyin(words.words[k]))
    return any((k in inside) != (k - 1 in inside) for k in joints)


_APOSTROPHES = frozenset("'’")


def cuts_hyphens(view: View, path: Path, own: bool) -> bool:
    """Whether a hyphen joins the stretch to a word that it leaves out: egg-[fried rice], Wu [Yu]-hsiang, off-[balance sheet]. A capitalized word before a
    concept of the user's own may be another member of a chain; a common word behind a name says what it is like: a Su Zhou-based company."""
    words = view.words
    if words.hyphen(path.start) and not (own and words.capital(path.start - 1)):
        return True
    if not words.hyphen(path.end):
        return False
    following = words.words[path.end]  # Lin Yi-hsiung, by Wade and Giles, is a person too
    return words.capital(path.end) or is_pinyin(following) or view.compiled.knowledge.rarity(following) >= RARE


def cuts_pinyin(view: View, path: Path) -> bool:
    """Whether pinyin alone is cut out of a longer run of pinyin: Wukong [San Da Baigujing], dui [niu tan qin], Bincheng [Jiulong] Tang. A dynasty before
    a person and the kind of a place end a name: Tang Du Shen Yan, Tian Jia Zhai Zhen."""
    if any(step.edge.kind not in READINGS for step in path.steps):
        return False
    last = view.words.words[path.end - 1]
    return _runs_on(view, path.start - 1, path.start, _KINDS | _DYNASTIES) or (last not in _KINDS and _runs_on(view, path.end, path.end, _KINDS))


_KINDS = frozenset("shi sheng xian qu zhen xiang cun lu jie dao shan hu jiang he xi men si miao ta qiao".split())
_DYNASTIES = frozenset("xia shang zhou qin han wei jin sui tang liao song yuan ming qing".split())


def _runs_on(view: View, k: int, joint: int, ends: frozenset[str]) -> bool:
    """Whether word k, a space from a stretch of pinyin, is pinyin itself: no right name, no English word, none that ends or opens a name."""
    words = view.words
    if not 0 <= k < len(words.words) or words.between(joint) != " " or view.named[k] or not is_pinyin(words.words[k]):
        return False
    return words.words[k] not in ends if words.capital(k) else view.compiled.knowledge.rarity(words.words[k]) >= RARE


def cuts_brackets(view: View, stretch: str) -> bool:
    """Whether one bracket of a pair stands in a stretch without the other: Hukou (Teapot Mouth) Waterfall explains 壶口. The square ones of Markdown
    make links: Jindian [Week](week.html)."""
    pairs = (("(", ")"),) if view.document.markdown else (("(", ")"), ("[", "]"))
    return any(stretch.count(opening) != stretch.count(closing) for opening, closing in pairs)


GLOSSED = 60  # letters beside a stretch in which its other name stands


def is_glossed(view: View, entry: ConceptEntry, start: int, end: int) -> bool:
    """Whether a bracket tells what the other name of a stretch is: Suzhou [Soochow], Soochow (Suzhou), red-braised pork belly (hong shao rou), Suzhou
    (Soochow in old books); whoever gives both names knows them."""
    before, after = view.text[max(0, start - GLOSSED) : start], view.text[end : end + GLOSSED]
    explains = before.endswith(("(", "[")) and before[:-1].rstrip().endswith(entry.right_forms)
    return explains or after.startswith(tuple(f" {bracket}{form}" for form in entry.right_forms for bracket in "(["))


def is_sentence(view: View, path: Path, chain: bool) -> bool:
    """Whether the grammar of a sentence holds the members of a chain together: "Wang Jing in Shanghai" names no 京沪, the "high-speed rail lines connecting
    Chengdu and Chongqing" are not called 成渝高铁, and of Chengdu and Chongqing and the high-speed rail nothing is one name, nor of the United States and
    the Union."""
    words = view.words.words[path.start : path.end]
    if ("and", "the") in pairwise(words):
        return chain or EdgeKind.PLACE in {step.edge.kind for step in path.steps}
    return chain and not (_PLACING if path.length == 2 else _JOINING).isdisjoint(words)


_PLACING = frozenset({"at", "by", "for", "from", "in", "on", "with"})
_JOINING = frozenset({"between", "connect", "connecting", "connects", "joining", "joins", "link", "linking", "links", "serving"})


def lists(view: View, path: Path) -> bool:
    """Whether a comma parts a short reading that pinyin has a share in: "ren, yi, li" is no 伊利, "Zhang San, Li Si" no 李鱓."""
    return path.length < LISTED and any("," in view.words.between(k) for k in range(path.start + 1, path.end)) and any(step.edge.kind in READINGS for step in path.steps)
