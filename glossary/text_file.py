"""A glossary's file as text, and the one exception that says why a glossary cannot be used: whoever reads or writes one raises it."""

from __future__ import annotations

from pathlib import Path

from glossary.encodings import MAX_BYTES, UnreadableText, decode

FOREIGN = "the file of another program is taken in by `zhengming tbx import FILE --into glossary.toml`"


class GlossaryError(Exception):
    """A glossary cannot be used; the message names the file, the entry or line, the field, and what to do."""


def read_text(path: Path) -> str:
    """A glossary file's text: TOML is UTF-8 by its standard, a table is in what a spreadsheet writes (in a Chinese Windows GB18030). GlossaryError if it
    cannot be read or is over `MAX_BYTES`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise GlossaryError(f"{path}: larger than {MAX_BYTES // 2**20} MB; split the glossary")
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    try:
        return data.decode("utf-8-sig") if path.suffix.lower() == ".toml" else decode(data)[0]
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: not UTF-8 (byte {error.start}); save it as UTF-8") from error
    except UnreadableText as error:
        raise GlossaryError(f"{path}: {error}") from error
