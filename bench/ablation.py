"""What each part of reading back is worth: the even gold rows with one part at a time turned off. Run from a checkout: `python bench/ablation.py`.

Parts are turned off from outside; the program has no switch for them. Settings as in `tests/quality.py`: closed (the entries of the rows are
handed over, never their garbled forms), and bare (no garbled form that the termbase lists). "rows" counts the rows lost and gained. The clean
sentences are the project's own, and all of them were used while the rules were written. The audit's demotion is left out, or else what fires
wrongly would be hidden. Takes ten minutes; name parts to measure only those. `--filters` shows instead which filter stops which readings of
the clean sentences.
"""

from __future__ import annotations

import datetime
import re
import sys
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest import mock

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import quality  # noqa: E402

import glossary.pinyin  # noqa: E402
from glossary.load import clean_english  # noqa: E402
from glossary.tables import SideTables, load_tables  # noqa: E402
from glossary.termbase import Termbase  # noqa: E402
from normalize.context import Context  # noqa: E402
from normalize.detectors import renderings  # noqa: E402
from normalize.fixing.records import records  # noqa: E402
from normalize.pipeline import Checker  # noqa: E402
from normalize.reading_back import paths, readback, ruled_out  # noqa: E402
from normalize.termbase import compiled, compiling, knowledge, lattice  # noqa: E402
from normalize.termbase.knowledge import EdgeKind, Knowledge  # noqa: E402
from normalize.text.document import Document  # noqa: E402
from zhengming.termbases import compiled_termbase, load_termbase  # noqa: E402

NAME_KINDS = frozenset("char-gloss abbr-wrong half-rendered split join polyphone false-homonym case role-glue".split())
NEVER = 1000.0  # bits: a cost that nothing outweighs
Tables = Callable[[SideTables], SideTables]
Part = tuple[Tables, list[Any]]  # what becomes of the tables, and the patches


def even_rows() -> list[quality.Row]:
    """The rows that the program was developed with."""
    return [row for number, row in enumerate(quality.rows_of("other_garbles.tsv"), 1) if quality.half(number) == quality.TUNED]


def clean_sentences() -> list[str]:
    """Sentences in which nothing may be flagged."""
    with open(ROOT / "tests" / "data" / "clean_sentences.toml", "rb") as file:
        own = [row["text"] for row in tomllib.load(file)["sentence"]]
    gold = [row["sentence"] for number, row in enumerate(quality.rows_of("other_clean.tsv"), 1) if quality.half(number) == quality.TUNED]
    return [*clean_english(), *own, *gold]


def places_of(span: str, text: str) -> list[tuple[int, int]]:
    """Every place of a span in a text."""
    found, start = [], text.find(span)
    while start >= 0:
        found.append((start, start + len(span)))
        start = text.find(span, start + 1)
    return found


