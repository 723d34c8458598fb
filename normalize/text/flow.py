"""The text as it is read: where an editor or a page breaks a line in mid-sentence there is a space, and signs that nobody sees are gone.

A line end counts as such a break only in a text that is wrapped: long lines go on in lower case below, and the line was full, so that the next word
had no room in it. Headings, lists, tables, verses and addresses keep their lines. Offsets lead both ways.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from glossary.pinyin import is_pinyin
from normalize.text.document import LONGEST_WRAPPED, SHORTEST_WRAPPED, Document, Span
from normalize.text.misread import misread

if TYPE_CHECKING:
    from normalize.text.pragmas import Exemption


class Change(NamedTuple):
    """What stands at [start, end) of a text is read as `instead`; whether it was misread (鈥檚 for ’s), and must be mended too."""

    start: int
    end: int
    instead: str
    misread: bool = False


class Flow(Document):
    """A document without what its layout put in; `source` is the document as it stands, and what that leaves alone is left alone here."""

    def __init__(self, source: Document, changes: Sequence[Change]) -> None:
        pieces, self._changes = [], changes
        self._flowed: list[int] = []  # where each change begins in the text that is read
        at = size = 0
        for change in changes:
            pieces += [source.text[at : change.start], change.instead]
            size += change.start - at
            self._flowed.append(size)
            size += len(change.instead)
            at = change.end
        super().__init__(source.name, "".join((*pieces, source.text[at:])), source.encoding, source.markdown)
        self.source = source

    @property
    def flow(self) -> Document:
        """A text that is read is read as it is."""
        return self

    def stood(self, start: int, end: int) -> Span:
        """Where in the source a stretch of this text stands: the smallest stretch, without what layout put beside it."""
        last = self._stood(end, first=False)
        return (self._stood(start, first=True) if start < end else last), last

    def _stood(self, offset: int, first: bool) -> int:
        at = bisect_right(self._flowed, offset) - 1
        if at < 0:
            return offset
        change, flowed = self._changes[at], self._flowed[at]
        behind = flowed + len(change.instead)
        if offset > behind or (offset == behind and first):
            return change.end + offset - behind
        return change.end if flowed < offset and not first else change.start

    def read(self, start: int, end: int) -> Span:
        """Where in this text a stretch of the source is read."""
        return self._read(start), self._read(end)

    def _read(self, offset: int) -> int:
        at = bisect_right(self._changes, offset, key=lambda change: change.start) - 1
        if at < 0:
            return offset
        change, flowed = self._changes[at], self._flowed[at]
        if offset >= change.end:
            return flowed + len(change.instead) + offset - change.end
        return flowed + (offset > change.start) * len(change.instead)

    @cached_property
    def misread(self) -> list[tuple[Span, Span]]:
        """Where signs stand in the source as other letters, and where they are read."""
        found = [(change, at) for change, at in zip(self._changes, self._flowed, strict=True) if change.misread]
        return [((change.start, change.end), (at, at + len(change.instead))) for change, at in found]

    @cached_property
    def left(self) -> list[Span]:
        """Markup and what pragmas exempt, where it is read."""
        return [self.read(*span) for span in self.source.left]

    @cached_property
    def exemptions(self) -> "list[Exemption]":
        """The stretches that pragmas exempt, where they are read."""
        from normalize.text.pragmas import Exemption

        return [Exemption(*self.read(each.start, each.end), each.kinds) for each in self.source.exemptions]


# Line ends of other systems, of a page and of a paragraph; those that a word processor puts within a paragraph; the quoting of a mail, soft hyphens and signs
# without width; ligatures, and accents as signs of their own (Lü as L, u, ¨).
_SIGN = re.compile(
    "(?P<line>\r\n?|[\f\u2029])|(?P<space>[\v\x85\u2028])|(?P<unseen>(?m:^)[ \t]*>[> \t]*|[\u00ad\u200b-\u200d\u2060\ufeff]+)"
    "|(?P<letters>[\ufb00-\ufb06]|[A-Za-z][\u0300-\u036f]+)"
)


def flowing(document: Document) -> Document:
    """The document as it is read; itself where its layout has put nothing in."""
    found = [*_breaks(document), *(Change(*span, meant, True) for span, meant in misread(document.text))]
    taken = {at for change in found for at in range(change.start, change.end)}
    changes = sorted([*found, *(change for change in _signs(document.text) if change.start not in taken)])
    return Flow(document, changes) if changes else document


def _signs(text: str) -> Iterator[Change]:
    for match in _SIGN.finditer(text):
        instead = "\n" if match["line"] else " " if match["space"] else unicodedata.normalize("NFKC", match["letters"] or "")
        if instead != match[0]:
            yield Change(*match.span(), instead)


# Wrapped lines ----------------------------------------------------------------------------------------------------------------------------

_GROWN = 300  # code points up to which what a fix put into a wrapped line may have made it longer
_OPENING = "\"“‘'([*_"
_QUOTING = re.compile(r"[ \t]*(?:>[> ]*)?")  # of a mail, or of Markdown
_LIST_MARK = re.compile(r"[-*+•·–—][ \t]|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)][ \t]|\[[\d^]")
_NO_PROSE = re.compile(r"\t|^\||   |-->|^#|^[^A-Za-z]*(?<![.!?,”)])$")  # a cell, a time of a subtitle, a heading, a rule or page number; but “in 1976.”
_STOPS = (".", "!", "?", ":", ";", "|", ".”", '."', ".)", "!”", '!"', "?”", '?"', "。")
# Behind a line without a stop they begin something else: a heading that fills its line, and below it “The meeting …”. But He Jingyi is a name.
_OPENER = re.compile(
    r"(?:A|After|All|And|As|At|But|By|For|From|How|If|In|It|Its|No|Of|On|Our|That|The|Their|There|These|They|This|To|We|What|When|Who|With|You)\s|(?:An|He|She)\s+[a-z]"
)


class _Break(NamedTuple):
    """A line end between two lines of prose, with the quoting and indentation behind it."""

    start: int
    end: int
    size: int  # of the line before it
    word: int  # size of the first word behind it
    lower: bool  # whether a sentence goes on behind it in lower case


def _breaks(document: Document) -> Iterator[Change]:
    """The line ends that only part the words of a sentence."""
    found = list(_line_ends_in_prose(document))
    full = sorted(each.size for each in found if each.lower and each.size <= LONGEST_WRAPPED)
    if not full or 3 * len(full) < sum(each.size <= LONGEST_WRAPPED for each in found):
        return  # no wrapped text: among so many line ends a third goes on in lower case by chance
    width, hyphens = full[int(0.9 * (len(full) - 1))], _Hyphens(document.text, found)
    for start, end, size, word, lower in found:
        if (size > 0.6 * width if lower else size + 1 + word > width) and not document.is_skipped(start, end):
            change = hyphens.read(start, end)
            if change is not None:
                yield change


def _line_ends_in_prose(document: Document) -> Iterator[_Break]:
    text, at = document.text, 0
    lines = text.splitlines(keepends=True)
    for line, following in pairwise(lines):
        begins, at = at, at + len(line)
        words = line.rstrip()
        if not SHORTEST_WRAPPED <= len(words) <= _GROWN:
            continue
        quoting, behind = _QUOTING.match(line)[0], _QUOTING.match(following)[0]  # type: ignore[index]
        goes_on = following[len(behind) :]
        first = goes_on.lstrip(_OPENING)[:1]
        if not first.isalnum() or quoting.count(">") != behind.count(">"):
            continue
        if _NO_PROSE.search(words.lstrip()) or _NO_PROSE.search(goes_on.rstrip()) or _LIST_MARK.match(goes_on):
            continue
        if len(behind) > len(quoting) and not _LIST_MARK.match(line, len(quoting)):
            continue  # a paragraph begins, or something is set off
        if document.markdown and (words.endswith("\\") or line.rstrip("\r\n").endswith("  ")):
            continue
        ended = words.endswith(_STOPS)
        if not ended and (_OPENER.match(goes_on) or goes_on.strip() == words[len(quoting) :]):
            continue  # a headline printed twice is two
        yield _Break(begins + len(words), at + len(behind), len(words), len(goes_on.split(None, 1)[0]), first.islower() and not ended)


class _Hyphens:
    """What a hyphen at the end of a line of a text is: part of a name, of a compound, or put in where a word is cut."""

    def __init__(self, text: str, breaks: Sequence[_Break]) -> None:
        self._text = text
        self._cuts_words = 12 * sum(text[each.start - 1] in "-‐" for each in breaks) > len(breaks)  # compounds alone end one line in forty

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", self._text.lower()))

    def read(self, start: int, end: int) -> Change | None:
        """How a break is read: as a space, or behind a hyphen as nothing, with or without it; None where nobody can say."""
        text = self._text
        if text[start - 1] == "\u00ad":
            return Change(start, end, "")
        left, right = re.search(r"[A-Za-z\d]+(?=[-‐]$)", text[max(0, start - 40) : start]), re.match(r"[A-Za-z\d]+", text[end : end + 40])
        if left is None or right is None:
            return Change(start, end, " ")
        one, other = left[0], right[0]
        if other[0].isupper() or not (one + other).isalpha() or f"{one}-{other}".lower() in self._words:
            return Change(start, end, "")  # Shanghai-Suzhou-, COVID-, and high- where the text says high-speed elsewhere
        cut = (one + other).lower()
        if cut in self._words or (one[0].isupper() and is_pinyin(cut)):
            return Change(start - 1, end, "")  # Chang-, zhou
        return None if self._cuts_words else Change(start, end, "")
