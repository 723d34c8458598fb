"""What people decided: the file that remembers it, the spreadsheets that bring it, and what becomes of it."""

from normalize.decisions import Decision, Decisions, Ruling, Scope, Undo, Verdict, in_force
from zhengming.decisions.file import DecisionFile, decide, now
from zhengming.decisions.reading import load_decisions

__all__ = ["Decision", "DecisionFile", "Decisions", "Ruling", "Scope", "Undo", "Verdict", "decide", "in_force", "load_decisions", "now"]
