"""Signs that came out as other letters because a page was read in the wrong encoding: China鈥檚, Chinaâ€™s, ¡°Kunshan¡±."""

import re
from collections.abc import Iterator

from normalize.text.document import Span

# What Windows-1252 makes of the bytes 80 to BF, with which a sign goes on in UTF-8.
_TRAIL = "[€‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ\x80-\xbf]"
_UTF_8_IN_1252 = rf"(?:[ÂÃÄÅÆË]{_TRAIL}|[âãï]{_TRAIL}{{2}})+"
_GBK_IN_LATIN_1 = r"(?:[¡£][¡-þ])+"
_UTF_8_IN_GBK = r"鈥[\u4e00-\u9fff]"  # E2 80, and a third byte that took the letter behind the sign along: ’s, “C
_LOST = r"(?<=[a-z])\ufffd+(?=(?:s|t|re|ve|ll|d|m)\b)"
_RUN = re.compile(rf"(?P<utf8>{_UTF_8_IN_1252})|(?P<latin1>{_GBK_IN_LATIN_1})|(?P<gbk>{_UTF_8_IN_GBK})|{_LOST}")
# Signs and the letters of European names and pinyin; whatever else comes of it was misread by nobody: “café”—” would be a Hanzi.
_MEANT = re.compile(r"[\xa0-\xffāēěīńōū\u2010-\u203a\u3000-\u301f！-／：-＠［-｀｛-～]+[a-zA-Z]?")
_NARROW = {0xA0: " ", 0x3000: " "} | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}


def misread(text: str) -> Iterator[tuple[Span, str]]:
    """Where such letters stand in a text, and what was meant; never what only might be one."""
    for match in _RUN.finditer(text):
        try:
            meant = _meant(match)
        except UnicodeError:
            continue
        if _MEANT.fullmatch(meant):
            yield match.span(), meant.translate(_NARROW)


def _meant(match: re.Match[str]) -> str:
    run = match[0]
    if match["latin1"]:
        return run.encode("latin-1").decode("gbk")
    if match["gbk"]:
        return run.encode("gbk").decode("utf-8")
    if not match["utf8"]:
        return "’"
    while re.fullmatch(_UTF_8_IN_1252, run):  # Ã¢â‚¬â„¢ was misread twice
        run = b"".join(map(_byte, run)).decode("utf-8")
    return run


def _byte(letter: str) -> bytes:
    """Its byte in Windows-1252, which leaves some undefined."""
    return bytes([ord(letter)]) if letter <= "\xff" else letter.encode("cp1252")
