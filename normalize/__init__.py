"""What we do to a text: find what is garbled, say what it stands for, mend what is certain."""

from normalize.compiled import Compiled
from normalize.decisions import Decision, Ruling, Scope, Verdict
from normalize.document import Document
from normalize.findings import Evidence, Finding, Rival, Suggestion
from normalize.fixes import Fix
from normalize.pipeline import Checker

__all__ = ["Checker", "Compiled", "Decision", "Document", "Evidence", "Finding", "Fix", "Rival", "Ruling", "Scope", "Suggestion", "Verdict"]
