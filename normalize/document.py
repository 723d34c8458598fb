"""One text: its bytes decoded without loss, its lines, and the stretches that are not running text. Offsets count code points."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from normalize.markdown import Markup
    from normalize.pragmas import Doubt, Exemption

MAX_BYTES = 64 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_NO_TEXT = "holds NUL bytes, so it is not a text; give plain text or Markdown"


class UnreadableText(Exception):
    """The bytes are no text that can be read and written back unchanged; the message says why and what to do."""


class Encoding(NamedTuple):
    """How a text stands in its file: codec name and byte-order mark."""

    name: str = "utf-8"
    bom: bytes = b""


UTF_8 = Encoding()


def decode(data: bytes) -> tuple[str, Encoding]:
    """Bytes -> text and its encoding: UTF-8, UTF-16, GB18030, Big5 or Windows-1252, only if writing it back gives the same bytes."""
    if len(data) > MAX_BYTES:
        raise UnreadableText(f"larger than {MAX_BYTES // 2**20} MB; split it into articles")
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise UnreadableText("UTF-32, which hardly a program reads; save it as UTF-8")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], Encoding(name, bom))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):  # another encoding would read each “ as three signs, and fixes would be written in it
            line = data.count(b"\n", 0, error.start) + 1
            raise UnreadableText(f"UTF-8 but for the byte {data[error.start]:02X} in line {line}; mend it there and save the text as UTF-8") from error
        return _legacy(data)
    if "\x00" in text:
        return _unmarked_utf16(data)
    return text, UTF_8


def _strict(data: bytes, encoding: Encoding) -> tuple[str, Encoding]:
    try:
        text = data.decode(encoding.name)
    except UnicodeDecodeError as error:
        raise UnreadableText(f"not {encoding.name} (byte {error.start}); save it as UTF-8") from error
    if "\x00" in text:
        raise UnreadableText(_NO_TEXT)
    if text.encode(encoding.name) != data:
        raise UnreadableText(f"cannot be written back unchanged as {encoding.name}; save it as UTF-8")
    return text, encoding


def _unmarked_utf16(data: bytes) -> tuple[str, Encoding]:
    """NUL bytes: UTF-16 without a mark if nearly all of one half of the bytes is zero, else not a text."""
    for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if len(data) % 2 == 0 and zeros.count(0) > 0.4 * len(zeros):
            return _strict(data, Encoding(name))
    raise UnreadableText(_NO_TEXT)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is quotation marks, dashes and Chinese of UTF-8: three bytes that hardly stand so twice in another encoding."""
    triples = sum(map(len, re.findall(rb"[\xe1-\xef][\x80-\xbf]{2}", data)))
    return triples > 3 and 2 * triples > len(data) - len(data.decode("ascii", "ignore"))


def _legacy(data: bytes) -> tuple[str, Encoding]:
    """GB18030, Big5 or Windows-1252, whichever reads the bytes as the likeliest text (see `_plausible`)."""
    if b"\x00" in data:
        raise UnreadableText(_NO_TEXT)
    pairs = re.search(rb"[\x80-\xff]{2}", data)  # of bytes beyond ASCII: there are none in country\x92s, and GB18030 would take the s too
    codecs = ("gb18030", "big5", "cp1252") if pairs else ("cp1252", "gb18030", "big5")
    read: list[tuple[float, str, Encoding]] = []
    for codec in codecs:
        with suppress(UnreadableText):
            text, encoding = _strict(data, Encoding(codec))
            read.append((_plausible(text, codec), text, encoding))
    if not read:
        raise UnreadableText("neither UTF-8, UTF-16, GB18030, Big5 nor Windows-1252; save it as UTF-8")
    _, text, encoding = max(read, key=lambda each: each[0])  # of equals the first
    return text, encoding


_SIGNS = "“”‘’—–‐…·•、。，：；？！（）《》〈〉「」『』【】％～￥＋－＝／\u3000°×℃£€¥©®™§«»½"  # that English and Chinese articles are full of
_COMMON = {"gb18030": re.compile(rb"[\xb0-\xd7][\xa1-\xfe]"), "big5": re.compile(rb"[\xa4-\xc6].")}  # the commoner half of the characters of each


def _plausible(text: str, codec: str) -> float:
    """The share (0 to 1) of what is not ASCII that stands in articles: common signs, Latin letters, common characters. The quotation marks of one encoding
    are rare signs in the other, and of its common characters half are rare there."""
    odd = re.sub(f"[{_SIGNS}]", "", text)
    beyond = [char for char in odd if not char.isascii()]
    if common := _COMMON.get(codec):
        rare = sum(not (char.isalpha() and char < "\u0250") and not common.fullmatch(char.encode(codec)) for char in beyond)
    else:
        rare = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", odd) if len(run) > 1 or not run.isalpha())  # of two bytes that are a character, both
    return 1 - rare / max(1, sum(not char.isascii() for char in text))


def encode(text: str, encoding: Encoding) -> bytes:
    """Text -> bytes in its own encoding; UnicodeEncodeError if a character has no place in it."""
    return encoding.bom + text.encode(encoding.name)


Span = tuple[int, int]
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")

# What is never looked at: URLs, e-mail addresses, brackets that hold Chinese, tone marks everywhere; what `normalize.markdown` finds in Markdown.
_ADDRESS = r"(?:https?://|www\.)[^\s<>\"“”‘’）)]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+"
# Whoever gives the Chinese knows the name, and what stands beside it is its pinyin: BYD (比亚迪, Bǐyàdí).
_CHINESE = r"[(（][^()（）\n]*[\u3400-\u9fff][^()（）\n]*[)）]|[āēīōūǖǎěǐǒǔǚǘǜĀĒĪŌŪǍĚǏǑǓ]"


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
        """Offsets at which lines begin."""
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
        end = self.line_starts[line + 1] - 1 if line + 1 < len(self.line_starts) else len(self.text)
        return start, end

    def line(self, offset: int) -> str:
        """The line around an offset, without its line end."""
        return self.text[slice(*self.line_span(offset))]

    def lines_with(self, sign: str) -> Iterator[Span]:
        """The lines in which a sign stands, without their line ends."""
        at = self.text.find(sign)
        while at >= 0:
            start, end = self.line_span(at)
            yield start, end
            at = self.text.find(sign, end)

    @cached_property
    def skipped(self) -> tuple[Span, ...]:
        """Stretches that no detector may touch, in order and without overlap."""
        spans: list[Span] = []
        if "://" in self.text or "@" in self.text or "www." in self.text:
            spans += [match.span() for match in re.finditer(_ADDRESS, self.text)]
        if not self.text.isascii():
            spans += [match.span() for match in re.finditer(_CHINESE, self.text)]
        if self.markup:
            spans += self.markup.left
        spans += [(each.start, each.end) for each in self.exemptions if not each.kinds]
        return _united(spans)

    @cached_property
    def markup(self) -> "Markup | None":
        """What in a Markdown text is code or markup."""
        if not self.markdown:
            return None
        from normalize.markdown import markup

        return markup(self.text)

    @cached_property
    def pragmas(self) -> "tuple[list[Exemption], list[Doubt]]":
        """What the text itself says is to be left alone, and the pragmas that do not do what they seem to say."""
        if "zhengming:" not in self.text:
            return [], []
        from normalize.pragmas import pragmas

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
        if not self.skipped:
            return False
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
