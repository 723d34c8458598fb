"""Which part of a termbase goes out: by subject, region and status, or what texts mention, with a sentence from them for each concept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from glossary.entry import SUBJECTS, ConceptEntry, Kind, Status, Term
from zhengming import Stop
from zhengming.checking import Checked, Warn, checked
from zhengming.config import Settings

NAMES_GARBLED = frozenset({
    Kind.CHAR_GLOSS, Kind.ABBR_WRONG, Kind.HALF_RENDERED, Kind.SPLIT, Kind.JOIN, Kind.POLYPHONE, Kind.ROMANIZATION, Kind.FALSE_HOMONYM, Kind.LOST_SYMBOL, Kind.CALQUE,
})  # fmt: skip  # in other kinds the words themselves may be right elsewhere ("my country")
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|[\"”’)]|$)[^.!?\n]*)*[.!?][\"”’)]*")
_MARKUP = re.compile(r"[|`<>#*]|\]\(")
_LENGTH = range(30, 601)  # characters; shorter is a headline, longer helps nobody


def selected(entries: Iterable[ConceptEntry], subjects: Sequence[str] = (), regions: Sequence[str] = (), statuses: Sequence[str] = ()) -> list[ConceptEntry]:
    """The concepts of these subjects and regions, with their terms of these statuses; the preferred ones always stay. Stop if none is left."""
    for option, given, known in (("--subject", subjects, SUBJECTS), ("--status", statuses, tuple(Status))):
        if unknown := [each for each in given if each not in known]:
            raise Stop(f"{option} {unknown[0]}: unknown; give one of {', '.join(known)}")
    places = {region.casefold() for region in regions}
    kept = [entry for entry in entries if (not subjects or entry.subject in subjects) and (not places or entry.region.casefold() in places)]
    if not kept:
        raise Stop("no concept is left to write; give other values for --subject, --region or --used-in")
    return [_of_status(entry, {Status.PREFERRED, *map(Status, statuses)}) for entry in kept] if statuses else kept


def _of_status(entry: ConceptEntry, statuses: set[Status]) -> ConceptEntry:
    zh, en = (replace(section, terms=tuple(term for term in section.terms if term.status in statuses)) for section in (entry.zh, entry.en))
    return replace(entry, zh=zh, en=en)


def used_in(paths: Sequence[str], settings: Settings, warn: Warn) -> list[ConceptEntry]:
    """The concepts that these texts mention, rightly or garbled, with what the texts say of them."""
    results = []
    for result in checked(paths, settings, warn, jobs=None):
        if isinstance(result, str):
            warn(result)
        else:
            results.append(result)
    if not results:
        raise Stop("no text could be read; nothing was written")
    return mentioned(results, settings, warn)


def mentioned(results: Sequence[Checked], settings: Settings, warn: Warn) -> list[ConceptEntry]:
    """The concepts that checked texts mention, in the order of the termbase.

    The first fit sentence of the normalized texts becomes the context of the preferred English, unless the entry has one; a garbled form that was
    mended gets the texts it was seen in, and stands in the entry from now on if it did not.
    """
    from zhengming.termbases import compiled_termbase

    compiled = compiled_termbase(settings.glossaries, settings.builtin, warn)
    numbers = {number for result in results for number in result.mentioned}
    numbers |= {compiled.numbers[row["concept"]] for result in results for row in result.rows if row["concept"] and row["concept"] in compiled.numbers}
    entries = [compiled.entry(number) for number in sorted(numbers)]
    seen = _seen(results)
    entries = [_with_seen(entry, seen[entry.id]) if entry.id in seen else entry for entry in entries]
    sentences = _sentences(results, [entry for entry in entries if not entry.en.context])
    return [replace(entry, en=replace(entry.en, context=sentences[entry.id])) if entry.id in sentences else entry for entry in entries]


def _seen(results: Iterable[Checked]) -> dict[str, dict[str, Term]]:
    """Concept -> garbled form as it was found -> a term of that form with the texts that have it."""
    found: dict[str, dict[str, Term]] = {}
    for result in results:
        for row in result.rows:
            if row["concept"] and row["state"] == "applied" and row["kind"] in NAMES_GARBLED:
                forms = found.setdefault(row["concept"], {})
                term = forms.get(row["found"]) or Term(row["found"], Status.DEPRECATED, Kind(row["kind"]), because=f"came from {row['zh']}")
                forms[row["found"]] = replace(term, seen=tuple(dict.fromkeys((*term.seen, result.source.name))))
    return found


def _with_seen(entry: ConceptEntry, forms: dict[str, Term]) -> ConceptEntry:
    terms = [replace(term, seen=tuple(dict.fromkeys((*term.seen, *forms[term.text].seen)))) if term.text in forms else term for term in entry.en.terms]
    known = {term.text.casefold() for term in terms}
    terms += [term for text, term in forms.items() if text.casefold() not in known]
    return replace(entry, en=replace(entry.en, terms=tuple(terms)))


def _sentences(results: Sequence[Checked], entries: Iterable[ConceptEntry]) -> dict[str, str]:
    """Concept -> a sentence of the normalized texts in which a right form of it stands.

    Best is the preferred English where nothing else waits for a verdict; then another right form; last a sentence with something unsettled in it.
    """
    settled = [(result.output, tuple(_settled_sentences(result))) for result in results]
    whole = [(result.output, tuple(_whole_sentences(result.output))) for result in results]
    found: dict[str, str] = {}
    for entry in entries:
        for forms, texts in (([entry.english], settled), (entry.right_forms, settled), (entry.right_forms, whole)):
            if sentence := next(_standing(forms, texts), ""):
                found[entry.id] = sentence
                break
    return found


def _standing(forms: Sequence[str], texts: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    """The sentences in which one of the forms stands as words, at a sentence start or in the plural too."""
    for form in forms:
        spelled = (form, form[:1].upper() + form[1:])
        word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelled))})(?:es|s)?(?!\w)")
        for text, sentences in texts:
            if spelled[0] in text or spelled[1] in text:
                yield from filter(word.search, sentences)


def _settled_sentences(result: Checked) -> Iterator[str]:
    unsettled = {row["found"] for row in result.rows if row["state"] == "open" and row["action"] != "note" and row["found"].strip()}
    for sentence in _whole_sentences(result.output):
        if not any(form in sentence for form in unsettled):
            yield sentence


def _whole_sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if len(sentence) in _LENGTH and sentence.lstrip("\"“‘'(")[:1].isupper() and not _MARKUP.search(sentence):
            yield sentence
