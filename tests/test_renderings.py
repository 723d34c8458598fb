"""Reading English back through the lattice: what is recognized without being listed, and what never is."""

from __future__ import annotations

import pytest
from samples import entry

from glossary import Action, Termbase
from glossary.tables import SideTables
from normalize.context import Context
from normalize.findings import Finding
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document
from normalize.text.words import Words
from zhengming.termbases import compiled_termbase


def over(checker: Checker, text: str, words: str) -> list[Finding]:
    """The findings that touch these words of a text, without notes."""
    start = text.index(words)
    return [f for f in checker.check(Document("a.txt", text)) if f.start < start + len(words) and start < f.end and f.action is not Action.NOTE]


@pytest.mark.parametrize(
    ("text", "words", "zh"),
    [
        ("The towns Jinxi, Dianshanhu and Zhouzhuang in Kunshan form the Jin Dian Zhou area.", "Jin Dian Zhou", "锦淀周"),
        ("The towns Jinxi, Dianshanhu and Zhouzhuang in Kunshan form the Brocade Dian Week area.", "Brocade Dian Week", "锦淀周"),
        ("The towns Jinxi, Dianshanhu and Zhouzhuang in Kunshan form the Jindian Week area.", "Jindian Week", "锦淀周"),
        ("Residents of Suzhou show their \"one-yard pass\" in the metro.", "one-yard pass", "一码通"),
        ("Su Zhou grew fast, and Suzhou is near Wuxi in Jiangsu.", "Su Zhou", "苏州"),
        ("The gardens are in Soochow, near Wuxi in Jiangsu; Suzhou has many.", "Soochow", "苏州"),
        ("The railway between Shanghai and Tong will open soon; Nantong and Shanghai plan more bridges.", "Shanghai and Tong", "沪通"),
        ("The meeting of kunqu opera troupes was held in Kunshan.", "kunqu opera", "昆曲"),
        pytest.param("Kunshan joined hands with Shanghai and Suzhou on the Shanghai-Suzhou-Kunming corridor.", "Shanghai-Suzhou-Kunming", "沪苏昆"),
        pytest.param("In Huangyan, Taizhou, they drink Ningxi Zai Shao, a liquor of Ningxi.", "Ningxi Zai Shao", "宁溪糟烧"),
    ],
)  # fmt: skip
def test_read_back_without_being_listed(bare_checker: Checker, text: str, words: str, zh: str) -> None:
    """With every garbled form taken out of the termbase."""
    assert zh in [(f.zh or "")[: len(zh)] for f in over(bare_checker, text, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Shanghai-Kunming Expressway joins Shanghai and Kunming in Yunnan.", "Shanghai-Kunming Expressway"),
        ("The Shanghai–Kunming railway runs through Hunan and Guizhou.", "Shanghai–Kunming railway"),
        ("She studied at Soochow University in Suzhou.", "Soochow University"),
        ("Next week the pass will be one yard wide.", "one yard"),
        ("A week in Kunshan is not enough.", "week"),
        ("Zhou Ming and Su Tong are writers from Suzhou.", "Zhou Ming and Su Tong"),
        ("The World Week festival is held in Shanghai.", "World Week"),
        ("The Jindian Weekø of Kunshan is a company.", "Jindian Weekø"),  # a letter without a base is one still
    ],
)
def test_right_english_is_not_read_back(checker: Checker, bare_checker: Checker, text: str, words: str) -> None:
    """Neither with the listed forms nor without."""
    assert [f.zh for f in over(checker, text, words)] == []
    assert [f.zh for f in over(bare_checker, text, words)] == []


def test_the_region_that_a_document_is_about(bare_checker: Checker) -> None:
    """As English has it: Jiangsu, the Yangtze River Delta."""
    (finding,) = over(bare_checker, "Kunshan joined hands with Shanghai and Suzhou on the Shanghai-Suzhou-Kunming corridor.", "Shanghai-Suzhou-Kunming")
    assert "the document is about the Yangtze River Delta" in [evidence.detail for evidence in finding.evidence]


