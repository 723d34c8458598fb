"""A finding for a concept, fitted to its place in the sentence."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.entry import Action, ConceptEntry, Kind
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.text.grammar import fit
from normalize.text.word_forms import form_here, is_verb
from normalize.view import View

BEARERS = frozenset({"person", "place"})  # whose names stand without an article


def propose(
    view: View,
    span: tuple[int, int],
    kind: Kind,
    action: Action,
    entry: ConceptEntry,
    *,
    say: str = "",
    inflection: str | None = None,
    evidence: Sequence[Evidence] = (),
    confidence: float,
    weight: float,
    rivals: Sequence[Rival] = (),
) -> Finding:
    """The finding that puts `say` (or the preferred English) of an entry in place of a stretch."""
    said = say or entry.english
    form = form_here(view.text, span[0], view.text[slice(*span)], entry, said, inflection)
    start, end, text = fit(view.text, *span, said, form, verb=is_verb(entry, said), bearer=entry.subject in BEARERS and said[:1].isupper())
    confidence = round(confidence, 3)
    return Finding(
        start, end, view.text[start:end], kind, action, confidence, (Suggestion(text, entry.id, confidence),), tuple(evidence),
        entry.id, entry.chinese, entry.pinyin, tuple(rivals), weight,
    )  # fmt: skip


def rival(entry: ConceptEntry, score: float) -> Rival:
    """Another concept that the same words may stand for."""
    return Rival(entry.id, entry.chinese, entry.english, round(score, 3))
