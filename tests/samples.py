"""Concepts that several tests exchange: synonyms in both languages, garbled forms, quote marks, Chinese without a Chinese character."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.entry import SUBJECTS


def right(*forms: str) -> tuple[Term, ...]:
    """Right terms, the first of them preferred."""
    return tuple(Term(form, Status.ADMITTED if number else Status.PREFERRED) for number, form in enumerate(forms))


def entry(
    identifier: str, zh: str, en: str, *admitted: str, wrong: tuple[str, ...] = (), subject: str = "place", pinyin: str = "", part_of_speech: str = "noun", **fields
) -> ConceptEntry:  # fmt: skip
    """A small concept."""
    garbled = tuple(Term(form, Status.DEPRECATED, Kind.CALQUE, because="not English") for form in wrong)
    english = LanguageSection((*right(en, *admitted), *garbled), part_of_speech=part_of_speech)
    return ConceptEntry(identifier, subject, LanguageSection(right(zh), pinyin=pinyin), english, **fields)


KUNQU = ConceptEntry(
    "kunqu", "culture",
    LanguageSection(right("昆曲", "昆剧"), pinyin="Kūnqǔ"),
    LanguageSection(
        (*right("Kunqu Opera", "Kunqu"), Term("Kun Song", Status.DEPRECATED, Kind.CHAR_GLOSS, Action.AUTO, "曲 is a kind of opera here.", "", ("001.txt",))),
        gloss="opera of Kunshan", context="They staged a Kunqu Opera, and it lasted three days.",
    ),
    source="UNESCO list", region="Jiangsu", definition="Opera\tof\nKunshan.",
)  # fmt: skip
KUNSHAN = ConceptEntry(
    "kunshan", "place", LanguageSection(right("昆山"), pinyin="Kūnshān"),
    LanguageSection((*right("Kunshan"), Term("Kun Shan", Status.DEPRECATED, Kind.SPLIT, because="one name, one word"), Term('"Quinsan"', Status.DEPRECATED, Kind.ROMANIZATION))),
    source="rule: pinyin name", region="Jiangsu",
)  # fmt: skip
SEVEN_DAYS = ConceptEntry(
    "five-plus-two", "society", LanguageSection(right("“5+2”"), pinyin="wǔ jiā èr"), LanguageSection(right("seven days a week"), part_of_speech="phrase"), source="seed 004",
)  # fmt: skip
ALL = (KUNQU, KUNSHAN, SEVEN_DAYS)

HOUSE = """\
# The house glossary of the Kunshan office.

# checked by Li
[[concept]]  # the city
id = 'kunshan'
subject = "place"
zh = { preferred = "昆山" }   # no reading yet
  [concept.en]
  preferred = "Kunshan"
  # two wrong ones
  [[concept.en.deprecated]]
  form = "Kun Shan"
  kind = "split"

[[concept]]
id = "suzhou"
subject = "place"
region = "Jiangsu"   # of course
[concept.zh]
preferred = "苏州"
[concept.en]
preferred = "Suzhou"
admitted = [
  "Soochow",  # only in names
]
# the end
"""  # a glossary that a hand wrote: quotes, comments and tables as it likes them

TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Cn", "Co", "Zs", "Zl", "Zp"], blacklist_characters="|"), min_size=1, max_size=10)
CHINESE = st.text(st.sampled_from("昆山苏州无锡淀周庄“”1+8·—"), min_size=1, max_size=6).filter(lambda text: any(char > "\u3400" for char in text))


@st.composite
def entries(draw) -> list[ConceptEntry]:
    """Some concepts with Chinese and ids of their own, forms that come once, and cells that a spreadsheet would like to run."""
    english = st.one_of(TEXT, st.sampled_from(["=1+1", "+8", "-", "@SUM(A1)", "'=", "“dual circulation”", "Co., Ltd.", "“5+2”"]))
    made = []
    for number, zh in enumerate(draw(st.lists(CHINESE, min_size=1, max_size=4, unique=True))):
        forms = draw(st.lists(english, min_size=1, max_size=4, unique_by=str.casefold))
        cut = draw(st.integers(1, len(forms)))
        garbled = tuple(Term(form, Status.DEPRECATED, Kind.CALQUE, because="listed") for form in forms[cut:])
        made.append(
            ConceptEntry(
                f"c{number}", draw(st.sampled_from(SUBJECTS)), LanguageSection(right(zh), pinyin="pīnyīn"), LanguageSection((*right(*forms[:cut]), *garbled)),
                source="a source", region=draw(st.sampled_from(["", "Jiangsu", "=region"])), definition=draw(st.just("") | TEXT),
            )
        )  # fmt: skip
    return made


def pairs(found) -> list[tuple[str, str, str]]:
    """(Chinese, English, status) of every English term, for comparison."""
    return [(each.chinese, term.text, term.status) for each in found for term in each.en.terms]


ENTRY = """
[[concept]]
id = "jin-dian-zhou"
subject = "place"
[concept.zh]
preferred = "锦淀周"
pinyin = "Jǐn-Diàn-Zhōu"
[concept.en]
preferred = "Jin-Dian-Zhou"
admitted = ["JDZ area"]
[[concept.en.deprecated]]
form = "Jindian Week"
kind = "char-gloss"
action = "auto"
because = "周 is Zhouzhuang here."
"""


def write(folder: Path, name: str, text: str) -> Path:
    """A file of this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