@pytest.fixture(scope="module")
def own_checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """A user's own glossary beside the built-in termbase: names, and terms whose English has no pinyin."""
    path = tmp_path_factory.mktemp("own") / "mine.csv"
    rows = [
        "zh,en,pinyin", "禄口街道,Lukou Subdistrict,Lùkǒu Jiēdào", "顾晓岚,Gu Xiaolan,Gù Xiǎolán", "九龙耀明月,Jiulong Yao Mingyue,Jiǔlóng Yào Míngyuè", "北海,Beihai,Běihǎi",
        "黑石集团,Blackstone Group,Hēishí Jítuán", "凯雷集团,Carlyle Group,Kǎiléi Jítuán", "出轨,unfaithful,chūguǐ", "落选,left out of the squad,luòxuǎn",
        "石湖串月,The String of Moons at Stone Lake,Shíhú Chuànyuè", "团结村,Tuanjie Village,Tuánjié Cūn", "村党支部书记,secretary of the village Party branch,cūn dǎngzhībù shūjì",
        "发展对象,candidates for Party membership,fāzhǎn duìxiàng", "有力有效,vigorous,yǒulì yǒuxiào", "桐木岭站,Tongmuling Station,Tóngmùlǐng Zhàn",
        "正式党员,full Party member,zhèngshì dǎngyuán", "第一期,first episode,dìyī qī",
    ]  # fmt: skip
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return Checker(compiled_termbase((path,), True, lambda _: None))


@pytest.mark.parametrize(
    ("words", "zh"),
    [
        ("Nine dragons brighten the moon", "九龙耀明月"),  # one capital; five characters leave no doubt
        ("young xiao-lan gu", "顾晓岚"),  # engines that write everything small
        ("the north sea", None),
        ("the moon and nine cranes", None),
        ("Lukou Street", "禄口街道"),  # Lukou is 渌口 too, a built-in concept
        ("Gu Xiaoliu", "顾晓岚"),  # one syllable misread
        ("Gu Xiao-kan", "顾晓岚"),
        ("Gu Zhaoliu", None),  # two: another person
        ("Lu Xiaolan", None),  # of another family
    ],
)
def test_a_name_of_plain_words(own_checker: Checker, words: str, zh: str | None) -> None:
    """A name whose English has no pinyin and too few capitals is read where chance is out of the question."""
    assert [f.zh for f in over(own_checker, f"In Suzhou the guests spoke of {words} all evening.", words)] == ([zh] if zh else [])


@pytest.mark.parametrize(
    ("text", "words", "action"),
    [
        ("Jin-Dian-Zhou is near Kunshan, and the Jindian Week is there too, in Jiangsu.", "Jindian Week", Action.AUTO),
        ("Jin-Dian-Zhou is near Kunshan, and the Jindian big Week is there too, in Jiangsu.", "Jindian big Week", Action.REVIEW),  # a word that nothing explains
        ("Jin-Dian-Zhou is near Kunshan, and the Week Jindian is there too, in Jiangsu.", "Week Jindian", Action.REVIEW),  # turned
        ("In Ningxi, Huangyan, Taizhou, Ningxi Zaoshao is drunk; Ningxi Zai Shao is strong.", "Ningxi Zai Shao", Action.REVIEW),  # a syllable misread
        ("In Suzhou, China, Jiulong Yao Mingyue is a dish; they ate Jiulong Moon.", "Jiulong Moon", Action.REVIEW),  # 耀 is lost
    ],
)
def test_only_a_whole_straight_reading_is_certain(bare_checker: Checker, own_checker: Checker, text: str, words: str, action: Action) -> None:
    """The right form stands in the text, which is the strongest evidence; the shape of the reading alone leaves it to a person."""
    checker = own_checker if words == "Jiulong Moon" else bare_checker
    assert [f.action for f in over(checker, text, words)] == [action]


