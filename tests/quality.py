"""How well the garbles of the gold lists are read back: the scorer. Run it for the table: `python tests/quality.py`.

Definitions (`tests/gold/README.md` defines the columns of the rows):

found   an `auto`, `review` or `note` finding overlaps the gold span.
right   an `auto` or `review` finding whose first suggestion, put in place (alone or with the others inside the span), gives the gold
        English in one of its alternatives, with or without its parenthesis; or, unless the set is closed, whose Chinese is the gold
        Chinese (equal, or one holds the other and the shorter is at least half as long).
fixed   right by its English, and `auto`; counted on rows that may be fixed unasked.
wrong   an `auto` finding on a gold span that is not right.  differs: the right Chinese with other English, or another repair of residue.
alarm   an `auto` or `review` finding on what must stay: a span of the keep list, a clean sentence.
stray   such a finding on a garbled text, outside every gold span (and outside the keep list): to be looked at by eye.

A row whose span occurs several times counts by the share of its places. Quote marks, dashes and spacing are folded before comparing, case
too but for the kind `case`. A `closed` set hands over the entries (Chinese, English, pinyin), never their garbled forms: it measures the
reading-back, not the size of the termbase. A `bare` set leaves out every listed garbled form.
"""

from __future__ import annotations

import math
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gold_rows import ASIDE, GOLD, TUNED, Row, english_of, folded, half, handed_over, rows_of, same_chinese

from zhengming.checking import checked
from zhengming.config import Settings

SEEDS = Path(__file__).parent.parent / "seeds"
Record = dict[str, Any]


@dataclass(slots=True)
class Score:
    """What a set of rows comes to. `rows`, `auto_rows`, `wrong`, `differs`, `alarms`, `strays` count; the others add up shares of rows."""

    rows: int = 0
    found: float = 0.0
    right: float = 0.0
    auto_rows: int = 0
    auto_right: float = 0.0
    fixed: float = 0.0
    wrong: int = 0
    differs: int = 0
    alarms: int = 0
    strays: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(slots=True)
class Result:
    """The score of one half of a set, by kind; "" holds what belongs to no kind (alarms, strays)."""

    kinds: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))

    @property
    def total(self) -> Score:
        """All kinds together."""
        return sum(self.kinds.values(), Score())


SETS = ("seeds", "seeds_bare", "other", "other_closed")


