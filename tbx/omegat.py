"""OmegaT's own glossary: `glossary.utf8` or `.txt`, a line a pair, cells parted by tabs, no escapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from glossary.entry import ConceptEntry
from glossary.text_file import GlossaryError, read_text
from tbx.foreign import Pair, concepts, right_pairs
from tbx.losses import HALF_PAIRS, NO_PLACE, Losses, Report, silent
from tbx.markup import one_line
from tbx.text import write_text


def write_omegat(entries: Iterable[ConceptEntry], file: Path | BinaryIO) -> None:
    """Right forms only, one line a pair: Chinese, English, comment (pinyin; definition); UTF-8 without BOM.

    A garbled form would be offered to the translator like any other, since OmegaT knows no status.
    """
    write_text(file, _lines(entries))


def _lines(entries: Iterable[ConceptEntry]) -> Iterator[str]:
    yield "# Chinese, English, comment; written by Zhengming\n"
    for entry in entries:
        comment = "; ".join(part for part in (f"pinyin: {entry.pinyin}" if entry.pinyin else "", entry.definition) if part)
        for chinese, english in right_pairs(entry):
            if chinese.startswith("#"):
                raise GlossaryError(f"concept {entry.id!r}: {chinese!r} begins with #, and OmegaT takes such a line for a comment; write it otherwise")
            yield "\t".join(one_line(cell) for cell in (chinese, english, comment)) + "\n"


def read_omegat(path: Path, report: Report = silent) -> Iterator[ConceptEntry]:
    """The pairs of a glossary (UTF-8; Chinese on either side) by their Chinese: the first English preferred, the others admitted.

    A comment that a further English of the same Chinese has goes into the note; `report` hears of lines without both terms, which OmegaT passes over.
    """
    losses = Losses("line")
    yield from concepts(_pairs(path, losses), path)
    for sentence in losses.sentences():
        report(f"{path}: {sentence}")


def _pairs(path: Path, losses: Losses) -> Iterator[Pair]:
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        losses.where = next(filter(None, cells), ""), number
        if len(cells) < 2 or not cells[0] or not cells[1]:
            losses.lost(HALF_PAIRS)
            continue
        if any(cells[3:]):
            losses.lost(NO_PLACE, "the fourth")
        comment = cells[2] if len(cells) > 2 else ""
        pinyin, _, rest = comment.removeprefix("pinyin: ").partition("; ") if comment.startswith("pinyin: ") else ("", "", comment)
        yield Pair(cells[0], cells[1], pinyin, rest)
