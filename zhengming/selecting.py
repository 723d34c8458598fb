"""Which part of a termbase goes out: by subject, region and status, or what texts mention, with a sentence from them for each concept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from glossary.entry import SUBJECTS, ConceptEntry, Kind, Status, Term
from glossary.regions import region_of
from tbx.markup import is_carried
from zhengming import Stop, Warn, one_of
from zhengming.checking import Checked, all_checked
from zhengming.config import Settings

NAMES_GARBLED = frozenset({
    Kind.CHAR_GLOSS, Kind.ABBR_WRONG, Kind.HALF_RENDERED, Kind.SPLIT, Kind.JOIN, Kind.POLYPHONE, Kind.ROMANIZATION, Kind.FALSE_HOMONYM, Kind.LOST_SYMBOL, Kind.CALQUE,
})  # fmt: skip  # in other kinds the words themselves may be right elsewhere ("my country")
_STRETCH = re.compile(r"[^.!?\n]++(?:[.!?](?!\s|[\"”’)]|$)[^.!?\n]*+)*+(?:[.!?][\"”’)]*+)?")  # a sentence, or a line's rest without a stop: never sought in vain
_SENTENCE = re.compile(r".*[.!?][\"”’)]*")
_MARKUP = re.compile(r"[|`<>#*]|\]\(")
_LOOKED_INTO = 20  # texts for each concept; a corpus has thousands
_LENGTH = range(30, 601)  # characters; shorter is a headline, longer helps nobody


def selected(entries: Iterable[ConceptEntry], subjects: Sequence[str] = (), regions: Sequence[str] = (), statuses: Sequence[str] = ()) -> list[ConceptEntry]:
    """The concepts of these subjects and regions, with their terms of these statuses; the preferred ones always stay. Stop if none is left."""
    for option, given, known in (("--subject", subjects, SUBJECTS), ("--status", statuses, tuple(Status))):
        for each in given:
            one_of(option, each, known)
    places = {region_of(region).casefold() for region in regions}
    kept = [entry for entry in entries if (not subjects or entry.subject in subjects) and (not places or entry.region.casefold() in places)]
    if not kept:
        raise Stop("no concept is left to write; give other values for --subject, --region or --used-in")
    return [_of_status(entry, {Status.PREFERRED, *map(Status, statuses)}) for entry in kept] if statuses else kept


def _of_status(entry: ConceptEntry, statuses: set[Status]) -> ConceptEntry:
    zh, en = (section._replace(terms=tuple(term for term in section.terms if term.status in statuses)) for section in (entry.zh, entry.en))
    return entry._replace(zh=zh, en=en)


def used_in(paths: Sequence[str], settings: Settings, warn: Warn) -> list[ConceptEntry]:
    """The concepts that these texts mention, rightly or garbled, with what the texts say of them."""
    results, _ = all_checked(paths, settings, warn, jobs=None)
    if not results:
        raise Stop("no text could be read; nothing was written")
    return mentioned(results, settings)


def mentioned(results: Sequence[Checked], settings: Settings) -> list[ConceptEntry]:
    """The concepts that checked texts mention, in the order of the termbase.

    The first fit sentence of the normalized texts becomes the context of the preferred English, unless the entry has one; a garbled form that was
    mended gets the texts it was seen in, and stands in the entry from now on if it did not.
    """
    from zhengming.termbases import compiled_termbase

    compiled = compiled_termbase(settings.glossaries, settings.builtin, lambda sentence: None)  # who checked the texts has told
    places: dict[int, list[int]] = {}
    for place, result in enumerate(results):
        named = {compiled.numbers[row["concept"]] for row in result.rows if row["concept"] and row["concept"] in compiled.numbers}
        for number in named.union(result.mentioned):
            places.setdefault(number, []).append(place)
    seen, texts = _seen(results), _Sentences(results)
    entries = []
    for number in sorted(places):
        entry = compiled.entry(number)
        if entry.id in seen:
            entry = _with_seen(entry, seen[entry.id])
        if not entry.en.context:
            entry = entry._replace(en=entry.en._replace(context=texts.of(entry, places[number][:_LOOKED_INTO])))
        entries.append(entry)
    return entries


def _seen(results: Iterable[Checked]) -> dict[str, dict[str, Term]]:
    """Concept -> garbled form as it was found -> a term of that form with the texts that have it."""
    found: dict[str, dict[str, Term]] = {}
    for result in results:
        for row in result.rows:
            if row["concept"] and row["state"] == "applied" and row["kind"] in NAMES_GARBLED and is_carried(row["found"] + result.source.name):
                forms = found.setdefault(row["concept"], {})
                term = forms.get(row["found"]) or Term(row["found"], Status.DEPRECATED, Kind(row["kind"]), because=f"came from {row['zh']}")
                forms[row["found"]] = term._replace(seen=tuple(dict.fromkeys((*term.seen, result.source.name))))
    return found


def _with_seen(entry: ConceptEntry, forms: dict[str, Term]) -> ConceptEntry:
    terms = [term._replace(seen=tuple(dict.fromkeys((*term.seen, *forms[term.text].seen)))) if term.text in forms else term for term in entry.en.terms]
    known = {term.text.casefold() for term in terms}
    terms += [term for text, term in forms.items() if text.casefold() not in known]
    return entry._replace(en=entry.en._replace(terms=tuple(terms)))


class _Sentences:
    """The sentences of normalized texts, cut when a text is first asked for."""

    def __init__(self, results: Sequence[Checked]) -> None:
        self._results = results
        self._cut: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def of(self, entry: ConceptEntry, places: Sequence[int]) -> str:
        """A sentence of these texts in which a right form of the concept stands; empty if there is none.

        Best is the preferred English where nothing else waits for a verdict; then another right form; last a sentence with something unsettled in it.
        """
        for forms, settled in (([entry.english], True), (entry.right_forms, True), (entry.right_forms, False)):
            for form in forms:
                spelled = (form, form[:1].upper() + form[1:])
                word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spelled))})(?:es|s)?(?!\w)")
                for place in places:
                    if (spelled[0] in self._results[place].output or spelled[1] in self._results[place].output) and (
                        sentence := next(filter(word.search, self._sentences(place, settled)), "")
                    ):
                        return sentence
        return ""

    def _sentences(self, place: int, settled: bool) -> tuple[str, ...]:
        if place not in self._cut:
            result = self._results[place]
            whole = tuple(_whole_sentences(result.output))
            unsettled = {row["found"] for row in result.rows if row["state"] == "open" and row["action"] != "note" and row["found"].strip()}
            self._cut[place] = whole, tuple(sentence for sentence in whole if not any(form in sentence for form in unsettled))
        return self._cut[place][settled]


def _whole_sentences(text: str) -> Iterator[str]:
    for stretch in _STRETCH.finditer(text):
        stopped = _SENTENCE.match(stretch[0])
        sentence = stopped[0].strip() if stopped else ""
        if len(sentence) in _LENGTH and sentence.lstrip("\"“‘'(")[:1].isupper() and not _MARKUP.search(sentence) and is_carried(sentence):  # Word breaks lines by U+000B
            yield sentence
