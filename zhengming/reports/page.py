"""The report as one self-contained page: both sides of every text, each finding marked and explained; colors.css, page.css and page.js go inside.

Everything is in the HTML, so it reads without scripts; the script only filters, counts and walks. The content security policy names the style
and the script by hash: whatever a text holds, nothing else can run or load.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import count
from pathlib import Path
from typing import Any

from zhengming.checking import Checked, status_of
from zhengming.reports.changes import from_a_word, to_a_word
from zhengming.reports.legend import DECIDED, KINDS, MEANINGS, STATUSES
from zhengming.reports.sheet import hashed, on_one_line
from zhengming.review.passages import passages


@dataclass(frozen=True, slots=True)
class Item:
    """One finding on the page: its number there, its file's number and name, its status and where it stands on both sides."""

    number: int
    file: int
    name: str
    row: dict[str, Any]
    status: str
    sides: tuple[tuple[int, int], tuple[int, int]]
    context: tuple[str, str]


def write_page(results: Sequence[Checked], path: Path) -> None:
    """Write the report of these texts to `path`; the same results give the same bytes."""
    path.write_text(page(results), encoding="utf-8", newline="\n")


def page(results: Sequence[Checked]) -> str:
    """The report as HTML."""
    numbers = count(1)
    texts = [(result, _items(index, result, numbers)) for index, result in enumerate(results)]
    items = [item for _, found in texts for item in found]
    colors, layout, script = (files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("colors.css", "page.css", "page.js"))
    style = colors + layout
    policy = f"default-src 'none'; style-src {hashed(style)}; script-src {hashed(script)}; base-uri 'none'; form-action 'none'"
    sections = "\n".join(_text(index, result, found) for index, (result, found) in enumerate(texts))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Zhengming report</title>
<style>{style}</style>
</head>
<body>
{_header(len(results), items)}
{_toolbar(results, items)}
<div id="stage">
<main>
<section id="texts" aria-label="Texts">
{sections}
</section>
<section id="concepts" aria-labelledby="concepts-title">
<h2 id="concepts-title">Findings by concept</h2>
{"".join(_concepts(items))}
</section>
<p id="nothing" hidden>No finding matches these filters.</p>
</main>
<aside id="panel" aria-label="The chosen finding">
<header><span id="chosen">No finding chosen</span><button type="button" id="previous" aria-label="Previous finding" title="Previous finding (p)">↑</button>\
<button type="button" id="next" aria-label="Next finding" title="Next finding (n)">↓</button>\
<button type="button" id="close" aria-label="Close" title="Close (Esc)" hidden>×</button></header>
<div id="detail" aria-live="polite"><p class="hint">Choose a highlight to see what it stands for and why.
<span><kbd>n</kbd> next <kbd>p</kbd> previous <kbd>/</kbd> search <kbd>Esc</kbd> close</span></p></div>
</aside>
</div>
<script>{script}</script>
</body>
</html>
"""


def visible(text: str) -> str:
    """A short text with its line ends, and its blanks where it has nothing else, made visible."""
    if text.isspace() and "\n" not in text:
        return "(a space)" if len(text) == 1 else f"({len(text)} spaces)"
    return on_one_line(text)


def _items(file: int, result: Checked, numbers: Iterator[int]) -> list[Item]:
    """The findings of a text in its order; where nothing was applied, the other side is the same stretch, shifted."""
    found = []
    shift, text = 0, result.document.text
    for row in sorted(result.rows, key=lambda row: (row["start"], row["end"])):
        start, end = row["start"], row["end"]
        out = (start + shift, end + shift)
        if row["out_start"] is not None:
            out, end = (row["out_start"], row["out_end"]), start + len(row["before"])
            shift = out[1] - end
        before, after = text[max(0, start - 70) : start], text[end : end + 70]
        context = (from_a_word(before) if start > 70 else before, to_a_word(after) if len(text) > end + 70 else after)
        found.append(Item(next(numbers), file, result.source.name, row, status_of(row), ((start, end), out), context))
    return found


# --- header -----------------------------------------------------------------------------------------------------------------------------------


def _header(texts: int, items: Sequence[Item]) -> str:
    states = Counter(item.status for item in items)
    totals = [("texts", "", texts), ("findings", "", len(items)), *((STATUSES[key].lower(), key, states[key]) for key in STATUSES if states[key] or key in ("applied", "open"))]
    tiles = "".join(f'<div class="{key}"><dt>{name}</dt><dd>{number}</dd></div>' for name, key, number in totals)
    key_lines = "".join(f'<li class="{key}"><b>{STATUSES[key]}</b> {meaning}</li>' for key, meaning in MEANINGS.items() if states[key])
    kinds = Counter(item.row["kind"] for item in items)
    longest = max(kinds.values(), default=1)
    matrix = Counter((item.row["kind"], item.status) for item in items)
    bars = "\n".join(
        f'<li><button type="button" class="bar" data-kind="{escape(kind)}" aria-pressed="false" title="{escape(KINDS.get(kind, kind))}"><span>{escape(kind)}</span>'
        f"{_bar([matrix[kind, key] for key in STATUSES], longest)}<b>{total}</b></button></li>"
        for kind, total in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return f"""<header id="top">
