"""Do decisions keep their places when articles are edited? Random edits of the seeds, all findings decided before.

    python bench/edits.py [--trials 500] [--edits 6] [--seed 1] [--check]

Every finding is followed through the edits, so the right answer is known. An edit moves a line, puts in a line of another article, puts in a copy
of a line, deletes a line, or changes, adds or drops a word; every fourth trial renames the file too. A finding is *untouched* if its line was not
edited, wherever it stands now, and *copied* if a copy of its line stands in the text besides. `wrong` counts decisions that hold for another finding than the
one they were made on. A copy is another one, unless nobody could tell: the line it was copied from is gone or was edited since, or the copy stands
between the same two lines as that did.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from glossary.entry import Action, Kind  # noqa: E402
from normalize.findings import Finding, Suggestion  # noqa: E402
from normalize.fixing.decisions import Decision, Decisions, Verdict  # noqa: E402
from normalize.fixing.records import records  # noqa: E402
from normalize.text.document import Document  # noqa: E402


@dataclass(frozen=True)
class Mark:
    """A finding within a line: where it begins and what it was called first; None for one that came in later."""

    start: int
    finding: Finding
    name: int | None


@dataclass(frozen=True)
class Line:
    """A line with its findings; `edited` once a word of it was changed."""

    text: str
    marks: tuple[Mark, ...] = ()
    edited: bool = False


Text = list[Line]


def laid_out(document: Document, findings: Iterable[Finding]) -> Text:
    """A document as lines that can be edited; findings that cross a line are left out."""
    lines, at = [], 0
    numbered = list(enumerate(findings))
    for text in document.text.split("\n"):
        here = [Mark(f.start - at, f, number) for number, f in numbered if at <= f.start and f.end <= at + len(text)]
        lines.append(Line(text, tuple(here)))
        at += len(text) + 1
    return lines


@dataclass(frozen=True)
class Found:
    """A finding in one state of a text, its first name, whether its line was edited, its line (with its place in it) and the lines above and below."""

    finding: Finding | None
    name: int | None
    edited: bool
    line: tuple[int, str]
    beside: tuple[str, str]


def joined(lines: Text, name: str) -> tuple[Document, list[Found]]:
    """The lines as a document again, with its findings."""
    found, at = [], 0
    for number, line in enumerate(lines):
        for mark in line.marks:
            start = at + mark.start
            above = next((other.text for other in lines[:number][::-1] if other.text), "")
            below = next((other.text for other in lines[number + 1 :] if other.text), "")
            finding = mark.finding._replace(start=start, end=start + len(mark.finding.found))
            found.append(Found(finding, mark.name, line.edited, (mark.start, line.text), (above, below)))
        at += len(line.text) + 1
    return Document(name, "\n".join(line.text for line in lines)), found


def edited(lines: Text, others: list[str], chance: random.Random) -> Text:
    """The lines after one random edit."""
    lines, at = list(lines), chance.randrange(len(lines))
    match chance.choice(("move", "insert", "copy", "copy beside", "delete", "word", "word", "word")):
        case "move":
            line = lines.pop(at)
            lines.insert(chance.randrange(len(lines) + 1), line)
        case "insert":
            lines.insert(at, Line(chance.choice(others)))
        case "copy":
            lines.insert(chance.randrange(len(lines) + 1), anew(lines[at]))
        case "copy beside":
            lines.insert(at + chance.randrange(2), anew(lines[at]))
        case "delete" if len(lines) > 1:
            del lines[at]
        case _:
            lines[at] = reworded(lines[at], chance)
    return lines


def anew(line: Line) -> Line:
    """A copy: its findings are nobody's."""
    return replace(line, marks=tuple(replace(mark, name=None) for mark in line.marks))


def reworded(line: Line, chance: random.Random) -> Line:
    """A line with one word outside its findings changed, doubled or dropped."""
    words = [m for m in re.finditer(r"\w+ ?", line.text) if not any(mark.start < m.end() and m.start() < mark.start + len(mark.finding.found) for mark in line.marks)]
    if not words:
        return line
    word = chance.choice(words)
    new = chance.choice(("changed ", "", word[0] + "newly "))
    shift = len(new) - len(word[0])
    marks = tuple(replace(mark, start=mark.start + shift) if mark.start >= word.end() else mark for mark in line.marks)
    return Line(line.text[: word.start()] + new + line.text[word.end() :], marks, edited=True)


