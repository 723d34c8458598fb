"""A new termbase is run over clean English before it is used: an entry that fires there is demoted, but for what is much surer, and says so.

The sentences are the project's own (`clean_english.txt`): good English about China and about other things, dense with what could be
mistaken for garble.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from glossary.entry import Action
from glossary.load import clean_english
from normalize.pipeline import Checker
from normalize.reading_back.readings import SLOPE
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document

LONGER = 5.0  # bits: of thirty times as many sentences as are asked here, which a user soon has, the strongest chance hit is so much stronger


@dataclass(frozen=True, slots=True)
class FalseAlarm:
    """A concept that was found in a sentence where nothing is garbled."""

    concept: str
    chinese: str
    found: str
    sentence: str
    confidence: float

    @property
    def doubted(self) -> float:
        """Up to what confidence a finding of the concept may be chance as well."""
        return 1 / (1 + (1 / self.confidence - 1) * math.exp(-SLOPE * LONGER))

    def __str__(self) -> str:
        return f"{self.concept} ({self.chinese}): fires on “{self.found}” in clean English: {self.sentence}"


def audit(compiled: Compiled) -> tuple[FalseAlarm, ...]:
    """Every concept that raises an `auto` or `review` finding in the clean sentences, with the place."""
    checker = Checker(compiled)
    alarms = []
    for sentence in clean_english():
        for finding in checker.check(Document("clean", sentence)):
            if finding.concept is not None and finding.action is not Action.NOTE:
                alarms.append(FalseAlarm(finding.concept, finding.zh or "", finding.found, sentence, finding.confidence))
    return tuple(alarms)
