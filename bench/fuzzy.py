"""Fuzzy matching of pinyin keys (rapidfuzz) beside reading back, over the gold rows: `python bench/fuzzy.py [THRESHOLD …]`

Both know the built-in concepts and those of the gold rows, without any listed garbled form, and see the sentences of tests/gold/other_*.tsv. The fuzzy matcher takes every
run of one to four words, in letters only, and names the concept whose key is nearest by Levenshtein ratio at or above the threshold. A row is
found if the concept with the row's Chinese is named on words that touch the garble; an alarm is whatever is named in a clean sentence.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from glossary.entry import Action
from glossary.pinyin import toneless
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document
from zhengming.termbases import compiled_termbase

GOLD = Path(__file__).parent.parent / "tests" / "gold"
Named = list[tuple[int, int, str]]  # start, end, Chinese


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a gold file."""
    with open(GOLD / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def compiled() -> Compiled:
    """The built-in concepts and those of the gold rows; garbled forms left out."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "gold.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("zh", "en", "pinyin", "region"))
            for row in rows("other_garbles.tsv"):
                table.writerow((row["chinese"], row["canonical_english"], row["pinyin"], ""))
        return compiled_termbase([path], warn=lambda sentence: None, bare=True)


def figures(name: str, read: Callable[[str], Named]) -> None:
    """Recall on the garbles and alarms on the clean sentences, as a row."""
    began = time.process_time()
    garbles, clean = rows("other_garbles.tsv"), rows("other_clean.tsv")
    found = 0
    for row in garbles:
        start = row["context"].find(row["span"])
        end = start + len(row["span"])
        chinese = set(re.findall(r"[\u3400-\u9fff0-9+]+", row["chinese"]))
        found += any(a < end and start < b and zh in chinese for a, b, zh in read(row["context"]))
    alarms = sum(len(read(row["sentence"])) for row in clean)
    words = sum(len(row["sentence"].split()) for row in clean)
    print(f"| {name} | {found}/{len(garbles)} = {found / len(garbles):.2f} | {alarms} in {words} words | {time.process_time() - began:.1f} |", flush=True)


def fuzzy(known: Compiled, threshold: float) -> Callable[[str], Named]:
    """Nearest pinyin key of every run of one to four words."""
    from rapidfuzz import fuzz, process

    entries = [entry for number in range(len(known)) if (entry := known.entry(number)).pinyin]
    keys = [toneless(entry.pinyin) for entry in entries]
    right = {re.sub(r"[^a-z]", "", form.lower()) for entry in entries for form in entry.right_forms}

    def read(text: str) -> Named:
        words = [(match.start(), match.end()) for match in re.finditer(r"[A-Za-z'’]+", text)]
        named: Named = []
        for first in range(len(words)):
            for last in range(first, min(first + 4, len(words))):
                letters = re.sub(r"[^a-z]", "", text[words[first][0] : words[last][1]].lower())
                if len(letters) < 5 or letters in right:
                    continue
                if best := process.extractOne(letters, keys, scorer=fuzz.ratio, score_cutoff=threshold):
                    named.append((words[first][0], words[last][1], entries[best[2]].chinese))
        return named

    return read


def reading_back(known: Compiled) -> Callable[[str], Named]:
    """What a run finds, notes left out."""
    checker = Checker(known)

    def read(text: str) -> Named:
        found = checker.check(Document("gold", text))
        return [(finding.start, finding.end, finding.zh) for finding in found if finding.zh and finding.action is not Action.NOTE]

    return read


if __name__ == "__main__":
    print("| method | garbles found, right concept | alarms on clean sentences | CPU s |\n|---|---|---|---|")
    both = compiled()
    for threshold in map(float, sys.argv[1:] or ("80", "90", "100")):
        figures(f"rapidfuzz on pinyin keys, ratio ≥ {threshold:g}", fuzzy(both, threshold))
    figures("reading back", reading_back(both))
