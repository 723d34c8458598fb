"""`glossary add`: a concept from the command line into a glossary of one's own; what is left open is worked out, or taken from the built-in concept."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from glossary.amend import add_entry
from glossary.csv_table import without_gloss
from glossary.defaults import guessed_subject
from glossary.entry import SUBJECTS, Action, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.hanzi import as_simplified, has_hanzi, simplified_form
from glossary.orthography import is_reading
from glossary.regions import is_region, region_of
from glossary.worked_out import reading_beside
from glossary.write import identifier
from zhengming import Stop, Warn, one_of
from zhengming.termbases import built_in_concept


class New(NamedTuple):
    """What a person says of a concept; empty where they leave it open."""

    zh: str
    en: str
    admitted: tuple[str, ...] = ()
    deprecated: tuple[str, ...] = ()
    auto: bool = False
    pinyin: str = ""
    subject: str = ""
    region: str = ""


def add_to(path: Path, new: New, warn: Warn) -> str:
    """Add a concept to a TOML glossary, and say so. Stop where what was said is no concept, GlossaryError where the glossary contradicts it."""
    zh, known = _known_as(new.zh)
    if not has_hanzi(zh):
        raise Stop(f"{zh!r} holds no Chinese character; give the Chinese first, then the English")
    if not any(char.isalpha() for char in new.en) or has_hanzi(new.en):
        raise Stop(f"{new.en!r} is no English; give the Chinese first, then the English")
    if new.subject:
        one_of("--subject", new.subject, SUBJECTS)
    pinyin = new.pinyin or (known.pinyin if known else reading_beside(zh, new.en))
    if not is_reading(pinyin, zh):
        warn(f"the reading {pinyin!r} is unusual for {zh}; it is kept")
    en, gloss = without_gloss(new.en, zh)
    if (region := region_of(new.region)) and not is_region(region):
        warn(f"region {region!r} is not known, so it is no evidence; write the province in English (Jiangsu)")
    section = LanguageSection((Term(zh, Status.PREFERRED),), pinyin=pinyin)
    name = known.id if known else identifier(en)
    subject = new.subject or (known.subject if known else guessed_subject(en))
    add_entry(path, ConceptEntry(name, subject, section, LanguageSection(_terms(en, zh, new), gloss=gloss), source="own glossary", region=region))
    explained = f" (explained as {gloss})" if gloss else ""
    return f"added {zh} ({pinyin}) {en}{explained}, id {name}"


def _known_as(chinese: str) -> tuple[str, ConceptEntry | None]:
    """The Chinese as the built-in termbase writes it (崑曲: 昆曲), with its concept there, which keeps its id, by which decisions go, and its reading, which has been
    checked; else as the mainland would, and None."""
    forms = as_simplified(chinese)
    return next(((form, known) for form in forms if (known := built_in_concept(form))), (simplified_form(chinese), None))


def _terms(en: str, zh: str, new: New) -> tuple[Term, ...]:
    """The right forms, each once, the first preferred, and the wrong ones."""
    right = dict.fromkeys((en, *(without_gloss(form.strip(), zh)[0] for form in new.admitted)))
    terms = (
        *(Term(form, Status.ADMITTED if number else Status.PREFERRED) for number, form in enumerate(right)),
        *(Term(form.strip(), Status.DEPRECATED, Kind.CALQUE, Action.AUTO if new.auto else Action.REVIEW) for form in new.deprecated),
    )
    if not all(term.text for term in terms):
        raise Stop("--admitted and --deprecated cannot be empty; leave them out instead")
    return terms
