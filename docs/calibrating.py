"""How sure the program is and how often it is right: readings of the gold rows, of clean sentences and of the seeds, the curve that fits them, its picture.

Uses even gold rows only.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from drawing import say, stroke, svg, text

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "bench")]

import ablation  # noqa: E402
import quality  # noqa: E402

from glossary.entry import Kind  # noqa: E402
from normalize.context import Context  # noqa: E402
from normalize.detectors import renderings as detector  # noqa: E402
from normalize.findings import Finding  # noqa: E402
from normalize.fixing.records import records  # noqa: E402
from normalize.pipeline import Checker  # noqa: E402
from normalize.reading_back.readings import MIDDLE, SLOPE  # noqa: E402
from normalize.text.document import Document  # noqa: E402
from normalize.weights import OWN_READING, READING  # noqa: E402
from zhengming.termbases import compiled_termbase  # noqa: E402


@dataclass(frozen=True, slots=True)
class Sample:
    """A reading with its bits, whether it is right, and where it comes from."""

    bits: float
    right: bool
    source: str
    note: str


def bits_of(finding: Finding) -> float:
    """The bits of a reading, 45 at most, told from its weight, which holds them (see `weights.of_reading`)."""
    return finding.weight - (OWN_READING if finding.weight >= OWN_READING else READING)


def readings(checker: Checker, name: str, content: str) -> list[tuple[float, Finding, dict[str, Any]]]:
    """The readings of a text before other detectors have a say, each distinct one once."""
    document = Document(name, content)
    view = checker.view(document)
    found: dict[tuple[str, str | None], Finding] = {}
    for finding in detector.renderings(view, Context(view), checker.reader):
        if finding.kind is not Kind.ROMANIZATION:  # there the reading is hardly ever in doubt, only whether the spelling fits its time
            found.setdefault((finding.found, finding.concept), finding)
    return [(bits_of(finding), finding, record) for finding, record in zip(found.values(), records(document, list(found.values())), strict=True)]


def samples() -> list[Sample]:
    """Every reading of the even rows (closed), of the clean sentences, and of the seeds without listed forms."""
    rows, result = ablation.even_rows(), []
    with tempfile.TemporaryDirectory() as scratch:
        checker = Checker(compiled_termbase([quality.handed_over(rows, Path(scratch) / "entries.csv")], warn=lambda _: None))
    for row in rows:
        content = row["context"] + "\n"
        for bits, finding, record in readings(checker, row["id"], content):
            result.append(labelled(bits, finding, record, content, [(row, ablation.places_of(row["span"], content))], "rows"))
    for sentence in ablation.clean_sentences():
        result += [Sample(bits, False, "clean", f"{finding.found} -> {finding.zh} in: {sentence}") for bits, finding, _ in readings(checker, "clean", sentence + "\n")]
    checker = Checker(compiled_termbase(bare=True))
    golds = quality.rows_of("seeds_garbles.tsv")
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        content = path.read_text(encoding="utf-8")
        places = [(gold, ablation.seed_places(gold, content)) for gold in golds if gold["file"] == path.name]
        for bits, finding, record in readings(checker, path.name, content):
            result.append(labelled(bits, finding, record, content, places, "seeds"))
    return result


def labelled(bits: float, finding: Finding, record: dict[str, Any], content: str, golds: Sequence[tuple[quality.Row, list[tuple[int, int]]]], source: str) -> Sample:
    """Right: the reading touches a gold span and names its Chinese or a part of it, or gives its English. What lies outside every gold span counts as
    wrong."""
    touched = [(gold, place) for gold, places in golds for place in places if quality.touches(record, [place], edges=False)]
    right = any(_within(finding.zh, gold["chinese"]) or quality.gives([record], content, place, gold) for gold, place in touched)
    where = "; ".join(f"{gold['span']} = {gold['chinese']}" for gold, _ in touched[:1]) or "outside every gold span"
    return Sample(bits, right, source, f"{finding.found} -> {finding.zh} | {where}")


def _within(chinese: str | None, gold: str) -> bool:
    """Whether a concept is the gold Chinese or, of three characters and more, a part of it (中华橘源 in a slogan that the gold list has whole)."""
    return quality.same_chinese(chinese, gold) or (chinese is not None and len(chinese) >= 3 and chinese in gold)


def fitted(points: Sequence[Sample]) -> tuple[float, float, float]:
    """(slope, middle, standard error of the slope) of the logistic that fits best, by Newton's method."""
    a, b = 0.0, 0.1
    for _ in range(100):
        p = [1 / (1 + math.exp(-(a + b * s.bits))) for s in points]
        ga, gb = sum(s.right - q for s, q in zip(points, p, strict=True)), sum((s.right - q) * s.bits for s, q in zip(points, p, strict=True))
        w = [q * (1 - q) for q in p]
        haa, hab, hbb = sum(w), sum(v * s.bits for v, s in zip(w, points, strict=True)), sum(v * s.bits**2 for v, s in zip(w, points, strict=True))
        det = haa * hbb - hab * hab
        a, b = a + (hbb * ga - hab * gb) / det, b + (haa * gb - hab * ga) / det
        if abs(ga) + abs(gb) < 1e-9:
            break
    return b, -a / b, math.sqrt(haa / det)


