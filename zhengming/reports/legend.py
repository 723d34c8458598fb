"""What states and kinds of findings are called where people read of them."""

from __future__ import annotations

STATUSES = {"applied": "Fixed", "open": "To review", "note": "Note", "rejected": "Rejected"}
MEANINGS = {
    "applied": "changed in the normalized text", "open": "left as it is until a person accepts it",
    "note": "shown, never changed", "rejected": "kept as it is, a person decided",
}  # fmt: skip
DECIDED = {"accept": "accepted by", "reject": "kept by", "replace": "own words by", "unsure": "unsure by", "conflict": "the reviewers disagree:"}  # and who
KINDS = {
    "char-gloss": "a character read as a common word", "abbr-wrong": "an abbreviation expanded to the wrong thing", "half-rendered": "half in pinyin, half not",
    "split": "pinyin cut apart", "join": "pinyin glued together", "polyphone": "the wrong reading of a character", "romanization": "an old or foreign spelling",
    "false-homonym": "taken for a namesake", "case": "capitals lost or gained", "lost-symbol": "a sign or digit lost", "role-glue": "a role word glued to a name",
    "deixis": "the author’s “our country”", "calque": "a set phrase word for word", "inconsistent": "one concept under several names",
    "residue": "page and markup debris", "annotation": "Chinese and pinyin at the first mention",
}  # fmt: skip