def test_a_garble_before_its_right_form_in_brackets(bare_checker: Checker) -> None:
    """Only who gives an old spelling beside the new one knows both: Soochow (Suzhou)."""
    assert [f.text for f in over(bare_checker, "Near Kunshan lies Jindian Week (Jin-Dian-Zhou) in Jiangsu.", "Jindian Week")] == ["Jin-Dian-Zhou"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # No capital in the whole sentence; and the first group of a list is not the second one's.
        ("it belongs to the industry fund of black rock group, triumphant thunder group and others.", {"black rock group": "黑石集团", "triumphant thunder group": "凯雷集团"}),
        ("The two singers of Suzhou are said to have been derailed for years.", {"derailed": "出轨"}),  # one rare word for the whole
        ("Three players of Suzhou lost the election for the match.", {"lost the election": "落选"}),  # "lost" is too common to wake anything
        ("Lanterns and stone lake strings the moon are customs of Suzhou.", {"stone lake strings the moon": "石湖串月"}),  # the right words turned about
        # Most words of the right form of another term, which leave "unity" unexplained, are no other way of saying it.
        ("He is the secretary of the party branch of the unity village of Suzhou.", {"unity village": "团结村"}),
        ("It was done effectively and effectively in Suzhou.", {"effectively and effectively": "有力有效"}),  # a word said twice
        ("They went from Suzhou by train to paulownia ridge station.", {"paulownia ridge station": "桐木岭站"}),  # 木 is lost
        ("She is now the official party member in Suzhou.", {"official party member": "正式党员"}),  # and 党员干部, Party members and officials, is not meant
        ("The first issue of the show of Suzhou was seen by all.", {"first issue": "第一期"}),  # “the first” is 首个, a right form
        ("The development targets and party members of Suzhou met.", {"development targets": "发展对象"}),  # "party" behind "and" belongs to what follows
    ],
)
def test_terms_of_the_users_own(own_checker: Checker, text: str, found: dict[str, str]) -> None:
    """What is read of a user's own terms, and how far it reaches."""
    assert {words: [(f.found, f.zh) for f in over(own_checker, text, words)] for words in found} == {words: [(words, zh)] for words, zh in found.items()}


def test_a_reading_that_no_word_has_is_none(bare_checker: Checker) -> None:
    """市 is fú in old dictionaries alone, so "Emperor Jingfu" is not 龙井市."""
    assert over(bare_checker, "In the reign of Emperor Jingfu they drank Longjing tea in Zhejiang.", "Emperor Jingfu") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tea in a Hong Kong-style house", ["Hong", "Kong"]),
        ("a non-Shanghai resident", ["Shanghai"]),
        ("the Shanghai-Suzhou-Kunming line", []),  # a chain may stand for other names: Kunshan
    ],
)
def test_a_right_name_in_a_compound_stays_one(checker: Checker, text: str, named: list[str]) -> None:
    """Only a capital on the other side of the hyphen makes it the member of a chain."""
    view = checker.view(Document("a.txt", text))
    assert [word for word, right in zip(view.words.cased, view.named, strict=True) if right] == named


@pytest.mark.parametrize(("about", "found"), [("", []), (" In China and Shanghai it is well known.", ["锦淀周"])])
def test_a_text_that_names_nothing_chinese(bare_checker: Checker, about: str, found: list[str]) -> None:
    """There a reading must tell more; a short text is given the benefit of the doubt."""
    text = f"The Jindian Week plan was read.{about} {'The old man walked along the river and thought of his garden. ' * 12}"
    assert [f.zh for f in bare_checker.check(Document("a.txt", text))] == found


@pytest.mark.parametrize(
    ("about", "found"),
    [
        ("", {"Jindian Week": "review", "&#38;": "review"}),
        (" In China and Shanghai it is well known.", {"Jindian Week": "auto", "&#38;": "auto", "langya": "review"}),
    ],
)
def test_what_is_certain_in_a_text_that_names_nothing_chinese(checker: Checker, about: str, found: dict[str, str]) -> None:
    """There a listed form is one step less sure, an entity may be meant, and a short word in lower case is one of another language."""
    text = f"The Jindian Week plan of the langya &#38; more was read.{about} {'The old man walked along the river and thought of his garden. ' * 12}"
    assert {f.found: f.action.value for f in checker.check(Document("a.txt", text))} == found


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("Wuxi, Wuxi, Wuxi, Wuxi and Wuxi.", {"Jiangsu": 3, "Anhui": 0, "Sichuan": 0}),  # three of one place at most
        ("Wuxi, Wuxi, Wuxi, Hefei and Hefei.", {"Jiangsu": 3 + 2 // 2, "Anhui": 2 + 3 // 2, "Sichuan": 0}),
    ],
)
def test_votes_for_a_region(checker: Checker, text: str, votes: dict[str, int]) -> None:
    """The neighbours in the delta count half, where the region is named at all."""
    context = Context(checker.view(Document("a.txt", text)))
    assert {region: context.votes(region) for region in votes} == votes


