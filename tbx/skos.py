"""SKOS in Turtle: a concept with its preferred, alternative and hidden labels, for the web of data. Written only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, Status
from tbx.id_set import Identifiers, own_name
from tbx.text import write_text

PINYIN = "zh-Latn-pinyin"  # the subtag IANA has for it
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile(r"[^A-Za-z0-9._\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U000effff]")


def write_skos(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, language_tag: str = "zh-CN") -> None:
    """All terms: preferred as `skos:prefLabel`, admitted as `altLabel`, garbled as `hiddenLabel`, which is for finding and never for showing.

    The pinyin is a label in its own right, tagged zh-Latn-pinyin. Identifiers are relative (`<#kunshan>`): they become whole by where the file is put.
    """
    write_text(file, _parts(entries, language_tag))


def _parts(entries: Iterable[ConceptEntry], chinese: str) -> Iterator[str]:
    yield "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n\n"
    yield '<#termbase> a skos:ConceptScheme ; dct:title "Zhengming"@en .\n'
    taken = Identifiers()
    taken.add("termbase")
    for entry in entries:
        yield f"\n<#{own_name(_fragment(entry.id), taken)}> a skos:Concept ;\n" + "".join(f"  {said} ;\n" for said in _said(entry, chinese)) + "  skos:inScheme <#termbase> .\n"


def _said(entry: ConceptEntry, chinese: str) -> Iterator[str]:
    for section, tag in ((entry.zh, chinese), (entry.en, "en")):
        labels: dict[str, list[str]] = {"prefLabel": [section.preferred], "altLabel": [], "hiddenLabel": []}
        seen = {section.preferred}
        for status, name in ((Status.ADMITTED, "altLabel"), (Status.DEPRECATED, "hiddenLabel")):
            for term in section.of(status):  # a form may stand under one label only
                labels[name] += [term.text] if term.text not in seen else []
                seen.add(term.text)
        for name, texts in labels.items():
            yield from (f"skos:{name} {_literal(text, tag)}" for text in texts)
    if entry.pinyin:
        yield f"skos:prefLabel {_literal(entry.pinyin, PINYIN)}"
    if entry.definition:
        yield f"skos:definition {_literal(entry.definition, 'en')}"
    if entry.en.context:
        yield f"skos:example {_literal(entry.en.context, 'en')}"
    for text in (entry.en.gloss, entry.note):
        if text:
            yield f"skos:scopeNote {_literal(text, 'en')}"
    yield f"dct:subject {_literal(entry.subject, 'en')}"
    if entry.region:
        yield f"dct:spatial {_literal(entry.region, 'en')}"
    yield f"dct:source {_literal(entry.source, 'en')}"
    for other in dict.fromkeys(entry.related):
        yield f"skos:related <#{_fragment(other)}>"


def _fragment(identifier: str) -> str:
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")), identifier)


def _literal(text: str, tag: str) -> str:
    escaped = "".join(_ESCAPED.get(char) or (f"\\u{ord(char):04X}" if char < " " or char == "\x7f" else char) for char in text)
    return f'"{escaped}"@{tag}'
