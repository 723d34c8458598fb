"""The record of a finding: its fields are a promise, and so is the fingerprint."""

from __future__ import annotations

import json

import pytest

from glossary import Action, Kind
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.fixing.records import SCHEMA, records
from normalize.text.document import Document

FIELDS = [
    "schema", "document", "start", "end", "line", "column", "found", "kind", "action", "confidence", "concept", "zh", "pinyin", "suggestions", "evidence", "rivals", "fingerprint",
    "around",
]  # fmt: skip
TEXT = "In Kunshan lies Jindian Week.\nIn Kunshan lies Jindian Week."


def finding(start: int, text: str = TEXT) -> Finding:
    """A finding on twelve characters of a text."""
    return Finding(
        start, start + 12, text[start : start + 12], Kind.CHAR_GLOSS, Action.AUTO, 0.98, (Suggestion("Jin-Dian-Zhou", "jin-dian-zhou", 0.98),),
        (Evidence("listed", "周 is no week"),), "jin-dian-zhou", "锦淀周", "Jǐn-Diàn-Zhōu", (Rival("week", "周", "week", 0.1),), 60.0,
    )  # fmt: skip


def test_the_fields_and_their_order() -> None:
    """As docs have them; a change of these raises SCHEMA."""
    (row,) = records(Document("a.txt", TEXT), [finding(16)])
    assert list(row) == FIELDS
    assert row == json.loads(json.dumps(row))
    assert (row["schema"], SCHEMA) == (1, 1)
    assert (row["document"], row["start"], row["end"], row["line"], row["column"]) == ("a.txt", 16, 28, 1, 17)
    assert row["suggestions"] == [{"text": "Jin-Dian-Zhou", "concept": "jin-dian-zhou", "score": 0.98}]
    assert row["evidence"] == [{"kind": "listed", "detail": "周 is no week"}]
    assert row["rivals"] == [{"concept": "week", "zh": "周", "text": "week", "score": 0.1}]


def marks(text: str, name: str = "a.txt") -> list[str]:
    """The fingerprints of every Jindian Week of a text."""
    places = [at for at in range(len(text)) if text[at : at + 12].lower() == "jindian week"]
    return [row["fingerprint"] for row in records(Document(name, text), [finding(at, text) for at in places])]


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("A line.\n" + TEXT, True),
        (TEXT.replace("In ", "in "), True),
        (TEXT.replace("\n", "\r\n"), True),
        (TEXT.replace("Week", "week"), True),
        (TEXT.replace("lies", "lay"), False),
        (TEXT.replace(".\n", " now.\n"), False),
    ],
)
def test_what_a_fingerprint_depends_on(other: str, same: bool) -> None:
    """Neither offsets nor case nor line ends nor the file's name, but the words beside it."""
    assert (marks(other)[0] == marks(TEXT)[0]) is same
    assert marks(TEXT, "b.txt") == marks(TEXT)


def test_like_places_are_told_apart() -> None:
    """By their order."""
    assert len(set(marks(TEXT.split("\n")[0] + " In Kunshan lies Jindian Week. In Kunshan lies Jindian Week."))) == 3


def test_a_fingerprint_stays_as_it_is() -> None:
    """People's decisions hang on it: another figure here loses them all."""
    assert marks("In Kunshan lies Jindian Week.\n") == ["1:f326ef7cbaad791a"]
