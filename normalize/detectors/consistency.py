"""One name written several ways: Huang Yan beside Huangyan, in a document and across the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import compress, count, islice
from operator import and_
from types import MappingProxyType
from typing import NamedTuple

from glossary.entry import Action, Kind
from glossary.pinyin import SYLLABLES
from glossary.surnames import SURNAMES
from normalize.findings import Evidence, Finding, Suggestion
from normalize.text.document import Document
from normalize.text.words import Words
from normalize.view import View
from normalize.weights import CUT_NAME

SHORT = 4  # letters up to which a name is rather two: Lian and Li An


class Corpus(NamedTuple):
    """What the input of a run holds together: how often each joined pinyin name stands in it."""

    names: Mapping[str, int] = MappingProxyType({})


def survey(documents: Iterable[Document], pinyin_words: Callable[[frozenset[str]], frozenset[str]]) -> Corpus:
    """The joined names of all documents; independent of their order. `pinyin_words` picks the words that are pinyin and no English."""
    names: Counter[str] = Counter()
    for document in documents:
        words = Words(document.flow.text)
        names.update(_joined_names(words, pinyin_words(words.distinct)))
    return Corpus(names)


def _joined_names(words: Words, pinyin: frozenset[str]) -> Counter[str]:
    joined = {word for word in pinyin if len(word) > SHORT and word in words.capitalized}
    return Counter(filter(joined.__contains__, words.words))


def consistency(view: View, corpus: Corpus, pinyin: frozenset[str]) -> Iterator[Finding]:
    """A name cut in two where the joined spelling prevails: shown for review; a surname and a given name need it in this document."""
    here = _joined_names(view.words, pinyin)
    words = view.words.words
    single = [word in SYLLABLES for word in words]
    for k in compress(count(), map(and_, single, islice(single, 1, None))):
        first, second = words[k : k + 2]
        name = first + second
        everywhere = max(here[name], corpus.names.get(name, 0))
        if (here[name] if first in SURNAMES else everywhere) < 2:
            continue
        start, end = view.words.start(k), view.words.end(k + 1)
        if view.words.capital(k) and view.words.capital(k + 1) and view.words.between(k + 1) == " ":
            where = f"{here[name]}× in this document" if here[name] else f"{everywhere}× in the corpus"
            evidence = (Evidence("consistency", f"{name.capitalize()} stands {where}"),)
            yield Finding(
                start, end, view.text[start:end], Kind.INCONSISTENT, Action.REVIEW, 0.7, (Suggestion(name.capitalize(), None, 0.7),), evidence, weight=CUT_NAME,
            )  # fmt: skip
