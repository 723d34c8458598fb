"""What a concept is given where its file says nothing: an id, a subject, a reason against a form."""

from __future__ import annotations

import re


def user_id(chinese: str) -> str:
    """The id of a concept whose file gives it none: made of its Chinese, so that it is the same on every reading."""
    return "u-" + "-".join(f"{ord(c):x}" for c in chinese)


def guessed_subject(english: str) -> str:
    """A subject for a concept whose file gives it none: capitals make a name."""
    words = [word for word in re.findall(r"[A-Za-z']+", re.sub(r"\(.*?\)", "", english)) if word.lower() not in {"of", "the", "and", "in", "for", "on"}]
    return "place" if words and all(word[0].isupper() for word in words) else "society"


_LISTED = "listed in "


def listed_in(name: str) -> str:
    """What stands for a reason where a file lists a form as wrong and gives none: the file."""
    return _LISTED + name


def reason_given(because: str) -> str:
    """The reason that somebody gave, empty where only a file stands for it: its name is another after each conversion."""
    return "" if because.startswith(_LISTED) else because
