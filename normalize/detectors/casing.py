"""Capitals lost or gained: names in lower case, terms with a capital in mid-sentence, chains without their hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import compress

from glossary.entry import NAME_SUBJECTS, Action, ConceptEntry, Kind
from glossary.pinyin import SYLLABLES, cut, is_pinyin, toneless
from glossary.surnames import SURNAMES, is_personal_name
from normalize.context import STRANGE, Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.proposals import propose
from normalize.reading_back.readings import letters
from normalize.reading_back.shapes import is_where
from normalize.termbase.compiled import PROTECTED
from normalize.termbase.knowledge import FUNCTION_WORDS, RARE
from normalize.text.folding import folded_form
from normalize.text.grammar import in_headline, starts_sentence
from normalize.view import NearMention, View, joints, plain
from normalize.weights import ARTICLE, CASE, CASE_GAINED, SURNAME

# Lower-cased they are ordinary words: porcelain, a fruit, a verb, a sport (Boxing 博兴), a measure (Mile 弥勒); or Chinese ones that English has as words:
# non-action (Wuwei 武威), the five phases (Wuxing), a tea (Puer), a hem (Lishui), a style of boxing (Xingyi 兴义), a younger brother (DiDi).
ORDINARY = frozenset(
    "aba bole bose boxing china didi gushi guoyu hailing hema hexie huaqiao jiangshan jinshu jinx lishui lute mandarin mandarins mile moyu nanxi peking piling puer shanghai "
    "turkey wuwei wuxing xingyi".split()
)
# In lower case these are a matter of house style ("the Three Kingdoms period", "Eastern Han dynasty", "Hang Seng index"); Reuters, China Daily and Chicago
# write them so.
GENERIC = frozenset(
    "the a an of airport area autonomous basin bay bridge city committee county dam delta district dynasty emperor estuary expressway gala high highway index intercity "
    "island kingdom lake line mountain opera park party period plain port prefecture province railway region river road station strait street temple town township "
    "tunnel village war zone".split()
)
_HEAD = re.compile(r"(?:the )?[a-z]+ (?=of (?:the )?[A-Z])")
_LOWERED_TODAY = frozenset({"Internet", "Web"})  # many houses write them so still
AT_HOME = 1.5  # bits that a related concept or the region of the text adds: Kunshan, for Kunqu Opera


def casing(view: View, context: Context) -> Iterator[Finding]:
    """Capitals and articles too many, and capitals that half of a name has, in a text about China."""
    if context.chinese:
        yield from _gained_capitals(view)
        yield from _stray_the(view)
        yield from _half_capitals(view)


def lost_capitals(view: View, context: Context) -> Iterator[Finding]:
    """Right forms whose letters are right and whose capitals or joints are not, in a text about China: aba, hema and langya are words of other languages too."""
    if not context.chinese:
        return
    for near in view.near:
        if near.entry == PROTECTED:
            continue
        entry = _meant(view, context, near)
        finding = _lost_capital(view, context, near._replace(entry=view.compiled.numbers[entry.id]), entry) if near.only_case else _lost_joint(view, context, near, entry)
        if finding is not None:
            yield finding


def _meant(view: View, context: Context, near: NearMention) -> ConceptEntry:
    """Of concepts that share a right form the one that is read so (Fujian is 福建, not 八闽), then the one that the text is about: wujiang is 吴江 in
    Jiangsu and 武江 in Guangdong."""
    first, compiled = view.entry(near.entry), view.compiled
    namesakes = [entry for entry in compiled.right_forms(folded_form(near.right)) if compiled.is_own(compiled.numbers[entry.id]) == compiled.is_own(near.entry)]

    def fitness(entry: ConceptEntry) -> tuple[bool, int]:
        return letters(toneless(entry.pinyin)).startswith(letters(near.right)), context.votes(entry.region)

    return max([first, *namesakes], key=fitness)


def _lost_capital(view: View, context: Context, near: NearMention, entry: ConceptEntry) -> Finding | None:
    """A name whose capitals are lost where that tells something: on pinyin, or on some of its words alone; not on "period" or "river"."""
    found, stands, loan = view.text[near.start : near.end], context.stands(near.entry), entry.subject not in NAME_SUBJECTS
    if _is_for_machines(view, near) or _is_gloss(view, near) or (loan and _is_title_in_pinyin(found)):
        return None
    pairs = zip(re.findall(r"[A-Za-z]+", near.right), re.findall(r"[A-Za-z]+", found), strict=False)
    lost = {word for right, word in pairs if right[0].isupper() and word.islower()}
    pinyin = any(view.compiled.knowledge.rarity(word) >= STRANGE and _is_pinyin_name(word) for word in lost)
    said = found.removeprefix("The ") if starts_sentence(view.text, near.start) else found  # "The book of changes" has no capital of its own
    mixed = any(c.isupper() for c in said) and len(found.split()) >= 3
    if not (pinyin or mixed) or lost <= GENERIC | ORDINARY | _head(found) | _tail(found):
        return _lowered_own_name(view, near, entry)
    if entry.subject == "food" and not pinyin:
        return None  # a dish of English words is written as the house likes: Buddha jumps over the wall
    if loan and not mixed:
        return _lowered_loan(view, context, near, entry)
    evidence = [Evidence("termbase", f"the name is written {near.right}")]
    if stands:
        evidence.append(context.standing(near.entry, entry.english))
    known = stands or entry.coordinates is not None or entry.well_known or len(found) >= 8
    return _written(view, near, entry, near.right, evidence, *((Action.AUTO, 0.97) if known else (Action.REVIEW, 0.6)))


def _written(view: View, near: NearMention, entry: ConceptEntry, right: str, evidence: list[Evidence], action: Action, confidence: float) -> Finding:
    return propose(view, (near.start, near.end), Kind.CASE, action, entry, say=right, evidence=evidence, confidence=confidence, weight=CASE)


def _lowered_own_name(view: View, near: NearMention, entry: ConceptEntry) -> Finding | None:
    """Of a name that the user's glossary has every capital counts: Cang river, Qinghai daily. But "civil war" may be any."""
    found = view.text[near.start : near.end]
    told = any(c.isupper() for c in found) or sum(word not in FUNCTION_WORDS for word in found.split()) > 2
    if not (view.compiled.is_own(near.entry) and entry.is_name and told):
        return None
    return _written(view, near, entry, near.right, [Evidence("termbase", f"your glossary writes {near.right}")], Action.REVIEW, 0.7)


