"""What to ask the author: places that no one can read back from the English alone, each with a question in English and Chinese to send as it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from normalize.questions import Question, Topic
from zhengming.checking import Checked
from zhengming.reports.changes import around
from zhengming.reports.sheet import Entry, Piece, Section, Sheet, Style, on_one_line, plain

_WIDTH = 90  # characters on each side of the place
_NEAR = 0.8  # a rival reading is asked about when its score comes so near to the first one's
SENTENCES = {
    Topic.FIGURE: ("A figure is missing here. Which one is it?", "此处缺少数字，原文是多少？"),
    Topic.BREAK: ("The passage breaks off here. How does it go on?", "文字在此处中断，原文后面是什么？"),
    Topic.FRAGMENT: ("“{found}” is no whole sentence. What does the Chinese say?", "“{found}”不成句，请提供这句话的中文原文。"),
    Topic.JOIN: ("Two sentences run into each other here. What does the Chinese say?", "此处两句话混在了一起，请提供中文原文。"),
    Topic.PART: ("“{found}” is given as part of “{other}”, yet it is larger. Which figure is right?", "“{found}”列为“{other}”的一部分，却比它大，哪个数字有误？"),
    Topic.COUNT: ("Here it is “{found}”, in line {line} “{other}”. Which is right?", "此处为“{found}”，第{line}行却为“{other}”，以哪个为准？"),
    Topic.TURN: ("“{found}”: the figures go the other way than the words. What is right?", "“{found}”的数字与文字相反，哪处有误？"),
}
_NAMES = ("Which characters are these names written with?", "请问以上人名的汉字怎么写？")
_RIVALS = ("Does “{found}” stand for {first} or for {second}?", "“{found}”的原文是“{first_zh}”还是“{second_zh}”？")
_UNSURE = ("We are not sure what “{found}” stands for. What does the Chinese say?", "我们不能确定“{found}”的含义，请提供中文原文。")


def asking(results: Sequence[Checked]) -> Sheet:
    """The questions of each text, numbered through so that they can be answered by number."""
    sections, number = [], 1
    for result in results:
        entries = tuple(_entries(result))
        if entries:
            sections.append(Section(result.source.name, entries=entries, first=number))
            number += len(entries)
    if not sections:
        return Sheet("Questions for the author", ("There is nothing to ask. 没有需要请教的问题。",))
    words = ("These places cannot be read back from the English alone. Please answer by number.", "以下各处仅凭英文无法还原，请按编号答复，谢谢。")
    return Sheet("Questions for the author 致作者的问题", words, tuple(sections))


def _entries(result: Checked) -> Iterator[Entry]:
    asked = [(question.start, _of_question(result, question)) for question in result.questions if question.topic is not Topic.NAME]
    asked += [(row["start"], entry) for row in result.rows if (entry := _of_row(result, row)) is not None]
    yield from (entry for _, entry in sorted(asked, key=lambda each: each[0]))
    names = [question for question in result.questions if question.topic is Topic.NAME]
    if names:
        text = result.document.text
        listed = ", ".join(on_one_line(text[name.start : name.end]) for name in names)
        quotes = (_quoted(result, name.start, name.end, _WIDTH // 3) for name in names)
        yield Entry((plain(listed),), (*((plain(sentence),) for sentence in _NAMES), *quotes))


def _of_question(result: Checked, question: Question) -> Entry:
    text = result.document.text
    english, chinese = SENTENCES[question.topic]
    known = {"found": on_one_line(text[question.start : question.end]), "other": on_one_line(text[slice(*question.other)]), "line": result.document.place(question.other[0])[0]}
    return _entry(result, question.start, question.end, english.format(**known), chinese.format(**known))


def _of_row(result: Checked, row: dict[str, Any]) -> Entry | None:
    """What a person could not decide, and two readings of one stretch that nobody has decided between."""
    if row["verdict"] in ("unsure", "conflict"):
        english, chinese = (sentence.format(found=on_one_line(row["found"])) for sentence in _UNSURE)
        return _entry(result, row["start"], row["end"], f"{english} {row['note']}".strip(), chinese)
    if row["state"] != "open" or row["action"] != "review" or row["verdict"] or not row["rivals"]:
        return None
    rival, first = row["rivals"][0], row["suggestions"][0]["text"]
    ours, theirs = row["zh"] or "", rival["zh"] or ""
    part = ours in theirs or theirs in ours or rival["text"].casefold() in first.casefold()  # 长三角 within “… of the Yangtze River Delta” is no other reading
    if rival["score"] < _NEAR * row["confidence"] or not ours or not theirs or part:
        return None
    known = {"found": on_one_line(row["found"]), "first": f"{ours} ({first})", "second": f"{theirs} ({rival['text']})", "first_zh": ours, "second_zh": theirs}
    return _entry(result, row["start"], row["end"], _RIVALS[0].format(**known), _RIVALS[1].format(**known))


def _entry(result: Checked, start: int, end: int, english: str, chinese: str) -> Entry:
    return Entry(_quoted(result, start, end, _WIDTH), ((plain(english),), ((Style.CHINESE, chinese),)))


def _quoted(result: Checked, start: int, end: int, width: int) -> tuple[Piece, ...]:
    before, after = around(result.document, start, end, width)
    return (Style.SOFT, f"Line {result.document.place(start)[0]}: "), plain(before), (Style.FOUND, result.document.text[start:end]), plain(after)
