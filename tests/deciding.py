"""What tests of decisions exchange: a text with two like findings and what holds for them, a review over two texts and how it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from glossary.entry import Action, Kind
from normalize.findings import Finding, Suggestion
from normalize.fixing.decisions import Decision, Decisions, Verdict, in_force
from normalize.fixing.records import records
from normalize.text.document import Document
from zhengming.checking import Checked, settled
from zhengming.corpus import Source
from zhengming.decisions import DecisionFile, decide
from zhengming.review.session import Session
from zhengming.review.worklist import worklist

WEEK = "Jindian Week"


def rows(text: str, name: str = "a.txt") -> list[dict[str, Any]]:
    """The records of every Jindian Week of a text."""
    places = [at for at in range(len(text)) if text.startswith(WEEK, at)]
    found = [Finding(at, at + 12, WEEK, Kind.CHAR_GLOSS, Action.REVIEW, 0.8, (Suggestion("Jin-Dian-Zhou"),), concept="jin-dian-zhou") for at in places]
    return records(Document(name, text), found)


def holding(text: str, *decisions: Decision, name: str = "a.txt", run: tuple[str, ...] = ()) -> list[str | None]:
    """What holds for every Jindian Week of a text: the verdict, `conflict`, or None."""
    rulings = Decisions(in_force(decisions), run or [name]).rulings(rows(text, name))
    return [None if ruling is None else "conflict" if ruling.conflict else str(ruling.verdict) for ruling in rulings]


TEXT = "A headline\n\nPlans for Jindian Week grew.\n\nAll of Jindian Week is near Kunshan.\n\nThe end of it.\n"
FIRST, SECOND = rows(TEXT)
BOTH = (decide(FIRST, Verdict.ACCEPT), decide(SECOND, Verdict.REJECT))
WORDS = {
    "Jindian Week": ("jin-dian-zhou", Kind.CHAR_GLOSS, Action.REVIEW, "Jin-Dian-Zhou"), "kunqu": ("kunqu", Kind.CASE, Action.AUTO, "Kunqu"),
    "name card": ("card", Kind.CALQUE, Action.REVIEW, "calling card"), "seventy": ("number", Kind.LOST_SYMBOL, Action.NOTE, "seventeen"),
    "gibberish": (None, Kind.RESIDUE, Action.REVIEW, ""),
}  # fmt: skip
TEXTS = {
    "a.txt": "Jindian Week and kunqu.\n\nA name card of Jindian Week, seventy gibberish kunqu.\n\nJindian Week and kunqu.\n",
    "deep/b.txt": "Once more Jindian Week, a name card.\nJindian Week and kunqu.\n",
}


def checked(texts: dict[str, str]) -> list[Checked]:
    """Texts with a finding for each of WORDS."""
    result = []
    for name, text in texts.items():
        findings = []
        for word, (concept, kind, action, better) in WORDS.items():
            at = text.find(word)
            while at >= 0:
                findings.append(Finding(at, at + len(word), word, kind, action, 0.8, (Suggestion(better, concept, 0.8),), concept=concept))
                at = text.find(word, at + 1)
        result.append(settled(Source(None, name, name), Document(name, text), sorted(findings, key=lambda f: f.start), Decisions()))
    return result


def session(folder: Path, texts: dict[str, str] | None = None, by: str = "Ann") -> Session:
    """A review over TEXTS whose decisions go into a folder."""
    return Session(worklist(checked(texts or TEXTS)), DecisionFile(folder / "d.jsonl"), by)


def standing(one: Session) -> list[tuple[str, str, str]]:
    """Text, found form and state of every finding, in the order of the texts."""
    return [(item.row["document"], item.row["found"], item.face) for item in one.work.items]


def numbers(one: Session, found: str, text: int | None = None) -> list[int]:
    """The findings of a form."""
    return [item.number for item in one.work.items if item.row["found"] == found and text in (None, item.text)]
