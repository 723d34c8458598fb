"""What one element of TBX says, in any style: (our label, text), or (the category's own name, text) for what we have no label for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from tbx.markup import text_of
from tbx.vocabulary import CATEGORY_OF, LABELS, READING_NOTE, STATUS_CATEGORIES, TYPED, bare, labeled

if TYPE_CHECKING:
    from tbx.markup import Element

_LABEL_OF = {category: label for label, category in CATEGORY_OF.items()} | dict.fromkeys(STATUS_CATEGORIES, "status")


@lru_cache(maxsize=4096)
def label_of(tag: str, category: str | None) -> str:
    """What an element says, by our label, else by the name of its data category; `note` for notes, `*` for groups."""
    name = bare(tag)
    if name.endswith("Grp") or name == "termCompList":
        return "*"
    if name in TYPED:
        # Weblate's explanation is a descrip without a type.
        name = category or ("definition" if name == "descrip" else name)
    return _LABEL_OF.get(name, name)


def said(leaf: Element, label: str) -> tuple[str, str]:
    """What an element that is no group says: (our label, text), (`note`, text) for a free note, (the category's own name, text) for others."""
    text = text_of(leaf)
    if label == "note":
        label, text = labeled(text)
        return label or "note", text
    # <ref target="c2">Zhouzhuang</ref>: the target is the concept, the text is for people.
    if (label not in LABELS or label == "related") and (target := leaf.get("target")):
        text = target if label == "related" else f"{text} {target}".strip()
    return label, "" if label == "readingNote" and text == READING_NOTE else text


def facts_in(node: Element) -> Iterator[tuple[str, str]]:
    """What an element and, if it is a group, the elements in it say."""
    tag = node.tag
    if not isinstance(tag, str):
        return
    label = label_of(tag, node.get("type"))
    if label == "*":
        for child in node:
            yield from facts_in(child)
    elif (told := said(node, label))[1]:
        yield told
