"""Termbases of 1,200 and of 100,000 concepts: built-in ones and made-up names. `python bench/termbases.py FOLDER`

1,200 are every so many of the built-in concepts, used with --no-builtin; the larger one is a CSV of made-up names on top of all built-in
concepts. A made-up name is two or three characters that occur in built-in names, in pinyin, with a generic word in English and Chinese.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from glossary.entry import Status
from glossary.hanzi import is_hanzi
from glossary.load import load_builtin
from glossary.pinyin import characters_read_as, spelled

SIZES = (1_200, 100_000)
GENERIC = (("村", "cūn", "Village"), ("镇", "zhèn", "Town"), ("桥", "qiáo", "Bridge"), ("路", "lù", "Road"), ("寺", "sì", "Temple"),
           ("湖", "hú", "Lake"), ("园", "yuán", "Garden"), ("山", "shān", "Mountain"))  # fmt: skip
COLUMNS = ("zh", "en", "pinyin", "en_admitted", "en_deprecated", "subject", "region")


def write_termbases(folder: Path) -> dict[int, tuple[Path, bool]]:
    """Size -> (glossary, whether the built-in termbase is used with it)."""
    folder.mkdir(parents=True, exist_ok=True)
    entries = load_builtin()
    small = folder / "concepts-1200.csv"
    step = len(entries) / SIZES[0]
    with open(small, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        for number in range(SIZES[0]):
            entry = entries[int(number * step)]
            admitted = "|".join(term.text for term in entry.en.terms if term.status is Status.ADMITTED)
            rows.writerow((entry.chinese, entry.english, entry.pinyin, admitted, "|".join(term.text for term in entry.deprecated), entry.subject, entry.region))
    made = {SIZES[0]: (small, False)}
    known = {form for entry in entries for form in entry.chinese_forms}
    characters = sorted({c for entry in entries if entry.subject == "place" for c in entry.chinese if is_hanzi(c) and characters_read_as(c)})
    chance = random.Random(20)
    names: list[tuple[str, ...]] = []
    while len(names) < SIZES[-1] - len(entries):
        chosen = chance.choices(characters, k=chance.choice((2, 2, 3)))
        zh, pinyin, english = chance.choice(GENERIC)
        chinese = "".join(chosen) + zh
        if chinese in known:
            continue
        known.add(chinese)
        syllables = [spelled(characters_read_as(c)[0]) for c in chosen]
        name = syllables[0] + "".join(("'" if s[0] in "aeo" else "") + s for s in syllables[1:])
        names.append((chinese, f"{name.capitalize()} {english}", f"{name}{pinyin}", "", "", "place", ""))
    large = folder / f"concepts-{SIZES[-1]}.csv"
    with open(large, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(COLUMNS)
        rows.writerows(names)
    return made | {SIZES[-1]: (large, True)}


if __name__ == "__main__":
    for size, (path, builtin) in write_termbases(Path(sys.argv[1] if len(sys.argv) > 1 else "bench/out")).items():
        print(f"{size:>7} concepts: {path}{'' if builtin else '  (with --no-builtin)'}")
