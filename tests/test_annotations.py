"""Where `--annotate` puts Chinese and pinyin, and which mentions it passes over."""

from __future__ import annotations

import pytest
from samples import entry

from glossary import Termbase
from glossary.entry import Kind
from glossary.tables import SideTables
from normalize.findings import Finding
from normalize.fixing.annotations import SHORT, annotated
from normalize.fixing.fixes import apply, choose
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.termbase.compiling import compile_termbase
from normalize.text.document import Document
from zhengming.cli import ANNOTATE

LONG = "For six hundred years the people of the lake towns have sung Kunqu Opera at the harvest, and they sing it still."
DONE = LONG.replace("Opera", "Opera (昆曲, Kūnqǔ)")
LATER = "In the summer of the same year the old singers of Kunqu Opera came down to the shore of the lake and sang for nothing."

HEADLINE = "Kunqu Opera Comes Home to the Lake Towns of Jiangsu After Six Hundred Years and Is Sung by Everyone Again at Last!"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (LONG, DONE),
        (f"{LONG}\n{LATER}", f"{DONE}\n{LATER}"),  # the first mention alone
        (f"Kunqu Opera Comes Home to the Lake Towns\n{LONG}", f"Kunqu Opera Comes Home to the Lake Towns\n{DONE}"),  # a heading
        (f"They sing Kunqu Opera there.\n{LONG}", f"They sing Kunqu Opera there.\n{DONE}"),  # a short line
        ("They sing Kunqu Opera there.\n", "They sing Kunqu Opera there.\n"),  # and nothing else
        (f"“{LONG}”", f"“{LONG}”"),  # somebody else's words
        (LONG.replace("Opera", "Opera (昆曲)"), LONG.replace("Opera", "Opera (昆曲)")),  # it stands there
        (f"{LONG}\n\n昆曲", f"{LONG}\n\n昆曲"),  # the text tells it
        (f"1959 | 17 | {LONG}", f"1959 | 17 | {LONG}"),  # a table
        (f"zhengming: ignore[annotation] {LONG}", f"zhengming: ignore[annotation] {LONG}"),
        (HEADLINE, HEADLINE),
        (LONG[:-1], LONG[:-1]),  # without a stop it is a heading, however long
    ],
)
def test_the_first_mention_in_running_text(checker: Checker, text: str, expected: str) -> None:
    """The next mention gets it where the first is passed over."""
    assert written(checker, text) == expected


