"""What kind of TBX to write: version, dialect, style, and the tag of the Chinese."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum


class Version(StrEnum):
    """`v2`: right forms only, for CAT tools. `v2-full` and `v3`: every form with its status."""

    V2 = "v2"
    V2_FULL = "v2-full"
    V3 = "v3"


class Dialect(StrEnum):
    """The dialects of v3, each holding the one before: Core has no data categories, Linguist the most."""

    CORE = "core"
    MIN = "min"
    BASIC = "basic"
    LINGUIST = "linguist"


class Style(StrEnum):
    """How v3 spells a data category: as an attribute (`<termNote type="partOfSpeech">`) or as an element (`<min:partOfSpeech>`)."""

    DCA = "dca"
    DCT = "dct"


@dataclass(frozen=True, slots=True)
class Profile:
    """One way to write TBX. `dialect` and `style` count for v3 only; `date`, if given, is that of publication in the header."""

    version: Version = Version.V2
    dialect: Dialect = Dialect.BASIC
    style: Style = Style.DCA
    language_tag: str = "zh-CN"
    title: str = "Termbase"
    date: Date | None = None
