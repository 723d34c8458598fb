"""The words of a text, with their places and the joints between them worked out when somebody asks."""

from __future__ import annotations

import re
from functools import cached_property

_WORD = re.compile(r"[^ ]+")
_BREAK = re.compile(r"[.!?;。！？；：|]|\n|(?<![A-Za-z]):|:(?! [A-Z])")
_FREE = frozenset({"", " ", "-", "–", "‐", "'", "’"})
_HYPHENS = frozenset("-–‐‑")


class Words:
    """Lower-case words of a folded text in order; `starts` and `ends` are code-point offsets."""

    def __init__(self, text: str, folded: bytes) -> None:
        self.text = text
        self._plain = folded.decode("ascii").replace("?", " ")
        self.words = self._plain.split()
        self._gaps: dict[int, bool] = {}

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return [match.start() for match in _WORD.finditer(self._plain)]

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends."""
        return [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every word once."""
        return frozenset(self.words)

    def between(self, k: int) -> str:
        """What stands before word k, after the word before it."""
        return self.text[self.ends[k - 1] if k else 0 : self.starts[k]]

    def gap(self, k: int) -> bool:
        """Whether nothing may reach over the joint before word k: a sentence, a line or a clause ends there."""
        found = self._gaps.get(k)
        if found is None:
            between = self.between(k)
            found = self._gaps[k] = between not in _FREE and bool(_BREAK.search(self.text, self.starts[k] - len(between), self.starts[k]))
        return found

    def hyphen(self, k: int) -> bool:
        """Whether a hyphen or dash alone joins word k to the one before it."""
        return k < len(self.words) and self.between(k) in _HYPHENS

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
        return self.text[self.starts[k]].isupper()

    def marked(self, k: int) -> bool:
        """Whether a quotation mark or a hyphen stands beside word k."""
        start, end = self.starts[k], self.ends[k]
        return self.text[start - 1 : start] in _MARKS or self.text[end : end + 1] in _MARKS


_MARKS = frozenset("\"“”‘-–‐")
