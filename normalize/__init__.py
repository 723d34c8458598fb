"""What we do to a text: find what is garbled, say what it stands for, mend what is certain."""

from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.fixing.decisions import Decision, Ruling, Scope, Verdict
from normalize.fixing.fixes import Fix
from normalize.pipeline import Checker
from normalize.termbase.compiled import Compiled
from normalize.text.document import Document

__all__ = ["Checker", "Compiled", "Decision", "Document", "Evidence", "Finding", "Fix", "Rival", "Ruling", "Scope", "Suggestion", "Verdict"]
