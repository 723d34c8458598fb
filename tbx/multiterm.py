"""MultiTerm XML (`mtf`), which Trados and memoQ import. Experimental: written by the published structure, not tried on MultiTerm itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.entry import ConceptEntry, LanguageSection, Status
from glossary.text_file import GlossaryError
from tbx.foreign import Found, concept
from tbx.markup import encoded, escaped, line_of, read_entries, text_of
from tbx.text import write_text
from tbx.vocabulary import local, status_read

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


def read_multiterm(path: Path) -> Iterator[ConceptEntry]:
    """The concepts of a MultiTerm export with Chinese and English; fields are known by our names and by the usual ones (Definition, Note, Status, Usage).

    A concept without Chinese or without English is passed over. GlossaryError names file and line.
    """
    try:
        with path.open("rb") as file:
            yield from _concepts(file, path)
    except GlossaryError as error:
        raise GlossaryError(str(error) if str(error).startswith(str(path)) else f"{path}: {error}") from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error


def _concepts(file: BinaryIO, path: Path) -> Iterator[ConceptEntry]:
    for is_entry, node in read_entries(file, str(path), ("conceptGrp",)):
        if not is_entry:
            if local(node) != "mtf":
                raise GlossaryError(f"{path}: line {line_of(node)}: the root element is <{local(node)}>, not <mtf>; export the termbase as MultiTerm XML")
            continue
        said = _fields(node)
        terms: dict[str, list[Found]] = {"zh": [], "en": []}
        pinyin = context = ""
        for group in (child for child in node if local(child) == "languageGrp"):
            tag = next(((each.get("lang") or "") + " " + (each.get("type") or "") for each in group if local(each) == "language"), "").lower()
            language = "zh" if tag.startswith("zh") or "chinese" in tag else "en" if tag.startswith("en") or "english" in tag else ""
            for each in (child for child in group if language and local(child) == "termGrp"):
                facts = _fields(each)
                text = next((text_of(term) for term in each if local(term) == "term"), "")
                status = status_read(facts.get("status") or facts.get("usage") or facts.get("usage status") or "")
                terms[language].append(Found(text, status, facts.get("reason", "")))
                pinyin = pinyin or facts.get("pinyin", "")
                context = context or (facts.get("context", "") if language == "en" else "")
        made = concept(
            terms["zh"], terms["en"], path, identifier=said.get("source id", ""), subject=said.get("subject", ""), region=said.get("region", ""), pinyin=pinyin,
            definition=said.get("definition", ""), note=said.get("note", ""), source=said.get("source", ""), context=context,
        )  # fmt: skip
        if made is not None:
            yield made


def _fields(group: Element) -> dict[str, str]:
    """The fields that belong to this group itself, by their names in lower case."""
    found: dict[str, str] = {}
    for child in group:
        if local(child) == "descripGrp":
            for field in child:
                if local(field) == "descrip":
                    found.setdefault((field.get("type") or "").lower(), text_of(field))
    return found