def _lowered_loan(view: View, context: Context, near: NearMention, entry: ConceptEntry) -> Finding:
    """A loan word in lower case is for a person to judge (Wikipedia writes "kunqu, qinqiang, pingju"), unless it is the head of the preferred name, as of Kunqu Opera,
    and the text has that or is about where it is at home. A dish is called by the name alone: longjing shrimp."""
    right = near.right if entry.subject == "food" else entry.english
    proper = entry.subject == "culture" and right.startswith(f"{near.right} ")
    action = Action.AUTO if proper and (context.stands(near.entry) or context.supports(entry, near.entry)[0] >= AT_HOME) else Action.REVIEW
    return _written(view, near, entry, right, [Evidence("termbase", f"the name is written {right}")], action, 0.7 if right == near.right else 0.9)


def _is_title_in_pinyin(found: str) -> bool:
    """Whether a title has one capital, as scholars write it: Zizhi tongjian, Lüshi chunqiu."""
    return found[0].isupper() and all(is_pinyin(word.replace("ü", "v")) for word in found.lower().split())


def _head(found: str) -> set[str]:
    """The words in lower case before the name proper: "a monograph on the history of the Ming Dynasty" is not called 明史."""
    head = _HEAD.match(found)
    return set(head[0].split()) if head else set()


