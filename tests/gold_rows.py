"""The rows of the gold lists (`tests/gold/README.md` defines their columns): read, and compared with what the program says."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from pathlib import Path

GOLD = Path(__file__).parent / "gold"
Row = dict[str, str]

TUNED, ASIDE = "tuned", "aside"


def half(number: int) -> str:
    """Even rows were developed with, odd rows were kept aside until the end."""
    return TUNED if number % 2 == 0 else ASIDE


def rows_of(name: str) -> list[Row]:
    """The rows of one gold file."""
    with open(GOLD / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


_PLAIN = str.maketrans("“”‘’–—‐\u00a0", "\"\"''--- ")


def folded(text: str, with_case: bool) -> str:
    """A text as it is compared: quote marks, dashes and spacing plain, nothing around it; without case unless case is the matter."""
    text = " ".join(text.translate(_PLAIN).split())
    text = re.sub(r" +(?=[.,;:!?])", "", text).strip("\"'. ")
    return text if with_case else text.casefold()


def english_of(gold: Row) -> set[str]:
    """Every folded text that settles a row."""
    alternatives = gold["canonical_english"].split(" / ")
    both = [*alternatives, *(re.sub(r"\s*\([^)]*\)", "", text) for text in alternatives)]
    return {text for text in (folded(one, gold["kind"] == "case") for one in both) if text}


def chinese_of(cell: str | None) -> set[str]:
    """The Chinese alternatives of a cell, without comments and punctuation."""
    plain = re.sub(r"[(（][^)）]*[)）]", "", cell or "")
    parts = ("".join(re.findall(r"[\u3400-\u9fff0-9+]", part)) for part in plain.split("/"))
    return {part for part in parts if len(part) > 1}


def same_chinese(one: str | None, other: str | None) -> bool:
    """Whether two cells name one thing: equal, or the shorter is in the longer and at least half of it."""
    pairs = ((a, b) if len(a) <= len(b) else (b, a) for a in chinese_of(one) for b in chinese_of(other))
    return any(short in long and 2 * len(short) >= len(long) for short, long in pairs)


def handed_over(golds: Sequence[Row], path: Path) -> Path:
    """A user's glossary with the entries of the rows and none of their garbled forms: one line for each Chinese form."""
    english: dict[str, dict[str, None]] = {}
    pinyin: dict[str, str] = {}
    for gold in golds:
        if known := chinese_of(gold["chinese"]):
            zh = max(sorted(known), key=len)
            pinyin.setdefault(zh, gold["pinyin"].strip("“”\"' "))
            forms = (form.strip("“”\"' ") for form in gold["canonical_english"].split(" / "))
            english.setdefault(zh, {}).update((form, None) for form in forms if form and not form.startswith("("))
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["zh", "en", "en_admitted", "pinyin"])
        for zh, forms in english.items():
            if forms:
                first, *others = forms
                writer.writerow([zh, first, "|".join(others), pinyin[zh]])
    return path
