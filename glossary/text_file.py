"""A glossary's file as text, and the one exception that says why a glossary cannot be used: whoever reads or writes one raises it."""

from __future__ import annotations

from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
FOREIGN = "the file of another program is taken in by `zhengming tbx import FILE --into glossary.toml`"


class GlossaryError(Exception):
    """A glossary cannot be used; the message names the file, the entry or line, the field, and what to do."""


def read_text(path: Path) -> str:
    """A glossary file's text (UTF-8, with or without a byte-order mark); GlossaryError if it cannot be read or is over `MAX_BYTES`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(f"{path}: larger than {MAX_BYTES // 2**20} MB; split the glossary")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    except UnicodeDecodeError as error:
        excel = " (in Excel: the file type CSV UTF-8)" if path.suffix.lower() == ".csv" else ""
        raise GlossaryError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8{excel}") from error