def _tail(found: str) -> set[str]:
    """The English words in lower case behind the capitals of a name: An Lushan rebellion, Mukden incident. They say what it is, as generics do."""
    words = found.split()
    last = max((at for at, word in enumerate(words) if word[0].isupper()), default=len(words))
    return {word for word in words[last + 1 :] if not is_pinyin(word)}


def _is_for_machines(view: View, near: NearMention) -> bool:
    """Whether a hyphen joins a word in lower case to letters in lower case before it, or to an abbreviation behind it: cn-hangzhou, taiyuan-dev."""
    before, after = view.text[max(0, near.start - 2) : near.start], view.text[near.end : near.end + 6]
    return view.text[near.start : near.end].islower() and (re.fullmatch(r"[a-z0-9]-", before) is not None or re.match(r"-(?:[a-z]{1,3}\b|\d)", after) is not None)


def _is_gloss(view: View, near: NearMention) -> bool:
    """Whether pinyin in lower case fills a bracket: non-action (wuwei) is no Wuwei."""
    found = view.text[near.start : near.end]
    return is_pinyin(found.replace(" ", "")) and view.text[near.start - 1 : near.start] == "(" and view.text[near.end : near.end + 1] in (")", ",", ";")


def _is_pinyin_name(word: str) -> bool:
    """Pinyin of two syllables and more; single ones are words of their own (ten yuan, a ming vase)."""
    return word not in SYLLABLES and is_pinyin(word)


def _lost_joint(view: View, context: Context, near: NearMention, entry: ConceptEntry) -> Finding | None:
    """Guangdong Hong Kong Macao Greater Bay Area: the hyphens of a chain are lost; Xi An, Xi-an: the apostrophe."""
    found = view.text[near.start : near.end]
    if "\n" in found or "/" in found:
        return None
    if joints(plain(found)) < joints(near.right):
        evidence = [Evidence("termbase", "the members of the chain are joined by hyphens")]
        action = Action.AUTO if joints(near.right) > 1 else Action.REVIEW  # some write Shanghai Nanjing Expressway
        return propose(view, (near.start, near.end), Kind.LOST_SYMBOL, action, entry, say=near.right, evidence=evidence, confidence=0.9, weight=CASE)
    if "'" not in near.right:
        return None
    if is_personal_name(found.split()) and not context.stands(near.entry) and not is_where(view, near.start, near.end):
        return None  # Lu An may be somebody
    if any(word not in (word.capitalize(), word.upper(), word.lower()) for word in found.split()[:-1]):
        return None  # "or a NaN An invalid exception": no syllable is written so
    say = entry.english if letters(entry.english) == letters(near.right) else near.right
    evidence = [Evidence("termbase", f"the name is written {say}")]
    return propose(view, (near.start, near.end), Kind.SPLIT, Action.REVIEW, entry, say=say, evidence=evidence, confidence=0.9, weight=CASE)


def _gained_capitals(view: View) -> Iterator[Finding]:
    """A term of ordinary words with a capital within it, or on its first word in mid-sentence: "of Epidemic prevention and control"."""
    for mention in view.told:
        if mention.spelled or len(mention.entries) != 1:
            continue
        found, entry = view.text[mention.start : mention.end], view.entry(mention.entries[0])
        words = found.split()
        if not entry.english.islower() or sum(word.lower() not in FUNCTION_WORDS for word in words) < 2 or words[0] in _LOWERED_TODAY:
            continue  # "the County" may be a name in this text
        if found[0].islower() and not found.islower():
            where, say, action, confidence = "within the term", found.lower(), Action.REVIEW, 0.8
        elif words[0].istitle() and all(word.islower() for word in words[1:]) and _in_mid_sentence(view, mention.start, mention.end):
            where, say, confidence = "in mid-sentence", found[0].lower() + found[1:], 0.9
            action = Action.AUTO if len(words) > 2 else Action.REVIEW
        else:
            continue
        evidence = [Evidence("termbase", f"“{entry.english}” is no name"), Evidence("sentence", f"the capital stands {where}")]
        yield propose(view, (mention.start, mention.end), Kind.CASE, action, entry, say=say, evidence=evidence, confidence=confidence, weight=CASE_GAINED)


