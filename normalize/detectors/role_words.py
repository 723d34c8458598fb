"""Role words glued to names: Sun Quanshe is 孙权 摄, "Photo by Sun Quan"; confirmed by the byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.entry import Action, Kind
from glossary.surnames import is_personal_name
from normalize.context import Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.view import View
from normalize.weights import ROLE

# Role syllable -> (Chinese, pinyin, how English says it).
_ROLES = {"she": ("摄", "shè", "Photo by {}"), "wen": ("文", "wén", "Text by {}"), "tu": ("图", "tú", "Photo by {}"), "wentu": ("文/图", "wén/tú", "Text and photos by {}")}
_GLUED = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+?)(wentu|she|wen|tu)\b(/(?:[Pp]icture|[Pp]hoto|[Ii]mage|[Tt]u))?")
_LONGEST_NAME = 24
_AUTHOR = re.compile(r"^([ \t\u3000]*)Authors?:?[ ]+((?:[A-Z][a-z]+[ ]?){2,10})$", re.MULTILINE)
_CREDITS = ("/wen", "/Wen", "/text", "/Text")
_TEXT_PICTURE = r"\b([Rr]eporter )?([A-Z][a-z]+ [A-Z][a-z]+)/(?:[Ww]entu|[Ww]en[ -][Tt]u|[Tt]ext[ /-][Pp]icture)\b"


def role_words(view: View, context: Context) -> Iterator[Finding]:
    """Names with a role syllable at their end, "text/picture" credits, and runs of names behind the word Author."""
    for match in _glued_names(view):
        if (finding := _glued(view, match)) is not None:
            yield finding
    for match in re.finditer(_TEXT_PICTURE, view.text) if any(sign in view.text for sign in _CREDITS) else ():
        if is_personal_name(match[2].split()):
            text = f"Text and photos by {(match[1] or '').lower()}{match[2]}"
            yield _credit(match.span(), match[0], text, "文/图", "wén/tú", Action.AUTO, "Wentu is 文/图, text and photos", 0.9)
    for match in _AUTHOR.finditer(view.text) if "Author" in view.text else ():
        words = match[2].split()
        names = [words[i : i + 2] for i in range(0, len(words), 2)]
        if len(names) >= 2 and all(map(is_personal_name, names)):
            listed = [" ".join(name) for name in names]
            text = "By " + ", ".join(listed[:-1]) + " and " + listed[-1]
            start = match.start() + len(match[1])
            because = "作者 is the role word of a byline; the names follow without commas"
            yield _credit((start, match.end(2)), view.text[start : match.end(2)], text, "作者", "zuòzhě", Action.AUTO, because, 0.93)


def _glued_names(view: View) -> Iterator[re.Match[str]]:
    for word in sorted(word for word in view.words.distinct if word.endswith(("she", "wen", "tu"))):
        name = word.capitalize()
        at = view.text.find(f" {name}")
        while at >= 0:
            surname = at - len(re.search(r"[A-Za-z]*$", view.text[max(0, at - _LONGEST_NAME) : at])[0])  # type: ignore[index]
            if match := _GLUED.match(view.text, surname):
                yield match
            at = view.text.find(f" {name}", at + 1)


def _glued(view: View, match: re.Match[str]) -> Finding | None:
    name = [match[1], match[2]]
    if not is_personal_name(name):
        return None
    elsewhere = any(at != match.start() for at in view.occurrences(" ".join(name)))
    picture = match[4]
    if not elsewhere and not picture:
        return None
    role = "wentu" if picture and match[3] == "wen" else match[3]
    zh, pinyin, english = _ROLES[role]
    alone = view.document.line(match.start()).strip() == match[0]
    detail = f"{match[3]} is {zh}, a role word"
    if elsewhere:
        detail += f"; {' '.join(name)} stands in this document"
    start, reporter = match.start(), re.search(r"\b[Rr]eporter $", view.text[max(0, match.start() - 12) : match.start()])
    text = english.format(" ".join(name))
    if reporter and picture:
        start -= len(reporter[0])
    action = Action.AUTO if alone or picture else Action.REVIEW
    return _credit((start, match.end()), view.text[start : match.end()], text, zh, pinyin, action, detail, 0.95)


def _credit(span: tuple[int, int], found: str, text: str, zh: str, pinyin: str, action: Action, detail: str, confidence: float) -> Finding:
    return Finding(*span, found, Kind.ROLE_GLUE, action, confidence, (Suggestion(text, None, confidence),), (Evidence("role word", detail),), None, zh, pinyin, weight=ROLE)
