"""XML in and out, one entry at a time: the only importer of lxml. Refuses entity declarations, half-read text, and characters XML cannot carry."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeAlias

from glossary.load import GlossaryError

if TYPE_CHECKING:
    from lxml.etree import _Element

Element: TypeAlias = "_Element"

_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = re.compile(r"[ \t\r\n]+")
_RAGGED = re.compile(r"[\t\r\n]|  |^ | $")


def one_line(text: str) -> str:
    """Runs of blanks, tabs and line breaks as one blank; every other space (no-break, ideographic) stays."""
    return _SPACE.sub(" ", text).strip(" ") if _RAGGED.search(text) else text


def legal(text: str, where: str) -> str:
    """The text on one line; GlossaryError for a character that XML 1.0 cannot carry. `where` begins the message."""
    if found := _ILLEGAL.search(text):
        raise GlossaryError(f"{where} holds the character U+{ord(found[0]):04X}, which XML cannot carry; delete it there")
    return one_line(text)


def line_of(element: Element) -> int:
    """The line an element begins on, from 1."""
    line: Any = element.sourceline
    return line or 1


def text_of(element: Element, path: Path) -> str:
    """All text inside an element on one line; GlossaryError at an entity reference, where the text would be cut short."""
    if not len(element):
        return one_line(element.text or "")
    for inside in element.iter():
        if not isinstance(inside.tag, str) and str(inside).startswith("&"):
            raise GlossaryError(f"{path}: line {line_of(element)}: the entity {inside} is not defined here; write the character itself")
    return one_line(_inner(element))


def _inner(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        parts += [_inner(child) if isinstance(child.tag, str) else "", child.tail or ""]
    return "".join(parts)


def element(name: str, text: str = "", /, **attributes: str) -> Element:
    """A new element without namespace; `lang` becomes xml:lang."""
    from lxml import etree

    return _filled(etree.Element(name), text, attributes)


def add(parent: Element, name: str, text: str = "", /, **attributes: str) -> Element:
    """A new last child, as `element` makes it."""
    from lxml import etree

    return _filled(etree.SubElement(parent, name), text, attributes)


def _filled(made: Element, text: str, attributes: dict[str, str]) -> Element:
    for key, value in attributes.items():
        made.set("{http://www.w3.org/XML/1998/namespace}lang" if key == "lang" else key, value)
    made.text = text or None
    return made


def read_entries(path: Path, entries: Iterable[str]) -> Iterator[tuple[bool, Element]]:
    """(False, root) first, then (True, entry) for each complete entry, then (False, root) again with everything outside the entries.

    An entry is emptied after it was handed out: memory stays flat for any size of file.
    """
    from lxml import etree

    try:
        with path.open("rb") as file:
            if os.fstat(file.fileno()).st_size == 0:
                raise GlossaryError(f"{path}: line 1: the file is empty; export it again")
            names = tuple(entries)
            events = etree.iterparse(
                file, events=("start", "end"), tag=["{*}" + name for name in (*names, "text")], resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )  # fmt: skip
            started = False
            try:
                for event, node in events:
                    if not started:
                        started = True
                        root = node.getroottree().getroot()
                        _no_entities(root, path)
                        yield False, root
                    if event == "end" and node.tag.rpartition("}")[2] in names:
                        yield True, node
                        node.clear(keep_tail=False)
                        parent = node.getparent()
                        while parent is not None and node.getprevious() is not None:
                            del parent[0]
            except etree.XMLSyntaxError as error:
                last = events.error_log.last_error
                line, message = (last.line, last.message) if last is not None else (error.lineno, error.msg)
                raise GlossaryError(f"{path}: line {line or 1}: not well-formed XML ({str(message).strip()}); mend or export it again") from error
            root = events.root
            if not started:
                _no_entities(root, path)
                yield False, root
            yield False, root
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error


def _no_entities(root: Element, path: Path) -> None:
    dtd: Any = root.getroottree().docinfo.internalDTD
    if dtd is not None and (names := [str(entity.name) for entity in dtd.iterentities()]):
        raise GlossaryError(f"{path}: line 1: the DOCTYPE declares the entity {names[0]!r}; entities are refused, write their text instead")


def write_document(file: Path | BinaryIO, root: Element, body: Element, entries: Iterable[Element]) -> None:
    """The document of `root` with the entries inside `body`, as UTF-8, an entry at a time.

    Entries have no namespace of their own: standing inside the root they take its default namespace, and no xmlns is repeated a million times.
    """
    from lxml import etree

    etree.indent(root, space=" ")
    body.text = "\n"
    head, end, tail = etree.tostring(root, encoding="UTF-8", xml_declaration=True).rpartition(b"</body>")
    with file.open("wb") if isinstance(file, Path) else nullcontext(file) as out:
        out.write(head)
        for entry in entries:
            etree.indent(entry, space=" ")
            out.write(etree.tostring(entry, encoding="UTF-8", xml_declaration=False) + b"\n")
        out.write(end + tail + b"\n")


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
