"""House rules for a user's glossary: what in it cannot do what it is there for. How it writes its pinyin, and where it has its terms from, is its own affair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from glossary.entry import ConceptEntry, Status
from glossary.hanzi import simplified
from glossary.tables import SideTables
from glossary.termbase import folded
from glossary.verify import LETTERS, Level, Problem, Survey, chains, grouped, insertable


def own_problems(entries: Iterable[ConceptEntry], tables: SideTables) -> list[Problem]:
    """Deprecated forms that are never found, replacements that are themselves garbled; as warnings, English that no text can take as it stands."""
    survey = Survey(tuple(entries), tables)
    return [*_dead_forms(survey), *chains(_without_dead_forms(survey)), *(replace(problem, level=Level.WARNING) for problem in insertable(survey))]


def contradictions(glossaries: Sequence[Iterable[ConceptEntry]]) -> list[Problem]:
    """Concepts for which a later glossary prefers other English than an earlier one: its own counts as right, and goes into no text."""
    found: list[Problem] = []
    known: dict[str, ConceptEntry] = {}
    for entries in glossaries:
        for entry in entries:
            first = known.setdefault(simplified(entry.chinese), entry)
            if first.origin != entry.origin and first.region == entry.region and first.english != entry.english:
                wrong = any(term.text == entry.english for term in first.deprecated)
                standing = f"and calls {entry.english!r} garbled" if wrong else f"and {entry.english!r} is left alone"
                found.append(Problem(Level.WARNING, entry.origin, entry.id, f"{first.origin}, which comes first, says {first.english!r} for {entry.chinese}, {standing}"))
    return found


def _dead_forms(survey: Survey) -> Iterator[Problem]:
    """Deprecated forms of a user's glossary that are never found. Its capitals and hyphens are meant: mini-program may be garbled where mini program is right."""
    right = grouped((form, entry) for entry in survey.entries for form in entry.right_forms)
    for entry in survey.entries:
        for term in entry.deprecated:
            form = f"deprecated {term.text!r}"
            if len(LETTERS.findall(folded(term.text))) < 2:
                yield _fault(entry, f"{form} has no two letters or digits, so it can never match")
            if owners := ", ".join(f"{other.chinese} ({other.id})" for other in right.get(term.text, ())):
                yield _fault(entry, f"{form} is a right form of {owners}, and counts as right; take one of the two out")
            if folded(term.text) in survey.look_alikes:
                yield _fault(entry, f"{form} is a look-alike, which is left alone; take one of the two out")


def _without_dead_forms(survey: Survey) -> Survey:
    """What counts as right is replaced by nothing, and so is part of no chain."""
    right = {form for entry in survey.entries for form in entry.right_forms}

    def living(entry: ConceptEntry) -> ConceptEntry:
        terms = tuple(term for term in entry.en.terms if term.status is not Status.DEPRECATED or term.text not in right)
        return entry._replace(en=entry.en._replace(terms=terms))

    return Survey(tuple(map(living, survey.entries)), survey.tables)


def _fault(entry: ConceptEntry, message: str) -> Problem:
    return Problem(Level.ERROR, entry.origin, entry.id, message)