PASSED_OVER = [
    # within a person's name, or that of a namesake
    "The officer Li Huimin and her husband Deng Jinxin of the border brigade came home for the feast after eleven months.",
    "Chen Jinhu, who had charge of the county office in those years, wrote down what the farmers told him about the flood.",
    "A noodle factory worker surnamed Tang walked into the hall that morning and did not come out of it before the evening.",
    "The owner of the book is Chen Yi, secretary of the township, who has written into it every family that he looked after.",
    "Zhou, a boatman of the town, rows the visitors about in the morning, and in the evening he mends his nets.",
    # part of a longer name
    "Of the troupes that had asked for money the Yongjia Kunqu Opera Troupe was the first, and it had to wait until the spring.",
    "The old gate is known as Han Shou Ting Hou Ci, too, because there is a Longshan pagoda behind the temple of the old god.",
    "The lorry was stopped at the ferry of the Guangzhou-Shantou line at midnight, and its driver had lost his way in the fog.",
    "He was called Li Yu Su Yu, a fellow member of Hunan, who took part in the uprising and was shot in the spring that came.",
    "The last gate that the visitors saw was the one of the Weiyang Palace, of which nothing but the earth below is left.",
    "The book tells how the Long-Range Central Red Army crossed the mountains in the snow, and who led it over the passes.",
    "The lorry was stopped on the Beijing-Zhuhai-Macao Expressway at midnight, and its driver had lost his way in the fog.",
    "By the walls of Huizhou city lies the sea, and from all over Guangdong people come for the beaches and the cheap crabs.",
    "The tomb was found in Xihu township by farmers who were digging a ditch for the water that comes down from the hills.",
    "Her first cookbook was called Shark's Fin and Sichuan Pepper, and it was read by people who had never been to the city.",
    # another thing of the same letters
    "Old houses in the Huizhou style stand all over Anhui, and their walls are so white that they can be seen from the hills.",
    "Ethnic groups other than Han are called minorities there, and there are fifty-five of them by the count of the census.",
    "It was called Chang'an in those days, and it was the largest city of the world, with markets in the east and in the west.",
    "The meeting was held by the academy of Sichuan in Chengdu, in Sichuan called SASS for short, which paid for the dinner.",
    "The boats went down the Ganjiang, the largest river of the province, with tea and with paper, and came back with salt.",
    "In the garden of Suzhou the guests of the evening can hear Pingtan, Sizhu and other kinds of singing while they drink tea.",
    "We walk on a narrow path through the fields of Henan, and the old man tells of the years in which there was nothing to eat.",
    "A court minister of the Tang who wrote a fine hand was demoted to Tanzhou, and he died there before he could come back.",
    "The pits lie to the west of Xi'an by road, and the opera is popular in Chun'an too, where the songs are sung all night.",
    # where a bracket would stand in the way
    "They marked the anniversary of the opening of Zhangzhou/kloc-0 with a fair, and the singers came from all over the island.",
    "The dish that she liked the best (it was the one of mapo tofu on the corner) cost eight yuan, and she had it every day.",
    "Few of the visitors knew Cao Cao's tomb, which lies in a field an hour from the town and is shut for most of the year.",
]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Aozao noodles and Miao embroidery", ["奥灶面", "苗绣"]),
        ("the erhu", ["二胡"]),
        ("classical gardens, fine traditional Chinese culture and cultural relics", []),
        ("the Provincial Party Committee and the Municipal Party Committee", []),  # every province has one
        ("Golden Week, rice cakes, three cannons and braised lion's head meatballs", []),
        ("how to apply for World Heritage status", []),
        ("the towns north of the Yangtze River", []),
    ],
)
def test_what_bears_a_name(checker: Checker, words: str, expected: list[str]) -> None:
    """Of a plain noun the Chinese tells nothing that the English does not."""
    text = f"The reporter was told at some length, and in the best of spirits, all about {words} by those who knew them."
    assert [finding.zh for finding in annotations(checker, text)] == expected


@pytest.mark.parametrize("text", PASSED_OVER)
def test_doubtful_mentions(checker: Checker, text: str) -> None:
    """No Chinese behind what may be part of another name or another thing."""
    assert annotations(checker, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He was secretary of the Pingyu County CPC Committee that spring, and the farmers said that he wore out four bicycles.", ["平舆县"]),
        ("In Maqu County the herders move up to the summer grass in June, and they come down with the flocks when it snows.", ["玛曲县"]),
        ("Premier Zhou Enlai came to the village once, and the old men can still say where he sat and what was served to him.", ["周恩来"]),
        ("Mao Zedong and Chen Yi joined forces there in the spring, and the house in which they met has been kept as it was.", ["毛泽东", "陈毅"]),
        ("The police of Guangdong Shantou came on the third day and took the two men back with them on the evening train.", ["汕头"]),
        ("The Tianqiao District Public Security Bureau sent nine men, who found the money in the roof of a shed by the river.", ["天桥区"]),
        ("The bronzes that they brought with them came from Beijing's Capital Museum and were shown in the hall for half a year.", ["首都博物馆"]),
        ("They say in the village that Premier Zhou Enlai came there once, and the old men can still say where he sat and ate.", ["周恩来"]),
        ("They say in the village that Marshal Chen Yi came there once, and the old men can still say where he sat and what he ate.", ["陈毅"]),
        ("In the house hangs a picture of Zhong Kui, who greets the ghost boat and hides in the afternoon when the feast is over.", ["钟馗"]),
        ("They say that Tu Youyou found it in an old recipe that called for cold water, not hot, and that nobody believed it then.", ["屠呦呦"]),
        ("The town of Suzhou bought two hundred buses from BYD last year, and has paid for them with what was left of the fund.", ["比亚迪"]),
        ("From the lake towns of Zhejiang he was sent to Qu County for a year, and he brought back with him a fan and a long song.", ["渠县"]),
        ("In Guizhou the counties of Nayong and Weining are the highest, and the people there live on maize and on buckwheat.", ["纳雍县", "威宁县"]),
        ("The town of Huizhou lies by the sea, and from all over Guangdong people come for the beaches and the cheap crabs.", ["惠州"]),
    ],
)
def test_mentions_beyond_doubt(checker: Checker, text: str, expected: list[str]) -> None:
    """What looks doubtful and is not."""
    assert [finding.zh for finding in annotations(checker, text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The liquor fund fell by more than seven percent.Shuijingfang fell to the limit, and so did the others of the trade.",
        "The passengers at the station of yuanjiang city in Hunan waited all night, and the police brought them tea and rice.",
    ],
)
def test_annotated_beside_what_is_mended(checker: Checker, text: str) -> None:
    """A space put in, or a capital mended, does not leave the name to the second run."""
    once = written(checker, text)
    assert len(annotations(checker, text)) == 1
    assert written(checker, once) == once


