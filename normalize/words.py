"""The words of a text. Places are worked out line by line, and only for the lines that somebody asks about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate, chain, pairwise

from normalize.forms import fold

_WORD = re.compile(r"[^ ]+")
_BREAK = re.compile(r"[.!?;。！？；：|]|\n|(?<![A-Za-z]):|:(?! [A-Z])")
_FREE = frozenset({"", " ", "-", "–", "‐", "'", "’"})
_HYPHENS = frozenset("-–‐‑")
_MARK = re.compile("[\"“”‘–‐-]")


class _Lower(dict[str, str]):
    """Word -> the word in lower case, remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) > 500_000:
            self.clear()
        low = word.lower()
        low = self.setdefault(low, low)
        self[word] = low
        return low


_LOWER = _Lower()


class Words:
    """Lower-case words of a folded text in order, numbered through the text; offsets are code points."""

    def __init__(self, text: str, folded: bytes) -> None:
        self.text = text
        self._plain = plain = fold(text, cased=True).decode("ascii").replace("?", " ")
        lengths = [len(line) + 1 for line in text.split("\n")]
        self._line_starts = [0, *accumulate(lengths)]
        lines = [plain[start:end].split() for start, end in pairwise(self._line_starts)]
        self._first_words = [0, *accumulate(map(len, lines))]
        self.cased = list(chain.from_iterable(lines))  # the words with their capitals
        self.words = list(map(_LOWER.__getitem__, self.cased))  # one object for each distinct word, so that its hash is worked out once
        self._places: dict[int, list[int]] = {}
        self._gaps: dict[int, bool] = {}

    def _starts_of(self, line: int) -> list[int]:
        found = self._places.get(line)
        if found is None:
            start, end = self._line_starts[line], self._line_starts[line + 1]
            found = self._places[line] = [match.start() for match in _WORD.finditer(self._plain, start, end)]
        return found

    def start(self, k: int) -> int:
        """Where word k begins."""
        line = bisect_right(self._first_words, k) - 1
        return self._starts_of(line)[k - self._first_words[line]]

    def end(self, k: int) -> int:
        """Where word k ends."""
        return self.start(k) + len(self.words[k])

    def at(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        line = bisect_right(self._line_starts, offset) - 1
        if line >= len(self._first_words) - 1:
            return len(self.words)
        return self._first_words[line] + bisect_left(self._starts_of(line), offset)

    @cached_property
    def capitalized(self) -> frozenset[str]:
        """Every word that stands somewhere with a capital, lower-cased."""
        return frozenset([_LOWER[word] for word in frozenset(self.cased) if word[0].isupper()])

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every word once."""
        return frozenset(self.words)

    def between(self, k: int) -> str:
        """What stands before word k, after the word before it."""
        return self.text[self.end(k - 1) if k else 0 : self.start(k)]

    def gap(self, k: int) -> bool:
        """Whether nothing may reach over the joint before word k: a sentence, a line or a clause ends there."""
        found = self._gaps.get(k)
        if found is None:
            between, start = self.between(k), self.start(k)
            found = self._gaps[k] = between not in _FREE and bool(_BREAK.search(self.text, start - len(between), start))
        return found

    def hyphen(self, k: int) -> bool:
        """Whether a hyphen or dash alone joins word k to the one before it."""
        return 0 < k < len(self.words) and self.between(k) in _HYPHENS

    def cost(self, k: int) -> float:
        """Bits lost where a quotation mark, a bracket or a comma stands before word k within one name."""
        between = self.between(k)
        if between in _FREE:
            return 0.0
        if any(mark in between for mark in '"“”'):
            return 9.0
        return 2.5 if any(mark in between for mark in "()（）[]") else 0.8 if "," in between else 0.0

    def capital(self, k: int) -> bool:
        """Whether word k is written with a capital."""
        return self.cased[k][0] != self.words[k][0]

    def shouted(self, k: int) -> bool:
        """Whether word k is all capitals: LAN and WAN are no pinyin."""
        return self.cased[k].isupper()

    def marked(self, k: int) -> bool:
        """Whether a quotation mark or a hyphen stands beside word k."""
        return k in self._marked

    @cached_property
    def _marked(self) -> frozenset[int]:
        found = []
        plain = self._plain
        for match in _MARK.finditer(self.text):
            at = match.start()
            after = self.at(at)
            if plain[at + 1 : at + 2] > " ":
                found.append(after)
            if at and plain[at - 1] > " ":
                found.append(after - 1)
        return frozenset(found)
