"""Two termbases beside each other, told apart. Concepts meet by their Chinese, then by their id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from glossary.defaults import reason_given
from glossary.entry import ConceptEntry, Status, Term


class Change(StrEnum):
    """What became of a concept from the first termbase to the second."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a concept before and after, as text; several values stand on one line, parted by ` | `."""

    field: str
    before: str
    after: str

    def __str__(self) -> str:
        before, after = self._apart()
        if not before or not after:
            return f"{self.field}: {'+' if after else '-'} {after or before}"
        return f"{self.field}: {before} → {after}"

    def _apart(self) -> tuple[str, str]:
        """What only one of the two has, of several values; both whole where they differ in the order alone. A note that has grown shows what came."""
        if self.after.startswith(f"{self.before}; "):
            return "", self.after.removeprefix(f"{self.before}; ")
        was, now = self.before.split(" | "), self.after.split(" | ")
        gone, come = (" | ".join(value for value in one if value not in other) for one, other in ((was, now), (now, was)))
        return (gone, come) if gone or come else (self.before, self.after)


@dataclass(frozen=True, slots=True)
class Difference:
    """One concept that is not the same in both; `fields` is empty unless it changed. As text: a line that begins with +, - or ~, then a line a field."""

    change: Change
    chinese: str
    english: str
    id: str
    fields: tuple[FieldChange, ...] = ()

    def __str__(self) -> str:
        sign = {Change.ADDED: "+", Change.REMOVED: "-", Change.CHANGED: "~"}[self.change]
        return "\n".join([f"{sign} {self.chinese}  {self.english}  ({self.id})", *(f"    {field}" for field in self.fields)])


def diff(first: Iterable[ConceptEntry], second: Iterable[ConceptEntry]) -> tuple[Difference, ...]:
    """What the second termbase says otherwise than the first, ordered by Chinese and id. Where an entry was read from is no difference."""
    before, after = list(first), list(second)
    pairs = _pairs(before, after)
    found = [Difference(Change.CHANGED, now.chinese, now.english, now.id, said) for was, now in pairs if (said := changes(was, now))]
    met_before, met_after = {id(was) for was, _ in pairs}, {id(now) for _, now in pairs}
    found += [Difference(Change.REMOVED, entry.chinese, entry.english, entry.id) for entry in before if id(entry) not in met_before]
    found += [Difference(Change.ADDED, entry.chinese, entry.english, entry.id) for entry in after if id(entry) not in met_after]
    return tuple(sorted(found, key=lambda difference: (difference.chinese, difference.id, difference.change)))


def _pairs(before: list[ConceptEntry], after: list[ConceptEntry]) -> list[tuple[ConceptEntry, ConceptEntry]]:
    """Same Chinese and id, then same Chinese, then same id; each entry meets at most one."""
    pairs: list[tuple[ConceptEntry, ConceptEntry]] = []
    keys = (lambda e: (e.chinese, e.id)), (lambda e: (e.chinese, "")), (lambda e: ("", e.id))
    for key in keys:
        waiting: dict[tuple[str, str], list[ConceptEntry]] = {}
        for entry in before:
            waiting.setdefault(key(entry), []).append(entry)
        rest = []
        for entry in after:
            if partners := waiting.get(key(entry)):
                pairs.append((partners.pop(0), entry))
            else:
                rest.append(entry)
        before, after = [entry for entries in waiting.values() for entry in entries], rest
    return pairs


def changes(was: ConceptEntry, now: ConceptEntry) -> tuple[FieldChange, ...]:
    """What one entry says otherwise than another, field by field; blanks around a text, and the order of garbled forms, say nothing: our own files do not keep them."""
    one, other = _facts(was), _facts(now)
    return tuple(FieldChange(name, one[name], other[name]) for name in one if one[name] != other[name] and not (name in _UNORDERED and _same(one[name], other[name])))


_UNORDERED = frozenset(f"{language} {Status.DEPRECATED}" for language in ("zh", "en"))


def _same(one: str, other: str) -> bool:
    return sorted(one.split(" | ")) == sorted(other.split(" | "))


def _facts(entry: ConceptEntry) -> dict[str, str]:
    facts: dict[str, str] = {}
    for name, section in (("zh", entry.zh), ("en", entry.en)):
        for status in Status:
            facts[f"{name} {status}"] = " | ".join(_words(term) for term in section.of(status))
        said = {"pinyin": section.pinyin, "gloss": section.gloss, "part of speech": section.part_of_speech, "context": section.context}
        facts |= {f"{name} {field}": text.strip() for field, text in said.items()}
    for name, value in entry._asdict().items():
        if name not in {"zh", "en", "origin", "well_known", "history"}:
            facts[name] = " | ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value).strip()
    if facts["source"].startswith("user glossary "):  # the file it was read from, as well
        facts["source"] = ""
    facts["well known"] = "yes" if entry.well_known else ""
    facts["history"] = " | ".join(" ".join(filter(None, (happened.date, happened.kind, happened.by))) for happened in entry.history)
    return facts


def _words(term: Term) -> str:
    told = [part for part in (*((str(term.kind), str(term.action)) if term.kind else ()), reason_given(term.because).strip(), term.say and f"say {term.say!r}", *term.seen) if part]
    return f"{term.text} ({', '.join(told)})" if told else term.text