def test_annotated_within_what_is_put_in(checker: Checker) -> None:
    """Each name of a list that a fix writes anew, so that a second run has nothing to add."""
    text = "By mini procedures the plan of Kunshan takes in the three towns in the south, Jinxi, Dianshan Lake, and Zhouzhuang, and the lakes that lie between them."
    once = written(checker, text)
    assert "Jinxi (锦溪, Jǐnxī), Dianshanhu (淀山湖镇, Diànshānhú Zhèn) and Zhouzhuang (周庄, Zhōuzhuāng), and" in once
    assert written(checker, once) == once


def test_an_abbreviation_is_no_new_mention(checker: Checker) -> None:
    """Neither in its bracket nor later."""
    text = "The National Committee of the Chinese People's Political Consultative Conference (CPPCC) met in spring; what the CPPCC proposed there was read by very many people."
    assert [finding.zh for finding in annotations(checker, text)] == ["全国政协"]


def test_a_later_mention_takes_the_place(checker: Checker) -> None:
    """Huanggang behind a possessive, then without one."""
    text = "He went to Huanggang's old station with his mother, and they lived in Huanggang until the end of that hard winter."
    assert written(checker, text) == text.replace("Huanggang until", "Huanggang (黄冈, Huánggāng) until")


def test_names_of_ones_own() -> None:
    """With the pinyin as the user has it; where there is none, and of what is no name, nothing."""
    lantern = entry("lantern", "灯笼", "paper lantern", subject="culture", pinyin="dēnglong")
    entries = (entry("jinxi", "锦溪", "Jinxi", pinyin="jǐnxī"), entry("qiandeng", "千灯", "Qiandeng"), lantern)
    checker = Checker(Compiled(compile_termbase(Termbase(entries, own=3), SideTables({}, {}, {}, {}))))
    text = "They went from Jinxi to Qiandeng with a paper lantern in the night, and on the way they sang all the songs that they knew."
    assert [finding.text for finding in annotations(checker, text)] == [" (锦溪, jǐnxī)"]


def test_headings_of_markdown(checker: Checker) -> None:
    """Long as one may be; in plain text the sign is none."""
    findings = [annotated(checker.view(Document("a.md", f"# {LONG}", markdown=markdown)), []) for markdown in (True, False)]
    assert [len(each) for each in findings] == [0, 1]


def annotations(checker: Checker, text: str) -> list[Finding]:
    view = checker.view(Document("a.txt", text))
    return [finding for finding in annotated(view, checker.check_view(view)) if finding.kind is Kind.ANNOTATION]


def written(checker: Checker, text: str) -> str:
    view = checker.view(Document("a.txt", text))
    findings = annotated(view, checker.check_view(view))
    return apply(text, [fix for fix, _ in choose(findings, [None] * len(findings)) if fix is not None])[0]


@pytest.mark.parametrize(("more", "found"), [(0, 0), (1, 1)])
def test_how_short_a_line_is_passed_over(checker: Checker, more: int, found: int) -> None:
    """The figure that `--help` and README name."""
    line = "They sing Kunqu Opera there, "
    line += "as they did of old,"[: SHORT - len(line)]
    line = line.ljust(SHORT + more - 1, "o") + "."
    view = checker.view(Document("a.txt", line))
    assert (len(line), len(annotated(view, []))) == (SHORT + more, found)


def test_people_are_told(root) -> None:
    """Both places name the figure."""
    for said in ((root / "README.md").read_text(encoding="utf-8"), ANNOTATE):
        assert f"lines of up to {SHORT} characters" in said