def parts() -> Iterator[tuple[str, Part]]:
    """Every part that can be turned off."""

    def tables(change: Tables) -> Part:
        return change, []

    def patches(*changes: Any) -> Part:
        return (lambda x: x), list(changes)

    def without_names(**values: Any) -> Knowledge:
        return Knowledge(**{**values, "names": {}})

    edges = lattice.Lattice.edges

    def without_own(form: lattice.Lattice, word: str) -> tuple[lattice.Edge, ...]:
        return tuple(edge for edge in edges(form, word) if edge.kind is not EdgeKind.OWN)

    compile_termbase = compiling.compile_termbase

    def of_nobody(termbase: Termbase, tables: SideTables) -> dict[str, Any]:
        return compile_termbase(Termbase(termbase.entries), tables)

    def itself(syllable: str) -> str:
        return syllable

    yield "nothing: all parts on", patches()
    yield "reading back as a whole", patches(mock.patch.object(readback.Reader, "paths", return_value=[]))
    yield "senses of characters", tables(lambda t: replace(t, senses={zh: senses for zh, senses in t.senses.items() if len(zh) > 1}))
    yield "senses of words", tables(lambda t: replace(t, senses={zh: senses for zh, senses in t.senses.items() if len(zh) == 1}))
    yield "all senses", tables(lambda t: replace(t, senses={}))
    yield "places", tables(lambda t: replace(t, places={}))
    yield "other readings", patches(mock.patch.object(glossary.pinyin, "living_readings", return_value=()))
    yield "confusable syllables", patches(*(mock.patch.object(module, "fold_syllable", itself) for module in (knowledge, lattice, compiled)))
    yield "names within", patches(mock.patch.object(compiling, "Knowledge", without_names))
    yield "old romanizations", patches(mock.patch.object(compiling, "_romanized", return_value={}))
    yield "right words", patches(mock.patch.object(lattice.Lattice, "edges", without_own))
    yield "dropped characters", patches(*(mock.patch.object(module, name, NEVER) for module in (paths, readback) for name in ("DROP", "DROP_EASY")))
    yield "turned order", patches(mock.patch.object(paths, "TURN", NEVER))
    yield "unexplained words", patches(mock.patch.object(paths, "WILD", NEVER), mock.patch.object(readback, "WILD", NEVER))
    yield "context and geography", patches(mock.patch.object(Context, "supports", return_value=(0.0, [])), mock.patch.object(Context, "odd_geography", return_value=None))
    yield "prominence", patches(mock.patch.object(renderings, "PROMINENT", 0.0))
    yield "own glossary", patches(mock.patch.object(compiling, "compile_termbase", of_nobody))
    yield "persons", patches(mock.patch.object(renderings, "PERSON", 0.0))
    yield "foreign names", patches(mock.patch.object(renderings, "FOREIGN", 0.0))
    yield "further senses", patches(mock.patch.object(paths, "FURTHER_SENSE", 0.0))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one setting comes to: right shares by row of the name kinds, rows of the seeds likewise, rightly fixed unasked there, clean sentences flagged."""

    concepts: int
    rows: dict[str, float]
    seeds: dict[str, float]
    fixed: float
    flagged: int


def seed_places(gold: quality.Row, text: str) -> list[tuple[int, int]]:
    """Every place of a gold span in a seed; any white space may part its words."""
    pattern = r"\s+".join(re.escape(word) for word in re.split(r"(?:\\n|\s)+", gold["span"]))
    return [match.span() for match in re.finditer(pattern, text)]


def measured(part: Part, bare: bool, rows: list[quality.Row], clean: list[str]) -> Outcome:
    """The gold rows and the clean sentences with one part turned off; the seeds only without listed forms."""
    change, changes = part
    with tempfile.TemporaryDirectory() as scratch, ExitStack() as stack:
        for each in changes:
            stack.enter_context(each)
        entries = quality.handed_over(rows, Path(scratch) / "entries.csv")
        termbase = load_termbase([entries], True, lambda _: None, bare=bare)
        checker = Checker(compiled.Compiled(compiling.compile_termbase(termbase, change(load_tables()))))

        def found(name: str, text: str) -> list[dict[str, Any]]:
            document = Document(name, text)
            return list(records(document, checker.check(document)))

        right: dict[str, float] = {}
        for row in rows:
            text = row["context"] + "\n"
            if row["kind"] in NAME_KINDS and (score := quality.judged(row, found(row["id"], text), text, places_of(row["span"], text), closed=True)).rows:
                right[row["id"]] = score.right
        flagged = sum(any(record["action"] != "note" for record in found("clean", text + "\n")) for text in clean)
        if not bare:
            return Outcome(len(termbase), right, {}, 0.0, flagged)
        checker = Checker(compiled.Compiled(compiling.compile_termbase(load_termbase([], True, lambda _: None, bare=True), change(load_tables()))))
        seeds, fixed, golds = {}, 0.0, [row for row in quality.rows_of("seeds_garbles.tsv") if row["kind"] in NAME_KINDS]
        for path in sorted((ROOT / "seeds").glob("*.txt")):
            text = path.read_text(encoding="utf-8")
            findings = found(path.name, text)
            for row in golds:
                if row["file"] == path.name and (score := quality.judged(row, findings, text, seed_places(row, text), closed=False)).rows:
                    seeds[row["id"]], fixed = score.right, fixed + score.fixed
        return Outcome(len(termbase), right, seeds, fixed, flagged)


def share(right: dict[str, float], whole: dict[str, float]) -> str:
    """The share that is right, and how many rows were lost and gained against the whole."""
    lost, gained = sum(whole[row] > right[row] for row in right), sum(whole[row] < right[row] for row in right)
    change = " ".join([f"−{lost}"] * (lost > 0) + [f"+{gained}"] * (gained > 0)) or "0"
    return f"{sum(right.values()) / len(right):.3f} | {change}"


def table(names: list[str]) -> None:
    """Print the table in Markdown: all parts, or those named."""
    rows, clean = even_rows(), clean_sentences()
    whole: tuple[Outcome, Outcome] | None = None
    for name, part in parts():
        if names and whole is not None and name not in names:
            continue
        listed, bare = measured(part, False, rows, clean), measured(part, True, rows, clean)
        if whole is None:
            whole = listed, bare
            print(f"{datetime.date.today()}, {listed.concepts} concepts, {len(listed.rows)} and {len(bare.seeds)} rows of the name kinds, {len(clean)} clean sentences\n")
            print("| turned off | closed | rows | clean flagged | closed, bare | rows | seeds, bare | rows | fixed |")
            print("|---|---|---|---|---|---|---|---|---|")
        seeds = f"{share(bare.seeds, whole[1].seeds)} | {bare.fixed:.1f}"
        print(f"| {name} | {share(listed.rows, whole[0].rows)} | {listed.flagged} | {share(bare.rows, whole[1].rows)} | {seeds} |", flush=True)


def filters() -> None:
    """Print which line of the filters stops how many readings of the clean sentences, with the strongest distinct ones."""
    filters = (ruled_out.may_stand, ruled_out.is_ruled_out, renderings._scored)
    codes = {each.__code__ for each in filters}
    sources = {each.__code__.co_filename: Path(each.__code__.co_filename).read_text(encoding="utf-8").splitlines() for each in filters}
    checker = Checker(compiled_termbase())
    stopped: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    counts: Counter[tuple[str, int]] = Counter()
    line = ("", 0)

    def local(frame: Any, event: str, _: Any) -> Any:
        nonlocal line
        line = (frame.f_code.co_filename, frame.f_lineno) if event == "line" else line
        return local

    for sentence in clean_sentences():
        view = checker.view(Document("clean", sentence + "\n"))
        context = Context(view)
        for path in dict.fromkeys(checker.reader.paths(view.words, view.named, view.joined)):
            number = view.compiled.variant_entry(path.variant)
            sys.settrace(lambda frame, *_: local if frame.f_code in codes else None)
            stands = ruled_out.may_stand(view, path, number)
            ruled_out_here = stands and ruled_out.is_ruled_out(view, context, path, view.entry(number), number)
            scored = renderings._scored(view, context, path, view.entry(number), number) if stands and not ruled_out_here else None
            sys.settrace(None)
            if scored is None or scored[1] is None:
                counts[line] += 1
                found = view.text[view.words.start(path.start) : view.words.end(path.end - 1)]
                stopped[line].setdefault(f"{found} = {view.entry(number).chinese}", path.bits)
    for at, count in sorted(counts.items()):
        strongest = sorted(stopped[at].items(), key=lambda item: -item[1])[:6]
        before, said = (each.strip() for each in sources[at[0]][at[1] - 2 : at[1]])
        condition = before if said.startswith(("return None", "return False", "return True")) else ""
        print(f"{count:4} {condition} {said}\n     " + "; ".join(f"{what} ({bits:.0f})" for what, bits in strongest))
    print(f"{sum(counts.values())} readings stopped")


if __name__ == "__main__":
    filters() if "--filters" in sys.argv else table(sys.argv[1:])
