"""check(): a document through every detector to judged findings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from glossary import Action
from normalize.context import SHORT, Context
from normalize.detectors.casing import casing, lost_capitals
from normalize.detectors.consistency import Corpus, consistency, survey
from normalize.detectors.deixis import deixis
from normalize.detectors.generics import generics
from normalize.detectors.known_forms import known_forms
from normalize.detectors.misspelled_names import Spellings, misspelled_names
from normalize.detectors.near_names import NearNames, near_names
from normalize.detectors.renderings import renderings
from normalize.detectors.residue import misread_signs, residue
from normalize.detectors.role_words import role_words
from normalize.detectors.symbols import symbols
from normalize.detectors.word_for_word import Phrases, word_for_word
from normalize.findings import Finding, demoted, judge
from normalize.reading_back.readback import Reader
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document
from normalize.view import View

DETECTORS = (known_forms, casing, symbols, generics, role_words, residue)


class Checker:
    """Checks documents against one compiled termbase; what it learns of words it keeps for the next document."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.reader = Reader(compiled)
        self.phrases = Phrases(compiled.phrases, compiled.phrase_heads)
        self.names = NearNames(compiled)
        self.spellings = Spellings(compiled)

    def survey(self, documents: Iterable[Document]) -> Corpus:
        """What the documents of a run say together."""
        return survey(documents, self.reader.pinyin_words)

    def check(self, document: Document, corpus: Corpus | None = None) -> list[Finding]:
        """Every finding of one document, judged, in the order of the text."""
        view = self.view(document)
        return standing(document, view, self.check_view(view, corpus))

    def view(self, document: Document) -> View:
        """The document as the detectors see it: as it is read."""
        return View(document.flow, self.compiled)

    def check_view(self, view: View, corpus: Corpus | None = None) -> list[Finding]:
        """`check` of a view that the caller wants to keep; the findings stand where they are read (`standing` leads back to the file)."""
        context = Context(view)
        findings = [finding for detect in DETECTORS for finding in detect(view, context)]
        findings += _lost_capitals(view, context, findings)
        findings += deixis(view, context)
        findings += renderings(view, context, self.reader)
        findings += word_for_word(view, context, self.phrases)
        findings += near_names(view, context, self.names)
        findings += misspelled_names(view, context, self.spellings)
        findings += consistency(view, corpus or Corpus(), self.reader.pinyin_words(view.words.distinct))
        if view.document.skipped:
            findings = [f for f in findings if not view.document.is_skipped(f.start, max(f.end, f.start + 1))]
        if view.document.exemptions:
            findings = [f for f in findings if not view.document.is_exempt(f.kind.value, f.start, f.end)]
        if self.compiled.demoted:
            # Much surer than the chance hit it is no chance: 叫化鸡 fires on "named Hua" at 0.29, and Barking Chicken is listed.
            findings = [demoted(f) if f.confidence <= self.compiled.demoted.get(f.concept or "", -1.0) else f for f in findings]
        return self._noted(view, judge(findings))

    def _noted(self, view: View, findings: list[Finding]) -> list[Finding]:
        """What of the user's own concepts is no likelier right than wrong is a mere note in a text of some length that shows few signs of an engine: a page of
        good English has lanes and no 弄堂. An engine that garbles one name garbles others, or its set phrases, where they are easier to tell."""
        words = len(view.words.words)
        if words < SHORT or sum(map(_is_sign, findings)) * APART >= words:
            return findings
        return [demoted(f) if f.action is Action.REVIEW and f.confidence <= EVEN and self._is_own(f) else f for f in findings]

    def _is_own(self, finding: Finding) -> bool:
        return finding.concept is not None and self.compiled.is_own(self.compiled.numbers[finding.concept])


def _lost_capitals(view: View, context: Context, others: Sequence[Finding]) -> list[Finding]:
    """The names that lost capitals or joints. What is mended of one may make another certain (Suzhou beside kunqu), which a second run must not be needed for."""
    context.mends(others)
    found = list(lost_capitals(view, context))
    for _ in range(ROUNDS):
        if not context.mends([*others, *found]):
            break
        found = list(lost_capitals(view, context))
    return found


ROUNDS = 4  # times that one name may make another certain
EVEN, SIGN = 0.5, 0.75  # confidence up to which a reading is no likelier right than wrong; from which a finding is a sign that an engine wrote the text
APART = 400  # words in which an engine leaves one sign at least; in a long article of good English one or two are chance


def _is_sign(finding: Finding) -> bool:
    return finding.action is Action.AUTO or (finding.action is Action.REVIEW and finding.confidence >= SIGN)


def standing(document: Document, view: View, findings: list[Finding]) -> list[Finding]:
    """Findings in the view of a document, where they stand in it, and the signs in between that were misread."""
    if document.flow is document:
        return findings
    placed = [_standing(document, finding) for finding in findings]
    if not document.flow.misread:
        return placed
    starts = [finding.start for finding in placed]
    apart = [sign for sign in misread_signs(document, Context(view)) if all(other.end <= sign.start for other in placed[: bisect_left(starts, sign.end)][-1:])]
    return sorted([*placed, *apart], key=lambda finding: (finding.start, finding.end))


def _standing(document: Document, finding: Finding) -> Finding:
    (start, end), kept = document.flow.stood(finding.start, finding.end), document.flow.cut(finding.start)
    if kept:
        suggestions = tuple([each._replace(text=kept + each.text) for each in finding.suggestions])
        rivals = tuple([each._replace(text=kept + each.text) for each in finding.rivals])
        finding = finding._replace(suggestions=suggestions, rivals=rivals)
    return finding._replace(start=start, end=end, found=document.text[start:end])
