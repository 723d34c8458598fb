"""Concept entries -> TBX of any kind, an entry at a time. Where to start: `write`.

The same entries give the same bytes: nothing depends on the clock or on the order of a set. Ids are XML ids and come once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, LanguageSection, Status, Term
from glossary.hanzi import mainland, taiwanese
from glossary.text_file import GlossaryError
from glossary.whole_file import replacing
from tbx.entry_text import clean_text, full_text, note_for, reference_start
from tbx.id_set import Identifiers, own_name
from tbx.losses import Report, silent
from tbx.markup import encoded, escaped, one_line
from tbx.profile import Profile, Version
from tbx.spelling import Spelling, spelling
from tbx.vocabulary import LANGUAGE_TAG, xml_name


def write(entries: Iterable[ConceptEntry], out: Path | BinaryIO, profile: Profile, report: Report = silent) -> int:
    """Write the entries as TBX of one profile; the number of concepts written. Nothing is kept in memory but 16 bytes an id.

    `report` gets a sentence for each entry that a v2 file of right forms has no place for. GlossaryError if a text holds a character that XML
    cannot carry, a language has no term, or there is nothing to write; a file `out` is then as it was.
    """
    tag = profile.language_tag
    if not LANGUAGE_TAG.fullmatch(tag) or not tag.lower().startswith("zh"):
        raise GlossaryError(f"the language tag {tag!r} is not Chinese in BCP 47; give zh-CN or zh-TW")
    spell, ids = spelling(profile), Identifiers()
    with _whole(out) as file:
        count, forward = _write(entries, file, profile, spell, ids, report)
        if forward:
            with tempfile.TemporaryFile(dir=out.parent if isinstance(out, Path) else None) as first:
                file.seek(0)
                shutil.copyfileobj(file, first)
                first.seek(0)
                file.seek(0)
                file.truncate()
                file.writelines(_resolved(first, ids, spell))
    return count


@contextmanager
def _whole(out: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A file to write and to read again, of which `out` gets nothing before the end."""
    if isinstance(out, Path):
        with replacing(out) as scratch, open(scratch, "w+b", buffering=1 << 18) as file:
            yield file
        return
    with tempfile.TemporaryFile(buffering=1 << 18) as held:
        yield held  # type: ignore[misc]
        held.seek(0)
        shutil.copyfileobj(held, out)


def _write(
    entries: Iterable[ConceptEntry], file: BinaryIO, profile: Profile, spell: Spelling, ids: Identifiers, report: Report
) -> tuple[int, bool]:  # fmt: skip
    """How many concepts were written, and whether one refers to an id that came later or not at all."""
    clean, tag = profile.version is Version.V2, profile.language_tag
    regional = _REGIONAL.get(tag)
    text_of = clean_text if clean else full_text
    file.write(encoded(_head(profile, spell), f"the title {profile.title!r}"))
    count, forward = 0, False
    for entry in entries:
        if clean and not entry.right_forms:
            report(f"concept {entry.id!r}: every English term is forbidden, and a v2 file holds right forms only; left out")
            continue
        zh, en = _section(entry, regional(entry.zh) if regional else entry.zh, "Chinese"), _section(entry, entry.en, "English")
        name = own_name(xml_name(entry.id), ids)
        forward = forward or any(xml_name(other) not in ids for other in entry.related)
        file.write(encoded(text_of(entry, zh, en, name, tag, spell), f"concept {entry.id!r}"))
        count += 1
    if not count:
        raise GlossaryError("there is no concept to write, and a TBX file without one is not valid; choose a glossary that holds some")
    file.write(f"  </body>\n </text>\n{spell.root[1]}\n".encode())
    return count, forward and not clean and "related" in spell.native


def _head(profile: Profile, spell: Spelling) -> str:
    title = f"   <titleStmt>\n    <title>{escaped(profile.title)}</title>\n   </titleStmt>\n"
    date = f"   <publicationStmt>\n    <p>{profile.date.isoformat()}</p>\n   </publicationStmt>\n" if profile.date else ""
    v3 = profile.version is Version.V3
    header, first, then, encoding = (
        ("tbxHeader", date, title, "") if v3
        else ("martifHeader", title, date, '  <encodingDesc>\n   <p type="XCSURI">TBXXCSV02.xcs</p>\n  </encodingDesc>\n')
    )  # fmt: skip
    source = "   <sourceDesc>\n    <p>Chinese-English termbase written by Zhengming</p>\n   </sourceDesc>\n"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?>\n{spell.root[0]}\n <{header}>\n  <fileDesc>\n{first}{then}{source}  </fileDesc>\n{encoding} </{header}>\n"
        " <text>\n  <body>\n"
    )  # fmt: skip


def _in(convert: Callable[[str], str], section: LanguageSection) -> LanguageSection:
    terms = tuple(term if (text := convert(term.text)) == term.text else term._replace(text=text) for term in section.terms)
    context = convert(section.context) if section.context else ""
    return section if terms == section.terms and context == section.context else section._replace(terms=terms, context=context)


# A file holds one variant of Chinese, and its tag says which; other tags are written over whatever the termbase holds.
_REGIONAL = {"zh-CN": partial(_in, mainland), "zh-TW": partial(_in, taiwanese)}


def _section(entry: ConceptEntry, section: LanguageSection, name: str) -> LanguageSection:
    """The section as it is written: right terms first, each text once. GlossaryError for an empty term or none at all."""
    terms = section.terms
    for term in terms:
        if not term.text.strip():
            raise GlossaryError(f"concept {entry.id!r}: one of its {name} terms is empty; fill it in or take it out")
    if len(terms) > 1:
        ordered: dict[str, Term] = {}
        for term in sorted(terms, key=_rank):
            ordered.setdefault(one_line(term.text), term)
        terms = tuple(ordered.values())
    if not terms or (name == "Chinese" and terms[0].status is Status.DEPRECATED):
        raise GlossaryError(f"concept {entry.id!r}: it has no right {name} term; add the preferred one")
    return section if terms == section.terms else section._replace(terms=terms)


def _rank(term: Term) -> int:
    return _RANKS[term.status]


_RANKS = {status: rank for rank, status in enumerate(Status)}


def _resolved(file: BinaryIO, ids: Identifiers, spell: Spelling) -> Iterator[bytes]:
    """The lines of a file; a reference to a concept that is not in it becomes a note, because an IDREF must hit."""
    start = reference_start(spell).encode()
    for line in file:
        if line.startswith(start):
            target, _, rest = line.removeprefix(start).partition(b'">')
            if target.decode() not in ids:
                line = note_for(rest.decode().rpartition("</")[0]).encode() + b"\n"
        yield line