def wilson(hits: float, rows: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not rows:
        return 0.0, 1.0
    share = hits / rows
    middle = share + z * z / (2 * rows)
    reach = z * math.sqrt(share * (1 - share) / rows + z * z / (4 * rows * rows))
    return max(0.0, (middle - reach) / (1 + z * z / rows)), min(1.0, (middle + reach) / (1 + z * z / rows))


def suggestion(record: Record) -> str:
    """The first suggestion of a record."""
    return str(record["suggestions"][0]["text"])


def gives(records: Iterable[Record], text: str, span: tuple[int, int], gold: Row) -> bool:
    """Whether these findings, put in place together, settle the row."""
    usable = sorted((r for r in records if r["action"] != "note"), key=lambda r: (r["start"], r["end"]))
    if not usable:
        return False
    low, high = min(span[0], *(r["start"] for r in usable)), max(span[1], *(r["end"] for r in usable))
    pieces, at = "", low
    for record in usable:
        if record["start"] >= at:
            pieces += text[at : record["start"]] + suggestion(record)
            at = record["end"]
    with_case = gold["kind"] == "case"
    outcome = folded(pieces + text[at:high], with_case)
    if gold["canonical_english"].startswith("(remove"):
        return not outcome
    return outcome in english_of(gold) or (len(usable) == 1 and folded(suggestion(usable[0]), with_case) in english_of(gold))


def touches(record: Record, spans: Sequence[tuple[int, int]], edges: bool) -> bool:
    """Whether a finding overlaps one of the spans; one without width must stand inside, or with `edges` at least at the edge."""
    if record["start"] == record["end"]:
        at = record["start"]
        return any(start <= at <= end if edges else start < at < end for start, end in spans)
    return any(record["start"] < end and start < record["end"] for start, end in spans)


def judged(gold: Row, records: Sequence[Record], text: str, places: Sequence[tuple[int, int]], closed: bool) -> Score:
    """One row against the findings of its document."""
    open_row = gold["confidence"] == "low" or "(unknown)" in gold["canonical_english"]
    score, share = Score(), 1 / max(1, len(places))
    may_fix = gold["action"] == "auto"
    if not open_row:
        score.rows, score.auto_rows = 1, int(may_fix)
    for place in places:
        over = [r for r in records if touches(r, [place], edges=True)]
        autos = [r for r in over if r["action"] == "auto"]
        by_english = [r for r in over if gives([r], text, place, gold)]
        by_chinese = [r for r in over if r["action"] != "note" and same_chinese(r["zh"], gold["chinese"])]
        together, autos_together = gives(over, text, place, gold), gives(autos, text, place, gold)
        right = bool(by_english) or together or (bool(by_chinese) and not closed)
        fixed = autos_together or any(r["action"] == "auto" for r in by_english)
        if open_row:
            continue
        score.found += share * bool(over)
        score.right += share * right
        score.auto_right += share * (right and may_fix)
        score.fixed += share * (fixed and may_fix)
        for record in autos:
            if record in by_english or (together and autos_together):
                continue
            if record in by_chinese or record["kind"] == "residue":
                score.differs += 1
            else:
                score.wrong += 1
    return score


def found_in(paths: Sequence[Path], glossaries: Sequence[Path] = (), bare: bool = False) -> dict[str, tuple[str, list[Record]]]:
    """Text and findings of every file, by file name."""
    result = {}
    for each in checked([str(path) for path in paths], Settings(glossaries=tuple(glossaries)), lambda sentence: None, bare=bare):
        if isinstance(each, str):
            raise ValueError(each)
        result[Path(each.document.name).name] = (each.document.text, list(each.findings_only()))
    return result


def score_seeds(bare: bool) -> dict[str, Result]:
    """The five seeds; all of their rows were developed with."""
    result = Result()
    found = found_in([SEEDS], bare=bare)
    golds, keeps = rows_of("seeds_garbles.tsv"), rows_of("seeds_keep.tsv")
    for name, (text, records) in found.items():
        spans: list[tuple[int, int]] = []
        for gold in (row for row in golds if row["file"] == name):
            pattern = r"\s+".join(re.escape(word) for word in re.split(r"(?:\\n|\s)+", gold["span"]))
            places = [match.span() for match in re.finditer(pattern, text)]
            spans += places
            result.kinds[gold["kind"]] += judged(gold, records, text, places, closed=False)
        kept = [match.span() for keep in keeps if keep["file"] == name for match in re.finditer(rf"(?<!\w){re.escape(keep['span'])}(?!\w)", text)]
        for record in records:
            if record["action"] != "note" and not touches(record, spans, edges=False):
                result.kinds[""] += Score(alarms=1) if touches(record, kept, edges=False) else Score(strays=1)
    return {TUNED: result}


def score_other(closed: bool) -> dict[str, Result]:
    """The single sentences, tuned rows and rows kept aside."""
    golds, cleans = rows_of("other_garbles.tsv"), rows_of("other_clean.tsv")
    results = {TUNED: Result(), ASIDE: Result()}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "texts"
        folder.mkdir()
        for name, sentence in [*((row["id"], row["context"]) for row in golds), *((row["id"], row["sentence"]) for row in cleans)]:
            (folder / f"{name}.txt").write_text(sentence + "\n", encoding="utf-8")
        found = found_in([folder], [handed_over(golds, Path(scratch) / "entries.csv")] if closed else [])
    for number, gold in enumerate(golds, 1):
        text, records = found[f"{gold['id']}.txt"]
        places = [match.span() for match in re.finditer(re.escape(gold["span"]), text)]
        kinds = results[half(number)].kinds
        kinds[gold["kind"]] += judged(gold, records, text, places, closed)
        kinds[""] += Score(strays=sum(r["action"] != "note" and not touches(r, places, edges=False) for r in records))
    for number, clean in enumerate(cleans, 1):
        _, records = found[f"{clean['id']}.txt"]
        results[half(number)].kinds[""] += Score(alarms=sum(r["action"] != "note" for r in records))
    return results


def score(name: str) -> dict[str, Result]:
    """The results of one of `SETS` by half."""
    return {
        "seeds": lambda: score_seeds(bare=False), "seeds_bare": lambda: score_seeds(bare=True),
        "other": lambda: score_other(closed=False), "other_closed": lambda: score_other(closed=True),
    }[name]()  # fmt: skip


def table(name: str, results: dict[str, Result]) -> str:
    """The results of a set as lines of text: each kind, and the total with its 95 % interval."""
    lines = []
    for part, result in results.items():
        lines.append(f"{name + ' ' + part:<22}{'rows':>6}{'found':>8}{'right':>8}{'auto rows':>11}{'right':>8}{'fixed':>8}{'wrong':>7}{'differs':>9}")
        counted = [(kind, each) for kind, each in sorted(result.kinds.items()) if kind]
        for kind, each in [*counted, ("all", result.total)]:
            rows, autos = max(1, each.rows), max(1, each.auto_rows)
            shares = f"{each.rows:>6}{each.found / rows:>8.2f}{each.right / rows:>8.2f}{each.auto_rows:>11}{each.auto_right / autos:>8.2f}{each.fixed / autos:>8.2f}"
            lines.append(f"{kind:<22}{shares}{each.wrong:>7}{each.differs:>9}")
        total = result.total
        low, high = wilson(total.right, total.rows)
        lines.append(
            f"right {total.right:.2f} of {total.rows} ({low:.2f} to {high:.2f}), fixed {total.fixed:.2f} of {total.auto_rows}, alarms {total.alarms}, strays {total.strays}\n"
        )
    return "\n".join(lines)


PINNED_FLOORS, PINNED_CEILINGS = ("right", "fixed"), ("wrong", "alarms")


def floors(all_results: dict[str, dict[str, Result]]) -> str:
    """What `tests/gold/floors.toml` says when these results are pinned."""
    lines = [
        "# Pinned by tests/test_quality_gate.py. `right` and `fixed` (rows, by shares) may not fall below these figures; `wrong` and `alarms` may not",
        "# rise above them. Written by `python tests/quality.py --floors`; raise them when the program gets better.",
    ]
    for name, results in all_results.items():
        for part, result in results.items():
            total = result.total
            lines += ["", f"[{name}.{part}]", *(f"{key} = {round(getattr(total, key), 2)}" for key in (*PINNED_FLOORS, *PINNED_CEILINGS))]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the table of every set, or of those named; with --floors write floors.toml."""
    names = [name for name in sys.argv[1:] if name in SETS] or list(SETS)
    results = {name: score(name) for name in names}
    for name in names:
        print(table(name, results[name]))
    if "--floors" in sys.argv[1:]:
        if len(names) < len(SETS):
            sys.exit("quality: --floors needs all sets; name none")
        (GOLD / "floors.toml").write_text(floors(results), encoding="utf-8")


if __name__ == "__main__":
    main()
