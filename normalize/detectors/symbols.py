"""Signs that were lost on the way: the + of 1+8, the apostrophe of Xi'an."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.entry import Action, Kind
from glossary.pinyin import is_pinyin
from normalize.context import Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.forms import folded_form
from normalize.view import View

# The quotation marks matter: "18 metropolitan areas" are eighteen, “18” metropolitan area is 1+8.
_PLUS = re.compile(r"(?<=[\"“])1([1-9])(?=[\"”] (?:metropolitan|urban) (?:area|circle|region))")
# Mojibake of ’ (Xiían, Xiâ€™an) or a space before it (Chun 'an), inside a name whose second part begins with a vowel.
_APOSTROPHE = re.compile(r"\b([A-Z][a-z]{1,5})(í|â€™|¡¯|&rsquo;|&#39;|´|`| ['’‘] ?|['’‘] )([aeo][a-z]{0,3})\b(?!['’])")


def symbols(view: View, context: Context) -> Iterator[Finding]:
    """Lost plus signs and broken apostrophes."""
    for match in _PLUS.finditer(view.text):
        text = f"1+{match[1]}"
        evidence = (Evidence("sign", "the plan is written “1+8”: one city and eight around it; engines drop the +"),)
        entry = view.compiled.by_id("shanghai-metropolitan-area-1-plus-8")
        yield Finding(
            *match.span(), match[0], Kind.LOST_SYMBOL, Action.AUTO, 0.96, (Suggestion(text, entry.id if entry else None, 0.96),), evidence,
            entry.id if entry else None, "1+8都市圈", "yī jiā bā dūshìquān", weight=80,
        )  # fmt: skip
    for match in _APOSTROPHE.finditer(view.text):
        if (finding := _apostrophe(view, match)) is not None:
            yield finding


def _apostrophe(view: View, match: re.Match[str]) -> Finding | None:
    first, second = match[1].lower(), match[3].lower()
    if not (is_pinyin(first) and is_pinyin(second)) or view.document.is_skipped(*match.span()):
        return None
    text = f"{match[1]}'{match[3]}"
    entries = [e for e in view.compiled.right_forms(folded_form(text)) if "'" in e.english]
    if not entries and match[2].strip() in ("'", "’", "‘", "´", "`") and len(second) < 2:
        return None
    entry = entries[0] if entries else None
    sure = bool(entries) or "â€™" in match[2] or match[2].startswith(" ")
    evidence = (Evidence("sign", f"the apostrophe of {text} parts the syllables {match[1]} and {match[3]}"),)
    return Finding(
        *match.span(), match[0], Kind.SPLIT if " " in match[2] else Kind.RESIDUE, Action.AUTO if sure else Action.REVIEW, 0.95 if sure else 0.7,
        (Suggestion(text, entry.id if entry else None, 0.95),), evidence, entry.id if entry else None, entry.chinese if entry else None,
        entry.pinyin if entry else None, weight=75,
    )  # fmt: skip
