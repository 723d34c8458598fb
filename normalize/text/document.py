"""One text: its lines, and the stretches that are not running text. Offsets count code points."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.encodings import UTF_8, Encoding, encode
from normalize.text.folding import signs_of

if TYPE_CHECKING:
    from normalize.text.markdown import Markup
    from normalize.text.pragmas import Doubt, Exemption

Span = tuple[int, int]
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")

# What is never looked at: what machines read by its letters, brackets that hold Chinese, tone marks everywhere; what `normalize.text.markdown` finds in Markdown.
_ADDRESSES = (  # signs without one of which a pattern cannot match, and the pattern
    (("://", "www.", "@"), r"(?:https?://|www\.)[^\s<>\"“”‘’）)]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"),  # URLs, e-mail addresses
    (("_",), r"(?<!\w)[a-z0-9]+(?:_[a-z0-9]+)+(?!\w)"),  # suzhou_travel
    (("@", "#"), r"[@#](?<![\w#&][@#])(?:(?<=@)[a-z]\w*+|(?<=#)[a-z]\w*+(?! [^#\n]{0,60}[^\s#]#))"),  # @kunshan, #suzhou; no #road of kunshan#
)  # fmt: skip
_DOMAINS, _FILES = "com cn net org gov edu hk tw mo".split(), "jpg jpeg png gif pdf doc docx xls xlsx ppt pptx htm html txt mp3 mp4".split()
_ENDINGS = tuple(_DOMAINS + _FILES)  # behind a period: sina.com, suzhou.jpg
_DOTTED = rf"(?<![\w.-])(?:(?:[a-z0-9-]+\.)+(?:{'|'.join(_DOMAINS)})\b(?:/[\w./?=&%-]*)?|[\w-]+\.(?:{'|'.join(_FILES)})\b)"
# Whoever gives the Chinese knows the name, and what stands beside it is its pinyin: BYD (比亚迪, Bǐyàdí).
_TONED = "āēīōūǖǎěǐǒǔǚǘǜĀĒĪŌŪǍĚǏǑǓ"
_CHINESE = rf"[(（][^()（）\n]*[\u3400-\u9fff][^()（）\n]*[)）]|[{_TONED}]"
# Signs at which a text is read more closely: what begins letters that stand for a sign (see `misread`), and what
# only lays a text out beside \r, \v and \f: other line ends, soft hyphens, signs without width, ligatures, accents as signs of their own.
_ODD = frozenset("鈥ÂÃÄÅÆËâãï¡£\ufffd\x85\u2028\u2029\u00ad\u200b\u200c\u200d\u2060\ufeff").union(map(chr, (*range(0xFB00, 0xFB07), *range(0x300, 0x370))))
SHORTEST_WRAPPED, LONGEST_WRAPPED = 24, 120  # code points of a line that an editor may have broken in mid-sentence


class Document:
    """One text under its name. `markdown` says whether Markdown's own signs are to be left alone."""

    def __init__(self, name: str, text: str, encoding: Encoding = UTF_8, markdown: bool = False) -> None:
        self.name, self.text, self.encoding, self.markdown = name, text, encoding, markdown

    def holds(self, words: str) -> bool:
        """Whether words have a place in the encoding of the text."""
        try:
            encode(words, self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; \r alone ends a line too, as on old Macs."""
        if "\r" in self.text:
            return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", self.text))]
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line_span(self, offset: int) -> Span:
        """Where the line around an offset stands, without its line end."""
        line = bisect_right(self.line_starts, offset) - 1
        start = self.line_starts[line]
        if line + 1 == len(self.line_starts):
            return start, len(self.text)
        end = self.line_starts[line + 1]
        return start, end - 1 - self.text.startswith("\r\n", end - 2)

    def line(self, offset: int) -> str:
        """The line around an offset, without its line end."""
        return self.text[slice(*self.line_span(offset))]

    def parts(self, start: int, end: int) -> bool:
        """Whether a heading of Markdown ends within a stretch, which is one thing and what follows it another."""
        return self.markdown and "\n" in self.text[start:end] and re.match(r" {0,3}#{1,6}[ \t]", self.line(start)) is not None

    def lines_with(self, sign: str) -> Iterator[Span]:
        """The lines in which a sign stands, without their line ends."""
        at = self.text.find(sign)
        while at >= 0:
            start, end = self.line_span(at)
            yield start, end
            at = self.text.find(sign, end)

    @cached_property
    def flow(self) -> "Document":
        """The text as it is read: lines that an editor has broken in mid-sentence go on, signs that nobody sees are gone, and those of a wrong encoding mended."""
        text = self.text
        sizes = range(SHORTEST_WRAPPED + 1, LONGEST_WRAPPED + 3)  # with the line end
        may_be_wrapped = any(end - start in sizes and text[end : end + 30].lstrip("> \t\"“‘'([*_")[:1].islower() for start, end in pairwise(self.line_starts))
        if not may_be_wrapped and _ODD.isdisjoint(signs_of(text)) and not any(sign in text for sign in "\r\v\f"):
            return self
        from normalize.text.flow import flowing

        return flowing(self)

    @property
    def misread(self) -> list[tuple[Span, Span]]:
        """Where signs stand in the file as other letters, ’ as â€™, and where they are read."""
        return []

    def cut(self, offset: int) -> str:
        """What stands before an offset within a sign that was misread together with the letter behind it: “ of “Jindian, for 鈥淛indian."""
        at = bisect_left(self.misread, offset, key=lambda sign: sign[1][0]) - 1
        start, end = self.misread[at][1] if at >= 0 else (offset, offset)
        return self.text[start:offset] if offset < end else ""

    def stood(self, start: int, end: int) -> Span:
        """Where in the file's text a stretch of this text stands."""
        return start, end

    def read(self, start: int, end: int) -> Span:
        """Where in this text a stretch of the file's text is read."""
        return start, end

    @cached_property
    def left(self) -> list[Span]:
        """Markup, and what pragmas exempt from everything."""
        return [*(self.markup.left if self.markup else ()), *((each.start, each.end) for each in self.exemptions if not each.kinds)]

    @cached_property
    def skipped(self) -> tuple[Span, ...]:
        """Stretches that no detector may touch, in order and without overlap."""
        spans: list[Span] = []
        for signs, pattern in _ADDRESSES:
            if any(sign in self.text for sign in signs):
                spans += [match.span() for match in re.finditer(pattern, self.text)]
        if any(behind.startswith(_ENDINGS) for behind in self.text.split(".")[1:]):
            spans += [match.span() for match in re.finditer(_DOTTED, self.text)]
        if any(sign in _TONED or "\u3400" <= sign <= "\u9fff" for sign in signs_of(self.text)):
            spans += [match.span() for match in re.finditer(_CHINESE, self.text)]
        return _united([*spans, *self.left])

    @cached_property
    def markup(self) -> "Markup | None":
        """What in a Markdown text is code or markup."""
        if not self.markdown:
            return None
        from normalize.text.markdown import markup

        return markup(self.text)

    @cached_property
    def pragmas(self) -> "tuple[list[Exemption], list[Doubt]]":
        """What the text itself says is to be left alone, and the pragmas that do not do what they seem to say."""
        if "zhengming:" not in self.text:
            return [], []
        from normalize.text.pragmas import pragmas

        return pragmas(self.text, self.markup.code if self.markup else ())

    @property
    def exemptions(self) -> "list[Exemption]":
        """The stretches that pragmas exempt, of all kinds or of some."""
        return self.pragmas[0]

    def is_exempt(self, kind: str, start: int, end: int) -> bool:
        """Whether a pragma that names this kind exempts a stretch; a stretch without width counts as the sign after it."""
        return any(kind in each.kinds and each.start < max(end, start + 1) and start < each.end for each in self.exemptions)

    def is_skipped(self, start: int, end: int) -> bool:
        """Whether a stretch touches anything that must be left alone."""
        at = bisect_right(self.skipped, (end, -1))
        return any(a < end and start < b for a, b in self.skipped[max(0, at - 1) : at + 1])


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)
