"""The Termbase: every concept entry, found by id, by Chinese, by English form. Immutable; later sources yield to earlier ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from glossary.defaults import user_id
from glossary.english import ing, past, plural, third_person
from glossary.entry import Action, ConceptEntry, LanguageSection, Status, Term
from glossary.hanzi import as_simplified, simplified, simplified_form

_JOINTS = str.maketrans(dict.fromkeys("“”\"‘’'–—‐-", " "))


def folded(form: str) -> str:
    """A form with case, hyphens, quotes and spacing folded away: the key under which spelling variants meet."""
    return " ".join(form.translate(_JOINTS).casefold().split())


class Termbase:
    """Concept entries in a fixed order; the first entry with a given Chinese speaks for it. The first `own` of them are the user's."""

    def __init__(self, entries: tuple[ConceptEntry, ...], own: int = 0) -> None:
        self.entries, self.own = entries, own

    def __iter__(self) -> Iterator[ConceptEntry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def by_id(self) -> dict[str, ConceptEntry]:
        """Every entry by its identifier."""
        return {entry.id: entry for entry in reversed(self.entries)}

    @cached_property
    def by_chinese(self) -> dict[str, tuple[ConceptEntry, ...]]:
        """The entries of each right Chinese form."""
        return _grouped((form, entry) for entry in self.entries for form in entry.chinese_forms)

    @cached_property
    def by_right_form(self) -> dict[str, tuple[ConceptEntry, ...]]:
        """The entries of each right English form, folded."""
        return _grouped((folded(form), entry) for entry in self.entries for form in entry.right_forms)

    @cached_property
    def by_deprecated_form(self) -> dict[str, tuple[ConceptEntry, ...]]:
        """The entries of each garbled English form, folded."""
        return _grouped((folded(term.text), entry) for entry in self.entries for term in entry.deprecated)

    def without_deprecated(self) -> Termbase:
        """The same concepts with every garbled form taken out: what reading back must do alone."""

        def bare(section: LanguageSection) -> LanguageSection:
            return section._replace(terms=tuple(term for term in section.terms if term.status is not Status.DEPRECATED))

        return Termbase(tuple(entry._replace(en=bare(entry.en)) for entry in self.entries), self.own)


def _grouped(pairs: Iterable[tuple[str, ConceptEntry]]) -> dict[str, tuple[ConceptEntry, ...]]:
    found: dict[str, dict[str, ConceptEntry]] = {}
    for key, entry in pairs:
        found.setdefault(key, {}).setdefault(entry.id, entry)
    return {key: tuple(entries.values()) for key, entries in found.items()}


def merged(first: Iterable[ConceptEntry], then: Iterable[ConceptEntry]) -> Termbase:
    """The user's entries before the built-in ones.

    A user's entry with the Chinese of a built-in one, in simplified or traditional characters, comes first: its preferred English wins, the built-in
    preferred form stays admitted, the built-in garbled forms stay known and are replaced by the user's English, and what the user left open (id, region,
    gloss, definition) is taken over. Forms that the built-in entry merely admits go: whoever lists 小鹏 as XPENG wants to see Xiaopeng. Of two of the user's
    entries the one with the built-in preferred Chinese takes over: who has both 雄安 and 雄安新区 wants Xiong'an New District to be the Area, not Xiong'an.
    Of an earlier and a later glossary of the user all right forms stay. An id that stands for other Chinese already gets a number.
    """
    mine, theirs = _together(first), list(then)
    if not mine:
        return Termbase(tuple(theirs))
    known: dict[str, ConceptEntry] = {}
    for entry in theirs:
        for form in entry.chinese_forms:
            known.setdefault(form, entry)
    spelled = [as_simplified(entry.chinese) for entry in mine]
    partners = [next((known[form] for form in forms if form in known), None) for forms in spelled]
    met = {partner.id for partner, forms in zip(partners, spelled, strict=True) if partner is not None and partner.chinese in forms}
    partners = [p if p is None or p.id not in met or p.chinese in forms else None for p, forms in zip(partners, spelled, strict=True)]
    names = _names(mine, partners, {entry.id for entry in theirs})
    renamed = {(entry.origin, entry.id): name for entry, name in zip(reversed(mine), reversed(names), strict=True)}
    result: list[ConceptEntry] = []
    for entry, name, partner in zip(mine, names, partners, strict=True):
        entry = entry._replace(related=tuple(renamed.get((entry.origin, other), other) for other in entry.related))
        result.append((entry if partner is None else _joined(entry, _in_words_of(entry, _without_admitted(partner))))._replace(id=name))
    replaced = {partner.id for partner in partners if partner is not None}
    return Termbase((*result, *(entry for entry in theirs if entry.id not in replaced)), own=len(result))


def _names(mine: Sequence[ConceptEntry], partners: Sequence[ConceptEntry | None], taken: set[str]) -> list[str]:
    """The ids of the user's entries: their own, with a number where an earlier entry or a built-in one of other Chinese has it.

    Where the user's file gives none, that of the built-in one: decisions on 昆曲 stay decisions on it when a spreadsheet says how to write it.
    """
    given: dict[str, None] = {}
    wanted = [partner.id if partner is not None and _is_nameless(entry) else entry.id for entry, partner in zip(mine, partners, strict=True)]
    asked = set(wanted)
    for wish, partner in zip(wanted, partners, strict=True):
        name, number = wish, 1
        while name in given or (name in taken and not (partner is not None and partner.id == name)) or (number > 1 and name in asked):
            number += 1
            name = f"{wish}-{number}"
        given[name] = None
    return list(given)


def _together(entries: Iterable[ConceptEntry]) -> list[ConceptEntry]:
    """The user's entries, those of one Chinese joined to the first; two under ids of their own in one file are two concepts (花 flower, 花 spend)."""
    result: list[ConceptEntry] = []
    places: dict[str, list[int]] = {}
    for entry in entries:
        there = places.setdefault(simplified(entry.chinese), [])
        place = next((at for at in there if result[at].id == entry.id or result[at].origin != entry.origin or (_is_nameless(entry) and _is_nameless(result[at]))), None)
        if place is None:
            there.append(len(result))
            result.append(_in_both(entry))
        else:
            result[place] = _joined(result[place], entry)
    return result


def _is_nameless(entry: ConceptEntry) -> bool:
    return entry.id == user_id(entry.chinese)


def _in_both(entry: ConceptEntry) -> ConceptEntry:
    """The entry with the simplified twins of its right Chinese, by whose characters it is read back: what one character can mean is known of those alone."""
    held = {term.text for term in entry.zh.terms}
    twins = [form for form in dict.fromkeys(map(simplified_form, entry.chinese_forms)) if form not in held]
    return entry._replace(zh=entry.zh._replace(terms=(*entry.zh.terms, *(Term(form, Status.ADMITTED) for form in twins)))) if twins else entry


def _begun(form: str) -> str:
    return form.casefold().partition(" ")[0]


def _without_admitted(entry: ConceptEntry) -> ConceptEntry:
    return entry._replace(en=entry.en._replace(terms=tuple(term for term in entry.en.terms if term.status is not Status.ADMITTED)))


def _in_words_of(mine: ConceptEntry, theirs: ConceptEntry) -> ConceptEntry:
    """The built-in entry whose garbled forms are replaced by the user's English, as plural, in its tense or within more words, where by the built-in one:
    "close contacts" by "near contacts", "Shanghai-Kunming Expressway interchange" by "G60 interchange"."""
    if mine.english == theirs.english:
        return theirs
    terms = tuple(_said_by(mine, theirs, term) if term.say else term for term in theirs.en.terms)
    return theirs._replace(en=theirs.en._replace(terms=terms))


def _said_by(mine: ConceptEntry, theirs: ConceptEntry, term: Term) -> Term:
    if theirs.english in term.say:
        return term._replace(say=term.say.replace(theirs.english, mine.english))
    forms = (plural,) if theirs.en.part_of_speech == "noun" else (ing, past, third_person)
    form = next((form for form in forms if form(theirs.english) == term.say), None)
    if form is None:
        return term
    if form is plural or _speech(mine, theirs) == "verb":
        return term._replace(say=form(mine.english))
    return term._replace(say=mine.english, action=Action.REVIEW)  # whether a spreadsheet's English is a verb it does not say


def _speech(mine: ConceptEntry, theirs: ConceptEntry) -> str:
    """The user's part of speech. A spreadsheet seldom says what is a verb: "pay a New Year visit" is one as their "pay a New Year call" is, and is inflected so."""
    begins_so = mine.en.part_of_speech == "noun" and _begun(mine.english) in map(_begun, theirs.right_forms)
    return theirs.en.part_of_speech if begins_so else mine.en.part_of_speech


def _joined(mine: ConceptEntry, theirs: ConceptEntry) -> ConceptEntry:
    right = {folded(term.text) for term in mine.en.terms if term.status is not Status.DEPRECATED}
    rejected = {folded(term.text) for term in mine.deprecated}
    extra = []
    for term in theirs.en.terms:
        key = folded(term.text)
        if key in right or key in rejected:
            continue
        extra.append(term if term.status is Status.DEPRECATED else term._replace(status=Status.ADMITTED))
    terms = (*mine.en.of(Status.PREFERRED), *mine.en.of(Status.ADMITTED), *(t for t in extra if t.status is Status.ADMITTED))
    garbled = (*mine.deprecated, *(t for t in extra if t.status is Status.DEPRECATED))
    held = {term.text for term in mine.zh.terms}
    chinese = (*mine.zh.terms, *(t if t.status is Status.DEPRECATED else t._replace(status=Status.ADMITTED) for t in theirs.zh.terms if t.text not in held))
    return mine._replace(
        zh=mine.zh._replace(terms=chinese, pinyin=mine.zh.pinyin or theirs.zh.pinyin, context=mine.zh.context or theirs.zh.context),
        en=mine.en._replace(terms=(*terms, *garbled), gloss=mine.en.gloss or theirs.en.gloss, context=mine.en.context or theirs.en.context,
                   part_of_speech=_speech(mine, theirs)),
        subject=theirs.subject if mine.id.startswith("u-") and not theirs.id.startswith("u-") else mine.subject,
        region=mine.region or theirs.region, definition=mine.definition or theirs.definition,
        coordinates=mine.coordinates or theirs.coordinates, related=mine.related or theirs.related, well_known=mine.well_known or theirs.well_known,
    )  # fmt: skip
