"""What the termbase knows of one form: `zhengming lookup` and `zhengming glossary show`. The only importer of rapidfuzz.

A form is sought as it stands (right, garbled, Chinese, pinyin, a look-alike, the short name of a place); if nobody has listed it, it is read back as a
text would be; if that gives nothing either, what is spelled nearly alike is shown.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from glossary.entry import ConceptEntry, Status, Term
from glossary.hanzi import has_hanzi, simplified, traditional
from glossary.pinyin import spelled, toneless
from glossary.termbase import Termbase, folded
from normalize.termbase.compiled import Compiled
from zhengming import Stop, Warn
from zhengming.config import Settings

NEAR = 78.0  # of 100: how alike two spellings must be to be shown
MOST_NEAR = 5


def look_up(form: str, settings: Settings, warn: Warn) -> bool:
    """Print the concepts behind a form; whether there are any. Near misses are printed too, but are no find.

    Stop if the form holds no letter, digit or Chinese character.
    """
    from zhengming.termbases import compiled_termbase

    if not any(char.isalnum() for char in form):
        raise Stop(f"{form!r} holds nothing to look up; give an English form, a Chinese one or pinyin")
    compiled = compiled_termbase(settings.glossaries, settings.builtin, warn)
    termbase = _termbase(compiled)
    entries = entries_of(form, termbase)
    told = _told(form, compiled, entries)
    for sentence in told:
        _say(sentence)
    if told and not entries:
        return True  # a look-alike and a short name have no entry of their own
    if not entries and not has_hanzi(form):
        found = _read_back(form, compiled)
        for sentence, _ in found:
            _say(sentence)
        entries = tuple({entry.id: entry for _, entry in found if entry is not None}.values())
        if found and not entries:
            return True  # a subdistrict has a name and no entry
    if entries:
        show_entries(entries)
        return True
    near = near_misses(form, termbase)
    _say(f"{form}: nothing found" + ("; near it:" if near else ""))
    for entry in near:
        _say(f"  {entry.english}  {entry.chinese}  {entry.pinyin}  (id {entry.id})")
    return False


def termbase_of(settings: Settings, warn: Warn) -> Termbase:
    """The termbase of these settings, by way of the cache."""
    from zhengming.termbases import compiled_termbase

    return _termbase(compiled_termbase(settings.glossaries, settings.builtin, warn))


def _termbase(compiled: Compiled) -> Termbase:
    return Termbase(tuple(compiled.entry(number) for number in range(len(compiled))))


# Finding --------------------------------------------------------------------------------------------------------------------------------


def entries_of(form: str, termbase: Termbase) -> tuple[ConceptEntry, ...]:
    """The entries that list a form: as Chinese, or as right English, then as garbled English, then as pinyin."""
    if has_hanzi(form):
        return of_chinese(form, termbase)
    key = folded(form)
    found = (*termbase.by_right_form.get(key, ()), *termbase.by_deprecated_form.get(key, ()), *of_pinyin(form, termbase))
    return tuple({entry.id: entry for entry in found}.values())


def of_chinese(form: str, termbase: Termbase) -> tuple[ConceptEntry, ...]:
    """The entries of a Chinese form, simplified or traditional, with or without quote marks around it."""
    form = form.strip().strip("“”「」『』《》\"'")
    return termbase.by_chinese.get(form) or termbase.by_chinese.get(simplified(form), ())


def of_pinyin(form: str, termbase: Termbase) -> tuple[ConceptEntry, ...]:
    """The entries that are read so; tone marks count if they are given, tone figures (jin3 dian4 zhou1) do not."""
    form = re.sub(r"(?<=[a-zü])[1-5](?![0-9])", "", form.lower())
    key, toned = spelled(toneless(form)), _toned(form)
    if not key:
        return ()
    alike = tuple(entry for entry in termbase if spelled(toneless(entry.pinyin)) == key)
    return alike if toned.isascii() else tuple(entry for entry in alike if _toned(entry.pinyin) == toned)


def _told(form: str, compiled: Compiled, entries: Sequence[ConceptEntry]) -> list[str]:
    """What the tables beside the concepts say of a form that no entry has as right: that it only looks garbled (Gui Street), or what it is short for (沪)."""
    key, short = folded(form), simplified(form.strip())
    if any(key in map(folded, entry.right_forms) for entry in entries):
        return []
    told = [f"“{right}” is right, though it may look garbled: {because}" for right, because in compiled.look_alikes if folded(right) == key]
    places = () if entries else compiled.knowledge.places.get(short, ())
    return [*told, f"{short} is short for {', '.join(places)}"] if places else told


def _toned(pinyin: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", pinyin.lower()) if char.isalnum())


def _read_back(form: str, compiled: Compiled) -> list[tuple[str, ConceptEntry | None]]:
    """What a text consisting of the form would be found to hold: a sentence for each finding that has Chinese, and its entry if it has one."""
    from normalize.pipeline import Checker
    from normalize.text.document import Document

    result: list[tuple[str, ConceptEntry | None]] = []
    for finding in Checker(compiled).check(Document("lookup", form)):
        entry = compiled.by_id(finding.concept) if finding.concept else None
        if finding.zh:
            why = "; ".join(evidence.detail for evidence in finding.evidence if evidence.detail)
            result.append((f"“{finding.found}” reads back as “{finding.text}” {finding.zh} ({finding.kind}, {finding.confidence:.0%})" + (f": {why}" if why else ""), entry))
    return result


def near_misses(form: str, termbase: Termbase) -> tuple[ConceptEntry, ...]:
    """Entries spelled nearly so, the nearest first: by right English and by toneless pinyin, or by Chinese."""
    from rapidfuzz import fuzz, process

    if has_hanzi(form):
        forms = [(simple, entry) for entry in termbase for simple in entry.chinese_forms]
        query, least = simplified(form.strip()), 60.0
    else:
        forms = [(folded(right), entry) for entry in termbase for right in entry.right_forms]
        forms += [(toneless(entry.pinyin), entry) for entry in termbase]
        query, least = folded(form), NEAR
    spellings = [text for text, _ in forms]
    hits = process.extract(query, spellings, scorer=fuzz.ratio, limit=20, score_cutoff=least)
    if not has_hanzi(form) and (key := toneless(form)) != query:
        hits = sorted([*hits, *process.extract(key, spellings, scorer=fuzz.ratio, limit=20, score_cutoff=least)], key=lambda hit: -hit[1])
    return tuple({forms[index][1].id: forms[index][1] for _, _, index in hits}.values())[:MOST_NEAR]


# Showing --------------------------------------------------------------------------------------------------------------------------------


def show_entries(entries: Iterable[ConceptEntry]) -> None:
    """Print entries in full: a colored table in a terminal, plain lines in a pipe."""
    for number, entry in enumerate(entries):
        if number:
            _say("")
        if sys.stdout.isatty():
            _print_rich(entry)
        else:
            for label, text in described(entry):
                _say(f"{label:<12}{text}")


def described(entry: ConceptEntry) -> list[tuple[str, str]]:
    """An entry as labelled lines; a label is given once, further lines of it have none."""
    rows: list[tuple[str, str]] = [("Chinese", entry.chinese)]
    if (classical := traditional(entry.chinese)) != entry.chinese:
        rows.append(("traditional", classical))
    rows += [("pinyin", entry.pinyin), ("preferred", entry.english)]
    rows += _labelled("admitted", [term.text for term in entry.en.of(Status.ADMITTED)])
    rows += _labelled("also", [term.text for term in entry.zh.of(Status.ADMITTED)])
    speech = "" if entry.en.part_of_speech == "noun" else entry.en.part_of_speech
    rows += [("used as", speech), ("gloss", entry.en.gloss), ("definition", entry.definition), ("region", entry.region)]
    rows += [("well known", "yes" if entry.well_known else ""), ("coordinates", ", ".join(map(str, entry.coordinates or ()))), ("related", ", ".join(entry.related))]
    rows += [("note", entry.note), *_labelled("context", list(filter(None, (entry.zh.context, entry.en.context))))]
    rows += _labelled("garbled", [_garbled(term) for term in entry.deprecated])
    rows += _labelled("history", [f"{happened.date} {happened.kind}" + (f" by {happened.by}" if happened.by else "") for happened in entry.history])
    rows += [("source", entry.source), ("entry", f"{entry.id} ({entry.subject}" + (f", {entry.origin})" if entry.origin else ")"))]
    return [(label, text) for label, text in rows if text]


def _labelled(label: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    return [(label if number == 0 else "", text) for number, text in enumerate(texts)]


def _garbled(term: Term) -> str:
    say = f", say “{term.say}”" if term.say else ""
    because = f": {term.because}" if term.because else ""
    seen = f" [{', '.join(term.seen)}]" if term.seen else ""
    return f"“{term.text}” ({term.kind}, {term.action}{say}){because}{seen}"


def _print_rich(entry: ConceptEntry) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    styles = {"Chinese": "bold", "preferred": "bold green", "garbled": "red", "source": "dim", "entry": "dim"}
    table = Table.grid(padding=(0, 2))
    table.add_column(style="cyan", no_wrap=True)
    table.add_column(overflow="fold")
    style = ""
    for label, text in described(entry):
        style = styles.get(label, "") if label else style
        table.add_row(label, Text(text, style=style))
    Console(highlight=False).print(table)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
