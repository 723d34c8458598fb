"""A review: the worklist and the decisions file together. What a decision changes is worked out for the findings it can reach, not for all."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from normalize.fixing.decisions import Decision, Decisions, Ruling, Scope, Undo, Verdict, about, core, in_force
from normalize.fixing.places import base
from zhengming.decisions import DecisionFile, decide
from zhengming.review.current import Current, last_part
from zhengming.review.passages import sentence
from zhengming.review.worklist import UNDECIDED, Item, Worklist

STATES = {Verdict.ACCEPT: "accepted", Verdict.REPLACE: "replaced", Verdict.REJECT: "rejected", Verdict.UNSURE: "unsure"}
Entry = Decision | Undo
LONGEST = 10_000  # characters of a person's own words or note


class Refused(Exception):
    """What was asked for cannot be done; the message says why."""


class Session:
    """One run of the review; `by` is the reviewer's name, which goes into every decision. `version` rises with whatever happens to the file.

    Requests come from several threads: whoever reads or decides holds `lock`.
    """

    def __init__(self, work: Worklist, store: DecisionFile, by: str) -> None:
        self.work, self.store, self.by = work, store, by
        self.lock = RLock()
        self.version = 0
        self.rulings: list[Ruling | None] = [None] * len(work.items)
        self._current = Current()
        self._seen: tuple[Entry, ...] = ()
        self._strokes: dict[str, frozenset[str]] = {}
        self._stamp: tuple[int, ...] | None = None
        self._like: dict[str, list[int]] = defaultdict(list)
        self._core: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._named: dict[str, list[str]] = defaultdict(list)
        self.first = [bisect_left(work.items, text, key=lambda item: item.text) for text in range(len(work.texts) + 1)]
        for result in work.texts:
            self._named[last_part(result.document.name)].append(result.document.name)
        for item in work.items:
            self._like[base(item.row["fingerprint"])].append(item.number)
            self._core[core(item.row["kind"], item.row["concept"], item.row["found"])].append(item.number)
        self.refresh()

    def item(self, number: int) -> Item:
        """The finding with this number."""
        if not 0 <= number < len(self.work.items):
            raise Refused(f"there is no finding {number}")
        return self.work.items[number]

    def of_text(self, text: int) -> range:
        """The numbers of a text's findings, in its order."""
        if not 0 <= text < len(self.work.texts):
            raise Refused(f"there is no text {text}")
        return range(self.first[text], self.first[text + 1])

    def place_of(self, decision: Decision) -> Item | None:
        """The finding that a decision was made on, as far as it is known again: where it holds, or would hold if it stood, alone and for its place."""
        alike = self._like.get(base(decision.fingerprint), ())
        for number in alike:
            ruling = self.rulings[number]
            if ruling is not None and decision.id in ruling.placed:
                return self.work.items[number]
        names = self._named.get(last_part(decision.document), [])
        if decision.document and not names:
            return None
        alone = Decisions([decision._replace(scope=Scope.PLACE)], names)
        for numbers in self._by_text(alike, whole=False).values():
            for number, ruling in zip(numbers, alone.rulings([self.work.items[number].row for number in numbers]), strict=True):
                if ruling is not None:
                    return self.work.items[number]
        return None

    @contextmanager
    def held(self, waits: bool = True) -> Iterator[bool]:
        """The lock, and whether it was got: who does not wait may find another at work, perhaps for as long as a slow disk takes."""
        got = self.lock.acquire(blocking=waits)
        try:
            yield got
        finally:
            if got:
                self.lock.release()

    # --- deciding

    def decide(self, numbers: Sequence[int], verdict: str, text: str | None = None, scope: str = "place", note: str = "") -> tuple[list[Decision], list[Item]]:
        """Record one verdict on these findings: the decisions, and what stands differently since. They are on the disk when this returns.

        Refused if it makes no sense, GlossaryError if the file cannot be written; then nothing is recorded.
        """
        with self.lock:
            try:
                wanted, reach = Verdict(verdict), Scope(scope)
            except ValueError as error:
                raise Refused(str(error)) from error
            if wanted is Verdict.REPLACE and text is None:
                raise Refused("replace needs a text")
            if len(text or "") > LONGEST or len(note) > LONGEST:
                raise Refused(f"longer than {LONGEST:,} characters; shorten it")
            if not numbers:
                raise Refused("there is nothing to decide")
            once: dict[tuple[str, ...], Decision] = {}  # everywhere, the first of like findings speaks for all: one decision, to be taken back at once
            for number in numbers:
                decision = self._decision(self.item(number), wanted, text, reach, note)
                once.setdefault(about(decision), decision)
            fresh = list(once.values())
            self.store.record(*fresh)
            stroke = frozenset(decision.id for decision in fresh)
            self._strokes |= dict.fromkeys(stroke, stroke)
            return fresh, self.refresh()

    def _decision(self, item: Item, verdict: Verdict, text: str | None, scope: Scope, note: str) -> Decision:
        if verdict is Verdict.ACCEPT and item.row["action"] == "note":
            verdict, text = Verdict.REPLACE, item.suggestion  # a note goes into a text in a person's words only: now they are
        document = self.work.texts[item.text].document
        first, last = sentence(document, item.row["start"], item.row["end"])
        return decide(item.row, verdict, text=text, scope=scope, by=self.by, note=note, context=" ".join(document.text[first:last].split()))

    def undo(self, identifiers: Sequence[str]) -> list[Item]:
        """Take decisions back, whichever they are: what stands differently since. On the disk when this returns."""
        with self.lock:
            if not identifiers:
                raise Refused("there is nothing to take back")
            self.store.undo_all(tuple(identifiers), self.by)
            return self.refresh()

    def latest(self) -> list[Decision]:
        """This reviewer's latest decision that stands, with those that were made at one stroke with it in this sitting; empty where none stands."""
        mine = [decision for decision in self.store.current if decision.by == self.by]
        stroke = self._strokes.get(mine[-1].id, ()) if mine else ()
        return [decision for decision in mine if decision.id in stroke] or mine[-1:]

    # --- what decisions change

    def refresh(self) -> list[Item]:
        """Take in what the file says now; the findings that stand differently since."""
        with self.lock:
            stamp = self._file_stamp()
            if stamp == self._stamp:
                return []
            gone, come = self._news(self.store.history)
            for decision in gone:
                self._current.remove(decision)
            for decision in come:
                self._current.add(decision)
            self._stamp = stamp
            self.version += 1
            return list(self._settle([*gone, *come]))

    def _file_stamp(self) -> tuple[int, ...]:
        try:
            status = self.store.path.stat()
        except OSError:
            return ()
        return status.st_ino, status.st_size, status.st_mtime_ns

    def _news(self, history: tuple[Entry, ...]) -> tuple[list[Decision], list[Decision]]:
        """The decisions that hold no more, and those that hold since the last look."""
        seen, self._seen = self._seen, history
        fresh = history[len(seen) :]
        if history[: len(seen)] == seen and all(isinstance(entry, Decision) for entry in fresh):
            # Only new decisions, the usual case: they can replace but what speaks of the same, so 20,000 earlier ones need no second look.
            added = [entry for entry in fresh if isinstance(entry, Decision)]
            before = {old.id: old for decision in added for old in self._current.like(decision)}
            after = {decision.id: decision for decision in in_force([*before.values(), *added])}
        else:
            before, after = self._current.by_id, {decision.id: decision for decision in in_force(history)}
        return [old for key, old in before.items() if after.get(key) != old], [new for key, new in after.items() if before.get(key) != new]

    def _settle(self, changed: Sequence[Decision]) -> Iterable[Item]:
        """Rule anew on every finding that these decisions can reach."""
        strangers = self._current.of_documents_not_in(self._named)
        if any(last_part(decision.document) not in self._named for decision in changed if decision.document):
            reached: Iterable[int] = range(len(self.work.items))  # of a text with another name now: its places hold or fall together
        else:
            reached = {number for decision in changed for number in self._reach(decision)}
        for text, numbers in self._by_text(reached, whole=bool(strangers)).items():
            rows = [self.work.items[number].row for number in numbers]
            relevant = {decision.id: decision for decision in self._current.on(rows)} | strangers
            names = {self.work.texts[text].document.name, *(name for d in relevant.values() for name in self._named.get(last_part(d.document), ()))}
            for number, ruling in zip(numbers, Decisions(relevant.values(), sorted(names)).rulings(rows), strict=True):
                if ruling != self.rulings[number]:
                    self.rulings[number] = ruling
                    item = self.work.items[number]
                    self.work.stand(item, _state(item, ruling), "\n".join(decision.text for decision in ruling.decisions if decision.text) if ruling else "")
                    yield item

    def _reach(self, decision: Decision) -> Sequence[int]:
        if decision.scope is Scope.PLACE:
            return self._like.get(base(decision.fingerprint), ())
        return self._core.get(core(decision.kind, decision.concept, decision.found), ())

    def _by_text(self, reached: Iterable[int], whole: bool) -> dict[int, list[int]]:
        """The findings to rule on, text by text and in order, each with all of its like."""
        items = [self.work.items[number] for number in reached]
        if whole:
            return {text: list(self.of_text(text)) for text in sorted({item.text for item in items})}
        texts: dict[int, list[int]] = defaultdict(list)
        marks = {(item.text, base(item.row["fingerprint"])) for item in items}
        for mark in {mark for _, mark in marks}:
            for number in self._like[mark]:
                if (self.work.items[number].text, mark) in marks:
                    texts[self.work.items[number].text].append(number)
        return {text: sorted(numbers) for text, numbers in sorted(texts.items())}


def _state(item: Item, ruling: Ruling | None) -> str:
    if ruling is None or (ruling.verdict is Verdict.ACCEPT and item.row["action"] == "note"):  # an acceptance of a whole text's puts no note into it
        return UNDECIDED[item.row["action"]]
    return STATES[ruling.verdict] if ruling.verdict is not None else "conflict"
