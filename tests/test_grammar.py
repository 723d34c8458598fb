"""The grammar around a replacement."""

from __future__ import annotations

import pytest
from samples import entry

from glossary import ConceptEntry
from normalize.text.grammar import ING, PARTICIPLE, PAST, PLURAL, THIRD, capitalized, fit, in_headline, is_headline, is_title_case, starts_sentence
from normalize.text.word_forms import finite_form, form_here


@pytest.mark.parametrize(
    ("text", "replacement", "inflection", "expected"),
    [
        ("It is a [one-yard access] now.", "one-code access", None, "It is a one-code access now."),
        ("It is an [open bureau] now.", "new situation", None, "It is a new situation now."),
        ("It is a [crab] now.", "AI hub", None, "It is an AI hub now."),
        ("It is a “[crab]” now.", "old crab", None, "It is an “old crab” now."),
        ("A [crab] came.", "old crab", None, "An old crab came."),
        ("the [Dali Temple] stood", "the Court", None, "the Court stood"),
        ("The [Dali Temple] stood", "the Court", None, "The Court stood"),
        ("a [Dali Temple] stood", "the Court", None, "the Court stood"),
        ("It opened. [opens a new bureau] then.", "opens up new prospects", None, "It opened. opens up new prospects then."),
        ("It opened. [Open a bureau] then.", "open up prospects", None, "It opened. Open up prospects then."),
        ("[Epidemic silence] came.", "static management", None, "Static management came."),
        ("“[Epidemic silence]” came.", "static management", None, "“Static management” came."),
        ("in [Epidemic silence] he said", "static management", None, "in static management he said"),
        ("many [mini procedures] run", "mini program", PLURAL, "many mini programs run"),
        ("it [opens a bureau] now", "open up prospects", THIRD, "it opens up prospects now"),
        ("by [opening a bureau] now", "open up prospects", ING, "by opening up prospects now"),
        ("it [opened a bureau] now", "open up prospects", PAST, "it opened up prospects now"),
        ("the [kunqu] opera of Kunshan", "Kunqu Opera", None, "the Kunqu Opera of Kunshan"),
        ("the [kunqu] Opera of Kunshan", "Kunqu Opera", None, "the Kunqu Opera of Kunshan"),
        ("the [kunqu] festival", "Kunqu Opera", None, "the Kunqu Opera festival"),
        ("the [small giant] enterprises of Suzhou", "little giant enterprise", None, "the little giant enterprises of Suzhou"),
        ("the [small giant] enterprise of Suzhou", "little giant enterprise", None, "the little giant enterprise of Suzhou"),
        ("the [City Hair] Reform Commission of Suzhou", "City Development and Reform Commission", None, "the City Development and Reform Commission of Suzhou"),
        ("the [crab] enterprises of Suzhou", "enterprise", None, "the enterprise enterprises of Suzhou"),
        ("“a [gallery a garden]” shape", "one corridor, one park", None, "“one corridor, one park” shape"),
        ("A [gallery] opens.", "one corridor with trees", None, "One corridor with trees opens."),
        ("It has a [wide range of radiation].", "it reaches a wide area", None, "It has it reaches a wide area."),
        ("It is a [first bridge] now.", "No 1 Bridge", None, "It is a No 1 Bridge now."),
        ("He took an [x] now", "an old crab", None, "He took an old crab now"),
        ("Xi' an [old crab] now", "crab", None, "Xi' an crab now"),
        ("City Opens Wide [Four Seas Today]\n", "the seas today", None, "City Opens Wide The Seas Today\n"),
        ("the [tempel] lake came", "Lake", None, "the Lake lake came"),
        ("an [open bureau] opened", "new situation", None, "a new situation opened"),
        ("[Xizihu] Lake is blue", "West Lake", None, "West Lake is blue"),
        ("[Jindian Week]'s towns", "Jin-Dian-Zhou", None, "Jin-Dian-Zhou's towns"),
        ("City Opens [Mini Procedures Today]\n", "mini programs today", None, "City Opens Mini Programs Today\n"),
        ("text\n[opens] here", "begins", None, "text\nbegins here"),
        ("text\n[Opens] here", "begins", None, "text\nBegins here"),
        ("[MINI PROCEDURES] HERE", "mini programs", None, "MINI PROGRAMS HERE"),
        ("[MINI PROCEDURES] are here", "mini programs", None, "Mini programs are here"),
        ("[CPPCC], NPC", "National Congress", None, "National Congress, NPC"),
        ("[MINI PROCEDURES]\n", "mini programs", None, "MINI PROGRAMS\n"),
        ("[SOOCHOW] WELCOMES THE GREAT FAIR", "Suzhou", None, "SUZHOU WELCOMES THE GREAT FAIR"),
        ("[Crab] Street is long", "old crab", None, "Old crab Street is long"),
        ("the [Normal Crab] Headquarters met", "regular crab", None, "the Regular Crab Headquarters met"),
        ("The [Normal Crab] control works", "regular crab", None, "The regular crab control works"),
        ("City Opens [One Yard Talk]\n", "face-to-face one-code e-CNY talk", None, "City Opens Face-to-Face One-Code e-CNY Talk\n"),
        ("a [Outer Beach] stood", "The Bund", None, "The Bund stood"),
        ("We love [Fukang Company] now", "Foo Co., Ltd.", None, "We love Foo Co., Ltd. now"),
        ('the "[purple" ceremony] came', "Zifeng Award” ceremony", None, 'the "Zifeng Award” ceremony came'),
        ("the “[crab (of old) week” plan] came", "new plan", None, "the “new plan” came"),
        ('the "[new" cars] came', "new trends (of late) in cars", None, 'the "new trends (of late) in cars" came'),
        ("City Opens [Mini Site Today]\n", "youth.cn today", None, "City Opens youth.cn Today\n"),
        ("the [merchants' crab] opens", "old crab", None, "the old crab opens"),
        ("in 'the [crabs]' he said", "old crab", None, "in 'the old crab' he said"),
        ("the [merchants]' ways", "heirs", None, "the heirs' ways"),
        ("the [merchant]'s ways", "women", None, "the women's ways"),
        ("a [merchant]'s ways", "boss", None, "a boss's ways"),
        ("the [kunqu]\u00a0opera", "Kunqu Opera", None, "the Kunqu Opera"),
        ("the [kunqu] operatic style", "Kunqu Opera", None, "the Kunqu Opera operatic style"),
        ("the Pudong-Shanghai [Crab University] opens", "Shanghai University", None, "the Pudong-Shanghai Shanghai University opens"),
        ("They opened [crab days]", "open days", None, "They opened open days"),
        ("[Normal Crab] Headquarters met", "regular crab", None, "Regular Crab Headquarters met"),
        ("the [Crab] Street is long", "old crab", None, "the Old Crab Street is long"),
        ("the [new crab] (COVID-19) came", "COVID-19", None, "the COVID-19 came"),
        ("[Big crab] came", "“new” crab", None, "“New” crab came"),
        ("the road of [Mini Procedures] opens\n", "mini programs", None, "the road of mini programs opens\n"),
        ("[Mini Procedures] in Kunshan Opens Wide.", "mini programs", None, "Mini programs in Kunshan Opens Wide."),
    ],
)
def test_fit(text: str, replacement: str, inflection: str | None, expected: str) -> None:
    """The sentence around [the found words] holds once the replacement stands there."""
    start = text.index("[")
    end = text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    new_start, new_end, said = fit(plain, start, end, replacement, inflection)
    assert plain[:new_start] + said + plain[new_end:] == expected


