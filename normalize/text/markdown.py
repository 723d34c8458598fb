"""What in a Markdown text is no running text: code, front matter, link targets, labels that are defined, tags of HTML and of templates, comments. The only importer of
markdown-it-py: where its blocks stand is CommonMark's to say, and within a block a few patterns do, which leave alone what merely looks like a link or tag.
"""

import re
from typing import Any, NamedTuple

from normalize.text.document import Span

_SIGNS = r"(?m)[`~<\[{]|^ *(?:\t| {4})"  # a text without them needs no parser, whose import takes a sixth of a cold check
_FRONT_MATTER = r"(?s)(?:---[ \t]*\r?(?=\n).*?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?(?=\n).*?\n\+\+\+)[ \t]*\r?(?:\n|\Z)"
# A footnote, an admonition, a definition: indented paragraphs below belong to it as to an item of a list. CommonMark knows none, and would see code there.
_ITEM = r"(?m)^([ \t]*)(?:\[\^[^\[\]\n]+\]:|!!!|\?\?\?\+?|:(?=[ \t]))[ \t]*"
_LINK = r"\]\([^()]*(?:\([^()]*\)[^()]*)*\)|\[\^[^\[\]\n]+\]|\[\[[^\[\]|\n]+(?:\||\]\](?!\())"  # the last: a wiki's [[Page]] or [[Page|words shown]]
_TAG = r"<!--(?:(?!-->|<!--).)*-->|</?[a-z](?:\"[^\"]{0,500}\"|'[^']{0,500}'|[^<>\"'])*>|</?[a-z][^<>\n]*>"  # bounded, that none be sought far for each “<”
# What a site's generator reads, as Hugo, Jekyll and kramdown have it: {{< figure src="…" >}}, {% include … %}, {{ page.title }}; ## Heading {#anchor}
_TEMPLATE = r"\{\{(?:(?!\{\{|\}\}).){1,500}\}\}|\{%(?:(?!\{%|%\}).){1,500}%\}|\{[#.:][^{}\n]*\}"
_CODE = r"(?<!`)(?P<tick>`+)(?!`).+?(?<!`)(?P=tick)(?!`)|<(?P<tag>script|style|pre|code|textarea)(?=[\s>])[^<>]*>.*?(?:</(?P=tag)\s*>|\Z)"
_INLINE = rf"(?si)\\[!-/:-@\[-`{{-~]|(?P<code>{_CODE})|(?P<left>{_LINK}|{_TAG}|{_TEMPLATE})"  # an escaped sign opens nothing
_LABEL = r"\[([^\[\]]+)\](?!\()"


class Markup(NamedTuple):
    """Stretches of a Markdown text that are left alone, and those of them that are code; in no order."""

    left: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()


def markup(text: str) -> Markup:
    """What stands in a Markdown text and is none of its words."""
    front = match.span() if (match := re.match(_FRONT_MATTER, text)) else (0, 0)
    left: list[Span] = [front] if match else []
    code: list[Span] = []
    if not re.search(_SIGNS, text[front[1] :]):
        return Markup(tuple(left))
    from markdown_it import MarkdownIt
    from markdown_it.common.utils import normalizeReference

    parser = MarkdownIt("commonmark", {"maxNesting": 100})
    parser.core.ruler.enableOnly(["normalize", "block"])
    known: dict[str, Any] = {}
    body = text[front[1] :]
    blocks = parser.parse(re.sub(_ITEM, r"\1-   ", body), known)
    starts = [front[1], *(front[1] + match.end() for match in re.finditer(r"\r\n?|\n", body)), len(text)]
    labels: dict[str, Any] = known.get("references", {})
    defined = [*labels.values(), *known.get("duplicate_refs", ())]
    left += [(starts[first], starts[last]) for first, last in (each["map"] for each in defined)]
    for block in blocks:
        if block.map is None or block.type not in ("fence", "code_block", "inline", "html_block"):
            continue
        start, end = starts[block.map[0]], starts[block.map[1]]
        if block.type in ("fence", "code_block"):
            code.append((start, end))
            continue
        for match in re.finditer(_INLINE, text[start:end]):
            if match["code"] or match["left"]:
                (code if match["code"] else left).append((start + match.start(), start + match.end()))
        if labels:
            left += [(start + m.start(), start + m.end()) for m in re.finditer(_LABEL, text[start:end]) if normalizeReference(m[1]) in labels]
    return Markup((*left, *code), tuple(code))