<div class="title"><span class="seal" lang="zh-Hans" aria-hidden="true">正名</span><h1>Zhengming report</h1></div>
<dl class="totals">{tiles}</dl>
<ul class="key">{key_lines}</ul>
<ul class="chart" aria-label="Findings of each kind">
{bars}
</ul>
</header>"""


def _bar(numbers: Sequence[int], full: int) -> str:
    """Stacked bars in the order of STATUSES; `full` findings fill the width."""
    at = 0.0
    parts = []
    for key, number in zip(STATUSES, numbers, strict=True):
        width = 100 * number / max(full, 1)
        parts.append(f'<rect class="{key}" x="{at:.2f}" width="{width:.2f}" height="10"/>')
        at += width
    return f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" data-full="{full}" aria-hidden="true">{"".join(parts)}</svg>'


def _toolbar(results: Sequence[Checked], items: Sequence[Item]) -> str:
    states, kinds = Counter(item.status for item in items), Counter(item.row["kind"] for item in items)
    chips = "".join(
        f'<button type="button" class="chip {key}" data-status="{key}" aria-pressed="true"><span>{name}</span> <b>{states[key]}</b></button>'
        for key, name in STATUSES.items()
        if states[key]
    )
    kind_options = "".join(f'<option value="{escape(kind)}">{escape(kind)}</option>' for kind in sorted(kinds))
    file_options = "".join(f'<option value="{index}">{escape(result.source.name)}</option>' for index, result in enumerate(results))
    return f"""<form id="tools" role="search" aria-label="Filter findings">
<div class="views" role="group" aria-label="View"><button type="button" data-view="texts" aria-pressed="true">Texts</button><button type="button" data-view="concepts" \
aria-pressed="false">Concepts</button></div>
<input type="search" id="query" placeholder="Find English, 汉字, pinyin" aria-label="Search findings" autocomplete="off">
<select id="kind" aria-label="Kind"><option value="">All kinds</option>{kind_options}</select>
<select id="file" aria-label="File"><option value="">All texts</option>{file_options}</select>
<div class="chips" role="group" aria-label="State">{chips}</div>
<label class="only" title="Hide the passages in which nothing was found"><input type="checkbox" id="only"> Findings only</label>
<span class="grow"></span>
<button type="button" id="clear" hidden>Clear</button>
<output id="count">{len(items)} findings</output>
</form>"""


# --- texts ------------------------------------------------------------------------------------------------------------------------------------


def _text(index: int, result: Checked, items: Sequence[Item]) -> str:
    states = Counter(item.status for item in items)
    counts = ", ".join(f"{states[key]} {STATUSES[key].lower()}" for key in STATUSES if states[key]) or "no findings"
    rows = "\n".join(_passages(result, items))
    return f"""<details class="text" data-file="{index}" open>
