"""zhengming glossary mine: what the texts hold that the termbase does not, as a list to read or as a glossary to complete."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from glossary.entry import ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.whole_file import write_whole
from glossary.write import as_toml, identifier
from normalize.mining.candidates import Candidate, Place
from normalize.mining.unknown_names import Suspicion
from normalize.text.document import Document
from tbx.id_set import Identifiers, own_name
from zhengming import Stop, Warn, counted, one_of, say
from zhengming.config import Settings

FORMATS = ("text", "toml", "jsonl")
_ENDINGS = {"": "text", ".txt": "text", ".text": "text", ".md": "text", ".toml": "toml", ".jsonl": "jsonl"}
UNKNOWN_CHINESE = "?"
_KINDS = {
    Suspicion.ROLE: Kind.ROLE_GLUE, Suspicion.SPELLINGS: Kind.SPLIT, Suspicion.CONFUSABLE: Kind.POLYPHONE, Suspicion.CHAIN: Kind.ABBR_WRONG,
    Suspicion.COMMON_WORDS: Kind.HALF_RENDERED, Suspicion.GENERIC: Kind.INCONSISTENT, Suspicion.PHRASE: Kind.CALQUE,
}  # fmt: skip
_SUBJECTS = (
    (re.compile(r"(?i)\b(?:road|street|avenue|bridge|railway|expressway|station|airport|port|line|metro|lane)$"), "transport"),
    (re.compile(r"(?i)\b(?:group|company|co|ltd|corporation|technology|automation|electronics?|industry|pharmaceuticals?)$"), "company"),
    (re.compile(r"(?i)\b(?:university|school|college|academy)$"), "education"),
    (re.compile(r"(?i)\b(?:opera|museum|temple|pagoda|festival|theat(?:er|re))$"), "culture"),
    (re.compile(r"(?i)\b(?:hospital|committee|bureau|association|center|institute)$"), "organization"),
    (re.compile(r"(?i)\b(?:tea|wine|soup|noodles?|cake|liquor)$"), "food"),
)


def mine(paths: Sequence[str], settings: Settings, warn: Warn, *, to: Path | None = None, least: int = 1, format: str = "") -> bool:
    """Write the unknown names of these texts to `to` or to stdout; whether every text could be read.

    Stop for an unknown format, and for a file that exists already: a list that somebody is completing is not written over.
    """
    from normalize.mining.candidates import mine as candidates_of
    from zhengming.corpus import Failure, read, sources
    from zhengming.termbases import compiled_termbase

    format = format or _format_of(to)
    one_of("--format", format, FORMATS)
    if least < 1:
        raise Stop(f"--min {least}: give a number from 1")
    if to is not None and to.exists():
        raise Stop(f"{to}: stands there already and may hold your work; give another file or remove it")
    found, failures = sources(paths, warn)
    documents: list[Document] = []
    for source in found:
        document = read(source)
        if isinstance(document, Failure):
            failures.append(document)
        else:
            documents.append(document)
    for failure in failures:
        warn(str(failure))
    if documents:
        candidates = candidates_of(documents, compiled_termbase(settings.glossaries, settings.builtin, warn), least)
        text = "".join(f"{line}\n" for line in {"text": listed, "toml": proposed, "jsonl": recorded}[format](candidates))
        if to is None:
            sys.stdout.write(text)
        else:
            _write(to, text)
            say(f"{to}: {_counted(candidates)}\n")
    return not failures


def _format_of(to: Path | None) -> str:
    """The format that the ending of a file says; a list to read in a file that calls itself a table would be opened as one."""
    if to is None:
        return "text"
    if (format := _ENDINGS.get(to.suffix.lower())) is None:
        raise Stop(f"--to {to}: cannot tell the format; the name must end in .txt, .toml or .jsonl, or give --format")
    return format


def _write(path: Path, text: str) -> None:
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise Stop(f"{path}: cannot be written ({error.strerror or error}); check the folder and its rights") from error


def _counted(candidates: Sequence[Candidate]) -> str:
    persons = sum(candidate.is_person for candidate in candidates)
    return f"{counted(len(candidates) - persons, 'unknown name or phrase', 'unknown names and phrases')}, {counted(persons, 'personal name')}"


# To read --------------------------------------------------------------------------------------------------------------------------------


def listed(candidates: Sequence[Candidate]) -> Iterator[str]:
    """The ranked list as lines; personal names apart at the end, one line each."""
    yield _counted(candidates)
    for number, candidate in enumerate((c for c in candidates if not c.is_person), 1):
        yield ""
        yield f"{number}. {candidate.right}  [{candidate.score:g}]  {_why(candidate)}; {_often(candidate)}"
        if [spelling for spelling, _ in candidate.spellings] != [candidate.right]:
            yield "   written: " + ", ".join(f"{spelling} {count}×" for spelling, count in candidate.spellings)
        if candidate.chinese:
            yield "   Chinese (a guess): " + " or ".join(candidate.chinese)
        for place in candidate.contexts:
            yield f"   {_shown(place)}"
    if persons := [candidate for candidate in candidates if candidate.is_person]:
        yield ""
        yield "Personal names (seldom for a glossary):"
        for candidate in persons:
            others = [spelling for spelling, _ in candidate.spellings if spelling != candidate.right]
            place = candidate.contexts[0]
            yield f"   {candidate.right}  {_often(candidate)}  {place.document}:{place.line}" + (f"  also {', '.join(others)}" if others else "")


def _why(candidate: Candidate) -> str:
    return "; ".join(candidate.suspicions)


def _often(candidate: Candidate) -> str:
    return f"{candidate.count}× in {counted(candidate.documents, 'text')}"


def _shown(place: Place) -> str:
    return f"{place.document}:{place.line}  …{place.before}[{place.found}]{place.after}…"


# To complete ----------------------------------------------------------------------------------------------------------------------------

_HEAD = """\
## Proposals for a glossary, found in texts. Nothing in it has been verified.
## To take one over: remove "# " before each of its lines, put the Chinese in place of "?", delete forms that are right.
## An entry that stands without "# " holds a guess at the Chinese: check it, or delete the entry.
"""


def proposed(candidates: Sequence[Candidate]) -> Iterator[str]:
    """A glossary in TOML: what has no guess at its Chinese is commented out, line by line; personal names come last and without contexts."""
    yield _HEAD
    taken = Identifiers()
    for candidate in candidates:
        name = own_name(identifier(candidate.right), taken)
        yield f"## {_why(candidate)}; {_often(candidate)}: " + ", ".join(f"{spelling} {count}×" for spelling, count in candidate.spellings)
        for place in candidate.contexts if not candidate.is_person else candidate.contexts[:1]:
            yield f"## {_shown(place)}"
        if candidate.chinese:
            yield "## The Chinese is a guess" + (f"; another one: {candidate.chinese[1]}" if len(candidate.chinese) > 1 else "")
        lines = as_toml([_entry(candidate, name)]).splitlines()
        yield from lines if candidate.chinese else (f"# {line}" for line in lines)
        yield ""


def _entry(candidate: Candidate, name: str) -> ConceptEntry:
    """The entry to complete: the right spelling, every other one as a garbled form, Chinese guessed or "?"."""
    kind = next((_KINDS[suspicion] for suspicion in candidate.suspicions if suspicion in _KINDS), Kind.INCONSISTENT)
    others = {spelling.casefold(): spelling for spelling, _ in reversed(candidate.spellings) if spelling.casefold() != candidate.right.casefold()}
    terms = [term for spelling in sorted(others.values()) if (term := _term(spelling, candidate.right, kind)) is not None]
    terms.sort(key=lambda term: term.status is Status.DEPRECATED)
    chinese = candidate.chinese[0] if candidate.chinese else UNKNOWN_CHINESE
    section = LanguageSection((Term(candidate.right, Status.PREFERRED), *terms))
    return ConceptEntry(name, _subject(candidate), LanguageSection((Term(chinese, Status.PREFERRED),)), section, source="unverified")


def _term(spelling: str, right: str, kind: Kind) -> Term | None:
    """What a spelling is beside the right one; None for a longer name, which is that of another thing.

    Beside Baita Village: Baita is as good a name, only shorter; Bai Ta is to be Baita; Bai Ta Village is to be Baita Village; the Baita Village Cultural
    Center is no village.
    """
    if any(_letters(start) == _letters(right) for start in _starts(spelling)):
        return None
    short = next((start for start in _starts(right) if _letters(start) == _letters(spelling)), "")
    if short.casefold() == spelling.casefold():
        return Term(spelling, Status.ADMITTED)
    return Term(spelling, Status.DEPRECATED, kind, say=short)


def _starts(name: str) -> list[str]:
    """The name cut after each of its words but the last."""
    words = name.split()
    return [" ".join(words[:end]) for end in range(1, len(words))]


def _letters(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())


def _subject(candidate: Candidate) -> str:
    if candidate.is_person or Suspicion.ROLE in candidate.suspicions:
        return "person"
    if Suspicion.PHRASE in candidate.suspicions:
        return "politics"
    return next((subject for pattern, subject in _SUBJECTS if pattern.search(candidate.right)), "place")


# To process -----------------------------------------------------------------------------------------------------------------------------


def recorded(candidates: Iterable[Candidate]) -> Iterator[str]:
    """One JSON object a line, in the order of the list."""
    for rank, candidate in enumerate(candidates, 1):
        yield json.dumps(
            {
                "schema": 1,
                "rank": rank,
                "key": candidate.key,
                "right": candidate.right,
                "chinese": list(candidate.chinese),
                "suspicions": [suspicion.name.lower().replace("_", "-") for suspicion in candidate.suspicions],
                "person": candidate.is_person,
                "score": candidate.score,
                "count": candidate.count,
                "documents": candidate.documents,
                "spellings": dict(candidate.spellings),
                "contexts": [{"document": place.document, "line": place.line, "before": place.before, "found": place.found, "after": place.after} for place in candidate.contexts],
            },
            ensure_ascii=False,
        )
