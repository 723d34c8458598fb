"""What the page is told, as plain objects for JSON: a stretch of the list, one finding, passages of a text, the history, the progress."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

from glossary.hanzi import traditional
from normalize.fixing.decisions import Decision, Verdict, taken_back
from normalize.fixing.fixes import wording
from zhengming.reports.legend import KINDS
from zhengming.review.passages import passages, sentence
from zhengming.review.session import STATES, Refused, Session
from zhengming.review.worklist import FACES, Filter, Item, View

KEPT_VIEWS = 4
Answer = dict[str, Any]


class Answers:
    """Answers the page's questions about one session."""

    def __init__(self, session: Session) -> None:
        self.session, self.work = session, session.work
        self._views: dict[Filter, tuple[int, View]] = {}
        self._cuts: dict[int, list[tuple[int, int]]] = {}
        self.view(Filter())

    def start(self) -> Answer:
        """What the page needs once."""
        return {
            "version": self.session.version, "total": len(self.work.items), "texts": [result.source.name for result in self.work.texts],
            "kinds": sorted({item.row["kind"] for item in self.work.items}), "states": FACES,
            "decisions": str(self.session.store.path), "progress": self.progress(),
        }  # fmt: skip

    def progress(self) -> Answer:
        """How many findings ask a person, how many of them still wait, and how all stand."""
        faces = {face: count for face, count in self.work.faces.items() if count}
        return {"wanted": self.work.asking, "open": faces.get("open", 0), "states": faces}

    def saved(self, changed: Iterable[Item], **more: Any) -> Answer:
        """What a decision, or taking one back, has changed."""
        return {"version": self.session.version, "changed": {item.number: self._now(item) for item in changed}, "progress": self.progress(), **more}

    def undoing(self, identifiers: Sequence[str]) -> Answer | None:
        """The first of the decisions that are about to be taken back, as long as it is known where it holds; None where it is an undo."""
        first = next((entry for entry in self.session.store.history if entry.id in identifiers[:1]), None)
        return self._past(first, True) if isinstance(first, Decision) else None

    # --- the list

    def view(self, wanted: Filter, fresh: bool = False) -> View:
        """What the filter shows. It stays as it is while decisions fall, so that nothing moves under the reader's hand; `fresh` makes it anew."""
        version, view = self._views.get(wanted, (-1, None))
        if view is None or (fresh and version != self.session.version):
            view = self.work.view(wanted)
            self._views.pop(wanted, None)
            self._views[wanted] = self.session.version, view
            while len(self._views) > KEPT_VIEWS:
                del self._views[next(iter(self._views))]
        return view

    def page(self, wanted: Filter, at: int, count: int, fresh: bool) -> Answer:
        """Lines of the list from `at` on; with `fresh` also the counts of each facet and the line of the first finding to decide."""
        view = self.view(wanted, fresh)
        answer: Answer = {"lines": len(view.lines), "findings": len(view.at), "rows": [self._line(view, line) for line in range(at, min(at + count, len(view.lines)))]}
        if fresh:
            first = self._next(view, len(view.lines) - 1, 1)
            answer |= {"total": len(self.work.items), "facets": view.facets, "first": first if first is not None else 1 if view.at else None}
        return answer

    def next(self, wanted: Filter, line: int, by: int, near: bool = False) -> Answer:
        """The line of the next finding to decide from a line on, round the end; where none is left, or with `near`, also one that is mended unasked."""
        return {"at": self._next(self.view(wanted), line, by, near)}

    def _next(self, view: View, line: int, by: int, near: bool = False) -> int | None:
        size = len(view.lines)
        for faces in [("open", "conflict", "auto")] if near else [("open",), ("conflict",), ("auto",)]:
            for step in range(1, size + 1) if any(self.work.faces[face] for face in faces) else ():
                number = view.lines[at := (line + by * step) % size]
                if number >= 0 and self.work.items[number].face in faces:
                    return at
        return None

    def acceptable(self, group: int, wanted: Filter) -> list[int]:
        """The undecided findings of a group that the filter shows; notes are left out."""
        if not 0 <= group < len(self.work.groups):
            raise Refused(f"there is no group {group}")
        shown = self.view(wanted).at
        return self.work.acceptable(number for number in self.work.groups[group].members if number in shown)

    def _line(self, view: View, line: int) -> Answer:
        number = view.lines[line]
        if number < 0:
            group, shown = self.work.groups[-1 - number], _below(view, line)
            return {
                "group": group.number, "title": group.title, "zh": group.zh, "pinyin": group.pinyin, "kind": group.kind,
                "count": len(shown), "open": len(self.work.acceptable(shown)),
            }  # fmt: skip
        item = self.work.items[number]
        text = self.work.texts[item.text]
        body, start, end = text.document.text, item.row["start"], item.row["end"]
        before = body[max(0, start - 24) : start]
        before = before.partition(" ")[2] if start > 24 and "\n" not in before else before.rpartition("\n")[2]
        return {
            "id": number, "nth": line - bisect_left(view.heads, line) + 1, "found": item.row["found"], "before": before, "after": body[end : end + 60].partition("\n")[0],
            "name": text.source.name.rpartition("/")[2], "line": item.row["line"], **self._now(item),
        }  # fmt: skip

    def _now(self, item: Item) -> Answer:
        """How a finding stands: its state, what stands or would stand there, and what stands there instead of it now (None: it stays)."""
        text = wording(item.row["action"], item.row["found"], item.suggestion, self.session.rulings[item.number])
        return {"state": item.face, "to": text if item.face == "replaced" else item.suggestion, "now": text if text != item.row["found"] else None}

    # --- one finding

    def finding(self, number: int, wanted: Filter) -> Answer:
        """Everything about a finding that a person needs to decide."""
        item = self.session.item(number)
        row, group, view, ruling = item.row, self.work.groups[item.group], self.view(wanted), self.session.rulings[number]
        text = self.work.texts[item.text]
        first, last = sentence(text.document, row["start"], row["end"])
        return {
            **{key: row[key] for key in ("found", "kind", "action", "confidence", "concept", "zh", "pinyin", "suggestions", "evidence", "rivals", "line", "column")},
            "id": number, "at": view.at.get(number), "text": item.text, "name": text.source.name, "passage": self._passage(item), "meaning": KINDS.get(row["kind"], ""),
            "traditional": traditional(row["zh"]) if row["zh"] else None, "suggestion": item.suggestion,
            "before": _cut(text.document.text, first) + text.document.text[first : row["start"]], "after": text.document.text[row["end"] : last],
            "group": {"number": group.number, "open": len(self.work.acceptable(n for n in group.members if n in view.at))},
            "decisions": [_said(decision) for decision in ruling.decisions] if ruling else [], **self._now(item),
        }  # fmt: skip

    # --- a text

    def passages(self, text: int, at: int, count: int) -> Answer:
        """Passages of a text from the one numbered `at` on, with the findings in them."""
        numbers, spans, document = self.session.of_text(text), self._spans(text), self.work.texts[text].document
        shown = [{"line": document.place(start)[0], "parts": self._parts(document.text, start, end, numbers)} for start, end in spans[at : at + count]]
        return {"name": self.work.texts[text].source.name, "total": len(spans), "passages": shown}

    def _parts(self, text: str, start: int, end: int, numbers: range) -> list[Any]:
        parts: list[Any] = []
        done = start
        for number in numbers[bisect_left(numbers, start, key=lambda n: self.work.items[n].row["start"]) :]:
            item = self.work.items[number]
            first, last = item.row["start"], item.row["end"]
            if first >= end and first < len(text):
                break
            if first >= done:  # one that begins inside another is in the list only
                parts += [text[done:first], {"id": number, "was": text[first:last], **self._now(item)}]
                done = last
        return [*parts, text[done:end].rstrip("\r\n")]

    def _spans(self, text: int) -> list[tuple[int, int]]:
        if text not in self._cuts:
            items = [self.work.items[number].row for number in self.session.of_text(text)]
            self._cuts[text] = passages(self.work.texts[text].document.text, [(row["start"], row["end"]) for row in items])
        return self._cuts[text]

    def _passage(self, item: Item) -> int:
        return max(0, bisect_right(self._spans(item.text), item.row["start"], key=lambda span: span[0]) - 1)

    # --- what was decided

    def history(self, at: int, count: int) -> Answer:
        """Decisions, the latest first, from the one numbered `at` on."""
        entries = self.session.store.history
        decisions = [entry for entry in entries if isinstance(entry, Decision)]
        taken = taken_back(entries)
        part = decisions[::-1][at : at + count]
        return {"total": len(decisions), "decisions": [self._past(decision, decision.id in taken) for decision in part]}

    def _past(self, decision: Decision, undone: bool) -> Answer:
        item = self.session.place_of(decision)
        accepted = item.suggestion if item else decision.accepted or None  # None: what it was is not known any more
        to = {Verdict.REPLACE: decision.text, Verdict.ACCEPT: accepted}.get(decision.verdict, decision.found)
        return {
            **_said(decision), "found": decision.found, "to": to, "undone": undone, "finding": item.number if item else None,
            "place": f"{self.work.texts[item.text].source.name}:{item.row['line']}" if item else decision.document,
        }  # fmt: skip


def _cut(text: str, first: int) -> str:
    """A sign that a long sentence begins further above."""
    return "… " if first > 1 and text[first - 1] == " " and text[first - 2] not in ".!?;\"'”’)]" else ""


def _below(view: View, line: int) -> Sequence[int]:
    end = line + 1
    while end < len(view.lines) and view.lines[end] >= 0:
        end += 1
    return view.lines[line + 1 : end]


def _said(decision: Decision) -> Answer:
    return {"id": decision.id, "state": STATES[decision.verdict], "text": decision.text, "scope": decision.scope.value, "by": decision.by, "at": decision.at, "note": decision.note}
