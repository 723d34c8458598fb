"""MultiTerm XML (`mtf`), which Trados and memoQ import. Experimental: written by the published structure, not tried on MultiTerm itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.entry import ConceptEntry, LanguageSection, Status
from glossary.text_file import GlossaryError
from tbx.foreign import Found, concept
from tbx.losses import HALF, UNKNOWN_STATUS, Losses, Report, silent
from tbx.markup import encoded, escaped, line_of, read_entries, text_of
from tbx.text import write_text
from tbx.vocabulary import is_romanized, local, status_read

if TYPE_CHECKING:
    from tbx.markup import Element

def write_multiterm(entries: Iterable[ConceptEntry], file: Path | BinaryIO) -> None:
    """All terms, each with a picklist field Status (preferred, admitted, forbidden) that a termbase definition must know.

    Concepts are numbered from 1, as MultiTerm wants them; ours are named in the field Source id.
    """
    concepts = (_concept(number, entry) for number, entry in enumerate(entries, 1))
    write_text(file, chain(["<?xml version='1.0' encoding='UTF-8'?>\n<mtf>\n"], concepts, ["</mtf>\n"]))


def _concept(number: int, entry: ConceptEntry) -> str:
    facts = {
        "Source id": entry.id, "Subject": entry.subject, "Region": entry.region, "Definition": entry.definition, "Note": entry.note, "Source": entry.source,
    }  # fmt: skip
    sections = _language(entry.zh, "Chinese", "ZH") + _language(entry.en, "English", "EN")
    text = f"<conceptGrp><concept>{number}</concept>{_fields_of(facts)}{sections}</conceptGrp>\n"
    encoded(text, f"concept {entry.id!r}")
    return text


def _language(section: LanguageSection, name: str, code: str) -> str:
    terms = []
    for number, term in enumerate(section.terms):
        facts = {
            "Status": "forbidden" if term.status is Status.DEPRECATED else str(term.status), "Pinyin": "" if number else section.pinyin,
            "Context": "" if number else section.context, "Reason": term.because,
        }  # fmt: skip
        terms.append(f"<termGrp><term>{escaped(term.text)}</term>{_fields_of(facts)}</termGrp>")
    return f'<languageGrp><language type="{name}" lang="{code}"/>{"".join(terms)}</languageGrp>'


def _fields_of(facts: dict[str, str]) -> str:
    return "".join(f'<descripGrp><descrip type="{kind}">{escaped(text)}</descrip></descripGrp>' for kind, text in facts.items() if text)


def read_multiterm(path: Path, report: Report = silent) -> Iterator[ConceptEntry]:
    """The concepts of a MultiTerm export with Chinese and English; fields are known by our names and by the usual ones (Definition, Note, Status, Usage).

    Every other field goes into the note, with the term or the language that it is said of. `report` gets a sentence for each kind of thing that is
    left out: other languages, concepts without Chinese or English, statuses that are not known. GlossaryError names file and line.
    """
    losses = Losses()
    try:
        with path.open("rb") as file:
            yield from _concepts(file, path, losses)
    except GlossaryError as error:
        raise GlossaryError(str(error) if str(error).startswith(str(path)) else f"{path}: {error}") from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    for sentence in losses.sentences():
        report(f"{path}: {sentence}")


@dataclass(slots=True)
class _Read:
    """What the languages of one concept say, while it is read."""

    terms: dict[str, list[Found]] = field(default_factory=lambda: {"zh": [], "en": []})
    pinyin: str = ""
    definition: str = ""
    notes: list[str] = field(default_factory=list)


def _concepts(file: BinaryIO, path: Path, losses: Losses) -> Iterator[ConceptEntry]:
    for is_entry, node in read_entries(file, str(path), ("conceptGrp",)):
        if not is_entry:
            if local(node) != "mtf":
                raise GlossaryError(f"{path}: line {line_of(node)}: the root element is <{local(node)}>, not <mtf>; export the termbase as MultiTerm XML")
            continue
        losses.where = next((f"concept {text_of(child)}" for child in node if local(child) == "concept"), None), line_of(node)
        if next(node.iter("{*}transacGrp"), None) is not None:
            losses.lost("who wrote or changed what, and when")
        said = _fields(node)
        read = _Read(definition=_take(said, "definition"), notes=[_take(said, "note")])
        for group in (child for child in node if local(child) == "languageGrp"):
            tag = next(((each.get("lang") or "") + " " + (each.get("type") or "") for each in group if local(each) == "language"), "").lower()
            language = "" if is_romanized(tag) else "zh" if tag.startswith("zh") or "chinese" in tag else "en" if tag.startswith("en") or "english" in tag else ""
            if language:
                _language_read(group, language, read, losses)
            else:
                losses.lost(f"terms in {tag.split()[0] if tag.split() else 'a language without a name'}")
        made = concept(
            read.terms["zh"], read.terms["en"], path, identifier=_take(said, "source id"), subject=_take(said, "subject"), region=_take(said, "region"), pinyin=read.pinyin,
            definition=read.definition, source=_take(said, "source"), note="; ".join(filter(None, (*read.notes, *_rest(said)))),
        )  # fmt: skip
        if made is not None:
            yield made
        else:
            losses.lost(HALF)


def _language_read(group: Element, language: str, read: _Read, losses: Losses) -> None:
    said = _fields(group)
    definition = _take(said, "definition")
    read.definition = read.definition or definition
    if definition != read.definition and definition:
        read.notes.append(f"{language} definition: {definition}")
    read.notes += [f"{language} {what}" for what in _rest(said)]
    for each in (child for child in group if local(child) == "termGrp"):
        facts = _fields(each)
        text = next((text_of(term) for term in each if local(term) == "term"), "")
        word, because, pinyin, context = _take(facts, "status", "usage", "usage status"), _take(facts, "reason"), _take(facts, "pinyin"), _take(facts, "context")
        status = status_read(word)
        if word and status is None:
            losses.lost(UNKNOWN_STATUS, word)
            facts.append(("status", word))
        if status is Status.DEPRECATED:
            because = because or _take(facts, "note")
        elif because:
            facts.append(("reason", because))
        read.pinyin = read.pinyin or pinyin
        if pinyin != read.pinyin and pinyin:
            facts.append(("pinyin", pinyin))
        read.terms[language].append(Found(text, status, because, context, tuple(_rest(facts)), bool(word) and status is None))


def _fields(group: Element) -> list[tuple[str, str]]:
    """The fields that belong to this group itself, in their order: (name, text)."""
    fields = (field for child in group if local(child) == "descripGrp" for field in child.iter("{*}descrip"))
    return [(field.get("type") or "field", text) for field in fields if (text := text_of(field))]


def _take(fields: list[tuple[str, str]], *names: str) -> str:
    """The text of the first field with the first of these names (in lower case) that there is; it is then taken out."""
    for wanted in names:
        for place, (name, text) in enumerate(fields):
            if name.lower() == wanted:
                del fields[place]
                return text
    return ""


def _rest(fields: list[tuple[str, str]]) -> Iterator[str]:
    return (f"{name.lower() if name.lower() == 'note' else name}: {text}" for name, text in fields)
