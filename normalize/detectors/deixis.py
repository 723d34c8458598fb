"""The author's "my country": 我国 put word for word, where English news says China."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.entry import Action, Kind
from normalize.context import Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.text.grammar import capitalized, starts_sentence
from normalize.view import View
from normalize.weights import DEIXIS

_DEIXIS = r"\b([Mm]y|[Oo]ur) (country|province|city|county|district)\b(?!-)"
_SIGNS = tuple(f"{end} {noun}" for end in ("y", "ur") for noun in ("country", "province", "city", "county", "district"))
_CHINESE = {"country": ("我国", "wǒguó", "China"), "province": ("我省", "wǒshěng", "the province"), "city": ("我市", "wǒshì", "the city"),
            "county": ("我县", "wǒxiàn", "the county"), "district": ("我区", "wǒqū", "the district")}  # fmt: skip
_OUR_COUNTRY = "china-our-country"
_SPEAKER = r"^\s*[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}:|\bI\b|\b[Ww]e (?:are|have|will|hope|want|wish)\b"


def deixis(view: View, context: Context) -> Iterator[Finding]:
    """Fixed unasked only for "my country" in the author's own voice; a speaker's own words stay, and a senator's whose country is another."""
    if not any(sign in view.text for sign in _SIGNS) or not context.chinese:
        return
    chinese_text = None
    for match in re.finditer(_DEIXIS, view.text):
        start, end = match.span()
        if view.in_quotes(start, end):
            continue
        if chinese_text is None:
            chinese_text = bool(context.mended) or sum(view.counts.values()) > 0
        zh, pinyin, english = _CHINESE[match[2]]
        own_voice = match[1].lower() == "my" and match[2] == "country" and not re.search(_SPEAKER, view.document.line(start))
        if match[1].lower() == "our" and not chinese_text:
            continue
        sure = own_voice and chinese_text
        text = capitalized(english) if starts_sentence(view.text, start) else english
        evidence = (Evidence("deixis", f"{zh} is the author's “our {match[2]}”; English news names it"),)
        entry = _OUR_COUNTRY if zh == "我国" and _OUR_COUNTRY in view.compiled.numbers else None
        confidence = 0.97 if sure else 0.7
        yield Finding(
            start, end, match[0], Kind.DEIXIS, Action.AUTO if sure else Action.REVIEW, confidence, (Suggestion(text, entry, confidence),), evidence,
            entry, zh, pinyin, weight=DEIXIS,
        )  # fmt: skip