def fitted_middle(points: Sequence[Sample], slope: float) -> float:
    """The middle that fits best with the slope given: the sum of the probabilities is the number that is right."""
    low, high = -50.0, 50.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(logistic(s.bits, slope, middle) for s in points) > sum(s.right for s in points) else (low, middle)
    return low


def logistic(bits: float, slope: float, middle: float) -> float:
    """The probability by a slope and a middle."""
    return 1 / (1 + math.exp(-slope * (bits - middle)))


def loss(points: Sequence[Sample], slope: float, middle: float) -> float:
    """Mean bits of surprise."""
    return -sum(math.log2(p if s.right else 1 - p) for s in points for p in [logistic(s.bits, slope, middle)]) / len(points)


BINS = (0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01)


def binned(points: Sequence[Sample], slope: float, middle: float, edges: Sequence[float] = BINS) -> list[tuple[float, float, int, int]]:
    """(mean predicted, share right, number right, number) of the points by predicted probability."""
    result = []
    for low, high in pairwise(edges):
        inside = [(p, s.right) for s in points for p in [logistic(s.bits, slope, middle)] if low <= p < high]
        if inside:
            hits = sum(right for _, right in inside)
            result.append((sum(p for p, _ in inside) / len(inside), hits / len(inside), hits, len(inside)))
    return result


def error(bins: Sequence[tuple[float, float, int, int]]) -> float:
    """The expected calibration error."""
    return sum(abs(predicted - observed) * count for predicted, observed, _, count in bins) / sum(count for *_, count in bins)