def trial(
    name: str, lines: Text, others: list[str], edits: int, chance: random.Random, renamed: bool = False, check: Callable[[Document], Iterable[Finding]] | None = None
) -> Counter[str]:
    """Decide about every finding, edit, and count what became of the decisions; with `check` the edited text is checked anew."""
    document, before = joined(lines, name)
    rows = records(document, [one.finding for one in before if one.finding])
    decisions = [
        Decision(f"{at}", row["fingerprint"], Verdict.REPLACE, f"text {at}", document=name, kind=row["kind"], concept=row["concept"], found=row["found"], around=row["around"])
        for at, row in enumerate(rows)
    ]
    for _ in range(edits):
        lines = edited(lines, others, chance)
    document, after = joined(lines, f"renamed-{name}" if renamed else name)
    if check is not None:
        after = checked_anew(after, check(document))
    rulings = Decisions(decisions, [document.name]).rulings(records(document, [one.finding for one in after if one.finding]))
    whole = {one.name for one in after if not one.edited}
    copies = {one.line for one in after if one.name is None}
    count: Counter[str] = Counter()
    waiting = iter(rulings)
    for now in after:
        ruling = next(waiting) if now.finding else None
        holds = [before[int(identifier)] for identifier in ruling.placed] if ruling else []
        for then in holds:
            alike = now.line == then.line and (then.name not in whole or now.beside == then.beside)
            count["wrong"] += then.name != now.name and not alike
        if now.name is not None:
            word = "edited" if now.edited else "copied" if now.line in copies else "untouched"
            count[word] += 1
            count[f"{word} kept"] += any(then.name == now.name for then in holds)
    return count


def checked_anew(after: list[Found], findings: Iterable[Finding]) -> list[Found]:
    """What a check of the edited text finds, under the first names; those not found again have no finding, new ones no name."""
    by_place = {(one.finding.start, one.finding.end): one for one in after if one.finding}
    result = []
    for finding in findings:
        one = by_place.pop((finding.start, finding.end), None)
        result.append(replace(one, finding=finding) if one else Found(finding, None, True, (0, ""), ("", "")))
    return result + [replace(one, finding=None) for one in by_place.values()]


def twins() -> Text:
    """A text made of what is hard: a headline twice, like lines in a row, a line with the same words again and again."""
    week = Finding(0, 12, "Jindian Week", Kind.CHAR_GLOSS, Action.REVIEW, 0.8, (Suggestion("Jin-Dian-Zhou"),), concept="jin-dian-zhou")
    texts = ["Plan for Jindian Week", "", "Plan for Jindian Week", "A report.", *["Here is Jindian Week."] * 4, "Jindian Week", "News of the day.", "Jindian Week"]
    texts += ["A visit to Jindian Week and then Jindian Week and then Jindian Week and then home.", "Here is Jindian Week.", "The end."]
    lines, number = [], 0
    for text in texts:
        marks = []
        for match in re.finditer("Jindian Week", text):
            marks.append(Mark(match.start(), week, number))
            number += 1
        lines.append(Line(text, tuple(marks)))
    return lines


def main() -> None:
    """Run the trials and say what was kept, what was lost, and what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=500)
    parser.add_argument("--edits", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="check every edited text anew: a finding may come or go with the words around it")
    given = parser.parse_args()
    from normalize.pipeline import Checker
    from zhengming.termbases import compiled_termbase

    checker = Checker(compiled_termbase())
    documents = [Document(path.name, path.read_text(encoding="utf-8")) for path in sorted((ROOT / "seeds").glob("*.txt"))]
    texts = {document.name: laid_out(document, checker.check(document)) for document in documents} | {"twins": twins()}
    chance = random.Random(given.seed)
    counts: dict[str, Counter[str]] = {name: Counter() for name in texts}
    for number in range(given.trials):
        name = chance.choice(sorted(texts))
        check = checker.check if given.check and name != "twins" else None
        others = [line.text for other, lines in texts.items() if other != name for line in lines if line.text]
        counts[name] += Counter({"trials": 1}) + trial(name, texts[name], others, chance.randint(1, given.edits), chance, number % 4 == 3, check)
    print(f"{'text':<26}{'trials':>7}{'untouched':>11}{'kept':>9}{'copied':>8}{'kept':>9}{'edited line':>13}{'kept':>9}{'wrong':>7}")
    for name, count in [*counts.items(), ("all seeds", sum((c for name, c in counts.items() if name != "twins"), Counter()))]:
        shares = [f"{count[f'{word} kept'] / max(1, count[word]):.1%}" for word in ("untouched", "copied", "edited")]
        cells = f"{count['untouched']:>11}{shares[0]:>9}{count['copied']:>8}{shares[1]:>9}{count['edited']:>13}{shares[2]:>9}{count['wrong']:>7}"
        print(f"{name:<26}{count['trials']:>7}{cells}")


if __name__ == "__main__":
    main()
