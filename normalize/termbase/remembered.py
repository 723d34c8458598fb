"""Answers that are asked for again and again, such as what one word can be."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Remembered(dict[Asked, Answer]):
    """Answers by what was asked, each worked out when first asked for; with more than `most` of them it begins anew."""

    def __init__(self, answer: Callable[[Asked], Answer], most: int = sys.maxsize) -> None:
        super().__init__()
        self._answer, self._most = answer, most

    def __missing__(self, asked: Asked) -> Answer:
        if len(self) >= self._most:
            self.clear()
        self[asked] = found = self._answer(asked)
        return found
