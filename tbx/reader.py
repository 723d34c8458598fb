"""TBX of any make -> concept entries: v2 with tig or ntig, with or without namespace, v3 in DCA and DCT, UTF-8 and UTF-16.

A concept needs a Chinese and an English term. Where to start: `read_tbx` for a glossary to work with, `iter_tbx` for a file of any size.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.defaults import guessed_subject, listed_in
from glossary.encodings import MAX_BYTES
from glossary.entry import SUBJECTS, ConceptEntry, Kind, Term
from glossary.text_file import GlossaryError
from tbx.entry_reading import read_entry
from tbx.id_set import Identifiers, own_name
from tbx.losses import HALF, Losses, Report, silent
from tbx.markup import line_of, read_entries
from tbx.vocabulary import DRAFT_MIN, ENTRIES, LANGUAGES, local, tag_of

if TYPE_CHECKING:
    from tbx.markup import Element

def read_tbx(path: Path, report: Report = silent) -> tuple[ConceptEntry, ...]:
    """The concepts of a TBX file as a glossary, in its order, each with an id of its own, one preferred Chinese and one preferred English term.

    A term without a status is preferred if it is the first of its language and no other is, else admitted. An entry whose English is wholly
    forbidden (Weblate writes one for each bad form) gives its forms to the entry with the same Chinese. A source, a subject of ours, and the
    kind and reason of a garbled form are filled in where the file has none. `report` as in `iter_tbx`; GlossaryError names file and line.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(f"{path}: larger than {MAX_BYTES >> 20} MB; split the glossary")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    entries: dict[str, ConceptEntry] = {}
    forbidden: list[ConceptEntry] = []
    taken = Identifiers()
    for entry in iter_tbx(path, report):
        entry = _filled(entry, path.name)
        if not entry.right_forms:
            forbidden.append(entry)
            continue
        identifier = own_name(entry.id, taken)
        entries[identifier] = entry if identifier == entry.id else entry._replace(id=identifier)
    holder = {form: identifier for identifier, entry in reversed(entries.items()) for form in entry.chinese_forms} if forbidden else {}
    for entry in forbidden:
        if identifier := holder.get(entry.chinese, ""):
            owner = entries[identifier]
            known = {term.text for term in owner.en.terms}
            more = tuple(term for term in entry.en.terms if term.text not in known)
            entries[identifier] = owner._replace(en=owner.en._replace(terms=owner.en.terms + more))
        else:
            report(f"concept {entry.id!r} ({entry.chinese}) has only forbidden English, and no other concept has its Chinese; left out")
    return tuple(entries.values())


def iter_tbx(source: Path | BinaryIO, report: Report = silent) -> Iterator[ConceptEntry]:
    """The concepts of a TBX file one at a time as they stand in it, with a memory that does not grow.

    Other than in `read_tbx` nothing is filled in, an id may come twice, and an entry may have only forbidden English (`right_forms` is then
    empty). What a ConceptEntry has no field for stands in its note. `report` gets a sentence, at the end, for each kind of thing that is left
    out (other languages, concepts without Chinese) with how many concepts and the first of them. The header is read and not kept.
    """
    name = str(source) if isinstance(source, Path) else str(getattr(source, "name", "") or "the file")
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
            yield from _concepts(file, name, report)
    except OSError as error:
        raise GlossaryError(f"{name}: cannot be read ({error.strerror or error}); check the path") from error


def _concepts(file: BinaryIO, name: str, report: Report) -> Iterator[ConceptEntry]:
    found, first_line, losses = 0, 0, Losses()
    languages: set[str] = set()
    for is_entry, node in read_entries(file, name, ENTRIES):
        if not is_entry:
            _known_root(node, name)
            if first_line and any(True for _ in node.iter("{*}refObject")):
                report(f"{name}: left out: the back matter (persons, bibliography)")
            continue
        line = line_of(node)
        first_line = first_line or line
        losses.where = node.get("id"), line
        try:
            entry = read_entry(node, losses)
        except GlossaryError as error:
            raise GlossaryError(f"{name}: {error} (concept {node.get('id') or 'without an id'})") from error
        if entry is not None:
            found += 1
            yield entry
        else:
            losses.lost(HALF)
            if len(languages) < 9:
                languages |= {tag for child in node if local(child) in LANGUAGES and (tag := tag_of(child))}
    if not first_line:
        raise GlossaryError(f"{name}: line 1: holds no concept (termEntry or conceptEntry); export it again")
    if not found:
        seen = ", ".join(sorted(languages)) or "none"
        raise GlossaryError(f"{name}: line {first_line}: no concept has both a Chinese (zh) and an English (en) term; languages found: {seen}; export it with zh and en")
    for sentence in losses.sentences():
        report(f"{name}: {sentence}")


def _known_root(root: Element, name: str) -> None:
    found = local(root)
    if found in {"martif", "tbx"}:
        return
    where = f"{name}: line {line_of(root)}"
    if found == DRAFT_MIN:
        raise GlossaryError(f"{where}: this is the 2013 draft of TBX-Min, which no later edition reads; convert it to TBX v2 or v3")
    raise GlossaryError(f"{where}: the root element is <{found}>, not <martif> (TBX v2) or <tbx> (TBX v3); give a TBX file")


def _filled(entry: ConceptEntry, name: str) -> ConceptEntry:
    """The entry as a glossary needs it: a subject of ours, a source, and a kind and a reason for each garbled form."""
    subject, note = entry.subject, entry.note
    if subject not in SUBJECTS:
        note = "; ".join(part for part in (note, f"subject: {subject}" if subject else "") if part)
        subject = guessed_subject(entry.english)
    terms = tuple(term if term.kind or term.text in entry.right_forms else _garbled(term, name) for term in entry.en.terms)
    return entry._replace(subject=subject, note=note, source=entry.source or f"user glossary {name}", origin=name, en=entry.en._replace(terms=terms))


def _garbled(term: Term, name: str) -> Term:
    """A foreign forbidden form is taken for a calque, as in a user's CSV."""
    return term._replace(kind=Kind.CALQUE, because=term.because or listed_in(name))
