"""What people decided: the file that remembers it, the spreadsheets that bring it, and what becomes of it."""

from zhengming.decisions.file import DecisionFile, decide
from zhengming.decisions.reading import load_decisions

__all__ = ["DecisionFile", "decide", "load_decisions"]
