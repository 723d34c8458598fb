"""TBX v2 as Weblate reads it: one entry a pair, and an entry of its own, said to be forbidden, for each garbled form.

Weblate up to 2026.8 looks at the first term of each language only, and drops a concept that holds a deprecated one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry, Status, Term
from tbx.foreign import Found, concept, right_pairs
from tbx.id_set import Identifiers, own_name
from tbx.losses import Report, silent
from tbx.markup import encoded, escaped
from tbx.reader import iter_tbx
from tbx.text import write_text
from tbx.vocabulary import xml_name

FORBIDDEN = "forbidden"  # Weblate's own word: deprecatedTerm-admn-sts makes it drop the entry


_HEAD = """\
<?xml version='1.0' encoding='UTF-8'?>
<martif type="TBX" xml:lang="en">
 <martifHeader>
  <fileDesc>
   <sourceDesc>
    <p>Chinese-English glossary written by Zhengming for Weblate</p>
   </sourceDesc>
  </fileDesc>
 </martifHeader>
 <text>
  <body>
"""


def write_weblate(entries: Iterable[ConceptEntry], file: Path | BinaryIO, *, language_tag: str = "zh-CN") -> None:
    """All terms for a Weblate glossary whose source language is Chinese: pinyin and definition as explanation, the reason against a form as its note."""
    write_text(file, chain([_HEAD], _entries(entries, language_tag), ["  </body>\n </text>\n</martif>\n"]))


def _entries(entries: Iterable[ConceptEntry], language_tag: str) -> Iterator[str]:
    taken = Identifiers()
    for entry in entries:
        gloss = entry.en.gloss.replace("; ", ", ")  # a semicolon ends it, so that the definition is known again
        explanation = "; ".join([*(f"{label}: {text}" for label, text in (("pinyin", entry.pinyin), ("gloss", gloss)) if text), *filter(None, [entry.definition])])
        name = xml_name(entry.id)
        texts = [_entry(own_name(name, taken), chinese, english, explanation, language_tag) for chinese, english in right_pairs(entry)]
        for wrong in entry.deprecated:
            reason = "; ".join(part for part in (f"write: {wrong.say or entry.english}", wrong.because) if part)
            status = f'<termNote type="administrativeStatus">{FORBIDDEN}</termNote><note from="translator">{escaped(reason)}</note>'
            texts.append(_entry(own_name(f"{name}-{FORBIDDEN}", taken), entry.chinese, wrong.text, explanation, language_tag, status))
        text = "".join(texts)
        encoded(text, f"concept {entry.id!r}")
        yield text


def _entry(identifier: str, chinese: str, english: str, explanation: str, language_tag: str, status: str = "") -> str:
    definition = f'<descrip type="definition">{escaped(explanation)}</descrip>' if explanation else ""
    return (
        f'<termEntry id="{identifier}">{definition}<langSet xml:lang="{language_tag}"><tig><term>{escaped(chinese)}</term></tig></langSet>'
        f'<langSet xml:lang="en"><tig><term>{escaped(english)}</term>{status}</tig></langSet></termEntry>\n'
    )


def read_weblate(path: Path, report: Report = silent) -> Iterator[ConceptEntry]:
    """The concepts of a glossary that Weblate exported: entries of one Chinese are one concept, its forbidden English is garbled.

    Chinese that has only forbidden English is reported and left out. GlossaryError names file and line.
    """
    gathered: dict[str, list[ConceptEntry]] = {}
    for entry in iter_tbx(path, report):
        gathered.setdefault(entry.chinese, []).append(entry)
    for chinese, same in gathered.items():
        english = [Found(term.text, _forbidden(term), _OURS.sub("", term.because)) for entry in same for term in entry.en.terms]
        explanation, note = (next((text for text in texts if text), "") for texts in ([entry.definition for entry in same], [entry.note for entry in same]))
        pinyin, explanation = _taken("pinyin", explanation)
        gloss, definition = _taken("gloss", explanation)
        made = concept([Found(term.text) for term in same[0].zh.terms], english, path, identifier=same[0].id, pinyin=pinyin, definition=definition, note=note)
        if made is None:
            report(f"{path}: {chinese}: left out, because all its English is forbidden")
        else:
            yield made._replace(en=made.en._replace(gloss=gloss))


_OURS = re.compile(r"write: [^;]*(?:; |$)")  # what stands before a reason that we wrote


def _taken(label: str, explanation: str) -> tuple[str, str]:
    """What an explanation of ours begins with under a label, and the rest: "pinyin: Kūnqǔ; opera of Kunshan"."""
    if not explanation.startswith(f"{label}: "):
        return "", explanation
    text, _, rest = explanation.removeprefix(f"{label}: ").partition("; ")
    return text, rest


def _forbidden(term: Term) -> Status | None:
    return Status.DEPRECATED if term.status is Status.DEPRECATED else None
