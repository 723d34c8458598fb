"""How we exchange what we know: TBX written, read and checked, two plain formats, and termbases compared."""

from tbx.compare import Change, Difference, FieldChange, diff, merged
from tbx.formats import read_csv, read_omegat, write_csv, write_omegat
from tbx.reader import read_tbx
from tbx.validator import problems
from tbx.writer import write_v2, write_v3

__all__ = [
    "Change", "Difference", "FieldChange", "diff", "merged", "problems", "read_csv", "read_omegat", "read_tbx", "write_csv", "write_omegat", "write_v2", "write_v3",
]  # fmt: skip