<summary><h2>{escape(result.source.name)}</h2> {_bar([states[key] for key in STATUSES], len(items))}<span class="counts">{counts}</span></summary>
<div class="sides" aria-hidden="true"><span></span><span>Input</span><span>Normalized</span></div>
{rows}
</details>"""


def _passages(result: Checked, items: Sequence[Item]) -> Iterator[str]:
    """Passages side by side: a mended line break stays within one."""
    text, output = result.document.text, result.output
    out_start = at = 0
    for start, cut in passages(text, [item.sides[0] for item in items]):
        first = at
        while at < len(items) and (items[at].sides[0][0] < cut or cut == len(text)):
            at += 1
        here = items[first:at]
        out_cut = len(output) if cut == len(text) else cut + (items[at - 1].sides[1][1] - items[at - 1].sides[0][1] if at else 0)
        before, after = _side(text, start, cut, here, 0), _side(output, out_start, out_cut, here, 1)
        same = " same" if text[start:cut] == output[out_start:out_cut] else ""
        if before.strip() or after.strip():
            line = result.document.place(start)[0]
            yield f'<div class="row{same}"><span class="line" aria-hidden="true">{line}</span><p class="in">{before}</p><p class="out">{after}</p></div>'
        out_start = out_cut


def _side(text: str, start: int, end: int, items: Sequence[Item], side: int) -> str:
    """A passage of one side with its findings as links to their explanations."""
    pieces = []
    at = start
    for item in items:
        first, last = item.sides[side]
        if first < at:
            continue  # a finding inside another one keeps its place in the list of concepts
        inside = text[first:last]
        shape = " gap" if not inside else " space" if inside.isspace() else ""
        anchor = f' id="m{item.number}"' if side == 0 else ' tabindex="-1"'
        link = f'<a{anchor} class="m {item.status}{shape}" href="#f{item.number}" data-f="{item.number}" title="{escape(_tip(item.row))}">{escape(inside)}</a>'
        pieces += [escape(text[at:first]), link]
        at = last
    return ("".join(pieces) + escape(text[at:end])).strip("\r\n")


def _tip(row: dict[str, Any]) -> str:
    chinese = " ".join(filter(None, (row["zh"], row["pinyin"])))
    why = row["evidence"][0]["detail"] if row["evidence"] else KINDS.get(row["kind"], row["kind"])
    return "\n".join(filter(None, (f"{visible(row['found']) or '(nothing)'} → {_target(row)}", chinese, why)))


def _target(row: dict[str, Any]) -> str:
    """What stands, or would stand, in place of the finding."""
    text = row["after"] if row["after"] is not None else row["suggestions"][0]["text"]
    return visible(text) or "(delete)"


# --- concepts ---------------------------------------------------------------------------------------------------------------------------------


def _concepts(items: Sequence[Item]) -> Iterator[str]:
    """Findings under their concepts, the most frequent first; what belongs to no concept comes last, by kind."""
    groups: dict[tuple[bool, str], list[Item]] = {}
    for item in items:
        concept = item.row["concept"]
        groups.setdefault((concept is None, concept or item.row["kind"]), []).append(item)
    for (nameless, key), members in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0][1])):
        row = members[0].row
        english = Counter(item.row["suggestions"][0]["text"] for item in members).most_common(1)[0][0]
        name = f"<b>{escape(KINDS.get(key, key))}</b>" if nameless else f"{_chinese(row)} <b>{escape(english)}</b>"
        entries = "\n".join(_finding(item) for item in members)
        yield f'<details class="concept" open><summary><h3>{name}</h3> <span class="n">{len(members)}</span></summary>\n{entries}\n</details>\n'


def _chinese(row: dict[str, Any]) -> str:
    zh = f'<span class="zh" lang="zh-Hans">{escape(row["zh"])}</span>' if row["zh"] else ""
    pinyin = f'<span class="pinyin" lang="zh-Latn">{escape(row["pinyin"])}</span>' if row["pinyin"] else ""
    return f"{zh} {pinyin}".strip()


def _finding(item: Item) -> str:
    row, kind = item.row, escape(item.row["kind"])
    found = escape(visible(row["found"]) or "(nothing)")
    place = f"{escape(item.name)}:{row['line']}:{row['column']}"
    return (
        f'<details class="finding {item.status}" id="f{item.number}" data-f="{item.number}" data-kind="{kind}" data-status="{item.status}" data-file="{item.file}">'
        f'<summary><span class="state">{STATUSES.get(item.status, item.status)}</span> <span class="change"><del>{found}</del> → <ins>{escape(_target(row))}</ins></span> '
        f'<span class="kind">{kind}</span> <span class="place">{place}</span></summary><div class="card">{_card(item)}</div></details>'
    )


def _card(item: Item) -> str:
    row = item.row
    texts = [s["text"] for s in row["suggestions"]]
    note = f": “{row['note']}”" if row["note"] else ""
    facts = [
        ("Why", "".join(f"<li>{escape(e['detail'])} <small>{escape(e['kind'])}</small></li>" for e in row["evidence"])),
        ("Suggested", _choices([(s["text"], None, s["score"]) for s in row["suggestions"]]) if len(texts) > 1 or row["after"] not in (None, *texts) else ""),
        ("Or else", _choices([(r["text"], r["zh"], r["score"]) for r in row["rivals"]])),
        ("Kind", f"{escape(row['kind'])} <small>{escape(KINDS.get(row['kind'], ''))}</small>"),
        ("Action", f"{escape(row['action'])} <small>{STATUSES.get(item.status, item.status).lower()}</small>"),
        ("Decided", escape(f"{DECIDED[row['verdict']]} {row['decided_by']}{note}") if row["verdict"] else ""),
        ("Confidence", f'<meter min="0" max="1" value="{row["confidence"]:.3f}">{row["confidence"]:.2f}</meter> {row["confidence"]:.0%}'),
        ("Place", f'<a href="#m{item.number}">{escape(item.name)}</a> <small>line {row["line"]}, column {row["column"]}</small>'),
    ]
    listed = "".join(f"<dt>{name}</dt><dd>" + (f"<ul>{fact}</ul>" if fact.startswith("<li>") else fact) + "</dd>" for name, fact in facts if fact)
    chinese = f'<p class="chinese">{_chinese(row)}</p>' if row["zh"] else ""
    before, after = (escape(re.sub(r"\s+", " ", part)) for part in item.context)
    return f'{chinese}<p class="context">{before}<mark>{escape(visible(row["found"])) if row["found"] else "‸"}</mark>{after}</p><dl>{listed}</dl>'


def _choices(choices: Sequence[tuple[str, str | None, float]]) -> str:
    names = ((escape(visible(text) or "(delete)"), f' <span lang="zh-Hans">{escape(zh)}</span>' if zh else "", score) for text, zh, score in choices)
    return "".join(f"<li>{text}{chinese} <small>{score:.0%}</small></li>" for text, chinese, score in names)
