"""What a termbase is made of: concept entries, their language sections and terms, in the vocabulary of ISO 30042.

A garbled form is a *deprecated term* of its concept: it carries the kind of garble, the reason, and whether it may be mended unasked.
"""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What went wrong in a garbled form."""

    CHAR_GLOSS = "char-gloss"
    ABBR_WRONG = "abbr-wrong"
    HALF_RENDERED = "half-rendered"
    SPLIT = "split"
    JOIN = "join"
    POLYPHONE = "polyphone"
    ROMANIZATION = "romanization"
    FALSE_HOMONYM = "false-homonym"
    CASE = "case"
    LOST_SYMBOL = "lost-symbol"
    ROLE_GLUE = "role-glue"
    DEIXIS = "deixis"
    CALQUE = "calque"
    INCONSISTENT = "inconsistent"
    RESIDUE = "residue"
    ANNOTATION = "annotation"


class Action(StrEnum):
    """`auto` is applied unasked, `review` waits for a person, `note` is shown and never applied."""

    AUTO = "auto"
    REVIEW = "review"
    NOTE = "note"


class Status(StrEnum):
    """Administrative status of a term (ISO 30042 `administrativeStatus`)."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


_DEPRECATED = Status.DEPRECATED  # Python 3.11 takes as long to look a member up as to read a term

SUBJECTS = (
    "place", "transport", "organization", "media", "education", "company", "meeting", "person", "politics", "law", "economy",
    "industry", "technology", "society", "health", "environment", "culture", "heritage", "food", "history", "idiom",
)  # fmt: skip
NAME_SUBJECTS = frozenset({"place", "transport", "organization", "media", "education", "company", "meeting", "person"})
PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "phrase")


class Term(NamedTuple):
    """One term of a language section. `kind`, `because`, `say` and `seen` are given for deprecated English terms only."""

    text: str
    status: Status
    kind: Kind | None = None
    action: Action = Action.REVIEW
    because: str = ""
    say: str = ""
    seen: tuple[str, ...] = ()


class Transaction(NamedTuple):
    """Who wrote or changed an entry, and when: `kind` is one of TRANSACTIONS, `date` is 2026-01-31 or 2026-01-31T08:00:00, `by` a name or nothing."""

    kind: str
    date: str
    by: str = ""


TRANSACTIONS = ("origination", "modification")
IDENTIFIER = r"[A-Za-z][A-Za-z0-9._-]*"  # it becomes an XML id
DATE = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?"


class LanguageSection(NamedTuple):
    """The terms of one language, the preferred one first; `context` is a sentence in which that one stands."""

    terms: tuple[Term, ...]
    pinyin: str = ""
    gloss: str = ""
    part_of_speech: str = "noun"
    context: str = ""

    @property
    def preferred(self) -> str:
        """The term that goes into a text as it stands."""
        return self.terms[0].text

    def of(self, status: Status) -> tuple[Term, ...]:
        """The terms of one status, in their order."""
        return tuple(term for term in self.terms if term.status is status)


class ConceptEntry(NamedTuple):
    """One concept: its Chinese, its English, and what a reader must know to trust them.

    `coordinates` are (latitude, longitude) in degrees. `origin` names the file the entry was read from. `history` is oldest first.
    """

    id: str
    subject: str
    zh: LanguageSection
    en: LanguageSection
    source: str = "unverified"
    region: str = ""
    definition: str = ""
    note: str = ""
    well_known: bool = False
    coordinates: tuple[float, float] | None = None
    related: tuple[str, ...] = ()
    origin: str = ""
    history: tuple[Transaction, ...] = ()

    @property
    def chinese(self) -> str:
        """The preferred Chinese term."""
        return self.zh.preferred

    @property
    def english(self) -> str:
        """The preferred English term."""
        return self.en.preferred

    @property
    def pinyin(self) -> str:
        """Tone-marked, word-joined pinyin of the preferred Chinese term."""
        return self.zh.pinyin

    @property
    def right_forms(self) -> tuple[str, ...]:
        """English that is right: the preferred term, then the admitted ones."""
        return tuple([term.text for term in self.en.terms if term.status is not _DEPRECATED])

    @property
    def chinese_forms(self) -> tuple[str, ...]:
        """Chinese that is right: the preferred term, then the admitted ones."""
        return tuple([term.text for term in self.zh.terms if term.status is not _DEPRECATED])

    @property
    def deprecated(self) -> tuple[Term, ...]:
        """The garbled English forms."""
        return self.en.of(Status.DEPRECATED)

    @property
    def is_name(self) -> bool:
        """Whether the concept is one named thing (a place, a paper, a person) rather than a term."""
        return self.subject in NAME_SUBJECTS and any(c.isupper() for c in self.english)

    @property
    def verified(self) -> bool:
        """Whether a source or a rule stands behind the entry."""
        return not self.source.startswith("unverified")
