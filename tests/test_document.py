"""One text: bytes in, the same bytes out; what is never looked at."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.encodings import UnreadableText, decode, encode
from normalize.pipeline import Checker
from normalize.text.document import Document

ENGLISH = "Kunshan’s “Jindian Week”\r\nis one area.\n"
CHINESE = "锦淀周片区在昆山南部，包括锦溪、淀山湖、周庄三个镇。昆曲、糟烧和阳澄湖大闸蟹都很有名。" * 4
FEW_SIGNS = ("Wuxi, May 28 — “One city”", "Kunqu Opera (昆曲) is old", "a way of ‘slow life’…", "the 1990s – and later", "《西游》")  # English that has little else
TRADITIONAL = "臺北與蘇州都有崑曲，這是中國傳統文化的一部分，許多觀眾喜歡聽。" * 4


@pytest.mark.parametrize(
    ("data", "name", "bom"),
    [
        (ENGLISH.encode(), "utf-8", b""),
        (b"\xef\xbb\xbf" + ENGLISH.encode(), "utf-8", b"\xef\xbb\xbf"),
        (b"\xff\xfe" + ENGLISH.encode("utf-16-le"), "utf-16-le", b"\xff\xfe"),
        (b"\xfe\xff" + ENGLISH.encode("utf-16-be"), "utf-16-be", b"\xfe\xff"),
        ("Kunshan opens a road.".encode("utf-16-le"), "utf-16-le", b""),
        ("Kunshan opens a road.".encode("utf-16-be"), "utf-16-be", b""),
        (f"{ENGLISH}A café in Kunshan (昆山, Kūnshān).".encode("utf-16-le"), "utf-16-le", b""),  # é, 昆 and ū are no UTF-8 byte by byte
        (f"{ENGLISH}A café in Kunshan (昆山, Kūnshān).".encode("utf-16-be"), "utf-16-be", b""),
        (CHINESE.encode("gb18030"), "gb18030", b""),
        ((CHINESE + "Jindian Week").encode("gb18030"), "gb18030", b""),
        ((TRADITIONAL + "Jindian Week").encode("big5"), "big5", b""),
        (b"In my country\x92s news the \x93Jindian Week\x94 caf\xe9 is open \x96 it is.", "cp1252", b""),
        *((text.encode(codec), codec, b"") for text in FEW_SIGNS for codec in ("gb18030", "big5")),
        ("Shops in Kūnshān: 10–12 cafés ¥9".encode("gb18030"), "gb18030", b""),
        ("Kunqu 崑曲 and 縣長 stand in traditional characters".encode("gb18030"), "gb18030", b""),
        ("École — a ‘café’, 9—10, naïve, £9".encode("cp1252"), "cp1252", b""),
        ("“Élan” is a word——a good one".encode("cp1252"), "cp1252", b""),
        ("A naïve Müller of Zürich saw the ÄÖ sign".encode("cp1252"), "cp1252", b""),  # ÄÖ alone is a common character of GB18030: 哪
        (b"", "utf-8", b""),
        (b"\xef\xbb\xbf", "utf-8", b"\xef\xbb\xbf"),
    ],
)
def test_bytes_come_back(data: bytes, name: str, bom: bytes) -> None:
    """The encoding is recognized, the mark is no part of the text, and writing gives the same bytes."""
    text, encoding = decode(data)
    assert (encoding.name, encoding.bom) == (name, bom)
    assert not text.startswith("\ufeff")
    assert encode(text, encoding) == data


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01", "NUL bytes|save it as UTF-8"),
        (b"Kunshan\x00\x01\x02\x00 and Suzhou and more words", "NUL bytes"),
        (b"\xff\xfeK", "save it as UTF-8"),
        (rb"{\rtf1\ansi In Kunshan lies \b Jindian\b0  Week.\par}", "is RTF"),
        (b"%PDF-1.4\n% (Jindian Week) Tj", "is a PDF"),
        (ENGLISH.encode("utf-32"), "UTF-32"),
        (b"\0\0\xfe\xff" + ENGLISH.encode("utf-32-be"), "UTF-32"),
        *(((ENGLISH + "\0").encode(codec), "NUL bytes") for codec in ("utf-8-sig", "utf-16", "utf-16-le")),
        (b"\xef\xbb\xbfabc\xff", "save it as UTF-8"),
        ("It is “late”.\n“Jindian Week” opens.".encode() + b" It\x92s open.", "UTF-8 but for the byte 92 in line 2"),
        ("It is ‘late’ in 锦溪".encode()[:-1], "UTF-8 but for the byte E6 in line 1"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, says: str) -> None:
    """The message says what to do."""
    with pytest.raises(UnreadableText, match=says):
        decode(data)


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00")), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_back(text: str, codec: str) -> None:
    """Whatever the text, decoding and encoding give the same bytes."""
    data = text.encode(codec)
    decoded, encoding = decode(data)
    assert encode(decoded, encoding) == data


@given(st.binary(max_size=60))
def test_any_bytes_come_back_or_are_refused(data: bytes) -> None:
    """Bytes are refused in a sentence or read without loss; there is nothing between."""
    try:
        text, encoding = decode(data)
    except UnreadableText:
        return
    assert encode(text, encoding) == data


@given(st.text("ab\n\r", max_size=40), st.data())
def test_lines_and_columns(text: str, data: st.DataObject) -> None:
    """Line and column count from 1 and lead back to the offset."""
    offset = data.draw(st.integers(0, len(text)))
    document = Document("x.txt", text)
    line, column = document.place(offset)
    lines = re.split("(?<=\n)|(?<=\r)(?!\n)", text)
    assert sum(map(len, lines[: line - 1])) + column - 1 == offset
    start, end = document.line_span(offset)
    assert text[start:end] == lines[line - 1].rstrip("\r\n")


X = "Jindian Week"


@pytest.mark.parametrize(
    ("text", "markdown", "seen"),
    [
        (f"{X} opens.", False, [True]),
        (f"See https://example.org/{X.replace(' ', '-')}/x and {X}.", False, [True]),
        (f"`{X}` and {X}", True, [False, True]),
        (f"`{X}` and {X}", False, [True, True]),
        (f"```\n{X}\n```\n{X}\n", True, [False, True]),
        (f"~~~ text\n{X}\n~~~\n{X}\n", True, [False, True]),
        (f"---\ntitle: {X}\n---\n{X}\n", True, [False, True]),
        (f"---\ntitle: {X}\n---\n{X}\n", False, [True, True]),
        (f"[{X}](a/{X})", True, [True, False]),
        (f"[{X}](<a/{X}>)", True, [True, False]),
        (f"[{X}][1]\n\n[1]: <{X}>\n", True, [True, False]),
        (f"[{X}][], [{X}] and [the map][{X}]; {X}\n\n[{X}]: https://a.b\n", True, [False, False, False, True, False]),
        (f"[{X}](a (b) {X}) and [{X}] or [it][{X}]\n\n[x]: a\n", True, [True, False, True, True]),
        (f"> [{X}]\n>\n> [jindian\n> week]: https://a.b\n>   '{X}'\n", True, [False, False]),
        (f"[Note]: {X} opens.\n\n[^1]: {X} opens.\n\n    {X} too.\n\n        {X}\n", True, [True, True, True, False]),
        (f"!!! note\n\n    {X}\n\nAa\n\n:   Bb\n\n    {X}\n", True, [True, True]),
        (f'<a class="x"\n   href="/img/{X}.html">{X}</a>, <img src="{X}>"\nalt="x"> {X}\n', True, [False, True, False, True]),
        (f"A <b\n\nand {X} > {X}, Su < Xi\n", True, [True, True]),
        (f"<script>\n\nfetch('{X}')\n</script>\n\n<div>\n<pre>{X}\n</pre>{X}</div>\n\n<code>{X}</code>\n", True, [False, False, True, False]),
        (f"1. a\n\n   1. run\n\n      ```sh\n      {X}\n\n      {X}\n      ```\n      {X}\n", True, [False, False, True]),
        (f"> ```\n> {X}\n\n{X}\n", True, [False, True]),
        (f"1. First:\n\n    {X}\n\n        {X}\n", True, [True, False]),
        (f"```npm i``` is how.\n\n{X}\n", True, [True]),
        (f"\\`{X}\\` and ``{X}``\n", True, [True, False]),
        (f"- one ` {X}\n- two ` {X}\n", True, [True, True]),
        *((f"{opens}\ntitle: {X}\n{closes}\n{X}\n", True, [False, True]) for opens, closes in (("+++", "+++"), ("---", "..."), ("--- ", "--- "))),
        (f"+++\n{X}\n---\n{X}\n", True, [True, True]),
        (f"<!-- {X} --> {X}", True, [False, True]),
        (f"[[{X}]], ![[{X}.png]] and [[{X}#{X}|{X}]]; [[{X}]](a), [[{X}, {X}\n", True, [False, False, False, False, True, True, True, True]),
        (f'{{{{< figure src="{X}.png"\n title="{X}" >}}}}\n\n{{{{% note %}}}}{X}{{{{% /note %}}}}\n', True, [False, False, True]),
        (f'{{% include "{X}.html" %}} {X} {{{{ site["{X}"] }}}}\n', True, [False, True, False]),
        (f"## {X} {{#{X}}}\n\n{X}\n{{: title='{X}'}}\n\n{{{X}}} {{{{{X}\n", True, [True, False, True, False, True, True]),
        (f"{{{{ {X} }}}}\n", False, [True]),
        (f'<a title="{X}">{X}</a>', True, [False, True]),
        (f"{X} zhengming: ignore\n{X}\n", False, [False, True]),
        (f"<!-- zhengming: ignore-next-line -->\n{X}\n{X}\n", True, [False, True]),
        (f"{X}\n{X} zhengming:ignore-file\n{X}\n", False, [False, False, False]),
        (f"{X} (zhengming: ignores this word) {X}\n", False, [True, True]),
        (f"```\n{X}\n", True, [False]),
        (f"````\n```\n{X}\n```\n{X}\n````\n", True, [False, False]),
        (f"``a ` {X}`` {X}", True, [False, True]),
        (f"Text.\n\n    {X}\n\n{X}\n", True, [False, True]),
        (f"<!-- see https://a.b/c and {X} --> In Kunshan.", True, [False]),
        (f"A stray ` stands.\n\n{X} opens.\n\nAnother ` here, and {X}.\n", True, [True, True]),
        (f"<!--zhengming: ignore-file-->\n{X}\n", True, [False]),
        (f"BYD (比亚迪, {X}) and （{X}：锦淀周） and {X} ({X})", False, [False, False, True, True]),
        ("Jīndiàn Week", False, []),
    ],
)
def test_what_is_skipped(text: str, markdown: bool, seen: list[bool]) -> None:
    """Code, addresses, labels that are defined, front matter, HTML and exempted lines are left alone, whatever ends the lines; everything else is looked at."""
    for line_end in ("\n", "\r\n"):
        document = Document("x.md" if markdown else "x.txt", text.replace("\n", line_end), markdown=markdown)
        places = [at for at in range(len(document.text)) if document.text.startswith(X, at)]
        assert [not document.is_skipped(at, at + len(X)) for at in places] == seen


def test_tone_marks_are_skipped() -> None:
    """Whoever sets them knows the name; Chinese need not stand beside it."""
    assert Document("a.txt", "Kūnshān lies").skipped == ((1, 2), (5, 6))


@pytest.mark.parametrize(
    ("text", "markdown", "expected"),
    [
        ("# Of Jindian\nWeek", True, True), ("# Of Jindian\nWeek", False, False), ("Of Jindian\nWeek", True, False), ("# Of Jindian Week", True, False),
        ("#Of Jindian\nWeek", True, False),
    ],
)  # fmt: skip
def test_a_heading_parts_what_stands_in_it_from_what_follows(text: str, markdown: bool, expected: bool) -> None:
    """In Markdown, where its line ends within the words."""
    assert Document("a.md", text, markdown=markdown).parts(text.index("Jindian"), len(text)) is expected


def test_addresses_are_skipped() -> None:
    """The whole address, and no more."""
    text = "Write to kunqu@opera.example, or see https://kunqu.example/opera. Kunqu!"
    document = Document("x.txt", text)
    assert [text[start:end] for start, end in document.skipped] == ["kunqu@opera.example", "https://kunqu.example/opera."]


@pytest.mark.parametrize("name", ["sina.com", "chinadaily.com.cn", "kunshan.gov.cn/news", "suzhou.jpg", "kunshan-map.pdf", "suzhou_travel", "@kunshan", "#suzhou"])
def test_what_machines_read_is_skipped(name: str) -> None:
    """Addresses without www, files, accounts, tags: a capital more and they lead nowhere."""
    text = f"In Kunshan see {name}, Kunshan!"
    assert [text[start:end] for start, end in Document("x.txt", text).skipped] == [name]


@pytest.mark.parametrize("text", ["_Jindian Week_ opens", "Jindian Week_Kunshan News", "#Road of Kunshan# and #road of kunshan#", "the city.The county", "& #1"])
def test_signs_in_running_text_hide_nothing(text: str) -> None:
    """Emphasis, titles of pages and topics between two signs are prose."""
    assert Document("x.txt", text).skipped == ()


@pytest.mark.parametrize("sign", ["a.", "a_", "#a ", "@a ", "#a"])
def test_many_signs_are_read_in_one_go(sign: str) -> None:
    """Nothing is tried again at every sign."""
    assert not Document("x.txt", sign * 50_000 + " .com").is_skipped(250_000, 250_001)


def test_a_long_run_of_letters_is_no_address() -> None:
    """Nothing in it is tried again at every letter: 200,000 of them would take minutes."""
    assert Document("x.txt", "a" * 200_000 + " @").skipped == ()


@pytest.mark.parametrize("sign", ["<a \"", "<!--", "<pre ", "](", "[a", "[^", "[[a", "{{a", "{%", "{#a", "{{{"])
def test_many_signs_that_open_and_never_close(sign: str) -> None:
    """The same in Markdown: 50,000 tags that are none took a minute."""
    assert not Document("x.md", sign * 50_000, markdown=True).is_skipped(0, 1)


@pytest.mark.parametrize(
    "garbled",
    [
        "the “18” metropolitan area", "Zhang Wei/text picture", "Zhang Weishe/photo", "Author: Zhang Wei Wang Fang", "my country", "Xi 'an", "Minhang District District", "x . y",
        "he serves The overall", "seamless docking", "Wukang Street",
    ],
)  # fmt: skip
def test_no_detector_looks_into_code(checker: Checker, garbled: str) -> None:
    """Each rule that mends unasked, in the running text and in a fence."""
    text = f"Of Suzhou, China:\n\n{garbled}\n"
    assert checker.check(Document("x.md", text, markdown=True))
    assert not checker.check(Document("x.md", text.replace(garbled, f"```\n{garbled}\n```"), markdown=True))
