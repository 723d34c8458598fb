"""The decisions in force of a review, found by what they speak of, so that one more costs the same after 20,000 as after one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from normalize.fixing.decisions import Decision, Scope, core
from normalize.fixing.places import base


class Current:
    """The decisions in force, found by the place and by the form they speak of."""

    def __init__(self) -> None:
        self.by_id: dict[str, Decision] = {}
        self._by_mark: dict[str, dict[str, Decision]] = defaultdict(dict)
        self._by_core: dict[tuple[str, str, str], dict[str, Decision]] = defaultdict(dict)
        self._by_document: dict[str, dict[str, Decision]] = defaultdict(dict)

    def add(self, decision: Decision) -> None:
        """Take one in."""
        self.by_id[decision.id] = decision
        for index in self._indexes(decision):
            index[decision.id] = decision

    def remove(self, decision: Decision) -> None:
        """Put one out."""
        for index in (self.by_id, *self._indexes(decision)):
            index.pop(decision.id, None)

    def _indexes(self, decision: Decision) -> Iterable[dict[str, Decision]]:
        yield self._by_mark[base(decision.fingerprint)]
        yield self._by_core[core(decision.kind, decision.concept, decision.found)]
        yield self._by_document[decision.document]

    def like(self, decision: Decision) -> Iterable[Decision]:
        """Those on the same place or form, of any scope."""
        yield from self._by_mark[base(decision.fingerprint)].values()
        yield from self._by_core[core(decision.kind, decision.concept, decision.found)].values()

    def on(self, rows: Iterable[Mapping[str, Any]]) -> Iterable[Decision]:
        """Those that can speak of these findings: on like places, or wider on their forms."""
        keys = [(base(row["fingerprint"]), core(row["kind"], row["concept"], row["found"])) for row in rows]
        for mark in {mark for mark, _ in keys}:
            yield from (decision for decision in self._by_mark[mark].values() if decision.scope is Scope.PLACE)
        for form in {form for _, form in keys}:
            yield from (decision for decision in self._by_core[form].values() if decision.scope is not Scope.PLACE)

    def of_documents_not_in(self, names: Mapping[str, Any]) -> dict[str, Decision]:
        """Those on documents whose name, without its folders, is none of these."""
        return {key: decision for document, decisions in self._by_document.items() if document and last_part(document) not in names for key, decision in decisions.items()}


def last_part(name: str) -> str:
    """A document's name without its folders: the same file may be named from another folder."""
    return re.split(r"[/\\]", name)[-1]
