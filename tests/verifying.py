"""What tests of the house rules exchange: a sound entry, a garbled form, the problems that are found."""

from __future__ import annotations

from glossary.entry import Action, ConceptEntry, Kind, LanguageSection, Status, Term
from glossary.tables import SideTables
from glossary.verify import Problem, problems

NOTHING = SideTables(senses={}, places={}, romanized={}, look_alikes={})


def garbled(text: str, action: Action = Action.REVIEW, say: str = "", because: str = "A reason.", kind: Kind = Kind.CHAR_GLOSS) -> Term:
    """A deprecated form."""
    return Term(text, Status.DEPRECATED, kind, action, because, say)


def concept(identifier: str = "jin-dian-zhou", zh: str = "锦淀周", pinyin: str = "Jǐn-Diàn-Zhōu", en: str = "Jin-Dian-Zhou", *forms: Term, **fields: object) -> ConceptEntry:
    """A sound entry, which a test then spoils."""
    entry = ConceptEntry(
        identifier, "place", LanguageSection((Term(zh, Status.PREFERRED),), pinyin=pinyin), LanguageSection((Term(en, Status.PREFERRED), *forms)),
        source="rule: pinyin name", origin="places.toml",
    )  # fmt: skip
    return entry._replace(**fields)  # type: ignore[arg-type]


def found(*entries: ConceptEntry, tables: SideTables = NOTHING) -> list[Problem]:
    """The problems of these entries."""
    return problems(entries, tables)
