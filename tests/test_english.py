"""English word forms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossary.english import article, ing, participle, past, plural, singular, stems, third_person
from glossary.entry import ConceptEntry

VERBS = {
    verb: (simple_past, gerund)
    for verb, simple_past, gerund in (
        line.split() for line in (Path(__file__).parent / "data" / "verb_forms.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
}
# What else the English of a verb entry begins with: nothing that is inflected.
NO_VERBS = frozenset(
    "a above according activities activity afraid all also always among analysis ancestor appeal appointment at bad basic been below both bottom business "
    "by cannot capacity careful case city civil civilized cloud comeback completion comprehensive compulsive concrete consultation corrupt crackdown "
    "delivery demolition depth desertification determination development disciplinary ditch domestic drastic duty each efforts emancipation enforcement "
    "enterprise enthusiasm entrepreneurship evacuation everyone exemplary expansion eyes facial filming finance financial flat for forcible foreign "
    "fragrance full funerals further gasp given global goodwill grassroots great hard hardworking has heat high higher household i icing identification "
    "implementation improvement in industrial inheritance into inventory investigation item joint kaoyan key lantern latecomers leaders liaison main military modern "
    "must national never new no not off official officials on one only optimization outward overall overcapacity overnight painstaking people perfect "
    "phoenix photo platform policy pollution popular postgraduate poverty practical preparations proactive problem progress project pronged prosperous "
    "public publicity real realistic reception recommendation recuperation registration relief removal research residents resistance resolute restriction "
    "resumption riders rrr safe sale scientific season seated shousui special specific speech stable strong subtle success successful such sudden summer "
    "supervision supplementary taken talent tang tangping targeted technological temporary the thematic thorough to trailblazing ultimate unsold up upward "
    "urban utter warning was wash way weddings were when white with world year zone".split()
)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("mini program", "mini programs"), ("county", "counties"), ("bay", "bays"), ("branch", "branches"), ("box", "boxes"), ("bus", "buses"),
        ("woman", "women"), ("child", "children"), ("basis", "bases"), ("metamorphosis", "metamorphoses"), ("axis", "axes"),
        ("unsung hero", "unsung heroes"), ("sweet potato", "sweet potatoes"), ("ox", "oxen"), ("photo", "photos"), ("self-media", "self-media"), ("laghman", "laghmans"),
        ("series", "series"), ("information", "information"),
        ("Free Trade Zone", "Free Trade Zones"), ("area (2021)", "area (2021)"),
        ("spokesman", "spokesmen"),
        ("platform for cooperation", "platforms for cooperation"),
        ("way of life", "ways of life"),
        ("responsibilities are fulfilled", "responsibilities are fulfilled"),
    ],
)  # fmt: skip
def test_plural(noun: str, expected: str) -> None:
    """On the head of the phrase."""
    assert plural(noun) == expected


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("top enterprises", "top enterprise"), ("counties", "county"), ("bays", "bay"), ("branches", "branch"), ("boxes", "box"), ("Houses", "House"), ("movies", "movie"),
        ("women", "woman"), ("Children", "Child"), ("Chinese spokesmen", "Chinese spokesman"), ("crises", "crisis"), ("axes", "axis"), ("viruses", "virus"), ("causes", "cause"),
        ("sweet potatoes", "sweet potato"), ("ways of life", "way of life"), ("Free Trade Zones", "Free Trade Zone"), ("SOEs", "SOE"),
        ("enterprise", ""), ("news", ""), ("people", ""), ("politics", ""), ("series", ""), ("General Headquarters", ""), ("bus", ""), ("way of life", ""), ("", ""), ("1+8", ""),
    ],
)  # fmt: skip
def test_singular(noun: str, expected: str) -> None:
    """On the head of the phrase; nothing for what is no plural."""
    assert singular(noun) == expected


def test_singulars_of_the_termbase(builtin: tuple[ConceptEntry, ...]) -> None:
    """The plural of ordinary English leads back to where it came from."""
    forms = {form for entry in builtin if entry.en.part_of_speech == "noun" and not entry.is_name for form in entry.right_forms if re.fullmatch(r"[a-z -]+", form)}
    wrong = {form for form in forms if plural(form) != form and singular(plural(form)) not in (form, "")}
    assert len(forms) > 8_000
    # Greek, Latin and Turkic, pinyin, a die that cuts, the leave one takes, and what is no noun or one in the plural already (who live from paycheck to paycheck).
    assert {form.split()[-1] for form in wrong} == {
        "metropolis", "kalimeris", "kumis", "dazhaxie", "jiaxie", "guotie", "fatie", "sapie", "die", "us", "previous", "manufacturing", "leave", "paycheck",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("verb", "third", "gerund", "simple_past"),
    [
        ("open a road", "opens a road", "opening a road", "opened a road"),
        ("carry out", "carries out", "carrying out", "carried out"),
        ("make plans", "makes plans", "making plans", "made plans"),
        ("plan", "plans", "planning", "planned"),
        ("go", "goes", "going", "went"),
        ("be vigilant", "is vigilant", "being vigilant", "was vigilant"),
        ("see", "sees", "seeing", "saw"),
        ("agree", "agrees", "agreeing", "agreed"),
        ("tie", "ties", "tying", "tied"),
        ("stay", "stays", "staying", "stayed"),
        ("push forward", "pushes forward", "pushing forward", "pushed forward"),
        ("develop", "develops", "developing", "developed"),
        ("host", "hosts", "hosting", "hosted"),
        ("promote", "promotes", "promoting", "promoted"),
        ("issue", "issues", "issuing", "issued"),
        ("co-build", "co-builds", "co-building", "co-built"),
        ("bravely shoulder burdens", "bravely shoulders burdens", "bravely shouldering burdens", "bravely shouldered burdens"),
        ("apply for a post", "applies for a post", "applying for a post", "applied for a post"),
        ("study, reflect and comprehend", "studies, reflects and comprehends", "studying, reflecting and comprehending", "studied, reflected and comprehended"),
        ("“go global”", "“goes global”", "“going global”", "“went global”"),
        ("Go Global", "Goes Global", "Going Global", "Went Global"),
        ("open wide", "opens wide", "opening wide", "opened wide"),
        ("transfer", "transfers", "transferring", "transferred"),
        ("occur", "occurs", "occurring", "occurred"),
        ("discuss and make plans for", "discusses and makes plans for", "discussing and making plans for", "discussed and made plans for"),
        ("rise and then fall back", "rises and then falls back", "rising and then falling back", "rose and then fell back"),
        ("study and truly apply", "studies and truly applies", "studying and truly applying", "studied and truly applied"),
        ("hold fast and never let go", "holds fast and never lets go", "holding fast and never letting go", "held fast and never let go"),
        ("each air their own views", "each airs their own views", "each airing their own views", "each aired their own views"),
        ("reduce pollution and carbon emissions", "reduces pollution and carbon emissions", "reducing pollution and carbon emissions", "reduced pollution and carbon emissions"),
        ("resume production and work", "resumes production and work", "resuming production and work", "resumed production and work"),
        ("be able to read and write", "is able to read and write", "being able to read and write", "was able to read and write"),
    ],
)
def test_verbs(verb: str, third: str, gerund: str, simple_past: str) -> None:
    """On the first word of the phrase, and on each further verb."""
    assert (third_person(verb), ing(verb), past(verb)) == (third, gerund, simple_past)


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("take stock", "taken stock"), ("run up", "run up"), ("visit and see", "visited and seen"), ("be built", "been built"), ("make plans", "made plans")],
)
def test_participle(verb: str, expected: str) -> None:
    """Where it is not the simple past, it is written down."""
    assert participle(verb) == expected


def test_every_verb_of_the_termbase(builtin: tuple[ConceptEntry, ...]) -> None:
    """What the fixes say of a verb is what was written down for it; a verb that nobody wrote down is noticed."""
    assert {verb: (past(verb), ing(verb)) for verb in VERBS} == VERBS
    inflected = {form for verb, forms in VERBS.items() for form in (*forms, third_person(verb))}
    known = VERBS.keys() | inflected | NO_VERBS
    entries = [entry for entry in builtin if entry.en.part_of_speech == "verb"]
    phrases = {phrase for entry in entries for phrase in (*entry.right_forms, *(term.say for term in entry.deprecated)) if phrase}
    words = {phrase: [word.rpartition("-")[2] for word in re.findall(r"[\w-]+", phrase.lower())] for phrase in phrases}
    assert [phrase for phrase, said in words.items() if next(word for word in said if word in known or not word.endswith("ly")) not in known] == []


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("old town", "an"), ("hour", "an"), ("house", "a"), ("university", "a"), ("unified market", "a"), ("umbrella", "an"),
        ("unusual reading", "an"), ("8 percent rise", "an"), ("1 percent rise", "a"), ("AI hub", "an"), ("SOE", "an"), ("GDP", "a"), ("honest man", "an"),
        ("useful tool", "a"), ("uk trip", "a"),
        ("one-code access", "a"),
        ("once-only filing", "a"),
        ("European firm", "a"),
        ("unimportant thing", "an"),
        ("18th congress", "an"),
        ("11th plan", "an"),
        ("R&D center", "an"),
        ("UNESCO site", "a"),
    ],
)  # fmt: skip
def test_article(phrase: str, expected: str) -> None:
    """By sound, not by letter."""
    assert article(phrase) == expected


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("studies", "study"), ("roads", "road"), ("opening", "open"), ("making", "make"), ("boxes", "box"), ("national", "nation"), ("sing", "sing"),
        ("fought", "fight"), ("said", "say"), ("lay", "lie"), ("hidden", "hide"), ("goes", "go"), ("women", "woman"), ("hooves", "hoof"), ("businessmen", "businessman"),
        ("swimming", "swim"), ("chopped", "chop"), ("carried", "carry"), ("fried", "fry"), ("flies", "fly"), ("lying", "lie"), ("burnt", "burn"),
    ],
)  # fmt: skip
def test_stems_hold_the_base(word: str, base: str) -> None:
    """A stem set is loose, and holds the word itself and what it comes from."""
    assert {word, base} <= stems(word)
