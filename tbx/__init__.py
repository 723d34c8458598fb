"""How we exchange what we know: TBX written, read and checked, two plain formats, and termbases compared."""

from tbx.compare import Change, Difference, FieldChange, diff, merged
from tbx.formats import read_csv, read_omegat, write_csv, write_omegat
from tbx.profile import Dialect, Profile, Style, Version
from tbx.reader import iter_tbx, read_tbx
from tbx.validator import problems
from tbx.writer import write

__all__ = [
    "Change", "Dialect", "Difference", "FieldChange", "Profile", "Style", "Version", "diff", "iter_tbx", "merged", "problems", "read_csv", "read_omegat", "read_tbx", "write",
    "write_csv", "write_omegat",
]  # fmt: skip
