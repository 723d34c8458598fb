"""Glossaries for the engines that garble in the first place: DeepL and Google Cloud Translation take a source and a target term a line, no header."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from glossary.csv_table import is_glossary, load_csv
from glossary.entry import ConceptEntry
from glossary.hanzi import has_hanzi
from glossary.text_file import GlossaryError
from tbx.foreign import Pair, concepts
from tbx.losses import HALF_PAIRS, NO_PLACE, Losses, Report, silent
from tbx.markup import one_line
from tbx.text import csv_lines, stripped_rows, write_text


@dataclass(frozen=True, slots=True)
class Engine:
    """What an engine takes at most, in bytes of UTF-8: a term, a whole glossary.

    DeepL: 10 MiB a glossary, 1,024 bytes a text (https://developers.deepl.com/docs/api-reference/glossaries). Google: 10,485,760 bytes for all terms
    together, less than 1,024 each, and a longer one is passed over without a word (https://cloud.google.com/translate/docs/advanced/glossary).
    """

    name: str
    term: int = 1024
    glossary: int = 10 * 1024 * 1024


DEEPL = Engine("DeepL")
GOOGLE = Engine("Google", term=1023)


def write_engine(entries: Iterable[ConceptEntry], file: Path | BinaryIO, engine: Engine, *, tabs: bool = False, report: Report = silent) -> int:
    """Every right Chinese with the preferred English of its concept, for machine translation out of Chinese; how many concepts came in.

    Engines put a pair in wherever they see the source, so what is not certain by itself stays out, and `report` hears how much: a single character
    (里 is a li and half of every second place), and Chinese that stands for several concepts (通州 is a district of Beijing and of Nantong).
    GlossaryError if a term or the whole is larger than the engine takes.
    """
    kept = list(entries)
    english: dict[str, set[str]] = {}
    for entry in kept:
        for chinese in entry.chinese_forms:
            english.setdefault(one_line(chinese), set()).add(one_line(entry.english))
    pairs = {chinese: next(iter(forms)) for chinese, forms in english.items() if len(forms) == 1 and len(chinese) > 1}
    left_out = Counter("a single character" if len(chinese) == 1 else "several concepts" for chinese in english if chinese not in pairs)
    for reason, count in sorted(left_out.items()):
        report(f"{count} Chinese left out ({reason}), because {engine.name} puts a pair in wherever it sees the Chinese")
    lines = list(csv_lines(pairs.items(), "\t" if tabs else ","))
    for term in (term for pair in pairs.items() for term in pair if len(term.encode("utf-8", "replace")) > engine.term):
        raise GlossaryError(f"{term[:40]!r}… is longer than the {engine.term} bytes that {engine.name} takes; leave it out")
    if (size := sum(len(line.encode("utf-8", "replace")) for line in lines)) > engine.glossary:
        raise GlossaryError(f"{size / 2**20:.1f} MB are more than the {engine.glossary // 2**20} MB that {engine.name} takes; choose with --subject, --region or --used-in")
    write_text(file, lines)
    return sum(any(one_line(chinese) in pairs for chinese in entry.chinese_forms) for entry in kept)


_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,4})*")
_CHINESE_TITLES = frozenset({"中文", "汉语", "简体中文", "中文术语", "术语", "原文", "源语", "源语言", "词条"})
_ENGLISH_TITLES = frozenset({"英文", "英语", "英文术语", "译文", "翻译", "目标语", "目标语言", "英译"})


def read_engine(path: Path, report: Report = silent) -> Iterator[ConceptEntry]:
    """The pairs of such a file (comma or tab; Chinese on either side); `report` hears of further columns and of lines without both terms.

    The tags of the languages that DeepL's own export has behind a pair are passed over. A file whose first line names zh and en is a CSV of ours.
    """
    if is_glossary(path):
        entries, warnings = load_csv(path)
        yield from entries
        for warning in warnings:
            report(warning)
        return
    losses = Losses("line")
    yield from concepts(_pairs(path, losses), path)
    for sentence in losses.sentences():
        report(f"{path}: {sentence}")


def _pairs(path: Path, losses: Losses) -> Iterator[Pair]:
    for place, (number, cells) in enumerate(stripped_rows(path)):
        if not place and _names_columns(cells):
            continue
        losses.where = next(filter(None, cells), ""), number
        if len(cells) < 2 or not cells[0] or not cells[1]:
            losses.lost(HALF_PAIRS)
            continue
        if any(cell and not _TAG.fullmatch(cell) for cell in cells[2:]):
            losses.lost(NO_PLACE, "behind the second")
        yield Pair(cells[0], cells[1])


def _names_columns(cells: list[str]) -> bool:
    """Whether the first line names the columns, in English (source,target) or in Chinese (中文,英文); 英文,English is a pair."""
    first, second = (*cells, "", "")[:2]
    return not has_hanzi(first + second) or any(one in _CHINESE_TITLES and other in _ENGLISH_TITLES for one, other in ((first, second), (second, first)))
