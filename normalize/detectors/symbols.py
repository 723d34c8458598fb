"""Signs that were lost on the way: the + of 1+8, the apostrophe of Xi'an."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.entry import Action, Kind
from glossary.pinyin import is_pinyin
from normalize.context import Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.text.folding import folded_form
from normalize.view import View
from normalize.weights import APOSTROPHE, PLUS

# The quotation marks matter: "18 metropolitan areas" are eighteen, “18” metropolitan area is 1+8.
_PLUS = r"(?<=[\"“])1([1-9])(?=[\"”] (?:metropolitan|urban) (?:area|circle|region))"
# What came of ’ (Xiían, Xi?an; for Xiâ€™an see `misread`) or a space before it (Chun 'an), inside a name whose second part begins with a vowel.
_SIGNS = ("í", "&rsquo;", "&#39;", "´", "`", " '", " ’", " ‘", "' a", "' e", "' o", "’ a", "’ e", "’ o", "?a", "?e", "?o")
_APOSTROPHE = r"(?P<sign>(?:í|&rsquo;|&#39;|´|`|['’‘]) ?|\?)(?P<second>[aeo][a-z]{0,3})\b(?!['’])"  # compiled where a sign stands
_FIRST = re.compile(r"\b([A-Za-z][a-z]{1,5})( ?)$")


def symbols(view: View, context: Context) -> Iterator[Finding]:
    """Lost plus signs and broken apostrophes."""
    for match in re.finditer(_PLUS, view.text) if "metropolitan" in view.text or "urban" in view.text else ():
        yield _plus(match)
    for match in re.finditer(_APOSTROPHE, view.text) if any(sign in view.text for sign in _SIGNS) else ():
        if (finding := _apostrophe(view, context, match)) is not None:
            yield finding


def _plus(match: re.Match[str]) -> Finding:
    """The plan of a city and those around it; which one is known only where there are eight."""
    sure = match[1] == "8"
    confidence = 0.96 if sure else 0.7
    evidence = (Evidence("sign", f"the plan is written “1+{match[1]}”: one city and {match[1]} around it; engines drop the +"),)
    return Finding(
        *match.span(), match[0], Kind.LOST_SYMBOL, Action.AUTO if sure else Action.REVIEW, confidence, (Suggestion(f"1+{match[1]}", None, confidence),), evidence,
        None, "1+8都市圈" if sure else None, "yī jiā bā dūshìquān" if sure else None, weight=PLUS,
    )  # fmt: skip


def _apostrophe(view: View, context: Context, match: re.Match[str]) -> Finding | None:
    before = _FIRST.search(view.text, max(0, match.start() - 8), match.start())
    if before is None:
        return None
    first, sign, second = before[1], before[2] + match["sign"], match["second"]
    if sign in ("'", "’", "‘"):
        return None  # the apostrophe of Xi'an, where it belongs
    span = (before.start(), match.end())
    if not (is_pinyin(first.lower()) and is_pinyin(second)):
        return None
    text = f"{first.capitalize()}'{second}"
    entries = [e for e in view.compiled.right_forms(folded_form(text)) if "'" in e.english]
    if first.islower() and not (entries and context.chinese):
        return None  # xi 'an
    named = context.chinese and re.match(r" [A-Z]", view.text[match.end() : match.end() + 2])  # Cao 'e River
    if not entries and sign.strip() in ("'", "’", "‘", "´", "`") and len(second) < 2 and not named:
        return None
    entry = entries[0] if entries else None
    sure = bool(entries)  # Liu 'an may be 六安, which is read Lu'an
    evidence = (Evidence("sign", f"the apostrophe of {text} parts the syllables {first} and {second}"),)
    return Finding(
        *span, view.text[slice(*span)], Kind.SPLIT if " " in sign else Kind.RESIDUE, Action.AUTO if sure else Action.REVIEW, 0.95 if sure else 0.7,
        (Suggestion(text, entry.id if entry else None, 0.95),), evidence, entry.id if entry else None, entry.chinese if entry else None,
        entry.pinyin if entry else None, weight=APOSTROPHE,
    )  # fmt: skip
