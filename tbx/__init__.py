"""How we exchange what we know: TBX written, read and checked, the formats of other tools, termbases compared and joined."""

from tbx.compare import Change, Difference, FieldChange, changes, diff
from tbx.csv_table import write_csv
from tbx.engines import DEEPL, GOOGLE, Engine, read_engine, write_engine
from tbx.joining import Conflict, Joined, join
from tbx.memoq import read_memoq, write_memoq
from tbx.multiterm import read_multiterm, write_multiterm
from tbx.omegat import read_omegat, write_omegat
from tbx.profile import Dialect, Profile, Style, Version
from tbx.reader import iter_tbx, read_tbx
from tbx.skos import write_skos
from tbx.spreadsheet import read_spreadsheet, write_matecat, write_phrase
from tbx.validator import problems
from tbx.weblate import read_weblate, write_weblate
from tbx.writer import write

__all__ = [
    "DEEPL", "GOOGLE", "Change", "Conflict", "Dialect", "Difference", "Engine", "FieldChange", "Joined", "Profile", "Style", "Version", "changes", "diff",
    "iter_tbx", "join", "problems", "read_engine", "read_memoq", "read_multiterm", "read_omegat", "read_spreadsheet", "read_tbx", "read_weblate", "write", "write_csv",
    "write_engine", "write_matecat", "write_memoq", "write_multiterm", "write_omegat", "write_phrase", "write_skos", "write_weblate",
]  # fmt: skip