@pytest.mark.parametrize(
    ("members", "odd"),
    [(["Shanghai", "Suzhou", "Kunming"], True), (["Shanghai", "Nanjing", "Kunming"], False), (["Shanghai", "Suzhou", "Nanjing"], False)],
)  # fmt: skip
def test_odd_geography(checker: Checker, members: list[str], odd: bool) -> None:
    """A leg over 700 km beside one under 200; from Shanghai to Nanjing it is 270."""
    assert (Context(checker.view(Document("a.txt", "A text."))).odd_geography(members) is not None) is odd


@pytest.mark.parametrize("hyphen", "-‐‑–")
def test_every_hyphen_marks_the_words_beside_it(hyphen: str) -> None:
    """The one at which no line breaks too; it joins without cost."""
    words = Words(f"show their one{hyphen}yard pass")
    assert words.marked == {2, 3}
    assert words.hyphen(3)
    assert not words.costs[3]


def test_a_mark_apart_stands_beside_no_word() -> None:
    """A dash between spaces parts clauses; at the ends of a text a hyphen joins nothing."""
    assert not Words("of one – of two").marked
    assert not any(map(Words("-one two-").hyphen, range(3)))


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Chinkiang has many engineers.", "review"),
        ("Chinkiang has many consultants and performers.", "review"),
        ("In the 21st century Chinkiang grew.", "review"),
        ("Since the turn of the new century Chinkiang has grown.", "review"),
        ("Chinkiang grew in 1998.", "review"),
        ("In 1937 the army reached Chinkiang.", "note"),
        ("In the 1970s Chinkiang was written so.", "note"),  # pinyin became the usual spelling in 1979
        ("In the early 20th century Chinkiang had a consulate.", "note"),
        ("A century ago Chinkiang was a port.", "note"),
        ("The former port of Chinkiang was opened.", "note"),
        ("Consuls and missionaries lived in Chinkiang; consuls came first.", "note"),
    ],
)
def test_an_old_spelling_is_right_in_old_times(checker: Checker, text: str, action: str) -> None:
    """A note where its time is the subject; "century" and a year alone do not say so."""
    (finding,) = [f for f in checker.check(Document("a.txt", f"Zhenjiang is a city in Jiangsu, China. {text}")) if f.found == "Chinkiang"]
    assert finding.action == action


def test_evidence_says_how_it_was_read(bare_checker: Checker) -> None:
    """The first evidence of a reading is the path: which characters came out as which words, and by what way."""
    text = "The towns Jinxi, Dianshanhu and Zhouzhuang in Kunshan form the Brocade Dian Week area."
    (finding,) = over(bare_checker, text, "Brocade Dian Week")
    assert finding.evidence[0].detail == "锦→“Brocade” (sense), 淀→“Dian” (reading), 周→“Week” (sense)"
    assert finding.pinyin == "Jǐn-Diàn-Zhōu"


@pytest.mark.parametrize(("own", "found"), [(1, ["Teng Hsiao-ning"]), (0, [])])
def test_a_person_in_an_old_spelling(own: int, found: list[str]) -> None:
    """Worked out for everybody, and looked for where the user has named the person."""
    person = entry("deng", "邓晓宁", "Deng Xiaoning", subject="person", pinyin="Dèng Xiǎoníng")
    checker = Checker(Compiled(compile_termbase(Termbase((person,), own=own), SideTables({}, {}, {}, {}))))
    assert [f.found for f in checker.check(Document("a.txt", "In China the guests spoke of Teng Hsiao-ning all evening."))] == found


def test_evidence_of_a_role_word(checker: Checker) -> None:
    """The role word as it stands, and that the name stands elsewhere without it."""
    (finding,) = checker.check(Document("a.txt", "Sun Quan spoke in Kunshan. Then Sun Quanshe left the hall."))
    assert [each.detail for each in finding.evidence] == ["she is 摄, a role word; Sun Quan stands in this document"]
