"""What we know: the termbase, its concepts, their Chinese, pinyin and English."""

from glossary.entry import Action, ConceptEntry, Kind, LanguageSection, Status, Term, Transaction
from glossary.termbase import Termbase, folded, merged

__all__ = ["Action", "ConceptEntry", "Kind", "LanguageSection", "Status", "Term", "Termbase", "Transaction", "folded", "merged"]