def _in_mid_sentence(view: View, start: int, end: int) -> bool:
    """Whether a word in lower case stands before it and no capital behind it, outside of headlines and quotations."""
    if not re.search(r"(?<![A-Za-z])[a-z]{2,} $", view.text[max(0, start - 24) : start]) or in_headline(view.text, start):
        return False
    return not re.match(r"[\"”’)]?\s*[A-Z]", view.text[end : end + 24]) and not view.in_quotes(start, end)


_PARTICLES = frozenset("di du lang que sang si".split())  # of French, Italian and Spanish names; "they sang Yueju"
_ADDRESS = frozenset("ayi daifu furen gege jiaoshou jiejie jingli laoban laoshi nainai shifu taitai xiansheng xiaojie yeye yisheng zhuren zhuxi zongli".split())  # Wang laoshi


def _half_capitals(view: View) -> Iterator[Finding]:
    """The surname or the given name of a person in lower case: zhang Yixing, Yin hengji. A given name has two syllables here: an engine that lost one capital loses many."""
    words, rarity = view.words, view.compiled.knowledge.rarity
    for k in compress(range(len(words.words) - 1), map(SURNAMES.__contains__, words.words)):
        surname, given = words.cased[k], words.cased[k + 1]
        if surname.istitle() == given.istitle() or words.between(k + 1) != " ":
            continue
        if _is_part(view, words.start(k), words.end(k + 1)) or len(given) < 4 or not any(len(way) == 2 for way in cut(given.lower())):
            continue
        if given.istitle() and (surname in _PARTICLES or rarity(surname) < RARE or _is_pinyin_before(view, k)):
            continue
        if surname.istitle() and (surname.lower() in FUNCTION_WORDS or given in _ADDRESS or len(given) < 5 or rarity(given) < RARE or words.words[k - 1 : k] == ["the"]):
            continue  # He pining, Ru ware; the Ming shilu 明实录 is a book
        evidence = (Evidence("person", f"{surname.capitalize()} is a surname, {given.capitalize()} a given name"),)
        text = f"{surname.capitalize()} {given.capitalize()}"
        yield Finding(words.start(k), words.end(k + 1), f"{surname} {given}", Kind.CASE, Action.REVIEW, 0.8, (Suggestion(text, None, 0.8),), evidence, weight=SURNAME)


def _is_part(view: View, start: int, end: int) -> bool:
    """Whether two words are part of a longer one, or of a sum of money: 300 yuan Zhejiang."""
    before = view.text[max(0, start - 2) : start]
    return before[-1:] in ("'", "’", "-") or re.fullmatch(r"\d ", before) is not None or re.match(r"['’-][a-z]", view.text[end : end + 2]) is not None


def _is_pinyin_before(view: View, k: int) -> bool:
    """Whether a rare word of pinyin stands before word k, in a sentence of Chinese: Wo yao qu Beijing."""
    before = view.words.cased[k - 1] if k else ""
    return before.islower() and view.compiled.knowledge.rarity(before) >= RARE and is_pinyin(before)


_STRAY_THE = re.compile(r"The(?= [a-z])(?<=[a-z]{3} The)(?<!the The)")
_LOWER = re.compile(r"\b[a-z]+ [a-z]+ $")  # "User Context The kernel" and the label in "max The number of" begin no sentence


def _stray_the(view: View) -> Iterator[Finding]:
    """"actively serves The overall situation": an article in capitals between lower-case words."""
    for match in _STRAY_THE.finditer(view.text):
        if _LOWER.search(view.text, max(0, match.start() - 30), match.start()):
            evidence = (Evidence("sentence", "an article in mid-sentence has no capital"),)
            yield Finding(*match.span(), "The", Kind.CASE, Action.AUTO, 0.95, (Suggestion("the"),), evidence, weight=ARTICLE)
