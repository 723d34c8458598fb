"""What to ask the author: each rule on a text that lost something and on right English beside it; the seeds; the sheets for people."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from glossary.entry import Action, Kind
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.fixing.decisions import Decision, Decisions, Verdict
from normalize.pipeline import Checker
from normalize.questions import Question, Topic, questions
from normalize.text.document import Document
from zhengming.checking import Checked, checked, settled
from zhengming.config import Settings
from zhengming.corpus import Source
from zhengming.reports.asking import asking
from zhengming.reports.changes import changes
from zhengming.reports.sheet import Entry, Section, Sheet, Style, html, markdown, write_sheet

LONG = "A headline\n\n" + "Kunshan lies between Shanghai and Suzhou, and its people have long worked in both cities, as their fathers did. " * 2


def asked(checker: Checker, text: str) -> list[tuple[Topic, str]]:
    """Topic and words of each question about a text."""
    view = checker.view(Document("a.txt", text))
    return [(q.topic, text[q.start : q.end]) for q in questions(view, checker.check_view(view))]


@pytest.mark.parametrize(
    ("text", "topic", "words"),
    [
        ('The Shanghai "" metropolitan area grows.', Topic.FIGURE, '""'),
        ("In , the city of Kunshan opened a station.", Topic.FIGURE, "In ,"),
        ("In years, the city of Kunshan opened a station.", Topic.FIGURE, "In years,"),
        ("Kunshan studied the report to the th National Congress.", Topic.FIGURE, "the th"),
        ("Suzhou built a -kilometer road.", Topic.FIGURE, "a -kilometer"),
        ("The output of Suzhou grew by % last year.", Topic.FIGURE, "by %"),
        ("The output of Suzhou reached billion yuan last year.", Topic.FIGURE, "reached billion yuan"),
        ("The line served Kunshan from to 2020.", Topic.FIGURE, "from to "),
        ("The GDP of Kunshan reached 470 billion yuan. Among them, retail sales reached 693.9 billion yuan.", Topic.PART, "693.9 billion yuan"),
        ("Suzhou has a total of 85 designated hospitals. In Suzhou a total of 95 designated hospitals joined.", Topic.COUNT, "a total of 95 designated hospitals"),
        ("The output of Suzhou rose from 12.5% to 8.3% last year.", Topic.TURN, "rose from 12.5% to 8.3%"),
        ("In Suzhou the journey was shortened from 30 minutes to 50 minutes.", Topic.TURN, "shortened from 30 minutes to 50 minutes"),
        ("Suzhou built it from 2025 to 2020.", Topic.TURN, "from 2025 to 2020"),
        (LONG + "By 2006 Suzhou had combined with the local\n\nAnother headline", Topic.BREAK, "had combined with the local"),
        ("Kunshan is the largest market. The decisive role.\n\nMore.", Topic.FRAGMENT, "The decisive role."),
        ("The integration of the Delta goes on in Suzhou. annual tasks.\n", Topic.FRAGMENT, "annual tasks."),
        ("Suzhou is strengthening its parks and creating We will focus on industry.", Topic.JOIN, "creating We will focus"),
        ("A Suzhou story.\n\nPhoto by Zang Chengeng", Topic.NAME, "Zang Chengeng"),
        ("In Suzhou, said Huang Xiang, director of the hospital.", Topic.NAME, "Huang Xiang"),
        ("A Suzhou story.\r\n\r\nText: Zang Chengeng\r\n", Topic.NAME, "Zang Chengeng"),
        ("My country is large. In Suzhou, said Huang Xiang, director of the hospital. Huang Xiang said more.", Topic.NAME, "Huang Xiang"),
        (LONG + "By 2006 Suzhou had combined with the local,\n\nAnother headline", Topic.BREAK, "had combined with the local,"),
        (LONG + "By 2006 Suzhou had combined with the local", Topic.BREAK, "had combined with the local"),
        ("Suzhou built /kloc-0 stations.", Topic.FIGURE, "/kloc-0"),
        ("The output of Suzhou grew by percent in all.", Topic.FIGURE, "by percent"),
        ("Shanghai “” metropolitan area grows.", Topic.FIGURE, "“”"),
        ("The GDP of Kunshan reached 470 billion yuan. Of this, retail sales reached 693.9 billion yuan.", Topic.PART, "693.9 billion yuan"),
        ("Suzhou had a total of 1,085 old houses and a total of 1085 new houses. It has a total of 1,095 old houses.", Topic.COUNT, "a total of 1,095 old houses"),
        ("The output of Suzhou rose from 120 to 85.", Topic.TURN, "rose from 120 to 85."),
        ("Huang Xiang, director of the hospital, came to Suzhou.", Topic.NAME, "Huang Xiang"),
        ("In Suzhou Huang Xiang said so.", Topic.NAME, "Huang Xiang"),
        ("A Suzhou story.\n\nSuzhou Daily Reporter Zang Chengeng", Topic.NAME, "Zang Chengeng"),
        ("A Suzhou story.\n\nWritten by Zang Chengeng", Topic.NAME, "Zang Chengeng"),
    ],
)
def test_what_is_asked(checker: Checker, text: str, topic: Topic, words: str) -> None:
    """One question each, about just these words."""
    assert asked(checker, text) == [(topic, words)]


@pytest.mark.parametrize(
    "text",
    [
        'In Suzhou they said "yes" "no" and "".',
        "In May, the city of Suzhou opened a station; by then, it was late. On the 5th, it rained.",
        "For the first time in years, Suzhou saw snow. In recent years, it rained.",
        "The output of Suzhou grew by 5 % and reached 2.5 billion yuan, up from 1 billion yuan; it costs millions.",
        "Suzhou rose from 8.3% to 12.5%, fell from 1,200 people to 900 people, and was cut from 90 minutes to 50.",
        "In the national ranking Suzhou rose from 10 to 5; its ports grew from 500,000 to 1.2 million, it climbed from 10th to 5th and from 2 days to 1 week.",
        "Suzhou worked on it from 2020 to 2025, and went down from 5.",
        "Kunshan is a six-kilometer drive away; from there to 2020 Road it is far.",
        "The GDP of Kunshan reached 470 billion yuan. Among them, retail sales reached 93.9 billion yuan.",
        "Suzhou spent 470 million yuan. The port is old. Of these works, 693.9 million dollars went to Kunshan.",
        "Suzhou has a total of 1,000 designated hospitals. In Suzhou a total of 1000 designated hospitals joined.",
        "Suzhou has a total of 85 designated hospitals. Wuxi has a total of 85 designated hospitals and a total of 90 schools.",
        LONG + "By 2006 Suzhou had combined with the local festival.\n\nAnother headline",
        LONG + "A snack of the people south of the Yangtze River. Wang Jiankang / for China Daily\n\nQingtuan",
        LONG + "Members were interviewed in Suzhou. Taken by our agency's reporter\n\nMore.",
        LONG + "They combined with the following\n\n- boats\n- lanterns",
        LONG + "The line goes on\nin the next one, as in an e-mail from Suzhou.",
        "A headline about Suzhou that is rather long, as headlines on the pages of papers like to be, of no stop\n\nText.",
        "Suzhou grew. The plan works. The decisive role belonged to it. A good start is made, etc. work goes on.",
        'In Suzhou they sang “We will focus” again, and he said It is late.',
        "In Suzhou, said John Smith, director of the hospital. The Song Jiang River flows, and Tai Lake lies there.",
        "Wu Xinming, secretary of the Nantong Municipal Party Committee, spoke.",
        "Suzhou got 2 million yuan. Of these, many are old.",
        "Suzhou got 2 million yuan. Among them, many are old. The roads got 3 million yuan.",
        "Suzhou got 2 million yuan. Roads are old. Among them, 3 million yuan went into one.",
        "Suzhou got 2 million dollars, of which 3 million yuan went to Kunshan.",
        "Suzhou rose from 90 million to 2 billion yuan; in a list of cities, its place rose from 12 to 5.",
        "Menu\n\nSuzhou " + "and the old towns of Jiangsu " * 6 + "open their doors to the guests",
        "Suzhou opens its doors to guests, and " + "to guests of the old towns of Jiangsu " * 4 + "as well",
        "In Suzhou he said, the plan It is good.",
        LONG + "The meeting of the county\nSuzhou Evening News",
        LONG + "The meeting of the county | Suzhou",
        "The GDP of Suzhou grew by %. <!-- zhengming: ignore -->",
        "A page about Perl: in the shell,\nset IFS to \"\" or so; the -year option; grew by % each time. annual tasks. " * 40,
    ],
)
def test_what_is_not(checker: Checker, text: str) -> None:
    """Right English, figures that agree, known names, and texts about something else."""
    assert asked(checker, text) == []


def test_the_names_of_a_mended_byline_are_asked(checker: Checker) -> None:
    """The fix parts the names; it does not know their characters. Sun Quan is in the termbase."""
    text = "Author Yang Yanci Sun Quan Wang Yifei\n\nThe delta of Suzhou grows together.\n"
    assert asked(checker, text) == [(Topic.NAME, "Yang Yanci"), (Topic.NAME, "Wang Yifei")]


def test_what_a_finding_mends_is_not_asked(checker: Checker) -> None:
    """“The⏎⏎conference” is joined by a fix, nothing was lost there; Huang Yan is a place, and no person whose characters the author knows."""
    assert asked(checker, LONG + "Suzhou said so. The\n\nconference pointed out that it is right.") == []
    assert asked(checker, "Huangyan sells oranges. Huangyan sells them in Suzhou, said Huang Yan, director of the hospital.") == []


@pytest.fixture(scope="module")
def seeds(root: Path, warm_cache: None) -> list[Checked]:
    """The seeds with their questions."""
    found = [result for result in checked([str(root / "seeds")], Settings(), lambda sentence: None, ask=True) if isinstance(result, Checked)]
    assert len(found) == 5
    return found


def test_the_seeds(seeds: list[Checked]) -> None:
    """What a reader would ask: the sums of the first, the ends of the fourth, the sentence of the fifth; of the human-written one only two names."""
    said = {result.source.name[:3]: [(q.topic, result.document.text[q.start : q.end]) for q in result.questions] for result in seeds}
    assert said["000"] == [(Topic.PART, "693.9 billion yuan")]
    assert said["002"] == [(Topic.NAME, "Lu Gang"), (Topic.NAME, "Ling Ming")]
    assert [words for topic, words in said["003"] if topic is Topic.BREAK] == [
        "at that time it was not yet", "industry chain. recent years", "related industries will reach", "had combined with the local", "Hand in hand, collaborate",
    ]  # fmt: skip
    assert (Topic.FRAGMENT, "The decisive role.") in said["004"]
    assert (Topic.NAME, "Zang Chengeng") in said["004"]
    assert sum(map(len, said.values())) < 30


def test_a_question_names_its_place(seeds: list[Checked]) -> None:
    """File, line, quotation, and the question in both languages."""
    text = markdown(asking(seeds))
    assert "\n## 000\\_d0ade25d0360b29a.txt\n\n1. Line 3: … " in text
    assert "**693.9 billion yuan**, exceeding the total" in text
    assert "   - “693.9 billion yuan” is given as part of “470 billion yuan”, yet it is larger. Which figure is right?\n" in text
    assert "   - “693.9 billion yuan”列为“470 billion yuan”的一部分，却比它大，哪个数字有误？\n" in text
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(numbers) + 1))


# Decisions and sheets ---------------------------------------------------------------------------------------------------------------------

HOSTILE = "On <b>one</b>: *two* [x](javascript:1) in Suzhou.\n\nThe three | four_five `six` Kunqu.\n"


def _finding(found: str, text: str, action: Action, *rivals: Rival, zh: str | None = None, why: str = "<i>because</i>") -> Finding:
    start = HOSTILE.index(found)
    evidence = (Evidence("listed", why),)
    return Finding(start, start + len(found), found, Kind.CALQUE, action, 0.8, (Suggestion(text, None, 0.8),), evidence, "c", zh, "yī", rivals)


FINDINGS = [
    _finding("<b>one</b>", "<script>1</script>", Action.AUTO, zh="一"),
    _finding("*two*", "[2](http://x)", Action.REVIEW, Rival("d", "贰", "II", 0.3), zh="二"),
    _finding("three", "3", Action.REVIEW, Rival("d", "叁", "<u>III</u>", 0.7), zh="三"),
    _finding("four_five", "45", Action.REVIEW, Rival("d", "四", "four", 0.7), zh="四五"),
    _finding("`six`", "`6`", Action.REVIEW),
]
NAME = "odd_<name>.txt"


def _checked(*decided: tuple[str, Verdict, str, str]) -> Checked:
    """The text with decisions: what was found, the verdict, by whom, with which note."""
    document, source = Document(NAME, HOSTILE), Source(None, NAME, NAME)
    rows = {row["found"]: row for row in settled(source, document, FINDINGS, Decisions()).rows}
    decisions = [
        Decision(str(number), rows[found]["fingerprint"], verdict, "own" if verdict is Verdict.REPLACE else None, by=by, at="2026-11-22T10:00:00Z", note=note, document=NAME,
                 kind="calque", concept="c", found=found, around=rows[found]["around"])
        for number, (found, verdict, by, note) in enumerate(decided)
    ]  # fmt: skip
    return settled(source, document, FINDINGS, Decisions(decisions, [NAME]))


def test_changes_say_what_by_whom_and_why() -> None:
    """Unasked, in own words, kept, left open; like spacing together."""
    result = _checked(("*two*", Verdict.REPLACE, "Ann", "it is *so*"), ("`six`", Verdict.REJECT, "Bo", ""), ("three", Verdict.UNSURE, "Ann", "ask"))
    said = markdown(changes([result]))
    assert "1 text: 2 changes were made; 2 places wait for a person; 1 place was kept as it is by a decision." in said
    assert "### Changed by Zhengming, unasked (1)\n\n- On ~~\\<b\\>one\\</b\\>~~ **\\<script\\>1\\</script\\>**: \\*two\\*" in said
    assert "### Changed by Ann (1)" in said
    assert "  - 二 yī: \\<i\\>because\\</i\\> — own words by Ann, 2026-11-22: “it is \\*so\\*”" in said
    assert "### Kept as it is (1)" in said
    assert "kept by Bo, 2026-11-22\n" in said  # no note
    assert "### Left open (1)" in said
    assert "unsure by Ann, 2026-11-22: “ask”" in said


def test_texts_of_which_there_is_nothing_to_tell() -> None:
    """Under one heading at the end; one that somebody kept as it is has its own."""
    untouched = [settled(Source(None, name, name), Document(name, "Nothing."), [], Decisions()) for name in ("a_b.txt", "c.txt")]
    kept = _checked(("<b>one</b>", Verdict.REJECT, "Bo", ""))
    said = markdown(changes([untouched[0], kept, untouched[1]]))
    assert said.endswith("\n\n## Nothing was changed (2)\n\n- a\\_b.txt\n- c.txt\n")
    assert said.count("## ") == 3
    assert "## odd\\_\\<name\\>.txt\n\nNothing was changed.\n\n### Kept as it is (1)" in said


def test_like_changes_are_one_entry() -> None:
    """With their lines, each once, and how often in a line; words that come in are no spacing."""
    text = "Jindian Week and Jindian Week.\nAs one.Next comes\nJindian Week by city."
    week = Finding(0, 12, "Jindian Week", Kind.CALQUE, Action.AUTO, 0.8, (Suggestion("Jin-Dian-Zhou", None, 0.8),), (Evidence("listed", "a reason"),))
    found = [week._replace(start=at, end=at + 12) for at in (0, 17, text.rindex("Jindian"))]
    for word, words in (("Next", " "), ("city", "the ")):
        found.append(week._replace(start=text.index(word), end=text.index(word), found="", suggestions=(Suggestion(words, None, 0.8),)))
    document = Document("a.txt", text)
    said = markdown(changes([settled(Source(None, "a.txt", "a.txt"), document, sorted(found, key=lambda each: each.start), Decisions())]))
    assert "~~Jindian Week~~ **Jin-Dian-Zhou** and" in said
    assert " · lines 1 (×2), 3\n" in said
    assert "- A reason · line 2\n" in said
    assert "by **the** city" in said


def test_doubts_and_rivals_are_asked() -> None:
    """A real choice that nobody made, and what a person could not decide; a rival for a part of the words is no choice."""
    open_one = markdown(asking([_checked()]))
    assert "Does “three” stand for 三 (3) or for 叁 (\\<u\\>III\\</u\\>)?" in open_one
    assert "four" not in open_one.replace("four\\_five", "")
    assert "“three”的原文是“三”还是“叁”？" in open_one
    assert "*two" not in open_one  # its rival is far behind
    decided = markdown(asking([_checked(("three", Verdict.ACCEPT, "Ann", ""), ("`six`", Verdict.UNSURE, "Ann", "a number?"))]))
    assert "Does “three”" not in decided
    assert "We are not sure what “\\`six\\`” stands for. What does the Chinese say? a number?" in decided
    assert "disagree" not in decided
    conflict = markdown(asking([_checked(("three", Verdict.ACCEPT, "Ann", ""), ("three", Verdict.REJECT, "Bo", ""))]))
    assert "We are not sure what “three” stands for" in conflict


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_nothing_of_a_text_is_markup(tmp_path: Path) -> None:
    """In HTML only our own elements; in Markdown every sign is escaped, file names and notes too; the same sheet gives the same bytes."""
    result = _checked(("*two*", Verdict.REPLACE, "<img src=x>", "<svg onload=1>"))
    for sheet in (changes([result]), asking([result])):
        page = _Tags(html(sheet))
        assert page.tags <= {"html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "ul", "ol", "li", "del", "ins", "mark", "span", "i", "small"}
        assert "odd_<name>.txt" in page.text
        assert re.findall(r"(?<!\\)<|(?<!\\)\[|(?<!\\)`", markdown(sheet)) == []
        write_sheet(sheet, tmp_path / "a")
        assert (tmp_path / "a.html").read_text(encoding="utf-8") == html(sheet)
        assert (tmp_path / "a.md").read_text(encoding="utf-8") == markdown(sheet)


def test_both_forms_say_the_same() -> None:
    """Every piece of a sheet stands in the HTML and in the Markdown."""
    entry = Entry(((Style.OLD, "a b"), (Style.NEW, "c"), (Style.CHINESE, "昆"), (Style.SOFT, "d")), (((Style.PINYIN, "kūn"),),))
    sheet = Sheet("T", ("w1",), (Section("S", 2, "w2", (entry,), 7),))
    assert markdown(sheet) == "# T\n\nw1\n\n## S\n\nw2\n\n7. ~~a b~~**c**昆d\n   - kūn\n"
    assert '<ol start="7">\n<li><del>a b</del><ins>c</ins><span lang="zh-Hans">昆</span><small>d</small><ul><li><i lang="zh-Latn">kūn</i></li></ul></li>' in html(sheet)


def test_nothing_to_ask() -> None:
    """Said in both languages."""
    document = Document("a.txt", "Nothing.")
    said = markdown(asking([settled(Source(None, "a.txt", "a.txt"), document, [], Decisions())]))
    assert said == "# Questions for the author\n\nThere is nothing to ask. 没有需要请教的问题。\n"


def test_a_question_is_plain_data() -> None:
    """So that it goes between processes."""
    import pickle

    question = Question(Topic.PART, 1, 2, (3, 4))
    assert pickle.loads(pickle.dumps(question)) == question
