"""A text or a form folded to the same length: lower-case ASCII words parted by spaces, so that spellings meet and offsets stay what they are.

Letters go by their base, ê is an e, and those without one are a `?`; hyphens, quotes, spaces and all other signs are a space: "Xi'an", "xi-an" and "Xi An" meet.
"""

import unicodedata
from functools import cached_property, lru_cache

# One code point to one ASCII character, so that offsets hold; applied only where the text has it.
_ASCII_TWINS = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u3000": " ", "·": " ", "•": " ",
}  # fmt: skip
FEW = 32  # distinct signs up to which it is quicker to replace one after the other
_ASCII = frozenset(map(chr, range(128)))
_TABLE = bytes(c if 48 <= c < 58 or 97 <= c < 123 else c + 32 if 65 <= c < 91 else 43 if c == 43 else 63 if c == 63 else 32 for c in range(256))
_CASED = bytes(c if 65 <= c < 91 else low for c, low in enumerate(_TABLE))


@lru_cache(maxsize=1)
def signs_of(text: str) -> frozenset[str]:
    """Every sign that is no ASCII once; a text is asked for them several times in a row."""
    return frozenset() if text.isascii() else frozenset(text).difference(_ASCII)


def fold(text: str, cased: bool = False) -> bytes:
    """Lower-case ASCII words parted by spaces, one byte a code point; `cased` leaves the capitals of ASCII letters."""
    others = () if text.isascii() else signs_of(text)  # of a hundred thousand forms few have any, and to look that up takes as long as to fold
    text = text.replace("?", " ")
    if others:
        twins = {ord(char): _ASCII_TWINS.get(char) or (unicodedata.normalize("NFD", char)[0] if _is_letter(char) else " ") for char in others}  # ê: e
        if len(twins) > FEW:
            text = text.translate(twins)
        else:
            for char, twin in twins.items():
                text = text.replace(chr(char), twin)
    return text.encode("ascii", "replace").translate(_CASED if cased else _TABLE)


def folded_form(form: str) -> bytes:
    """A form as a pattern: folded, single spaces, a boundary on both sides."""
    plain = unicodedata.normalize("NFC", form)
    return b" " + fold(plain).replace(b"?", b" ").strip() + b" "


class _Lower(dict[str, str]):
    """Word -> the word in lower case, remembered."""

    def __missing__(self, word: str) -> str:
        if len(self) > 500_000:
            self.clear()
        low = word.lower()
        low = self.setdefault(low, low)
        self[word] = low
        return low


LOWER = _Lower()


class Folded:
    """A text cut into folded words, numbered through the text; offsets are code points."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain = fold(text, cased=True).decode("ascii")  # a “?” is a letter without a base: ø, đ
        self.cased = plain.split()  # the words with their capitals
        self.words = list(map(LOWER.__getitem__, self.cased))  # one object for each distinct word, so that its hash is worked out once

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins, and the end of the text."""
        starts, at = [], 0
        for piece in self.plain.split(" "):
            if piece:
                starts.append(at)
            at += len(piece) + 1
        starts.append(len(self.text))
        return starts

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Every word once."""
        return frozenset(self.words)


def _is_letter(char: str) -> bool:
    """A letter of an alphabet; Hanzi beside an English name are no part of it."""
    return char.isalpha() and char < "\u2e80"
