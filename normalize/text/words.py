"""The words of a text, what stands between them, and where they stand; the latter two only if somebody asks."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import add

from normalize.text.folding import LOWER, Folded

# The end of a sentence, line or clause; of a cell: a tab, a column of spaces, a comma without a space.
_BREAK = re.compile(r"[.!?;。！？；：|]|\n|(?<![A-Za-z]):|:(?! [A-Z])|\t| {4}|(?<=[A-Za-z]),\Z")
_MAY_BREAK = frozenset(".!?;。！？；：|\n:\t")
_HYPHENS = frozenset("-–‐‑")
_TITLES = frozenset({"dr", "mr", "mrs", "ms", "mt", "prof", "st"})
QUOTE, BRACKET, COMMA = 9.0, 2.5, 0.8  # bits lost where such a mark stands within one name
_MARK = re.compile("[\"“”‘–‐‑-]")


def _cost(joint: str) -> float:
    if any(mark in joint for mark in '"“”'):
        return QUOTE
    return BRACKET if any(mark in joint for mark in "()（）[]") else COMMA if "," in joint else 0.0


class Words(Folded):
    """The folded words of a text and what stands between them."""

    def start(self, k: int) -> int:
        """Where word k begins."""
        return self.starts[k]

    def end(self, k: int) -> int:
        """Where word k ends."""
        return self.starts[k] + len(self.words[k])

    def at(self, offset: int) -> int:
        """The number of the first word that begins at or after an offset."""
        return bisect_left(self.starts, offset, 0, len(self.words))

    @cached_property
    def _joints(self) -> list[str]:
        """What stands before each word, after the word before it; one more for what stands after the last."""
        text, starts = self.text, self.starts
        ends = [0, *map(add, starts, map(len, self.words))]
        return [text[end:start] for end, start in zip(ends, starts, strict=True)]

    @cached_property
    def capitalized(self) -> frozenset[str]:
        """Every word that stands somewhere with a capital, lower-cased."""
        return frozenset([LOWER[word] for word in frozenset(self.cased) if word[0].isupper()])

    def between(self, k: int) -> str:
        """What stands before word k, after the word before it."""
        return self._joints[k]

    @cached_property
    def gaps(self) -> list[bool]:
        """For each word whether nothing may reach over the joint before it: a sentence, a line, a clause or a cell ends there."""
        breaks = {joint for joint in frozenset(self._joints) if not _MAY_BREAK.isdisjoint(joint) or "    " in joint or joint.endswith(",")}
        text, starts = self.text, self.starts
        gaps = [joint in breaks and bool(_BREAK.search(text, start - len(joint), start)) for joint, start in zip(self._joints, starts, strict=True)]
        if not _TITLES.isdisjoint(self.distinct):
            for k, word in enumerate(self.words):
                if word in _TITLES and self.capital(k) and self._joints[k + 1] == ". ":
                    gaps[k + 1] = False  # Mr. Drunken Yin
        return gaps

    def hyphen(self, k: int) -> bool:
        """Whether a hyphen or dash alone joins word k to the one before it."""
        return 0 < k < len(self.words) and self._joints[k] in _HYPHENS

    @cached_property
    def costs(self) -> list[float]:
        """For each word the bits lost where a quotation mark, a bracket or a comma stands before it within one name."""
        costs = {joint: _cost(joint) for joint in frozenset(self._joints)}
        return [costs[joint] for joint in self._joints]

    def capital(self, k: int) -> bool:
        """Whether word k is written with a capital."""
        return self.cased[k][0] != self.words[k][0]

    def shouted(self, k: int) -> bool:
        """Whether word k is all capitals: LAN and WAN are no pinyin."""
        return self.cased[k].isupper()

    @cached_property
    def marked(self) -> frozenset[int]:
        """The words beside which a quotation mark or a hyphen stands."""
        found = []
        plain = self.plain
        for match in _MARK.finditer(self.text):
            at = match.start()
            after = self.at(at)
            if plain[at + 1 : at + 2] > " ":
                found.append(after)
            if at and plain[at - 1] > " ":
                found.append(after - 1)
        return frozenset(found)


def with_one_less(word: str) -> set[str]:
    """A word, and it with any one letter left out: two words that are one slip apart share one of them."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}
