"""Two kinds of English text to measure on, the same on every machine: `python bench/texts.py FOLDER [MEGABYTES]`

`clean`: good English with right Chinese names, about one garble in 10,000 words. `garbled`: about one garble in 30 words, drawn from the listed
garbled forms and from the rendering lattices of many concepts. Both are articles of about 10 KB; hardly a sentence occurs twice, and
words are drawn by their frequency in English, so that new words and new neighbours keep turning up as they do in a corpus.
"""

from __future__ import annotations

import random
import sys
from itertools import accumulate
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from wordfreq import get_frequency_dict

from glossary.entry import Status
from glossary.load import CLEAN_ENGLISH
from normalize.termbase.compiled import Compiled
from normalize.termbase.knowledge import FUNCTION_WORDS, EdgeKind
from normalize.termbase.lattice import edges_of
from zhengming.termbases import compiled_termbase

ARTICLE = 10_000  # characters
VOCABULARY = 3_000  # the commonest words of English, from which the templates are filled
GIVEN = "Weimin Xiufang Jingyi Leilei Yanhong Guoqiang Minmin Junjie Xiaoxia Honglei Mingming Haiping Zhigang Lihua Guilan Wenbo Xiaotao Yuqing".split()
SURNAMES = "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo".split()
TEMPLATES = (
    "In {place}, {person} told visitors that the {w} {w} had been {w} since {year}, long before the {w} of the {w}.",
    "The {w} {w} of {place} drew {number} people, many of whom had come for the {w} and stayed for the {w}.",
    "{person} spent {number} days in {place} to learn how the {w} was {w} by hand, and wrote that the {w} would not be {w}.",
    "According to a report of {year}, {number} families near {place} now {w} more than they {w}, although the {w} remains {w}.",
    "What the {w} needs, said {person}, is a {w} that does not {w} the {w} each time the {w} is {w}.",
    "From {place} to {place} the train takes {number} minutes; the {w} beside the line was {w} in {year}.",
    "By {year} the {w} had grown to {number} hectares, and a {w} was {w} where the old {w} used to be.",
    "Nobody in the village of {person}'s parents could {w} the {w}, so they {w} it and built a {w} of {w} instead.",
    "“We {w} the {w} every morning,” {person} recalled, “and in the evening we sat by the {w} and talked about the {w}.”",
    "A {w} from {place} will be on show until {month}, together with {number} pieces that the {w} {w} in {year}.",
)
MONTHS = "January February March April May June July August September October November December".split()


class Writer:
    """Makes sentences; a seed makes them the same each time."""

    def __init__(self, seed: int, compiled: Compiled) -> None:
        self.chance = random.Random(seed)
        self.compiled = compiled
        frequencies = get_frequency_dict("en", wordlist="small")
        words = [word for word in list(frequencies)[:VOCABULARY] if word.isascii() and word.isalpha() and len(word) > 2 and word not in FUNCTION_WORDS]
        self._words, self._weights = words, list(accumulate(frequencies[word] ** 0.75 for word in words))
        entries = [compiled.entry(number) for number in range(len(compiled))]
        self._places = [entry.english for entry in entries if entry.subject == "place" and entry.coordinates]
        self._listed = [term.text for entry in entries for term in entry.en.terms if term.status is Status.DEPRECATED and term.text[:1].isalpha()]
        self._clean = [line.strip() for line in CLEAN_ENGLISH.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]

    def sentence(self) -> str:
        """One sentence of a template; no sentence of the project's clean English comes twice."""
        if self._clean and self.chance.random() < 0.02:
            return self._clean.pop()
        chance = self.chance
        fill = {
            "person": lambda: f"{chance.choice(SURNAMES)} {chance.choice(GIVEN)}", "place": lambda: chance.choice(self._places), "month": lambda: chance.choice(MONTHS),
            "year": lambda: str(chance.randint(1950, 2025)), "number": lambda: str(chance.randint(3, 990)), "w": lambda: chance.choices(self._words, cum_weights=self._weights)[0],
        }  # fmt: skip
        text = chance.choice(TEMPLATES)
        while (at := text.find("{")) >= 0:
            end = text.index("}", at)
            text = text[:at] + fill[text[at + 1 : end]]() + text[end + 1 :]
        return text

    def garble(self) -> str:
        """A listed garbled form, or a walk through the lattice of a form: each stretch in pinyin, in a sense, or as a place."""
        chance, compiled = self.chance, self.compiled
        if chance.random() < 0.5:
            return chance.choice(self._listed)
        lattice = compiled.lattice(chance.randrange(len(compiled.lengths)))
        variant = lattice.variant
        edges = [edge for edge in edges_of(variant, compiled.knowledge, ()) if edge.kind is not EdgeKind.OWN]
        words, at = [], 0
        while at < lattice.length:
            choices = [edge for edge in edges if edge.i == at and edge.j > at]
            if not choices or chance.random() < 0.5:
                words.append(variant.syllables[at].replace("v", "u").capitalize())
                at += 1
            else:
                edge = chance.choice(choices)
                words += [word.capitalize() if word not in FUNCTION_WORDS else word for word in edge.words]
                at = edge.j
        return " ".join(words)

    def article(self, every: int) -> str:
        """Paragraphs of about ARTICLE characters with a garble about every so many words."""
        paragraphs, size = [], 0
        while size < ARTICLE:
            sentences = []
            for _ in range(self.chance.randint(3, 6)):
                text = self.sentence()
                if self.chance.random() < len(text.split()) / every:
                    text += f" The matter of {self.garble()} was {self.chance.choices(self._words, cum_weights=self._weights)[0]} in {self.chance.randint(1950, 2025)}."
                sentences.append(text)
            paragraphs.append(" ".join(sentences))
            size += len(paragraphs[-1]) + 1
        return "\n".join(paragraphs) + "\n"


KINDS = {"clean": 10_000, "garbled": 30}  # words from one garble to the next


def write_texts(folder: Path, megabytes: float) -> dict[str, Path]:
    """Kind -> folder of articles."""
    compiled = compiled_termbase()
    made = {}
    for kind, every in KINDS.items():
        writer = Writer(7, compiled)
        place = folder / kind
        place.mkdir(parents=True, exist_ok=True)
        for old in place.glob("*.txt"):
            old.unlink()
        for number in range(int(megabytes * 1e6 / ARTICLE)):
            (place / f"{number:05}.txt").write_text(writer.article(every), encoding="utf-8")
        made[kind] = place
    return made


def distinct(folder: Path) -> tuple[int, float]:
    """How many words the articles of a folder have, and which share of their sentences is distinct."""
    words, seen, count = 0, set(), 0
    for path in folder.glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        for sentence in text.replace("\n", " ").split(". "):
            count += 1
            seen.add(sentence)
    return words, len(seen) / count


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else "bench/out")
    for kind, place in write_texts(target, float(sys.argv[2]) if len(sys.argv) > 2 else 4.0).items():
        words, share = distinct(place)
        print(f"{kind}: {words} words, {share:.1%} of the sentences distinct, in {place}")
