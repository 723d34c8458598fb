"""The pictures and figures of `docs/detection.md`, worked out anew: `python docs/figures.py` from a checkout with the program installed.

Writes lattice.svg and calibration.svg beside this file and prints the worked example and the calibration in Markdown.
"""

from __future__ import annotations

import datetime
import math
import sys
from pathlib import Path
from unittest import mock

from calibrating import ROOT, bits_of, calibration, calibration_picture, fitted, samples
from drawing import say, stroke, svg, text

from normalize.context import Context
from normalize.detectors import renderings as detector
from normalize.pipeline import Checker
from normalize.reading_back.paths import Path as Reading
from normalize.reading_back.paths import told
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import EdgeKind
from normalize.termbase.lattice import edges_of
from normalize.text.document import Document
from zhengming.termbases import compiled_termbase

HERE = Path(__file__).parent
WEAK = 6.0  # bits; of readings weaker than the program shows
EXAMPLE, SEED = "Jindian Week", "001_4d46d684678143db.txt"
COLORS = {
    EdgeKind.READING: "#cfe3f7", EdgeKind.OTHER_READING: "#b5d0ea", EdgeKind.PLACE: "#d9ead3", EdgeKind.SENSE: "#fde7c7", EdgeKind.WORD_SENSE: "#f9d7a0",
    EdgeKind.NESTED: "#e6d9f2",
}  # fmt: skip


def worked_example(compiled: Compiled) -> Reading:
    """How many bits each step of the example gives; fails if the parts do not add up to what the program says."""
    checker = Checker(compiled)
    view = checker.view(Document(SEED, (ROOT / "seeds" / SEED).read_text(encoding="utf-8")))
    context, words, rarity = Context(view), view.words, compiled.knowledge.rarity
    finding = next(each for each in detector.renderings(view, context, checker.reader) if each.found == EXAMPLE)
    path = next(path for path in checker.reader.paths(words, view.named, view.joined) if words.start(path.start) == finding.start and words.end(path.end - 1) == finding.end)
    number = compiled.variant_entry(path.variant)
    entry = compiled.entry(number)
    units = compiled.lattice(path.variant).variant.units
    say(f"Termbase of {len(compiled)} concepts, {len(compiled.lengths)} Chinese forms, no garbled form listed.", "", "| what | bits |", "|---|---|")
    total = 0.0

    def line(what: str, bits: float) -> None:
        nonlocal total
        total += bits
        say(f"| {what} | {bits:+.1f} |")

    for step in path.steps:
        chinese, said = "".join(units[step.edge.i : step.edge.j]), " ".join(words.cased[step.start : step.end])
        line(f"{chinese} → “{said}” ({step.edge.kind}): what the word tells", told(step.edge, rarity))
        line("… less what this way of rendering costs", -step.edge.cost)
    assert abs(total - path.bits) < 0.01, (total, path.bits)
    say(f"| **the path** | **{path.bits:.1f}** |")
    line("before anything is read", -9.0)
    line(f"a termbase of {len(compiled)} concepts, not 178", -math.log2(len(compiled) / 178) / 2)
    line("two capitals", 3.0)
    if view.is_wholly_quoted(finding.start, finding.end):
        line("a quotation mark on either side", detector.WHOLLY_QUOTED)
    line("the document: " + "; ".join(e.detail for e in context.supports(entry, number)[1]), context.supports(entry, number)[0])
    assert abs(total - bits_of(finding)) < 0.01, (total, bits_of(finding))
    say(f"| **the reading** | **{total:.1f}** |", "")
    say(f"Action `{finding.action}`, confidence {finding.confidence}, suggestion “{finding.text}”, rivals {len(finding.rivals)}. Evidence:", "")
    say(*(f"- {each.kind}: {each.detail}" for each in finding.evidence), "")
    return path


