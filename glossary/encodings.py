"""Bytes to text and back without loss, in the encodings that English and Chinese come in."""

import re
from contextlib import suppress
from typing import NamedTuple

MAX_BYTES = 64 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PROGRAMS = ((b"{\\rtf", "RTF"), (b"%PDF-", "a PDF"))  # often without NUL bytes; their codes would be read as words, and mended
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
    for sign, name in _PROGRAMS:
        if data.startswith(sign):
            raise UnreadableText(f"is {name}, as its first bytes say; save it as plain text or Markdown")
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise UnreadableText("UTF-32, which hardly a program reads; save it as UTF-8")
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], Encoding(name, bom))
    if b"\0" in data:
        return _unmarked_utf16(data)
    try:
        return data.decode("utf-8"), UTF_8
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):  # another encoding would read each “ as three signs, and fixes would be written in it
            line = data.count(b"\n", 0, error.start) + 1
            raise UnreadableText(f"UTF-8 but for the byte {data[error.start]:02X} in line {line}; mend it there and save the text as UTF-8") from error
        return _legacy(data)


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
