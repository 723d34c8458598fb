"""What decisions teach the glossary: garbled forms that people accepted, and forms that they said are right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.entry import Action, ConceptEntry, Kind, Status, Term
from glossary.termbase import folded
from normalize.decisions import Decision, Scope, Verdict, disagreements

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
    the termbase knows.
    """
    right = {folded(form) for form in look_alikes}
    rejected = {folded(d.found) for d in current if d.verdict is Verdict.REJECT and d.scope is Scope.EVERYWHERE}
    groups: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    refused: dict[str, list[Decision]] = defaultdict(list)
    disputed = {decision.id for group in disagreements(current) for decision in group}
    for decision in current:
        form = folded(decision.found)
        if decision.id in disputed or not any(char.isalnum() for char in form) or decision.kind in _RULES:
            continue
        if decision.verdict in (Verdict.ACCEPT, Verdict.REPLACE) and decision.concept is not None and form not in rejected:
            groups[decision.concept, form].append(decision)
        elif decision.verdict is Verdict.REJECT and decision.scope is Scope.EVERYWHERE and form not in right:
            refused[form].append(decision)
    terms: dict[str, list[Term]] = defaultdict(list)
    for (concept, form), decisions in sorted(groups.items()):
        entry = termbase.by_id.get(concept)
        if entry is not None and form not in {folded(term.text) for term in entry.en.terms}:
            terms[concept].append(_term(decisions))
    accepted = {form for _, form in groups}
    lookers = [(decisions[0].found, _because(decisions, "right as it stands")) for form, decisions in sorted(refused.items()) if form not in accepted]
    return Proposals(tuple((termbase.by_id[concept], tuple(found)) for concept, found in terms.items()), tuple(lookers))


def _term(decisions: Sequence[Decision]) -> Term:
    said = {decision.text for decision in decisions}
    seen = tuple(sorted({Path(decision.document).name for decision in decisions if decision.document}))
    kind = Kind(decisions[0].kind) if decisions[0].kind in set(Kind) else Kind.CALQUE
    return Term(decisions[0].found, Status.DEPRECATED, kind, Action.REVIEW, _because(decisions, "accepted in review"), said.pop() or "" if len(said) == 1 else "", seen)


def _because(decisions: Sequence[Decision], otherwise: str) -> str:
    notes = list(dict.fromkeys(decision.note for decision in decisions if decision.note))
    people = ", ".join(sorted({decision.by for decision in decisions if decision.by}))
    return "; ".join(notes) or (f"{otherwise} ({people})" if people else otherwise)