def calibration_picture(shown: Sequence[Sample], points: Sequence[Sample], slope: float, middle: float) -> str:
    """Left: share right by bits with both curves, weaker readings than are shown included. Right: predicted against observed of those shown."""
    shapes = [text(450, 24, "Is a reading right?", 15, weight="bold")]

    def axes(x0: float, label: str, ticks: Sequence[tuple[float, str]]) -> None:
        shapes.extend([stroke(x0, 350, x0 + 360, 350), stroke(x0, 50, x0, 350), text(x0 + 180, 392, label, 12, "#555")])
        for at, name in ticks:
            shapes.extend([stroke(x0 + at, 350, x0 + at, 355), text(x0 + at, 370, name, 11, "#555")])
        for share in (0, 0.25, 0.5, 0.75, 1):
            y = 350 - 290 * share
            shapes.extend([stroke(x0, y, x0 + 360, y, "#eee"), text(x0 - 6, y + 4, f"{share:g}", 11, "#555", "end")])

    def dot(x: float, hits: int, count: int) -> None:
        low, high = quality.wilson(hits, count)
        y = 350 - 290 * hits / count
        shapes.append(stroke(x, 350 - 290 * low, x, 350 - 290 * high, "#888"))
        shapes.extend([f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="#c0392b"/>', text(x + 7, y + 15, str(count), 11, "#c0392b", "start")])

    low, high, scale = 6.0, 46.0, 9.0
    axes(54, "bits (last dot: 40 and more)", [((b - low) * scale, f"{b}") for b in range(8, 47, 4)])
    for color, dash, (s, m), name, y in (("#2b6cb0", "6 4", (SLOPE, MIDDLE), "as it stands", 300), ("#333", "", (slope, middle), "fitted", 320)):
        curve = " ".join(f"{54 + (b / 4 - low) * scale:.1f},{350 - 290 * logistic(b / 4, s, m):.1f}" for b in range(int(low * 4), int(high * 4) + 1))
        shapes.extend([f'<polyline points="{curve}" fill="none" stroke="{color}" stroke-width="1.6" stroke-dasharray="{dash}"/>', stroke(250, y - 4, 285, y - 4, color, 1.6, dash)])
        shapes.append(text(292, y, f"{name}: {s:.3f}, {m:.1f}", 11, color, "start"))
    x = 54 + (detector.LEAST_BITS - low) * scale
    shapes.extend([stroke(x, 50, x, 350, "#bbb", 1, "2 3"), text(x + 4, 344, "shown from here (own: 8)", 10, "#888", "start")])
    steps = [6, 8, 10, 13, 16, 19, 22, 25, 28, 31, 35, 40, 99]
    for a, b in pairwise(steps):
        inside = [point for point in points if a <= point.bits < b]
        if inside:
            dot(54 + (min(sum(p.bits for p in inside) / len(inside), 45.5) - low) * scale, sum(p.right for p in inside), len(inside))
    axes(500, "predicted, as it stands", [(360 * p / 4, f"{p / 4:g}") for p in range(5)])
    shapes.append(stroke(500, 350, 860, 60, "#2b6cb0", 1.2, "6 4"))
    for predicted, _, hits, count in binned(shown, SLOPE, MIDDLE):
        dot(500 + 360 * predicted, hits, count)
    shapes.append(text(450, 412, "dots: share that is right, with its 95 % interval and the number of readings", 11, "#666"))
    return svg(900, 424, shapes)


def calibration(points: Sequence[Sample]) -> None:
    """Print what the samples come to."""
    say("| readings from | number | right |", "|---|---|---|")
    for source in ("rows", "clean", "seeds"):
        of = [s for s in points if s.source == source]
        say(f"| {source} | {len(of)} | {sum(s.right for s in of)} |")
    say("", "| fitted on | number | right | slope | middle | middle if the slope stays | loss as it stands | loss fitted | calibration error as it stands | fitted |")
    say("|---" * 10 + "|")
    parts = [("all", points), ("rows and clean", [s for s in points if s.source != "seeds"]), ("seeds", [s for s in points if s.source == "seeds"])]
    for name, part in parts:
        slope, middle, spread = fitted(part)
        now, then = binned(part, SLOPE, MIDDLE), binned(part, slope, middle)
        figures = f"{loss(part, SLOPE, MIDDLE):.3f} | {loss(part, slope, middle):.3f} | {error(now):.3f} | {error(then):.3f}"
        say(f"| {name} | {len(part)} | {sum(s.right for s in part)} | {slope:.3f} ± {1.96 * spread:.3f} | {middle:.1f} | {fitted_middle(part, SLOPE):.1f} | {figures} |")
    say("", "| predicted, mean of the bin | right | of | share | 95 % interval |", "|---|---|---|---|---|")
    for predicted, observed, hits, count in binned(points, SLOPE, MIDDLE):
        low, high = quality.wilson(hits, count)
        say(f"| {predicted:.2f} | {hits} | {count} | {observed:.2f} | {low:.2f} to {high:.2f} |")
