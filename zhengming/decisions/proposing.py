"""What decisions teach the glossary: garbled forms that people accepted, and forms that they said are right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.amend import Amendment, amended, replace_file, text_of, with_look_alikes
from glossary.english import ing, plural, singular
from glossary.entry import Action, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.load import load_look_alikes, load_toml
from glossary.termbase import folded
from normalize.fixing.decisions import Decision, Scope, Verdict, bare, disagreements
from normalize.termbase.forms import spellings

if TYPE_CHECKING:
    from glossary.termbase import Termbase

# What a rule finds in whatever words it comes needs no form of its own.
_RULES = frozenset({Kind.RESIDUE, Kind.ANNOTATION, Kind.DEIXIS, Kind.CASE, Kind.INCONSISTENT, Kind.ROLE_GLUE})


@dataclass(frozen=True, slots=True)
class Proposals:
    """Garbled forms for their concepts, and look-alikes with their reasons, each sorted."""

    garbled: tuple[tuple[ConceptEntry, tuple[Term, ...]], ...]
    look_alikes: tuple[tuple[str, str], ...]

    def __len__(self) -> int:
        return sum(len(terms) for _, terms in self.garbled) + len(self.look_alikes)


def proposals(current: Sequence[Decision], termbase: Termbase, look_alikes: Iterable[str]) -> Proposals:
    """What is new to a termbase in these decisions.

    An accepted form becomes a deprecated term of its concept, with the kind, the reviewers' notes and the documents in which it was seen; their own
    words go along where all agree on them. A form rejected for everywhere is a look-alike. Nothing is proposed on which people disagree, or that
    the termbase knows. A plural is proposed as its singular, which is found in the plural too, where the same words come of it.
    """
    right = {folded(form) for form in look_alikes}
    rejected = {folded(bare(d.found)) for d in current if d.verdict is Verdict.REJECT and d.scope is Scope.EVERYWHERE}
    accepted = {folded(bare(d.found)) for d in current if d.verdict in (Verdict.ACCEPT, Verdict.REPLACE)}
    groups: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    refused: dict[str, list[Decision]] = defaultdict(list)
    disputed = {decision.id for group in disagreements(current) for decision in group}
    for decision in (_bared(decision, termbase) for decision in current):
        form = folded(decision.found)
        if decision.id in disputed or not any(char.isalnum() for char in form) or decision.kind in _RULES:
            continue
        entry = termbase.by_id.get(decision.concept or "")
        if decision.verdict in (Verdict.ACCEPT, Verdict.REPLACE) and entry is not None and form not in rejected:
            groups[entry.id, folded(_listing(decision, entry)[0])].append(decision)
        elif decision.verdict is Verdict.REJECT and decision.scope is Scope.EVERYWHERE and form not in right:
            refused[form].append(decision)
    terms: dict[str, list[Term]] = defaultdict(list)
    for (concept, form), decisions in sorted(groups.items()):
        entry = termbase.by_id[concept]
        known = {folded(term.text) for term in entry.en.terms}
        if form not in known and (new := [decision for decision in decisions if folded(decision.found) not in known]):
            terms[concept].append(_term(new, entry))
    lookers = [(decisions[0].found, _because(decisions, "right as it stands")) for form, decisions in sorted(refused.items()) if form not in accepted]
    return Proposals(tuple((termbase.by_id[concept], tuple(found)) for concept, found in terms.items()), tuple(lookers))


def _bared(decision: Decision, termbase: Termbase) -> Decision:
    """The decision about the bare form, unless the termbase lists it with its article."""
    entry = termbase.by_id.get(decision.concept or "")
    listed = entry is not None and any(folded(term.text) == folded(decision.found) for term in entry.en.terms)
    found = decision.found if listed else bare(decision.found)
    return decision if found == decision.found else decision._replace(found=found, accepted=bare(decision.accepted))


def put_into(path: Path, found: Proposals) -> int:
    """Add proposals to a TOML glossary, which is made if it is missing and keeps its comments; how many were new to it.

    A concept that it does not hold comes in with its preferred terms; the rest of it stays in the termbase. GlossaryError if the file is no
    glossary; it is replaced at once or not at all.
    """
    known = load_toml(path) if path.exists() else ()
    numbers = {form: number for number, entry in enumerate(known) for form in entry.chinese_forms}
    changes: dict[int, Amendment] = {}
    added = []
    count = 0
    for entry, terms in found.garbled:
        same = (number for number, mine in enumerate(known) if mine.id == entry.id and entry.chinese in mine.chinese_forms)  # 通州 may be there twice
        number = next(same, numbers.get(entry.chinese))
        mine = _bare(entry) if number is None else changes[number].entry if number in changes else known[number]
        there = {folded(term.text) for term in mine.en.terms}
        new = tuple(term for term in terms if folded(term.text) not in there)
        count += len(new)
        amended_entry = mine._replace(en=mine.en._replace(terms=(*mine.en.terms, *new)))
        if number is None and new:
            added.append(amended_entry)
        elif number is not None and new:
            changes[number] = Amendment(amended_entry)
    right = {folded(form) for form in (load_look_alikes(path) if path.exists() else {})}
    forms = {form: because for form, because in found.look_alikes if folded(form) not in right}
    if not count and not forms:
        return 0
    replace_file(path, with_look_alikes(amended(text_of(path), known, changes, added), forms))
    return count + len(forms)


def _bare(entry: ConceptEntry) -> ConceptEntry:
    """The concept of an entry and its preferred terms, under the same id, so that decisions on it stay its own."""
    zh, en = LanguageSection(entry.zh.terms[:1], entry.pinyin), LanguageSection(entry.en.terms[:1], part_of_speech=entry.en.part_of_speech)
    return ConceptEntry(entry.id, entry.subject, zh, en, source="review", region=entry.region)


def _listing(decision: Decision, entry: ConceptEntry) -> tuple[str, str]:
    """An accepted form as a glossary lists it, and what to say for it: a plural as its singular.

    “top enterprises”, listed as it stands for “leading enterprise”, would become one enterprise from then on. It stays as it stands where the
    singular would not be found in the plural (boss), or has nothing to be said for it; a name has no plural, and some concepts nothing else (the two sessions).
    """
    found, text = decision.found, decision.text or _plain(decision.found, decision.accepted, entry)
    one, many = singular(found), plural(entry.english)
    if not one or entry.is_name or entry.en.part_of_speech != "noun" or many == entry.english:
        return found, text
    said = "" if text in ("", many) else singular(text)
    if (text and text != many and not said) or found not in [spelling for spelling, _ in spellings(one, "noun", True)]:
        return found, text or many
    return one, said


def _plain(found: str, accepted: str, entry: ConceptEntry) -> str:
    """Accepted words without what their place asked for: the capitals of a sentence's beginning or a headline, a gerund (through quick horse and whip: pressing
    ahead), a first word that stands before them already (its elderly and children); empty in older decisions, which do not hold them."""
    right = (entry.english, plural(entry.english))
    gerund = entry.en.part_of_speech == "verb" and accepted == ing(entry.english) and not found.partition(" ")[0].endswith("ing")
    if gerund or (accepted and entry.english.casefold().endswith(f" {accepted.casefold()}")):
        return entry.english
    return next((words for words in right if words.casefold() == accepted.casefold()), accepted.lower() if entry.english.islower() else accepted)


def _term(decisions: Sequence[Decision], entry: ConceptEntry) -> Term:
    listed = [_listing(decision, entry) for decision in decisions]
    said = {"" if say == entry.english else say for _, say in listed}
    seen = tuple(sorted({Path(decision.document).name for decision in decisions if decision.document}))
    kind = Kind(decisions[0].kind) if decisions[0].kind in set(Kind) else Kind.CALQUE
    return Term(listed[0][0], Status.DEPRECATED, kind, Action.REVIEW, _because(decisions, "accepted in review"), said.pop() if len(said) == 1 else "", seen)


def _because(decisions: Sequence[Decision], otherwise: str) -> str:
    notes = list(dict.fromkeys(decision.note for decision in decisions if decision.note))
    people = ", ".join(sorted({decision.by for decision in decisions if decision.by}))
    return "; ".join(notes) or (f"{otherwise} ({people})" if people else otherwise)
