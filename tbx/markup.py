"""XML in and out, one entry at a time: the only importer of lxml. Refuses entity declarations, half-read text, and characters XML cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from glossary.text_file import GlossaryError

if TYPE_CHECKING:
    from lxml.etree import _Element

Element: TypeAlias = "_Element"

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CONTROLS = bytes(sorted({*range(32)} - {9, 10, 13}))
_SPACE = re.compile(r"[ \t\r\n]+")


def one_line(text: str) -> str:
    """Runs of blanks, tabs and line breaks as one blank; every other space (no-break, ideographic) stays."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return _SPACE.sub(" ", text).strip(" ")


def escaped(text: str) -> str:
    """The text on one line as the content of an element. Asks what `one_line` asks, because a call for each of twenty million texts is half a minute."""
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = one_line(text)
    if "&" in text or "<" in text or ">" in text:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def is_carried(text: str) -> bool:
    """Whether XML 1.0 can carry every character of a text."""
    return not _ILLEGAL.search(text)


def encoded(text: str, where: str) -> bytes:
    """UTF-8 of a piece of XML; GlossaryError for a character that XML 1.0 cannot carry. `where` begins the message."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise GlossaryError(f"{where} holds half a character (U+{ord(text[error.start]):04X}), which XML cannot carry; delete it there") from error
    if len(data.translate(None, _CONTROLS)) != len(data) or b"\xef\xbf\xbe" in data or b"\xef\xbf\xbf" in data:
        illegal = _ILLEGAL.search(text)
        raise GlossaryError(f"{where} holds the character U+{ord(illegal[0]) if illegal else 0:04X}, which XML cannot carry; delete it there")
    return data


def line_of(element: Element) -> int:
    """The line an element begins on, from 1."""
    line: Any = element.sourceline
    return line or 1


def text_of(element: Element) -> str:
    """All text inside an element on one line; GlossaryError at an entity reference, where the text would be cut short."""
    if not len(element):
        text = element.text
        if text is None:
            return ""
        return text if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:] else one_line(text)
    for inside in element.iter():
        if not isinstance(inside.tag, str) and str(inside).startswith("&"):
            raise GlossaryError(f"line {line_of(element)}: the entity {inside} is not defined here; write the character itself")
    return one_line(_inner(element))


def _inner(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += [_inner(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return "".join(parts)


def read_entries(file: BinaryIO, name: str, entries: Iterable[str]) -> Iterator[tuple[bool, Element]]:
    """(False, root) first, then (True, entry) for each complete entry, then (False, root) again with everything outside the entries.

    An entry is emptied after it was handed out: memory stays flat for any size of file. Nothing is fetched and no entity is put in; a file that
    declares one, nests deeper than 256 elements or has more than 8 MB in one concept is refused. GlossaryError names the file and the line.
    """
    from lxml import etree

    # collect_ids=False would save nothing and make lxml load the external DTD.
    parser = etree.XMLPullParser(("end",), tag=["{*}" + wanted for wanted in entries], resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root: Any = None
    handed: Any = None
    node: Any  # lxml-stubs knows neither what a tag filter leaves nor keep_tail
    last, pending, fed = "", 0, False
    try:
        while chunk := file.read(_CHUNK):
            fed = True
            parser.feed(chunk)
            pending += len(chunk)
            for _, node in parser.read_events():
                if root is None:
                    root = node.getroottree().getroot()
                    _no_entities(root, name)
                    yield False, root
                yield True, node
                last, pending = node.get("id") or last, 0
                node.clear(keep_tail=False)
                handed = node
                parent = node.getparent()
                while parent is not None and node.getprevious() is not None:
                    del parent[0]
            if pending > MAX_ENTRY_BYTES:
                where = f"after concept {last!r}" if last else "before the first concept"
                raise GlossaryError(f"{name}: {where} come more than {MAX_ENTRY_BYTES >> 20} MB without a whole concept; no termbase needs that, check where the file is from")
        closed = parser.close()
    except etree.XMLSyntaxError as error:
        if not fed:
            raise GlossaryError(f"{name}: line 1: the file is empty; export it again") from error
        raise GlossaryError(_syntax_error(name, last, parser, error)) from error
    if handed is not None and handed.getparent() is not None:
        handed.getparent().remove(handed)
    if root is None:
        _no_entities(closed, name)
        yield False, closed
    yield False, closed


_CHUNK = 1 << 16
MAX_ENTRY_BYTES = 8 << 20


def _syntax_error(name: str, last: str, parser: Any, error: Any) -> str:
    entry = parser.error_log.last_error
    line, message = (entry.line, entry.message) if entry is not None else (error.lineno, error.msg)
    message = str(message).partition("\n")[0].strip()
    where = f"{name}: line {line or 1}: "
    if "depth" in message.lower():
        return f"{where}elements stand more than 256 deep in each other; no TBX needs that, check where the file is from"
    after = f" after concept {last!r}" if last else ""
    return f"{where}not well-formed XML ({message}){after}; mend or export it again"


def _no_entities(root: Element, name: str) -> None:
    """Refuse a DOCTYPE that declares entities, general or parameter; a plain one is usual in v2."""
    tree: Any = root.getroottree()
    dtd = tree.docinfo.internalDTD
    for entity in () if dtd is None else dtd.iterentities():
        raise GlossaryError(f"{name}: line 1: the DOCTYPE declares the entity {entity.name!r}; entities are refused, write their text instead")


def relax_ng(source: str) -> Any:
    """A RELAX NG schema of ours, compiled: `validate(element)` says whether it holds, `error_log` what does not."""
    from lxml import etree

    return etree.RelaxNG(etree.fromstring(source))


def relax_ng_problems(path: Path, schema: Path) -> Iterator[str]:
    """What a RELAX NG schema says against a file; loads the whole file."""
    from lxml import etree

    try:
        grammar = etree.RelaxNG(etree.parse(str(schema)))
    except (etree.LxmlError, OSError) as error:
        raise GlossaryError(f"{schema}: not a RELAX NG schema in XML syntax ({error}); give the .rng file") from error
    with path.open("rb") as file:
        tree = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    if not grammar.validate(tree):
        for problem in grammar.error_log:
            yield f"line {problem.line}: {problem.message}"