@pytest.mark.parametrize(
    ("text", "replacement", "expected"),
    [
        ("It puts [the crab] first.", "put people", "It puts people first."),
        ("It puts [the crab] first.", "put", "It puts put first."),
        ("It is a [crab].", "begin anew", "It is begin anew."),
    ],
)
def test_fit_of_a_verb(text: str, replacement: str, expected: str) -> None:
    """It is not said twice, and takes no article."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    new_start, new_end, said = fit(plain, start, end, replacement, verb=True)
    assert plain[:new_start] + said + plain[new_end:] == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("Kunshan", 0, True), ("In Kunshan", 3, False), ("It is. Kunshan", 7, True), ("It is! “Kunshan", 8, True), ("Dr Sun\nKunshan", 7, True), ("of “Kunshan", 4, False),
        ("是。Kunshan", 2, True),
        ("  Kunshan", 2, True), ("said: Kunshan", 6, True), ("(Kunshan", 1, True), ("in (Kunshan", 4, False), ("No. 1", 4, True),
        ("met.Kunshan", 4, True), ("Go.\n- Kunshan", 6, True), ("## Kunshan", 3, True), ("| a | Kunshan", 6, True), ("Go.\n**Kunshan", 6, True), ("go - Kunshan", 5, False),
        ("U.S. Kunshan", 5, True), ("www.Kunshan", 4, True), ("JD.Com", 3, False),
    ],
)  # fmt: skip
def test_starts_sentence(text: str, at: int, expected: bool) -> None:
    """After a stop, at the head of a line or of the text, also behind an opening quotation mark."""
    assert starts_sentence(text, at) is expected


@pytest.mark.parametrize(("phrase", "expected"), [("new road", "New road"), ("“new road”", "“New road”"), ("1+8 area", "1+8 area"), ("", ""), ("éclair", "Éclair")])
def test_capitalized(phrase: str, expected: str) -> None:
    """The first letter, unless a digit comes first."""
    assert capitalized(phrase) == expected


def test_headlines_and_title_case() -> None:
    """Title case needs two longer words, a headline four."""
    assert is_title_case("Mini Procedures")
    assert is_title_case("Road of Kunshan")
    assert not is_title_case("Mini procedures")
    assert not is_title_case("Procedures")
    assert is_headline("Kunshan Opens the First Road of Its Kind in Jiangsu")
    assert not is_headline("Kunshan opens the first road of its kind in Jiangsu")


def test_the_headline_around_an_offset() -> None:
    """Each of its letters lies in it, and none of the lines beside it; a line of many such words is a list."""
    headline = "Kunshan Opens the First Road of Its Kind in Jiangsu"
    text = f"It opens in May.\n{headline}\nIt opens in May."
    assert [in_headline(text, at) for at in range(len(text))] == [at in range(17, 18 + len(headline)) for at in range(len(text))]
    assert all(in_headline(headline, at) for at in range(len(headline)))
    assert not in_headline(f"{headline} " * 10_000, 200_000)


def test_one_full_stop_is_enough() -> None:
    """A replacement that ends with a full stop takes that of the sentence in."""
    text = "We love Fukang Company. It grew."
    assert fit(text, 8, 22, "Foo Co., Ltd.") == (8, 23, "Foo Co., Ltd.")
    assert fit("Fukang Company... grew", 0, 14, "Foo Co., Ltd.") == (0, 14, "Foo Co., Ltd.")


@pytest.mark.parametrize(
    ("chinese", "pinyin", "english", "plural"),
    [
        ("搓鱼子", "cuōyúzi", "cuoyu", None),
        ("大祭桩", "Dà Jìzhuāng", "Daji Zhuang", None),
        ("三鲜豆皮", "sānxiān dòupí", "three-delicacy doupi", None),
        ("汤饺子", "tāng jiǎozi", "soup dumpling", PLURAL),
    ],
)
def test_pinyin_takes_no_plural(chinese: str, pinyin: str, english: str, plural: str | None) -> None:
    """“Rub fish” is cuoyu, not cuoyus, however the pinyin is cut."""
    dish = entry("a", chinese, english, subject="food", pinyin=pinyin)
    assert form_here("They eat the rub fish.", 14, "rub fish", dish, english, PLURAL) == plural
    assert form_here("They eat many rub crabs.", 14, "rub crabs", dish, english, None) == plural


PLAN = entry("a", "五年规划", "Five-Year Plan", subject="policy")


BREAK = entry("a", "开新局", "break new ground", part_of_speech="verb")


@pytest.mark.parametrize(
    ("text", "concept", "said", "inflection", "expected"),
    [
        ("the [crab plans] came", PLAN, "Five-Year Plan", PLURAL, PLURAL),  # capitals alone make no proper name
        ("the [crab lakes] came", entry("a", "金鸡湖", "Golden Rooster Lake"), "Golden Rooster Lake", PLURAL, None),
        ("a [crab plans] came", PLAN, "Five-Year Plan", PLURAL, None),
        ("many [crab plans] came", PLAN, "Five-Year Plan", None, PLURAL),
        ("many [crab plan] came", PLAN, "Five-Year Plan", None, None),
        ("many [crab plans] came", PLAN, "Five-Year Plans", None, None),
        ("these [opening beads] came", BREAK, "break new ground", ING, ING),
        ("it [opened beads] then", BREAK, "break new ground", PAST, PAST),
        ("it has [opened beads] then", BREAK, "break new ground", PAST, PARTICIPLE),
        ("they kept [opening beads] then", BREAK, "break new ground", None, ING),
        ("they [bring beads] then", BREAK, "break new ground", None, None),
        ("through [open beads] then", BREAK, "break new ground", None, ING),
    ],
)
def test_the_form_that_a_place_takes(text: str, concept: ConceptEntry, said: str, inflection: str | None, expected: str | None) -> None:
    """A plural where there are many and the word has one, an -ing form behind a preposition, a participle behind “has”."""
    start, end = text.index("["), text.index("]")
    assert form_here(text.replace("[", "").replace("]", ""), start, text[start + 1 : end], concept, said, inflection) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("and [touched] stones", PAST), ("it [touches] stones", THIRD), ("the [touched] stones", None), ("they [cross] stones", None)]
)
def test_the_form_in_which_a_verb_was_found(text: str, expected: str | None) -> None:
    """Behind an article it is no verb, and a noun is none anywhere."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    assert finite_form(plain, start, end, BREAK) == expected
    assert finite_form(plain, start, end, PLAN) is None
