"""A glossary of another tool taken into one's own TOML file: what is new, what is learned, what is said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from glossary.amend import Amendment, amended, replace_file, text_of, with_look_alikes
from glossary.entry import ConceptEntry, LanguageSection, Status
from glossary.load import load_builtin, load_toml, look_alikes_of, parse_toml
from glossary.termbase import folded
from glossary.text_file import GlossaryError
from glossary.write import told_note, under_toml_ids
from tbx.compare import changes
from tbx.joining import Joined, join
from zhengming import Stop
from zhengming.termbases import with_reading


def import_into(theirs: Iterable[ConceptEntry], name: str, into: Path, *, look_alikes: Mapping[str, str] = MappingProxyType({}), dry_run: bool = False) -> Iterator[str]:
    """Join entries and look-alikes read from the file `name` to the glossary `into`, and say so in lines.

    Where the two disagree the glossary stays, and what the file says stands beside it as a comment. The new text is read back before it takes
    the place of the old; with `dry_run` nothing is written.
    """
    if into.suffix.lower() != ".toml":
        raise Stop(f"{into}: give a .toml glossary; to write another format use `zhengming tbx convert`")
    ours = load_toml(into) if into.exists() else ()
    joined = join(ours, map(_fit, under_toml_ids(theirs)))
    added = _with_readings(joined.added)
    joined = replace(joined, added=added, entries=(*joined.entries[: len(ours)], *added))
    yield from _told(ours, joined)
    held = set(map(folded, look_alikes_of([into]))) if into.exists() else set()
    new = {form: because for form, because in look_alikes.items() if folded(form) not in held}
    for form in new:
        yield f"+ “{form}” looks garbled and is right"
    summary = f"{len(joined.added) + len(new)} added, {len(joined.changed)} changed, {joined.unchanged} already there, {len(joined.conflicts)} said otherwise"
    text = with_look_alikes(_text(into, ours, joined, name), new)
    if dry_run:
        yield f"{name}: {summary}; nothing is written (--dry-run)"
        return
    if text == text_of(into):
        yield f"{name}: {summary}; {into} stays as it is"
        return
    replace_file(into, text)
    yield f"{name}: {summary}; {into} is written"


def _with_readings(entries: tuple[ConceptEntry, ...]) -> tuple[ConceptEntry, ...]:
    """The entries with a reading: the checked one of a built-in concept before one worked out, which would stand in its place from then on (白蛇传 Báishéchuán)."""
    if all(entry.pinyin for entry in entries):
        return entries
    checked = {entry.chinese: entry.pinyin for entry in load_builtin()}
    return tuple(with_reading(entry._replace(zh=entry.zh._replace(pinyin=entry.pinyin or checked.get(entry.chinese, "")))) for entry in entries)


def _fit(entry: ConceptEntry) -> ConceptEntry:
    """The entry as a TOML glossary holds it: garbled forms by the alphabet, Chinese that is wrong told in the note."""
    zh = LanguageSection(tuple(term for term in entry.zh.terms if term.status is not Status.DEPRECATED), entry.pinyin, context=entry.zh.context)
    right = (term for term in entry.en.terms if term.status is not Status.DEPRECATED)
    en = entry.en._replace(terms=(*right, *sorted(entry.deprecated, key=lambda term: term.text)), pinyin="")
    return entry._replace(zh=zh, en=en, note=told_note(entry))


def _told(ours: tuple[ConceptEntry, ...], joined: Joined) -> Iterator[str]:
    for entry in joined.added:
        yield f"+ {entry.chinese}  {entry.english}  ({entry.id})"
    for place in joined.changed:
        for change in changes(ours[place], joined.entries[place]):
            yield f"~ {ours[place].chinese}  {change}"
    for conflict in joined.conflicts:
        yield f"! {conflict.chinese}  {conflict}"


def _text(into: Path, ours: tuple[ConceptEntry, ...], joined: Joined, name: str) -> str:
    places = {entry.id: place for place, entry in enumerate(ours)}
    remarks: dict[int, list[str]] = {}
    for conflict in joined.conflicts:
        remarks.setdefault(places[conflict.id], []).append(f"{name}: {conflict}")
    amendments = {place: Amendment(joined.entries[place], tuple(remarks.get(place, ()))) for place in {*joined.changed, *remarks}}
    try:
        text = amended(text_of(into), ours, amendments, joined.added)
    except GlossaryError as error:
        raise GlossaryError(f"{into}: {error}") from error
    try:
        kept = not any(changes(was, now) for was, now in zip(parse_toml(text, into), joined.entries, strict=True))
    except GlossaryError:  # what was read well before: zh.preferred = "昆山" as a dotted key takes no second one
        kept = False
    if not kept:
        raise GlossaryError(f"{into}: could not be amended without loss; nothing is written. Tidy the concepts that are to change, or import into a new file")
    return text
