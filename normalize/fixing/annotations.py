"""`--annotate`: Chinese and pinyin at a concept's first mention in running text: Kunqu Opera (昆曲, Kūnqǔ)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from glossary.entry import Action, ConceptEntry, Kind
from glossary.pinyin import SYLLABLES, is_pinyin, toneless
from normalize.context import Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.fixing.doubtful_mentions import is_doubtful
from normalize.fixing.fixes import Fix, apply, choose
from normalize.reading_back.readings import letters
from normalize.text.document import Document, Span
from normalize.text.grammar import in_headline
from normalize.view import View

# Things that may bear a name; set phrases of politics and business need no Chinese behind them.
THINGS = frozenset({"culture", "heritage", "food", "history"})
SHORT = 80  # characters of a line that may be a heading, a caption or a byline; `--help` and README name the figure
_ENDED = re.compile(r"(?:[.!?。][\"”’)]*|\bThe)$")
_GLOSSED = re.compile(r"\s*[(（][^)）\n]{0,60}[\u3400-\u9fff]")


def annotated(view: View, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with an annotation of every concept's first mention in running text: no headline, no short line, no quotation, no well-known name, none
    that is in doubt, none twice.

    Mentions are looked for in the text as the certain fixes leave it, so that a second run sees what this one saw. A concept whose Chinese stands
    in the text already is left.
    """
    chosen = [fix for fix, _ in choose(findings, [None] * len(findings))]
    text, fixes = apply(view.text, [fix for fix in chosen if fix is not None])
    mended = View(Document(view.document.name, text, view.document.encoding, view.document.markdown), view.compiled) if fixes else view
    context = Context(mended)
    unmended = [(finding.start, finding.end) for finding, fix in zip(findings, chosen, strict=True) if fix is None]
    places = sorted(_places(mended, fixes, findings))
    entries = _untold(mended, {concept for *_, concept in places})
    prose = _prose(mended.document)
    done = {concept for _, end, concept in places if _GLOSSED.match(text, end)}
    added: list[Finding] = []
    inner: dict[Span, list[tuple[int, str]]] = defaultdict(list)  # span of a finding -> where in the words that it puts in, and what
    for start, end, identifier in places:
        entry = entries.get(identifier)
        if identifier in done or entry is None or not _wants_chinese(mended, start, end, entry):
            continue
        if mended.document.place(start)[0] not in prose or not _running_text(mended, start, end) or is_doubtful(mended, context, start, end, entry):
            continue
        note = f" ({entry.chinese}, {entry.pinyin})"
        at = _before_fixes(fixes, end)
        if at is None:
            fix = next(fix for fix in fixes if end < fix.out_end)
            inner[fix.start, fix.end].append((end - fix.out_start, note))  # the first names of “Jinxi, Dianshanhu and Zhouzhuang”
            done.add(identifier)
            continue
        if _touches(unmended, at):
            continue
        done.add(identifier)
        evidence = (Evidence("annotation", "first mention in running text"),)
        added.append(Finding(at, at, "", Kind.ANNOTATION, Action.AUTO, 1.0, (Suggestion(note, entry.id, 1.0),), evidence, entry.id, entry.chinese, entry.pinyin))
    noted = [_with_notes(finding, inner[finding.start, finding.end]) if (finding.start, finding.end) in inner else finding for finding in findings]
    return sorted([*added, *noted], key=lambda f: (f.start, f.end))  # an annotation before a space that is put in behind it


def _with_notes(finding: Finding, notes: Sequence[tuple[int, str]]) -> Finding:
    """The finding with Chinese behind names within the words that it puts in."""
    first, *others = finding.suggestions
    text = first.text
    for at, note in sorted(notes, reverse=True):
        text = text[:at] + note + text[at:]
    return finding._replace(suggestions=(first._replace(text=text), *others))


def _places(mended: View, fixes: Sequence[Fix], findings: Sequence[Finding]) -> Iterator[tuple[int, int, str]]:
    """Where a concept is named in the mended text: by what a fix put in, or by a right form that is that of no other."""
    concepts = {(finding.start, finding.end): finding.concept for finding in findings}
    for fix in fixes:
        if concept := concepts.get((fix.start, fix.end)):
            yield fix.out_start, fix.out_end, concept
    for mention in mended.told:
        if mention.exact and len(mention.entries) == 1:
            yield mention.start, mention.end, mended.entry(mention.entries[0]).id


def _untold(view: View, concepts: Iterable[str]) -> dict[str, ConceptEntry]:
    """Those of the concepts whose Chinese the text does not tell yet."""
    entries = (view.entry(view.compiled.numbers[concept]) for concept in concepts)
    return {entry.id: entry for entry in entries if entry.chinese not in view.text}


def _wants_chinese(view: View, start: int, end: int, entry: ConceptEntry) -> bool:
    """Whether it is a name, or a thing that bears one, which not everybody knows."""
    own = entry.is_name and view.compiled.is_own(view.compiled.numbers[entry.id])  # whose pinyin is as the user writes it
    if not entry.pinyin or entry.well_known or not (own or _bears_name(entry)):
        return False
    # "Zhejiang and Anhui" are two names, not 浙皖.
    return not entry.is_name or (view.text[start].isupper() and " and " not in view.text[start:end])


def _bears_name(entry: ConceptEntry) -> bool:
    """Whether Chinese tells a reader more than the English does: of Kunqu Opera, Suzhou embroidery and the erhu; not of classical gardens, fine traditional
    Chinese culture and the Provincial Party Committee, of which every province has one (省委 shěngwěi)."""
    if entry.is_name:
        return entry.pinyin[:1].isupper()
    if entry.subject not in THINGS or entry.en.part_of_speech != "noun":
        return False
    words, reading = re.findall(r"[A-Za-z]+", entry.english), letters(toneless(entry.pinyin))
    return any((word[0].isupper() and not word.startswith("Chin")) or (word not in SYLLABLES and word in reading and is_pinyin(word)) for word in words)


def _before_fixes(fixes: Sequence[Fix], offset: int) -> int | None:
    """Where an offset of the mended text lay before; None within what a fix put in."""
    shift = 0
    for fix in fixes:
        if offset <= fix.out_start:
            break
        if offset < fix.out_end:
            return None
        shift = fix.end - fix.out_end
    return offset + shift


def _touches(spans: list[Span], at: int) -> bool:
    """Whether one of the spans holds an offset, or begins or ends there."""
    behind = bisect_right(spans, (at, -1))
    return any(start <= at <= end for start, end in spans[max(0, behind - 3) : behind + 1])


def _prose(document: Document) -> frozenset[int]:
    """The numbers of the lines that are running text: no heading, caption, byline or row of a table. Asked once of a line, which may be all of a megabyte."""
    headings = ("#",) if document.markdown else ()
    lines = ((number, document.line(start).strip()) for number, start in enumerate(document.line_starts, 1))
    return frozenset(number for number, line in lines if len(line) > SHORT and _ENDED.search(line[-12:]) and line.count("|") < 2 and not line.startswith(headings))


def _running_text(view: View, start: int, end: int) -> bool:
    """Whether what stands in a line of running text stands in a sentence of the author's own that no pragma exempts."""
    quoted = view.in_quotes(start, end) or view.is_quoted(start, end)
    return not (quoted or view.document.is_exempt(Kind.ANNOTATION.value, start, end) or in_headline(view.text, start))
