"""The findings of a run in the order of a review: grouped by concept, filtered, counted, page by page.

50,000 findings are one list of integers: a filter makes it anew in some tens of milliseconds, a page is a slice of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhengming.checking import Checked

# How a finding stands: undecided, by what its action means for the text; decided, by the verdict.
FACES = {
    "open": "waits for a decision", "auto": "mended unasked; reject it to keep the text", "note": "shown, never changed by itself",
    "accepted": "the suggestion goes into the text", "replaced": "your own words go into the text", "rejected": "the text stays as it is",
    "unsure": "set aside, the text stays as it is", "conflict": "reviewers disagree, the text stays as it is",
}  # fmt: skip
UNDECIDED = {"auto": "auto", "review": "open", "note": "note"}
FACETS = ("kind", "action", "file", "state")


@dataclass(slots=True)
class Item:
    """One finding: its number in the worklist, the number of its text, its record, its group, how it stands now, and what a search looks in:
    `words` of the finding, `own` ones of reviewers."""

    number: int
    text: int
    row: dict[str, Any]
    group: int
    face: str
    words: str = ""
    own: str = ""

    @property
    def suggestion(self) -> str:
        """What an acceptance puts into the text."""
        return str(self.row["suggestions"][0]["text"])


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one concept; what belongs to no concept is grouped by kind and form."""

    number: int
    title: str
    zh: str | None
    pinyin: str | None
    kind: str | None
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is to be shown; an empty value lets everything through. `file` is the number of a text."""

    query: str = ""
    kind: str = ""
    action: str = ""
    file: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class View:
    """What a filter lets through: lines from the top, -1-g for the head of group g, else the number of a finding; `at` is the line of each finding,
    `heads` are the lines of the heads."""

    lines: tuple[int, ...]
    heads: tuple[int, ...]
    at: Mapping[int, int]
    facets: Mapping[str, Mapping[str, int]]


@dataclass(slots=True)
class Worklist:
    """All findings, in the order in which they are shown; the order stays as it is while decisions fall.

    `faces` counts how they stand now, `asking` those that ask a person.
    """

    texts: Sequence[Checked]
    items: list[Item]
    groups: list[Group]
    faces: Counter[str]
    asking: int

    def stand(self, item: Item, face: str, own: str = "") -> None:
        """Note how a finding stands now, and which words reviewers gave for it."""
        self.faces[item.face] -= 1
        self.faces[face] += 1
        item.face, item.own = face, folded(own)

    def acceptable(self, numbers: Iterable[int]) -> list[int]:
        """Those of these findings that nobody has decided, also those that are mended unasked; notes are left out."""
        items = (self.items[number] for number in numbers)
        return [item.number for item in items if item.face in ("open", "auto")]

    def view(self, wanted: Filter) -> View:
        """What passes the filter, and for each facet the counts of what the other facets let through."""
        chosen = (wanted.kind, wanted.action, wanted.file, wanted.state)
        query = folded(wanted.query)
        counts: tuple[Counter[str], ...] = tuple(Counter() for _ in FACETS)
        lines: list[int] = []
        heads: list[int] = []
        at: dict[int, int] = {}
        for group in self.groups:
            for number in group.members:
                item = self.items[number]
                if query and query not in item.words and query not in item.own:
                    continue
                values = (item.row["kind"], item.row["action"], str(item.text), item.face)
                failed = [index for index, (want, value) in enumerate(zip(chosen, values, strict=True)) if want and want != value]
                if len(failed) == 1:
                    counts[failed[0]][values[failed[0]]] += 1
                if failed:
                    continue
                for count, value in zip(counts, values, strict=True):
                    count[value] += 1
                if not heads or lines[heads[-1]] != -1 - group.number:
                    heads.append(len(lines))
                    lines.append(-1 - group.number)
                at[number] = len(lines)
                lines.append(number)
        return View(tuple(lines), tuple(heads), at, dict(zip(FACETS, counts, strict=True)))


def folded(text: str) -> str:
    """A text as a search compares it: "kunqu" finds "Kūnqǔ"."""
    plain = text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return re.sub(r"[^\S\n]+", " ", plain).strip().lower()


def worklist(texts: Sequence[Checked]) -> Worklist:
    """The findings of these texts under their concepts: first what waits for a person, then by size."""
    rows = [(index, row) for index, result in enumerate(texts) for row in sorted(result.rows, key=lambda row: (row["start"], row["end"]))]
    keys: dict[tuple[str, ...], list[int]] = {}
    for number, (_, row) in enumerate(rows):
        key = (row["concept"],) if row["concept"] else (row["kind"], folded(row["found"]) or row["found"])
        keys.setdefault(key, []).append(number)
    items = [Item(number, text, row, 0, UNDECIDED[row["action"]]) for number, (text, row) in enumerate(rows)]

    def order(members: list[int]) -> tuple[bool, bool, int, int]:
        first = items[members[0]].row
        return (not any(items[n].face == "open" for n in members), first["concept"] is None, -len(members), members[0])

    groups = [_group(number, [items[n] for n in members]) for number, members in enumerate(sorted(keys.values(), key=order))]
    for group in groups:
        for number in group.members:
            item = items[number]
            item.group = group.number
            found = [item.row["found"], *(s["text"] for s in item.row["suggestions"]), item.row["zh"], item.row["pinyin"], group.title]
            item.words = folded("\n".join(filter(None, found)))
    return Worklist(texts, items, groups, Counter(item.face for item in items), sum(item.face == "open" for item in items))


def _group(number: int, members: Sequence[Item]) -> Group:
    row = members[0].row
    with_zh = next((item.row for item in members if item.row["zh"]), row)
    if row["concept"]:
        title = Counter(item.suggestion for item in members).most_common(1)[0][0]
        return Group(number, title, with_zh["zh"], with_zh["pinyin"], None, tuple(i.number for i in members))
    return Group(number, row["found"], None, None, row["kind"], tuple(i.number for i in members))
