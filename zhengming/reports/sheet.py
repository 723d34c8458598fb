"""A report to read or to send, once as HTML and once as Markdown. Nothing of a text is ever markup in either."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path


class Style(StrEnum):
    """How a piece of text is meant: plain, taken out, put in, found, Chinese, pinyin, beside the point."""

    PLAIN = "plain"
    OLD = "old"
    NEW = "new"
    FOUND = "found"
    CHINESE = "chinese"
    PINYIN = "pinyin"
    SOFT = "soft"


Piece = tuple[Style, str]


def plain(text: str) -> Piece:
    """A piece of our own words."""
    return Style.PLAIN, text


@dataclass(frozen=True, slots=True)
class Entry:
    """One point of a list, with lines below it."""

    pieces: tuple[Piece, ...]
    below: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, words under it, a list; `level` 2 or 3. `numbered` lists can be answered by number."""

    heading: str
    level: int = 2
    words: str = ""
    entries: tuple[Entry, ...] = ()
    first: int | None = None

    @property
    def numbered(self) -> bool:
        """Whether the entries have numbers, from `first` on."""
        return self.first is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole report."""

    title: str
    words: tuple[str, ...]
    sections: tuple[Section, ...] = ()


def write_sheet(sheet: Sheet, path: Path) -> None:
    """Write `path` with .html and .md; the same sheet gives the same bytes."""
    path.with_suffix(".html").write_text(html(sheet), encoding="utf-8", newline="\n")
    path.with_suffix(".md").write_text(markdown(sheet), encoding="utf-8", newline="\n")


def on_one_line(text: str) -> str:
    """A text on one line, its line ends shown."""
    return re.sub(r"\s*\n\s*", "⏎", text.replace("\r", ""))


def hashed(text: str) -> str:
    """A style or a script as a page's policy names it, so that no other can load."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


# Markdown ---------------------------------------------------------------------------------------------------------------------------------

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_MARKS = {Style.OLD: "~~", Style.NEW: "**", Style.FOUND: "**"}


def markdown(sheet: Sheet) -> str:
    """The sheet as Markdown."""
    return "\n".join(_markdown(sheet)) + "\n"


def _markdown(sheet: Sheet) -> Iterator[str]:
    yield f"# {_plain(sheet.title)}"
    for words in sheet.words:
        yield from ("", _plain(words))
    for section in sheet.sections:
        yield from ("", f"{'#' * section.level} {_plain(section.heading)}")
        if section.words:
            yield from ("", _plain(section.words))
        if section.entries:
            yield ""
        for number, entry in enumerate(section.entries, section.first or 0):
            mark = f"{number}. " if section.numbered else "- "
            yield mark + "".join(map(_marked, entry.pieces))
            for line in entry.below:
                yield " " * len(mark) + "- " + "".join(map(_marked, line))


def _marked(piece: Piece) -> str:
    style, text = piece
    mark, shown = _MARKS.get(style, ""), _plain(text)
    inner = shown.strip()
    if not mark or not inner:
        return shown
    before, _, after = shown.partition(inner)
    return f"{before}{mark}{inner}{mark}{after}"


def _plain(text: str) -> str:
    return _SIGNS.sub(r"\\\1", on_one_line(text))


# HTML -------------------------------------------------------------------------------------------------------------------------------------

_TAGS = {
    Style.OLD: "<del>{}</del>", Style.NEW: "<ins>{}</ins>", Style.FOUND: "<mark>{}</mark>", Style.CHINESE: '<span lang="zh-Hans">{}</span>',
    Style.PINYIN: '<i lang="zh-Latn">{}</i>', Style.SOFT: "<small>{}</small>",
}  # fmt: skip
_CSS = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; }
h2 { margin-top: 2.2rem; border-bottom: 1px solid #8886; }
li { margin: .55rem 0; }
li ul { padding-left: 1.1rem; list-style: none; }
li li { margin: .1rem 0; }
del { color: #b3261e; } ins { color: #17592e; text-decoration: none; font-weight: 600; }
mark { background: #fdeabf; color: #1e2125; }
small { opacity: .75; }
@media (prefers-color-scheme: dark) { del { color: #ff9a90; } ins { color: #a4e0b6; } }
"""


def html(sheet: Sheet) -> str:
    """The sheet as one page without scripts; its style is named by hash, so that nothing else can load."""
    policy = f"default-src 'none'; style-src {hashed(_CSS)}; base-uri 'none'; form-action 'none'"
    head = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(sheet.title)}</title>\n<style>{_CSS}</style>\n</head>\n<body>\n'
    )
    return head + "\n".join(_html(sheet)) + "\n</body>\n</html>\n"


def _html(sheet: Sheet) -> Iterator[str]:
    yield f"<h1>{escape(sheet.title)}</h1>"
    for words in sheet.words:
        yield f"<p>{escape(words)}</p>"
    for section in sheet.sections:
        yield f"<h{section.level}>{escape(section.heading)}</h{section.level}>"
        if section.words:
            yield f"<p>{escape(section.words)}</p>"
        if section.entries:
            tag = "ol" if section.numbered else "ul"
            yield f'<ol start="{section.first}">' if section.numbered else "<ul>"
            for entry in section.entries:
                below = "".join(f"<li>{''.join(map(_tagged, line))}</li>" for line in entry.below)
                yield f"<li>{''.join(map(_tagged, entry.pieces))}{f'<ul>{below}</ul>' if below else ''}</li>"
            yield f"</{tag}>"


def _tagged(piece: Piece) -> str:
    style, text = piece
    return _TAGS.get(style, "{}").replace("{}", escape(on_one_line(text)))