def lattice_picture(compiled: Compiled, path: Reading) -> str:
    """Units as columns, edges as boxes over the columns that they stand for, the path taken framed."""
    lattice = compiled.lattice(path.variant)
    units, syllables, column, left, top, row = lattice.variant.units, lattice.variant.syllables, 230, 24, 122, 28
    rarity = compiled.knowledge.rarity
    boxes: list[tuple[int, int, EdgeKind, str, float, bool]] = []
    taken = {(step.edge.i, step.edge.j, step.edge.words) for step in path.steps}
    boxes += [(e.i, e.j, e.kind, " ".join(e.words), told(e, rarity) - e.cost, True) for e in (step.edge for step in path.steps)]
    for i in range(len(units)):
        for edge in lattice.edges(syllables[i]):
            if edge.kind is EdgeKind.READING and (edge.i, edge.j) == (i, i + 1):
                boxes.append((i, i + 1, edge.kind, syllables[i], told(edge, rarity) - edge.cost, False))
    for edge in sorted(edges_of(lattice.variant, compiled.knowledge, compiled.entry(lattice.variant.entry).right_forms), key=lambda e: (e.cost, e.words)):
        if (edge.i, edge.j, edge.words) not in taken and edge.j > edge.i:
            boxes.append((edge.i, edge.j, edge.kind, " ".join(edge.words), told(edge, rarity) - edge.cost, False))
    shapes, used = [], [0] * len(units)
    for i, unit in enumerate(units):
        shapes += [text(left + column * (i + 0.5), 84, unit, 30, weight="bold"), text(left + column * (i + 0.5), 106, syllables[i], 13, "#666")]
    for i, j, kind, words, gain, chosen in boxes:
        level = max(used[i:j])
        used[i:j] = [level + 1] * (j - i)
        x, y = left + column * i + 8, top + row * level
        frame = 'stroke="#c0392b" stroke-width="2.5"' if chosen else 'stroke="#bbb" stroke-width="1"'
        shapes.append(f'<rect x="{x}" y="{y}" width="{column * (j - i) - 16}" height="{row - 6}" rx="4" fill="{COLORS.get(kind, "#eee")}" {frame}/>')
        shapes.append(text(x + 10, y + 15.5, words, anchor="start", weight="bold" if chosen else "normal"))
        shapes.append(text(x + column * (j - i) - 26, y + 15.5, f"{kind} {gain:+.1f}", 11, "#555", "end"))
    height = top + row * max(used) + 20
    for i in range(len(units) + 1):
        shapes.insert(0, stroke(left + column * i, 58, left + column * i, height - 12, "#ddd"))
    width = 2 * left + column * len(units)
    head = text(width / 2, 24, "What can stand for 锦淀周, and the path that “Jindian Week” takes", 15, weight="bold")
    return svg(width, height, [head, text(width / 2, 43, "each box: English words, way, bits told less bits that the way costs", 11, "#666"), *shapes])


def main() -> None:
    """Pictures into this folder, tables to standard output; `--list` names the readings that are not right."""
    compiled = compiled_termbase(bare=True)
    say(f"{datetime.date.today()}", "")
    path = worked_example(compiled)
    (HERE / "lattice.svg").write_text(lattice_picture(compiled, path), encoding="utf-8")
    shown = samples()
    with mock.patch.object(detector, "LEAST_BITS", WEAK), mock.patch.object(detector, "OWN_LEAST_BITS", WEAK):
        points = samples()
    say("Readings that the program shows:", "")
    calibration(shown)
    say("", f"With weaker readings than the program shows, from {WEAK:g} bits on:", "")
    calibration(points)
    slope, middle, _ = fitted(points)
    (HERE / "calibration.svg").write_text(calibration_picture(shown, points, slope, middle), encoding="utf-8")
    if "--list" in sys.argv:
        say("", *(f"{s.bits:5.1f} {s.source:6} {s.note}" for s in sorted(points, key=lambda s: -s.bits) if not s.right))


if __name__ == "__main__":
    main()
