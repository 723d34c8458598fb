"""Which readings are none, whatever they score: each rule stands for a class of false alarms that it removed."""

from __future__ import annotations

import re

from glossary.entry import ConceptEntry
from normalize.compiled import IS_CHAIN
from normalize.context import Context
from normalize.knowledge import EdgeKind
from normalize.paths import Path
from normalize.shapes import (
    cuts_brackets,
    cuts_word,
    goes_on,
    has_foreign_name,
    introduces,
    is_glossed,
    is_named,
    is_patched,
    is_surname_of_somebody,
    lost_head,
    verbs_between,
)
from normalize.view import View


def is_ruled_out(view: View, context: Context, path: Path, entry: ConceptEntry, number: int) -> bool:
    """Whether the shape of a reading, or where it stands, says that it is no garble of the concept."""
    start, end = view.words.start(path.start), view.words.end(path.end - 1)
    stretch, kinds = view.text[start:end], {step.edge.kind for step in path.steps}
    own, chain = view.compiled.is_own(number), bool(view.compiled.facts(number)[0] & IS_CHAIN)
    if view.document.is_skipped(start, end) or cuts_brackets(view, stretch) or cuts_word(view, path) or (EdgeKind.ROMANIZATION in kinds and is_glossed(view, entry, start, end)):
        return True
    if (entry.is_name and path.wild and has_foreign_name(view, path)) or (verbs_between(view, path) and (entry.is_name or (not own and entry.english[0].isupper()))):
        return True  # "Kunqu opera was listed" is no 上海昆剧团
    if goes_on(view, path) if entry.is_name else not own and is_surname_of_somebody(view, path):
        return True
    if introduces(view, path) or any(step.edge.kind is EdgeKind.CONFUSED and is_named(view, step) for step in path.steps):
        return True  # Shanghai is no misread 山海
    if EdgeKind.PLACE in kinds and (path.share < 1 if chain or entry.is_name else kinds == {EdgeKind.PLACE}):
        return True
    if not own and (is_patched(view, path, entry.is_name, chain) or (entry.is_name and context.is_elsewhere(entry, lost_head(view, path)))):
        return True
    if kinds == {EdgeKind.PLACE} and not re.search(r"[a-z][-–][A-Z]", stretch):
        return True  # Chinese, Japanese and Korean are three peoples, not 中日韩
    return entry.is_name and path.share < 1 and path.end - path.start > 2 * path.length
