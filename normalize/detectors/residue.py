"""What the page left in the text: broken spacing and lines, entities, furniture, doubled headlines, tag lines.

Each rule takes the smallest span: the missing space, not the words beside it. Spacing may be mended unasked; dropping words never is,
except for the debris of a page that no sentence needs ("html On June 15").
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from glossary.entry import Action, Kind
from normalize.context import Context
from normalize.findings import Evidence, Finding, Suggestion
from normalize.termbase.knowledge import RARE
from normalize.text.document import Document
from normalize.view import View
from normalize.weights import DROPPED, PAGE, SPACE


class Rule(NamedTuple):
    """A pattern whose group `x` (or whole match) is replaced; `needs` are texts without one of which
    the pattern cannot match; a pattern begins with its rarest sign, so that the search is quick. A group `before` inserts in front."""

    name: str
    source: str
    flags: int
    replacement: str | Callable[[re.Match[str]], str]
    action: Action
    because: str
    needs: tuple[str, ...] = ()


def _rule(name: str, pattern: str, replacement: str | Callable[[re.Match[str]], str], action: Action, because: str, *needs: str, flags: int = 0) -> Rule:
    return Rule(name, pattern, flags, replacement, action, because, needs)


def _sign(match: re.Match[str]) -> str:
    from html.entities import html5

    name = match["name"]
    if name[0] != "#":
        return html5.get(f"{name};", match[0]).replace("\u00a0", " ")
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if 32 < code < 0xD800 and code != 160 else " " if code in (32, 160) else match[0]


_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_GENERICS = ("District", "County", "Town", "Township", "Province", "Subdistrict", "Village", "Prefecture")
_DOUBLED = rf"(?<=[a-z] )(?P<generic>{'|'.join(_GENERICS)})(?P<x>(?: (?P=generic)\b)+)"  # Minhang District District
_TWICE = tuple(f"{generic} {generic}" for generic in _GENERICS)
RULES = (
    _rule("sentence space",
          r"[.!?][”\"’]?(?P<x>)(?=[A-Z][a-z]+[\s,’'])"
          r"(?:(?<=[a-z]{3}[.!?])|(?<=[a-z]\d[.!?])|(?<=\d\d[.!?])|(?<=[”\"’)%][.!?])|(?<=[a-z]{3}[.!?][”\"’]))", " ", Action.AUTO, "a space is missing after the full stop", "."),
    _rule("quote space", r"“(?=\w)(?<=[a-z,;:]“)(?P<before>)", " ", Action.AUTO, "a space is missing before the quotation mark", "“"),
    _rule("single quote space",
          r"'(?!(?:s|t|re|ll|ve|d|m|em)\b)(?=[A-Za-z]+[- ][A-Za-z -]{1,40}'[ ,.])(?<=[a-z]{2}')(?<![a-z]n')(?P<before>)", " ", Action.AUTO,
          "a space is missing before the quotation mark", "'"),
    _rule("doubled stop", r" \.(?=\s|$)(?<=\w\. \.)(?! \.)", "", Action.AUTO, "two full stops", ". ."),
    _rule("stop and comma", r"\. ,(?= [a-z])(?<=\w\. ,)", ", and", Action.REVIEW, "a full stop and a comma: the sentence goes on", ". ,"),
    _rule("two subjects", r"\bsaid, (?P<noun>the [a-z]+) (?:It|He|She|They) (?P<verb>is|are|was|were|has|have)\b", lambda m: f"said that {m['noun']} {m['verb']}",
          Action.AUTO, "two clauses run together: the subject stands twice", "said, the "),
    _rule("broken line", r"he(?<=\b[Tt]he)(?P<x>[ \t]*\n[ \t]*\n\s*)(?=[a-z])", " ",  # a single line end is there where an editor wraps lines
          Action.AUTO, "the line breaks between article and noun", "he\n", "he \n"),
    *(_rule("doubled generic", _DOUBLED + ahead, "", action, "the generic stands twice: the name that was translated had it already", *_TWICE)
      for ahead, action in ((r"(?! [A-Z])", Action.AUTO), (r"(?= [A-Z])", Action.REVIEW))),  # Minhang District District Xinbang Town
    _rule("html word", r"^(?P<x>html[ \t]+)(?=[A-Z])", "", Action.AUTO, "the word html is left over from the page", "html ", flags=re.MULTILINE),
    _rule("entity",
          r"&(?:amp;)*(?P<name>[a-zA-Z]{2,8}|#\d{2,5}|#[xX][0-9a-fA-F]{2,4});", _sign, Action.AUTO, "an HTML entity", "&"),
    _rule("tag",
          r"</?(?:p|br|div|span|strong|em|b|i|a|img|td|tr|table|h[1-6])(?:\s[^<>\n]{0,200})?/?>", "", Action.REVIEW, "an HTML tag is left over from the page", "<"),
    _rule("question mark",
          r"\?(?:(?<=[a-z]\?)(?=s[\s,.;])|(?<=[a-z]n\?)(?=t\b))", "’", Action.REVIEW, "a question mark stands where the apostrophe was lost", "?s", "?t"),
    _rule("release time",
          r"^[ \t]*(?P<x>(?:Release|Publish(?:ing|ed)?|Posted) time:[ ]?)(?=\S)", "Published: ", Action.AUTO,
          "发布时间: the page's label for the date", "ime:", flags=re.MULTILINE),
    _rule("date field",
          r"^(?P<x>[ \t]*date \d{4}-\d\d-\d\d )(?=[A-Z]+ - \w+\))", "(", Action.AUTO, "a date field and a lost bracket are left over from the page", "date ", flags=re.MULTILINE),
    _rule("lost digits", r"(?P<x>/kloc-0)\b", "", Action.REVIEW, "/kloc-0 stands for digits that were lost; look them up", "/kloc"),
    _rule("dateline", rf"^[ \t]*(?P<x>,? ?(?P<city>[A-Z][a-z']+(?: [A-Z][a-z]+)?), (?P<month>{_MONTH}) (?P<day>\d{{1,2}})"
          r"(?:st|nd|rd|th)?,? (?:[Tt]itle|[Qq]uestion|[Tt]opic): ?)(?=[\"“A-Z])",
          lambda m: f"{m['city']}, {m['month']} {m['day']} — ", Action.AUTO, "题 at the end of a dateline is no word of the text", "tle:", "ion:", "pic:", flags=re.MULTILINE),
)  # fmt: skip


def residue(view: View, context: Context) -> Iterator[Finding]:
    """Every rule over the text once; a rule whose needed text is absent costs one search."""
    text = view.text
    for rule in RULES:
        if rule.needs and not any(sign in text for sign in rule.needs):
            continue
        pattern = re.compile(rule.source, rule.flags)  # only now: compiling them all takes as long as reading a page
        groups = pattern.groupindex
        for match in pattern.finditer(text):
            start, end = match.span("x") if "x" in groups else match.span()
            if "before" in groups:
                end = start
            replacement = rule.replacement(match) if callable(rule.replacement) else rule.replacement
            if rule.name == "sentence space" and _dotted(view, match.start()):
                continue
            if rule.name == "entity" and view.document.markdown:
                if match.start("name") == start + 1:
                    continue  # means a sign there: &lt;b&gt; would become a tag, &#124; part a cell
                replacement = f"&{match['name']};"
            if replacement != text[start:end]:
                # In a manual of HTML an entity is meant.
                action = Action.REVIEW if rule.name == "entity" and not context.chinese else rule.action
                yield _finding(view, start, end, replacement, action, rule.because)
    yield from _spaces_before_stops(view)
    yield from _inner_spaces(view)
    yield from _doubled_lines(view)
    yield from _tag_lines(view)


def _finding(view: View, start: int, end: int, text: str, action: Action, because: str) -> Finding:
    return _mended(start, end, view.text[start:end], text, action, because)


def _mended(start: int, end: int, found: str, text: str, action: Action, because: str) -> Finding:
    confidence = 0.97 if action is Action.AUTO else 0.7
    suggestions, evidence = (Suggestion(text, None, confidence),), (Evidence("page", because),)
    weight = SPACE if start == end else DROPPED if action is Action.REVIEW and not text else PAGE
    return Finding(start, end, found, Kind.RESIDUE, action, confidence, suggestions, evidence, weight=weight)


def misread_signs(document: Document, context: Context) -> Iterator[Finding]:
    """Signs that stand in the document as other letters, ’ as â€™: they are read rightly, so that no view shows what is to be mended. A manual may mean them."""
    action = Action.AUTO if context.chinese else Action.REVIEW
    for (start, end), read in document.flow.misread:
        if not document.is_skipped(start, end) and not document.is_exempt(Kind.RESIDUE.value, start, end):
            yield _mended(start, end, document.text[start:end], document.flow.text[slice(*read)], action, "the page was read in the wrong encoding")


_OPENER = r"\w+ly|Moreover|Nevertheless|Furthermore|Afterwards?|Thereafter|Yesterday"  # rare words that begin sentences


def _dotted(view: View, stop: int) -> bool:
    """Whether the stop stands within a dotted name (random.Random, www.Example): the word before it has a dot or an inner capital, or is the
    word after it; or a full stop for the point in a foreign name (Adrien.Fontana, 阿里安娜·方塔纳), followed by a rare word that begins no sentence."""
    text = view.text
    word = re.search(r"[\w.]*$", text[max(0, stop - 40) : stop])[0]  # type: ignore[index]
    follower = re.match(r"\w*", text[stop + 1 : stop + 40])[0]  # type: ignore[index]
    if "." in word or re.search(r"[a-z][A-Z]", word) or word.lower() == follower.lower():
        return True
    named = word[:1].isupper() and view.compiled.knowledge.rarity(follower.lower()) >= RARE and not re.fullmatch(_OPENER, follower)
    return named and re.match(r"[’']s\b|,? [A-Z]", text[stop + 1 + len(follower) :]) is not None


_MORE = frozenset(".,;!?")
_STOPS = tuple(space + stop for space in " \u00a0" for stop in ".,;!?")


def _spaces_before_stops(view: View) -> Iterator[Finding]:
    """"the hospital . The": the space before the punctuation mark, where one follows it and no other mark does."""
    text = view.text
    for sign in _STOPS:
        at = text.find(sign)
        while at >= 0:
            start = at
            while start and text[start - 1] in " \u00a0":
                start -= 1
            after = text[at + 2 : at + 3]
            ends = (not after or after.isspace()) and text[at + 3 : at + 4] not in _MORE
            follows = start > 0 and (text[start - 1].isalnum() or text[start - 1] in ")”\"’")
            if ends and follows:
                yield _finding(view, start, at + 1, "", Action.AUTO, "a space stands before the punctuation mark")
            at = text.find(sign, at + 2)


_QUOTED = r"[\"“](?<![^\s(\[][\"“])(?P<open>[ \u00a0]+)(?P<words>[^\"“”\n]{1,80}?)(?P<close>[ \u00a0]+)[\"”](?=[\s.,;:)\]]|$)"


def _inner_spaces(view: View) -> Iterator[Finding]:
    """Spaces within the quotation marks: " Kunshan Road "."""
    if '" ' not in view.text and "“ " not in view.text:
        return
    for match in re.finditer(_QUOTED, view.text):
        if view.text.count('"', view.document.line_span(match.start())[0], match.start()) % 2:
            continue  # this mark closes a quotation, the next one opens another
        for group in ("open", "close"):
            yield _finding(view, *match.span(group), "", Action.AUTO, "a space stands inside the quotation marks")


def _lines(view: View) -> Iterator[tuple[int, int, str]]:
    starts = view.document.line_starts
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(view.text)
        yield start, end, view.text[start:end].strip()


def _doubled_lines(view: View) -> Iterator[Finding]:
    """A headline printed twice: the same line of some length again, nothing but empty lines between."""
    if "\n" not in view.text:
        return
    last = ""
    for start, end, line in _lines(view):
        if line == last and len(line) > 25 and not view.document.markdown:
            stop = start + len(view.text[start:end].rstrip("\n"))
            yield _finding(view, start, stop, "", Action.REVIEW, "the line above stands here again")
        last = line or last


_CELL, _HEAD = 40, 60  # the longest tag, and what before the first bar may go with the tags; an item of a menu is no longer either
_RULE = re.compile(r"[-=+|: ]{3,}")
_BYLINE = re.compile(r"\|[^|\n]*\b(?:19|20)\d\d\b")  # By Cang Wei in Nanjing | China Daily | Updated: 2013-04-04


def _tag_lines(view: View) -> Iterator[Finding]:
    """Tags behind a headline: "… held in Kunshan | Professional | Universe"; a table is none, in Markdown or as a database prints it."""
    if view.text.count("|") < 2 or view.document.markdown:
        return
    lines = list(_lines(view))
    bars = [line.count("|") for *_, line in lines]
    for k, (start, _, line) in enumerate(lines):
        if line.startswith("|") or _BYLINE.search(line) or (k and lines[k - 1][2] == line):
            continue
        beside = [(bars[j], lines[j][2]) for j in (k - 1, k + 1) if 0 <= j < len(lines)]
        if any((count == bars[k] and other != line) or _RULE.fullmatch(other) for count, other in beside):
            continue  # rows of a table
        tags = _tags(line)
        if tags is not None:
            begins = view.text.index(line, start)
            at, end = begins + tags, begins + len(line)
            why = "the tags of the page stand behind the headline" if view.text[start:at].strip() else "the line is a menu or tags of the page"
            yield _finding(view, at, end, "", Action.REVIEW, why)


def _tags(line: str) -> int | None:
    """Where the tags at the end of a line begin: two at least, and what stands before their first bar, unless that is the headline itself."""
    cells = line.split("|")
    first = next((k + 1 for k in range(len(cells) - 1, 0, -1) if not 0 < len(cells[k]) <= _CELL), 1)
    if len(cells) - first < 2:
        return None
    bar = sum(len(cell) + 1 for cell in cells[:first]) - 1
    head = re.split(r"[?!.]", cells[first - 1][-_HEAD:])[-1]
    return bar if len(head.split()) > 5 else bar - len(head.lstrip())
