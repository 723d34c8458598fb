"""One name written several ways: Huang Yan beside Huangyan, in a document and across the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from glossary.entry import Action, Kind
from glossary.pinyin import cut
from glossary.surnames import SURNAMES
from normalize.document import Document
from normalize.findings import Evidence, Finding, Suggestion
from normalize.forms import fold
from normalize.view import View
from normalize.words import Words


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the input of a run holds together: how often each joined pinyin name stands in it."""

    names: Counter[str] = field(default_factory=Counter)


def survey(documents: Iterable[Document], pinyin_words: Callable[[frozenset[str]], frozenset[str]]) -> Corpus:
    """The joined names of all documents; independent of their order. `pinyin_words` picks the words that are pinyin and no English."""
    names: Counter[str] = Counter()
    for document in documents:
        words = Words(document.text, fold(document.text))
        names.update(_joined_names(words, pinyin_words(words.distinct)))
    return Corpus(names)


def _joined_names(words: Words, pinyin: frozenset[str]) -> Counter[str]:
    joined = {word for word in pinyin if _is_joined(word) and word in words.capitalized}
    return Counter(filter(joined.__contains__, words.words))


@cache
def _is_joined(word: str) -> bool:
    return len(word) > 4 and word.isalpha() and any(len(pieces) == 2 for pieces in cut(word))


def consistency(view: View, corpus: Corpus, pinyin: frozenset[str]) -> Iterator[Finding]:
    """A name cut in two where the joined spelling prevails: shown for review; a surname and a given name need it in this document."""
    here = _joined_names(view.words, pinyin)
    for name, everywhere in sorted((corpus.names | here).items()):
        for pieces in cut(name):
            if len(pieces) != 2:
                continue
            spaced = f" {pieces[0]} {pieces[1]} ".encode()
            at = view.folded.find(spaced)
            while at >= 0:
                start, end = at + 1, at + len(spaced) - 1
                found = view.text[start:end]
                like_a_person = pieces[0] in SURNAMES
                enough = here[name] >= 2 if like_a_person else everywhere >= 2
                if enough and found[0].isupper() and found[len(pieces[0]) + 1].isupper() and found[len(pieces[0])] == " " and not view.document.is_skipped(start, end):
                    where = f"{here[name]}× in this document" if here[name] else f"{everywhere}× in the corpus"
                    evidence = (Evidence("consistency", f"{name.capitalize()} stands {where}"),)
                    yield Finding(start, end, found, Kind.INCONSISTENT, Action.REVIEW, 0.7, (Suggestion(name.capitalize(), None, 0.7),), evidence, weight=15)
                at = view.folded.find(spaced, end)
