"""The index of listed forms, against an oracle that looks for each form in turn."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import entry

from glossary import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Termbase
from glossary.tables import load_tables
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.termbase.forms import FormIndex, spellings
from normalize.text.document import Document
from normalize.text.folding import Folded, fold, folded_form

JOINTS = " -'’–‐‑\u00a0\n"


def oracle(forms: list[str], text: str) -> list[tuple[int, int]]:
    """Every form of three letters and more looked for by a regular expression; leftmost but for an article, then longest, without overlap."""
    found = set()
    for form in forms:
        words = form.replace("-", " ").replace("'", " ").split()
        pattern = f"[{re.escape(JOINTS)}]".join(map(re.escape, words))
        for at in range(len(text)):
            if (match := re.compile(rf"(?<![A-Za-z0-9+]){pattern}(?![A-Za-z0-9+])", re.IGNORECASE | re.ASCII).match(text, at)) and len(match[0]) > 2:
                found.add(match.span())
    result: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (re.compile(r"(?:(?:the|an?)[^a-z0-9+])?", re.IGNORECASE).match(text, span[0]).end(), -span[1], span[0])):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return result


def scanned(forms: list[str], text: str) -> list[tuple[int, int]]:
    """What the index finds."""
    index = FormIndex.load(FormIndex.compiled([entry(f"e{n}", "昆山", form, part_of_speech="adverb") for n, form in enumerate(forms)]).dump())
    return [(start, end) for start, end, _ in index.scan(Folded(text))]


WORDS = st.sampled_from(["abc", "Abc", "abd", "bcd", "cde", "xi", "an"])
FORMS = st.lists(
    st.lists(WORDS, min_size=1, max_size=3).flatmap(lambda words: st.sampled_from(" -'").map(lambda joint: joint.join(words))), min_size=1, max_size=6, unique_by=str.casefold
)
TEXTS = st.lists(st.tuples(WORDS, st.sampled_from([" ", "-", "’", "\n", ". ", ", ", "", "  ", "“", " ”", "1", "+"])), max_size=14).map(
    lambda parts: "".join(a + b for a, b in parts)
)


@given(FORMS, TEXTS)
@example(["abc abd", "abd bcd cde"], "abc abd bcd cde")
@example(["abc", "abc abd"], "abc abd. abc")
@example(["abc abd"], "abc. abd abc\nabd abc\n\nabd")
def test_the_index_finds_what_the_oracle_finds(forms: list[str], text: str) -> None:
    """Leftmost-longest over whole words, whatever joins them."""
    assert scanned(forms, text) == oracle(forms, text)


@pytest.mark.parametrize(
    "around", ["（{}）", "《{}》", "，{}。", "在{}的", "{}…", "{}；", "{}™", "«{}»", "→ {} ←", "•{}", "“{}”"]
)
def test_signs_outside_ascii_part_words(around: str) -> None:
    """Chinese punctuation, Hanzi and signs beside an English form are no part of it."""
    text = around.format("Jindian Week")
    start = text.index("J")
    assert scanned(["Jindian Week"], text) == [(start, start + 12)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("He saw the Jindian\nWeek.\nJindian Week", ["Jindian\nWeek", "Jindian Week"]), ("\n\nJindian Week\n", ["Jindian Week"]), ("Jindian\n\nWeek", [])],
)
def test_a_form_over_a_line_end(text: str, expected: list[str]) -> None:
    """A line end is one joint; an empty line is none."""
    assert [text[start:end] for start, end in scanned(["Jindian Week"], text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Jindian Weeké", "éJindian Week", "Jindian Weekly", "aJindian Week", "Jindian. Week", "Jindian\n\nWeek", "Jindian, Week",
        "JindianWeek", "Jindian Weekø", "øJindian Week",
    ],
)  # fmt: skip
def test_what_is_not_the_form(text: str) -> None:
    """Letters that touch it and signs that end a sentence inside it."""
    assert scanned(["Jindian Week"], text) == []


@pytest.mark.parametrize(
    ("forms", "text", "expected"),
    [
        (["the city", "city pipe"], "He saw the city pipe.", ["city pipe"]),
        (["the city", "city"], "He saw the city.", ["the city"]),
        (["the city pipe", "city pipe"], "He saw the city pipe.", ["the city pipe"]),
        (["a Bing", "Bing Tea Town"], "It is a Bing Tea Town.", ["Bing Tea Town"]),
        (["Mt. Tai"], "They climbed Mt. Tai.", ["Mt. Tai"]),
        (["I. M. Pei", "I.M. Pei"], "Built by I. M. Pei and I.M. Pei.", ["I. M. Pei", "I.M. Pei"]),
        (["No. 1 document"], "The No. 1 document is out; he said no. 1 document is missing", ["No. 1 document", "no. 1 document"]),
        (["JD.com"], "Bought on JD.com. JD. Com is none.", ["JD.com"]),
        (["Tai an"], "He went to Tai. An hour later", []),
        (["Tai an"], "He went to Tai.An hour later", []),
        (["I. M. Pei"], "I. M. Pei came", ["I. M. Pei"]),  # nothing stands before it
        (["salt, rice"], "salt,rice; salt, rice", ["salt, rice"]),  # cells of a table
        (["text/photos", "Port (Group) Company"], "text/photos of the Port (Group) Company", ["text/photos", "Port (Group) Company"]),
        (["“five-good” family"], "a “five-good” family", []),  # a mark would be left over
    ],
)
def test_articles_and_periods(forms: list[str], text: str, expected: list[str]) -> None:
    """An article gives a form no lead over one that begins behind it; the period of an abbreviation ends no sentence."""
    assert [text[start:end] for start, end in scanned(forms, text)] == expected


def test_a_right_form_of_one_ordinary_word_says_nothing_of_its_concept() -> None:
    """A garbled one does: carrier, or community."""
    english = LanguageSection((Term("carrier", Status.PREFERRED), Term("community", Status.DEPRECATED)))
    index = FormIndex.compiled([ConceptEntry("e", "economy", LanguageSection((Term("载体", Status.PREFERRED),)), english)], str.islower)
    text = "carrier, community"
    assert [text[start:end] for start, end, _ in index.scan(Folded(text))] == ["community"]


def test_every_listed_form_can_be_found(builtin: tuple[ConceptEntry, ...]) -> None:
    """Each form as it stands, after an article; one that could never match would be a dead letter. Right forms with quotation marks inside may be."""
    index, at = FormIndex.compiled(builtin), len("He saw the ")
    terms = [term for entry in builtin for term in entry.en.terms if term.status is Status.DEPRECATED or not set(term.text) & set("“”\"")]
    for form in {term.text.strip("\".!)") for term in terms}:
        text = f"He saw the {form} there."
        found = [(start, end) for start, end, _ in index.scan(Folded(text))]
        assert len(form) < 3 or any(start <= at and end >= at + len(form) for start, end in found), form


@given(st.text(max_size=60))
def test_folding_keeps_offsets(text: str) -> None:
    """One byte a code point."""
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xi'an", "xi an"),
        ("Xi’an", "Xi-an"),
        ("Jin-Dian-Zhou", "jin dian zhou"),
        ("Jin–Dian–Zhou", "Jin‐Dian‐Zhou"),
        ("1+8 area", "1+8 AREA"),
        ("Lüshun", "lushun"),
        ("Kūnqǔ", "kunqu"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    """Case, joints and marks are folded away; the plus sign is not."""
    assert folded_form(one) == folded_form(other)
    assert folded_form("1+8") != folded_form("18")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("In Suzhou, China, they own a freshery by the lake.", "auto"),
        ("In Suzhou, China, they own Freshery by the lake.", "review"),
        ("Freshery is what they own in Suzhou, China.", "auto"),
    ],
)
def test_a_capital_in_mid_sentence_may_make_a_name_of_a_listed_word(text: str, action: str) -> None:
    """A form of one word that is mended unasked waits for a person there."""
    tea = ConceptEntry(
        "tea", "food", LanguageSection((Term("生鲜店", Status.PREFERRED),)),
        LanguageSection((Term("grocery", Status.PREFERRED), Term("freshery", Status.DEPRECATED, Kind.CALQUE, Action.AUTO, "no English word"))),
    )  # fmt: skip
    (finding,) = Checker(Compiled(compile_termbase(Termbase((tea,), own=1), load_tables()))).check(Document("a.txt", text))
    assert finding.action == action


@pytest.mark.parametrize(
    ("text", "part_of_speech", "garbled", "expected"),
    [
        ("mini procedure", "noun", True, {"mini procedure", "mini procedures"}),
        ("tea egg", "noun", False, {"tea egg", "tea eggs"}),
        ("Jindian Week", "noun", True, {"Jindian Week", "Jindian Weeks"}),
        ("Jindian Week", "noun", False, {"Jindian Week"}),
        ("round of 16", "noun", True, {"round of 16"}),
        ("Huangyan District", "noun", False, {"Huangyan District", "Huangyan Districts"}),
        ("open a bureau", "verb", True, {"open a bureau", "opens a bureau", "opening a bureau", "opened a bureau"}),
        ("seamless docking", "noun", True, {"seamless docking"}),
        ("by and large", "adverb", True, {"by and large"}),
    ],
)
def test_inflections_of_a_form(text: str, part_of_speech: str, garbled: bool, expected: set[str]) -> None:
    """Nouns have plurals, verbs their three forms; names have none unless a generic noun ends them."""
    assert {spelling for spelling, _ in spellings(text, part_of_speech, garbled)} == expected


def test_one_form_of_two_concepts() -> None:
    """Shown for review with the other concept, though each forbids it for certain; where no reason is given the Chinese is one."""
    wrong = Term("Jindian Week", Status.DEPRECATED, None, Action.AUTO)
    one, other = (
        ConceptEntry(name, "place", LanguageSection((Term(zh, Status.PREFERRED),)), LanguageSection((Term(en, Status.PREFERRED), wrong)))
        for name, zh, en in (("a", "锦淀周", "Jin-Dian-Zhou"), ("b", "金殿周", "Jindianzhou"))
    )
    compiled = Compiled(compile_termbase(Termbase((one, other)), load_tables()))
    (finding,) = Checker(compiled).check(Document("a.txt", "They met in Jindian Week in China."))
    assert (finding.action, finding.kind, finding.concept, [rival.concept for rival in finding.rivals]) == (Action.REVIEW, Kind.CALQUE, "a", ["b"])
    assert finding.evidence[0].detail == "listed as a garbled form of 锦淀周"
