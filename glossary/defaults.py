"""What a concept is given where its file says nothing: an id, a subject."""

from __future__ import annotations

import re


def user_id(chinese: str) -> str:
    """The id of a concept whose file gives it none: made of its Chinese, so that it is the same on every reading."""
    return "u-" + "-".join(f"{ord(c):x}" for c in chinese)


def guessed_subject(english: str) -> str:
    """A subject for a concept whose file gives it none: capitals make a name."""
    words = [word for word in re.findall(r"[A-Za-z']+", re.sub(r"\(.*?\)", "", english)) if word.lower() not in {"of", "the", "and", "in", "for", "on"}]
    return "place" if words and all(word[0].isupper() for word in words) else "society"
